"""A letter that came back is found by its Message-ID, stands among those given up, and can be sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import outbox
from app.extensions import db
from app.post.bounces import Returned, read
from app.records.audit import AuditEntry
from app.records.notices import AttemptResult, LetterAttempt, LetterState, OutboxLetter
from tests.letter_box import NOW, a_letter
from tests.makers import an_agency

ID = "<0123abcd@tiepdan.example>"


def a_report(
    *, action: str = "failed", status: str = "5.1.1", message_id: str = ID, whole: bool = True, human: bool = False
) -> bytes:
    """What the server of a recipient sends to MAIL_FROM."""
    head = f"From: tiepdan@gialai.example\nTo: chutich@iadom.example\nMessage-ID: {message_id}\nSubject: x\n"
    delivery = (
        "Reporting-MTA: dns; mail.xa.example\n\n"
        f"Final-Recipient: rfc822; chutich@iadom.example\nAction: {action}\nStatus: {status}\n"
    )
    enclosed = ("message/rfc822", f"{head}\nbody\n") if whole else ("text/rfc822-headers", head)
    parts = [("text/plain", "Mailbox chutich@iadom.example does not exist.\n")]
    parts += [] if human else [("message/delivery-status", delivery), enclosed]
    body = "".join(f"--cut\nContent-Type: {kind}\n\n{words}\n" for kind, words in parts)
    kind = 'multipart/report; report-type=delivery-status; boundary="cut"'
    top = f"From: MAILER-DAEMON@xa.example\nTo: tiepdan@gialai.example\nContent-Type: {kind}\n\n"
    return f"{top}{body}--cut--\n".encode()


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_names_the_letter_and_why_it_failed(whole: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert read(a_report(whole=whole)) == Returned(ID, "5.1.1")
    assert read(a_report(whole=whole, status="nonsense")) == Returned(ID, "5.0.0")


@pytest.mark.parametrize(
    "raw", [a_report(action="delayed", status="4.4.1"), a_report(human=True), a_report(message_id=""), b"", b"\xff\x00"]
)
def test_what_is_no_final_failure_of_a_letter_says_nothing(raw: bytes) -> None:
    assert read(raw) is None


def sent(app: Flask) -> None:
    with app.app_context(), Session(db.engine) as session:
        letter = a_letter(session, an_agency(session), state=LetterState.SENT, sent_at=NOW, next_try_at=None)
        letter.message_id = ID
        session.commit()


def piped(app: Flask, raw: bytes) -> str:
    answer = app.test_cli_runner().invoke(args=["post", "returned"], input=raw)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_piped_report_puts_the_letter_among_those_given_up_once(app: Flask) -> None:
    sent(app)
    assert piped(app, a_report(message_id="<of-another@place.example>")).startswith("Không phải")
    assert piped(app, a_report()).startswith("Đã ghi nhận")
    assert piped(app, a_report()).startswith("Không phải")
    with app.app_context(), Session(db.engine) as session:
        letter = session.scalars(select(OutboxLetter)).one()
        assert (letter.state, letter.last_error, letter.sent_at) == (LetterState.FAILED, "returned 5.1.1", NOW)
        attempt = session.scalars(select(LetterAttempt)).one()
        assert (attempt.result, attempt.error) == (AttemptResult.GIVEN_UP, "returned 5.1.1")
        assert session.scalars(select(AuditEntry.action)).all() == ["letter_returned"]
        outbox.send_again(letter, at=NOW)
        session.flush()
        claimed = outbox.claim_next(session, by="7.a", at=NOW + timedelta(minutes=1))
        assert claimed is not None
        assert claimed.letter.message_id == ID
