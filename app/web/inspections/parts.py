"""What several pages of inspections show alike: an inspection in a list, its badge, its way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.agencies import agencies_on
from app.casework.inspections.lists import Followed, ItemRow
from app.extensions import db
from app.records.inspections import Inspection, InspectionPlan, InspectionStage
from app.records.matters import MatterKind
from app.statute.inspections import KINDS, InspectionKind
from app.web.clock import today
from app.web.inspections.forms import StepForm
from app.web.views import DueWords, Link, Mark
from app.web.wording import day, number, spoken, words

INDEX = "inspections.index"
FILE_PAGES = {
    MatterKind.VISIT: "reception.page",
    MatterKind.PETITION: "petitions.page",
    MatterKind.CASE: "cases.page",
    MatterKind.CONCLUSION_TASK: "conclusions.task",
    MatterKind.MEDIATION: "mediations.page",
}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An inspection in a list. ``late``: what of its recommendations is late, in words."""

    number: int
    url: str
    subject: str
    kind: str
    cite: str
    when: str
    badge: DueWords
    agency: str
    units: tuple[str, ...]
    followed: str
    late: str
    cancelled: bool


def item_line(row: ItemRow) -> ItemLine:
    """An inspection as a list shows it."""
    it, kind = row.inspection, KINDS[InspectionKind(row.inspection.kind)]
    return ItemLine(
        number=it.position, url=url_for("inspections.inspection", ref=it.ref), subject=it.subject,
        kind=spoken(kind.term), cite=spoken_source(it.kind), when=span(it.first_on, it.last_on),
        badge=stage_badge(it), agency=", ".join(row.led_by), units=tuple(one.name for one in row.units),
        followed=followed_words(row.followed), late=late_words(row.followed),
        cancelled=it.stage is InspectionStage.CANCELLED,
    )  # fmt: skip


def spoken_source(kind: str) -> str:
    """The part of the province's plan behind a kind: "mục III.3"."""
    return _("mục %(part)s", part=KINDS[InspectionKind(kind)].provision.partition(" ")[2])


def span(first: date, last: date) -> str:
    """01/09 – 30/09/2026."""
    return day(first) if first == last else f"{first:%d/%m} – {day(last)}"


def stage_badge(it: Inspection) -> DueWords:
    """How far an inspection has come; one that should have begun says so."""
    if it.stage in (InspectionStage.PLANNED, InspectionStage.DECIDED) and it.first_on < today():
        return DueWords(Mark.SOON, _("chưa bắt đầu, quá ngày dự kiến"))
    marks = {
        InspectionStage.PLANNED: Mark.OPEN, InspectionStage.DECIDED: Mark.OPEN, InspectionStage.UNDER_WAY: Mark.SOON,
        InspectionStage.ANNOUNCED: Mark.MET, InspectionStage.CANCELLED: Mark.PAUSED,
    }  # fmt: skip
    return DueWords(marks[it.stage], words(it.stage))


def followed_words(it: Followed) -> str:
    """2 trong 3 kiến nghị đã thực hiện; nothing where nothing was asked."""
    if not it.total:
        return ""
    return _("%(done)s trong %(all)s kiến nghị đã thực hiện", done=number(it.done), all=number(it.total))


def late_words(it: Followed) -> str:
    return ngettext("%(n)s kiến nghị quá hạn", "%(n)s kiến nghị quá hạn", it.late, n=number(it.late)) if it.late else ""


def plan_crumbs(plan: InspectionPlan, *more: Link, open_plan: bool = True) -> tuple[Link, ...]:
    """The way back to a plan, as far as the viewer may go it."""
    name = _("Kế hoạch năm %(year)s", year=str(plan.year))
    here = (Link(name, url_for("inspections.plan", ref=plan.ref)),) if open_plan else ()
    return (Link(_("Kiểm tra"), url_for(INDEX)), *here, *more)


def address_with(endpoint: str, narrowed: dict[str, Any]) -> str:
    """The address of a list, narrowed by fields whose names are no names in Python."""
    return url_for(endpoint, **narrowed)


def agency_names() -> dict[str, int]:
    """The agencies of today by their names, as they are typed."""
    return {one.name.casefold(): one.id for one in agencies_on(db.session(), today())}


def sorted_names() -> tuple[str, ...]:
    """The same names, for a list to choose from."""
    return tuple(sorted(one.name for one in agencies_on(db.session(), today())))


def step_page(
    form: StepForm, title: str, verb: str, *, crumbs: tuple[Link, ...], back: str, lede: str = "",
    names: tuple[str, ...] = (),
) -> str:  # fmt: skip
    """The page of one step: what is typed, the one verb, the way back."""
    return render_template(
        "inspections/step.html", form=form, title=title, verb=verb, crumbs=(*crumbs, Link(title, "")), back=back,
        lede=lede, names=names,
    )  # fmt: skip
