"""How long cases stay in each stretch, and how well they were settled: read from the log, of the last twelve months.

A case is looked at from its acceptance, when that is no longer ago than two years, so the question stays as large as
a year's work however old the register is. Of an act that was corrected its last correction counts, nothing of one that
was taken back. Calendar days, suspended ones included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.casework.figures import median
from app.casework.ledger import WITHDRAWN_ENTRY
from app.casework.overdue import Filters
from app.casework.permissions import Viewer, visible
from app.casework.seen import cases_seen
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter
from app.records.petitions import Petition
from app.records.reception import Visit
from app.statute.terms import DENUNCIATIONS, Procedure


class Stretch(StrEnum):
    """A piece of a case's way, between two acts."""

    ASSIGNED = "assigned"  # accepted, until verification is assigned
    VERIFIED = "verified"  # until the report of the verification
    RESOLVED = "resolved"  # from that report until the decision or the conclusion
    SENT = "sent"  # until it is sent


class Outcome(StrEnum):
    """How far a resolved case is settled for good (giải quyết dứt điểm); each case is one of them."""

    FOR_GOOD = "for_good"  # in force, carried out, nobody came again
    CAME_AGAIN = "came_again"  # in force, carried out, yet somebody came again about it
    NOT_CARRIED_OUT = "not_carried_out"  # in force
    NOT_IN_FORCE = "not_in_force"


