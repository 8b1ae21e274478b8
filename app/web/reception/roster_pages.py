"""What the pages of the roster show: the agencies, the officers of one, one officer with a month of duty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import roster
from app.casework.calendars import working_calendar
from app.casework.roster import AgencyRow, Days, OfficerRow
from app.extensions import db
from app.records.agencies import Agency
from app.records.roster import RosterOfficer
from app.statute.instruments import cite_all
from app.statute.reception_duties import ASSIGNED, ROSTER_FROM
from app.web.access import current_viewer
from app.web.clock import today
from app.web.lists import asked
from app.web.reception.day_words import off_words
from app.web.reception.month import MONTH, month_asked
from app.web.reception.roster_forms import OfficerForm, TrainingForm
from app.web.views import Empty, Fact, Link
from app.web.wording import day, number, spoken, weekday_and_day, words

DAY = timedelta(days=1)
PLANNED, DONE = "truc", "da"  # and a day: the boxes of the month


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency of the list. ``signal``: nobody is appointed."""

    name: str
    url: str
    officers: str
    days: str
    signal: str


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The agencies somebody may read."""

    title: str
    lede: str
    note: str
    lines: tuple[AgencyLine, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer of an agency."""

    name: str
    url: str
    post: str
    duty: str
    document: str
    dates: str
    days: str
    training: str


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """The roster of an agency in a month."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    signal: str
    lines: tuple[OfficerLine, ...]
    empty: Empty
    new_url: str
    before: Link
    after: Link


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A day of the month with its two boxes."""

    words: str
    note: str
    planned: str
    done: str
    is_planned: bool
    is_done: bool
    may_be_done: bool


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """One officer."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    trainings: tuple[Fact, ...]
    edit_url: str
    training_url: str
    month: str
    counted: str
    days: tuple[DutyLine, ...]
    before: Link
    after: Link
    save_url: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form of the roster."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str


def months() -> tuple[date, date]:
    """The first and last day of the month in the address."""
    first = month_asked()
    return first, (first + 31 * DAY).replace(day=1) - DAY


def the_agency(ref: str) -> Agency:
    """The agency of an address. Aborts with 404 when its roster is not for this person."""
    readable = roster.readable(db.session(), current_viewer(), on=today())
    return next((one for one in readable if one.ref == ref), None) or abort(404)


def kept_agency(ref: str) -> Agency:
    """The agency of an address for whoever keeps its roster; 404, or 403 for somebody who only reads."""
    found = the_agency(ref)
    return found if roster.keeps(current_viewer(), found.id) else abort(403)


def the_officer(ref: str) -> RosterOfficer:
    """The officer of an address. Aborts with 404 when it is not there for this person."""
    return roster.find_officer(db.session(), current_viewer(), ref) or abort(404)


def kept_officer(ref: str) -> RosterOfficer:
    """The officer of an address for whoever keeps the roster; 404, or 403 for somebody who only reads."""
    found = the_officer(ref)
    return found if roster.keeps(current_viewer(), found.agency_id) else abort(403)


# --- the agencies -------------------------------------------------------------------------------------------------


def roster_page() -> RosterPage:
    """Every agency, those with nobody first."""
    first, last = months()
    rows = roster.agencies_rostered(db.session(), current_viewer(), on=today(), first=first, last=last)
    rows.sort(key=lambda row: row.officers > 0)
    without = sum(not row.officers for row in rows)
    said = ngettext(
        "%(n)s đơn vị, %(without)s đơn vị chưa phân công người tiếp công dân thường xuyên",
        "%(n)s đơn vị, %(without)s đơn vị chưa phân công người tiếp công dân thường xuyên",
        len(rows), n=number(len(rows)), without=number(without),
    )  # fmt: skip
    return RosterPage(
        title=_("Đội ngũ cán bộ tiếp công dân"),
        lede=said,
        note=_signal_law() if without else "",
        lines=tuple(_agency_line(row) for row in rows),
        empty=Empty(_("Không có đơn vị nào.")),
    )


def _signal_law() -> str:
    law = spoken(cite_all([ASSIGNED]))
    return _(
        "Chưa phân công người tiếp công dân là dấu hiệu phải xem lại (%(law)s, từ %(day)s), chưa phải vi phạm.",
        day=day(ROSTER_FROM), law=law,
    )  # fmt: skip


def _agency_line(row: AgencyRow) -> AgencyLine:
    return AgencyLine(
        name=row.agency.name,
        url=url_for("reception.agency_roster", ref=row.agency.ref),
        officers=number(row.officers),
        days=_days(row.days),
        signal="" if row.officers else _("chưa phân công người tiếp công dân"),
    )


def _days(days: Days) -> str:
    return _("%(done)s/%(planned)s ngày", done=number(days.done), planned=number(days.planned))


# --- one agency ---------------------------------------------------------------------------------------------------


def agency_page(agency: Agency) -> AgencyPage:
    """The officers of an agency."""
    first, last = months()
    rows = roster.officers_of(db.session(), agency.id, first=first, last=last)
    now = [row for row in rows if row.officer.holds_on(today())]
    keeps = roster.keeps(current_viewer(), agency.id)
    new_url = url_for("reception.appoint", ref=agency.ref) if keeps else ""
    receiving = any(row.officer.duty.value == "regular" for row in now)
    return AgencyPage(
        title=agency.name,
        lede=_(
            "%(n)s người đang được phân công · ngày trực tháng %(month)s", n=number(len(now)), month=f"{first:%m/%Y}"
        ),
        crumbs=(Link(_("Đội ngũ cán bộ tiếp công dân"), url_for("reception.roster")), Link(agency.name, "")),
        signal="" if receiving else f"{_('Chưa phân công người tiếp công dân thường xuyên.')} {_signal_law()}",
        lines=tuple(_officer_line(row) for row in rows),
        empty=Empty(_("Chưa có ai trong danh sách."), Link(_("Thêm cán bộ"), new_url) if new_url else None),
        new_url=new_url,
        before=_month_link("reception.agency_roster", agency.ref, first - DAY, _("Tháng trước")),
        after=_month_link("reception.agency_roster", agency.ref, last + DAY, _("Tháng sau")),
    )


def _month_link(endpoint: str, ref: str, on: date, name: str) -> Link:
    return Link(name, url_for(endpoint, ref=ref, thang=f"{on:%Y-%m}"))


def _officer_line(row: OfficerRow) -> OfficerLine:
    it = row.officer
    return OfficerLine(
        name=it.full_name,
        url=url_for("reception.officer", ref=it.ref, thang=asked(MONTH) or None),
        post=it.post,
        duty=words(it.duty),
        document=_document(it),
        dates=_dates(it),
        days=_days(row.days),
        training=ngettext("%(n)s lớp", "%(n)s lớp", row.trainings, n=number(row.trainings)),
    )


def _document(it: RosterOfficer) -> str:
    return _("số %(no)s ngày %(day)s, %(by)s ký", no=it.document_no, day=day(it.document_on), by=it.document_by)


def _dates(it: RosterOfficer) -> str:
    if it.until_on is None:
        return _("từ %(first)s", first=day(it.from_on))
    return _("từ %(first)s đến %(last)s", first=day(it.from_on), last=day(it.until_on))


# --- one officer --------------------------------------------------------------------------------------------------


def officer_page(it: RosterOfficer) -> OfficerPage:
    """An officer with a month of duty days."""
    first, last = months()
    agency = db.session().get_one(Agency, it.agency_id)
    keeps = roster.keeps(current_viewer(), agency.id)
    days = roster.days_of(db.session(), [it.id], first=first, last=last).get(it.id, Days())
    return OfficerPage(
        title=it.full_name,
        lede=" · ".join(filter(None, (it.post, words(it.duty), agency.name))),
        crumbs=_crumbs(agency, it.full_name),
        facts=(Fact(_("Văn bản phân công"), _document(it)), Fact(_("Thời gian"), _dates(it))),
        trainings=tuple(
            Fact(one.course, " · ".join(filter(None, (day(one.on), one.certificate))))
            for one in roster.trainings_of(db.session(), it)
        ),
        edit_url=url_for("reception.change_officer", ref=it.ref) if keeps else "",
        training_url=url_for("reception.train_officer", ref=it.ref) if keeps else "",
        month=_("Ngày trực tháng %(month)s", month=f"{first:%m/%Y}"),
        counted=_(
            "đã trực %(done)s trong %(planned)s ngày có lịch", done=number(days.done), planned=number(days.planned)
        ),
        days=tuple(_duty_lines(it, first, last)),
        before=_month_link("reception.officer", it.ref, first - DAY, _("Tháng trước")),
        after=_month_link("reception.officer", it.ref, last + DAY, _("Tháng sau")),
        save_url=url_for("reception.keep_days", ref=it.ref, thang=f"{first:%Y-%m}") if keeps else "",
    )


def _crumbs(agency: Agency, last: str) -> tuple[Link, ...]:
    return (
        Link(_("Đội ngũ cán bộ tiếp công dân"), url_for("reception.roster")),
        Link(agency.name, url_for("reception.agency_roster", ref=agency.ref)),
        Link(last, ""),
    )


def _duty_lines(it: RosterOfficer, first: date, last: date) -> Iterator[DutyLine]:
    """The days of the appointment in the month: worked ones, and days off somebody was on duty all the same."""
    kept = roster.month_of(db.session(), it, first=first, last=last)
    calendar = working_calendar(db.session())
    for on in (first + n * DAY for n in range((last - first).days + 1)):
        row, off = kept.get(on), off_words(on, calendar)
        if it.holds_on(on) and (row is not None or not off):
            planned, done = (row.planned, row.done) if row else (False, False)
            yield DutyLine(
                weekday_and_day(on), off, f"{PLANNED}-{on}", f"{DONE}-{on}", planned, done, on <= today()
            )  # fmt: skip


def days_sent(it: RosterOfficer) -> dict[date, tuple[bool, bool]]:
    """The boxes ticked, by each day the form showed."""
    first, last = months()
    shown = (line.planned.removeprefix(f"{PLANNED}-") for line in _duty_lines(it, first, last))
    return {date.fromisoformat(on): (f"{PLANNED}-{on}" in request.form, f"{DONE}-{on}" in request.form) for on in shown}


# --- the forms ----------------------------------------------------------------------------------------------------


def officer_form(it: RosterOfficer | None = None) -> OfficerForm:
    """The form of an appointment."""
    form = OfficerForm()
    form.offer(it)
    return form


def appoint_page(agency: Agency) -> FormPage:
    """What stands around the form of a new appointment."""
    title = _("Thêm cán bộ tiếp công dân")
    return FormPage(title, agency.name, _crumbs(agency, title), url_for("reception.agency_roster", ref=agency.ref))


def change_page(it: RosterOfficer) -> FormPage:
    """What stands around the form that corrects or ends an appointment."""
    agency = db.session().get_one(Agency, it.agency_id)
    back = url_for("reception.officer", ref=it.ref)
    return FormPage(_("Sửa phân công"), it.full_name, _crumbs(agency, it.full_name), back)


def training_page(it: RosterOfficer) -> FormPage:
    """What stands around the form of a course."""
    agency = db.session().get_one(Agency, it.agency_id)
    back = url_for("reception.officer", ref=it.ref)
    return FormPage(_("Ghi tập huấn"), it.full_name, _crumbs(agency, it.full_name), back)


__all__ = ["TrainingForm", "agency_page", "officer_page", "roster_page"]
