"""A letter as an e-mail message: what a mail reader gets is what was written."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from app.post.messages import Mail

WIDEST_LINE = 78


@pytest.mark.parametrize("length", range(20, 140))
def test_a_long_subject_keeps_every_space(length: int) -> None:
    subject = ("Việc quá hạn tháng 12/2026: " + "UBND xã Vân Canh, " * 8)[:length].strip() + " (2 việc)"
    mail = Mail(1, "vanthu@vancanh.example", subject, "Kính gửi", "<p>Kính gửi</p>", "<1@tiepdan.example>")
    sent = mail.message(sender="tiepdan@localhost", at=datetime(2026, 12, 1, tzinfo=UTC)).as_bytes()
    assert email.message_from_bytes(sent, policy=default)["Subject"] == subject
    head = sent.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= WIDEST_LINE for line in head.split(b"\r\n"))


def test_a_subject_stays_in_its_header() -> None:
    mail = Mail(1, "a@b.example", "Việc\r\nBcc: x@y.example", "a", "b", "<1@tiepdan.example>")
    with pytest.raises(ValueError, match="linefeed"):
        mail.message(sender="tiepdan@localhost", at=datetime(2026, 12, 1, tzinfo=UTC))
