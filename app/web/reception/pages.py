"""What the pages of the desk show: the form's surroundings, the page of a visit, the register, the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.agencies import agencies_on
from app.casework.appointments import may_appoint
from app.casework.identities import may_open
from app.casework.permissions import Deed, Viewer
from app.casework.reception_schedule import kind_planned
from app.casework.register import Followed, RegisterLine, register_line, visits_on
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionKind
from app.statute.groups import is_group
from app.statute.terms import FIELDS, STAGES
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.enclosed import enclosed
from app.web.file_panel import FilesPanel, panel_of
from app.web.lists import asked, member
from app.web.paper_panel import PaperPanel, paper_panel
from app.web.people import Found, found_people, picked, picked_before
from app.web.reception.again import Again
from app.web.reception.appointment_pages import StandingAppointment, standing_appointments
from app.web.reception.day_words import group_words, people_words
from app.web.reception.forms import TAKES_A_PETITION, VisitForm
from app.web.reception.groups import GroupHelp, group_help, group_notes, mandate_url
from app.web.reception.land import land_disputes
from app.web.reception.promises import promise_of
from app.web.reception.refusal_forms import GroundHelp, grounds_help
from app.web.reception.refusal_pages import RefusalPanel, refusal_panel
from app.web.standing import Standing, standing_of
from app.web.views import Fact, Link, RelatedLink
from app.web.wording import day, number, term, term_choices, weekday_and_day, words


@dataclass(frozen=True, slots=True)
class LogPage:
    """What stands around the form of a visit."""

    lede: str
    agency_names: tuple[str, ...]
    group: GroupHelp
    grounds: tuple[GroundHelp, ...]
    again: Again
    found: tuple[Found, ...] = ()
    searched: bool = False
    chosen: Found | None = None


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The page of a visit."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    sealed: bool
    sealed_url: str
    facts: tuple[Fact, ...]
    related: tuple[RelatedLink, ...]
    standing: Standing
    files: FilesPanel
    official: PaperPanel
    papers: tuple[Link, ...]
    refusal: RefusalPanel | None
    appointments: tuple[StandingAppointment, ...]
    appoint_url: str
    notes: tuple[str, ...]
    mandate_url: str
    people_words: str


@dataclass(frozen=True, slots=True)
class MandatePage:
    """What stands around the form of a mandate."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str


# --- writing a visit down -----------------------------------------------------------------------------------------


def visit_form(viewer: Viewer) -> VisitForm:
    """The form of a visit with its lists: the agencies where the viewer receives, the grounds in force that day."""
    form = VisitForm()
    form.today = today()
    if form.fresh:
        form.received_on.data = _day_asked() or form.today
    there = agencies_on(db.session(), form.today)
    form.offer(
        desks=[(str(one.id), one.name) for one in there if viewer.may(Deed.LOG_VISIT, one.id)],
        agencies=[(str(one.id), one.name) for one in there],
        fields=term_choices(FIELDS),
    )
    form.filed = form.is_submitted() and bool(enclosed().rows)
    form.offer_again(viewer, form.desk_chosen)
    if form.fresh:
        form.reception_kind.data = _reception_of_the_day(form, viewer)
    return form


def _reception_of_the_day(form: VisitForm, viewer: Viewer) -> ReceptionKind:
    """What the address asks for, else what the schedule says of the day."""
    agency_id = next((value for value, _name in form.desks if value == asked("noi")), form.desks[0][0])
    on = form.received_on.data or form.today
    planned = kind_planned(db.session(), viewer, int(agency_id), on, today=form.today)
    return member(ReceptionKind, "buoi") or planned or ReceptionKind.REGULAR


def _day_asked() -> date | None:
    try:
        return date.fromisoformat(asked("ngay"))
    except ValueError:
        return None


