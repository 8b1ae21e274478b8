"""What holds in this installation: the working calendar, the readings of the law, the marks. One statement reads all.

Kept for the rest of the transaction, since a page asks for the calendar, the policies and the marks in many places;
forgotten when it ends, and as soon as anything of it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, String, case, cast, event, literal, select, union_all
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from app.records.settings import CalendarDayRow, CalendarYearRow, DayKind, Mark, PolicyChoice
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.calendar_days import CalendarYear
from app.statute.disputed_pairs import PAIR
from app.statute.policies import DEFAULT, Policies

YES, NO = "yes", "no"
HELD = "held:"  # before the key of a text somebody held against its source (app.casework.held_texts)
YEAR, DAY, POLICY, MARK = "year", "day", "policy", "mark"
KEPT = "settled"  # in session.info
TABLES = (CalendarYearRow, CalendarDayRow, PolicyChoice, Mark)

Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """The calendar to reckon with, the readings chosen, and the marks of the installation by name.

    ``held``: by the key of a text, the source an administrator held it against.
    """

    calendar: WorkingCalendar
    policies: Policies
    marks: Mapping[str, str]
    held: Mapping[str, str]


def settled(session: Session) -> Settled:
    """What holds in this transaction. A year kept in the database wins over the same year of the built-in table."""
    kept: Settled | None = session.info.get(KEPT)
    if kept is None:
        kept = session.info[KEPT] = _read(_rows(session))
    return kept


def supposed(
    session: Session, *, policies: Mapping[str, str] | None = None, year: CalendarYear | None = None
) -> Settled:
    """What would hold with other readings (by name, as they are written down), or with ``year`` as it is given.

    Nothing is written. An empty value is the default again.
    """
    rows, policies = list(_rows(session)), policies or {}
    rows = [row for row in rows if not (row[0] == POLICY and row[1] in policies)]
    rows += [(POLICY, name, value, "") for name, value in policies.items() if value]
    if year is not None:
        rows = [row for row in rows if not (row[0] in (YEAR, DAY) and row[1].startswith(f"{year.year:04}"))]
        rows += _as_rows(year)
    return _read(tuple(rows))


def _rows(session: Session) -> tuple[Row, ...]:
    return tuple(tuple(row) for row in session.execute(_everything()))


def _as_rows(year: CalendarYear) -> list[Row]:
    return [
        (YEAR, str(year.year), YES if year.official else NO, year.source),
        *((DAY, day.isoformat(), YES, name) for day, name in year.days_off),
        *((DAY, day.isoformat(), NO, "") for day in year.working_saturdays),
    ]


def marked(session: Session, name: str) -> bool:
    """Whether the installation carries this mark."""
    return name in settled(session).marks


@cache
def _everything() -> CompoundSelect[Any]:
    off = case((CalendarDayRow.kind == DayKind.OFF, YES), else_=NO)
    official = case((CalendarYearRow.official, YES), else_=NO)
    year = cast(CalendarYearRow.year, String)
    return union_all(
        select(literal(YEAR), year, official, CalendarYearRow.source),
        select(literal(DAY), cast(CalendarDayRow.day, String), off, CalendarDayRow.name),
        select(literal(POLICY), PolicyChoice.name, PolicyChoice.value, PolicyChoice.source),
        select(literal(MARK), Mark.name, Mark.value, literal("")),
    )


@lru_cache(maxsize=8)
def _read(rows: tuple[Row, ...]) -> Settled:
    found: dict[str, list[Row]] = {YEAR: [], DAY: [], POLICY: [], MARK: []}
    for row in sorted(rows):
        found[row[0]].append(row)
    policies, calendar = _policies(found[POLICY]), _calendar(found[YEAR], found[DAY])
    return Settled(
        calendar=calendar if policies.made_up_saturdays else calendar.without_made_up_saturdays(),
        policies=policies,
        marks={name: value for _kind, name, value, _none in found[MARK]},
        held={name.removeprefix(HELD): source for _kind, name, _yes, source in found[POLICY] if name.startswith(HELD)},
    )


def _calendar(years: Sequence[Row], days: Sequence[Row]) -> WorkingCalendar:
    if not years:
        return BUILT_IN
    by_year: dict[int, list[tuple[date, bool, str]]] = {}
    for _kind, text, off, name in days:
        day = date.fromisoformat(text)
        by_year.setdefault(day.year, []).append((day, off == YES, name))
    kept = {int(text): _year(int(text), official, source, by_year) for _kind, text, official, source in years}
    return WorkingCalendar({**{year.year: year for year in BUILT_IN.years}, **kept}.values())


def _year(year: int, official: str, source: str, by_year: Mapping[int, list[tuple[date, bool, str]]]) -> CalendarYear:
    days = by_year.get(year, [])
    return CalendarYear(
        year=year,
        days_off=tuple((day, name) for day, off, name in days if off),
        working_saturdays=tuple(day for day, off, _name in days if not off),
        official=official == YES,
        source=source,
    )


def _policies(rows: Sequence[Row]) -> Policies:
    policies = replace(
        DEFAULT, pairs=tuple((name.removeprefix(PAIR), value) for _, name, value, _ in rows if name.startswith(PAIR))
    )
    for _kind, name, value, _source in rows:
        if name in {field.name for field in fields(Policies)}:
            policies = replace(policies, **{name: _typed(value, getattr(DEFAULT, name))})
    return policies


def _typed(text: str, default: object) -> Any:
    return text == YES if isinstance(default, bool) else int(text)


@event.listens_for(Session, "after_transaction_end")
def _forget_with_the_transaction(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(KEPT, None)


@event.listens_for(Session, "after_flush")
def _forget_what_was_written(session: Session, _context: UOWTransaction) -> None:
    if any(isinstance(row, TABLES) for row in (*session.new, *session.dirty, *session.deleted)):
        session.info.pop(KEPT, None)


@event.listens_for(Session, "do_orm_execute")
def _forget_what_is_written_at_once(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info.pop(KEPT, None)
