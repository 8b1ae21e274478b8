"""Opening one report at many agencies: the first as any matter, the others alike in a few statements.

Nothing in a report tells one agency from another: the law says the same of every one of them. So it is asked once, and
what it said is written down for each. A test holds the two together: assessed afresh, the others do not change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import Entry
from app.casework.following import Hand, write
from app.casework.matters import Opening, open_matter
from app.records.agencies import Agency
from app.records.base import Record
from app.records.matters import Act, Custody, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.reports import ReportCollector, ReportDuty, ReportRound
from app.statute.terms import Procedure

PREFIX = {  # báo cáo dân vận; thanh tra; của tỉnh
    ReportCollector.COORDINATOR: "BCDV", ReportCollector.INSPECTORATE: "BCTT", ReportCollector.GOVERNMENT: "BCT",
}  # fmt: skip
OF_ITS_OWN = frozenset({"id", "ref", "matter_id", "agency_id", "origin_agency_id", "trigger_act_id"})


def open_at(session: Session, it: ReportRound, agencies: Sequence[Agency], hand: Hand) -> None:
    """Open the report of a round at each of ``agencies``."""
    if not agencies:
        return
    first, *others = agencies
    pattern = _opened(session, it, first, hand)
    if others:
        _alike(session, it, pattern, others, hand)


def code_of_round(it: ReportRound) -> str:
    """BCDV-12/2026: of the round, so that one report has one code at every agency."""
    return f"{PREFIX[it.collector]}-{it.id}/{it.year}"


def _opened(session: Session, it: ReportRound, agency: Agency, hand: Hand) -> Matter:
    opening = Opening(
        kind=MatterKind.REPORT_DUTY, agency_id=agency.id, on=hand.today, series=None, code=code_of_round(it),
        procedure=Procedure.REPORT_DUTY, title=it.title,
        facts={"rule": it.rule, "form": it.form, "collector": it.collector.value},
    )  # fmt: skip
    matter = open_matter(session, opening, by=hand.by, at=hand.at)
    session.add(ReportDuty(matter_id=matter.id, round_id=it.id))
    asked = Entry("report_asked", hand.today, {"term_on": it.due_on}, it.document_no, it.document_on)
    write(session, matter, asked, hand)
    return matter


def _alike(session: Session, it: ReportRound, pattern: Matter, agencies: Sequence[Agency], hand: Hand) -> None:
    session.flush()
    there, told = _same(pattern), insert(Matter).returning(Matter.id, Matter.agency_id)
    opened = [{**there, "agency_id": one.id, "origin_agency_id": one.id} for one in agencies]
    matters = {row.id: row.agency_id for row in session.execute(told, opened)}
    act = session.scalars(select(Act).where(Act.matter_id == pattern.id)).one()
    said, told = _same(act), insert(Act).returning(Act.id, Act.matter_id)
    acts = {row.matter_id: row.id for row in session.execute(told, [{**said, "matter_id": one} for one in matters])}
    session.execute(
        insert(Custody),
        [{"matter_id": one, "agency_id": agency, "from_on": pattern.opened_on} for one, agency in matters.items()],
    )
    session.execute(insert(ReportDuty), [{"matter_id": one, "round_id": it.id} for one in matters])
    owed = session.scalars(select(Obligation).where(Obligation.matter_id == pattern.id)).all()
    rows = [
        {**same, "matter_id": one, "agency_id": agency, "trigger_act_id": acts[one]}
        for same in map(_same, owed)
        for one, agency in matters.items()
    ]
    session.execute(insert(Obligation), rows)
    audit.note_of_each(
        session, matters, by=act.by_id, at=hand.at, action="act_recorded", act=act.act, on=act.on.isoformat()
    )


def _same(row: Record) -> dict[str, Any]:
    """The columns of a record that do not tell it from another one alike."""
    return {
        column.key: getattr(row, column.key) for column in type(row).__mapper__.column_attrs
        if column.key not in OF_ITS_OWN and column.key != "version"
    }  # fmt: skip
