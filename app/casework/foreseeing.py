"""What an act would do to the clocks of a matter, as far as it is typed. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.casework import acts, ledger
from app.casework.act_data import as_far_as_typed
from app.casework.acts import Entry
from app.casework.content_lines import FINDINGS, VERDICT
from app.casework.errors import Refused
from app.casework.reception import PETITION_OF, NewVisit, entries_of, told_to_the_head
from app.casework.withdrawing import counted
from app.records.matters import Matter, MatterKind
from app.records.petitions import Petition
from app.statute.assessment import ActFact, Assessment, Scope
from app.statute.findings import verdict_of
from app.statute.procedures import Edge, edges_of
from app.statute.procedures.contents import FINDING
from app.statute.procedures.people import OF
from app.statute.terms import Procedure

NO_FACTS: Mapping[str, object] = {}
CLASSIFIED = "classified"


@dataclass(frozen=True, slots=True)
class _Supposed:
    """A matter as it would be."""

    kind: MatterKind
    procedure: str | None
    facts: Mapping[str, Any]


def foresee(
    session: Session, matter: Matter, entry: Entry, *, today: date, facts: Mapping[str, object] = NO_FACTS,
    scope: Scope | None = None,
) -> tuple[Assessment, Assessment]:  # fmt: skip
    """How a matter stands, and how it would with one act more. What cannot be read yet is as if it were not typed.

    ``facts``: those said together with the act; ``scope``: what the matter would carry then. Raises Refused,
    OutOfOrder with the article.
    """
    log, ground = ledger.acts_of(session, matter), ledger.ground_of(session)
    acts.check_days(matter, entry, log, today=today)
    edge = next(one for one in edges_of(matter.procedure or Procedure.TRIAGE) if one.act == entry.act)
    entry = replace(entry, data=counted(session, matter, edge, entry.data, log=log))
    supposed = _Supposed(matter.kind, matter.procedure, {**matter.facts, **facts})
    before = ledger.assessed(matter, log, today=today, ground=ground)
    after = ledger.assessed(
        supposed, [*log, ActFact(entry.act, entry.on, _said(edge, entry))], today=today, ground=ground, scope=scope
    )
    return before, after


def check_witnessed(session: Session, matter: Matter, entry: Entry, *, today: date) -> None:
    """That what makes something late be on time comes with its document, before anybody is asked to confirm it.

    Raises as :func:`foresee`.
    """
    if entry.on < today and not entry.document_no.strip():
        acts.check_witnessed(*foresee(session, matter, entry, today=today))


def foresee_facts(
    session: Session, matter: Matter, facts: Mapping[str, object], *, today: date
) -> tuple[Assessment, Assessment]:
    """How a matter stands, and how it would if these facts were said of it. Raises OutOfOrder."""
    log, ground = ledger.acts_of(session, matter), ledger.ground_of(session)
    supposed = _Supposed(matter.kind, matter.procedure, {**matter.facts, **facts})
    before, after = (ledger.assessed(one, log, today=today, ground=ground) for one in (matter, supposed))
    return before, after


def foresee_classified(
    session: Session, matter: Matter, procedure: str, on: date, *, today: date
) -> tuple[Assessment, Assessment]:
    """How a petition stands, and how it would once it is classified to go the way of ``procedure``.

    Raises Refused, OutOfOrder.
    """
    log, ground = ledger.acts_of(session, matter), ledger.ground_of(session)
    acts.check_days(matter, Entry(CLASSIFIED, on), log, today=today)
    supposed = _Supposed(matter.kind, procedure, matter.facts)
    before = ledger.assessed(matter, log, today=today, ground=ground)
    return before, ledger.assessed(supposed, [*log, ActFact(CLASSIFIED, on)], today=today, ground=ground)


def foresee_part(session: Session, matter: Matter, procedure: str, on: date, *, today: date) -> Assessment:
    """How a content of a petition would stand, split off on a day: its clocks run from when the whole was received."""
    received = ActFact("received", session.get_one(Petition, matter.id).received_on)
    supposed = _Supposed(MatterKind.PETITION, procedure, {})
    ground = ledger.ground_of(session)
    return ledger.assessed(supposed, [received, ActFact(CLASSIFIED, on)], today=today, ground=ground)


def foresee_visit(session: Session, new: NewVisit, *, agency_id: int, today: date) -> tuple[Assessment, ...]:
    """How a visit would stand, and the petition taken at it: as far as it is typed. Raises Refused, OutOfOrder."""
    if new.received_on > today:
        raise Refused("Ngày tiếp %(day)s chưa đến.", field="received_on", day=new.received_on)
    ground = ledger.ground_of(session)
    visit = _Supposed(MatterKind.VISIT, Procedure.RECEPTION, told_to_the_head(session, new, agency_id))
    edges = {edge.act: edge for edge in edges_of(Procedure.RECEPTION)}
    done = [ActFact(one.act, one.on, _said(edges[one.act], one)) for one in entries_of(new)]
    found = [ledger.assessed(visit, done, today=today, ground=ground)]
    if new.outcome in PETITION_OF:
        petition = _Supposed(MatterKind.PETITION, Procedure.TRIAGE, {"at_desk": True})
        received = [ActFact("received", new.received_on)]
        found.append(ledger.assessed(petition, received, today=today, ground=ground))
    return tuple(found)


def _said(edge: Edge, entry: Entry) -> dict[str, Any]:
    said = as_far_as_typed(edge.fields, entry.data, entry.on)
    if OF in entry.data:  # no field of the form, and without it a withdrawal of some reads as one of everybody
        said[OF] = entry.data[OF]
    if not any(spec.name == VERDICT for spec in edge.fields):
        return said
    findings: Any = entry.data.get(FINDINGS) or {}
    found = [str(one[FINDING]) for one in findings.values() if one.get(FINDING)]
    return {**said, VERDICT: verdict_of(found)} if found else said
