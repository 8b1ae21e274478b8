"""How often people are refused, agency by agency and ground by ground, and what of it shows a sign of something amiss.

A sign is a sign: nobody here judges. Four statements, however many visits there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.casework.ledger import counted
from app.casework.permissions import Viewer, visible
from app.casework.refusals import EXPLANATION, NOTICE
from app.casework.register import Period
from app.records.agencies import Agency
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.reception import Visit, VisitOutcome
from app.statute.assessment import ActFact
from app.statute.grounds import evidence_missing, refusal_ground


class Sign(StrEnum):
    """What of a refusal calls for a look."""

    NO_EVIDENCE = "no_evidence"
    NO_NOTICE = "no_notice"
    LATE_NOTICE = "late_notice"
    NOT_EXPLAINED = "not_explained"


@dataclass(frozen=True, slots=True)
class RefusedVisit:
    """One refusal. ``ordered``: the head had the person received after all."""

    id: int
    ref: str
    code: str
    agency_id: int
    agency: str
    received_on: date
    ground: str
    ordered: bool
    notice_no: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class AgencyRefusals:
    """The visits of one agency, how many of them were refused, and how many of those show a sign."""

    agency_id: int
    agency: str
    visits: int
    refused: int
    signs: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """A period. ``refused`` holds every refusal, the latest first; agencies with most refusals come first."""

    agencies: tuple[AgencyRefusals, ...]
    refused: tuple[RefusedVisit, ...]

    @property
    def visits(self) -> int:
        return sum(one.visits for one in self.agencies)

    @property
    def by_ground(self) -> list[tuple[str, int]]:
        """Grounds with how often each was used, most first."""
        return sorted(Counter(one.ground for one in self.refused).items(), key=lambda one: (-one[1], one[0]))

    @property
    def by_sign(self) -> list[tuple[Sign, int]]:
        """Every sign with how many refusals show it."""
        found = Counter(sign for one in self.refused for sign in one.signs)
        return [(sign, found[sign]) for sign in Sign]


def refusals(
    session: Session, viewer: Viewer, period: Period, *, today: date, agency_id: int | None = None
) -> Refusals:
    """The refusals ``viewer`` may see among the visits received in a period, of one agency or of all."""
    within = [Visit.received_on.between(period.from_on, period.until_on), visible(viewer)]
    if agency_id is not None:
        within.append(Matter.origin_agency_id == agency_id)
    refused = _refused(session, within, today)
    many, odd = Counter(one.agency_id for one in refused), Counter(one.agency_id for one in refused if one.signs)
    agencies = [
        AgencyRefusals(row.id, row.name, row.visits, many[row.id], odd[row.id]) for row in _visits(session, within)
    ]
    return Refusals(tuple(sorted(agencies, key=lambda one: (-one.refused, -one.visits, one.agency))), refused)


def _visits(session: Session, within: Sequence[ColumnElement[bool]]) -> Iterable[Any]:
    return session.execute(
        select(Agency.id, Agency.name, func.count().label("visits"))
        .select_from(Visit)
        .join(Matter, Matter.id == Visit.matter_id)
        .join(Agency, Agency.id == Matter.origin_agency_id)
        .where(*within)
        .group_by(Agency.id, Agency.name)
    )


def _refused(session: Session, within: Sequence[ColumnElement[bool]], today: date) -> tuple[RefusedVisit, ...]:
    wanted = [*within, Visit.refusal_ground.is_not(None)]
    rows = session.execute(
        select(
            Matter.id, Matter.ref, Matter.code, Matter.origin_agency_id, Agency.name, Visit.received_on,
            Visit.refusal_ground, Visit.outcome,
        )
        .select_from(Visit)
        .join(Matter, Matter.id == Visit.matter_id)
        .join(Agency, Agency.id == Matter.origin_agency_id)
        .where(*wanted)
        .order_by(Visit.received_on.desc(), Matter.id.desc())
    ).all()  # fmt: skip
    ids = select(Visit.matter_id).join(Matter, Matter.id == Visit.matter_id).where(*wanted)
    acts, owed = _acts(session, ids), _owed(session, ids)
    return tuple(_one(row, acts.get(row.id, []), owed, today) for row in rows)


def _acts(session: Session, ids: Select[int]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = {}
    for act in session.scalars(select(Act).where(Act.matter_id.in_(ids)).order_by(Act.id)):
        found.setdefault(act.matter_id, []).append(act)
    return found


Owed = dict[tuple[int, str], Obligation]


def _owed(session: Session, ids: Select[int]) -> Owed:
    """The last judgement of the notice and of the explanation, by visit and duty."""
    mine = select(Obligation).where(Obligation.matter_id.in_(ids), Obligation.duty.in_((NOTICE, EXPLANATION)))
    rows = session.scalars(mine.where(~Obligation.superseded).order_by(Obligation.id))
    return {(one.matter_id, one.duty): one for one in rows}


def _one(row: Any, log: list[Act], owed: Owed, today: date) -> RefusedVisit:
    facts = counted(log)
    ordered = row.outcome is not VisitOutcome.REFUSED
    notified = [act for act in log if act.act == "refusal_notified"] if _has(facts, "refusal_notified") else []
    return RefusedVisit(
        id=row.id, ref=row.ref, code=row.code, agency_id=row.origin_agency_id, agency=row.name,
        received_on=row.received_on, ground=row.refusal_ground, ordered=ordered,
        notice_no=notified[-1].document_no if notified else "",
        signs=tuple(_signs(row, facts, owed, today, ordered=ordered)),
    )  # fmt: skip


def _signs(row: Any, facts: Sequence[ActFact], owed: Owed, today: date, *, ordered: bool) -> Iterable[Sign]:
    ground = refusal_ground(row.refusal_ground)
    said = next((one.data for one in reversed(facts) if one.act == "refused"), {})
    if ground is not None and evidence_missing(ground, said):
        yield Sign.NO_EVIDENCE
    notice, told = owed.get((row.id, NOTICE)), owed.get((row.id, EXPLANATION))
    if ground is not None and ground.written:
        if not ordered and not _has(facts, "refusal_notified") and (notice is None or _overdue(notice, today)):
            yield Sign.NO_NOTICE
        elif notice is not None and _done_with_late(notice):
            yield Sign.LATE_NOTICE
    if told is not None and _overdue(told, today):
        yield Sign.NOT_EXPLAINED


def _has(facts: Sequence[ActFact], act: str) -> bool:
    return any(one.act == act for one in facts)


def _overdue(one: Obligation, today: date) -> bool:
    return one.open and one.due_on is not None and one.due_on < today


def _done_with_late(one: Obligation) -> bool:
    """Given, or no longer owed since the head ordered the reception, after its last day."""
    over_on = one.satisfied_on or one.ended_on
    return over_on is not None and one.due_on is not None and over_on > one.due_on
