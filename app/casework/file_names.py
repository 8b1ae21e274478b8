"""What a file is called: tidied when it comes, a number once its matter is sealed, since a name could tell who."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.file_types import TYPES
from app.records.documents import Document

LONGEST_NAME = 200
NAMELESS = "Tệp"


def tidied(name: str, media_type: str) -> str:
    """``name`` without folders and unseen characters, ending as its type does, at most 200 characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter if not unicodedata.category(letter).startswith("C") else " " for letter in last)
    stem, ending = _parted(" ".join(seen.split()), TYPES[media_type].extensions)
    return (stem.strip(" .") or NAMELESS)[: LONGEST_NAME - len(ending)] + ending


def without_marks(name: str) -> str:
    """A file name in ASCII, for programs that read no other: Đơn tố cáo.pdf is Don to cao.pdf."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return plain.encode("ascii", "ignore").decode("ascii")


def _parted(name: str, extensions: tuple[str, ...]) -> tuple[str, str]:
    """Stem and ending. An ending of another type stays in the stem, and the usual one is put behind it."""
    for ending in extensions:
        if name.lower().endswith(ending):
            return name[: -len(ending)], name[-len(ending) :]
    return name, extensions[0]


def numbered(document: Document) -> str:
    """What a file of a sealed matter is called."""
    return f"{NAMELESS} {document.position}{TYPES[document.media_type].extensions[0]}"


def hide_names(session: Session, matter_ids: Collection[int]) -> None:
    """Call every file of these matters by its number."""
    for document in session.scalars(select(Document).where(Document.matter_id.in_(matter_ids))):
        document.name = numbered(document)
