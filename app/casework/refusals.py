"""Refusing to receive somebody: what the ground needs, what the visit keeps of it, and what waits for the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.cited_visits import check_cited_visit
from app.casework.errors import Refused
from app.casework.permissions import Deed, Viewer, visible
from app.records.agencies import Agency
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.reception import Visit, VisitOutcome
from app.statute.grounds import EVIDENCE_FILE, Ground, evidence_missing, refusal_ground

NOTICE, EXPLANATION = "tcd.refusal_notice", "tcd.refusal_explained"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a refusal rests on: a paper, whose it is, or the agency that has the case. ``filed``: a file shows it."""

    no: str = ""
    on: date | None = None
    by: str = ""
    filed: bool = False

    def said(self) -> dict[str, object]:
        """As the act says it; what is empty is left out."""
        told: dict[str, object] = {
            "evidence_no": self.no.strip(), "evidence_on": self.on, "evidence_by": self.by.strip(),
            EVIDENCE_FILE: self.filed,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}


NO_EVIDENCE = Evidence()


def check_refusal(
    code: str, said: Mapping[str, object], *, kind: str | None, on: date, field: str = "ground"
) -> Ground:
    """The ground of a refusal of ``on``, with its evidence. Raises Refused: ``field`` names the list of grounds."""
    ground = refusal_ground(code)
    if ground is None or not ground.holds_on(on):
        raise Refused("Chọn căn cứ từ chối còn hiệu lực vào ngày tiếp.", field=field)
    if ground.kinds and kind and kind not in ground.kinds:
        raise Refused("Căn cứ này không áp dụng cho loại việc đã chọn.", field=field)
    for name in evidence_missing(ground, said):
        raise evidence_wanted(name, ground)
    return ground


def evidence_wanted(name: str, ground: Ground) -> Refused:
    """What to say where a field of the evidence of ``ground`` is empty."""
    if name == "evidence_by":
        return Refused("Nhập tên cơ quan.", field=name)
    if name == "evidence_on":
        return Refused("Nhập ngày văn bản, hoặc đính kèm tệp.", field=name)
    paper = ground.evidence or ""
    return Refused("Nhập số văn bản, hoặc đính kèm tệp. Căn cứ này cần: %(paper)s.", field=name, paper=paper)


def carry_refusal(session: Session, matter: Matter, row: Act, *, undone: str = "") -> None:
    """Keep the line of the register in step with the log. ``undone``: the act a correction takes back.

    Raises as :func:`check_refusal`.
    """
    if matter.kind is not MatterKind.VISIT:
        return
    visit = session.get_one(Visit, matter.id)
    if row.act == "refused":
        code = str(row.data.get("ground", ""))
        ground = check_refusal(code, row.data, kind=visit.kind, on=row.on)
        if ground.cites_a_visit:
            check_cited_visit(session, matter, visit, row.data)
        visit.outcome, visit.refusal_ground = VisitOutcome.REFUSED, code
    elif undone == "refused":
        visit.outcome, visit.refusal_ground = VisitOutcome.NOTED, None
    elif undone == "reception_ordered":
        visit.outcome = VisitOutcome.REFUSED
    elif row.act == "reception_ordered":
        visit.outcome = VisitOutcome.NOTED  # the ground stays: it was refused, wrongly


@dataclass(frozen=True, slots=True)
class ToSign:
    """A refusal that waits for its written notice, or for the head's order to receive after all."""

    ref: str
    code: str
    agency_id: int
    agency: str
    received_on: date
    ground: str
    rule: str
    rule_from: date
    due_on: date | None
    obligation_id: int
    certainty: str


def to_sign(session: Session, viewer: Viewer, *, agency_id: int | None = None) -> list[ToSign]:
    """The refusals whose notice ``viewer``, as a head, still owes (at one agency), the nearest date first."""
    headed = _headed(viewer, agency_id)
    if not headed:
        return []
    rows: Any = session.execute(
        select(
            Matter.ref, Matter.code, Matter.agency_id, Agency.name, Visit.received_on, Visit.refusal_ground,
            Obligation.rule, Obligation.rule_from, Obligation.due_on, Obligation.id, Obligation.certainty,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Visit, Visit.matter_id == Matter.id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(_waiting(viewer, headed))
        .order_by(Obligation.due_on.is_(None), Obligation.due_on, Obligation.id)
    )  # fmt: skip
    return [ToSign(*row) for row in rows]


def how_many_to_sign(viewer: Viewer) -> Select[int]:
    """How many refusals wait for ``viewer`` as a head: the count beside the navigation."""
    counted = select(func.count()).select_from(Obligation).join(Matter, Matter.id == Obligation.matter_id)
    return counted.where(_waiting(viewer, _headed(viewer, None)))


def _headed(viewer: Viewer, agency_id: int | None) -> list[int]:
    return [one for one in viewer.agencies() if viewer.may(Deed.ASSIGN, one) and agency_id in (None, one)]


def _waiting(viewer: Viewer, headed: Sequence[int]) -> ColumnElement[bool]:
    return and_(Obligation.open, Obligation.agency_id.in_(headed), Obligation.duty == NOTICE, visible(viewer))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as the log tells it. ``due_on``: by when the head still owes the written notice, if he does."""

    ground: str
    on: date
    complete_on: date
    evidence: Evidence
    explained_on: date | None
    explained_at: str
    notice_no: str
    notice_on: date | None
    ordered_on: date | None
    due_on: date | None


def refusal_of(session: Session, matter: Matter) -> Refusal | None:
    """How the last refusal of a visit stands; None when nobody was refused."""
    log = ledger.log_of(session, matter)
    facts = ledger.counted(log)
    refused = next((one for one in reversed(facts) if one.act == "refused"), None)
    if refused is None:
        return None
    after = {one.act: one for one in facts if one.on >= refused.on}
    explained, ordered = after.get("refusal_explained"), after.get("reception_ordered")
    notified = after.get("refusal_notified")
    paper = next((row for row in reversed(log) if row.act == "refusal_notified"), None) if notified else None
    owed = select(Obligation.due_on).where(Obligation.matter_id == matter.id, Obligation.open)
    return Refusal(
        ground=str(refused.data.get("ground", "")),
        on=refused.on,
        complete_on=refused.day("ground_complete_on") or refused.on,
        evidence=evidence_in(refused.data),
        explained_on=explained.on if explained else None,
        explained_at=str(explained.data.get("explained_at", "")) if explained else "",
        notice_no=paper.document_no if paper else "",
        notice_on=(paper.document_on or paper.on) if paper else None,
        ordered_on=ordered.on if ordered else None,
        due_on=session.scalar(owed.where(Obligation.duty == NOTICE).limit(1)),
    )


def evidence_in(said: Mapping[str, Any]) -> Evidence:
    """The evidence an act tells."""
    on = said.get("evidence_on")
    return Evidence(
        str(said.get("evidence_no", "")), date.fromisoformat(on) if on else None, str(said.get("evidence_by", "")),
        filed=bool(said.get(EVIDENCE_FILE)),
    )  # fmt: skip
