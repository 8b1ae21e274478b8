"""The ledger: what the law says of a matter's acts, reconciled with the obligations remembered.

Reconciled, never rewritten: an obligation is (matter, duty, triggering act). A running one follows the acts; one that
is satisfied or ended stays as it was judged. Only another act (a correction, an earlier date) sets a second judgement
beside the first; a changed calendar or a changed rule never does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework.calendars import chosen_policies, working_calendar
from app.casework.errors import OutOfOrder
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, Scope, assess
from app.statute.calendar import WorkingCalendar
from app.statute.policies import Policies, read_otherwise
from app.statute.status import Status
from app.statute.terms import ACTS, Procedure

SCOPES = {
    MatterKind.VISIT: Scope.INTAKE,
    MatterKind.PETITION: Scope.INTAKE,
    MatterKind.CASE: Scope.CASE,
    MatterKind.AGENCY_DUTY: Scope.WHOLE,
    MatterKind.CONCLUSION_TASK: Scope.WHOLE,
    MatterKind.MEDIATION: Scope.WHOLE,
    MatterKind.INSPECTION_TERM: Scope.WHOLE,
    MatterKind.REPORT_DUTY: Scope.WHOLE,
}
KEPT_GROUND = "kept_ground"  # in session.info
WITHDRAWN_ENTRY = "withdrawn_entry"  # a line of the log that only takes another one back

# Why a duty ended that the law, asked again, does not name any more.
WITHDRAWN_BY_CORRECTION = "withdrawn_by_correction"
RECLASSIFIED = "reclassified"
VANISHED = frozenset({WITHDRAWN_BY_CORRECTION, RECLASSIFIED})

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every assessment in one transaction shares."""

    calendar: WorkingCalendar
    policies: Policies

    @property
    def version(self) -> str:
        """A short fingerprint of both, kept with every date they gave; of the default readings, the calendar's own."""
        return "".join((self.calendar.version, read_otherwise(self.policies)))


def ground_of(session: Session) -> Ground:
    """The calendar and the readings of the law of this installation."""
    kept: Ground | None = session.info.get(KEPT_GROUND)
    return kept or Ground(working_calendar(session), chosen_policies(session))


@contextmanager
def keeping_ground(session: Session) -> Iterator[None]:
    """Read calendar and policies once for everything inside: for a long run that changes neither."""
    session.info[KEPT_GROUND] = ground_of(session)
    try:
        yield
    finally:
        del session.info[KEPT_GROUND]


def log_of(session: Session, matter: Matter) -> list[Act]:
    """Every line of a matter's log, as typed."""
    return list(session.scalars(select(Act).where(Act.matter_id == matter.id).order_by(Act.id)))


def acts_of(session: Session, matter: Matter) -> list[ActFact]:
    """The acts of a matter that count."""
    return counted(log_of(session, matter))


