"""What whoever gathers reports sees: the rounds, and one round agency by agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import report_list as read
from app.casework.calendars import working_calendar
from app.casework.internal_terms import terms_now
from app.casework.permissions import Deed, Viewer, collects
from app.casework.report_list import ReportLine, RoundLine, State
from app.casework.report_reminders import last_reminded
from app.extensions import db
from app.records.agencies import Level
from app.records.reports import ReportCollector, ReportRound
from app.statute.reporting import merges
from app.web.access import current_viewer
from app.web.clock import today as web_today
from app.web.dues import running_badge
from app.web.lists import asked, list_foot, member, options
from app.web.reports.plots import Share, SharePlot, share_plot
from app.web.reports.words import badge_of, collector_words, period_words, state_words, title_of, why_words
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import day, number, spoken, words

ROUNDS, ROUND = "reports.duties", "reports.round"
WHO, WHICH, STATE, LEVEL, LATE = "noi", "xong", "trang-thai", "cap", "muon"
LATE_ONLY = "1"
OF_REPORTS = ("report_working_days", "province_report_working_days", "report_reminder_working_days")
CHOSEN = "report"  # boxes of the list


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list."""

    badge: DueWords
    url: str
    title: str
    facts: str
    to: str
    agencies: str
    sent: str
    left: str
    late: str
    plot: SharePlot


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """The rounds of those who gather. ``internal``: the terms of the province's own, set at ``set_url`` by who may."""

    title: str
    lede: str
    bar: FilterBar
    rows: tuple[RoundRow, ...]
    empty: Empty | None
    ask: Link | None
    internal: tuple[str, ...]
    set_url: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency of a round. ``late``: days late in words, beside the badge's own date."""

    id: int
    badge: DueWords
    url: str
    agency: str
    level: str
    state: str
    sent: str
    reminded: str
    awaited: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round. ``may``: the viewer gathers it, and reminds and merges."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    why: str
    asked: str
    plot: SharePlot
    bar: FilterBar
    rows: tuple[AgencyRow, ...]
    foot: Foot
    empty: Empty | None
    may: bool
    ticked: bool
    all_url: str
    remind_url: str
    sheet_url: str
    merge_url: str


# --- the rounds ---------------------------------------------------------------------------------------------------


def own_collectors(viewer: Viewer) -> list[ReportCollector]:
    """The rounds somebody gathers."""
    return [one for one in ReportCollector if collects(viewer, one.value)]


def rounds_page() -> RoundsPage:
    """The rounds, the first due on top."""
    viewer, own = current_viewer(), own_collectors(current_viewer())
    who = member(ReportCollector, WHO) or (None if asked(WHO) == "all" or not own else own[0])
    over = bool(asked(WHICH))
    rows = read.rounds(db.session(), viewer, today=web_today(), collector=who, over=over)
    chosen = who.value if who else "all"
    collectors = (("all", _("Tất cả")), *((one.value, collector_words(one)) for one in ReportCollector))
    fields = (
        FilterField(WHO, _("Nơi tổng hợp"), collectors, chosen, phone=True),
        FilterField(
            WHICH, _("Tình trạng"), (("", _("Còn phải theo dõi")), ("1", _("Đã xong"))), asked(WHICH), phone=True
        ),
    )
    return RoundsPage(
        title=_("Nghĩa vụ báo cáo"),
        lede=_("Mỗi kỳ báo cáo: cơ quan nào đã gửi, cơ quan nào chưa."),
        bar=FilterBar(url_for(ROUNDS), fields, clear=""),
        rows=tuple(_round_row(row) for row in rows),
        empty=None if rows else Empty(_("Không có kỳ báo cáo nào theo điều kiện này.")),
        ask=Link(_("Yêu cầu báo cáo đột xuất"), url_for("reports.ask")) if own else None,
        internal=tuple(_internal()), set_url=url_for("admin.internal_terms") if viewer.may(Deed.ADMINISTER) else "",
    )  # fmt: skip


def _internal() -> Iterator[str]:
    """How many days the terms of reports are, and on what ground: they are no law, and an administrator sets them."""
    for one in terms_now(db.session()):
        if one.term.name in OF_REPORTS:
            days = ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", one.days, n=number(one.days))
            yield ": ".join((spoken(one.term.words), f"{days} ({one.source})" if one.source else days))


def _round_row(row: RoundLine) -> RoundRow:
    today, calendar = web_today(), working_calendar(db.session())
    awaited = row.due + row.returned
    badge = DueWords(Mark.MET, _("đã gửi đủ")) if not awaited else DueWords(Mark.OPEN, _("không có ngày cuối"))
    if awaited and row.due_on:
        badge = running_badge(row.due_on, today, calendar)
    return RoundRow(
        badge=badge, url=url_for(ROUND, round_ref=row.ref), title=title_of(row), facts=_facts(row),
        to=collector_words(row.collector), agencies=number(row.agencies), sent=number(row.sent + row.accepted),
        left=number(awaited), late=number(row.late) if row.late else "", plot=plot_of(row, row.ref),
    )  # fmt: skip


def _facts(row: RoundLine) -> str:
    paper = _("văn bản số %(no)s", no=row.document_no) if row.document_no else ""
    return " · ".join(filter(None, (paper, period_words(row))))


