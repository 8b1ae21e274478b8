"""Whoever is written to each week may do without it, on the page of their account."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.audit import AuditEntry
from app.records.notices import LetterMute
from app.records.people import RoleKind
from tests.web.conftest import Browse, an_account_with

ACCOUNT, LETTER = "/tai-khoan", "/tai-khoan/thu-hang-tuan"


def ticked(browse: Browse) -> bool:
    (tick,) = browse.open(ACCOUNT).all("input", name="wanted")
    return tick.get("checked") is not None


def muted(records: Session) -> list[int]:
    found = list(records.scalars(select(LetterMute.account_id)))
    records.commit()  # the looking is over: it held the only writer's place
    return found


def test_the_weekly_letter_is_switched_off_and_on(browse: Browse, records: Session) -> None:
    account = an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")
    assert ticked(browse)
    browse.send(LETTER)
    assert not ticked(browse)
    assert muted(records) == [account.id]
    browse.send(LETTER, wanted="y")
    assert ticked(browse)
    assert muted(records) == []
    noted = records.scalars(select(AuditEntry.action)).all()
    assert noted.count("weekly_letter") == 2


def test_who_gets_no_weekly_letter_is_not_asked(browse: Browse, records: Session) -> None:
    an_account_with(records, RoleKind.OFFICER)
    browse.enter("thu.ha")
    assert browse.open(ACCOUNT).all("input", name="wanted") == []
