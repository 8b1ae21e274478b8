"""The first letters after installation: over an old backlog they wait for a person's word."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app.casework import audit, jobs, outbox
from app.casework.errors import NotAllowed
from app.casework.once import insert_once, rows_of
from app.casework.overdue import is_overdue
from app.casework.permissions import SYSTEM, Deed, Viewer
from app.records.notices import LetterState, OutboxLetter
from app.records.settings import Mark

OLD = timedelta(days=31)  # late before the letter of the month before could have told of it
CONFIRMED = "letters_confirmed"


def must_wait(session: Session, *, today: date) -> bool:
    """Whether nobody has ever said "send" here and something has been late for longer than a month."""
    if session.get(Mark, CONFIRMED) is not None:
        return False
    return bool(session.scalar(select(exists().where(is_overdue(today - OLD)))))


def mark_confirmed(session: Session, *, at: datetime) -> None:
    """From now on letters go out by themselves."""
    session.execute(insert_once(session, Mark).values(name=CONFIRMED, value=at.isoformat()))


def give_the_word(session: Session, *, period: str, by: Viewer, at: datetime) -> int:
    """A person's word (``SYSTEM``: the command line): the held letters of ``period`` and after may go; how many.

    Those held for an earlier month are dropped: a letter tells what is late in its month. Raises
    :class:`NotAllowed`.
    """
    if by is not SYSTEM and not by.may(Deed.RUN_LETTERS):
        raise NotAllowed("Chỉ Thanh tra tỉnh được cho gửi thư hằng tháng.")
    mark_confirmed(session, at=at)
    jobs.reopen(session, jobs.MONTHLY_LETTERS, period)  # for who came to be told since the letters were held
    held = (
        update(OutboxLetter).where(OutboxLetter.state == LetterState.HELD).execution_options(synchronize_session=False)
    )
    released = rows_of(
        session.execute(held.where(OutboxLetter.period >= period).values(state=LetterState.QUEUED, next_try_at=at))
    )
    dropped = rows_of(
        session.execute(
            held.where(OutboxLetter.period < period).values(state=LetterState.DROPPED, last_error=outbox.OUTDATED)
        )
    )
    if released or dropped:
        who = None if by is SYSTEM else by.account_id
        audit.note(
            session, by=who, at=at, action="letters_confirmed", subject=period, released=released, dropped=dropped
        )
    return released
