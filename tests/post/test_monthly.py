"""Who is told of what: the letters of a month in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.casework import backlog, outbox
from app.casework.errors import NotAllowed
from app.casework.notices import LetterKind, mailing_list, monthly_notice, reckoning
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.config import Settings
from app.post import monthly
from app.post.monthly import Month
from app.records.matters import Matter
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Role, RoleKind
from app.records.settings import Mark
from tests.lateness import CANARY, a_duty, a_province, an_agency, an_official
from tests.post.conftest import NOW
from tests.workers import at_once

TODAY = NOW.date()
PERIOD = "2026-11"
LATE = TODAY - timedelta(days=12)


def write(engine: Engine, today: date = TODAY, period: str = PERIOD) -> Month:
    sessions: Callable[[], Session] = lambda: Session(engine, expire_on_commit=False)  # noqa: E731
    return monthly.write(sessions, period=period, today=today, at=NOW, base_url="https://tiepdan.example")


def letters(session: Session) -> dict[tuple[str, str], OutboxLetter]:
    """The outbox, by kind and address."""
    session.commit()
    return {(letter.kind, letter.to_address): letter for letter in session.scalars(select(OutboxLetter))}


def test_a_supervisor_has_the_province_and_each_late_agency_its_own(session: Session, engine: Engine) -> None:
    province = a_province(session)
    a_duty(session, province.ia_dom, LATE, code="KN-0001/2026")
    a_duty(session, province.pleiku, LATE, code="KN-0002/2026")
    session.commit()
    write(engine)
    found = letters(session)
    assert sorted(found) == [
        ("monthly_agency", "chutich@iadom.example"),
        ("monthly_agency", "vanthu@pleiku.example"),
        ("monthly_province", "giamsat@thanhtra.example"),
    ]
    whole = found["monthly_province", "giamsat@thanhtra.example"].body_text
    assert "KN-0001/2026" in whole
    assert "KN-0002/2026" in whole
    own = found["monthly_agency", "chutich@iadom.example"]
    assert "KN-0001/2026" in own.body_text
    assert "KN-0002/2026" not in own.body_text
    assert (own.state, own.period, own.agency_id) == (LetterState.QUEUED, PERIOD, province.ia_dom.id)
    assert {letter.recipient for letter in found.values()} == {
        f"account:{province.supervisor.id}",
        f"account:{province.head_of_ia_dom.id}",
        f"agency:{province.pleiku.id}",
    }


def test_no_letter_holds_a_title_where_a_citizen_is_named(session: Session, engine: Engine) -> None:
    province = a_province(session)
    a_duty(session, province.ia_dom, LATE)
    session.commit()
    write(engine)
    for letter in letters(session).values():
        for words in (letter.subject, letter.body_text, letter.body_html):
            assert CANARY not in words


def test_an_agency_that_is_not_late_gets_no_letter_and_nothing_late_means_no_letter_at_all(
    session: Session, engine: Engine
) -> None:
    province = a_province(session)
    a_duty(session, province.ia_dom, TODAY)
    session.commit()
    assert write(engine).letters == ()
    assert letters(session) == {}


def test_every_head_is_told(session: Session, engine: Engine) -> None:
    province = a_province(session)
    an_official(session, RoleKind.HEAD, province.ia_dom, "pho@iadom.example")
    a_duty(session, province.ia_dom, LATE)
    session.commit()
    write(engine)
    assert {address for kind, address in letters(session) if kind == LetterKind.MONTHLY_AGENCY} == {
        "chutich@iadom.example",
        "pho@iadom.example",
    }


def test_a_head_without_an_address_leaves_it_to_the_agency_and_without_one_the_supervisor_is_told(
    session: Session, engine: Engine
) -> None:
    province = a_province(session)
    province.head_of_ia_dom.email = ""
    province.pleiku.email = ""
    for agency in (province.ia_dom, province.pleiku):
        a_duty(session, agency, LATE)
    session.commit()
    assert write(engine).unreached == ("UBND phường Pleiku",)
    found = letters(session)
    assert ("monthly_agency", "vanthu@iadom.example") in found
    told = found["monthly_province", "giamsat@thanhtra.example"].body_text
    assert "đều chưa có địa chỉ thư:\n- UBND phường Pleiku\n" in told


def test_a_locked_head_is_not_written_to(session: Session, engine: Engine) -> None:
    province = a_province(session)
    province.head_of_ia_dom.locked_at = NOW
    a_duty(session, province.ia_dom, LATE)
    session.commit()
    write(engine)
    assert ("monthly_agency", "vanthu@iadom.example") in letters(session)


def test_a_head_whose_role_ended_yesterday_is_not_told(session: Session, engine: Engine) -> None:
    province = a_province(session)
    a_duty(session, province.ia_dom, LATE)
    session.execute(update(Role).values(until_on=TODAY - timedelta(days=1)))
    session.commit()
    write(engine)
    assert sorted(letters(session)) == [("monthly_agency", "vanthu@iadom.example")]


def test_the_head_denounced_never_hears_of_it_and_the_superior_does(session: Session, engine: Engine) -> None:
    province = a_province(session)
    an_official(session, RoleKind.HEAD, province.committee, "chutich@tinh.example")
    against = {"procedure": "denunciation", "rule": "tc.resolution", "sealed": True}
    a_duty(session, province.ia_dom, LATE, code="TC-9M2Q41", against_the_head_of=province.ia_dom, **against)  # type: ignore[arg-type]
    a_duty(session, province.ia_dom, LATE, code="KN-0001/2026")
    session.commit()
    write(engine)
    found = letters(session)
    own = found["monthly_agency", "chutich@iadom.example"]
    assert "TC-9M2Q41" not in own.body_text + own.body_html
    assert "(1 việc)" in own.subject
    assert "TC-9M2Q41 · Tố cáo" in found["monthly_agency", "chutich@tinh.example"].body_text
    assert "TC-9M2Q41" in found["monthly_province", "giamsat@thanhtra.example"].body_text


def test_only_a_denunciation_against_the_head_is_late_so_the_agency_gets_no_letter(
    session: Session, engine: Engine
) -> None:
    province = a_province(session)
    a_duty(session, province.ia_dom, LATE, against_the_head_of=province.ia_dom, sealed=True)
    session.commit()
    write(engine)
    assert {kind for kind, _ in letters(session)} == {"monthly_province"}


def test_a_supervisor_never_hears_of_a_matter_against_the_head_of_the_inspectorate(
    session: Session, engine: Engine
) -> None:
    province = a_province(session)
    a_duty(session, province.committee, LATE, code="TC-1", against_the_head_of=province.inspectorate, sealed=True)
    a_duty(session, province.pleiku, LATE)
    session.commit()
    write(engine)
    told = letters(session)["monthly_province", "giamsat@thanhtra.example"]
    assert "TC-1" not in told.body_text
    assert "UBND tỉnh" not in told.body_text  # late and without an address, but what is late there is hidden
    assert "(1 việc)" in told.subject


def test_written_twice_or_by_two_processes_at_once_there_is_one_letter_each(
    session: Session, settings: Settings
) -> None:
    province = a_province(session)
    for agency in (province.ia_dom, province.pleiku):
        a_duty(session, agency, LATE)
    session.commit()
    counts = at_once("write", settings, NOW)
    assert sum(one["written"] for one in counts) == 3
    assert len(letters(session)) == 3
    session.commit()  # on SQLite an open transaction would keep the next process out
    assert at_once("write", settings, NOW, processes=1)[0]["written"] == 0


def test_a_letter_of_the_next_month_is_another_letter(session: Session, engine: Engine) -> None:
    province = a_province(session)
    a_duty(session, province.pleiku, LATE)
    session.commit()
    write(engine)
    write(engine, date(2026, 12, 1), "2026-12")
    periods = session.scalars(select(OutboxLetter.period).where(OutboxLetter.kind == "monthly_agency"))
    assert sorted(periods) == ["2026-11", "2026-12"]


def test_the_outbox_remembers_which_duties_a_letter_speaks_of(session: Session, engine: Engine) -> None:
    province = a_province(session)
    duty = a_duty(session, province.pleiku, LATE)
    session.commit()
    write(engine)
    assert session.scalars(select(LetterObligation.obligation_id)).all() == [duty.id, duty.id]


def test_a_preview_writes_nothing(session: Session) -> None:
    province = a_province(session)
    a_duty(session, province.pleiku, LATE)
    session.commit()
    month = monthly.preview(session, period=PERIOD, today=TODAY, base_url="https://tiepdan.example")
    assert [(letter.recipient.agency, letter.rows, letter.new) for letter in month.letters] == [
        ("Thanh tra tỉnh", 1, True),
        ("UBND phường Pleiku", 1, True),
    ]
    assert letters(session) == {}


def test_how_many_letters_does_not_change_what_one_recipient_costs(session: Session) -> None:
    province = a_province(session)
    for _ in range(300):
        a_duty(session, province.ia_dom, LATE)
    listed = mailing_list(session, today=TODAY)
    ground = reckoning(session, period=PERIOD, today=TODAY, unreached={})
    notice = monthly_notice(session, listed.recipients[0], ground)
    assert notice is not None
    assert len(notice.rows) == 300


OLD = TODAY - timedelta(days=32)
JUST_YOUNG = TODAY - timedelta(days=31)


def test_the_first_letters_over_an_old_backlog_are_held(session: Session, engine: Engine) -> None:
    a_duty(session, a_province(session).pleiku, OLD)
    session.commit()
    assert write(engine).held
    assert {letter.state for letter in letters(session).values()} == {LetterState.HELD}
    assert outbox.claim_next(session, by="x", at=NOW + timedelta(days=3)) is None


def test_the_first_letters_over_a_young_backlog_go_out_and_so_do_all_later_ones(
    session: Session, engine: Engine
) -> None:
    a_duty(session, a_province(session).pleiku, JUST_YOUNG)
    session.commit()
    assert not write(engine).held
    assert not write(engine, date(2027, 3, 1), "2027-03").held


def test_a_persons_word_lets_the_held_letters_go_and_drops_those_of_earlier_months(
    session: Session, engine: Engine
) -> None:
    a_duty(session, a_province(session).pleiku, OLD)
    session.commit()
    write(engine)
    write(engine, date(2026, 12, 1), "2026-12")
    assert backlog.give_the_word(session, period="2026-12", by=SYSTEM, at=NOW) == 2
    session.commit()
    states = session.execute(select(OutboxLetter.period, OutboxLetter.state).distinct())
    assert {tuple(row) for row in states} == {("2026-11", LetterState.DROPPED), ("2026-12", LetterState.QUEUED)}
    assert session.get(Mark, backlog.CONFIRMED) is not None


@pytest.mark.parametrize("kind", [RoleKind.HEAD, RoleKind.OFFICER, RoleKind.ADMINISTRATOR])
def test_only_a_supervisor_may_give_the_word(session: Session, kind: RoleKind) -> None:
    with pytest.raises(NotAllowed):
        backlog.give_the_word(session, period=PERIOD, by=Viewer(5, (HeldRole(kind, 1),)), at=NOW)
    assert session.get(Mark, backlog.CONFIRMED) is None


def test_a_duty_of_no_agency_with_an_address_is_still_in_the_province(session: Session, engine: Engine) -> None:
    province = a_province(session)
    lonely = an_agency(session, "UBND xã Ia Nan")
    duty = a_duty(session, lonely, LATE)
    session.commit()
    write(engine)
    assert sorted(letters(session)) == [("monthly_province", "giamsat@thanhtra.example")]
    matter = session.get_one(Matter, session.get_one(Obligation, duty.id).matter_id)
    assert matter.code in letters(session)["monthly_province", province.supervisor.email].body_text
