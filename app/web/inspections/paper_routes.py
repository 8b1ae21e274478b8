"""Doors of the papers made of inspections: the conclusion and the report of a year, drafted, sent and taken along."""

from __future__ import annotations

from flask import abort

from app.casework.inspections import papering as papers
from app.casework.inspections.sight import find_inspection, find_own_plan, find_plan
from app.casework.permissions import Deed
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer, may
from app.web.acting import Answer
from app.web.inspections import room
from app.web.inspections.papering import conclusion_page, result_page, taken


@room.route("/kiem-tra/cuoc/<ref>/van-ban-ket-luan", methods=["GET", "POST"])
@may(Deed.INSPECT)
def conclusion(ref: str) -> Answer:
    return conclusion_page(ref)


@room.post("/kiem-tra/cuoc/<ref>/van-ban-ket-luan/tep")
@may(Deed.SEE_INSPECTIONS, Deed.ATTEND_INSPECTIONS)
def conclusion_paper(ref: str) -> Answer:
    """The conclusion as it was issued, for whoever may read everything it says."""
    session, by = db.session(), current_viewer()
    return taken(papers.conclusion_paper(session, by, find_inspection(session, by, ref)) or abort(404), ref)


@room.route("/kiem-tra/ke-hoach/<ref>/ket-qua", methods=["GET", "POST"])
@may(Deed.INSPECT)
def result(ref: str) -> Answer:
    """The report of a year's inspections, until it is sent."""
    plan = find_own_plan(db.session(), current_viewer(), ref)
    matter = db.session.get(Matter, plan.result_matter_id) if plan.result_matter_id else None
    return result_page(plan, matter) if matter is not None and matter.open else abort(404)


@room.post("/kiem-tra/ke-hoach/<ref>/ket-qua/tep")
@may(Deed.SEE_INSPECTIONS)
def result_paper(ref: str) -> Answer:
    """The report of a year as it was sent, for whoever reads the plan."""
    plan = find_plan(db.session(), current_viewer(), ref)
    return taken(papers.result_paper(db.session(), plan) or abort(404), ref)
