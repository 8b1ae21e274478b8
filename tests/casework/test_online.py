"""Online reception: decided by the head, prepared step by step, each step an act of the day's log with its clock."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import online
from app.casework.errors import ChangedMeanwhile, NotAllowed, OutOfOrder, Refused
from app.casework.following import Hand
from app.casework.online import Decision, Point, Preparation, preparation_of
from app.casework.permissions import Viewer
from app.casework.reception_days import Plan, change_day, plan_day
from app.records.obligations import Obligation
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionDay, ReceptionKind, VisitOutcome
from app.statute.grounds import ONLINE_CONDITIONS
from tests.makers import Unit, a_unit, a_visit, at

PLANNED_ON, DAY = date(2026, 8, 3), date(2026, 9, 3)  # a Monday; the day after the National Day
ALL = tuple(ONLINE_CONDITIONS)
DECISION = Decision("8/QĐ-UBND", date(2026, 8, 4), "20.2", ALL)


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def day(session: Session, unit: Unit) -> ReceptionDay:
    plan = Plan(DAY, ReceptionKind.HEAD, time(7, 30), time(11))
    return plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(PLANNED_ON), today=PLANNED_ON)


def hand(by: Viewer, on: date) -> Hand:
    return Hand(by, at(on), on)


def seen(session: Session, day: ReceptionDay) -> Preparation:
    found = preparation_of(session, day)
    assert found is not None
    return found


def decided(session: Session, unit: Unit, day: ReceptionDay, decision: Decision = DECISION) -> None:
    online.decide(session, seen(session, day), decision, hand(unit.head, decision.decided_on))


def step(session: Session, unit: Unit, day: ReceptionDay, name: str, on: date, *said: Any, **named: Any) -> None:
    """One step by the officer, with the version the page would carry."""
    it = seen(session, day)
    getattr(online, name)(session, it, *said, version=it.version, hand=hand(unit.officer, on), **named)


def prepared(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day)
    step(session, unit, day, "publish", date(2026, 8, 17), date(2026, 8, 17), where="Cổng thông tin xã", posted_by="")
    on = date(2026, 8, 24)
    step(session, unit, day, "tell", on, citizen=on, bodies=on, prepared=on)
    step(session, unit, day, "try_out", date(2026, 8, 28), date(2026, 8, 28), succeeded=True, note="")


def owed(session: Session, day: ReceptionDay) -> dict[str, tuple[date | None, bool]]:
    """By duty: its last day, and whether it is still owed."""
    rows = session.scalars(select(Obligation).where(Obligation.matter_id == day.matter_id, ~Obligation.superseded))
    return {row.duty: (row.due_on, row.open) for row in rows}


def test_the_decision_starts_the_clocks_of_the_preparation(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day)

    assert owed(session, day) == {
        "tcd.publish_schedule": (date(2026, 8, 24), False),  # published by the rule of online days instead
        "tcd.online_publish": (date(2026, 8, 24), True),
        "tcd.online_notify": (date(2026, 8, 24), True),
        "tcd.online_trial": (date(2026, 8, 28), True),  # three days off before the day
    }


def test_every_step_in_its_time_leaves_nothing_owed(session: Session, unit: Unit, day: ReceptionDay) -> None:
    prepared(session, unit, day)
    step(session, unit, day, "connect", DAY, time(6, 25))
    a_visit(session, unit, on=DAY, reception_kind=ReceptionKind.HEAD, outcome=VisitOutcome.ANSWERED)
    step(session, unit, day, "identify", DAY, "Ông Siu Blut, căn cước 0640…")
    step(session, unit, day, "keep_recording", DAY, DAY, reference="Kho TTDL tỉnh, TCD-2026-09-03")

    assert not any(still for _, still in owed(session, day).values())
    it = seen(session, day)
    assert it.online is not None
    assert (it.matter.stage, it.online.connected_at, it.online.recording) == (
        "session_held", time(6, 25), "Kho TTDL tỉnh, TCD-2026-09-03",
    )  # fmt: skip


def test_only_all_three_notices_make_the_step(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day)
    on = date(2026, 8, 17)
    step(session, unit, day, "publish", on, on, where="Cổng thông tin", posted_by="")
    step(session, unit, day, "tell", on, citizen=on, bodies=None, prepared=None)
    assert owed(session, day)["tcd.online_notify"][1]
    late = date(2026, 8, 25)
    step(session, unit, day, "tell", late, citizen=on, bodies=on, prepared=late)
    row = session.scalars(select(Obligation).where(Obligation.duty == "tcd.online_notify")).one()
    assert (row.due_on, row.satisfied_on) == (date(2026, 8, 24), late)


def test_a_failed_trial_is_kept_and_satisfies_nothing(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day)
    on = date(2026, 8, 17)
    step(session, unit, day, "publish", on, on, where="Cổng thông tin", posted_by="")
    step(session, unit, day, "tell", on, citizen=on, bodies=on, prepared=on)
    with pytest.raises(Refused, match="không kết nối được"):
        step(session, unit, day, "try_out", on, on, succeeded=False, note="")
    step(session, unit, day, "try_out", on, on, succeeded=False, note="Điểm cầu Sở Y tế không có tiếng")
    assert owed(session, day)["tcd.online_trial"][1]
    step(session, unit, day, "try_out", on, on, succeeded=True, note="")
    assert not owed(session, day)["tcd.online_trial"][1]
    assert [one.succeeded for one in seen(session, day).trials] == [False, True]


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision("8/QĐ", date(2026, 8, 4), "20.4", ALL), "ground"),
        (Decision("8/QĐ", date(2026, 8, 4), "20.4", ALL, open_denouncer=True), "ground"),
        (Decision("8/QĐ", date(2026, 8, 4), "20.9", ALL), "ground"),
        (Decision("8/QĐ", date(2026, 8, 4), "20.1", ALL[1:]), "other_place"),
        (Decision("", date(2026, 8, 4), "20.1", ALL), "document_no"),
    ],
)
def test_a_decision_says_what_the_decree_asks(
    session: Session, unit: Unit, day: ReceptionDay, decision: Decision, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        decided(session, unit, day, decision)
    assert refused.value.field == field


def test_a_denunciation_is_received_online_when_its_author_hides_from_nobody(
    session: Session, unit: Unit, day: ReceptionDay
) -> None:
    decided(
        session, unit, day, Decision("8/QĐ", date(2026, 8, 4), "20.4", ALL, open_denouncer=True, secrecy=True)
    )  # fmt: skip
    denounced: dict[str, Any] = {"on": DAY, "kind": PetitionKind.DENUNCIATION, "reception_kind": ReceptionKind.HEAD}
    with pytest.raises(Refused, match="không tiếp trực tuyến") as refused:
        a_visit(session, unit, **denounced, secret=True)
    assert refused.value.article == "NĐ 154/2026/NĐ-CP, Điều 20 khoản 4"
    a_visit(session, unit, **denounced)


def test_another_place_stands_in_where_a_condition_is_not_met(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day, Decision("8/QĐ", date(2026, 8, 4), "20.1", ALL[1:], other_place="Nhà văn hóa xã"))
    it = seen(session, day)
    assert it.online is not None
    assert (it.online.other_place, len(it.online.conditions)) == ("Nhà văn hóa xã", len(ALL) - 1)


def test_the_head_decides_and_the_steps_come_in_their_order(session: Session, unit: Unit, day: ReceptionDay) -> None:
    with pytest.raises(NotAllowed):
        online.decide(session, seen(session, day), DECISION, hand(unit.officer, DECISION.decided_on))
    with pytest.raises(Refused, match="chưa có quyết định"):
        step(session, unit, day, "identify", DAY, "Ai đó")
    decided(session, unit, day)
    with pytest.raises(OutOfOrder):
        step(session, unit, day, "try_out", date(2026, 8, 17), date(2026, 8, 17), succeeded=True, note="")
    with pytest.raises(ChangedMeanwhile):
        decided(session, unit, day)


def test_two_people_at_one_step_see_each_other(session: Session, unit: Unit, day: ReceptionDay) -> None:
    decided(session, unit, day)
    it = seen(session, day)
    points = [Point("UBND xã Ia Dom", "Phòng họp", "Chủ tịch; Văn phòng"), Point("Sở Y tế"), Point("")]
    online.set_points(session, it, points, it.version, hand(unit.officer, DECISION.decided_on))
    assert [(one.position, one.body) for one in seen(session, day).points] == [(0, "UBND xã Ia Dom"), (1, "Sở Y tế")]
    with pytest.raises(ChangedMeanwhile):
        online.set_points(session, it, points, 1, hand(unit.officer, DECISION.decided_on))


def test_of_the_recording_only_a_reference_is_kept(session: Session, unit: Unit, day: ReceptionDay) -> None:
    prepared(session, unit, day)
    step(session, unit, day, "connect", DAY, time(6, 25))
    a_visit(session, unit, on=DAY, reception_kind=ReceptionKind.HEAD)
    for said in ("", "Kho 1, mật khẩu abc", "https://kho/tcd?pwd=12"):
        with pytest.raises(Refused):
            step(session, unit, day, "keep_recording", DAY, DAY, reference=said)


def test_a_day_that_is_moved_is_prepared_again(session: Session, unit: Unit, day: ReceptionDay) -> None:
    prepared(session, unit, day)
    plan, on = Plan(DAY + timedelta(days=14), ReceptionKind.HEAD, time(7, 30), time(11)), date(2026, 9, 1)
    change_day(
        session, day, plan, expected_version=day.version, by=unit.head, at=at(on), today=on, reason="Mất điện"
    )  # fmt: skip
    it = seen(session, day)
    assert it.online is not None
    assert (it.matter.stage, it.online.citizen_told_on) == ("online_decided", None)
    assert owed(session, day)["tcd.online_trial"] == (date(2026, 9, 16), True)
