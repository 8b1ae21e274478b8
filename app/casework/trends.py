"""What is late now against what was late on the day of last month's letters, read from the ledger.

One definition of the day before, for every recipient, so that the figures of the agencies add up to the province's:
the first day on which letters of the month before were reckoned and sent; without any, its first working day.

A duty was late on a day when its time limit had passed and it was neither done, nor ended, nor paused before that day.
Rows stand as they were judged: nothing is judged again. So last month's figure may differ from the one last month's
letter gave, by what was typed in late since; a matter counts where it is now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.casework.calendars import working_calendar
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.notices import LetterState, OutboxLetter
from app.records.obligations import Obligation
from app.statute.calendar import CalendarYearUnknown


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A duty that was late on the day before and is done now, without anything about a citizen."""

    obligation_id: int
    code: str
    procedure: str | None
    rule: str
    rule_from: date
    agency_id: int
    agency: str
    settled_on: date
    days_late: int


@dataclass(frozen=True, slots=True)
class Trend:
    """What was late ``on`` the day before, and what became of it: ``before - settled - ended - paused + new = now``."""

    on: date
    before: int
    new: int
    settled: tuple[SettledRow, ...]
    ended: int
    paused: int

    @property
    def now(self) -> int:
        return self.before - len(self.settled) - self.ended - self.paused + self.new

    @property
    def more(self) -> int:
        """How many more are late now than then; fewer, when negative."""
        return self.now - self.before


def was_late(on: date) -> ColumnElement[bool]:
    """Whether an obligation was late on an earlier day, as the ledger has it now."""
    return and_(
        ~Obligation.superseded,
        Obligation.due_on < on,
        *(
            or_(until.is_(None), until >= on)
            for until in (Obligation.satisfied_on, Obligation.ended_on, Obligation.paused_on)
        ),
    )


def month_before(period: str) -> str:
    """``2026-10`` for ``2026-11``."""
    return f"{date.fromisoformat(f'{period}-01') - timedelta(days=1):%Y-%m}"


def compared_day(session: Session, period: str) -> date:
    """The day the letters of ``period`` are compared with."""
    before = month_before(period)
    sent = select(func.min(OutboxLetter.computed_on)).where(
        OutboxLetter.period == before, OutboxLetter.state == LetterState.SENT
    )
    return session.scalar(sent) or _first_working_day(session, date.fromisoformat(f"{before}-01"))


def gone_since(session: Session, late: ColumnElement[bool], *, on: date) -> dict[int, list[int]]:
    """What was late ``on`` the day before and is not any more, by agency: the obligations' ids. One query.

    No index leads from an agency to what it closed, so it is looked for once, not for every letter.
    """
    wanted = select(Obligation.agency_id, Obligation.id).where(was_late(on), ~late)
    found: dict[int, list[int]] = {}
    for agency_id, obligation_id in session.execute(wanted):
        found.setdefault(agency_id, []).append(obligation_id)
    return found


def trend(
    session: Session, told: ColumnElement[bool], late: ColumnElement[bool], *, on: date, due: Iterable[date]
) -> Trend:
    """How what is late now came about since ``on``. ``due``: when the late duties were due; all of it as ``told``."""
    now = list(due)
    still = sum(due_on < on for due_on in now)
    gone = session.execute(
        select(
            Obligation.id, Matter.code, Matter.procedure, Obligation.rule, Obligation.rule_from, Agency.id, Agency.name,
            Obligation.satisfied_on, Obligation.due_on, Obligation.ended_on,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .where(told, was_late(on), ~late)
        .order_by(Obligation.satisfied_on.desc(), Obligation.id)
    ).all()  # fmt: skip
    settled = tuple(
        SettledRow(*row[:7], settled_on=row.satisfied_on, days_late=(row.satisfied_on - row.due_on).days)
        for row in gone
        if row.satisfied_on is not None
    )
    ended = sum(row.satisfied_on is None and row.ended_on is not None for row in gone)
    return Trend(on, still + len(gone), len(now) - still, settled, ended, len(gone) - len(settled) - ended)


def _first_working_day(session: Session, first: date) -> date:
    try:
        return working_calendar(session).next_working(first)
    except CalendarYearUnknown:
        return first  # no letter of that month can have gone out either
