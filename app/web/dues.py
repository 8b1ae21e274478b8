"""The ledger in words: the badge of a line, what is owed, where the law says so, how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.casework.calendars import soon_days
from app.casework.timeline import ObligationRow
from app.extensions import db
from app.statute.assessment import Status
from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.duties import DUTY_TERMS, duties_of
from app.statute.terms import Procedure, Term
from app.statute.time_limits.orders import GIVEN_TERM
from app.web.rules import Also, certainly_words, citation
from app.web.views import DueWords
from app.web.wording import day, due_words, term, weekday_and_day

SUSPENDED = "suspended"  # the stage of what is tạm đình chỉ


def most_urgent(rows: Iterable[ObligationRow]) -> ObligationRow | None:
    """The open obligation that comes first: the oldest date, then what has no date.

    A term a superior gave comes after all the law asks: it stands beside that (:func:`given_badges`), never in its
    place.
    """
    return min(
        (row for row in rows if row.open),
        key=lambda row: (row.duty == GIVEN_TERM, row.due_on or date.max, row.id),
        default=None,
    )


def given_badges(
    given: Iterable[tuple[int, date]], shown: int | None, today: date, calendar: WorkingCalendar
) -> tuple[DueWords, ...]:
    """The running terms a superior gave (obligation, last day), the first one first; not the one ``shown`` already."""
    ordered = sorted((due_on, number) for number, due_on in given if number != shown)
    return tuple(explained(running_badge(due_on, today, calendar), number) for due_on, number in ordered)


def status_of(row: ObligationRow, today: date, calendar: WorkingCalendar) -> Status:
    """How a line of the ledger stands on a day."""
    if row.satisfied_on:
        return Status.MET_LATE if row.due_on and row.satisfied_on > row.due_on else Status.MET
    if row.ended_on or not row.open:
        return Status.ENDED
    if row.paused_on:
        return Status.PAUSED
    if row.due_on is None:
        return Status.UNRECKONED if row.unreckoned else Status.OPEN
    return running_status(row.due_on, today, calendar)


def running_status(due_on: date, today: date, calendar: WorkingCalendar) -> Status:
    """How something due on a day and not yet done stands today."""
    if due_on < today:
        return Status.OVERDUE
    left, _working = _left(due_on, today, calendar)
    return Status.DUE_SOON if left <= soon_days(db.session()) else Status.OPEN


def badge(row: ObligationRow, today: date, calendar: WorkingCalendar, *, stage: str | None = None) -> DueWords:
    """The badge of a line of the ledger, of a matter in ``stage``."""
    status = status_of(row, today, calendar)
    if status in {Status.OPEN, Status.DUE_SOON, Status.OVERDUE} and row.due_on:
        return running_badge(row.due_on, today, calendar)
    if status is Status.PAUSED and row.paused_on:
        return paused_badge(row.paused_on, row.frozen_days_late, stage)
    late = (row.satisfied_on - row.due_on).days if row.satisfied_on and row.due_on else row.frozen_days_late
    return due_words(status.value, due_on=row.due_on, late=late, done_on=row.satisfied_on or row.ended_on)


def paused_badge(since: date, late: int | None, stage: str | None) -> DueWords:
    """The badge of a clock that stands: of a matter that is tạm đình chỉ, or of one that waits, for an expert say."""
    return due_words(Status.PAUSED.value, late=late, paused_on=since, suspended=stage == SUSPENDED)


def running_badge(due_on: date, today: date, calendar: WorkingCalendar) -> DueWords:
    """The badge of what is due on a day and not yet done: for the rows of every list."""
    status = running_status(due_on, today, calendar)
    left, working = _left(due_on, today, calendar) if due_on >= today else (None, True)
    return due_words(status.value, due_on=due_on, left=left, late=max((today - due_on).days, 0), working=working)


def _left(due_on: date, today: date, calendar: WorkingCalendar) -> tuple[int, bool]:
    """Days until the last one: working days, or calendar days where the calendar does not know the year."""
    try:
        return calendar.working_days_between(today, due_on), True
    except CalendarYearUnknown:
        return (due_on - today).days, False


def sentence(row: ObligationRow) -> str:
    """What is due and by when: "Ra quyết định giải quyết, hạn thứ Hai 30/11/2026"."""
    words = duty_words(row.procedure, row.duty)
    if row.due_on is None:
        return words
    return _("%(duty)s, hạn %(day)s", duty=words, day=weekday_and_day(row.due_on))


def duty_words(procedure: str | None, duty: str) -> str:
    """What is owed, in words: the same duty may be called otherwise in another procedure."""
    own = (one.term for one in duties_of(Procedure(procedure or Procedure.TRIAGE)) if one.id == duty)
    found: Term | None = next(own, DUTY_TERMS.get(duty))
    return term({duty: found}, duty) if found else duty


def by_urgency(rows: Iterable[ObligationRow]) -> list[ObligationRow]:
    """What runs first, the oldest date on top; then what is over, the latest on top."""
    rows = list(rows)
    running = sorted((row for row in rows if row.open), key=lambda row: (row.due_on or date.max, row.id))
    over = sorted((row for row in rows if not row.open), key=lambda row: (_over_on(row), row.id), reverse=True)
    return running + over


def _over_on(row: ObligationRow) -> date:
    return row.satisfied_on or row.ended_on or row.started_on


def dates(row: ObligationRow) -> str:
    """When it was due and when it was done or dropped."""
    if row.satisfied_on and row.due_on:
        return _("Hạn %(due)s, xong %(done)s", due=day(row.due_on), done=day(row.satisfied_on))
    if row.satisfied_on:
        return _("Xong %(done)s", done=day(row.satisfied_on))
    if row.ended_on:
        ended = _("Dừng từ %(day)s", day=day(row.ended_on))
        return ", ".join(part for part in (ended, end_reason(row.end_reason)) if part)
    return day(row.due_on)


END_REASONS: dict[str, Callable[[], str]] = {
    "court": lambda: _("Tòa án đã thụ lý"),
    "taken_over": lambda: _("cấp trên đã lấy vụ việc"),
    "second_instance": lambda: _("đã khiếu nại lần hai"),
    "acceptance_annulled": lambda: _("đã hủy thụ lý"),
    "withdrawn": lambda: _("người nộp đơn đã rút"),
    "good_reason": lambda: _("đã ghi lý do chính đáng"),
    "awaiting_supplement": lambda: _("chờ bổ sung"),
    "followup_over": lambda: _("đã kết thúc theo dõi"),
    "nothing_to_enforce": lambda: _("không có gì phải thi hành"),
    "decided": lambda: _("đã có quyết định giải quyết"),
    "discontinued": lambda: _("đã đình chỉ giải quyết"),
    "handled_otherwise": lambda: _("đơn đã được xử lý theo cách khác"),
    "withdrawn_by_correction": lambda: _("bỏ theo lần sửa"),
    "head_disagreed": lambda: _("thủ trưởng yêu cầu tiếp"),
    "moved": lambda: _("đã dời buổi tiếp"),
    "day_cancelled": lambda: _("đã hủy buổi tiếp"),
    "held_online": lambda: _("chuyển sang tiếp trực tuyến"),
    "day_passed": lambda: _("buổi tiếp không diễn ra"),
    "never_posted": lambda: _("buổi tiếp đã qua mà chưa niêm yết lịch"),
    "period_over": lambda: _("đã hết kỳ"),
    "split": lambda: _("đã tách thành các đơn riêng"),
    "reclassified": lambda: _("đã phân loại lại"),
    "term_extended": lambda: _("đã gia hạn"),
    "not_accepted": lambda: _("đã thông báo không thụ lý"),
    "task_revoked": lambda: _("đã thôi giao việc"),
    "recommendation_extended": lambda: _("đã gia hạn"),
    "recommendation_withdrawn": lambda: _("đã rút kiến nghị"),
    "found_not_carried_out": lambda: _("kiểm tra lại chưa thực hiện, đã đặt hạn mới"),
    "given_withdrawn": lambda: _("cấp trên đã thôi giao"),
}


def end_reason(code: str | None) -> str:
    """Why an obligation ended without being done."""
    return END_REASONS[code]() if code in END_REASONS else ""


def notes(row: ObligationRow, today: date) -> Iterator[str]:
    """What else must be known of a line at a glance; how it was reckoned and read otherwise stands in its why."""
    if row.superseded:
        yield _("Lần tính trước, đã có lần tính sau.")
    if row.open and (certain := certainly_words(row.due_on, also_of(row.also), today, running=True)):
        yield certain
    if row.open and row.unreckoned:
        yield _("Chưa tính được: %(why)s.", why=row.unreckoned)


def also_of(also: Iterable[Mapping[str, Any]]) -> tuple[Also, ...]:
    """The other readings as the ledger keeps them, each with its date and where it stands."""
    return tuple(
        (str(one["rule"]), date.fromisoformat(str(one["due_on"])) if one.get("due_on") else None, citation(one["rule"]))
        for one in also
    )


def why_url(obligation_id: int) -> str:
    """The page that answers why an obligation is due when it is."""
    return url_for("cases.why", obligation=obligation_id)


def explained(words: DueWords, obligation_id: int | None) -> DueWords:
    """A badge that leads to the why of its date."""
    return replace(words, why=why_url(obligation_id)) if obligation_id is not None else words
