"""What the pages of petitions show: the list, the file, and what stands around the forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.casework import instances, ledger
from app.casework.agencies import agencies_on
from app.casework.content_lines import WITHDRAWN
from app.casework.inbox import UNDECIDED
from app.casework.permissions import Deed, Viewer
from app.casework.petition_files import PetitionFile, Related, petition_file
from app.casework.places import places_on
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.records.people import Account
from app.statute.instruments import cite_all
from app.statute.procedures import provisions_of
from app.statute.terms import ACTS, FIELDS, PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.changes import changed_since
from app.web.clock import today
from app.web.contents import ContentsPanel, contents_of
from app.web.file_notes import NotesPanel, notes_panel
from app.web.file_panel import FilesPanel, by_act, files_of, panel_of
from app.web.holders import Holding, holding_of
from app.web.instances import InstancesPanel, instances_of
from app.web.paper_panel import PaperPanel, paper_panel
from app.web.parties import PartiesPanel, parties_panel
from app.web.people import Found, found_people, picked
from app.web.petitions.came import Came, came_of, how_split, list_help, several_help
from app.web.petitions.facts import facts_of, parties_of, sealed_url
from app.web.petitions.forms import FIRST, FURTHER, NO, OVERDUE, SECOND, YES, ClassifyForm, NewPetitionForm
from app.web.petitions.forwarders import ForwarderPanel, forwarder_panel
from app.web.petitions.reading import Reading, ignored_words, reading_of
from app.web.standing import PETITION_PAGES, Standing, standing_of
from app.web.views import Fact, Link, Meanwhile, RelatedLink
from app.web.wording import day, spoken, term, term_choices, words

SECOND_INSTANCE = frozenset({Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_SECOND})
AGAIN = {Procedure.DENUNCIATION_FURTHER.value: FURTHER, Procedure.DENUNCIATION_OVERDUE.value: OVERDUE}
DISCIPLINE = frozenset({Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND})
ROOMS = {MatterKind.VISIT: "reception.page", MatterKind.PETITION: "petitions.page", MatterKind.CASE: "cases.page"}


@dataclass(frozen=True, slots=True)
class PetitionPage:
    """The file of a petition."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    sealed: bool
    sealed_url: str
    facts: tuple[Fact, ...]
    parties: tuple[Fact, ...]
    related: tuple[RelatedLink, ...]
    instances: InstancesPanel
    duplicates_url: str
    triage_url: str
    hint: str
    forwarder: ForwarderPanel | None
    standing: Standing
    holding: Holding | None
    files: FilesPanel
    official: PaperPanel
    came: Came
    contents: ContentsPanel
    notes: NotesPanel | None
    people: PartiesPanel


@dataclass(frozen=True, slots=True)
class NewPetitionPage:
    """What stands around the form of a new petition."""

    list_help: str
    several_help: str
    found: tuple[Found, ...] = ()
    searched: bool = False
    chosen: Found | None = None


# --- the file -----------------------------------------------------------------------------------------------------


def petition_page(matter: Matter) -> PetitionPage:
    """Everything the page of a petition shows, for the viewer of this request."""
    viewer = current_viewer()
    file = petition_file(db.session(), viewer, matter)
    files = files_of(matter)
    standing = standing_of(
        matter,
        files=by_act(files),
        act_url=lambda act: url_for("petitions.act", ref=matter.ref, act=act),
        act_urls=own_pages(matter),
    )
    opens = not matter.sealed or bool(sealed_url(matter, viewer))
    return PetitionPage(
        code=matter.code,
        title=matter.title if matter.title and not matter.sealed else _("Đơn %(code)s", code=matter.code),
        lede=_lede(matter, file),
        crumbs=(Link(_("Xử lý đơn"), url_for("petitions.inbox")), Link(matter.code, "")),
        sealed=matter.sealed,
        sealed_url=sealed_url(matter, viewer),
        facts=tuple(facts_of(matter, file)),
        parties=tuple(parties_of(file)),
        related=tuple(_related(one) for one in file.related),
        instances=instances_of(matter, viewer),
        duplicates_url=url_for("petitions.duplicates", ref=matter.ref) if _may_link(matter, viewer) else "",
        triage_url=url_for("petitions.triage", ref=matter.ref) if _undecided(matter, viewer) else "",
        hint=ignored_words(file.hint_ignored),
        forwarder=forwarder_panel(matter, file, standing),
        standing=standing,
        holding=_holding(matter, viewer),
        files=panel_of(matter, files, standing.log),
        official=paper_panel(matter, standing.latest, standing.owed),
        came=came_of(matter, file, viewer, opens=opens),
        contents=contents_of(matter, standing.log, opens=opens, withdraw_url=_withdraw_url(matter, standing)),
        notes=notes_panel(matter),
        people=parties_panel(matter, standing.log),
    )


def _withdraw_url(matter: Matter, standing: Standing) -> str:
    """Where a part of a petition is withdrawn, if that is open now."""
    address = url_for("petitions.act", ref=matter.ref, act=WITHDRAWN)
    offered = {one.url for one in (*standing.actions, *standing.more_actions)}
    return address if address in offered else ""