def plot_of(row: RoundLine, mark: str) -> SharePlot:
    """How the agencies of a round stand, as one bar."""
    waiting = row.due + row.returned - min(row.late, row.due + row.returned)
    shares = (
        Share(_("đã nhận"), row.accepted, "td-f1"),
        Share(_("đã gửi, chờ xem"), row.sent, "td-f2"),
        Share(_("chưa gửi, còn hạn"), waiting, "td-fwait"),
        Share(_("chưa gửi, quá hạn"), row.late, "td-fover"),
    )
    title = ngettext(
        "%(sent)s trong %(n)s cơ quan đã gửi", "%(sent)s trong %(n)s cơ quan đã gửi", row.agencies,
        sent=number(row.sent + row.accepted), n=number(row.agencies),
    )  # fmt: skip
    return share_plot(title, shares, mark)


# --- one round ----------------------------------------------------------------------------------------------------


def the_round(ref: str) -> ReportRound:
    """The round of a link; 404 for none."""
    return read.find_round(db.session(), current_viewer(), ref) or abort(404)


def narrowed(lines: Sequence[ReportLine], today: date) -> list[ReportLine]:
    """The lines the address asks for; what is still awaited comes first, the longest overdue on top."""
    state, level, late = member(State, STATE), member(Level, LEVEL), asked(LATE) == LATE_ONLY
    found = [
        one
        for one in lines
        if (state is None or one.state is state)
        and (level is None or one.level is level)
        and (not late or one.days_late(today))
    ]
    return sorted(found, key=lambda one: (not one.awaited, -one.days_late(today) if one.awaited else 0))


def round_page(ref: str) -> RoundPage:
    """One round, agency by agency."""
    it, viewer, today = the_round(ref), current_viewer(), web_today()
    lines = read.round_lines(db.session(), viewer, it.id)
    shown, mine = narrowed(lines, today), collects(viewer, it.collector.value)
    kept: dict[str, Any] = {name: asked(name) for name in (STATE, LEVEL, LATE) if asked(name)}
    return RoundPage(
        title=title_of(it),
        lede=" · ".join(filter(None, (collector_words(it.collector), _due_words(it, lines), period_words(it)))),
        crumbs=(Link(_("Nghĩa vụ báo cáo"), url_for(ROUNDS)), Link(title_of(it), "")),
        why=why_words(it),
        asked=it.asked,
        plot=plot_of(_counted(it, lines, today), "ky"),
        bar=_bar(it, kept),
        rows=_rows(shown, today),
        foot=list_foot(len(shown), len(lines), _("cơ quan"), next_url=None, first_url=None),
        empty=None if shown else Empty(_("Không có cơ quan nào theo điều kiện này.")),
        may=mine,
        ticked=asked("chon") == "het",
        all_url=url_for(ROUND, round_ref=ref, **kept, chon="het"),
        remind_url=url_for("reports.remind", round_ref=ref),
        sheet_url=url_for("reports.sheet", round_ref=ref, **kept),
        merge_url=url_for("reports.merge", round_ref=ref) if merges(it.form) else "",
    )


def _due_words(it: ReportRound, lines: Sequence[ReportLine]) -> str:
    """The last day as it is reckoned for the agencies, a day off moved; that of the text, where nobody owes it."""
    due_on = max((one.due_on for one in lines if one.due_on), default=it.due_on)
    return _("hạn %(day)s", day=day(due_on)) if due_on else _("không có ngày cuối")


def _counted(it: ReportRound, lines: Sequence[ReportLine], today: date) -> RoundLine:
    def of(*states: State) -> int:
        return sum(one.state in states for one in lines)

    late = sum(one.awaited and one.days_late(today) > 0 for one in lines)
    sent_late = sum(not one.awaited and one.days_late(today) > 0 for one in lines)
    return RoundLine(
        it.id, it.ref, it.form, it.title, it.collector, it.due_on, it.covers_from, it.covers_until, it.document_no,
        len(lines) - of(State.LIFTED), of(State.DUE), of(State.RETURNED), of(State.SENT), of(State.ACCEPTED), late,
        sent_late,
    )  # fmt: skip


def _bar(it: ReportRound, kept: dict[str, str]) -> FilterBar:
    here = url_for(ROUND, round_ref=it.ref)
    states = options((one.value, state_words(one)) for one in State)
    levels = options((one.value, words(one)) for one in (Level.DEPARTMENT, Level.COMMUNE))
    fields = (
        FilterField(STATE, _("Tình trạng"), states, kept.get(STATE, ""), phone=True),
        FilterField(LEVEL, _("Cấp"), levels, kept.get(LEVEL, ""), phone=True),
        FilterField(LATE, _("Muộn"), options(((LATE_ONLY, _("Chỉ nơi muộn")),)), kept.get(LATE, "")),
    )
    return FilterBar(here, fields, clear=here)


def _rows(lines: Sequence[ReportLine], today: date) -> tuple[AgencyRow, ...]:
    calendar = working_calendar(db.session())
    reminded = last_reminded(db.session(), [one.obligation_id for one in lines if one.obligation_id is not None])
    return tuple(
        AgencyRow(
            id=one.matter_id,
            badge=badge_of(one, today, calendar),
            url=url_for("reports.duty", ref=one.ref),
            agency=one.agency,
            level=words(one.level),
            state=state_words(one.state),
            sent=sent_words(one),
            reminded=day(reminded.get(one.obligation_id or 0)),
            awaited=one.awaited,
        )
        for one in lines
    )


def sent_words(line: ReportLine) -> str:
    """Số 45/BC-UBND ngày 30/10/2026, lần 2; nothing before the first sending."""
    if not line.turn:
        return ""
    said = _("số %(no)s ngày %(day)s", no=line.document, day=day(line.last_on))
    return said if line.turn == 1 else _("%(said)s, lần %(n)s", said=said, n=number(line.turn))
