"""The list of cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.agencies import agencies_on
from app.casework.calendars import working_calendar
from app.casework.case_files import CaseRow, Filters, Key, State, cases
from app.casework.overdue import Kind
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.agencies import Agency, Level
from app.statute.calendar import WorkingCalendar
from app.statute.terms import FIELDS, PROCEDURES, STAGES
from app.web.clock import today as web_today
from app.web.drilling import (
    conduct_asked,
    conduct_filter,
    field_asked,
    field_filter,
    level_filter,
    place_asked_for,
    place_filter,
)
from app.web.due_rows import DutyLine, kind_words, told_of
from app.web.dues import also_of, duty_words, explained, given_badges, paused_badge, running_badge
from app.web.holders import holder_asked, holder_options
from app.web.lists import asked, known, list_foot, member, options, page_url, place_asked
from app.web.rules import certainly_words, cited
from app.web.saved import with_saved
from app.web.settling import settled_asked, settled_filter
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Mark
from app.web.wording import day, term

CASE_KINDS = (Kind.COMPLAINT, Kind.DENUNCIATION, Kind.FEEDBACK)
CASE_STAGES = (
    "accepted", "verifying", "dialogue", "awaiting_decision", "verification_reported", "suspended", "decided", "sent",
    "published", "handled_at_once", "in_force", "enforcing", "enforced", "concluded", "handling_conclusion",
    "monitoring", "answered", "discontinued", "terminated", "second_complaint", "in_litigation", "taken_over", "closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseLine(DutyLine):
    """One case of the list."""

    given: tuple[DueWords, ...]  # the terms a superior gave, beside what the law asks
    field: str
    assignee: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The list with its filters."""

    filters: FilterBar
    lines: tuple[CaseLine, ...]
    foot: Foot
    empty: Empty | None


def index_page(viewer: Viewer) -> IndexPage:
    """The cases ``viewer`` sees, narrowed as the address says."""
    session, today = db.session(), web_today()
    calendar, agencies = working_calendar(session), _agencies(viewer, today)
    place = place_asked()
    found = cases(session, viewer, filters=_asked(viewer, agencies), after=Key(*place) if place else None)
    onward = page_url("cases.index", (found.next.on, found.next.id)) if found.next else None
    first = page_url("cases.index") if place else None
    return IndexPage(
        filters=_bar(viewer, agencies),
        lines=tuple(_line(row, today, calendar) for row in found.rows),
        foot=list_foot(len(found.rows), found.total, _("vụ việc"), next_url=onward, first_url=first),
        empty=None if found.rows else Empty(_("Không có vụ việc nào theo điều kiện này.")),
    )


def _agencies(viewer: Viewer, today: date) -> list[Agency]:
    """The agencies somebody may choose among: all of them for a supervisor, else one's own."""
    if viewer.may(Deed.WATCH_PROVINCE):
        return agencies_on(db.session(), today)
    return [one for one in agencies_on(db.session(), today) if one.id in viewer.agencies()]


def _asked(viewer: Viewer, agencies: list[Agency]) -> Filters:
    chosen = next((one.id for one in agencies if one.code == asked("co-quan")), None)
    return Filters(
        state=member(State, "trang-thai") or State.OPEN,
        agency_id=chosen,
        kind=member(Kind, "loai"),
        stage=known(STAGES, "giai-doan"),
        level=member(Level, "cap"),
        field=field_asked(),
        place=place_asked_for(agencies),
        conduct=conduct_asked(),
        assignee=holder_asked(),
        among=settled_asked(viewer),
    )


def _bar(viewer: Viewer, agencies: list[Agency]) -> FilterBar:
    said = kind_words()
    states = (
        (State.OPEN.value, _("Đang giải quyết")),
        (State.CLOSED.value, _("Đã đóng")),
        (State.ALL.value, _("Tất cả")),
    )
    kinds = options((one.value, said[one]) for one in CASE_KINDS)
    stages = options((code, term(STAGES, code)) for code in CASE_STAGES)
    fields = [
        FilterField("trang-thai", _("Tình trạng"), states, asked("trang-thai"), phone=True),
        FilterField("loai", _("Loại vụ việc"), kinds, asked("loai")),
        FilterField("giai-doan", _("Giai đoạn"), stages, asked("giai-doan"), phone=True),
        field_filter(),
        place_filter(agencies),
        conduct_filter(),
        settled_filter(),
        FilterField("nguoi", _("Người giữ"), holder_options(viewer), asked("nguoi")),
    ]
    if len(agencies) > 1:
        lines = options((one.code, one.name) for one in agencies)
        fields[:0] = [FilterField("co-quan", _("Cơ quan"), lines, asked("co-quan")), level_filter(agencies)]
    bar = FilterBar(url_for("cases.index"), tuple(fields), clear=url_for("cases.index"))
    return with_saved(bar, "cases")


def _line(row: CaseRow, today: date, calendar: WorkingCalendar) -> CaseLine:
    title, field = told_of(row.title, row.field, row.agency_id), term(FIELDS, row.field)
    return CaseLine(
        badge=explained(_badge(row, today, calendar), row.obligation_id),
        given=given_badges(row.given, row.obligation_id, today, calendar),
        url=url_for("cases.page", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure),
        title=title,
        sealed=row.sealed,
        agency=row.agency,
        stage=term(STAGES, row.stage),
        duty=duty_words(row.procedure, row.duty) if row.duty else "",
        cite=cited(row.rule, row.rule_from, row.certainty or "") if row.rule else "",
        certain=certainly_words(row.due_on, also_of(row.also or ()), today, running=not row.paused_on),
        field="" if row.sealed or title == field else field,
        assignee=row.assignee or _("Chưa ai giữ"),
    )


def _badge(row: CaseRow, today: date, calendar: WorkingCalendar) -> DueWords:
    if row.closed_on:
        return DueWords(Mark.MET, _("đã đóng"), day(row.closed_on))
    if row.paused_on:
        return paused_badge(row.paused_on, row.frozen_days_late, row.stage)
    if row.due_on is None:
        return DueWords(Mark.OPEN, _("chưa có hạn"))
    return running_badge(row.due_on, today, calendar)