def _holding(matter: Matter, viewer: Viewer) -> Holding | None:
    """Who has the petition; nothing of one that is done and that nobody had."""
    account = db.session.get(Account, matter.assignee_id) if matter.assignee_id else None
    return holding_of(matter, account.full_name if account else "", viewer) if matter.open or account else None


def own_pages(matter: Matter) -> dict[str, str]:
    """The acts of a petition that have a page of their own."""
    return {act: url_for(endpoint, ref=matter.ref) for act, endpoint in PETITION_PAGES.items()}


def _may_link(matter: Matter, viewer: Viewer) -> bool:
    return not matter.sealed and viewer.may(Deed.TRIAGE, matter.agency_id)


def _undecided(matter: Matter, viewer: Viewer) -> bool:
    return matter.stage in UNDECIDED and viewer.may(Deed.TRIAGE, matter.agency_id)


def _lede(matter: Matter, file: PetitionFile) -> str:
    parts = (
        term(PROCEDURES, matter.procedure or Procedure.TRIAGE),
        term(FIELDS, matter.field),
        term(STAGES, matter.stage),
        _("đơn trùng") if file.duplicate_of else "",
        file.agency,
    )
    return " · ".join(filter(None, parts))


def _related(one: Related) -> RelatedLink:
    name = _("%(kind)s %(code)s", kind=words(one.kind), code=one.code)
    same = _("cùng nội dung") if one.same else ""
    facts = " · ".join(filter(None, (how_split(one), same, day(one.opened_on), term(STAGES, one.stage), one.agency)))
    return RelatedLink(name, url_for(ROOMS[one.kind], ref=one.ref), facts)


# --- a new petition -----------------------------------------------------------------------------------------------


def new_petition_form(viewer: Viewer) -> NewPetitionForm:
    """The form of a petition that did not come to the desk, with its lists."""
    form = NewPetitionForm()
    form.today = today()
    if form.fresh:
        form.received_on.data = form.today
    there = agencies_on(db.session(), form.today)
    form.offer(
        own=[(str(one.id), one.name) for one in there if viewer.may(Deed.REGISTER_PETITION, one.id)],
        agencies=[(str(one.id), one.name) for one in there],
        fields=term_choices(FIELDS),
    )
    form.offer_places(places_on(db.session(), form.today), nowhere=_("Theo bên bị khiếu nại, tố cáo"))
    return form


def new_petition_page(form: NewPetitionForm, *, pick: str = "", searched: bool = False) -> NewPetitionPage:
    """The surroundings of the form; ``pick`` puts somebody found into its fields."""
    found = found_people(db.session(), current_viewer(), form.typed()) if searched or pick else []
    chosen = picked(found, pick)
    if chosen is not None:
        form.fill_in(chosen.person)
    return NewPetitionPage(
        list_help(form.today), several_help(form.today), tuple(found), searched and chosen is None, chosen
    )


# --- classification -----------------------------------------------------------------------------------------------


def classify_form(matter: Matter) -> ClassifyForm:
    """The form of a classification, filled with what was said before."""
    form = ClassifyForm(
        data={
            **_as_classified(matter, petition_file(db.session(), current_viewer(), matter)),
            "previous_code": instances.previous_code(db.session(), current_viewer(), matter),
            "on": today(),
            "version": matter.version,
            "mark": last_change(db.session(), matter.id),
        }
    )
    agencies = [(str(one.id), one.name) for one in agencies_on(db.session(), today())]
    form.offer(agencies=agencies, fields=term_choices(FIELDS))
    return form


def _as_classified(matter: Matter, file: PetitionFile) -> dict[str, Any]:
    """How a petition is classified now, by the fields of the form."""
    return {
        "kind": file.kind,
        "instance": SECOND if matter.procedure in SECOND_INSTANCE else FIRST,
        "discipline": matter.procedure in DISCIPLINE,
        "denounced": AGAIN.get(matter.procedure or "", FIRST),
        "field": matter.field or "",
        "officials_conduct": (YES if file.officials_conduct else NO) if file.kind else None,
        "contested": file.contested,
    }


def classify_meanwhile(matter: Matter, form: ClassifyForm) -> Meanwhile:
    """Who changed what since the form was opened, and how the petition is classified now."""
    file = petition_file(db.session(), current_viewer(), matter)
    stands = {**_as_classified(matter, file), "reason": file.reason} if file.kind else {}
    return changed_since(matter, form, lambda _rows: stands, version="version")


def classify_page(matter: Matter) -> Reading:
    """What is read while classifying."""
    return reading_of(matter, _("Phân loại đơn"))


def why_closed(matter: Matter, act: str) -> str:
    """Why an act cannot be done now, with its article; nothing when it can."""
    found = ledger.assessment_of(db.session(), matter, today=today())
    if any(one.act == act for one in found.open_acts):
        return ""
    where = spoken(cite_all(provisions_of(matter.procedure or Procedure.TRIAGE, act)))
    named = {"act": term(ACTS, act), "stage": term(STAGES, found.stage), "where": where}
    return _("Chưa ghi được “%(act)s”: hồ sơ đang ở “%(stage)s” (%(where)s).", **named)
