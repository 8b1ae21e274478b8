"""A file made for somebody, to keep: no copy stays on the way."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

from flask import Response, send_file

from app.casework.file_names import without_marks
from app.casework.outbox import Attachment


def as_file(file: Attachment) -> Response:
    """The answer that hands a file over."""
    answer = send_file(
        BytesIO(file.content), mimetype=file.media_type, as_attachment=True, download_name=file.name, conditional=False,
        etag=False,
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return called(answer, file.name, kept=True)


def called(answer: Response, name: str, *, kept: bool) -> Response:
    """``answer`` under a name every browser can read: in full, and for old ones in letters without marks (đ is d).

    ``kept``: it is saved; otherwise shown.
    """
    names = {"filename": without_marks(name), "filename*": f"UTF-8''{quote(name, safe='')}"}
    answer.headers.set("Content-Disposition", "attachment" if kept else "inline", **names)
    return answer
