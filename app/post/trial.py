"""Whether letters can go out at all: a knock at the mail server, and a letter to try it with."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from app.config import Settings
from app.post.messages import WRITTEN, new_message_id
from app.post.transports import NotSent, transport_of

SECONDS_SOMEBODY_WAITS = 10  # a person is looking at the page


def knock(settings: Settings) -> None:
    """Connect to the mail server and sign in, or see that the folder takes files; nothing is sent.

    Raises :class:`~app.post.transports.Unusable`.
    """
    with transport_of(settings, seconds_to_answer=SECONDS_SOMEBODY_WAITS) as transport:
        transport.knock()


def send_a_test(settings: Settings, address: str, *, subject: str, text: str, at: datetime) -> None:
    """Send one letter to ``address`` at once. Raises :class:`~app.post.transports.NotSent`."""
    with transport_of(settings, seconds_to_answer=SECONDS_SOMEBODY_WAITS) as transport:
        transport.send(_message(settings, address, subject=subject, text=text, at=at))


def _message(settings: Settings, address: str, *, subject: str, text: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=WRITTEN)
    try:
        message["From"] = settings.mail_from
        message["To"] = address
    except ValueError as error:
        raise NotSent(type(error).__name__, refused=True) from None
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = new_message_id(settings.base_url)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
