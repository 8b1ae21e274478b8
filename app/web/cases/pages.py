"""What the page of a case shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.casework.case_files import (
    CaseFacts,
    Related,
    facts_of,
    later_of,
    related_to,
)
from app.casework.content_lines import WITHDRAWN
from app.casework.identities import may_open
from app.casework.ledger import assessment_of
from app.casework.permissions import Deed, Viewer
from app.casework.places import place_of
from app.casework.sessions import day_ref_of
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.statute.guards import first_day_of_effect
from app.statute.terms import DENUNCIATIONS, FIELDS, PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.acting import Way
from app.web.cases.enforcement import EnforcementPanel, enforcement_panel
from app.web.cases.facts import facts_words, may_state
from app.web.clock import now, today
from app.web.contents import ContentsPanel, contents_of
from app.web.file_notes import NotesPanel, notes_panel
from app.web.file_panel import FilesPanel, by_act, files_of, panel_of
from app.web.holders import Holding, holding_of
from app.web.instances import InstancesPanel, instances_of
from app.web.paper_panel import PaperPanel, paper_panel
from app.web.parties import PartiesPanel, head_of, parties_panel
from app.web.standing import Standing, standing_of
from app.web.views import Link
from app.web.wording import day, term, words

FEEDBACK = Procedure.FEEDBACK
IN_FORCE = "in_force"
PAGES = {
    MatterKind.VISIT: "reception.page",
    MatterKind.PETITION: "petitions.page",
    MatterKind.CASE: "cases.page",
    MatterKind.CONCLUSION_TASK: "conclusions.task",
    MatterKind.MEDIATION: "mediations.page",
    MatterKind.INSPECTION_TERM: "inspections.term",
    MatterKind.REPORT_DUTY: "reports.duty",
}


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of a case. ``sealed``: what it is about and who spoke stand on the sealed page (``sealed_url``)."""

    title: str
    code: str
    lede: tuple[str, ...]
    crumbs: tuple[Link, ...]
    standing: Standing
    holding: Holding
    people_label: str
    contested: str
    related: tuple[tuple[Link, str], ...]
    instances: InstancesPanel
    facts: tuple[str, ...]
    facts_url: str
    sealed: bool
    sealed_url: str
    files: FilesPanel
    official: PaperPanel
    contents: ContentsPanel
    enforcement: EnforcementPanel | None
    notes: NotesPanel | None
    people: PartiesPanel


def case_page(matter: Matter) -> CasePage:
    """Everything the page of a case says to the viewer of this request."""
    session, viewer = db.session(), current_viewer()
    facts = facts_of(session, matter)
    related = related_to(session, matter, viewer)
    petitions = [one.id for one in related if one.kind is MatterKind.PETITION]
    files = files_of(matter)
    standing = standing_of(
        matter, act_url=lambda act: act_address(matter, act), others=petitions, files=by_act(files)
    )  # fmt: skip
    opens = not matter.sealed or may_open(session, matter, viewer=viewer, at=now())
    return CasePage(
        title=title_of(matter),
        code=matter.code,
        lede=tuple(_lede(matter, facts, standing)),
        crumbs=(Link(pgettext("danh sách", "Vụ việc"), url_for("cases.index")), Link(matter.code, "")),
        standing=standing,
        holding=holding_of(matter, facts.assignee, viewer),
        people_label=_people_label(matter),
        contested=facts.contested,
        related=tuple(map(_link, [*related, *later_of(session, matter, viewer)])),
        instances=instances_of(matter, viewer),
        facts=facts_words(matter.facts),
        facts_url=url_for("cases.facts", ref=matter.ref) if may_state(matter, viewer) else "",
        sealed=matter.sealed,
        sealed_url=_sealed_url(matter, viewer, opens=opens),
        files=panel_of(matter, files, standing.log),
        official=paper_panel(matter, standing.latest, standing.owed),
        contents=contents_of(matter, standing.log, opens=opens, withdraw_url=_withdraw_url(matter, standing)),
        enforcement=enforcement_panel(matter, standing.log),
        notes=notes_panel(matter),
        people=parties_panel(matter, standing.log),
    )


def _withdraw_url(matter: Matter, standing: Standing) -> str:
    """Where a part of what a case is about is withdrawn, if that is open now."""
    address = act_address(matter, WITHDRAWN)
    offered = {one.url for one in (*standing.actions, *standing.more_actions)}
    return address if address in offered else ""


def title_of(matter: Matter) -> str:
    """What a case is called: its title, or its kind and code when it is sealed."""
    kind = term(PROCEDURES, matter.procedure)
    return f"{kind} {matter.code}" if matter.sealed else matter.title or f"{kind} {matter.code}"


def act_address(matter: Matter, act: str) -> str:
    """Where an act of a case is recorded."""
    return url_for("cases.act", ref=matter.ref, act=act)


def way_of(matter: Matter, act: str = "") -> Way:
    """How the acts of a case are recorded. A decision takes effect by itself: that day is proposed, not today."""
    back = url_for("cases.page", ref=matter.ref)
    cases = Link(pgettext("danh sách", "Vụ việc"), url_for("cases.index"))
    effect = first_day_of_effect(assessment_of(db.session(), matter, today=today()).ground) if act == IN_FORCE else None
    return Way(back=back, crumbs=(cases, Link(matter.code, back)), filled={"on": effect} if effect else {})


def address_of(matter: Matter) -> str | None:
    """The page of a matter of any kind, or None when its kind has none.

    What heads owe by their office stands on the schedule: on the page of the day, or of the month.
    """
    if matter.kind is MatterKind.AGENCY_DUTY:
        day_ref = day_ref_of(db.session(), matter)
        month = f"{matter.opened_on:%Y-%m}"
        return (
            url_for("reception.day", ref=day_ref)
            if day_ref
            else url_for("reception.schedule", thang=month, noi=matter.origin_agency_id)
        )
    endpoint = PAGES.get(matter.kind)
    return url_for(endpoint, ref=matter.ref) if endpoint else None


def _lede(matter: Matter, facts: CaseFacts, standing: Standing) -> list[str]:
    place = place_of(db.session(), matter)
    said = [term(PROCEDURES, matter.procedure), term(FIELDS, matter.field), place, standing.stage]
    said.append(_("Giải quyết: %(who)s", who=head_of(facts.head_title, facts.agency)))
    return [one for one in said if one]


def _sealed_url(matter: Matter, viewer: Viewer, *, opens: bool) -> str:
    """Where the sealed page is opened, or opened to others: nothing for anybody else."""
    may = matter.sealed and (opens or viewer.may(Deed.ASSIGN, matter.agency_id))
    return url_for("cases.sealed", ref=matter.ref) if may else ""


def _people_label(matter: Matter) -> str:
    if matter.procedure in DENUNCIATIONS:
        return _("Người tố cáo")
    return _("Người kiến nghị, phản ánh") if matter.procedure == FEEDBACK else _("Người khiếu nại")


def _said_of(one: Related) -> Iterator[str]:
    """How it has to do with the case, since when, where it is and how far."""
    if one.same:
        yield _("đơn trùng nội dung")
    elif one.relation is not None:
        yield words(one.relation)
    yield day(one.opened_on)
    if one.kind is not MatterKind.VISIT:
        yield one.agency
        yield term(STAGES, one.stage)


def _link(one: Related) -> tuple[Link, str]:
    return Link(f"{words(one.kind)} {one.code}", url_for("cases.open", ref=one.ref)), ", ".join(_said_of(one))
