"""One flag per duty and due date: raised when late, withdrawn when not, whoever holds the matter or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from app.casework.flags import FlagCounts, raise_and_withdraw
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.obligations import Obligation
from app.records.oversight import Flag
from tests.lateness import a_duty, an_agency

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def agency(session: Session) -> Agency:
    return an_agency(session, "UBND xã Ia Dom")


def run(session: Session, today: date = TODAY) -> FlagCounts:
    return raise_and_withdraw(session, today=today, at=AT)


def the_flag(session: Session) -> Flag:
    session.expire_all()
    return session.scalars(select(Flag)).one()


def test_a_duty_is_not_late_on_its_last_day_and_is_late_the_day_after(session: Session, agency: Agency) -> None:
    a_duty(session, agency, TODAY)
    assert run(session, TODAY) == FlagCounts(raised=0, withdrawn=0, standing=0)
    assert run(session, TODAY + timedelta(days=1)) == FlagCounts(raised=1, withdrawn=0, standing=1)


def test_a_duty_late_for_years_is_flagged_like_one_late_since_yesterday(session: Session, agency: Agency) -> None:
    a_duty(session, agency, YESTERDAY)
    a_duty(session, agency, TODAY - timedelta(days=900))
    assert run(session).raised == 2


def test_of_the_flags_of_one_day_the_oldest_lateness_is_the_last_raised(session: Session, agency: Agency) -> None:
    days = [TODAY - timedelta(days=n) for n in (40, 3, 900, 12)]
    for day in days:
        a_duty(session, agency, day)
    run(session)
    assert list(session.scalars(select(Flag.due_on).order_by(Flag.id))) == sorted(days, reverse=True)


def test_a_matter_nobody_holds_is_flagged(session: Session, agency: Agency) -> None:
    duty = a_duty(session, agency, YESTERDAY)
    run(session)
    assert the_flag(session).obligation_id == duty.id


def test_running_again_raises_nothing_twice(session: Session, agency: Agency) -> None:
    a_duty(session, agency, YESTERDAY)
    run(session)
    assert run(session) == FlagCounts(raised=0, withdrawn=0, standing=1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"open": False, "satisfied_on": TODAY}, "satisfied"),
        ({"open": False, "ended_on": TODAY, "end_reason": "withdrawn"}, "ended"),
        ({"open": False, "superseded": True, "satisfied_on": YESTERDAY}, "judged_again"),
        ({"paused_on": TODAY}, "paused"),
        ({"due_on": TODAY}, "date_moved"),
    ],
)
def test_a_flag_is_withdrawn_with_its_reason_and_kept(
    session: Session, agency: Agency, change: dict[str, object], reason: str
) -> None:
    duty = a_duty(session, agency, YESTERDAY)
    run(session)
    for name, value in change.items():
        setattr(duty, name, value)
    session.flush()
    assert run(session) == FlagCounts(raised=0, withdrawn=1, standing=0)
    flag = the_flag(session)
    assert (flag.withdrawn_on, flag.withdraw_reason, flag.due_on) == (TODAY, reason, YESTERDAY)


def test_a_date_that_moved_and_passed_gets_a_flag_of_its_own(session: Session, agency: Agency) -> None:
    duty = a_duty(session, agency, YESTERDAY)
    run(session)
    duty.due_on = TODAY
    session.flush()
    later = TODAY + timedelta(days=1)
    assert run(session, later) == FlagCounts(raised=1, withdrawn=1, standing=1)
    dates = session.execute(select(Flag.due_on, Flag.withdrawn_on).order_by(Flag.due_on)).all()
    assert [tuple(row) for row in dates] == [(YESTERDAY, later), (TODAY, None)]


def test_a_date_that_moved_away_and_came_back_stands_under_the_same_flag(session: Session, agency: Agency) -> None:
    duty = a_duty(session, agency, YESTERDAY)
    run(session)
    duty.paused_on = TODAY
    session.flush()
    run(session)
    duty.paused_on = None
    session.flush()
    later = TODAY + timedelta(days=3)
    assert run(session, later) == FlagCounts(raised=1, withdrawn=0, standing=1)
    assert (the_flag(session).raised_on, the_flag(session).withdrawn_on) == (later, None)


def test_what_has_no_date_is_not_flagged(session: Session, agency: Agency) -> None:
    a_duty(session, agency, None)
    assert run(session).raised == 0


def test_the_trail_counts_what_changed_and_says_nothing_when_nothing_did(session: Session, agency: Agency) -> None:
    a_duty(session, agency, YESTERDAY)
    run(session)
    run(session)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "flags_reckoned")).all()
    assert [entry.detail for entry in entries] == [{"raised": 1, "withdrawn": 0, "standing": 1}]
    assert entries[0].account_id is None


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_handful_of_statements_whatever_the_size(session: Session, agency: Agency, engine: Engine) -> None:
    matter_id = a_duty(session, agency, YESTERDAY).matter_id
    for n in range(60):
        a_duty(session, agency, YESTERDAY - timedelta(days=n))
    assert session.query(Obligation).count() == 61
    with counted(engine) as statements:
        assert run(session).raised == 61
        session.flush()
    assert matter_id
    assert len([line for line in statements if "flags" in line]) <= 4
    assert len(statements) <= 7
