"""A plan begun, an inspection put into it or changed: the forms as they are opened, and what they do when sent."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.casework.inspections import plans, proposing
from app.casework.inspections.lists import co_leads, units
from app.casework.inspections.plans import Planned
from app.casework.inspections.sight import Seen, inspecting
from app.extensions import db
from app.records.agencies import Agency
from app.records.inspections import InspectionPlan
from app.statute.inspections import KINDS, InspectionKind, kinds_of
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.inspections.forms import CHANGE_ROWS, CancelForm, ItemForm, PlanForm
from app.web.inspections.parts import agency_names, plan_crumbs, sorted_names, step_page
from app.web.inspections.proposal_pages import reason_of
from app.web.lists import row_number
from app.web.people import the_day
from app.web.views import Link
from app.web.wording import spoken

CHOSEN = "chon"


def plan_form() -> PlanForm:
    """The form of a new plan, with the agencies of whoever is signed in."""
    form = PlanForm()
    mine = [db.session.get_one(Agency, one) for one in sorted(inspecting(current_viewer()))]
    form.agency.choices = [(str(one.id), one.name) for one in mine]
    form.year.choices = [(str(year), str(year)) for year in range(today().year - 1, today().year + 2)]
    if form.fresh:
        form.year.data = today().year
    return form


def plan_form_page(form: PlanForm) -> str:
    back = url_for("inspections.index")
    crumbs = (Link(_("Kiểm tra"), back),)
    lede = _("Mỗi đơn vị một kế hoạch một năm; là dự thảo đến khi ghi phê duyệt.")
    return step_page(form, _("Lập kế hoạch kiểm tra"), _("Lập kế hoạch"), crumbs=crumbs, back=back, lede=lede)


def item_form(plan: InspectionPlan, seen: Seen | None = None) -> ItemForm:
    """The form of an inspection: empty, with the units that were ticked, or as it stands in the plan."""
    form = ItemForm()
    code = db.session.get_one(Agency, plan.agency_id).code
    form.offer(kinds_of(code), agency_names())
    if plan.approved_on is not None:
        form.rows = (*ItemForm.rows, *CHANGE_ROWS)
    if form.fresh:
        form.expected_version.data = seen.inspection.version if seen else 0
        _fill(form, seen)
    return form


def _fill(form: ItemForm, seen: Seen | None) -> None:
    if seen is not None:
        it = seen.inspection
        form.kind.data, form.subject.data, form.partners.data = InspectionKind(it.kind), it.subject, it.partners
        form.first_on.data, form.last_on.data = it.first_on, it.last_on
        names = [one.name for one in units(db.session(), it.id)]
        for line, name in zip(form.co_leads, co_leads(db.session(), [it.id]).get(it.id, ()), strict=False):
            line.data = name
    else:
        ids = [row for row in map(row_number, request.args.getlist(CHOSEN)) if row is not None]
        names = [one.name for one in db.session.query(Agency).filter(Agency.id.in_(ids)).order_by(Agency.name)]
    while len(form.units) < len(names):
        form.units.append_entry()
    for line, name in zip(form.units, names, strict=False):
        line.data = name


def item_page(plan: InspectionPlan, form: ItemForm, title: str, *, back: str) -> str:
    """The page of that form. Which kinds are of which half-year is said before it is refused."""
    second = [spoken(KINDS[kind].term) for kind in InspectionKind if KINDS[kind].second_half]
    joint = [spoken(KINDS[kind].term) for kind in InspectionKind if KINDS[kind].joint]
    return render_template(
        "inspections/item.html", form=form, title=title, crumbs=(*plan_crumbs(plan), Link(title, "")), back=back,
        names=sorted_names(), second=second, joint=joint, approved=plan.approved_on is not None, year=plan.year,
    )  # fmt: skip


def added(ref: str, form: ItemForm) -> str:
    """Put what a valid form says into a plan: the ref of the inspection, "" when it was refused."""
    planned, paper, made = _planned(form), form.change(), ""
    with committing(form) as done:
        made = plans.add_inspection(
            db.session(), ref, planned, paper=paper, by=current_viewer(), at=now(), today=today()
        ).ref
    return made if done else ""


def changed(ref: str, form: ItemForm) -> bool:
    """Change an inspection of a plan as a valid form says."""
    planned, paper, version = _planned(form), form.change(), form.expected_version.data
    with committing(form) as done:
        plans.change_inspection(
            db.session(), ref, planned, paper=paper, by=current_viewer(), at=now(), today=today(),
            expected_version=version,
        )  # fmt: skip
    return bool(done)


def _planned(form: ItemForm) -> Planned:
    ids = form.ids_in(form.units)
    known = proposing.proposals(db.session(), current_viewer(), today=today())
    reasons = {row.agency_id: reason_of(row) for row in known}
    return Planned(
        kind=InspectionKind(form.kind.data), subject=form.subject.data or "", first_on=the_day(form.first_on),
        last_on=the_day(form.last_on), units={one: reasons.get(one, "") for one in ids},
        partners=form.partners.data or "", co_leads=frozenset(form.ids_in(form.co_leads)),
    )  # fmt: skip


def cancel_form(plan: InspectionPlan) -> CancelForm:
    """The form that takes an inspection off a plan: of an approved one, by a paper."""
    form = CancelForm()
    form.rows = CHANGE_ROWS if plan.approved_on is not None else ()
    return form


def cancelled(ref: str, form: CancelForm) -> None:
    """Take an inspection off a plan. Raises as plans.cancel_inspection."""
    plans.cancel_inspection(db.session(), ref, paper=form.change(), by=current_viewer(), at=now(), today=today())


__all__ = [
    "CHOSEN",
    "added",
    "cancel_form",
    "cancelled",
    "changed",
    "item_form",
    "item_page",
    "plan_form",
    "plan_form_page",
]