class Line(Protocol):
    """A line of a log, as a record or as a plain row."""

    @property
    def id(self) -> int: ...
    @property
    def act(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def data(self) -> Mapping[str, Any]: ...
    @property
    def document_no(self) -> str: ...
    @property
    def document_on(self) -> date | None: ...
    @property
    def corrects_id(self) -> int | None: ...


def counted(acts: Sequence[Line]) -> list[ActFact]:
    """The acts that count: of each entry its last correction, none when taken back. ``ref`` is the entry's id."""
    corrected = {act.corrects_id: act for act in acts if act.corrects_id is not None}
    found = []
    for entry in acts:
        if entry.corrects_id is not None:
            continue
        last = entry
        while last.id in corrected:
            last = corrected[last.id]
        if last.act != WITHDRAWN_ENTRY:
            found.append(ActFact(last.act, last.on, last.data, entry.id, paper_of(last)))
    return found


def entry_of(acts: Sequence[Line], line_id: int | None) -> int | None:
    """The entry a line of this log belongs to: itself, or the one it corrects in the end. None for none of the log."""
    by_id = {act.id: act for act in acts}
    at = by_id.get(line_id or 0)
    while at is not None and at.corrects_id is not None:
        at = by_id[at.corrects_id]
    return at.id if at is not None else None


def paper_of(line: Line) -> str:
    """The paper of an act as people cite it: "12/QĐ-UBND (03/08/2026)"; empty when it has no number."""
    dated = f" ({line.document_on:%d/%m/%Y})" if line.document_on else ""
    return f"{line.document_no}{dated}" if line.document_no else ""


class Filed(Protocol):
    """What the law must know of a matter beside its acts: of a record, or of a plain row."""

    @property
    def kind(self) -> MatterKind: ...
    @property
    def procedure(self) -> str | None: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


def assessed(
    matter: Filed, acts: Sequence[ActFact], *, today: date, ground: Ground, scope: Scope | None = None
) -> Assessment:
    """What the law says of ``acts``. Raises OutOfOrder with the article of the act it does not allow.

    ``scope``: which part of the way is asked about, where it is not that of the kind of matter.
    """
    try:
        return assess(
            matter.procedure or Procedure.TRIAGE,
            matter.facts,
            acts,
            today=today,
            calendar=ground.calendar,
            scope=scope or SCOPES[matter.kind],
            policies=ground.policies,
        )
    except ActRefused as refused:
        raise _out_of_order(refused, acts) from refused


def _out_of_order(refused: ActRefused, acts: Sequence[ActFact]) -> OutOfOrder:
    """A refusal as a person reads it: about what was typed, also where it is a later act that no longer fits."""
    fact = refused.fact
    if fact.ref is not None and any(act.ref is None for act in acts):
        return OutOfOrder(
            "Không ghi được vào ngày này: hồ sơ đã có “%(name)s” ngày %(day)s, sẽ không còn đúng trình tự.",
            field="on", provisions=refused.provisions, name=ACTS.get(fact.act, fact.act), day=fact.on,
        )  # fmt: skip
    return OutOfOrder(refused.template, field=refused.field, provisions=refused.provisions, **refused.values)


def assessment_of(session: Session, matter: Matter, *, today: date) -> Assessment:
    """What the law says of a matter today; nothing is written. For its page. Raises OutOfOrder."""
    return assessed(matter, acts_of(session, matter), today=today, ground=ground_of(session))


def forecast(
    session: Session, matter: Matter, act: str, on: date, data: Mapping[str, object] | None = None, *, today: date
) -> Assessment:
    """What an act would do, without writing anything. Raises OutOfOrder when it is not allowed then."""
    acts = [*acts_of(session, matter), ActFact(act, on, data or {})]
    return assessed(matter, acts, today=today, ground=ground_of(session))


def reassess(
    session: Session,
    matter: Matter,
    *,
    today: date,
    at: datetime,
    newest: Collection[int] = (),
    ground: Ground | None = None,
    log: list[Act] | None = None,
    corrected: bool = False,
) -> Assessment:
    """Bring stage and obligations of a matter into line with its acts, in the caller's transaction.

    ``newest``: ids of the acts this transaction added; ``ground``, ``log``: when they were read already;
    ``corrected``: the facts were wrong before, so what was judged by them is judged anew. Run again, it changes
    nothing. Raises OutOfOrder.
    """
    session.flush()
    acts, ground = log or log_of(session, matter), ground or ground_of(session)
    found = assessed(matter, counted(acts), today=today, ground=ground)
    _place(matter, found)
    if newest:
        flag_modified(matter, "stage")  # an act moves the version even when the stage stays
    _Reconciliation(session, matter, acts, frozenset(newest), found, ground, today, at, corrected).run()
    session.flush()
    return found


def _place(matter: Matter, found: Assessment) -> None:
    matter.stage = found.stage
    matter.open = not found.closed
    matter.closed_on = found.history.acts[-1].on if found.closed else None


def follow_custody(session: Session, matter: Matter) -> None:
    """Open obligations go where the matter went; closed ones stay where they were."""
    session.flush()
    for row in session.scalars(select(Obligation).where(Obligation.matter_id == matter.id, Obligation.open)):
        row.agency_id = matter.agency_id


@dataclass(frozen=True, slots=True)
class _Reconciliation:
    """One run over the obligations of one matter."""

    session: Session
    matter: Matter
    acts: list[Act]
    newest: frozenset[int]
    found: Assessment
    ground: Ground
    today: date
    at: datetime
    corrected: bool

    def run(self) -> None:
        standing = select(Obligation).where(Obligation.matter_id == self.matter.id, ~Obligation.superseded)
        rows = {(row.duty, row.trigger_act_id): row for row in self.session.scalars(standing)}
        for state in self.found.duties:
            row = rows.pop((state.duty, _ref(state.trigger)), None)
            if row is None:
                self._add(state, judgement=1, agency_id=self.matter.agency_id)
            elif row.open or row.unreckoned is not None:
                self._update(row, state)
            elif self._judged_otherwise(row, state):
                row.superseded = True
                self._add(state, judgement=row.judgement + 1, agency_id=row.agency_id)
        for row in rows.values():
            self._without_duty(row)

    def _add(self, state: DutyState, *, judgement: int, agency_id: int) -> None:
        trigger = _ref(state.trigger)
        values = self._values(state)
        values["agency_id"] = self.matter.agency_id if values["open"] else agency_id
        self.session.add(
            Obligation(
                matter_id=self.matter.id, duty=state.duty, trigger_act_id=trigger, judgement=judgement,
                judged_at=self.at, **values,
            )
        )  # fmt: skip

    def _update(self, row: Obligation, state: DutyState) -> None:
        values = self._values(state)
        if values["open"]:
            values["agency_id"] = self.matter.agency_id
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.judged_at = self.at

    def _values(self, state: DutyState) -> Values:
        return _values(state) | {"calendar_version": self.ground.version}

    def _judged_otherwise(self, row: Obligation, state: DutyState | None) -> bool:
        """Whether acts or facts unknown when ``row`` was judged judge otherwise: not the calendar, not the rules."""
        if state is not None and row.end_reason in VANISHED:
            return True
        now = _judgement(_values(state)) if state else None
        if now is not None and now == _judgement_of(row):
            return False
        return self.corrected or now != self._as_known(row)

    def _as_known(self, row: Obligation) -> tuple[object, ...] | None:
        known = [act for act in self.acts if act.typed_at <= row.judged_at and act.id not in self.newest]
        try:
            then = assessed(self.matter, counted(known), today=self.today, ground=self.ground)
        except OutOfOrder:
            return ()  # the acts of then alone are no history any more: what came since changed it
        same = (one for one in then.duties if (one.duty, _ref(one.trigger)) == (row.duty, row.trigger_act_id))
        state = next(same, None)
        return _judgement(_values(state)) if state else None

    def _without_duty(self, row: Obligation) -> None:
        if row.open:
            still_there = any(act.ref == row.trigger_act_id for act in self.found.history.acts)
            row.open, row.paused_on = False, None
            row.ended_on, row.judged_at = self.today, self.at
            row.end_reason = RECLASSIFIED if still_there and not self.corrected else WITHDRAWN_BY_CORRECTION
        elif row.end_reason not in VANISHED and self._judged_otherwise(row, None):
            row.superseded = True


def _ref(act: ActFact) -> int:
    if act.ref is None:
        message = f"an act without a line in the log: {act.act}"
        raise LookupError(message)
    return act.ref


def _values(state: DutyState) -> Values:
    """A duty's state as the columns of its obligation."""
    paused = state.status is Status.PAUSED
    satisfied_by = state.satisfied_by.ref if state.satisfied_by else None
    return {
        "rule": state.rule,
        "rule_from": state.rule_from,
        "certainty": str(state.certainty),
        "started_on": state.started_on,
        "raw_due_on": state.raw_due_on,
        "due_on": state.due_on,  # the law gives none while a pause is open, unless it was already late then
        "also": list(_also(state)),
        "open": state.is_owed,
        "satisfied_on": state.satisfied_on,
        "satisfied_act_id": satisfied_by,
        "ended_on": state.ended_on,
        "end_reason": state.end_reason,
        "paused_on": state.paused_on if paused else None,
        "frozen_days_late": state.days_late if paused else None,
        "unreckoned": state.unreckoned,
    }


def _also(state: DutyState) -> Iterator[dict[str, Any]]:
    for other in state.also:
        due_on = other.due_on.isoformat() if other.due_on else None
        yield {"rule": other.rule, "due_on": due_on, "citation": other.citation}


JUDGED = ("started_on", "due_on", "satisfied_on", "satisfied_act_id", "ended_on", "end_reason")


def _judgement(values: Values) -> tuple[object, ...]:
    return tuple(values[name] for name in JUDGED)


def _judgement_of(row: Obligation) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in JUDGED)
