"""A letter that came back: what the report of a mail server says (RFC 3464), and to which letter it belongs.

The letter is known by its Message-ID alone, which nobody else knows: the words and addresses of the report are not
kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

_ID = re.compile(r"<[^<>\s]+>")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
UNKNOWN = "5.0.0"


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter that will not arrive: its Message-ID, and the status of RFC 3463 (5.1.1: no such address)."""

    message_id: str
    status: str


def read(raw: bytes) -> Returned | None:
    """What came back, or None when the message does not say that a letter finally failed."""
    report = message_from_bytes(raw, policy=policy.default)
    status = next(filter(None, map(_failure, report.walk())), None)
    message_id = next(filter(None, map(_original, report.walk())), None)
    return Returned(message_id, status) if status and message_id else None


def _failure(part: Message) -> str | None:
    """The status of the first recipient the letter failed for; a letter that is only late has none."""
    if part.get_content_type() != "message/delivery-status":
        return None
    for block in part.get_payload():
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
            found = _STATUS.search(str(block.get("Status", "")))
            return found[0] if found else UNKNOWN
    return None


def _original(part: Message) -> str | None:
    """The Message-ID of the letter that is enclosed, whole or by its headers."""
    if part.get_content_type() == "message/rfc822":
        enclosed = part.get_payload(0)
        said = str(enclosed.get("Message-ID", "")) if isinstance(enclosed, Message) else ""
    elif part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
        headers = message_from_bytes(str(part.get_content()).encode(), policy=policy.default)
        said = str(headers.get("Message-ID", ""))
    else:
        return None
    found = _ID.search(said)
    return found[0] if found else None
