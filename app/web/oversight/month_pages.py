"""The list behind a figure of the trend: one month, what was late when it ended or was done in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.past_months import MonthRow, Of, month_list
from app.casework.permissions import Viewer
from app.extensions import db
from app.statute.assessment import Status
from app.statute.terms import PROCEDURES, STAGES, Procedure
from app.web.clock import today
from app.web.due_rows import told_of
from app.web.dues import duty_words, explained
from app.web.lists import list_foot, page_url, place_asked
from app.web.oversight.dues import after_asked, agencies_of, filters_asked
from app.web.rules import cited
from app.web.views import DueWords, Empty, Foot, Link, Mark
from app.web.wording import day, days_late, due_words, term

TITLES: dict[Of, Callable[[str], str]] = {
    Of.OVERDUE: lambda month: _("Việc quá hạn cuối tháng %(month)s", month=month),
    Of.ON_TIME: lambda month: _("Việc làm xong đúng hạn trong tháng %(month)s", month=month),
    Of.LATE: lambda month: _("Việc làm xong trễ hạn trong tháng %(month)s", month=month),
}


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A duty of the month; ``now``: what became of it."""

    badge: DueWords
    url: str
    code: str
    kind: str
    title: str
    sealed: bool
    agency: str
    stage: str
    duty: str
    cite: str
    now: str


@dataclass(frozen=True, slots=True)
class MonthPage:
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    lines: tuple[MonthLine, ...]
    foot: Foot
    empty: Empty | None


def month_or_404(text: str) -> date:
    """The first day of a month of an address: 2026-10."""
    try:
        begins_on = date.fromisoformat(f"{text}-01")
    except ValueError:
        abort(404)
    return begins_on if begins_on <= today() else abort(404)


def month_page(viewer: Viewer, begins_on: date, of: Of) -> MonthPage:
    """The list, narrowed as the backlog was when the figure was opened."""
    filters = filters_asked(agencies_of(viewer, today()))
    found = month_list(db.session(), viewer, begins_on, of, today=today(), filters=filters, after=after_asked())
    here: dict[str, Any] = {"month": f"{begins_on:%Y-%m}", "of": of.value}
    title = TITLES[of](f"{begins_on:%m/%Y}")
    onward = page_url("oversight.month", (found.next.due_on, found.next.id), **here) if found.next else None
    return MonthPage(
        title=title,
        lede=_("Tính theo sổ hiện nay, với các bộ lọc của trang Tồn đọng, trừ bộ lọc số ngày quá hạn."),
        crumbs=(Link(_("Tồn đọng"), page_url("oversight.backlog")), Link(title, "")),
        lines=tuple(_line(row, of) for row in found.rows),
        foot=list_foot(
            len(found.rows), found.total, _("việc"), next_url=onward,
            first_url=page_url("oversight.month", **here) if place_asked() else None,
        ),
        empty=None if found.rows else Empty(_("Không có việc nào.")),
    )  # fmt: skip


def _line(row: MonthRow, of: Of) -> MonthLine:
    return MonthLine(
        badge=explained(_badge(row, of), row.id),
        url=url_for("cases.open", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        title="" if row.sealed else told_of(row.title, row.field, row.agency_id),
        sealed=row.sealed,
        agency=row.agency,
        stage=term(STAGES, row.stage),
        duty=duty_words(row.procedure, row.duty),
        cite=cited(row.rule, row.rule_from, row.certainty),
        now=_now(row),
    )


def _badge(row: MonthRow, of: Of) -> DueWords:
    if of is Of.OVERDUE:
        return DueWords(Mark.OVER, days_late(row.days_late), day(row.due_on))
    if of is Of.ON_TIME:
        return DueWords(Mark.MET, _("đúng hạn"), day(row.due_on))
    return due_words(Status.MET_LATE.value, due_on=row.due_on, late=row.days_late, done_on=row.satisfied_on)


def _now(row: MonthRow) -> str:
    if row.satisfied_on:
        return _("xong ngày %(day)s", day=day(row.satisfied_on))
    if row.ended_on:
        return _("không còn phải làm từ %(day)s", day=day(row.ended_on))
    return _("tạm dừng từ %(day)s", day=day(row.paused_on)) if row.paused_on else _("chưa xong")
