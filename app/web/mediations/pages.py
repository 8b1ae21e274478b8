"""The page of a mediation: how it stands, the plot, both sides, its sessions, what the sides may still do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from app.casework.identities import Person
from app.casework.ledger import ground_of
from app.casework.mediation_corrections import may_correct
from app.casework.mediation_list import MediationFile, file_of
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.people import Account
from app.statute.assessment import ActFact
from app.statute.deadlines import due
from app.statute.terms import ACTS, STAGES
from app.statute.time_limits import limit_in_force
from app.web.access import current_viewer
from app.web.act_fields import written
from app.web.file_panel import FilesPanel, panel_of
from app.web.holders import Holding, holding_of
from app.web.mediations.correcting import corrections_told
from app.web.mediations.lists import unread
from app.web.mediations.papers import NOTICE, RECORD, printable
from app.web.mediations.plots import plot_facts
from app.web.standing import Standing, standing_of
from app.web.views import Fact, Link
from app.web.wording import day, term


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as it was recorded: its day, what came of it, the minutes, and what it says."""

    on: str
    result: str
    minutes: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MediationPage:
    """What ``mediations/mediation.html`` prints."""

    code: str
    title: str
    lede: str
    unread: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    requesters: tuple[str, ...]
    others: tuple[str, ...]
    sessions: tuple[SessionLine, ...]
    none_yet: str
    objection: str
    visit: Link | None
    correct_url: str
    corrections: tuple[str, ...]
    papers: tuple[Link, ...]
    standing: Standing
    holding: Holding
    files: FilesPanel


def crumbs_of(matter: Matter) -> tuple[Link, ...]:
    """The way back to a mediation."""
    return Link(_("Hòa giải đất đai"), url_for("mediations.index")), Link(
        matter.code, url_for("mediations.page", ref=matter.ref)
    )


def mediation_page(matter: Matter) -> MediationPage:
    """Everything the page of a mediation shows, for the viewer of this request."""
    viewer, session = current_viewer(), db.session()
    file = file_of(session, viewer, matter)
    back, here = crumbs_of(matter)
    assignee = session.get(Account, matter.assignee_id) if matter.assignee_id else None
    agency = session.get_one(Agency, matter.agency_id).name
    return MediationPage(
        code=matter.code,
        title=matter.title,
        lede=" · ".join((matter.code, _("Hòa giải tranh chấp đất đai"), term(STAGES, matter.stage), agency)),
        unread=unread(),
        crumbs=(back, replace(here, url="")),
        facts=tuple(plot_facts(file.plot)),
        requesters=tuple(map(_person, file.requesters)),
        others=tuple(map(_person, file.others)),
        sessions=tuple(_session(matter, fact) for fact in file.sessions),
        none_yet=_none_yet(file),
        objection=_objection(file),
        visit=Link(file.visit.code, url_for("reception.page", ref=file.visit.ref)) if file.visit else None,
        correct_url=url_for("mediations.correct", ref=matter.ref) if may_correct(viewer, matter) else "",
        corrections=tuple(corrections_told(matter)),
        papers=tuple(_papers(matter, file)),
        standing=standing_of(matter, act_url=lambda act: url_for("mediations.act", ref=matter.ref, act=act)),
        holding=holding_of(matter, assignee.full_name if assignee else "", viewer),
        files=panel_of(matter),
    )


def _person(person: Person) -> str:
    born = _("sinh %(year)s", year=person.birth_year) if person.birth_year else ""
    return ", ".join(filter(None, (person.full_name, born, person.address)))


def _session(matter: Matter, fact: ActFact) -> SessionLine:
    minutes = _("biên bản %(no)s", no=fact.document) if fact.document else ""
    said = written(matter.procedure or "", fact.act, fact.data)
    return SessionLine(day(fact.on), term(ACTS, fact.act), minutes, tuple(said))


def _none_yet(file: MediationFile) -> str:
    """What comes before the first session."""
    if any(one.act == "mediation_council" for one in file.log):
        return _("Chưa có phiên nào. Ghi từng phiên, rồi ghi kết quả.")
    return _("Chưa có phiên nào. Lập Hội đồng hòa giải trước, rồi ghi từng phiên.")


def _objection(file: MediationFile) -> str:
    """Until when the sides may object to a settlement in writing: their own time, nobody is late by it."""
    last = file.sessions[-1] if file.sessions else None
    if last is None or last.act != "mediation_succeeded":
        return ""
    if any(one.act == "mediation_objected" and one.on >= last.on for one in file.log):
        return _("Một bên đã có ý kiến khác bằng văn bản: hòa giải lại, lập biên bản mới.")
    limit = limit_in_force("dd.mediation_objection", last.on)
    until = due(limit, last.on, calendar=ground_of(db.session()).calendar).due_on
    return _("Các bên có ý kiến khác bằng văn bản đến ngày %(day)s (chưa đối chiếu).", day=day(until))


def _papers(matter: Matter, file: MediationFile) -> Iterator[Link]:
    words = {NOTICE: _("In thông báo thụ lý"), RECORD: _("In biên bản hòa giải")}
    for paper in printable(file):
        yield Link(words[paper], url_for("mediations.printed", ref=matter.ref, paper=paper))