ENDS = {
    Stretch.ASSIGNED: ("accepted_on", "verifying_on"),
    Stretch.VERIFIED: ("verifying_on", "reported_on"),
    Stretch.RESOLVED: ("reported_on", "resolved_on"),
    Stretch.SENT: ("resolved_on", "sent_on"),
}
SENT = "sent"
RESOLVING = ("decided", "concluded", "answered", "handled_at_once")
MILESTONES: dict[str, tuple[str, ...]] = {
    "verifying_on": ("verifying",), "reported_on": ("reported",), "resolved_on": RESOLVING,
    "in_force_on": ("in_force",), "enforced_on": ("enforced",), "closed_on": ("closed",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """What a stretch took: the middle number of days (the lower of two), in so many cases."""

    stretch: Stretch
    median_days: int
    cases: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Of the cases resolved in a year: how many of each outcome; ``again``: how many somebody came again about."""

    resolved: int
    outcomes: Mapping[Outcome, int]
    again: int


@dataclass(frozen=True, slots=True)
class Ways:
    """How cases went in the last twelve months: the stretches that ended, and those resolved."""

    times: tuple[Time, ...]
    settled: Settled


def ways(session: Session, viewer: Viewer, *, today: date, filters: Filters) -> Ways:
    """The stretches that ended and the cases resolved in the last twelve months that ``viewer`` sees. One statement."""
    spans = _spans(viewer, today, filters)
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    parts = [_lengths(spans, stretch, today, on_sqlite=on_sqlite) for stretch in Stretch]
    rows: Sequence[Any] = session.execute(union_all(*parts, _outcomes(spans, viewer, today))).all()
    days: dict[Stretch, dict[int, int]] = {one: {} for one in Stretch}
    told, again = dict.fromkeys(Outcome, 0), 0
    for what, part, cases in rows:
        if what in ENDS:
            days[Stretch(what)][part] = cases
        else:
            told[Outcome(what)] += cases
            again += part * cases
    times = tuple(Time(one, median(counts), sum(counts.values())) for one, counts in days.items())
    return Ways(times, Settled(sum(told.values()), told, again))


def _lengths(spans: CTE, stretch: Stretch, today: date, *, on_sqlite: bool) -> Select[Any]:
    """The stretch, its days, in how many cases."""
    begun, ended = (spans.c[name] for name in ENDS[stretch])
    length = _days_between(begun, ended, on_sqlite=on_sqlite)
    counted = select(literal(stretch.value).label("what"), length.label("part"), func.count().label("cases"))
    return counted.where(_ended(spans, stretch, today)).group_by(length)


def _outcomes(spans: CTE, viewer: Viewer, today: date) -> Select[Any]:
    """The outcome, whether somebody came again, in how many cases."""
    again = case((_came_again(spans, viewer), 1), else_=0)
    each = select(_outcome(spans, viewer).label("outcome"), again.label("again")).select_from(spans)
    resolved = spans.c.resolved_on > a_year_before(today)
    found = each.join(Matter, Matter.id == spans.c.id).where(resolved).subquery()
    return select(found.c.outcome, found.c.again, func.count()).group_by(found.c.outcome, found.c.again)


def times(session: Session, viewer: Viewer, *, today: date, filters: Filters) -> tuple[Time, ...]:
    """The stretches that ended in the last twelve months, of the cases ``viewer`` sees."""
    return ways(session, viewer, today=today, filters=filters).times


def settled(session: Session, viewer: Viewer, *, today: date, filters: Filters) -> Settled:
    """The cases resolved in the last twelve months that ``viewer`` sees, by outcome."""
    return ways(session, viewer, today=today, filters=filters).settled


def passed(viewer: Viewer, stretch: Stretch, *, today: date) -> Select[int]:
    """The ids of the cases whose ``stretch`` ended in the last twelve months: the list behind a figure."""
    spans = _spans(viewer, today, Filters())
    return select(spans.c.id).where(_ended(spans, stretch, today))


def with_outcome(viewer: Viewer, outcome: Outcome | None, *, today: date) -> Select[int]:
    """The ids of the cases resolved in the last twelve months with ``outcome``; None: of all of them."""
    spans = _spans(viewer, today, Filters())
    found = select(spans.c.id).where(spans.c.resolved_on > a_year_before(today))
    if outcome is None:
        return found
    return found.join(Matter, Matter.id == spans.c.id).where(_outcome(spans, viewer) == outcome.value)


def come_again(viewer: Viewer, *, today: date) -> Select[int]:
    """The ids of the cases resolved in the last twelve months about which somebody came again afterwards."""
    spans = _spans(viewer, today, Filters())
    return select(spans.c.id).where(spans.c.resolved_on > a_year_before(today), _came_again(spans, viewer))


def a_year_before(today: date) -> date:
    """The last day that is out of the twelve months until ``today``."""
    return _years_before(today, 1)


def _years_before(today: date, years: int) -> date:
    """29 February falls on the 28th of a common year."""
    wanted = today.year - years
    leap = (today.month, today.day) == (2, 29) and wanted % 4 != 0
    return today.replace(year=wanted, day=28) if leap else today.replace(year=wanted)


def _spans(viewer: Viewer, today: date, filters: Filters) -> CTE:
    """A row a case that came further than its acceptance: when it came to each milestone, first.

    The acts of recent cases are read once, those that were corrected then left out.
    """
    wanted = (*(act for acts in MILESTONES.values() for act in acts), SENT)
    accepted_since = Case.accepted_on > _years_before(today, 2)
    recent = (  # asked for by itself, so that the day of acceptance leads to it
        cases_seen(viewer, filters, Case.matter_id.label("id"), Case.accepted_on)
        .where(accepted_since)
        .cte("recent")
        .prefix_with("MATERIALIZED")
    )
    walked = (
        select(recent.c.id, recent.c.accepted_on, Act.id.label("act_id"), Act.act, Act.on)
        .join(Act, and_(Act.matter_id == recent.c.id, Act.act.in_(wanted), Act.act != WITHDRAWN_ENTRY))
        .cte("walked")
        .prefix_with("MATERIALIZED")
    )
    later = aliased(Act)
    corrected = select(later.id).where(later.corrects_id == walked.c.act_id).correlate(walked).exists()
    stands = select(walked.c.id, walked.c.accepted_on, walked.c.act, walked.c.on).where(~corrected).cte("stands")
    firsts = [
        func.min(case((stands.c.act.in_(acts), stands.c.on), else_=None)).label(name)
        for name, acts in MILESTONES.items()
    ]
    each = (stands.c.id, stands.c.accepted_on)
    reached = select(*each, *firsts).group_by(*each).cte("reached")
    sending = (
        select(reached.c.id, func.min(stands.c.on).label("on"))
        .join(stands, and_(stands.c.id == reached.c.id, stands.c.act == SENT, stands.c.on >= reached.c.resolved_on))
        .group_by(reached.c.id)
        .cte("sending")
    )
    with_it = reached.outerjoin(sending, sending.c.id == reached.c.id)
    return select(*reached.c, sending.c.on.label("sent_on")).select_from(with_it).cte("spans")


def _ended(spans: CTE, stretch: Stretch, today: date) -> ColumnElement[bool]:
    begun, ended = (spans.c[name] for name in ENDS[stretch])
    return and_(ended > a_year_before(today), ended <= today, begun <= ended)


def _outcome(spans: CTE, viewer: Viewer) -> ColumnElement[Any]:
    """A conclusion and an answer hold as soon as they are made; they are carried out when the file is closed.

    A file of a denunciation is closed only after its conclusion was handled and published (LTC 39). The matter of the
    case is in the statement.
    """
    by_themselves = Matter.procedure.in_([*DENUNCIATIONS, Procedure.FEEDBACK])
    in_force = or_(by_themselves, spans.c.in_force_on.is_not(None))
    carried_out = case((by_themselves, spans.c.closed_on), else_=spans.c.enforced_on).is_not(None)
    return case(
        (~in_force, Outcome.NOT_IN_FORCE.value),
        (~carried_out, Outcome.NOT_CARRIED_OUT.value),
        (_came_again(spans, viewer), Outcome.CAME_AGAIN.value),
        else_=Outcome.FOR_GOOD.value,
    )


def _came_again(spans: CTE, viewer: Viewer) -> ColumnElement[bool]:
    """A visit after the case was resolved, in the series of the one its petition was handed in at.

    Or one at which a petition was handed in that names the case as an earlier one. What is sealed stands in no series.
    """
    return or_(*(came.correlate(spans).exists() for came in _visits_after(spans, viewer)))


def again_pairs(viewer: Viewer, today: date, filters: Filters, *, since: date) -> Subquery:
    """Each visit after a case was resolved (later than ``since``) with that case: what :func:`_came_again` asks for."""
    spans = _spans(viewer, today, filters)
    own = (spans.c.id.label("case_id"), spans.c.resolved_on, Visit.matter_id.label("visit_id"))
    came = [
        one.with_only_columns(*own, Visit.received_on.label("came_on")).where(spans.c.resolved_on > since)
        for one in _visits_after(spans, viewer)
    ]
    return union(*came).subquery()


def _visits_after(spans: CTE, viewer: Viewer) -> tuple[Select[int], Select[int]]:
    """Visits of the series, and visits at which the case was named as an earlier one."""
    first = aliased(Visit)
    came = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id)
    after = and_(visible(viewer), Visit.received_on > spans.c.resolved_on)
    in_series = (
        came.join(first, Visit.repeats_id == func.coalesce(first.repeats_id, first.matter_id))
        .join(Petition, Petition.visit_id == first.matter_id)
        .join(CasePetition, CasePetition.petition_id == Petition.matter_id)
        .where(CasePetition.case_id == spans.c.id, after)
    )
    anew = came.join(Petition, Petition.visit_id == Visit.matter_id).where(
        Petition.previous_case_id == spans.c.id, after
    )
    return in_series, anew


def _days_between(begun: ColumnElement[Any], ended: ColumnElement[Any], *, on_sqlite: bool) -> ColumnElement[Any]:
    if on_sqlite:
        return cast(func.julianday(ended) - func.julianday(begun), Integer)
    return cast(ended - begun, Integer)


__all__ = [
    "Outcome",
    "Settled",
    "Stretch",
    "Time",
    "Ways",
    "a_year_before",
    "again_pairs",
    "come_again",
    "passed",
    "settled",
    "times",
    "ways",
    "with_outcome",
]
