"""The alarm of the 45 days: day 30 and 40 warn, day 46 is a sign of a breach; for heads and the inspectorate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework import acts, long_waiting
from app.casework.long_waiting import Band, Key, band_of
from app.casework.permissions import Viewer
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import Unit, a_petition, a_unit, a_viewer, an_agency, at

TODAY = date(2026, 11, 23)


def received(session: Session, unit: Unit, days: int, kind: PetitionKind | None = None) -> str:
    """The code of a petition received ``days`` ago."""
    return a_petition(session, unit, on=TODAY - timedelta(days=days), kind=kind).code


def seen(session: Session, viewer: Viewer) -> dict[str, Band]:
    return {row.code: row.band for row in long_waiting.long_waiting(session, viewer, today=TODAY).rows}


@pytest.mark.parametrize(
    ("days", "band"),
    [(29, None), (30, Band.FROM_30), (39, Band.FROM_30), (40, Band.FROM_40), (45, Band.FROM_40), (46, Band.BREACH)],
)
def test_day_30_and_40_warn_and_day_46_is_a_breach(days: int, band: Band | None) -> None:
    assert band_of(days) == band


def test_a_head_sees_the_petitions_of_the_agency_the_longest_waiting_first(session: Session) -> None:
    unit, other = a_unit(session), a_unit(session, "UBND xã Ia Nan")
    codes = [received(session, unit, days) for days in (29, 30, 45, 46)]
    theirs = received(session, other, 60)
    found = long_waiting.long_waiting(session, unit.head, today=TODAY)
    assert [row.code for row in found.rows] == [codes[3], codes[2], codes[1]]
    assert found.counts == {Band.BREACH: 1, Band.FROM_40: 1, Band.FROM_30: 1}
    counted = long_waiting.how_many_waiting(unit.head, TODAY)
    assert counted is not None
    assert session.scalar(counted) == 3
    assert long_waiting.how_many_waiting(unit.handler, TODAY) is None
    supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)
    assert set(seen(session, supervisor)) == {*codes[1:], theirs}


def test_what_was_handled_or_has_a_good_reason_does_not_wait(session: Session) -> None:
    unit = a_unit(session)
    left, filed, delayed = (
        a_petition(session, unit, on=TODAY - timedelta(days=50), kind=PetitionKind.FEEDBACK) for _ in range(3)
    )
    given: dict[str, Any] = {"by": unit.head, "at": at(TODAY), "today": TODAY}
    acts.record_act(session, filed, "filed", TODAY, data={"reason": "Trùng"}, document_no="1/CV", **given)
    acts.record_act(
        session, delayed, "delay_justified", TODAY, data={"reason": "Chờ kết quả đo đạc"}, document_no="2/CV", **given
    )
    assert set(seen(session, unit.head)) == {left.code}


def test_a_page_goes_on_where_the_last_one_ended(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_waiting, "PAGE", 2)
    unit = a_unit(session)
    codes = [received(session, unit, days) for days in (50, 50, 48)]
    first = long_waiting.long_waiting(session, unit.head, today=TODAY)
    assert isinstance(first.next, Key)
    second = long_waiting.long_waiting(session, unit.head, today=TODAY, after=first.next)
    assert [row.code for row in (*first.rows, *second.rows)] == codes
    assert second.next is None
