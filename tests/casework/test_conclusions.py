"""The head's conclusion after a day of reception: its tasks have clocks of their own, and a day without one is seen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import may_record, record_act
from app.casework.conclusion_tasks import (
    Side,
    TaskRow,
    bounds_of,
    conclusions_of_day,
    days_wanting,
    find_conclusion,
    task_of,
    tasks_between,
    tasks_of,
)
from app.casework.conclusions import NewConclusion, NewTask, TaskRefused, issue_conclusion, record_task
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.flagged import flags as flags_seen
from app.casework.flags import raise_and_withdraw
from app.casework.identities import seal_matter
from app.casework.matters import find_matter
from app.casework.overdue import Filters, Kind, overdue
from app.casework.permissions import Viewer
from app.casework.reception_days import Plan, plan_day
from app.records.conclusions import Conclusion, ConclusionTask
from app.records.identities import SealedContent
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import Chair, ReceptionDay, ReceptionKind, Visit, VisitOutcome
from tests.makers import DAY, Unit, a_unit, a_viewer, a_visit, an_agency, at, time_of

HEADS = ReceptionKind.HEAD
NEXT = DAY + timedelta(days=1)
TERM = DAY + timedelta(days=14)
LATER = TERM + timedelta(days=1)
NOTED = VisitOutcome.NOTED


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, "UBND xã Ia Dom")


@pytest.fixture
def body(session: Session) -> Unit:
    return a_unit(session, "Phòng Kinh tế")


def a_day(session: Session, unit: Unit, **visit: Any) -> tuple[ReceptionDay, Matter]:
    """A day the head held, with one visit."""
    matter = a_visit(session, unit, **{"reception_kind": HEADS, **visit})
    day_id = session.get_one(Visit, matter.id).reception_day_id
    assert day_id is not None
    return session.get_one(ReceptionDay, day_id), matter


def issued(
    session: Session, unit: Unit, day: ReceptionDay, *tasks: NewTask, by: Viewer | None = None, **others: Any
) -> Conclusion:
    new = NewConclusion(
        **{"document_no": "15/TB-UBND", "issued_on": NEXT, "signed_by": "Chủ tịch Siu Blut", "content": "Đo lại thửa.",
           "tasks": tasks, **others}
    )  # fmt: skip
    return issue_conclusion(
        session, day, new, expected_version=day.version, by=by or unit.head, at=at(NEXT), today=NEXT
    )  # fmt: skip


def only_task(session: Session, viewer: Viewer, made: Conclusion) -> TaskRow:
    (row,) = tasks_of(session, viewer, [made.id])
    return row


def recorded(session: Session, row: TaskRow, act: str, on: date, by: Viewer, **others: Any) -> None:
    given = {"document_no": "77/CV", **others}
    record_act(session, session.get_one(Matter, row.matter_id), act, on, by=by, at=at(on), today=on, **given)


def test_a_task_is_a_matter_of_its_body_with_the_term_of_the_paper(session: Session, unit: Unit, body: Unit) -> None:
    day, visit = a_day(session, unit)
    made = issued(session, unit, day, NewTask("Đo lại ranh giới", TERM, body.agency.id, visit_id=visit.id))

    row = only_task(session, body.handler, made)
    assert (row.what, row.body, row.giver, row.term_on) == ("Đo lại ranh giới", "Phòng Kinh tế", "UBND xã Ia Dom", TERM)
    matter = session.get_one(Matter, row.matter_id)
    assert (matter.kind, matter.agency_id, matter.origin_agency_id) == (
        MatterKind.CONCLUSION_TASK, body.agency.id, unit.agency.id,
    )  # fmt: skip
    owed = session.scalars(select(Obligation).where(Obligation.matter_id == matter.id)).one()
    assert (owed.duty, owed.rule, owed.due_on, owed.agency_id) == (
        "tcd.conclusion_task", "tcd.conclusion_task", TERM, body.agency.id,
    )  # fmt: skip
    assert only_task(session, unit.officer, made).visit_code == visit.code
    assert row.visit_code == ""  # the body does not see the visit of another desk


def test_a_late_task_is_overdue_at_its_body_and_flagged(session: Session, unit: Unit, body: Unit) -> None:
    day, _ = a_day(session, unit)
    made = issued(session, unit, day, NewTask("Đo lại ranh giới", TERM, body.agency.id))
    supervisor = a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)

    raise_and_withdraw(session, today=LATER, at=at(LATER))
    flagged = flags_seen(session, supervisor, agency_id=body.agency.id).rows
    assert [(one.duty, one.due_on) for one in flagged] == [("tcd.conclusion_task", TERM)]
    for viewer in (body.head, unit.head, supervisor):
        page = overdue(session, viewer, today=LATER, filters=Filters(kind=Kind.TASK))
        assert [(one.duty, one.days_late, one.agency_id) for one in page.rows] == [
            ("tcd.conclusion_task", 1, body.agency.id)
        ]
    row = only_task(session, unit.head, made)
    recorded(session, row, "result_sent", LATER, body.officer)
    assert overdue(session, supervisor, today=LATER, filters=Filters(kind=Kind.TASK)).total == 0
    done = only_task(session, unit.head, made)
    assert (done.open, done.done_on, done.days_late(LATER + timedelta(days=9))) == (False, LATER, 1)


def test_a_body_that_is_no_agency_of_the_register_leaves_the_task_with_the_giver(session: Session, unit: Unit) -> None:
    day, _ = a_day(session, unit)
    row = only_task(session, unit.head, issued(session, unit, day, NewTask("Trả lời", TERM, body="Điện lực Đức Cơ")))

    assert row.body == "Điện lực Đức Cơ"
    assert session.get_one(Matter, row.matter_id).agency_id == unit.agency.id


def test_who_gave_it_extends_and_urges_and_both_know_of_the_result(session: Session, unit: Unit, body: Unit) -> None:
    day, _ = a_day(session, unit)
    row = only_task(session, unit.head, issued(session, unit, day, NewTask("Đo lại", TERM, body.agency.id)))
    matter = session.get_one(Matter, row.matter_id)

    allowed = {
        (act, name)
        for act, role in (("task_urged", "officer"), ("term_extended", "head"), ("result_sent", "officer"))
        for name, viewer in (("giver", unit.head), ("giver's desk", unit.officer), ("body", body.head))
        if may_record(viewer, matter, role, act)
    }
    assert allowed == {
        ("task_urged", "giver"), ("task_urged", "giver's desk"), ("term_extended", "giver"), ("result_sent", "giver"),
        ("result_sent", "giver's desk"), ("result_sent", "body"),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        recorded(session, row, "term_extended", TERM, body.head, data={"term_on": LATER})


def test_extensions_and_urgings_are_counted_and_the_new_term_runs(session: Session, unit: Unit, body: Unit) -> None:
    day, _ = a_day(session, unit)
    made = issued(session, unit, day, NewTask("Đo lại", TERM, body.agency.id))
    row = only_task(session, unit.head, made)
    for days in (3, 5):
        recorded(session, row, "task_urged", DAY + timedelta(days=days), unit.officer, document_no=f"{days}/CV")
    for days in (7, 14):
        more = {"data": {"term_on": TERM + timedelta(days=days)}, "document_no": f"{days}/TB"}
        recorded(session, row, "term_extended", DAY + timedelta(days=days), unit.head, **more)
    with pytest.raises(Refused, match="không sớm hơn ngày văn bản giao hạn"):
        recorded(session, row, "term_extended", LATER, unit.head, data={"term_on": DAY})

    now = only_task(session, unit.head, made)
    assert (now.urged, now.extended, now.term_on) == (2, 2, TERM + timedelta(days=14))
    terms = session.scalars(select(Obligation).where(Obligation.matter_id == row.matter_id).order_by(Obligation.id))
    assert sorted((one.due_on, one.end_reason) for one in terms if one.due_on) == [
        (TERM, "term_extended"), (TERM + timedelta(days=7), "term_extended"), (TERM + timedelta(days=14), None),
    ]  # fmt: skip


def test_a_result_needs_the_number_of_its_paper_and_is_given_once(session: Session, unit: Unit) -> None:
    day, _ = a_day(session, unit)
    row = only_task(session, unit.head, issued(session, unit, day, NewTask("Trả lời", TERM, body="Điện lực")))

    with pytest.raises(Refused, match="Nhập số văn bản"):
        recorded(session, row, "result_sent", TERM, unit.officer, document_no="")
    recorded(session, row, "result_sent", TERM, unit.officer)
    with pytest.raises(OutOfOrder):
        recorded(session, row, "task_urged", LATER, unit.officer)


@pytest.mark.parametrize(
    ("task", "field"),
    [
        (NewTask("", TERM, body="Điện lực"), "what"),
        (NewTask("Trả lời", TERM), "body"),
        (NewTask("Trả lời", TERM, agency_id=999), "body"),
        (NewTask("Trả lời", DAY, body="Điện lực"), "term_on"),
        (NewTask("Trả lời", TERM, body="Điện lực", visit_id=999), "visit"),
    ],
)
def test_a_task_names_what_is_wrong_with_it_and_which_it_is(
    session: Session, unit: Unit, task: NewTask, field: str
) -> None:
    day, _ = a_day(session, unit)
    with pytest.raises(TaskRefused) as refused:
        issued(session, unit, day, NewTask("Trả lời", TERM, body="Điện lực"), task)
    assert (refused.value.refused.field, refused.value.place) == (field, 1)


def test_only_the_head_concludes_and_only_a_day_held_in_person(session: Session, unit: Unit) -> None:
    day, _ = a_day(session, unit)
    with pytest.raises(NotAllowed):
        issued(session, unit, day, by=unit.officer)
    with pytest.raises(Refused, match="từ ngày tiếp"):
        issued(session, unit, day, issued_on=DAY - timedelta(days=1))
    issued(session, unit, day)
    with pytest.raises(Refused, match="đã có thông báo kết luận số đó"):
        issued(session, unit, day)
    day.chair = Chair.DEPUTY
    session.flush()
    with pytest.raises(Refused, match="thủ trưởng trực tiếp"):
        issued(session, unit, day, document_no="16/TB-UBND")


@pytest.mark.parametrize(
    ("visit", "wanting"),
    [
        ({}, 1),
        ({"outcome": VisitOutcome.ANSWERED}, 0),
        ({"outcome": VisitOutcome.GUIDED, "outcome_agency": "Tòa án"}, 0),
        ({"reception_kind": ReceptionKind.REGULAR}, 0),
        ({"on": date(2026, 6, 29)}, 0),  # before the decree
    ],
)
def test_a_day_of_the_head_that_left_something_to_do_wants_a_conclusion(
    session: Session, unit: Unit, visit: dict[str, Any], wanting: int
) -> None:
    day, _ = a_day(session, unit, **visit)

    found = days_wanting(session, unit.head, [unit.agency.id], last=NEXT)
    assert [(one.ref, one.visits) for one in found] == [(day.ref, 1)] * wanting
    if wanting:
        issued(session, unit, day)
        assert days_wanting(session, unit.head, [unit.agency.id], last=NEXT) == []
        assert [one.document_no for one in conclusions_of_day(session, day.id)] == ["15/TB-UBND"]


def test_the_lists_tell_what_runs_and_what_is_over_on_each_side(session: Session, unit: Unit, body: Unit) -> None:
    day, _ = a_day(session, unit)
    terms = (TERM + timedelta(days=2), TERM, TERM + timedelta(days=1))
    made = issued(session, unit, day, *(NewTask(f"Việc {one}", one, body.agency.id) for one in terms))
    rows, total = tasks_between(session, body.handler, Side.RECEIVED, running=True)
    assert ([one.term_on for one in rows], total) == (sorted(terms), 3)
    assert tasks_between(session, body.handler, Side.GIVEN, running=True) == ([], 0)
    assert tasks_between(session, unit.officer, Side.GIVEN, running=True)[1] == 3

    recorded(session, rows[0], "result_sent", TERM, body.officer)
    assert tasks_between(session, body.handler, Side.RECEIVED, running=True)[1] == 2
    over, _ = tasks_between(session, body.handler, Side.RECEIVED, running=False)
    assert [one.done_on for one in over] == [TERM]
    assert find_conclusion(session, body.handler, made.ref) is not None
    stranger = a_viewer(session, an_agency(session, "Sở khác"), RoleKind.HEAD)
    assert find_conclusion(session, stranger, made.ref) is None


def test_a_task_about_a_sealed_visit_is_sealed_and_stays_in_the_house(session: Session, unit: Unit, body: Unit) -> None:
    day, visit = a_day(session, unit, secret=True)
    with pytest.raises(TaskRefused, match="giữ bí mật"):
        issued(session, unit, day, NewTask("Xem xét", TERM, body.agency.id, visit_id=visit.id))
    session.rollback()


def test_what_a_sealed_task_is_about_stands_behind_the_sealed_page(session: Session, unit: Unit, body: Unit) -> None:
    day, visit = a_day(session, unit, secret=True)
    made = issued(session, unit, day, NewTask("Bà Hòa tố cáo", TERM, unit.agency.id, visit_id=visit.id))
    row = only_task(session, unit.head, made)

    matter, task = session.get_one(Matter, row.matter_id), session.get_one(ConclusionTask, row.matter_id)
    assert (row.sealed, row.what, matter.title, task.what) == (True, "", "", "")
    assert session.get_one(SealedContent, row.matter_id).content == "Bà Hòa tố cáo"
    assert tasks_of(session, body.head, [made.id]) == []


def test_a_visit_sealed_later_seals_its_task(session: Session, unit: Unit) -> None:
    day, visit = a_day(session, unit)
    made = issued(session, unit, day, NewTask("Trả lời bà Hòa", TERM, unit.agency.id, visit_id=visit.id))
    row = only_task(session, unit.head, made)
    seal_matter(session, visit, by=None, at=at(NEXT))
    assert (task_of(session, unit.head, find_matter(session, row.ref, viewer=unit.head)).what) == ""


def test_the_latest_limit_of_what_a_visit_became_is_the_bound_of_its_term(session: Session, unit: Unit) -> None:
    _, plain = a_day(session, unit)
    _, taken = a_day(session, unit, outcome=VisitOutcome.PETITION_TAKEN, kind=PetitionKind.COMPLAINT, field="land")

    found = bounds_of(session, unit.head, [plain.id, taken.id])
    assert found[plain.id].duty == "tcd.reception_reply"
    assert found[plain.id].code == plain.code
    latest = session.scalars(
        select(Obligation.due_on).join(Matter, Matter.id == Obligation.matter_id).where(Matter.kind == "petition")
    )
    assert found[taken.id].due_on == max(one for one in latest if one)


def test_the_log_of_the_day_stays_open_until_its_last_task_is_over(session: Session, unit: Unit, body: Unit) -> None:
    before = DAY - timedelta(days=7)
    plan = Plan(DAY, HEADS, time_of(7, 30), time_of(11))
    planned = plan_day(session, plan, agency_id=unit.agency.id, by=unit.officer, at=at(before), today=before)
    day, _ = a_day(session, unit)
    assert day.id == planned.id
    issued(session, unit, day, NewTask("Đo lại", TERM, body.agency.id), NewTask("Trả lời", TERM, body="Điện lực"))
    log = session.get_one(Matter, day.matter_id)
    assert (log.stage, log.open) == ("tasks_open", True)

    first, second = session.scalars(select(Matter).where(Matter.kind == MatterKind.CONCLUSION_TASK).order_by(Matter.id))
    done: dict[str, Any] = {"document_no": "77/CV", "at": at(TERM), "today": TERM}
    record_task(session, first, "result_sent", TERM, by=body.officer, **done)
    assert log.stage == "tasks_open"
    record_task(session, second, "task_revoked", TERM, by=unit.head, data={"reason": "Trùng việc"}, **done)
    assert log.stage == "closed"
