"""A file in pieces: each follows what came before, whatever was lost on the way."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.casework import pieces, uploads
from app.casework.errors import Refused
from app.casework.pieces import Sending
from app.casework.uploads import LARGEST_FILE
from tests.makers import DAY, at

NOW = at(DAY)
TOLD = b"0123456789"


def named(name: str = "don.pdf", *, account_id: int = 1, size: int = len(TOLD)) -> Sending:
    return pieces.sending("secret", account_id=account_id, to="ref", name=name, size=size, mark="17")


def put(folder: Path, told: bytes, offset: int, sent: Sending | None = None) -> int:
    sent = sent or named()
    with pieces.one_at_a_time(folder, sent) as file:
        return pieces.add_piece(file, io.BytesIO(told), sent, offset=offset, at=NOW)


def whole(folder: Path) -> bytes:
    with pieces.one_at_a_time(folder, named()) as file:
        return file.read()


def test_pieces_follow_one_another(tmp_path: Path) -> None:
    assert (put(tmp_path, TOLD[:4], 0), put(tmp_path, TOLD[4:], 4)) == (4, 10)
    assert whole(tmp_path) == TOLD


def test_a_piece_sent_twice_is_there_once(tmp_path: Path) -> None:
    assert [put(tmp_path, TOLD[:4], 0) for _again in range(2)] == [4, 4]
    put(tmp_path, TOLD[4:], 4)
    assert whole(tmp_path) == TOLD


@pytest.mark.parametrize(("told", "offset"), [(TOLD[4:], 5), (TOLD, 4), (b"", 4)])
def test_what_does_not_follow_changes_nothing_and_tells_how_much_is_there(
    tmp_path: Path, told: bytes, offset: int
) -> None:
    put(tmp_path, TOLD[:4], 0)
    assert put(tmp_path, told, offset) == 4
    assert whole(tmp_path) == TOLD[:4]


def test_nobody_elses_piece_gets_in_nor_one_of_another_file() -> None:
    keys = {named().key, named(account_id=2).key, named("khac.pdf").key, named(size=9).key}
    assert len(keys) == 4
    assert named().key == named().key


@pytest.mark.parametrize("size", [0, -1, LARGEST_FILE + 1])
def test_what_will_never_be_taken_is_refused_before_it_is_sent(size: int) -> None:
    with pytest.raises(Refused):
        named(size=size)


def test_what_nobody_finished_is_swept_after_a_day(session: Session, tmp_path: Path) -> None:
    put(tmp_path, TOLD[:4], 0)
    assert uploads.sweep(session, tmp_path, at=NOW + timedelta(hours=23)) == 0
    assert uploads.sweep(session, tmp_path, at=NOW + timedelta(hours=25)) == 1