def log_page(form: VisitForm, *, pick: str = "", searched: bool = False) -> LogPage:
    """The surroundings of the form; ``pick`` puts somebody found into its fields."""
    viewer = current_viewer()
    again = form.is_submitted() and bool(form.full_name.data) and not searched  # sent back: the card of who came stays
    found = found_people(db.session(), viewer, form.typed()) if searched or pick or again else []
    chosen = picked(found, pick)
    if chosen is not None:
        form.fill_in(chosen.person)
        form.earlier.data = " ".join(chosen.visits)
        form.offer_again(viewer, form.desk_chosen)
    elif again:
        chosen, found = picked_before(found, form.people()[0], form.earlier.data or ""), []
    names = tuple(name for _id, name in form.agencies)
    grounds = grounds_help(form.received_on.data or form.today)
    return LogPage(
        _log_lede(form, viewer), names, group_help(form), grounds, form.asked_again, tuple(found),
        searched and chosen is None, chosen,
    )  # fmt: skip


def _log_lede(form: VisitForm, viewer: Viewer) -> str:
    agency_id, name = form.desks[0]
    before = visits_on(db.session(), viewer, agency_id=int(agency_id), on=today())
    kind = words(form.reception_kind.data) if isinstance(form.reception_kind.data, ReceptionKind) else ""
    lede = _(
        "%(day)s · %(agency)s · lượt thứ %(n)s trong ngày",
        day=_upper_first(weekday_and_day(today())), agency=name, n=number(before + 1),
    )  # fmt: skip
    return " · ".join(filter(None, (kind, lede)))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- the page of a visit ------------------------------------------------------------------------------------------


def visit_page(matter: Matter) -> VisitPage:
    """Everything the page of a visit shows, for the viewer of this request."""
    viewer = current_viewer()
    line = register_line(db.session(), viewer, matter)
    appointments = standing_appointments(matter, viewer)
    standing = standing_of(matter, act_url=lambda act: url_for("reception.act", ref=matter.ref, act=act))
    return VisitPage(
        code=matter.code,
        title=_("Lượt tiếp %(code)s", code=matter.code) if matter.sealed or not matter.title else matter.title,
        lede=_visit_lede(line),
        crumbs=(Link(_("Sổ tiếp công dân"), url_for("reception.register")), Link(matter.code, "")),
        sealed=matter.sealed,
        sealed_url=sealed_url(matter, viewer),
        facts=tuple(_facts(line)),
        related=(*(_followed_link(one) for one in line.followed), *land_disputes(matter, viewer), *_series_links(line)),
        standing=standing,
        files=panel_of(matter),
        official=paper_panel(matter, standing.latest, standing.owed),
        papers=tuple(papers_of(matter, line, viewer, appointed=bool(appointments))),
        appointments=appointments,
        appoint_url=url_for("reception.arrange", ref=matter.ref) if may_appoint(db.session(), viewer, matter) else "",
        refusal=refusal_panel(matter, printable=_printable(matter, viewer)) if line.refusal_ground else None,
        notes=(*group_notes(line), *_paper_notes(line)),
        mandate_url=mandate_url(matter, line, viewer),
        people_words=_("Người đại diện") if is_group(line.people_count) else _("Người được tiếp"),
    )


def _paper_notes(line: RegisterLine) -> Iterator[str]:
    if not line.sealed and not any(one.paper_number for one in line.people):
        yield _("Chưa ghi giấy tờ tùy thân của người được tiếp. Vẫn tiếp, bổ sung khi có.")


def crumbs_of(matter: Matter) -> tuple[Link, ...]:
    """The way to a page of a visit."""
    return Link(_("Sổ tiếp công dân"), url_for("reception.register")), Link(
        matter.code, url_for("reception.page", ref=matter.ref)
    )


def mandate_page(matter: Matter) -> MandatePage:
    """The page of the mandate a group still owes."""
    line = register_line(db.session(), current_viewer(), matter)
    back = url_for("reception.page", ref=matter.ref)
    title = _("Ghi văn bản cử người đại diện")
    crumbs = (*crumbs_of(matter), Link(title, ""))
    return MandatePage(title, f"{_visit_lede(line)} · {group_words(line.people_count)}", crumbs, back)


