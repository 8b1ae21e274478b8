"""Near-due notices: at five and two working days and on the day, once each, for whoever holds it and the head."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.due_notices import NoticeCounts, how_many_unseen, mark_seen, near_until, notices_for, raise_notices
from app.casework.permissions import HeldRole, Viewer
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.oversight import DueNotice
from app.records.people import RoleKind
from tests.lateness import a_duty, an_agency, an_official

MONDAY = date(2026, 11, 2)  # a month without a holiday but the 24th
DUE = date(2026, 11, 16)  # a Monday: five working days before it is Monday the 9th, two are Thursday the 12th
AT = datetime(2026, 11, 2, 1, tzinfo=UTC)


@pytest.fixture
def agency(session: Session) -> Agency:
    return an_agency(session, "UBND xã Ia Dom")


def run(session: Session, today: date) -> NoticeCounts:
    return raise_notices(session, today=today, at=AT)


def standing(session: Session) -> list[tuple[int, date]]:
    session.expire_all()
    rows = select(DueNotice.threshold, DueNotice.raised_on).where(DueNotice.withdrawn_on.is_(None))
    return [(row.threshold, row.raised_on) for row in session.execute(rows)]


def somebody(session: Session, agency: Agency, kind: RoleKind) -> Viewer:
    return Viewer(an_official(session, kind, agency).id, (HeldRole(kind, agency.id),))


def told(session: Session, viewer: Viewer, today: date) -> list[int]:
    return [row.due.id for row in notices_for(session, viewer, today=today)]


def unseen(session: Session, viewer: Viewer, today: date) -> int:
    return session.scalar(how_many_unseen(viewer, today), {"near_until": near_until(session, today)}) or 0


def test_each_threshold_is_raised_on_its_own_working_day_and_the_day_after_nothing_stands(
    session: Session, agency: Agency
) -> None:
    a_duty(session, agency, DUE)
    found = {}
    for n in range(16):
        day = MONDAY + timedelta(days=n)
        run(session, day)
        found[day.day] = standing(session)
    assert not any(found[n] for n in range(2, 9))
    assert all(found[n] == [(5, date(2026, 11, 9))] for n in (9, 10, 11))
    assert all(found[n] == [(2, date(2026, 11, 12))] for n in (12, 13, 14, 15))  # over the weekend, too
    assert found[16] == [(0, DUE)]
    assert not found[17]  # late now: the flag says so
    assert len(session.scalars(select(DueNotice)).all()) == 3


def test_run_again_and_at_once_it_raises_nothing_twice(session: Session, agency: Agency) -> None:
    a_duty(session, agency, DUE)
    assert run(session, DUE) == NoticeCounts(1, 0, 1)
    assert run(session, DUE) == NoticeCounts(0, 0, 1)


def test_after_days_in_which_nothing_ran_the_nearest_threshold_is_made_up_for(session: Session, agency: Agency) -> None:
    a_duty(session, agency, DUE)
    run(session, MONDAY)
    run(session, date(2026, 11, 13))  # a day past the second threshold
    assert standing(session) == [(2, date(2026, 11, 13))]


@pytest.mark.parametrize(
    "change",
    [
        {"open": False, "satisfied_on": DUE},
        {"open": False, "ended_on": DUE, "end_reason": "withdrawn"},
        {"paused_on": DUE},
        {"due_on": DUE + timedelta(days=60)},
    ],
)
def test_what_is_done_or_moved_is_gone_at_once_and_withdrawn_the_next_day(
    session: Session, agency: Agency, change: dict[str, object]
) -> None:
    duty, head = a_duty(session, agency, DUE), somebody(session, agency, RoleKind.HEAD)
    run(session, date(2026, 11, 13))
    assert told(session, head, date(2026, 11, 13)) == [duty.id]
    for name, value in change.items():
        setattr(duty, name, value)
    session.flush()
    assert not told(session, head, date(2026, 11, 13))
    assert unseen(session, head, date(2026, 11, 13)) == 0
    run(session, date(2026, 11, 14))
    assert not standing(session)


def test_a_date_that_moved_away_and_came_back_stands_under_the_same_notice(session: Session, agency: Agency) -> None:
    duty = a_duty(session, agency, DUE)
    run(session, date(2026, 11, 12))
    duty.paused_on = DUE
    session.flush()
    run(session, date(2026, 11, 13))
    duty.paused_on = None
    session.flush()
    assert run(session, date(2026, 11, 14)).noticed == 1
    assert standing(session) == [(2, date(2026, 11, 14))]
    assert len(session.scalars(select(DueNotice)).all()) == 1


def test_whoever_holds_it_and_the_head_are_told_and_nobody_else(session: Session, agency: Agency) -> None:
    duty, other = a_duty(session, agency, DUE), an_agency(session, "UBND xã Gào")
    handler, colleague = (somebody(session, agency, RoleKind.HANDLER) for _ in range(2))
    head, elsewhere = somebody(session, agency, RoleKind.HEAD), somebody(session, other, RoleKind.HEAD)
    session.get_one(Matter, duty.matter_id).assignee_id = handler.account_id
    session.flush()
    run(session, DUE)
    assert [told(session, one, DUE) for one in (handler, head)] == [[duty.id], [duty.id]]
    assert not any(told(session, one, DUE) for one in (colleague, elsewhere))


def test_nobody_is_told_of_a_matter_against_the_head_of_their_own_agency(session: Session, agency: Agency) -> None:
    a_duty(session, agency, DUE, sealed=True, against_the_head_of=agency)
    head = somebody(session, agency, RoleKind.HEAD)
    run(session, DUE)
    assert not told(session, head, DUE)
    assert unseen(session, head, DUE) == 0


def test_a_sealed_one_says_no_word_of_its_content(session: Session, agency: Agency) -> None:
    a_duty(session, agency, DUE, sealed=True)
    head = somebody(session, agency, RoleKind.HEAD)
    run(session, DUE)
    assert [row.due.title for row in notices_for(session, head, today=DUE)] == [""]


def test_what_was_seen_counts_no_more_and_the_next_threshold_counts_again(session: Session, agency: Agency) -> None:
    a_duty(session, agency, DUE)
    head, second = (somebody(session, agency, RoleKind.HEAD) for _ in range(2))
    friday = date(2026, 11, 13)
    run(session, friday)
    assert mark_seen(session, head, today=friday, at=AT) == 1
    assert mark_seen(session, head, today=friday, at=AT) == 0
    assert [row.seen for row in notices_for(session, head, today=friday)] == [True]
    assert [unseen(session, one, friday) for one in (head, second)] == [0, 1]
    run(session, DUE)
    assert unseen(session, head, DUE) == 1


def test_in_a_year_without_a_calendar_it_is_said_sooner_than_late(session: Session, agency: Agency) -> None:
    far = date(2999, 3, 8)
    a_duty(session, agency, far)
    for days, threshold in ((8, None), (7, 5), (5, 5), (4, 2), (0, 0)):
        day = far - timedelta(days=days)
        run(session, day)
        assert [one[0] for one in standing(session)] == ([] if threshold is None else [threshold]), days
