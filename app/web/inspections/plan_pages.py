"""What the pages of plans show: the plans of the years, one plan with its inspections, its print, who to inspect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import working_calendar
from app.casework.inspections import lists, reading
from app.casework.inspections.papering import result_paper
from app.casework.inspections.sight import concerned, find_plan, inspecting
from app.casework.papers.facts import office_of
from app.casework.papers.sides import signature_of
from app.extensions import db
from app.records.agencies import Agency
from app.records.inspections import Inspection, InspectionPlan, InspectionStage, PlanChange
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.statute.inspections import KINDS, InspectionKind, result_before, result_due_on
from app.statute.instruments import cite_all
from app.statute.papers.bases import written_out
from app.web.access import current_viewer
from app.web.clock import today
from app.web.dues import running_badge
from app.web.inspections.parts import INDEX, ItemLine, address_with, item_line, plan_crumbs, spoken_source
from app.web.views import Action, DueWords, Empty, Link
from app.web.wording import day, due_words, number, spoken

ORDER, PLAN = "xep", "ke-hoach"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list."""

    url: str
    title: str
    agency: str
    approved: str
    progress: str
    done: int
    all: int
    late: str
    result: DueWords | None


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The plans somebody may read; inspections of their unit by others; ``together``: those they lead with others."""

    plans: tuple[PlanLine, ...]
    concerning: tuple[ItemLine, ...]
    together: tuple[ItemLine, ...]
    told: bool
    empty: Empty | None
    new_url: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of an approved plan."""

    title: str
    paper: str
    reason: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan. ``result``: what became of the duty to tell its result; ``paper_url``: where what was sent is taken."""

    ref: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    items: tuple[ItemLine, ...]
    progress: str
    done: int
    all: int
    actions: tuple[Action, ...]
    result: DueWords | None
    result_url: str
    changes: tuple[ChangeLine, ...]
    draft: bool
    paper_url: str


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """A line of the plan on paper."""

    subject: str
    kind: str
    units: str
    when: str
    partners: str


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The paper: in Vietnamese whatever the language of the screen."""

    title: str
    crumbs: tuple[Link, ...]
    superior: str
    agency: str
    number: str
    place_and_day: str
    heading: str
    basis: str
    items: tuple[PrintedItem, ...]
    closing: str
    signature: tuple[str, str]


# --- the list -------------------------------------------------------------------------------------------------------


def index_page() -> IndexPage:
    """The plans and the inspections somebody may know of."""
    viewer, session = current_viewer(), db.session()
    plans = tuple(map(_plan_line, lists.plans(session, viewer, today=today())))
    others = tuple(item_line(row) for row in lists.items_concerning(session, viewer, today=today()))
    together = tuple(item_line(row) for row in lists.items_co_led(session, viewer, today=today()))
    may_write = bool(inspecting(viewer))
    new_url = url_for("inspections.plan_new") if may_write else ""
    act = Link(_("Lập kế hoạch kiểm tra"), new_url) if may_write else None
    return IndexPage(
        plans=plans, concerning=others, together=together, told=bool(concerned(viewer)) and may_write,
        empty=None if plans else Empty(_("Chưa có kế hoạch kiểm tra nào."), act), new_url=new_url if plans else "",
    )  # fmt: skip


def _plan_line(row: lists.PlanRow) -> PlanLine:
    late = ngettext("%(n)s kiến nghị quá hạn", "%(n)s kiến nghị quá hạn", row.late, n=number(row.late))
    return PlanLine(
        url=url_for("inspections.plan", ref=row.ref), title=_("Kế hoạch kiểm tra năm %(year)s", year=str(row.year)),
        agency=row.agency, approved=approved_words(row.number, row.approved_on),
        progress=_progress(row.done, row.inspections), done=row.done, all=row.inspections,
        late=late if row.late else "", result=_result_badge(row.year, row.told_on) if row.approved_on else None,
    )  # fmt: skip


def approved_words(paper: str | None, on: date | None) -> str:
    """Số 02/KH-TTr ngày 12/01/2026; or that it is a draft."""
    return _("số %(no)s ngày %(day)s", no=paper, day=day(on)) if paper else _("dự thảo, chưa phê duyệt")


def _progress(done: int, every: int) -> str:
    return _("%(done)s trong %(all)s cuộc đã có kết luận", done=number(done), all=number(every))


# --- one plan -------------------------------------------------------------------------------------------------------


def plan_page(ref: str) -> PlanPage:
    """Everything the page of a plan shows."""
    session, viewer = db.session(), current_viewer()
    plan = find_plan(session, viewer, ref)
    rows = lists.items_of_plan(session, viewer, plan, today=today())
    standing = [row for row in rows if row.inspection.stage is not InspectionStage.CANCELLED]
    done = sum(row.inspection.stage is InspectionStage.ANNOUNCED for row in standing)
    agency = session.get_one(Agency, plan.agency_id)
    mine = plan.agency_id in inspecting(viewer)
    badge, url = _result(plan, mine=mine)
    return PlanPage(
        ref=plan.ref, title=_("Kế hoạch kiểm tra năm %(year)s", year=str(plan.year)),
        lede=" · ".join((agency.name, approved_words(plan.number, plan.approved_on))),
        crumbs=(Link(_("Kiểm tra"), url_for(INDEX)), Link(str(plan.year), "")),
        items=tuple(map(item_line, rows)), progress=_progress(done, len(standing)), done=done, all=len(standing),
        actions=tuple(_plan_actions(plan, bool(standing))) if mine else (), result=badge, result_url=url,
        changes=tuple(_change_line(change, place) for change, place in reading.changes(session, viewer, plan)),
        draft=plan.approved_on is None, paper_url=_paper_url(plan),
    )  # fmt: skip


