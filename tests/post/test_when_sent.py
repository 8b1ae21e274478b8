"""Between writing and sending things change: rights, addresses, agencies, matters. And what stays hidden at both."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.casework import outbox
from app.config import Settings
from app.post import monthly
from app.post.deliver import Delivery, Tally
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.notices import LetterAttachment, LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind
from tests.lateness import Province, a_duty, a_province, an_official
from tests.post.conftest import NOW, PostOffice

Sessions = sessionmaker[Session]
TODAY = NOW.date()
LATE = TODAY - timedelta(days=12)
LAST_MONTH = TODAY - timedelta(days=60)
HEAD, PLEIKU, SUPERVISOR = "chutich@iadom.example", "vanthu@pleiku.example", "giamsat@thanhtra.example"
HIDDEN: dict[str, Any] = {"procedure": "denunciation", "rule": "tc.resolution", "sealed": True}


@pytest.fixture
def province(engine: Engine, sessions: Sessions) -> Province:
    """Ia Dom and Pleiku are late with two duties and one, and the three letters are in the outbox."""
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, LATE, code="KN-0001/2026")
        a_duty(session, province.ia_dom, LATE, code="KN-0002/2026")
        a_duty(session, province.pleiku, LATE, code="KN-0003/2026")
        session.commit()
    write(sessions)
    return province


def write(sessions: Sessions) -> None:
    monthly.write(sessions, period="2026-11", today=TODAY, at=NOW, base_url="https://tiepdan.example")


def deliver(sessions: Sessions, settings: Settings) -> Tally:
    return Delivery(sessions, settings, today=TODAY, clock=lambda: NOW).run()


def change(sessions: Sessions, statement: Any) -> None:
    with sessions() as session:
        session.execute(statement)
        session.commit()


def letter(sessions: Sessions, recipient: str) -> OutboxLetter:
    with sessions() as session:
        return session.scalars(select(OutboxLetter).where(OutboxLetter.recipient == recipient)).one()


def codes(sessions: Sessions, letter_id: int) -> list[str]:
    with sessions() as session:
        content = session.scalars(select(LetterAttachment.content).where(LetterAttachment.letter_id == letter_id)).one()
    rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True))
    *codes, foot = rows
    assert foot == ("Cộng", len(codes))
    return [str(code) for code, _kind in codes]


def test_a_role_that_ended_ends_the_letter(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    ended = update(Role).where(Role.account_id == province.head_of_ia_dom.id).values(until_on=TODAY - timedelta(days=1))
    change(sessions, ended)
    assert deliver(sessions, settings) == Tally(sent=2, dropped=1)
    assert office.to(HEAD) == []


def test_a_locked_account_is_not_written_to(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    change(sessions, update(Account).where(Account.id == province.supervisor.id).values(locked_at=NOW))
    assert deliver(sessions, settings) == Tally(sent=2, dropped=1)
    assert office.to(SUPERVISOR) == []
    dropped = letter(sessions, f"account:{province.supervisor.id}")
    assert (dropped.state, dropped.last_error) == (LetterState.DROPPED, outbox.NO_LONGER_TOLD)


def test_an_address_that_changed_is_where_the_letter_goes(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    change(sessions, update(Account).where(Account.id == province.head_of_ia_dom.id).values(email="moi@iadom.example"))
    change(sessions, update(Agency).where(Agency.id == province.pleiku.id).values(email="moi@pleiku.example"))
    assert deliver(sessions, settings) == Tally(sent=3)
    assert {message["To"] for message in office.letters} == {"moi@iadom.example", "moi@pleiku.example", SUPERVISOR}
    assert letter(sessions, f"account:{province.head_of_ia_dom.id}").to_address == "moi@iadom.example"


@pytest.mark.parametrize("whose", ["ia_dom", "pleiku"])
def test_an_agency_that_ended_is_not_written_to(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice, whose: str
) -> None:
    gone = getattr(province, whose)
    change(sessions, update(Agency).where(Agency.id == gone.id).values(until_on=TODAY - timedelta(days=1)))
    assert deliver(sessions, settings) == Tally(sent=2, dropped=1)
    assert office.to({"ia_dom": HEAD, "pleiku": PLEIKU}[whose]) == []
    whole = letter(sessions, f"account:{province.supervisor.id}").body_text
    assert f"- {gone.name}\n" in whole  # the supervisor reads that nobody there was told


def test_what_was_done_meanwhile_is_in_neither_letter_nor_sheet(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with sessions() as session:
        matter = session.scalars(select(Matter).where(Matter.code == "KN-0001/2026")).one()
    done = update(Obligation).where(Obligation.matter_id == matter.id).values(open=False, satisfied_on=TODAY)
    change(sessions, done)
    assert deliver(sessions, settings) == Tally(sent=3)
    kept = letter(sessions, f"account:{province.head_of_ia_dom.id}")
    assert "(1 việc)" in kept.subject
    assert "KN-0001/2026" not in kept.body_text + kept.body_html
    assert codes(sessions, kept.id) == ["KN-0002/2026"]
    assert "KN-0001/2026" not in str(office.to(HEAD)[0])


def test_a_matter_that_turned_against_the_head_leaves_every_part_of_the_heads_letter(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with Session(engine) as session:
        an_official(session, RoleKind.HEAD, province.committee, "chutich@tinh.example")
        session.commit()
    turned = update(Matter).where(Matter.code == "KN-0001/2026")
    change(sessions, turned.values(excluded_agency_id=province.ia_dom.id, sealed=True))
    deliver(sessions, settings)
    kept = letter(sessions, f"account:{province.head_of_ia_dom.id}")
    assert "KN-0001/2026" not in kept.body_text + kept.body_html + str(office.to(HEAD)[0])
    assert "(1 việc)" in kept.subject
    assert codes(sessions, kept.id) == ["KN-0002/2026"]
    with sessions() as session:
        told = select(LetterObligation).where(LetterObligation.letter_id == kept.id)
        assert len(session.scalars(told).all()) == 1


def test_a_hidden_denunciation_changes_no_byte_of_what_the_denounced_receives(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    deliver(sessions, settings)
    before = letter(sessions, f"account:{province.head_of_ia_dom.id}")
    sheet = sheets(sessions, before.id)
    with Session(engine, expire_on_commit=False) as session:
        for due_on in (LATE, LAST_MONTH, TODAY - timedelta(days=300)):  # new, late then and now, the oldest of all
            a_duty(session, province.ia_dom, due_on, against_the_head_of=province.ia_dom, **HIDDEN)
        done = a_duty(session, province.ia_dom, LAST_MONTH, against_the_head_of=province.ia_dom, **HIDDEN)
        done.open, done.satisfied_on = False, TODAY - timedelta(days=9)
        session.execute(update(OutboxLetter).values(state=LetterState.QUEUED, next_try_at=NOW))
        session.commit()
    deliver(sessions, settings)
    after = letter(sessions, f"account:{province.head_of_ia_dom.id}")
    for name in ("subject", "body_text", "body_html"):
        assert getattr(after, name) == getattr(before, name)
    assert sheets(sessions, after.id) == sheet
    first, second = office.to(HEAD)
    parts = [[part.get_content() for part in one.walk() if not part.is_multipart()] for one in (first, second)]
    assert parts[0] == parts[1]


def test_only_hidden_things_are_late_so_no_letter_says_anything(
    engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, LATE, against_the_head_of=province.ia_dom, **HIDDEN)
        session.commit()
    write(sessions)
    deliver(sessions, settings)
    assert {message["To"] for message in office.letters} == {SUPERVISOR}


def test_when_nothing_is_late_any_more_what_was_settled_is_no_reason_to_write(
    engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        done = a_duty(session, province.ia_dom, LAST_MONTH)
        done.open, done.satisfied_on = False, TODAY - timedelta(days=9)
        session.commit()
    write(sessions)
    assert deliver(sessions, settings) == Tally()
    assert office.letters == []


def test_the_superior_is_told_of_what_was_settled_against_a_head_below(engine: Engine, sessions: Sessions) -> None:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        chair = an_official(session, RoleKind.HEAD, province.committee, "chutich@tinh.example")
        a_duty(session, province.committee, LATE, code="KN-0009/2026")
        done = a_duty(
            session, province.ia_dom, LAST_MONTH, code="TC-9M2Q41", against_the_head_of=province.ia_dom, **HIDDEN
        )
        done.open, done.satisfied_on = False, TODAY - timedelta(days=9)
        session.commit()
    write(sessions)
    text = letter(sessions, f"account:{chair.id}").body_text
    assert "- TC-9M2Q41 · Tố cáo · UBND xã Ia Dom: " in text
    assert "Đã làm xong từ ngày 01/10/2026: 1 việc" in text


def test_a_supervisor_without_an_address_is_counted(sessions: Sessions, engine: Engine) -> None:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        nobody = an_official(session, RoleKind.SUPERVISOR, province.inspectorate)
        locked = an_official(session, RoleKind.SUPERVISOR, province.inspectorate)
        locked.locked_at = NOW
        a_duty(session, province.ia_dom, LATE)
        session.commit()
    month = monthly.write(sessions, period="2026-11", today=TODAY, at=NOW, base_url="https://tiepdan.example")
    assert month.without_address == (nobody.full_name,)
    assert month.counts["without_address"] == 1


def sheets(sessions: Sessions, letter_id: int) -> list[bytes]:
    with sessions() as session:
        kept = select(LetterAttachment.content).where(LetterAttachment.letter_id == letter_id)
        return list(session.scalars(kept))
