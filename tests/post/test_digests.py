"""The weekly letter to heads and handlers, which they may do without, and the one at once, which nobody may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from app import scheduler
from app.casework import backlog, digests, outbox
from app.casework.errors import Refused
from app.casework.flag_history import FlagStep, history, state_of
from app.casework.flags import raise_and_withdraw
from app.casework.internal_terms import set_term
from app.casework.jobs import GRAVE_LETTERS, WEEKLY_LETTERS
from app.casework.long_waiting import DUTY as UNHANDLED
from app.casework.permissions import HeldRole, Viewer
from app.casework.recipients import told_at_once_on, told_weekly_on
from app.config import Settings
from app.post.deliver import Delivery, Tally
from app.post.digests import letter_on, write_grave, write_weekly
from app.records.jobs import JobRun
from app.records.matters import Matter
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import Role, RoleKind
from app.records.urgings import Track, Urging, UrgingItem
from tests.conftest import app_on
from tests.lateness import CANARY, Province, a_duty, a_province, an_official
from tests.post.conftest import NOW, PostOffice

Sessions = sessionmaker[Session]
TODAY = NOW.date()  # Monday, 2 November 2026
BASE = "https://tiepdan.example"
HEAD, HANDLER, PLEIKU, SUPERVISOR = (
    "chutich@iadom.example", "xuly@iadom.example", "vanthu@pleiku.example", "giamsat@thanhtra.example",
)  # fmt: skip


@pytest.fixture
def province(engine: Engine) -> Province:
    """Xã Ia Dom is late with one duty and near with another, which its handler holds; letters go by themselves."""
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        handler = an_official(session, RoleKind.HANDLER, province.ia_dom, HANDLER)
        a_duty(session, province.ia_dom, TODAY - timedelta(days=12), code="KN-0001/2026")
        near = a_duty(session, province.ia_dom, TODAY + timedelta(days=3), code="KN-0002/2026")
        a_duty(session, province.ia_dom, TODAY + timedelta(days=30), code="KN-0003/2026")
        session.get_one(Matter, near.matter_id).assignee_id = handler.id
        backlog.mark_confirmed(session, at=NOW)
        session.commit()
    return province


def written(sessions: Sessions, day: date = TODAY) -> int:
    return write_weekly(sessions, today=day, at=NOW, base_url=BASE)["written"]


def told_at_once(sessions: Sessions, day: date = TODAY) -> int:
    return write_grave(sessions, today=day, at=NOW, base_url=BASE)["written"]


def deliver(sessions: Sessions, settings: Settings, day: date = TODAY) -> Tally:
    now = NOW + (day - TODAY)
    return Delivery(sessions, settings, today=day, clock=lambda: now).run()


def body(office: PostOffice, address: str) -> str:
    (letter,) = office.to(address)
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def a_grave_duty(engine: Engine, province: Province, **values: object) -> int:
    """A petition of xã Ia Dom nobody handled for 45 days since yesterday."""
    with Session(engine) as session:
        duty = a_duty(session, province.ia_dom, TODAY - timedelta(days=1), code="DT-0009/2026")
        duty.duty = UNHANDLED
        for name, value in values.items():
            setattr(duty, name, value)
        session.commit()
        return duty.id


# ---- every week


@pytest.mark.usefixtures("province")
def test_the_head_is_told_of_the_agency_and_the_handler_of_what_they_hold(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert written(sessions) == 2
    assert written(sessions, TODAY + timedelta(days=2)) == 0  # the same week
    assert deliver(sessions, settings) == Tally(sent=2)
    head, handler = body(office, HEAD), body(office, HANDLER)
    assert "KN-0001/2026" in head
    assert "quá hạn 12 ngày" in head
    assert "còn 3 ngày" in head
    assert "KN-0003/2026" not in head  # a month away
    assert "KN-0001/2026" not in handler
    assert "KN-0002/2026" in handler
    assert CANARY not in head + handler
    assert office.to(HEAD)[0]["Subject"].endswith("1 việc quá hạn, 1 việc sắp đến hạn")
    assert written(sessions, TODAY + timedelta(days=7)) == 2


def test_who_does_without_it_gets_none_and_still_gets_the_others(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with sessions.begin() as session:
        digests.mute(session, wanted=False, by=Viewer(province.head_of_ia_dom.id, ()), at=NOW)
    a_grave_duty(engine, province)
    assert written(sessions) == 1
    told_at_once(sessions)
    deliver(sessions, settings)
    assert [letter["Subject"] for letter in office.to(HEAD)] == [
        "Việc nghiêm trọng cần biết ngay: UBND xã Ia Dom (1 việc)"
    ]
    with sessions.begin() as session:
        digests.mute(session, wanted=True, by=Viewer(province.head_of_ia_dom.id, ()), at=NOW)
        assert len(told_weekly_on(session, TODAY)) == 2


def test_muted_after_it_was_written_it_does_not_go(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    written(sessions)
    with sessions.begin() as session:
        digests.mute(session, wanted=False, by=Viewer(province.head_of_ia_dom.id, ()), at=NOW)
    assert deliver(sessions, settings) == Tally(sent=1, dropped=1)
    assert office.to(HEAD) == []
    with sessions() as session:
        why = session.scalars(select(OutboxLetter.last_error).where(OutboxLetter.state == LetterState.DROPPED)).one()
    assert why == outbox.MUTED


@pytest.mark.usefixtures("province")
def test_rights_and_rows_are_looked_at_again_when_it_goes(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    written(sessions)
    with sessions.begin() as session:
        yesterday = TODAY - timedelta(days=1)
        session.execute(update(Role).where(Role.kind == RoleKind.HANDLER).values(until_on=yesterday))
        late = update(Obligation).where(Obligation.due_on < TODAY)
        session.execute(late.values(open=False, satisfied_on=TODAY))
    assert deliver(sessions, settings) == Tally(sent=1, dropped=1)
    assert "KN-0001/2026" not in body(office, HEAD)


@pytest.mark.usefixtures("province")
def test_a_letter_left_over_from_last_week_is_not_sent(sessions: Sessions, settings: Settings) -> None:
    written(sessions)
    assert deliver(sessions, settings, TODAY + timedelta(days=7)) == Tally(dropped=2)


def test_nothing_against_ones_own_head_is_in_it(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with Session(engine) as session:
        a_duty(
            session, province.ia_dom, TODAY - timedelta(days=2), code="TC-9M2Q41", procedure="denunciation",
            sealed=True, against_the_head_of=province.ia_dom,
        )  # fmt: skip
        session.commit()
    written(sessions)
    deliver(sessions, settings)
    assert "TC-9M2Q41" not in body(office, HEAD)


# ---- at once


def test_the_gravest_is_told_once_to_the_head_and_to_the_supervisor(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert told_at_once(sessions) == 0
    first = a_grave_duty(engine, province)
    assert told_at_once(sessions) == 2
    deliver(sessions, settings)
    assert "DT-0009/2026" in body(office, HEAD)
    assert "DT-0009/2026" in body(office, SUPERVISOR)
    assert "KN-0001/2026" not in body(office, SUPERVISOR)  # late, and not so long
    tomorrow = TODAY + timedelta(days=1)
    assert told_at_once(sessions, tomorrow) == 0
    with Session(engine) as session:
        session.execute(update(Obligation).where(Obligation.id != first).values(due_on=TODAY - timedelta(days=91)))
        session.commit()
    assert told_at_once(sessions, tomorrow) == 2
    deliver(sessions, settings, tomorrow)
    with sessions() as session:
        last = session.scalars(select(OutboxLetter.id).order_by(OutboxLetter.id.desc()).limit(1)).one()
        told = session.scalars(select(LetterObligation.obligation_id).where(LetterObligation.letter_id == last)).all()
    assert first not in told
    assert len(told) == 3


def test_what_was_handled_before_it_went_is_not_told(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    duty = a_grave_duty(engine, province)
    told_at_once(sessions)
    with sessions.begin() as session:
        session.execute(update(Obligation).where(Obligation.id == duty).values(open=False, satisfied_on=TODAY))
    assert deliver(sessions, settings) == Tally(dropped=2)
    assert office.letters == []


def test_what_was_asked_about_twice_in_vain_is_told_at_once_and_again_though_it_was_told_before(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with sessions.begin() as session:
        late = session.scalars(select(Obligation).where(Obligation.due_on < TODAY)).one()
        for turn in (1, 2):
            letter = Urging(
                track=Track.INSPECTORATE, by_agency_id=province.inspectorate.id, agency_id=province.ia_dom.id,
                turn=turn, drafted_at=NOW, number=f"{turn}/TTr", issued_on=TODAY - timedelta(days=9 - turn),
                reply_due_on=TODAY - timedelta(days=3 - turn),
            )  # fmt: skip
            session.add(letter)
            session.flush()
            session.add(
                UrgingItem(urging_id=letter.id, matter_id=late.matter_id, obligation_id=late.id, stage="received",
                           since_on=late.started_on, due_on=late.due_on)
            )  # fmt: skip
        raise_and_withdraw(session, today=TODAY, at=NOW)
    assert told_at_once(sessions, TODAY - timedelta(days=1)) == 0  # the reply day of the second one
    assert flag_states(sessions, province) == [FlagStep.URGED, FlagStep.ESCALATION_DUE]
    assert told_at_once(sessions) == 2
    deliver(sessions, settings)
    assert "Đôn đốc lần hai không được trả lời" in body(office, HEAD)
    assert told_at_once(sessions, TODAY + timedelta(days=1)) == 0
    with sessions.begin() as session:  # told of its age long before, it is told once more of the second letter
        session.execute(update(OutboxLetter).values(computed_on=TODAY - timedelta(days=5)))
    assert told_at_once(sessions, TODAY + timedelta(days=1)) == 2
    with sessions.begin() as session:
        session.execute(update(OutboxLetter).values(computed_on=TODAY - timedelta(days=5)))
        session.execute(update(Urging).where(Urging.turn == 2).values(replied_on=TODAY))
    assert flag_states(sessions, province)[1] is FlagStep.EXPLAINED
    assert told_at_once(sessions, TODAY + timedelta(days=2)) == 0


def flag_states(sessions: Sessions, province: Province) -> list[FlagStep]:
    """The state of the first flag on the reply day of the second letter, and the day after."""
    watcher = Viewer(province.supervisor.id, (HeldRole(RoleKind.SUPERVISOR, province.inspectorate.id),))
    with sessions() as session:
        flag = session.scalars(select(Flag.id).order_by(Flag.due_on)).first() or 0
        return [state_of(history(session, watcher, flag, today=TODAY - timedelta(days=days))) for days in (1, 0)]


def test_how_long_is_too_long_is_a_term_of_ours_an_administrator_sets_and_the_letter_says_so(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    boss = Viewer(province.supervisor.id, (HeldRole(RoleKind.ADMINISTRATOR, province.inspectorate.id),))
    with sessions.begin() as session:
        with pytest.raises(Refused):
            set_term(session, "late_too_long_days", 1, source="TTr", by=boss, at=NOW)
        session.execute(update(Obligation).where(Obligation.due_on < TODAY).values(due_on=TODAY - timedelta(days=40)))
        set_term(session, "late_too_long_days", 40, source="Ý kiến Chánh Thanh tra", by=boss, at=NOW)
    assert told_at_once(sessions) == 0
    with sessions.begin() as session:
        set_term(session, "late_too_long_days", 39, source="Ý kiến Chánh Thanh tra", by=boss, at=NOW)
    assert told_at_once(sessions) == 2
    deliver(sessions, settings)
    assert "Quá hạn trên 39 ngày (hạn nội bộ, luật không quy định): 1 việc" in body(office, HEAD)


def test_before_the_first_word_neither_goes(province: Province, engine: Engine, sessions: Sessions) -> None:
    a_grave_duty(engine, province, due_on=TODAY - timedelta(days=40))
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM marks")
    assert (written(sessions), told_at_once(sessions)) == (0, 0)


@pytest.mark.usefixtures("province")
def test_looking_at_one_before_it_goes_writes_nothing(sessions: Sessions) -> None:
    with sessions() as session:
        head = next(one for one in told_weekly_on(session, TODAY) if one.address == HEAD)
        letter = letter_on(session, head, day=TODAY + timedelta(days=1), base_url=BASE)
        assert letter is not None
        assert "còn 2 ngày" in letter.text
        assert all(letter_on(session, one, day=TODAY, base_url=BASE) is None for one in told_at_once_on(session, TODAY))
        assert session.scalars(select(OutboxLetter)).all() == []


# ---- when


@pytest.mark.usefixtures("province")
def test_the_jobs_run_in_office_hours_once_a_week_and_once_a_working_day(
    settings: Settings, sessions: Sessions
) -> None:
    app: Flask
    for app in app_on(settings):
        for days in range(-1, 8):  # from a Sunday
            for hour in (6, 8, 9):
                for name in (WEEKLY_LETTERS, GRAVE_LETTERS):
                    scheduler.wake(app, name, NOW.replace(hour=hour) + timedelta(days=days))
    with sessions() as session:
        rows = session.execute(select(JobRun.job, JobRun.period).order_by(JobRun.period)).all()
    assert [period for job, period in rows if job == WEEKLY_LETTERS] == ["2026-11-02", "2026-11-09"]
    assert [period[-2:] for job, period in rows if job == GRAVE_LETTERS] == ["02", "03", "04", "05", "06", "09"]
