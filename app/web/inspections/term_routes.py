"""Doors of what an inspection leaves: the page of a recommendation, or of the year's result, and its acts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from app.casework import acts
from app.casework.errors import NotFound
from app.casework.inspections import papering, reading
from app.casework.inspections.sight import find_inspection, find_plan
from app.casework.permissions import Deed
from app.extensions import db
from app.records.agencies import Agency
from app.records.inspections import Inspection, InspectionPlan
from app.records.matters import Matter, MatterKind
from app.records.people import Account
from app.statute.terms import ACTS
from app.web.access import current_viewer, get_visible_matter, may
from app.web.act_forms import ActForm, Entered
from app.web.acting import Answer, Way, act_page
from app.web.clock import now, today
from app.web.drafting import drafted
from app.web.file_panel import FilesPanel, panel_of
from app.web.forms import Form
from app.web.holders import Holding, holding_of
from app.web.inspections import room
from app.web.standing import Standing, standing_of
from app.web.views import Link
from app.web.wording import day
from app.web.wording import term as worded


@dataclass(frozen=True, slots=True)
class TermPage:
    """A recommendation, or the result of a year. ``source``: the inspection or the plan it is of."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    words: str
    source: Link
    standing: Standing
    holding: Holding
    files: FilesPanel


@room.get("/kiem-tra/han/<ref>")
@may(Deed.READ_MATTERS)
def term(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.INSPECTION_TERM)
    return render_template("inspections/term.html", page=term_page(matter), form=Form())


@room.route("/kiem-tra/han/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.INSPECT)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.INSPECTION_TERM)
    back = url_for("inspections.term", ref=ref)
    return act_page(matter, act, Way(back=back, crumbs=(*_crumbs(matter), Link(matter.code, back)), record=_recorded))


def _recorded(matter: Matter, entered: Entered, _form: ActForm) -> str:
    """Record an act, and where to go then. Raises as acts.record_act."""
    acts.record_act(
        db.session(), matter, entered.act, entered.on, by=current_viewer(), at=now(), today=today(), data=entered.data,
        document_no=entered.document_no, document_on=entered.document_on, note=entered.note,
        expected_version=entered.version,
    )  # fmt: skip
    flash(_("Đã ghi “%(act)s” ngày %(day)s.", act=worded(ACTS, entered.act), day=day(entered.on)))
    return url_for("inspections.term", ref=matter.ref)


def _crumbs(matter: Matter) -> tuple[Link, ...]:
    source, inspection = source_of(matter), reading.inspection_of_term(db.session(), matter)[0]
    if inspection is not None:  # its subject is a sentence: too long for a crumb
        source = Link(_("Cuộc thứ %(n)s", n=inspection.position), source.url)
    return (Link(_("Kiểm tra"), url_for("inspections.index")), source)


def source_of(matter: Matter) -> Link:
    """The inspection or the plan a term is of, leading there for whoever may go."""
    inspection, plan = reading.inspection_of_term(db.session(), matter)
    if inspection is not None:
        return Link(inspection.subject, _inspection_url(inspection))
    return Link(_("Kế hoạch kiểm tra năm %(year)s", year=str(plan.year)), _plan_url(plan))


def _act_url(matter: Matter, act: str) -> str:
    """Where an act is recorded: the result of a year is sent with its paper."""
    if act == papering.SENT:
        return url_for("inspections.result", ref=reading.inspection_of_term(db.session(), matter)[1].ref)
    return url_for("inspections.act", ref=matter.ref, act=act)


def _inspection_url(inspection: Inspection) -> str:
    try:
        find_inspection(db.session(), current_viewer(), inspection.ref)
    except NotFound:
        return ""
    return url_for("inspections.inspection", ref=inspection.ref)


def _plan_url(plan: InspectionPlan) -> str:
    try:
        find_plan(db.session(), current_viewer(), plan.ref)
    except NotFound:
        return ""
    return url_for("inspections.plan", ref=plan.ref)


def term_page(matter: Matter) -> TermPage:
    """Everything the page of a term shows, for the viewer of this request."""
    session, viewer = db.session(), current_viewer()
    assignee = session.get(Account, matter.assignee_id) if matter.assignee_id else None
    body = session.get_one(Agency, matter.agency_id).name
    giver, asked = session.get_one(Agency, matter.origin_agency_id).name, reading.words_of_term(session, matter)
    by = (_("kiểm tra bởi %(agency)s", agency=giver),) if asked else ()
    return TermPage(
        code=matter.code, title=matter.title, lede=" · ".join((matter.code, body, *by)),
        crumbs=(*_crumbs(matter), Link(matter.code, "")), words=asked,
        source=source_of(matter),
        standing=standing_of(matter, act_url=lambda act: _act_url(matter, act)),
        holding=holding_of(matter, assignee.full_name if assignee else "", viewer), files=panel_of(matter),
    )  # fmt: skip
