"""From the outbox to a real mail server: once each, whatever the server or the process does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.casework import outbox
from app.config import Settings
from app.post import monthly
from app.post.deliver import Delivery, Tally
from app.post.transports import ToServer
from app.records.notices import LetterObligation, LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Account, Role
from tests.lateness import CANARY, Province, a_duty, a_province
from tests.post.conftest import NOW, PostOffice
from tests.workers import at_once

Sessions = sessionmaker[Session]
TODAY = NOW.date()
LATE = TODAY - timedelta(days=12)
HEAD, PLEIKU, SUPERVISOR = "chutich@iadom.example", "vanthu@pleiku.example", "giamsat@thanhtra.example"


@pytest.fixture
def province(engine: Engine, sessions: Sessions) -> Province:
    """Ia Dom and Pleiku are late with one duty each, and the three letters are in the outbox."""
    with Session(engine, expire_on_commit=False) as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, LATE, code="KN-0001/2026")
        a_duty(session, province.pleiku, LATE, code="KN-0002/2026")
        session.commit()
    monthly.write(sessions, period="2026-11", today=TODAY, at=NOW, base_url="https://tiepdan.example")
    return province


def deliver(sessions: Sessions, settings: Settings, now: datetime = NOW, seconds: float | None = None) -> Tally:
    server = settings.mail_server
    assert server is not None
    way = ToServer(server, sender=settings.mail_from, seconds_to_answer=seconds) if seconds else None
    return Delivery(sessions, settings, today=now.date(), clock=lambda: now, transport=way).run()


def letter_to(sessions: Sessions, address: str) -> OutboxLetter:
    with sessions() as session:
        return session.scalars(select(OutboxLetter).where(OutboxLetter.to_address == address)).one()


def change(sessions: Sessions, table: type, **values: object) -> None:
    with sessions() as session:
        session.execute(update(table).values(**values))
        session.commit()


# ---- what arrives


@pytest.mark.usefixtures("province")
def test_letters_arrive_as_written_over_one_connection(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert deliver(sessions, settings) == Tally(sent=3)
    assert len(office.dialogues) == 1
    (message,) = office.to(HEAD)
    kept = letter_to(sessions, HEAD)
    assert (kept.state, kept.sent_at, kept.attempts, kept.last_error) == (LetterState.SENT, NOW, 1, "")
    assert message["Subject"] == kept.subject == "Việc quá hạn tháng 11/2026: UBND xã Ia Dom (1 việc)"
    assert message["From"] == "tiepdan@gialai.example"
    assert message["Message-ID"] == kept.message_id
    assert message["Message-ID"].endswith("@tiepdan.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOW
    both, sheet = message.iter_parts()
    text, html = both.iter_parts()
    assert sheet.get_filename() == "viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx"
    assert text.get_content().replace("\r\n", "\n") == kept.body_text
    assert html.get_content_type() == "text/html"
    assert html.get_content().replace("\r\n", "\n") == kept.body_html
    assert "quá hạn 12 ngày" in kept.body_text


@pytest.mark.usefixtures("province")
def test_no_part_of_any_message_names_a_citizen(sessions: Sessions, settings: Settings, office: PostOffice) -> None:
    deliver(sessions, settings)
    assert len(office.letters) == 3
    for message in office.letters:
        words = [str(value) for value in message.values()]
        words += [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        assert not [one for one in words if CANARY in one or "CANARY" in one]


@pytest.mark.usefixtures("province")
def test_delivered_twice_nothing_is_sent_twice(sessions: Sessions, settings: Settings, office: PostOffice) -> None:
    deliver(sessions, settings)
    assert deliver(sessions, settings, NOW + timedelta(days=2)) == Tally()
    assert len(office.letters) == 3


@pytest.mark.usefixtures("province")
def test_letters_become_files_when_no_server_is_named(sessions: Sessions, settings: Settings) -> None:
    to_files = replace(settings, mail_server=None)
    assert Delivery(sessions, to_files, today=TODAY, clock=lambda: NOW).run() == Tally(sent=3)
    files = sorted(settings.outbox_path.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    assert any("UBND_x=C3=A3_Ia_Dom" in file.read_text() or "iadom" in file.read_text() for file in files)


# ---- servers that misbehave


@pytest.mark.usefixtures("province")
def test_a_refused_address_does_not_stop_the_next_and_is_tried_again_less_and_less_often(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    office.refused[HEAD] = "550 5.1.1 <chutich@iadom.example> unknown"
    assert deliver(sessions, settings) == Tally(sent=2, failed=1)
    now, waited = NOW, []
    for _ in range(outbox.REFUSALS_BEFORE_GIVING_UP - 1):
        letter = letter_to(sessions, HEAD)
        assert letter.state is LetterState.QUEUED
        assert letter.next_try_at is not None
        waited.append(int((letter.next_try_at - now).total_seconds() / 60))
        assert deliver(sessions, settings, letter.next_try_at - timedelta(seconds=1)) == Tally()
        now = letter.next_try_at
        assert deliver(sessions, settings, now) == Tally(failed=1)
    assert waited == [1, 5, 15, 60, 240, 240, 240]
    given_up = letter_to(sessions, HEAD)
    assert (given_up.state, given_up.next_try_at) == (LetterState.FAILED, None)
    assert given_up.last_error == "550 SMTPRecipientsRefused"  # no address, no words of the server


@pytest.mark.usefixtures("province")
def test_a_letter_given_up_is_sent_on_a_persons_word(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    change(sessions, OutboxLetter, state=LetterState.FAILED, attempts=8, next_try_at=None)
    assert deliver(sessions, settings) == Tally()
    with sessions() as session:
        for letter in session.scalars(select(OutboxLetter)):
            outbox.send_again(letter, at=NOW)
        session.commit()
    assert deliver(sessions, settings) == Tally(sent=3)
    assert len(office.letters) == 3


@pytest.mark.usefixtures("province")
def test_a_server_that_is_busy_is_asked_again_and_the_letter_keeps_its_id(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    office.refused[HEAD] = "451 4.7.1 greylisted"
    deliver(sessions, settings)
    message_id = letter_to(sessions, HEAD).message_id
    office.refused.clear()
    assert deliver(sessions, settings, NOW + timedelta(minutes=1)) == Tally(sent=1)
    assert [message["Message-ID"] for message in office.to(HEAD)] == [message_id]


@pytest.mark.usefixtures("province")
def test_a_connection_dropped_in_a_letter_is_opened_again_for_the_next(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    office.drops.add(HEAD)
    assert deliver(sessions, settings) == Tally(sent=2, failed=1)
    assert letter_to(sessions, HEAD).last_error == "SMTPServerDisconnected"
    office.drops.clear()
    assert deliver(sessions, settings, NOW + timedelta(minutes=1)) == Tally(sent=1)
    assert {len(office.to(address)) for address in (HEAD, PLEIKU, SUPERVISOR)} == {1}


@pytest.mark.usefixtures("province")
def test_a_slow_server_is_not_waited_for_for_ever(sessions: Sessions, settings: Settings, office: PostOffice) -> None:
    office.seconds_slow = 3
    assert deliver(sessions, settings, seconds=0.2) == Tally(failed=1)
    assert letter_to(sessions, SUPERVISOR).last_error == "TimeoutError"
    office.seconds_slow = 0
    assert deliver(sessions, settings) == Tally(sent=2)  # the slow one waits its minute
    assert deliver(sessions, settings, NOW + timedelta(minutes=1)) == Tally(sent=1)


@pytest.mark.usefixtures("province")
def test_no_server_at_all_tries_one_letter_and_leaves_the_others_alone(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert settings.mail_server is not None
    nobody = replace(settings, mail_server=replace(settings.mail_server, port=1))
    assert deliver(sessions, nobody) == Tally(failed=1)
    with sessions() as session:
        tried = session.scalars(select(OutboxLetter.attempts).order_by(OutboxLetter.id)).all()
    assert tried == [1, 0, 0]
    assert letter_to(sessions, SUPERVISOR).last_error == "ConnectionRefusedError"
    assert deliver(sessions, settings, NOW + timedelta(minutes=1)) == Tally(sent=3)
    assert len(office.letters) == 3


@pytest.mark.usefixtures("province")
def test_a_server_down_for_days_never_makes_a_letter_given_up(sessions: Sessions, settings: Settings) -> None:
    assert settings.mail_server is not None
    nobody = replace(settings, mail_server=replace(settings.mail_server, port=1))
    for n in range(30):
        deliver(sessions, nobody, NOW + timedelta(hours=5 * n))
    with sessions() as session:
        assert set(session.scalars(select(OutboxLetter.state))) == {LetterState.QUEUED}


@pytest.mark.usefixtures("province")
def test_an_address_that_cannot_stand_in_a_header_harms_nobody_else(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with sessions() as session:
        session.execute(update(Account).where(Account.email == HEAD).values(email="a@b.example\r\nBcc: x@y.example"))
        session.commit()
    assert deliver(sessions, settings) == Tally(sent=2, failed=1)
    assert not [message for message in office.letters if message["Bcc"]]


# ---- what is true at the moment of sending


def test_a_letter_tells_what_is_late_when_it_is_sent(
    province: Province, engine: Engine, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    with Session(engine) as session:
        a_duty(session, province.ia_dom, TODAY, code="KN-0003/2026")
        session.commit()
    tomorrow = NOW + timedelta(days=1)
    deliver(sessions, settings, tomorrow)
    kept = letter_to(sessions, HEAD)
    (message,) = office.to(HEAD)
    assert "KN-0003/2026" in kept.body_text
    assert "quá hạn 13 ngày" in kept.body_text
    assert message["Subject"] == kept.subject == "Việc quá hạn tháng 11/2026: UBND xã Ia Dom (2 việc)"
    assert kept.computed_on == tomorrow.date()
    with sessions() as session:
        told = select(LetterObligation).where(LetterObligation.letter_id == kept.id)
        assert len(session.scalars(told).all()) == 2


@pytest.mark.usefixtures("province")
def test_nothing_is_sent_when_nothing_is_late_any_more(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    change(sessions, Obligation, open=False, satisfied_on=TODAY)
    assert deliver(sessions, settings) == Tally(dropped=3)
    assert office.letters == []
    assert letter_to(sessions, HEAD).state is LetterState.DROPPED
    assert letter_to(sessions, HEAD).last_error == outbox.NOTHING_LEFT


@pytest.mark.usefixtures("province")
def test_nobody_is_written_to_who_no_longer_holds_the_role(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    change(sessions, Role, until_on=TODAY - timedelta(days=1))
    assert deliver(sessions, settings) == Tally(sent=1, dropped=2)
    assert [message["To"] for message in office.letters] == [PLEIKU]
    assert letter_to(sessions, HEAD).last_error == outbox.NO_LONGER_TOLD


@pytest.mark.usefixtures("province")
def test_a_letter_left_over_from_an_earlier_month_is_not_sent(
    sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert deliver(sessions, settings, NOW + timedelta(days=30)) == Tally(dropped=3)
    assert office.letters == []


# ---- processes that die, and processes at once


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(("death", "arrived_before"), [("die_before", 0), ("die_after", 1)])
def test_killed_between_claim_and_confirmation_the_letter_arrives(
    sessions: Sessions, settings: Settings, office: PostOffice, death: str, arrived_before: int
) -> None:
    assert at_once(death, settings, NOW, processes=1) == [None]
    assert len(office.to(SUPERVISOR)) == arrived_before
    assert letter_to(sessions, SUPERVISOR).state is LetterState.CLAIMED
    soon, later = NOW + timedelta(minutes=9), NOW + outbox.STALE_AFTER
    assert deliver(sessions, settings, soon) == Tally(sent=2)
    assert deliver(sessions, settings, later) == Tally(sent=1, repeated=1)
    arrived = office.to(SUPERVISOR)
    assert len(arrived) == arrived_before + 1
    assert len({message["Message-ID"] for message in arrived}) == 1
    assert letter_to(sessions, SUPERVISOR).state is LetterState.SENT
    assert deliver(sessions, settings, later + timedelta(hours=1)) == Tally()


@pytest.mark.usefixtures("province")
def test_two_processes_at_once_send_each_letter_once(settings: Settings, office: PostOffice) -> None:
    tallies = at_once("deliver", settings, NOW)
    assert sum(tally["sent"] for tally in tallies) == 3
    assert sum(tally["failed"] + tally["repeated"] for tally in tallies) == 0
    assert sorted(message["To"] for message in office.letters) == sorted([HEAD, PLEIKU, SUPERVISOR])


def test_a_claim_that_went_stale_cannot_be_confirmed_by_who_lost_it(province: Province, sessions: Sessions) -> None:
    assert province
    with sessions() as session:
        first = outbox.claim_next(session, by="slow", at=NOW)
        session.commit()
        assert first is not None
        again = outbox.claim_next(session, by="quick", at=NOW + outbox.STALE_AFTER)
        while again is not None and again.letter.id != first.letter.id:
            again = outbox.claim_next(session, by="quick", at=NOW + outbox.STALE_AFTER)
        assert again is not None
        assert again.again
        assert not outbox.confirm(session, first.letter.id, by="slow", at=NOW)
        assert outbox.confirm(session, first.letter.id, by="quick", at=NOW)


def test_the_office_closing_stops_the_round(
    province: Province, sessions: Sessions, settings: Settings, office: PostOffice
) -> None:
    assert province
    hours: Callable[[], bool] = lambda: len(office.letters) < 1  # noqa: E731
    assert Delivery(sessions, settings, today=TODAY, clock=lambda: NOW).run(while_open=hours) == Tally(sent=1)