def papers_of(matter: Matter, line: RegisterLine, viewer: Viewer, *, appointed: bool) -> Iterator[Link]:
    """What can be printed of a visit: of a sealed one by a grantee only, who alone knows what was taken."""
    if not _printable(matter, viewer):
        return
    if matter.sealed or line.papers or line.outcome in TAKES_A_PETITION:
        yield Link(_("In giấy biên nhận"), url_for("reception.receipt", ref=matter.ref))
    yield Link(_("In bản ghi nội dung"), url_for("reception.paper", ref=matter.ref, paper="ban-ghi"))
    if appointed:
        yield Link(_("In phiếu hẹn"), url_for("reception.paper", ref=matter.ref, paper="phieu-hen"))
    if promise_of(matter) is not None:
        yield Link(_("In phiếu hẹn trả lời"), url_for("reception.paper", ref=matter.ref, paper="hen-tra-loi"))


def _printable(matter: Matter, viewer: Viewer) -> bool:
    return not matter.sealed or bool(sealed_url(matter, viewer))


def sealed_url(matter: Matter, viewer: Viewer) -> str:
    """Where a grantee opens the sealed page; nothing for anybody else."""
    if not matter.sealed or not may_open(db.session(), matter, viewer=viewer, at=now()):
        return ""
    return url_for("cases.sealed", ref=matter.ref)


def _visit_lede(line: RegisterLine) -> str:
    received = _("tiếp ngày %(day)s", day=day(line.received_on))
    again = _("tiếp lần %(n)s", n=number(line.repeated.nth)) if line.repeated and line.repeated.nth > 1 else ""
    parts = (line.code, received, again, kind_words(line.kind), line.officer)
    return " · ".join(filter(None, parts))


def kind_words(kind: str | None) -> str:
    """What somebody came with; not clear yet when nothing is written."""
    return words(PetitionKind(kind)) if kind else _("Chưa rõ loại việc")


def _facts(line: RegisterLine) -> Iterator[Fact]:
    said = (
        (_("Nội dung"), line.content),
        (_("Yêu cầu, đề nghị"), line.request),
        _count(line),
        (_("Văn bản cử người đại diện"), line.mandate),
        (_("Lần tiếp về việc này"), _again(line)),
        (_("Buổi tiếp"), words(line.reception) if line.reception else ""),
        (_("Đã có cơ quan nào giải quyết"), line.prior_settler),
        (_("Thuộc thẩm quyền"), str(COMPETENCE[line.within_competence])),
        (_("Hướng xử lý"), outcome_words(line)),
        (_("Giấy biên nhận"), _("số %(no)s", no=line.receipt_no) if line.receipt_no is not None else ""),
        (_("Ghi chú"), line.note),
    )
    yield from (Fact(name, text) for name, text in said if text)


def _count(line: RegisterLine) -> tuple[str, str]:
    if is_group(line.people_count):
        return _("Đoàn đông người"), people_words(line.people_count)
    return _("Số người cùng đến"), number(line.people_count)


def _again(line: RegisterLine) -> str:
    if line.repeated is None or line.repeated.nth == 1:
        return ""
    n, first = number(line.repeated.nth), line.repeated.first
    return _("Lần %(n)s; lần đầu ngày %(day)s (%(code)s)", n=n, day=day(first.received_on), code=first.code)


COMPETENCE = {True: _l("Thuộc"), False: _l("Không thuộc"), None: ""}


def outcome_words(line: RegisterLine) -> str:
    """What the officer did, with the body and the document."""
    parts = [words(line.outcome), line.outcome_agency, _document(line.outcome_document)]
    return ", ".join(filter(None, parts))


def _document(no: str) -> str:
    return _("văn bản số %(no)s", no=no) if no else ""


def _followed_link(one: Followed) -> RelatedLink:
    name = _("%(kind)s %(code)s", kind=words(one.kind), code=one.code)
    return RelatedLink(name, followed_url(one), f"{term(STAGES, one.stage)} · {one.agency}")


def _series_links(line: RegisterLine) -> Iterator[RelatedLink]:
    """The other visits about the same thing."""
    for nth, one in enumerate(line.repeated.visits if line.repeated else (), start=1):
        if one.ref != line.ref:
            name = _("Tiếp lần %(n)s: %(code)s", n=number(nth), code=one.code)
            yield RelatedLink(name, url_for("reception.page", ref=one.ref), _("ngày %(day)s", day=day(one.received_on)))


def followed_url(one: Followed) -> str:
    """The page of the petition or case."""
    room = "petitions.page" if one.kind is MatterKind.PETITION else "cases.page"
    return url_for(room, ref=one.ref)
