"""What is late now against the day of last month's letters: one definition, read from the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from app.casework.notices import LetterKind, MonthlyNotice, mailing_list, monthly_notice, reckoning
from app.casework.trends import Trend, compared_day, month_before
from app.records.notices import LetterState, OutboxLetter
from app.records.obligations import Obligation
from tests.lateness import Province, a_duty, a_province

TODAY = date(2026, 11, 2)
LAST = date(2026, 10, 1)  # the first working day of October 2026
AT = datetime(2026, 10, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def province(session: Session) -> Province:
    return a_province(session)


def notice_to(session: Session, kind: LetterKind, agency_id: int) -> MonthlyNotice:
    session.flush()
    listed = mailing_list(session, today=TODAY)
    ground = reckoning(session, period="2026-11", today=TODAY, unreached=listed.unreached)
    (to,) = [one for one in listed.recipients if one.kind is kind and one.agency_id == agency_id]
    found = monthly_notice(session, to, ground)
    assert found is not None
    assert found.trend.now == len(found.rows)
    return found


def whole(session: Session, province: Province) -> Trend:
    return notice_to(session, LetterKind.MONTHLY_PROVINCE, province.inspectorate.id).trend


def own(session: Session, province: Province) -> Trend:
    return notice_to(session, LetterKind.MONTHLY_AGENCY, province.ia_dom.id).trend


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def after(days: int) -> date:
    return LAST + timedelta(days=days)


def done(duty: Obligation, on: date) -> None:
    duty.open, duty.satisfied_on = False, on


def test_a_duty_late_then_and_now_makes_no_difference(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, ago(5))
    assert own(session, province) == Trend(LAST, 1, 0, (), 0, 0)


def test_a_duty_that_was_due_on_the_day_itself_was_not_late_yet(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, LAST)
    trend = own(session, province)
    assert (trend.before, trend.new, trend.more) == (0, 1, 1)


@pytest.mark.parametrize(("days", "settled"), [(-1, 0), (0, 1), (20, 1)])
def test_settled_since_counts_from_the_day_itself(
    session: Session, province: Province, days: int, settled: int
) -> None:
    a_duty(session, province.ia_dom, ago(40))
    done(a_duty(session, province.ia_dom, ago(5), code="KN-0007/2026"), after(days))
    trend = own(session, province)
    assert (trend.before, len(trend.settled), trend.more) == (1 + settled, settled, -settled)
    assert [(row.code, row.days_late) for row in trend.settled] == [("KN-0007/2026", 5 + days)] * settled


def test_what_became_late_and_was_done_in_between_was_never_told(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, ago(5))
    done(a_duty(session, province.ia_dom, after(3)), after(10))
    assert own(session, province) == Trend(LAST, 1, 0, (), 0, 0)


def test_ended_and_paused_are_counted_but_not_as_done(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, ago(5))
    ended, paused = (a_duty(session, province.ia_dom, ago(9)) for _ in range(2))
    ended.open, ended.ended_on, ended.end_reason = False, after(3), "withdrawn"
    paused.paused_on, paused.frozen_days_late = after(4), 13
    assert own(session, province) == Trend(LAST, 3, 0, (), 1, 1)


def test_a_judgement_that_another_took_the_place_of_says_nothing(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, ago(5))
    first = a_duty(session, province.ia_dom, ago(5))
    done(first, after(3))
    first.superseded = True
    assert own(session, province) == Trend(LAST, 1, 0, (), 0, 0)


def test_the_agencies_add_up_to_the_province(session: Session, province: Province) -> None:
    for agency in (province.ia_dom, province.pleiku):
        a_duty(session, agency, ago(5))
        a_duty(session, agency, after(9))
        done(a_duty(session, agency, ago(8)), after(2))
    agencies = [
        notice_to(session, LetterKind.MONTHLY_AGENCY, agency.id).trend for agency in (province.ia_dom, province.pleiku)
    ]
    all_of_it = whole(session, province)
    assert (all_of_it.before, all_of_it.new, len(all_of_it.settled)) == (4, 2, 2)
    for name in ("before", "new", "more", "now"):
        assert getattr(all_of_it, name) == sum(getattr(one, name) for one in agencies)


def test_a_matter_against_the_head_is_in_no_figure_of_the_agency(session: Session, province: Province) -> None:
    a_duty(session, province.ia_dom, ago(5))
    visible = own(session, province)
    against: dict[str, Any] = {"against_the_head_of": province.ia_dom, "sealed": True, "procedure": "denunciation"}
    for due_on in (ago(50), after(5)):
        a_duty(session, province.ia_dom, due_on, **against)
    done(a_duty(session, province.ia_dom, ago(6), **against), after(6))
    ended = a_duty(session, province.ia_dom, ago(6), **against)
    ended.open, ended.ended_on = False, after(6)
    assert own(session, province) == visible
    assert whole(session, province).before == 4


# ---- the day compared with


def sent(session: Session, province: Province, on: date, *, state: LetterState, period: str = "2026-10") -> None:
    number = len(session.new) + on.toordinal()
    session.add(
        OutboxLetter(
            kind=LetterKind.MONTHLY_AGENCY, recipient=f"agency:{number}", agency_id=province.ia_dom.id, period=period,
            computed_on=on, to_address="a@b.example", subject="", body_text="", body_html="",
            message_id=f"<{number}@tiepdan.example>", state=state, created_at=AT,
        )
    )  # fmt: skip
    session.flush()


def test_without_letters_it_is_the_first_working_day_of_last_month(session: Session) -> None:
    assert compared_day(session, "2026-11") == LAST
    assert compared_day(session, "2026-09") == date(2026, 8, 3)  # the 1st was a Saturday


def test_with_letters_it_is_the_first_day_they_were_sent_for(session: Session, province: Province) -> None:
    sent(session, province, date(2026, 10, 7), state=LetterState.SENT)
    sent(session, province, date(2026, 10, 6), state=LetterState.SENT)
    sent(session, province, date(2026, 10, 2), state=LetterState.DROPPED)
    sent(session, province, date(2026, 9, 1), state=LetterState.SENT, period="2026-09")
    assert compared_day(session, "2026-11") == date(2026, 10, 6)


def test_a_year_without_a_calendar_compares_with_the_first_of_the_month(session: Session) -> None:
    assert compared_day(session, "2101-02") == date(2101, 1, 1)


def test_january_comes_after_december() -> None:
    assert month_before("2027-01") == "2026-12"
