"""What becomes of a flag that was urged, step by step, and who is shown what is urged, late or in nobody's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import urging_replies
from app.casework.errors import NotAllowed
from app.casework.flag_history import FlagStep, history, state_of
from app.casework.flags import raise_and_withdraw
from app.casework.notices import LetterKind, Recipient, monthly_notice, reckoning
from app.casework.overdue import Filters, Holder, overdue
from app.casework.permissions import Viewer
from app.casework.urged import items_of, last_urged, unanswered, waiting_count
from app.records.audit import AuditEntry
from app.records.matters import Matter
from app.records.oversight import Flag
from tests.lateness import a_duty
from tests.urgings import AT, ISSUING, LATE, LATER, TODAY, Set, a_set


@pytest.fixture
def here(session: Session) -> Set:
    return a_set(session)


def test_a_flag_goes_from_raised_to_satisfied_and_tells_each_step(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    raise_and_withdraw(session, today=TODAY, at=AT)
    flag = session.scalars(select(Flag)).one()

    def now() -> FlagStep:
        return state_of(history(session, here.watcher, flag.id, today=TODAY))

    assert now() is FlagStep.RAISED
    assert urging_replies.acknowledge(session, flag.id, by=here.watcher, at=AT)
    assert session.scalars(select(AuditEntry.action).where(AuditEntry.matter_id == duty.matter_id)).all() == [
        "flag_acknowledged"
    ]
    assert not urging_replies.acknowledge(session, flag.id, by=here.watcher, at=AT)
    assert now() is FlagStep.ACKNOWLEDGED
    letter = here.issued(session, duty)
    assert now() is FlagStep.URGED
    item = items_of(session, here.head, letter)[0]
    urging_replies.explain(session, letter.ref, item.id, "Chờ kết quả đo đạc.", by=here.head, at=AT)
    assert now() is FlagStep.EXPLAINED
    urging_replies.report_up(session, letter.ref, number="7/BC", on=TODAY, by=here.watcher, today=TODAY, at=AT)
    assert now() is FlagStep.ESCALATED
    duty.open, duty.satisfied_on = False, TODAY
    session.flush()
    raise_and_withdraw(session, today=TODAY, at=AT)
    session.expire_all()
    assert now() is FlagStep.SATISFIED
    told = history(session, here.watcher, flag.id, today=TODAY)
    assert [one.step for one in told] == [
        FlagStep.RAISED, FlagStep.ACKNOWLEDGED, FlagStep.URGED, FlagStep.ESCALATED, FlagStep.EXPLAINED,
        FlagStep.SATISFIED,
    ]  # fmt: skip
    assert told[4].words == "Chờ kết quả đo đạc."


def test_what_was_urged_before_its_flag_went_up_stands_before_it(session: Session, here: Set) -> None:
    """From the list of the day, before the job of the next night."""
    here.issued(session, a_duty(session, here.province.ia_dom, LATE))
    tomorrow = TODAY + timedelta(days=1)
    raise_and_withdraw(session, today=tomorrow, at=AT)
    flag = session.scalars(select(Flag)).one()
    told = history(session, here.watcher, flag.id, today=tomorrow)
    assert ([one.step for one in told], state_of(told)) == ([FlagStep.URGED, FlagStep.RAISED], FlagStep.URGED)


def test_only_who_urges_takes_note_of_a_flag_and_only_the_urged_explain(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    raise_and_withdraw(session, today=TODAY, at=AT)
    flag = session.scalars(select(Flag)).one()
    with pytest.raises(NotAllowed):
        urging_replies.acknowledge(session, flag.id, by=here.head, at=AT)
    letter = here.issued(session, duty)
    item = items_of(session, here.watcher, letter)[0]
    with pytest.raises(NotAllowed):
        urging_replies.explain(session, letter.ref, item.id, "Chờ đo đạc", by=here.watcher, at=AT)


def test_the_letters_nobody_answered_are_read_page_by_page_by_the_day_the_reply_is_due(
    session: Session, here: Set
) -> None:
    refs = []
    for number, due in enumerate((20, 7, 14), start=1):
        duty = a_duty(session, here.province.ia_dom, LATE)
        said = replace(ISSUING, number=f"{number}/TTr", reply_due_on=date(2026, 12, due))
        refs.append(here.issued(session, duty, issuing=said).ref)
    first = unanswered(session, here.watcher, limit=2)
    assert ([one.ref for one in first.rows], first.total) == ([refs[1], refs[2]], 3)
    last = first.rows[-1]
    assert last.reply_due_on is not None
    rest = unanswered(session, here.watcher, after=(last.reply_due_on, last.id), limit=2)
    assert ([one.ref for one in rest.rows], rest.next) == ([refs[0]], None)


def test_what_calls_for_work_is_counted_for_both_sides(session: Session, here: Set) -> None:
    def count(viewer: Viewer, today: date = TODAY) -> int:
        statement = waiting_count(viewer, today)
        assert statement is not None
        return session.scalar(statement) or 0

    ref = here.draft(session, a_duty(session, here.province.ia_dom, LATE)).refs[0]
    assert (count(here.watcher), count(here.head)) == (1, 0)
    here.issue(session, ref)
    assert (count(here.watcher), count(here.head)) == (0, 1)
    assert count(here.watcher, LATER) == 1  # the reply is late


def test_each_duty_knows_the_last_letter_about_it_and_the_trail_who_did_what(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    letter = here.issued(session, duty)
    assert last_urged(session, here.watcher, [duty.id])[duty.id].number == "45/TTr-VP"
    done = session.execute(
        select(AuditEntry.action, AuditEntry.account_id).where(AuditEntry.subject == f"urging:{letter.id}")
    ).all()
    by = here.watcher.account_id
    assert [tuple(row) for row in done] == [("urging_drafted", by), ("urging_issued", by)]


def test_what_is_late_and_in_nobodys_hands_reaches_the_head_and_the_inspectorate(session: Session, here: Set) -> None:
    duty = a_duty(session, here.province.ia_dom, LATE)
    assert session.get_one(Matter, duty.matter_id).assignee_id is None
    raise_and_withdraw(session, today=TODAY, at=AT)
    for viewer in (here.head, here.watcher):
        held_by_nobody = Filters(assignee=Holder.NOBODY)
        assert [one.id for one in overdue(session, viewer, today=TODAY, filters=held_by_nobody).rows] == [duty.id]
        assert session.scalars(select(Flag.obligation_id)).all() == [duty.id]
    ground = reckoning(session, period="2026-11", today=TODAY, unreached={})
    for kind, agency, account in (
        (LetterKind.MONTHLY_AGENCY, here.province.ia_dom, here.province.head_of_ia_dom),
        (LetterKind.MONTHLY_PROVINCE, here.province.inspectorate, here.province.supervisor),
    ):
        told = monthly_notice(session, Recipient(kind, agency.id, agency.name, "a@b.example", "vi", account.id), ground)
        assert told is not None
        assert [row.obligation_id for row in told.rows] == [duty.id]
