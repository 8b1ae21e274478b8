"""The bytes of documents, in the folder of uploads: ``ab/<random name>``, written whole or not at all.

A row of ``documents`` is written after its file, so a row is never without one. A file whose row never came, or went,
is swept away a day later; so nothing deletes a file while somebody's transaction may still be rolled back.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.casework.file_types import FIELD, judge
from app.records.documents import Document

LARGEST_FILE = 20 * 1024 * 1024
MEGABYTE = 1024 * 1024
LOOSE_FOR = timedelta(days=1)
UNFINISHED = ".part"
ASKED_AT_ONCE = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on disk, without a row yet. ``size`` in bytes, ``sha256`` of them in hexadecimal."""

    stored_as: str
    media_type: str
    size: int
    sha256: str


def place_of(folder: Path, stored_as: str) -> Path:
    """Where the bytes of a document lie."""
    return folder / stored_as[:2] / stored_as


def keep(folder: Path, stream: BinaryIO, *, at: datetime) -> Kept:
    """Write what ``stream`` holds into ``folder``. Needs no transaction: do it before one begins.

    Raises Refused on ``files``: empty, longer than 20 MB, of a kind we do not take, or the disk takes no more.
    """
    name = secrets.token_hex(16)
    place = place_of(folder, name)
    unfinished = place.with_suffix(UNFINISHED)
    try:
        for one in (folder, place.parent):
            one.mkdir(mode=0o700, exist_ok=True)
        kept = _written(unfinished, stream, name)
        os.utime(unfinished, times=(at.timestamp(), at.timestamp()))  # the sweeper goes by the program's clock
        unfinished.rename(place)
        _settle(place.parent)
    except OSError as error:
        log.exception("a file could not be kept")
        raise Refused(
            "Máy chủ chưa lưu được tệp. Báo quản trị viên; phần đã nhập vẫn lưu được không kèm tệp.", field=FIELD
        ) from error
    finally:
        with suppress(OSError):  # the sweeper finds it, if it is there
            unfinished.unlink(missing_ok=True)
    return kept


def _written(place: Path, stream: BinaryIO, name: str) -> Kept:
    digest, size = sha256(), 0
    with os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        while piece := stream.read(MEGABYTE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise Refused(
                    "Tệp lớn hơn %(most)s MB. Chọn tệp nhỏ hơn hoặc chia thành nhiều tệp.",
                    field=FIELD, most=LARGEST_FILE // MEGABYTE,
                )  # fmt: skip
            digest.update(piece)
            file.write(piece)
        file.flush()
        kind = judge(file)
        os.fsync(file.fileno())
    return Kept(name, kind.media_type, size, digest.hexdigest())


def _settle(folder: Path) -> None:
    """A rename outlives a power cut only once its folder is on disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(session: Session, folder: Path, *, at: datetime) -> int:
    """Delete files older than a day that no row knows, and unfinished ones; how many went."""
    swept = 0
    old = _older_than(folder, (at - LOOSE_FOR).timestamp())
    while some := list(islice(old, ASKED_AT_ONCE)):
        names = [path.name for path in some]
        known = set(session.scalars(select(Document.stored_as).where(Document.stored_as.in_(names))))
        for path in some:
            if path.name not in known:
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _older_than(folder: Path, moment: float) -> Iterator[Path]:
    for path in sorted(folder.glob("??/*")):
        if path.is_file() and path.stat().st_mtime < moment:
            yield path
