"""The flags (Cờ quá hạn): which stand, which were withdrawn and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.flag_history import FlagStep, histories, state_of
from app.casework.flagged import FlagRow, Key, flags
from app.casework.permissions import Viewer
from app.extensions import db
from app.statute.terms import FIELDS, PROCEDURES, STAGES, Procedure
from app.web.clock import today
from app.web.due_rows import DutyLine
from app.web.dues import also_of, duty_words, explained
from app.web.lists import asked, list_foot, page_url, place_asked
from app.web.oversight.dues import agencies_of, agency_field
from app.web.rules import certainly_words, cited
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import day, days_late, term

STANDING, WITHDRAWN = "", "da-rut"

REASONS: dict[str, Callable[[], str]] = {
    "judged_again": lambda: _("tính lại theo văn bản bổ sung"),
    "satisfied": lambda: _("đã làm xong"),
    "ended": lambda: _("không còn phải làm"),
    "paused": lambda: _("tạm dừng"),
    "date_moved": lambda: _("hạn đã dời"),
}


STEPS: dict[FlagStep, Callable[[], str]] = {
    FlagStep.RAISED: lambda: _("Đã gắn cờ"),
    FlagStep.ACKNOWLEDGED: lambda: _("Đã ghi nhận"),
    FlagStep.URGED: lambda: _("Đã đôn đốc"),
    FlagStep.EXPLAINED: lambda: _("Đã giải trình"),
    FlagStep.ESCALATION_DUE: lambda: _("Đến lúc báo cáo cấp trên"),
    FlagStep.ESCALATED: lambda: _("Đã báo cáo cấp trên"),
    FlagStep.WITHDRAWN: lambda: _("Đã rút cờ"),
    FlagStep.SATISFIED: lambda: _("Đã xong"),
}


@dataclass(frozen=True, slots=True)
class FlagLine(DutyLine):
    """One flag."""

    raised_on: str
    withdrawn: str
    state: str
    history_url: str
    obligation_id: int


@dataclass(frozen=True, slots=True)
class FlagsPage:
    """The list of flags."""

    lede: str
    filters: FilterBar
    lines: tuple[FlagLine, ...]
    foot: Foot
    empty: Empty | None


def flags_page(viewer: Viewer) -> FlagsPage:
    """The flags ``viewer`` may see: those that stand, or with ``?co=da-rut`` those withdrawn."""
    standing, place = asked("co") != WITHDRAWN, place_asked()
    agencies = agencies_of(viewer, today())
    chosen = next((one.id for one in agencies if one.code == asked("co-quan")), None)
    after = Key(*place) if place else None
    found = flags(db.session(), viewer, standing=standing, agency_id=chosen, after=after)
    onward = page_url("oversight.flags", (found.next.on, found.next.id)) if found.next else None
    first = page_url("oversight.flags") if place else None
    kinds = ((STANDING, _("Đang gắn")), (WITHDRAWN, _("Đã rút")))
    bar = FilterBar(
        url_for("oversight.flags"),
        (
            FilterField("co", _("Cờ"), kinds, asked("co"), phone=True),
            agency_field(agencies),
        ),
        clear=url_for("oversight.flags"),
    )
    none = _none_standing() if standing else Empty(_("Chưa có cờ nào được rút."))
    return FlagsPage(
        lede=_("Mỗi cờ là một việc quá hạn. Cờ được rút khi việc xong hoặc hạn dời, không bị xóa."),
        filters=bar,
        lines=_lines(viewer, found.rows),
        foot=list_foot(len(found.rows), found.total, _("cờ"), next_url=onward, first_url=first),
        empty=None if found.rows else none,
    )


def _none_standing() -> Empty:
    """Just after something became late, no flag stands yet: the list of what is late is one step away."""
    words = _("Không có cờ quá hạn nào đang gắn. Phần mềm tự gắn cờ ít phút sau khi việc quá hạn.")
    return Empty(words, Link(_("Xem việc quá hạn"), url_for("oversight.overdue")))


def _lines(viewer: Viewer, rows: Sequence[FlagRow]) -> tuple[FlagLine, ...]:
    steps = histories(db.session(), viewer, [row.id for row in rows], today=today())
    return tuple(flag_line(row, state_of(steps[row.id])) for row in rows)


def flag_line(row: FlagRow, state: FlagStep) -> FlagLine:
    """One flag in words, with how far it went."""
    reason = REASONS[row.withdraw_reason]() if row.withdraw_reason in REASONS else ""
    withdrawn = _("Rút %(day)s: %(why)s", day=day(row.withdrawn_on), why=reason) if row.withdrawn_on else ""
    return FlagLine(
        badge=explained(_badge(row), row.obligation_id),
        url=url_for("cases.open", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        title=term(FIELDS, row.field),
        sealed=row.sealed,
        agency=row.agency,
        stage=term(STAGES, row.stage),
        duty=duty_words(row.procedure, row.duty),
        cite=cited(row.rule, row.rule_from, row.certainty),
        certain="" if row.withdrawn_on else certainly_words(row.due_on, also_of(row.also), today(), running=True),
        raised_on=day(row.raised_on),
        withdrawn=withdrawn,
        state=STEPS[state](),
        history_url=url_for("oversight.flag", flag_id=row.id),
        obligation_id=row.obligation_id,
    )


def _badge(row: FlagRow) -> DueWords:
    if row.withdrawn_on:
        return DueWords(Mark.LATE, _("cờ đã rút"), day(row.due_on))
    return DueWords(Mark.OVER, days_late((today() - row.due_on).days), day(row.due_on))
