"""The weekly letter and the one that goes at once: written for each recipient in a short transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.casework import backlog, outbox
from app.casework.calendars import working_calendar
from app.casework.digests import WeeklyNotice, is_muted, weekly_notice
from app.casework.gravest import GraveNotice, Ground, anything_grave, grave_notice
from app.casework.letter_wordings import Wording, wording_of
from app.casework.long_waiting import LAST_SAFE_DAY
from app.casework.notices import LateRow, recipient_of
from app.casework.outbox import Letter
from app.casework.recipients import OF_PROVINCE, LetterKind, Recipient, told_at_once_on, told_weekly_on
from app.paper.late_words import Words, written
from app.post.messages import new_message_id
from app.post.wording import worded
from app.records.notices import OutboxLetter

Sessions = Callable[[], Session]
DutyNotice = WeeklyNotice | GraveNotice
MOST_ROWS = 60  # of each part; the pages the letter leads to have all


def write_weekly(sessions: Sessions, *, today: date, at: datetime, base_url: str) -> dict[str, int]:
    """Put the letters of this week into the outbox, once for each recipient; none before the first word was given."""
    with sessions() as session:
        if backlog.must_wait(session, today=today):
            return {"written": 0}
        listed = told_weekly_on(session, today)
    return {"written": sum(_put(sessions, one, today=today, at=at, base_url=base_url) for one in listed)}


def write_grave(sessions: Sessions, *, today: date, at: datetime, base_url: str) -> dict[str, int]:
    """Put what is gravest and was not told yet into the outbox; none before the first word was given."""
    with sessions() as session:
        if backlog.must_wait(session, today=today) or not anything_grave(session, today=today):
            return {"written": 0}
        listed = told_at_once_on(session, today)
    return {"written": sum(_put(sessions, one, today=today, at=at, base_url=base_url) for one in listed)}


def letter_on(
    session: Session, recipient: Recipient, *, day: date, base_url: str, only: ColumnElement[bool] | None = None
) -> Letter | None:
    """The letter as it would go to ``recipient`` on ``day``, or None when none would. Nothing is written."""
    notice = notice_on(session, recipient, today=day, only=only)
    return _composed(session, notice, base_url) if notice else None


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date, base_url: str) -> bool:
    """Before a letter goes out: what is true today, to who is told of it today. False when it is dropped instead."""
    if outbox.is_outdated(letter.kind, letter.computed_on, today=today):
        why, notice = outbox.OUTDATED, None
    elif (recipient := recipient_of(session, letter, today=today)) is None:
        why, notice = outbox.NO_LONGER_TOLD, None
    elif letter.kind == LetterKind.WEEKLY and is_muted(session, recipient.account_id or 0):
        why, notice = outbox.MUTED, None
    else:
        why, notice = outbox.NOTHING_LEFT, notice_on(session, recipient, today=today, but=letter.id)
    if notice is None:
        outbox.drop(session, letter, by=by, why=why)
        return False
    outbox.rewrite(session, letter, notice, _composed(session, notice, base_url))
    return True


def compose(notice: DutyNotice, *, base_url: str, own: Wording | None = None) -> Letter:
    """The letter of ``notice`` in the language of its recipient; ``own``: the words set for it."""
    recipient = notice.recipient
    with force_locale(recipient.locale):
        words = Words(recipient.locale, base_url)
        context = {
            "lang": recipient.locale,
            "home": base_url,
            "agency": recipient.agency,
            "holder": recipient.holder,
            "day": written(notice.computed_on),
            "late": words.duties(len(notice.late)),
            **(_at_once(words, notice) if isinstance(notice, GraveNotice) else _weekly(words, notice)),
        }
        return worded(recipient.kind, context, own)


def _weekly(words: Words, notice: WeeklyNotice) -> dict[str, Any]:
    parts = ((gettext("Quá hạn"), notice.late), (gettext("Sắp đến hạn"), notice.near))
    return {
        "near": words.duties(len(notice.near)),
        "soon": words.number(notice.soon_days),
        "parts": [_part(words, title, rows) for title, rows in parts if rows],
    }


def _at_once(words: Words, notice: GraveNotice) -> dict[str, Any]:
    days = words.number(notice.too_long_days)
    said = {
        Ground.ESCALATION: gettext("Đôn đốc lần hai không được trả lời, đến lúc báo cáo cấp trên"),
        Ground.UNHANDLED: gettext("Đơn không được xử lý quá %(days)s ngày", days=words.number(LAST_SAFE_DAY)),
        Ground.TOO_LONG: gettext("Quá hạn trên %(days)s ngày (hạn nội bộ, luật không quy định)", days=days),
    }
    by_ground: dict[Ground, list[LateRow]] = {ground: [] for ground in Ground}
    for row in notice.late:
        by_ground[notice.grounds[row.obligation_id]].append(row)
    whole = notice.recipient.kind in OF_PROVINCE
    return {
        "scope": gettext("toàn tỉnh") if whole else notice.recipient.agency,
        "parts": [_part(words, said[ground], rows) for ground, rows in by_ground.items() if rows],
    }


def _part(words: Words, title: str, rows: Sequence[LateRow]) -> dict[str, Any]:
    more = len(rows) - MOST_ROWS
    return {
        "title": f"{title}: {words.duties(len(rows))}",
        "lines": [words.line(row) for row in rows[:MOST_ROWS]],
        "when": [_when(words, row) for row in rows[:MOST_ROWS]],
        "rest": gettext("và %(duties)s nữa", duties=words.duties(more)) if more > 0 else "",
    }


def _when(words: Words, row: LateRow) -> str:
    if row.days_late > 0:
        return gettext("quá hạn %(days)s", days=words.days(row.days_late))
    return gettext("còn %(days)s", days=words.days(-row.days_late)) if row.days_late else gettext("đến hạn hôm nay")


def notice_on(
    session: Session, recipient: Recipient, *, today: date, but: int | None = None,
    only: ColumnElement[bool] | None = None,
) -> DutyNotice | None:  # fmt: skip
    """What ``recipient`` would be told on ``today``, in the weekly letter or at once."""
    if recipient.kind is LetterKind.WEEKLY:
        return weekly_notice(session, recipient, today=today, calendar=working_calendar(session), only=only)
    return grave_notice(session, recipient, today=today, but=but, only=only)


def _put(sessions: Sessions, recipient: Recipient, *, today: date, at: datetime, base_url: str) -> bool:
    with sessions() as session:
        notice = notice_on(session, recipient, today=today)
        letter = _composed(session, notice, base_url) if notice else None
    if notice is None or letter is None:
        return False
    with sessions() as session:
        new = outbox.put(session, notice, letter, message_id=new_message_id(base_url), held=False, at=at)
        session.commit()
    return new


def _composed(session: Session, notice: DutyNotice, base_url: str) -> Letter:
    own = wording_of(session, notice.recipient.kind, notice.recipient.locale)
    return compose(notice, base_url=base_url, own=own)
