"""Letters before they go: one for any recipient and day, and a whole round of them. Nothing is written or sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.casework.outbox import Letter, Notice
from app.casework.recipients import MONTHLY, LetterKind, Recipient, told_at_once_on, told_weekly_on
from app.post import digests, monthly, report_reminders


@dataclass(frozen=True, slots=True)
class Going:
    """A letter that would go: to whom, and of how many duties."""

    recipient: Recipient
    duties: int


def letter_on(
    session: Session, recipient: Recipient, *, day: date, today: date, base_url: str,
    only: ColumnElement[bool] | None = None,
) -> Letter | None:  # fmt: skip
    """The letter as it would go to ``recipient`` on ``day``, or None when none would.

    ``only``: what whoever looks may see; the rest is as if it were not there. Reports are never hidden from them.
    """
    if recipient.kind is LetterKind.REPORT_REMINDER:
        return report_reminders.letter_on(session, recipient, day=day, base_url=base_url)
    if recipient.kind not in MONTHLY:
        return digests.letter_on(session, recipient, day=day, base_url=base_url, only=only)
    return monthly.letter_on(session, recipient, day=day, today=today, base_url=base_url, only=only)


def round_on(
    session: Session, kind: LetterKind, *, day: date, today: date, only: ColumnElement[bool] | None = None
) -> list[Going]:
    """Whom the letters of ``kind`` (and its sister for the province) would go to on ``day``.

    Some statements for each recipient, so a few seconds for a province: for somebody who asks, not for every page.
    """
    notices = _notices(session, kind, day=day, today=today, only=only)
    return [Going(one.recipient, len(one.obligation_ids)) for one in notices]


def _notices(
    session: Session, kind: LetterKind, *, day: date, today: date, only: ColumnElement[bool] | None
) -> Iterator[Notice]:
    if kind in MONTHLY:
        yield from monthly.notices_on(session, day=day, today=today, only=only)
        return
    if kind is LetterKind.REPORT_REMINDER:
        yield from report_reminders.notices_on(session, day=day)
        return
    listed = told_weekly_on(session, day) if kind is LetterKind.WEEKLY else told_at_once_on(session, day)
    for recipient in listed:
        if (notice := digests.notice_on(session, recipient, today=day, only=only)) is not None:
            yield notice