def _plan_actions(plan: InspectionPlan, filled: bool) -> Iterator[Action]:  # noqa: FBT001 - said once, above
    draft = plan.approved_on is None
    if draft and filled:
        yield Action(_("Ghi phê duyệt kế hoạch"), url_for("inspections.plan_approve", ref=plan.ref), primary=True)
    yield Action(
        _("Chọn đơn vị theo số liệu"),
        address_with("inspections.proposals", {PLAN: plan.ref}),
        primary=draft and not filled,
    )
    yield Action(_("Thêm cuộc kiểm tra"), url_for("inspections.plan_add", ref=plan.ref))


def _result(plan: InspectionPlan, *, mine: bool) -> tuple[DueWords | None, str]:
    """How the result of the year stands, and where it is recorded as sent."""
    if plan.result_matter_id is None:
        return None, ""
    session = db.session()
    matter = session.get_one(Matter, plan.result_matter_id)
    owed = session.query(Obligation).filter_by(matter_id=matter.id, superseded=False).first()
    met = owed.satisfied_on if owed else None
    url = url_for(
        "inspections.result" if matter.open else "inspections.term", ref=plan.ref if matter.open else matter.ref
    )
    url = url if mine else ""
    return _result_badge(plan.year, met), url


def _result_badge(year: int, met: date | None) -> DueWords:
    due_on = result_due_on(year)
    if met is not None:
        late = max((met - due_on).days, 0)
        return due_words("met_late" if late else "met", due_on=due_on, late=late, done_on=met)
    return running_badge(due_on, today(), working_calendar(db.session()))


def _paper_url(plan: InspectionPlan) -> str:
    return url_for("inspections.result_paper", ref=plan.ref) if result_paper(db.session(), plan) else ""


def _change_line(change: PlanChange, place: int) -> ChangeLine:
    what = _("bổ sung") if not change.before else (_("bỏ") if not change.after else _("điều chỉnh"))
    return ChangeLine(
        title=_("Cuộc thứ %(n)s: %(what)s", n=number(place), what=what),
        paper=_("số %(no)s ngày %(day)s", no=change.document_no, day=day(change.document_on)), reason=change.reason,
        differences=tuple(_differences(change)) if change.before and change.after else (),
    )  # fmt: skip


def _differences(change: PlanChange) -> Iterator[str]:
    names = {
        "kind": _("Loại kiểm tra"), "subject": _("Nội dung kiểm tra"), "co_leads": _("Cơ quan cùng chủ trì"),
        "partners": _("Cơ quan phối hợp"),
        "first_on": _("Từ ngày"), "last_on": _("Đến ngày"), "units": _("Đơn vị được kiểm tra"),
    }  # fmt: skip
    for name, label in names.items():
        before, after = (said.get(name) or None for said in (change.before, change.after))
        if before != after:
            yield f"{label}: {_told(name, before)} → {_told(name, after)}"


def _told(name: str, value: object) -> str:
    if name == "kind":
        return spoken(KINDS[InspectionKind(str(value))].term)
    if name in ("first_on", "last_on"):
        return day(date.fromisoformat(str(value)))
    if isinstance(value, list):
        return ", ".join(db.session.get_one(Agency, one).name for one in value)
    return str(value or "–")


def printed_plan(ref: str) -> PrintedPlan:
    """The plan on paper, without what was cancelled."""
    session, viewer = db.session(), current_viewer()
    plan = find_plan(session, viewer, ref)
    office = office_of(session, plan.agency_id, plan.approved_on or today())
    rows = [one for one in lists.items_of_plan(session, viewer, plan, today=today()) if _stands(one.inspection)]
    provisions = dict.fromkeys(KINDS[InspectionKind(one.inspection.kind)].provision for one in rows)
    on = plan.approved_on
    return PrintedPlan(
        title=_("Bản in kế hoạch kiểm tra"), crumbs=plan_crumbs(plan, Link(_("Bản in"), "")),
        superior=office.superior.upper(), agency=office.name.upper(),
        number=f"Số: {plan.number or '……/KH-……'}",
        place_and_day=f"{office.place}, {written_out(on) if on else f'ngày …… tháng …… năm {plan.year}'}",
        heading=f"Kiểm tra năm {plan.year}",
        basis=f"Căn cứ {cite_all(provisions)}." if provisions else "", items=tuple(map(_printed, rows)),
        closing=f"Kết quả kiểm tra gửi về Sở Nội vụ trước ngày {result_before(plan.year):%d/%m/%Y} để tổng hợp.",
        signature=signature_of(plan.signed_by, office.name),
    )  # fmt: skip


def _stands(it: Inspection) -> bool:
    return it.stage is not InspectionStage.CANCELLED


def _printed(row: lists.ItemRow) -> PrintedItem:
    it = row.inspection
    when = f"{it.first_on:%d/%m/%Y} – {it.last_on:%d/%m/%Y}"
    units, (_lead, *together) = "; ".join(one.name for one in row.units), row.led_by
    partners = "; ".join((*(f"{one} (cùng chủ trì)" for one in together), *filter(None, (it.partners,))))
    return PrintedItem(it.subject, KINDS[InspectionKind(it.kind)].term.vi, units, when, partners)


__all__ = [
    "PLAN",
    "IndexPage",
    "PlanPage",
    "index_page",
    "plan_page",
    "printed_plan",
    "spoken_source",
]
