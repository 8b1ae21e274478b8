"""A line of any list of time limits: badge, matter, what is owed, whose it is. Printed by ``parts/_due_rows.html``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.overdue import Age, DueRow, Kind
from app.statute.calendar import WorkingCalendar
from app.statute.terms import FIELDS, PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.dues import also_of, duty_words, explained, running_badge
from app.web.rules import certainly_words, cited
from app.web.views import DueWords, Link
from app.web.wording import day, term


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with its matter in a list. ``title`` is empty where ``sealed``: the content cell says so instead.

    ``certain``: of a disputed limit, from when it is late whichever reading holds.
    """

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
    certain: str


@dataclass(frozen=True, slots=True)
class DueLine(DutyLine):
    """One line. ``id``: of the duty; ``urged``: the last letter that urged it."""

    assignee: str
    late: bool
    id: int = 0
    urged: Link | None = None


def due_line(row: DueRow, today: date, calendar: WorkingCalendar) -> DueLine:
    """A row of ``casework.overdue`` in words."""
    return DueLine(
        badge=explained(running_badge(row.due_on, today, calendar), row.id),
        url=url_for("cases.open", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure),
        title=office_words(row) or told_of(row.title, row.field, row.agency_id),
        sealed=row.sealed,
        agency=row.agency,
        stage=term(STAGES, row.stage),
        duty=duty_words(row.procedure, row.duty),
        cite=cited(row.rule, row.rule_from, row.certainty),
        certain=certainly_words(row.due_on, also_of(row.also), today, running=True),
        assignee=row.assignee or _("Chưa ai giữ"),
        late=row.days_late is not None,
        id=row.id,
    )


def told_of(title: str, field: str | None, agency_id: int) -> str:
    """What a list says of a matter: its title where one works, elsewhere (a supervisor's list) its field only."""
    return title if agency_id in current_viewer().agencies() else term(FIELDS, field)


def office_words(row: DueRow) -> str:
    """Which period or day it is about, for what heads owe by their office: anybody who sees the row may know."""
    if row.kind is not Kind.OFFICE:
        return ""
    if row.procedure == Procedure.RECEPTION_DUTY:
        return _("Kỳ %(first)s – %(last)s", first=day(row.started_on), last=day(row.due_on))
    return _("Buổi tiếp ngày %(day)s", day=day(row.started_on))


def kind_words() -> Mapping[Kind, str]:
    """What people call matters, for filters."""
    return {
        Kind.COMPLAINT: _("Khiếu nại"),
        Kind.DENUNCIATION: _("Tố cáo"),
        Kind.FEEDBACK: _("Kiến nghị, phản ánh"),
        Kind.PETITION: _("Đơn chưa phân loại"),
        Kind.VISIT: _("Lượt tiếp"),
        Kind.OFFICE: _("Tiếp công dân của thủ trưởng"),
        Kind.TASK: _("Việc theo kết luận tiếp công dân"),
        Kind.MEDIATION: _("Hòa giải tranh chấp đất đai"),
        Kind.INSPECTION: _("Kiến nghị, kết quả kiểm tra"),
        Kind.REPORT: _("Báo cáo phải nộp"),
    }


def age_words() -> Mapping[Age, str]:
    """The bands of lateness, for filters and figures."""
    return {
        Age.UP_TO_10: _("1 – 10 ngày"),
        Age.UP_TO_30: _("11 – 30 ngày"),
        Age.UP_TO_60: _("31 – 60 ngày"),
        Age.UP_TO_90: _("61 – 90 ngày"),
        Age.OVER_90: _("trên 90 ngày"),
    }
