"""Reminders of reports: before the last day of themselves, to who is told of it today, never of what was sent."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from app.casework import backlog
from app.casework.acts import record_act
from app.casework.following import Hand
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.casework.report_rounds import open_period, periods_ahead
from app.casework.report_sending import Sending, send_report
from app.config import Settings
from app.post.deliver import Delivery
from app.post.report_reminders import write_due
from app.records.matters import Matter, MatterKind
from app.records.notices import LetterState, OutboxLetter
from app.records.people import Role, RoleKind
from tests.lateness import Province, a_duty, a_province, an_agency
from tests.makers import at
from tests.post.conftest import PostOffice

Sessions = sessionmaker[Session]
OPENED = date(2026, 10, 5)
FIVE_BEFORE, FOUR_BEFORE = date(2026, 10, 26), date(2026, 10, 27)  # of 2 November, a Monday
DAY_BEFORE, TWO_BEFORE = date(2026, 10, 30), date(2026, 10, 29)
BASE = "https://tiepdan.example"
HEAD, ADDRESS = "chutich@iadom.example", "vanthu@pleiku.example"
FIGURES = {"visits": 120, "petitions": 30, "cases": 12, "settled": 9, "overdue": 1}


@pytest.fixture
def province(engine: Engine) -> Province:
    """The annual report of the plan is open for Ia Dom, which has a head, and for Pleiku, which has an address."""
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        period = next(one for one in periods_ahead(session, OPENED) if one.form.code == "plan_year")
        open_period(session, period, Hand(SYSTEM, at(OPENED), OPENED))
        session.commit()
    return province


@pytest.fixture
def sessions(engine: Engine, province: Province) -> Sessions:
    assert province
    return sessionmaker(engine, expire_on_commit=False)


def told(sessions: Sessions, day: date) -> int:
    return write_due(sessions, today=day, at=at(day), base_url=BASE)["written"]


def send(sessions: Sessions, province: Province) -> None:
    with sessions() as session:
        duty = select(Matter).where(Matter.kind == MatterKind.REPORT_DUTY)
        matter = session.scalars(duty.where(Matter.agency_id == province.ia_dom.id)).one()
        head = session.scalars(select(Role).where(Role.agency_id == province.ia_dom.id)).first()
        assert head
        by = Viewer(head.account_id, (HeldRole(RoleKind.HEAD, province.ia_dom.id),))
        said = Sending(FOUR_BEFORE, "45/BC-UBND", FOUR_BEFORE, 1, FIGURES)
        send_report(session, matter, said, by=by, at=at(FOUR_BEFORE), today=FOUR_BEFORE)
        session.commit()


def test_each_agency_is_reminded_some_days_before_and_on_the_day_before(sessions: Sessions) -> None:
    days = (date(2026, 10, 23), FIVE_BEFORE, FIVE_BEFORE, FOUR_BEFORE, TWO_BEFORE, DAY_BEFORE, date(2026, 11, 2))
    assert [told(sessions, day) for day in days] == [0, 2, 0, 0, 0, 2, 0]
    with sessions() as session:
        letters = session.scalars(select(OutboxLetter).order_by(OutboxLetter.id)).all()
        assert {one.to_address for one in letters} == {HEAD, ADDRESS}
        assert "Báo cáo dân vận năm 2026" in letters[0].body_text
        assert "hạn 02/11/2026" in letters[0].body_text
        assert f"{BASE}/bao-cao-phai-nop/" in letters[0].body_html


def test_what_came_back_is_asked_for_again_and_not_said_never_to_have_come(
    sessions: Sessions, province: Province
) -> None:
    send(sessions, province)
    with sessions() as session:
        duty = select(Matter).where(Matter.kind == MatterKind.REPORT_DUTY)
        matter = session.scalars(duty.where(Matter.agency_id == province.ia_dom.id)).one()
        interior = an_agency(session, "Sở Nội vụ")
        by = Viewer(0, (HeldRole(RoleKind.COORDINATOR, interior.id),))
        data = {"reason": "Thiếu số liệu", "term_on": date(2026, 11, 2)}
        record_act(
            session, matter, "report_returned", FOUR_BEFORE, by=by, at=at(FOUR_BEFORE), today=FOUR_BEFORE, data=data
        )
        session.commit()
    assert told(sessions, DAY_BEFORE) == 2
    with sessions() as session:
        letters = session.scalars(select(OutboxLetter).where(OutboxLetter.agency_id == province.ia_dom.id))
        assert "bị trả lại để sửa, gửi lại: hạn 02/11/2026" in letters.one().body_text


def test_a_reminder_missed_on_its_day_is_made_up_for(sessions: Sessions) -> None:
    assert [told(sessions, FOUR_BEFORE), told(sessions, TWO_BEFORE)] == [2, 0]


def test_nobody_is_reminded_before_the_first_word_over_an_old_backlog(sessions: Sessions, province: Province) -> None:
    with sessions() as session:
        a_duty(session, province.ia_dom, date(2026, 8, 3))
        session.commit()
    assert told(sessions, FIVE_BEFORE) == 0
    with sessions() as session:
        backlog.mark_confirmed(session, at=at(FIVE_BEFORE))
        session.commit()
    assert told(sessions, FIVE_BEFORE) == 2


def test_a_letter_goes_only_while_the_report_is_missing_and_the_right_is_there(
    sessions: Sessions, province: Province, office: PostOffice, settings: Settings
) -> None:
    assert told(sessions, FIVE_BEFORE) == 2
    send(sessions, province)
    with sessions() as session:
        session.get_one(type(province.pleiku), province.pleiku.id).email = "moi@pleiku.example"
        session.commit()
    tally = Delivery(sessions, settings, today=FOUR_BEFORE, clock=lambda: at(FOUR_BEFORE)).run()
    assert (tally.sent, tally.dropped) == (1, 1)
    assert [str(one["To"]) for one in office.letters] == ["moi@pleiku.example"]
    with sessions() as session:
        states = {one.to_address: one.state for one in session.scalars(select(OutboxLetter))}
    assert states[HEAD] is LetterState.DROPPED
