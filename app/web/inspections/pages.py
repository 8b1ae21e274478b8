"""The page of an inspection: where it stands, the one next step, what was found, what was asked and became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import working_calendar
from app.casework.errors import NotFound
from app.casework.inspections import reading
from app.casework.inspections.lists import co_leads, units
from app.casework.inspections.papering import announced_without_a_paper, conclusion_paper
from app.casework.inspections.reading import FileRow, FindingRow, InvitationRow, RecommendationRow
from app.casework.inspections.sight import Seen, Sight, find_inspection, find_plan
from app.casework.permissions import Deed
from app.extensions import db
from app.records.agencies import Agency
from app.records.inspections import InspectionStage
from app.records.matters import MatterKind
from app.statute.inspections import CONTROLS, KINDS, InspectionKind
from app.statute.instruments import cite_all
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.clock import today
from app.web.dues import running_badge
from app.web.inspections.invited import attended_words
from app.web.inspections.parts import FILE_PAGES, plan_crumbs, span, stage_badge
from app.web.inspections.steps import steps_of
from app.web.views import Action, DueWords, Fact, Link, Mark, TimelineEntry
from app.web.wording import day, due_words, number, spoken, term, words


@dataclass(frozen=True, slots=True)
class UnitLine:
    """An inspected unit and why it was chosen."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file looked into. ``url`` is empty where the viewer does not open it."""

    code: str
    url: str
    title: str
    sealed: bool
    agency: str
    stage: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding. ``strike_url``: where it is struck, while it may be."""

    control: str
    cite: str
    words: str
    agency: str
    file: Link | None
    strike_url: str


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """What is asked, of whom, by when, and where it stands. ``url``: its own page."""

    badge: DueWords
    words: str
    agency: str
    code: str
    url: str
    stage: str
    strike_url: str


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """A body that was invited, and whether it came; where its invitation is taken, and that recorded, by who may."""

    it: InvitationRow
    attended: str
    paper_url: str
    attend_url: str


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """Everything the page shows, as far as the viewer may know it now. ``hidden``: why something is not there."""

    ref: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    badge: DueWords
    next: Action | None
    others: tuple[Action, ...]
    hidden: str
    summary: str
    conclusion: str
    conclusion_url: str
    no_file: str
    facts: tuple[Fact, ...]
    units: tuple[UnitLine, ...]
    team: tuple[tuple[str, str], ...]
    invited: tuple[InvitedLine, ...]
    files: tuple[FileLine, ...]
    file_words: str
    findings: tuple[FindingLine, ...]
    recommendations: tuple[RecommendationLine, ...]
    timeline: tuple[TimelineEntry, ...]
    shows: bool


def inspection_page(ref: str) -> InspectionPage:
    """The page for the viewer of this request. Raises NotFound."""
    session, viewer = db.session(), current_viewer()
    seen = find_inspection(session, viewer, ref)
    it = seen.inspection
    asked = reading.recommendations(session, viewer, seen)
    invited = reading.invited_to(session, viewer, seen)
    files = reading.files(session, viewer, seen)
    found = reading.findings(session, viewer, seen)
    steps = steps_of(seen, files=len(files), findings=len(found), recommendations=asked, invited=invited)
    return InspectionPage(
        ref=it.ref, title=it.subject, lede=" · ".join((_led_by(seen), span(it.first_on, it.last_on))),
        crumbs=_crumbs(seen),
        badge=stage_badge(it), next=steps.next, others=steps.others, hidden=_hidden(seen),
        summary=it.summary if seen.findings_of else "", conclusion=_conclusion(seen),
        conclusion_url=_conclusion_url(seen), no_file=_no_file(seen), facts=tuple(_facts(seen)),
        units=tuple(UnitLine(one.name, one.reason if seen.leads else "") for one in units(session, it.id)),
        team=tuple((words(one.part), ", ".join(filter(None, (one.name, one.post))))
                   for one in reading.members(session, seen)),
        invited=tuple(_invited_line(seen, one) for one in invited),
        files=tuple(map(_file_line, files)) if seen.sight is not Sight.GUEST else (), file_words=_file_words(seen),
        findings=tuple(_finding_line(one, seen) for one in found),
        recommendations=tuple(_recommendation_line(one, seen) for one in asked), timeline=steps.timeline,
        shows=bool(seen.findings_of),
    )  # fmt: skip


def _crumbs(seen: Seen) -> tuple[Link, ...]:
    here = Link(_("Cuộc thứ %(n)s", n=number(seen.inspection.position)), "")
    if seen.sight is Sight.GUEST:
        return (Link(_("Kiểm tra được mời"), url_for("inspections.invitations")), here)
    try:
        find_plan(db.session(), current_viewer(), seen.plan.ref)
    except NotFound:
        return (Link(_("Kiểm tra"), url_for("inspections.index")), here)
    return plan_crumbs(seen.plan, here)


def _hidden(seen: Seen) -> str:
    if seen.findings_of:
        return ""
    if seen.inspection.stage is InspectionStage.CANCELLED:
        return _("Cuộc kiểm tra này không tiến hành.")
    return _("Điều phát hiện và kiến nghị được xem từ ngày công bố kết luận.")


def _conclusion(seen: Seen) -> str:
    it = seen.inspection
    if it.announced_on is None:
        return ""
    signed = f" · {it.conclusion_signed_by}" if it.conclusion_signed_by else ""
    return _("số %(no)s ngày %(day)s", no=it.conclusion_no, day=day(it.announced_on)) + signed


def _conclusion_url(seen: Seen) -> str:
    paper = conclusion_paper(db.session(), current_viewer(), seen)
    return url_for("inspections.conclusion_paper", ref=seen.inspection.ref) if paper else ""


def _no_file(seen: Seen) -> str:
    """Of whom to ask for a conclusion that was announced by its number alone; nothing where there is a file of it."""
    if not announced_without_a_paper(db.session(), seen):
        return ""
    return _("Phần mềm không giữ tệp của kết luận này. Xin bản đã ký ở cơ quan ban hành.")


def _facts(seen: Seen) -> Iterator[Fact]:
    it = seen.inspection
    row = KINDS[InspectionKind(it.kind)]
    yield Fact(_("Loại kiểm tra"), spoken(row.term))
    yield Fact(_("Căn cứ"), spoken(cite_all([row.provision])))
    yield Fact(_("Thời gian theo kế hoạch"), span(it.first_on, it.last_on))
    if it.partners:
        yield Fact(_("Cơ quan phối hợp"), it.partners)
    if it.began_on:
        yield Fact(_("Bắt đầu"), day(it.began_on))


def _invited_line(seen: Seen, one: InvitationRow) -> InvitedLine:
    return InvitedLine(one, attended_words(one), _paper_url(seen, one), _attend_url(seen, one))


def _paper_url(seen: Seen, one: InvitationRow) -> str:
    takes = seen.leads or seen.sight is Sight.GUEST
    return url_for("inspections.invitation_paper", ref=seen.inspection.ref, invited=one.ref) if takes else ""


def _attend_url(seen: Seen, one: InvitationRow) -> str:
    begun = seen.inspection.stage in (InspectionStage.UNDER_WAY, InspectionStage.ANNOUNCED)
    return url_for("inspections.attend", ref=seen.inspection.ref, invited=one.ref) if seen.own and begun else ""


def _led_by(seen: Seen) -> str:
    """Thanh tra tỉnh; Sở Nội vụ, cùng Sở Tư pháp."""
    session, it = db.session(), seen.inspection
    lead = session.get_one(Agency, seen.plan.agency_id).name
    others = co_leads(session, [it.id]).get(it.id, ())
    return _("%(agency)s, cùng %(others)s", agency=lead, others=", ".join(others)) if others else lead


def _file_words(seen: Seen) -> str:
    if seen.sight is Sight.UNIT and not seen.findings_of:
        return ""
    n = reading.how_many_files(db.session(), seen)
    return ngettext("Đã xem xét %(n)s hồ sơ.", "Đã xem xét %(n)s hồ sơ.", n, n=number(n)) if n else ""


def _file_line(one: FileRow) -> FileLine:
    may_open = current_viewer().may(Deed.READ_MATTERS)
    url = url_for(FILE_PAGES[MatterKind(one.kind)], ref=one.ref) if may_open else ""
    return FileLine(one.code, url, one.title, one.sealed, one.agency, term(STAGES, one.stage))


def _finding_line(one: FindingRow, seen: Seen) -> FindingLine:
    control = CONTROLS[one.control]
    open_file = one.file is not None and seen.sight is not Sight.GUEST and current_viewer().may(Deed.READ_MATTERS)
    strike = seen.leads and seen.inspection.stage is InspectionStage.UNDER_WAY
    return FindingLine(
        control=spoken(control.term), cite=spoken(cite_all(control.provisions)), words=one.words, agency=one.agency,
        file=Link(one.file.code, url_for(FILE_PAGES[MatterKind(one.file.kind)], ref=one.file.ref))
        if open_file and one.file else None,
        strike_url=url_for("inspections.finding_strike", ref=seen.inspection.ref, row=one.id) if strike else "",
    )  # fmt: skip


def _recommendation_line(one: RecommendationRow, seen: Seen) -> RecommendationLine:
    strike = seen.leads and seen.inspection.stage is InspectionStage.UNDER_WAY
    url = url_for("inspections.term", ref=one.ref) if one.ref and seen.sight is not Sight.GUEST else ""
    return RecommendationLine(
        badge=recommendation_badge(one), words=one.words, agency=one.agency, code=one.code, url=url,
        stage=term(STAGES, one.stage) if one.stage else _("dự thảo"),
        strike_url=url_for("inspections.recommendation_strike", ref=seen.inspection.ref, row=one.id) if strike else "",
    )  # fmt: skip


def recommendation_badge(one: RecommendationRow) -> DueWords:
    """Its running term, or how it was met; of a draft, the day it will be due."""
    if one.met_on is not None:
        late = max((one.met_on - one.term_on).days, 0)
        return due_words("met_late" if late else "met", due_on=one.term_on, late=late, done_on=one.met_on)
    if not one.stage:
        return DueWords(Mark.OPEN, _("hạn %(day)s", day=day(one.term_on)))
    if not one.open:
        return DueWords(Mark.PAUSED, term(STAGES, one.stage))
    return running_badge(one.term_on, today(), working_calendar(db.session()))


__all__ = ["InspectionPage", "inspection_page", "recommendation_badge"]
