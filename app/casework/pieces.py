"""A file that comes in pieces over a slow line: what came is kept for a day, and the rest follows where it stopped.

The pieces of one sending lie in one unfinished file, called by a keyed hash of who sends what to where: the same file
chosen again, after a lost line or a page read anew, goes on from there. Nobody else's piece can get in.
"""

from __future__ import annotations

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.casework.file_types import FIELD
from app.casework.uploads import LARGEST_FILE, MEGABYTE, UNFINISHED, place_of
from app.records.documents import Document

LARGEST_PIECE = 2 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Sending:
    """One file on its way: its key, and how long it will be."""

    key: str
    size: int


def sending(secret: str, *, account_id: int, to: str, name: str, size: int, mark: str) -> Sending:
    """The sending of a file by an account to a draft or matter. ``mark``: what else the browser knows of the file.

    Raises Refused on ``files`` for what is too long to be taken.
    """
    if not 0 < size <= LARGEST_FILE:
        sentence = "Tệp rỗng. Chọn tệp khác." if size <= 0 else (
            "Tệp lớn hơn %(most)s MB. Chọn tệp nhỏ hơn hoặc chia thành nhiều tệp."
        )  # fmt: skip
        raise Refused(sentence, field=FIELD, most=LARGEST_FILE // MEGABYTE)
    said = "\0".join((str(account_id), to, name, str(size), mark))
    return Sending(hmac.new(secret.encode(), said.encode(), sha256).hexdigest(), size)


def arrived(session: Session, sent: Sending) -> Document | None:
    """The document a sending has become already; a lost answer is asked for again."""
    return session.scalar(select(Document).where(Document.sent_as == sent.key).order_by(Document.id).limit(1))


@contextmanager
def one_at_a_time(folder: Path, sent: Sending) -> Iterator[BinaryIO]:
    """The unfinished file of a sending, held: a second request for it waits until the first is done."""
    place = _place(folder, sent)
    for one in (folder, place.parent):
        one.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def add_piece(file: BinaryIO, piece: BinaryIO, sent: Sending, *, offset: int, at: datetime) -> int:
    """Put a piece behind what came before; how much is here now. A piece that does not follow changes nothing."""
    came = file.seek(0, os.SEEK_END)
    told = piece.read(LARGEST_PIECE)
    if offset == came and came + len(told) <= sent.size:
        file.write(told)
        file.flush()
        came += len(told)
    os.utime(file.fileno(), times=(at.timestamp(), at.timestamp()))  # the sweeper goes by the program's clock
    return came


def forget(folder: Path, sent: Sending) -> None:
    """What came of a sending is not needed any more."""
    with suppress(OSError):  # the sweeper finds it, if it is there
        _place(folder, sent).unlink(missing_ok=True)


def _place(folder: Path, sent: Sending) -> Path:
    return place_of(folder, sent.key).with_suffix(UNFINISHED)


__all__ = ["LARGEST_PIECE", "Sending", "add_piece", "arrived", "forget", "one_at_a_time", "sending"]
