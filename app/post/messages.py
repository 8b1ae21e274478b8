"""A letter of the outbox as an e-mail message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from secrets import token_hex
from typing import Self
from urllib.parse import urlsplit

from app.casework.outbox import Attachment
from app.records.notices import OutboxLetter


class _Written(EmailPolicy):
    """For SMTP, with every space of a long Vietnamese subject.

    The library's own policy loses a space where it cuts a subject into two encoded words; its older ``Header`` does
    not.
    """

    def fold(self, name: str, value: str) -> str:
        if name.lower() != "subject" or str(value).isascii():
            return str(super().fold(name, value))
        cut = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {cut}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


WRITTEN = _Written(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent, apart from the database: a letter's words, its files, its address and the id it keeps for ever."""

    letter_id: int
    to_address: str
    subject: str
    text: str
    html: str
    message_id: str
    attachments: tuple[Attachment, ...] = ()

    @classmethod
    def of(cls, letter: OutboxLetter, attachments: tuple[Attachment, ...]) -> Self:
        words = (letter.subject, letter.body_text, letter.body_html)
        return cls(letter.id, letter.to_address, *words, letter.message_id, attachments)

    def message(self, *, sender: str, at: datetime) -> EmailMessage:
        """The message. Raises ``ValueError`` on an address that cannot stand in a header."""
        message = EmailMessage(policy=WRITTEN)
        message["From"] = sender
        message["To"] = self.to_address
        message["Subject"] = self.subject
        message["Date"] = format_datetime(at)
        message["Message-ID"] = self.message_id
        message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        for file in self.attachments:
            kind, _, subtype = file.media_type.partition("/")
            message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
        return message


def new_message_id(base_url: str) -> str:
    """An id for a letter, in the name of this installation."""
    return f"<{token_hex(16)}@{urlsplit(base_url).hostname}>"
