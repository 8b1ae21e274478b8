"""The sheet on its way: kept with the letter, sent with it, the same one every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook
from sqlalchemy import Engine, delete, event, select
from sqlalchemy.orm import Session, sessionmaker

from app.casework.notices import mailing_list
from app.casework.overdue import is_overdue
from app.config import Settings
from app.paper.overdue_sheet import XLSX
from app.post import monthly
from app.post.deliver import Delivery, Tally
from app.records.matters import Matter
from app.records.notices import LetterAttachment, LetterObligation, OutboxLetter
from app.records.obligations import Obligation
from tests.lateness import Province, a_duty, a_province, an_agency
from tests.post.conftest import NOW, PostOffice

Sessions = sessionmaker[Session]
TODAY = NOW.date()
HEAD, PLEIKU, SUPERVISOR = "chutich@iadom.example", "vanthu@pleiku.example", "giamsat@thanhtra.example"


@pytest.fixture
def province(engine: Engine, sessions: Sessions) -> Province:
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        for days in (200, 40, 3):
            a_duty(session, province.ia_dom, TODAY - timedelta(days=days))
            a_duty(session, province.pleiku, TODAY - timedelta(days=days))
        session.commit()
        write(sessions)
    with sessions() as session:
        for letter in session.scalars(select(OutboxLetter)):
            letter.state, letter.next_try_at = letter.state.QUEUED, NOW
        session.commit()
    return province


def write(sessions: Sessions) -> monthly.Month:
    return monthly.write(sessions, period="2026-11", today=TODAY, at=NOW, base_url="https://tiepdan.example")


def deliver(sessions: Sessions, settings: Settings, now: datetime = NOW) -> Tally:
    return Delivery(sessions, settings, today=now.date(), clock=lambda: now).run()


def sheet_of(message: EmailMessage) -> bytes:
    (file,) = message.iter_attachments()
    assert isinstance(file, EmailMessage)
    content = file.get_content()
    assert isinstance(content, bytes)
    return content


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.usefixtures("province")
def test_it_comes_as_a_file_of_its_kind_with_a_plain_name(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    deliver(sessions, settings)
    (file,) = office.to(HEAD)[0].iter_attachments()
    assert file.get_content_type() == XLSX
    assert file.get_content_disposition() == "attachment"
    assert file.get_filename() == "viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx"


def test_its_rows_are_those_of_the_ledger_and_its_foot_is_the_letters_count(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    deliver(sessions, settings)
    ours = {HEAD: [province.ia_dom.id], PLEIKU: [province.pleiku.id]}
    for address in (HEAD, PLEIKU, SUPERVISOR):
        (message,) = office.to(address)
        *rows, foot = rows_of(sheet_of(message))
        with sessions() as session:
            late = (
                select(Matter.code, Obligation.due_on)
                .join(Matter, Matter.id == Obligation.matter_id)
                .where(is_overdue(TODAY))
                .order_by(Obligation.due_on, Obligation.id)
            )
            if address in ours:
                late = late.where(Obligation.agency_id.in_(ours[address]))
            ledger = [(code, due_on, (TODAY - due_on).days) for code, due_on in session.execute(late) if due_on]
        assert [(row[0], row[8].date(), row[9]) for row in rows] == ledger
        assert foot[:2] == ("Cộng", len(ledger))
        assert f"({len(ledger)} việc)" in message["Subject"]
        body = message.get_body(("plain",))
        assert body is not None
        assert [row[0] for row in rows if row[0] not in body.get_content()] == []


@pytest.mark.usefixtures("province")
def test_what_is_kept_is_what_was_sent(sessions: Sessions, settings: Settings, office: PostOffice) -> None:
    deliver(sessions, settings)
    with sessions() as session:
        kept = session.execute(
            select(OutboxLetter.to_address, LetterAttachment.content, LetterAttachment.sha256).join(
                LetterAttachment, LetterAttachment.letter_id == OutboxLetter.id
            )
        ).all()
    assert len(kept) == 3
    for address, content, digest in kept:
        assert sheet_of(office.to(address)[0]) == content
        assert sha256(content).hexdigest() == digest


@pytest.mark.usefixtures("province")
def test_tried_again_the_same_file_goes(sessions: Sessions, settings: Settings, office: PostOffice) -> None:
    with sessions() as session:
        before = dict(session.execute(select(LetterAttachment.letter_id, LetterAttachment.sha256)).all())
    office.refused[HEAD] = "451 4.7.1 greylisted"
    deliver(sessions, settings)
    office.refused.clear()
    deliver(sessions, settings, NOW + timedelta(minutes=1))
    with sessions() as session:
        after = dict(session.execute(select(LetterAttachment.letter_id, LetterAttachment.sha256)).all())
    assert before == after
    assert sha256(sheet_of(office.to(HEAD)[0])).hexdigest() in after.values()


@pytest.mark.usefixtures("province")
def test_sent_a_day_later_letter_and_sheet_are_of_that_day(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with sessions() as session:
        session.query(Obligation).where(Obligation.due_on == TODAY - timedelta(days=40)).update(
            {"open": False, "satisfied_on": TODAY}
        )
        session.commit()
    deliver(sessions, settings, NOW + timedelta(days=1))
    (message,) = office.to(HEAD)
    *rows, foot = rows_of(sheet_of(message))
    assert [row[9] for row in rows] == [201, 4]
    assert foot[1] == 2
    body = message.get_body(("plain",))
    assert body is not None
    assert "Đã làm xong từ ngày 01/10/2026: 1 việc" in body.get_content()
    with sessions() as session:
        assert session.query(LetterAttachment).count() == 3


def statements(engine: Engine, work: Callable[[], object]) -> int:
    """How many statements ``work`` sends to the database."""
    seen: list[str] = []

    def listen(*execution: Any) -> None:
        seen.append(execution[2])

    event.listen(engine, "before_cursor_execute", listen)
    work()
    event.remove(engine, "before_cursor_execute", listen)
    return len(seen)


def test_the_list_of_recipients_costs_the_same_for_three_agencies_and_for_thirty(
    engine: Engine, sessions: Sessions
) -> None:
    def listed() -> None:
        with sessions() as session:
            mailing_list(session, today=TODAY)

    with sessions() as session:
        committee = a_province(session).committee
        session.commit()
    counts = []
    for more in (3, 27):
        with sessions() as session:
            for n in range(more):
                agency = an_agency(session, f"UBND xã {n}", email=f"x{n}@b.example", under=committee)
                a_duty(session, agency, TODAY - timedelta(days=3))
            session.commit()
        counts.append(statements(engine, listed))
    assert counts[0] == counts[1] <= 8


def test_a_letter_costs_the_same_for_one_row_and_for_a_hundred(engine: Engine, sessions: Sessions) -> None:
    with sessions() as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, TODAY - timedelta(days=3))
        session.commit()
    write(sessions)  # the first run of all also notes that letters go out by themselves now
    one = statements(engine, lambda: rewritten(sessions))
    with sessions() as session:
        for _ in range(99):
            a_duty(session, province.ia_dom, TODAY - timedelta(days=3))
        session.commit()
    assert statements(engine, lambda: rewritten(sessions)) == one


def rewritten(sessions: Sessions) -> None:
    """The letters of the month, written from nothing."""
    with sessions() as session:
        for table in (LetterAttachment, LetterObligation, OutboxLetter):
            session.execute(delete(table))
        session.commit()
    write(sessions)
