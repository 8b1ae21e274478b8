"""The reminder of reports not sent: composed, put into the outbox, and looked at again when it goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import force_locale, gettext, ngettext
from sqlalchemy.orm import Session

from app.casework import backlog, outbox
from app.casework.letter_wordings import Wording, wording_of
from app.casework.notices import recipient_of
from app.casework.outbox import Letter
from app.casework.recipients import Recipient
from app.casework.report_list import ReportLine, State
from app.casework.report_reminders import ReminderNotice, near_their_day, notice_again, notice_on, reminding
from app.paper.late_words import Words, written
from app.post.messages import new_message_id
from app.post.wording import worded
from app.records.notices import OutboxLetter
from app.statute.reporting import titled

Sessions = Callable[[], Session]


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the letter: what, by when, and where it is sent."""

    title: str
    code: str
    when: str
    late: bool
    url: str


def write_due(sessions: Sessions, *, today: date, at: datetime, base_url: str) -> dict[str, int]:
    """Remind of what is due soon, once in each of its two times; none before the first word was given."""
    with sessions() as session:
        if backlog.must_wait(session, today=today):
            return {"written": 0}
        new = put(session, notices_on(session, day=today), at=at, base_url=base_url)
        session.commit()
    return {"written": new}


def letter_on(session: Session, recipient: Recipient, *, day: date, base_url: str) -> Letter | None:
    """The reminder as it would go to ``recipient`` on ``day``, or None when none would. Nothing is written."""
    notice = notice_on(session, recipient, today=day)
    return composed(session, notice, base_url) if notice else None


def notices_on(session: Session, *, day: date) -> tuple[ReminderNotice, ...]:
    """What goes of itself on ``day``."""
    return reminding(session, near_their_day(session, today=day), today=day).notices


def put(session: Session, notices: Iterable[ReminderNotice], *, at: datetime, base_url: str) -> int:
    """Put reminders into the outbox; how many were new."""
    return sum(
        outbox.put(
            session, one, composed(session, one, base_url), message_id=new_message_id(base_url), held=False, at=at
        )
        for one in notices
    )  # fmt: skip


def bring_up_to_date(session: Session, letter: OutboxLetter, *, by: str, today: date, base_url: str) -> bool:
    """Before a letter goes out: what is still not sent, to who is told of it today. False when it is dropped."""
    notice = None
    if outbox.is_outdated(letter.kind, letter.computed_on, today=today):
        why = outbox.OUTDATED
    elif (recipient := recipient_of(session, letter, today=today)) is None:
        why = outbox.NO_LONGER_TOLD
    else:
        why, notice = outbox.NOTHING_LEFT, notice_again(session, letter, recipient, today=today)
    if notice is None:
        outbox.drop(session, letter, by=by, why=why)
        return False
    outbox.rewrite(session, letter, notice, composed(session, notice, base_url))
    return True


def composed(session: Session, notice: ReminderNotice, base_url: str) -> Letter:
    """The letter of ``notice`` in the words that hold."""
    own = wording_of(session, notice.recipient.kind, notice.recipient.locale)
    return compose(notice, base_url=base_url, own=own)


def compose(notice: ReminderNotice, *, base_url: str, own: Wording | None = None) -> Letter:
    """The letter of ``notice`` in the language of its recipient; ``own``: the words set for it."""
    recipient = notice.recipient
    with force_locale(recipient.locale):
        words = Words(recipient.locale, base_url)
        context = {
            "lang": recipient.locale,
            "home": base_url,
            "agency": recipient.agency,
            "day": written(notice.computed_on),
            "reports": ngettext("%(num)s báo cáo", "%(num)s báo cáo", len(notice.lines)),
            "lines": [_line(words, one, notice.computed_on, base_url) for one in notice.lines],
        }
        return worded(recipient.kind, context, own)


def _line(words: Words, line: ReportLine, today: date, base_url: str) -> Line:
    late = line.days_late(today)
    if line.awaited_on is None:
        when = gettext("không có ngày cuối")
    elif late:
        when = gettext("hạn %(day)s, quá hạn %(days)s", day=written(line.awaited_on), days=words.days(late))
    else:
        when = gettext("hạn %(day)s", day=written(line.awaited_on))
    if line.state is State.RETURNED:  # it was sent: what is wanted is that it comes again
        when = gettext("bị trả lại để sửa, gửi lại: %(when)s", when=when)
    return Line(
        words.term(titled(line.form, line.title)),
        line.code,
        when,
        bool(late),
        f"{base_url}/bao-cao-phai-nop/{line.ref}",
    )
