"""The reckoning behind a line of the ledger, as it was judged: why its date is what it is.

A date is told by the law asked again. Where the answer of today is another than the judged date (the calendar or the
rule changed since, an act was corrected, the petition classified anew), the law is asked with what was known then;
where even that is another, both dates are told. What was judged never moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.casework.errors import OutOfOrder
from app.casework.ledger import Filed, Ground, assessed, counted
from app.casework.permissions import Viewer, visible
from app.casework.timeline import ActRow, ObligationRow, acts_of, ledger_rows
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.statute.assessment import ActFact, DutyState
from app.statute.calendar import CalendarYearUnknown
from app.statute.deadlines import CannotReckon, due
from app.statute.reckoning import Step
from app.statute.time_limits import versions

States = Mapping[tuple[str, int | None], DutyState]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The steps to ``due_on``. ``agrees``: that is the judged date, by the rule that judged it.

    ``trigger`` is the act that started the clock, None where nothing is known of it any more.
    """

    steps: tuple[Step, ...]
    due_on: date | None
    unit: str
    trigger: ActFact | None
    agrees: bool


NOTHING = Reckoned((), None, "", None, agrees=False)


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the ledger with its matter and its reckoning."""

    row: ObligationRow
    matter: Matter
    agency: str
    reckoned: Reckoned


def explained(session: Session, viewer: Viewer, obligation_id: int, *, today: date, ground: Ground) -> Explained | None:
    """A line of the ledger, if ``viewer`` may see its matter; None for a hidden one and for one that is not there."""
    found = session.execute(
        ledger_rows(Obligation.id == obligation_id).add_columns(Matter).where(visible(viewer))
    ).one_or_none()
    if found is None:
        return None
    matter: Matter = found.Matter
    row = ObligationRow.of(found)
    acts = sorted(acts_of(session, [matter.id]), key=lambda act: act.id)
    live = states_of(matter, acts, today=today, ground=ground)
    reckoned = reckoned_of(row, matter, acts, live, today=today, ground=ground)
    return Explained(row, matter, found.agency, reckoned)


def states_of(matter: Filed, acts: Sequence[ActRow], *, today: date, ground: Ground) -> States:
    """What the law says of these acts today, by duty and line of the log; nothing when they are no history."""
    try:
        found = assessed(matter, counted(acts), today=today, ground=ground)
    except OutOfOrder:
        return {}
    return {(state.duty, state.trigger.ref): state for state in found.duties}


def reckoned_of(
    row: ObligationRow, matter: Filed, acts: Sequence[ActRow], live: States, *, today: date, ground: Ground
) -> Reckoned:
    """The reckoning of ``row`` among ``acts`` of its matter, in the order they were typed. ``live``: as of today."""
    of_today = _told(row, live)
    if of_today.agrees and not row.superseded:
        return of_today
    for known in _known_then(row, acts):
        then = _told(row, states_of(matter, known, today=today, ground=ground))
        if then.agrees:
            return then
    alone = _by_itself(row, acts, ground)
    if alone.agrees or not of_today.steps:
        return alone
    return of_today


def _told(row: ObligationRow, states: States) -> Reckoned:
    state = states.get((row.duty, row.trigger_act_id))
    if state is None:
        return NOTHING
    same_version = row.open or (state.rule, state.rule_from) == (row.rule, row.rule_from)
    agrees = state.due_on == row.due_on and same_version  # what runs follows the table of the law
    return Reckoned(state.reckoning, state.due_on, state.unit, state.trigger, agrees)


def _known_then(row: ObligationRow, acts: Sequence[ActRow]) -> Iterator[list[ActRow]]:
    """The acts as they stood when ``row`` was judged; and without those that were typed as it was set aside."""
    seen = {len(acts)}
    for known in (
        [act for act in acts if act.typed_at <= row.judged_at],
        [act for act in acts if act.typed_at < row.judged_at],
    ):
        if len(known) not in seen or row.superseded:
            seen.add(len(known))
            yield known


def _by_itself(row: ObligationRow, acts: Sequence[ActRow], ground: Ground) -> Reckoned:
    """By the version that judged it, from its first day, as if nothing had happened since."""
    limit = next((one for one in versions(row.rule) if one.in_force_from == row.rule_from), None)
    trigger = next((fact for fact in counted(acts) if fact.ref == row.trigger_act_id), None)
    if limit is None:
        return NOTHING
    try:
        found = due(limit, row.started_on, calendar=ground.calendar, policies=ground.policies)
    except (CannotReckon, CalendarYearUnknown):
        return NOTHING
    return Reckoned(found.reckoning, found.due_on, found.unit.value, trigger, agrees=found.due_on == row.due_on)
