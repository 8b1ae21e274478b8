"""A .docx as a PDF, by LibreOffice where it is installed. Nothing is made up where it is not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PROGRAM: Final = "soffice"
LONGEST: Final = 60  # seconds


class NoPdf(Exception):
    """No PDF could be made: the program is not there, or did not manage."""


def converter() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which(PROGRAM)


def as_pdf(document: bytes) -> bytes:
    """The same pages as a PDF. Raises NoPdf. Takes seconds; every call has a profile of its own."""
    program = converter()
    if program is None:
        raise NoPdf
    with TemporaryDirectory(prefix="paper-") as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(document)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        try:
            subprocess.run(  # noqa: S603 - our own file, under a name of ours
                [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
                check=True, capture_output=True, timeout=LONGEST,
            )  # fmt: skip
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPdf from error
