"""The desk of the mail: where each letter stands, another try on a person's word, and nothing of what it says."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.casework import mail_desk, outbox
from app.casework.errors import NotAllowed, NotFound, OutOfOrder
from app.casework.mail_desk import MailRow
from app.casework.permissions import HeldRole, Viewer
from app.records.audit import AuditEntry
from app.records.notices import AttemptResult, LetterState, OutboxLetter
from app.records.people import RoleKind
from tests.lateness import a_province
from tests.letter_box import NOW, TODAY, a_letter

STRANGERS = [RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD, RoleKind.SUPERVISOR, RoleKind.AUDITOR]


@pytest.fixture
def administrator(session: Session) -> Viewer:
    province = a_province(session)
    for period in ("2026-10", "2026-11"):
        a_letter(session, province.ia_dom, period=period)
    a_letter(session, province.pleiku, period="2026-11", state=LetterState.FAILED, attempts=8)
    session.flush()
    return Viewer(account_id=session.scalars(select(OutboxLetter.recipient_account_id)).first() or 1,
                  roles=(HeldRole(RoleKind.ADMINISTRATOR, province.pleiku.id),))  # fmt: skip


def the_failed(session: Session) -> OutboxLetter:
    return session.scalars(select(OutboxLetter).where(OutboxLetter.state == LetterState.FAILED)).one()


def test_counts_are_of_every_state_and_rows_of_the_one_asked(session: Session, administrator: Viewer) -> None:
    page = mail_desk.outbox_page(session, administrator, state=LetterState.FAILED, period=None)
    assert page.counts == {LetterState.QUEUED: 2, LetterState.FAILED: 1}
    assert ([row.agency for row in page.rows], page.total) == (["UBND phường Pleiku"], 1)
    assert mail_desk.outbox_page(session, administrator, state=None, period="2026-10").total == 1
    assert mail_desk.given_up_count(session) == 1


def test_the_list_goes_on_below_its_last_row(session: Session, administrator: Viewer) -> None:
    first = mail_desk.outbox_page(session, administrator, state=None, period=None, limit=2)
    rest = mail_desk.outbox_page(session, administrator, state=None, period=None, limit=2, below=first.next)
    assert (len(first.rows), len(rest.rows), rest.next) == (2, 1, None)
    assert len({row.ref for row in (*first.rows, *rest.rows)}) == 3


def test_a_row_carries_neither_subject_nor_words_nor_address() -> None:
    assert {field.name for field in fields(MailRow)}.isdisjoint(
        {"subject", "text", "body_text", "to_address", "duties"}
    )


@pytest.mark.parametrize("kind", STRANGERS)
def test_nobody_else_sees_or_moves_the_mail(session: Session, administrator: Viewer, kind: RoleKind) -> None:
    stranger, ref = Viewer(1, (HeldRole(kind, administrator.roles[0].agency_id),)), the_failed(session).ref
    for deed in (
        lambda: mail_desk.outbox_page(session, stranger, state=None, period=None),
        lambda: mail_desk.mail_letter(session, stranger, ref),
        lambda: mail_desk.send_again(session, ref, by=stranger, today=TODAY, at=NOW),
        lambda: mail_desk.try_now(session, ref, by=stranger, at=NOW),
        lambda: mail_desk.note_a_test(session, by=stranger, at=NOW, error=""),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_letter_given_up_goes_again_and_the_trail_says_who_said_so(session: Session, administrator: Viewer) -> None:
    letter = the_failed(session)
    mail_desk.send_again(session, letter.ref, by=administrator, today=TODAY, at=NOW)
    assert (letter.state, letter.attempts, letter.next_try_at) == (LetterState.QUEUED, 0, NOW)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "letter_sent_again")).one()
    assert (entry.account_id, entry.subject) == (administrator.account_id, f"letter:{letter.id}")
    with pytest.raises(OutOfOrder):
        mail_desk.send_again(session, letter.ref, by=administrator, today=TODAY, at=NOW)


def test_a_letter_of_an_earlier_month_does_not_go_again(session: Session, administrator: Viewer) -> None:
    letter = the_failed(session)
    with pytest.raises(OutOfOrder, match="tháng trước"):
        mail_desk.send_again(session, letter.ref, by=administrator, today=TODAY + timedelta(days=31), at=NOW)


def test_a_letter_that_waits_is_tried_now_and_one_given_up_is_not(session: Session, administrator: Viewer) -> None:
    waiting = session.scalars(select(OutboxLetter).where(OutboxLetter.state == LetterState.QUEUED)).first()
    assert waiting is not None
    waiting.next_try_at = NOW + timedelta(hours=4)
    session.flush()
    mail_desk.try_now(session, waiting.ref, by=administrator, at=NOW)
    assert waiting.next_try_at == NOW
    assert session.scalars(select(AuditEntry.action)).all().count("letter_hurried") == 1
    with pytest.raises(OutOfOrder):
        mail_desk.try_now(session, the_failed(session).ref, by=administrator, at=NOW)
    with pytest.raises(NotFound):
        mail_desk.try_now(session, "nothing", by=administrator, at=NOW)


def test_every_attempt_is_written_down_with_how_it_ended(session: Session, administrator: Viewer) -> None:
    session.execute(update(OutboxLetter).where(OutboxLetter.period == "2026-10").values(state=LetterState.SENT))
    session.execute(update(OutboxLetter).where(OutboxLetter.state == LetterState.FAILED).values(state=LetterState.SENT))
    now, error = NOW, "550 SMTPRecipientsRefused"
    for _ in range(2):
        claimed = outbox.claim_next(session, by="7.a", at=now)
        assert claimed is not None
        outbox.try_later(session, claimed.letter, by="7.a", at=now, error=error, refused=True)
        now += timedelta(hours=5)
    claimed = outbox.claim_next(session, by="8.b", at=now)
    assert claimed is not None
    assert outbox.confirm(session, claimed.letter.id, by="8.b", at=now)
    session.flush()
    _row, attempts = mail_desk.mail_letter(session, administrator, claimed.letter.ref)
    assert [(one.result, one.error, one.by) for one in attempts] == [
        (AttemptResult.SENT, "", "8.b"),
        (AttemptResult.PUT_OFF, error, "7.a"),
        (AttemptResult.PUT_OFF, error, "7.a"),
    ]
    state = mail_desk.server_state(session)
    assert (state.sent_at, state.failed_at, state.error) == (now, now - timedelta(hours=5), error)


def test_giving_up_and_dropping_are_attempts_too(session: Session, administrator: Viewer) -> None:
    session.execute(update(OutboxLetter).values(state=LetterState.QUEUED, next_try_at=NOW, attempts=7))
    first = outbox.claim_next(session, by="7.a", at=NOW)
    assert first is not None
    outbox.try_later(session, first.letter, by="7.a", at=NOW, error="550 SMTPDataError", refused=True)
    second = outbox.claim_next(session, by="7.a", at=NOW)
    assert second is not None
    outbox.drop(session, second.letter, by="7.a", why=outbox.NOTHING_LEFT)
    session.flush()
    for claimed, result in ((first, AttemptResult.GIVEN_UP), (second, AttemptResult.DROPPED)):
        _row, attempts = mail_desk.mail_letter(session, administrator, claimed.letter.ref)
        assert [(one.result, one.at) for one in attempts] == [(result, NOW)]


def test_who_lost_a_claim_writes_no_attempt(session: Session, administrator: Viewer) -> None:
    slow = outbox.claim_next(session, by="slow", at=NOW)
    assert slow is not None
    session.execute(update(OutboxLetter).where(OutboxLetter.id == slow.letter.id).values(claimed_by="quick"))
    assert not outbox.confirm(session, slow.letter.id, by="slow", at=NOW)
    session.flush()
    assert mail_desk.mail_letter(session, administrator, slow.letter.ref)[1] == ()
