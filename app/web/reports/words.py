"""How reports are called on screen: their state, why they are due, what they cover."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from app.casework.report_list import ReportLine, RoundLine, State
from app.records.reports import ReportCollector, ReportRound
from app.statute.calendar import WorkingCalendar
from app.statute.instruments import cite_all
from app.statute.reporting import AD_HOC_FORM, FORM_OF, titled
from app.statute.time_limits import versions
from app.web.dues import explained, running_badge
from app.web.views import DueWords, Mark
from app.web.wording import day, due_words, spoken, words

Round = ReportLine | RoundLine | ReportRound


def state_words(state: State) -> str:
    """Chưa gửi · bị trả lại · đã gửi, chờ xem · đã nhận · thôi yêu cầu."""
    return {
        State.DUE: _("chưa gửi"),
        State.RETURNED: _("bị trả lại, chưa gửi lại"),
        State.SENT: _("đã gửi, chờ xem"),
        State.ACCEPTED: _("đã nhận"),
        State.LIFTED: _("thôi yêu cầu"),
    }[state]


def title_of(it: Round) -> str:
    """The report with its year; one asked for apart bears the title it was asked under."""
    return spoken(titled(it.form, it.title))


def badge_of(line: ReportLine, today: date, calendar: WorkingCalendar) -> DueWords:
    """What is awaited by when; or how what was sent stood."""
    if line.state is State.LIFTED:
        return DueWords(Mark.OPEN, state_words(line.state))
    if line.awaited:
        if line.awaited_on is None:
            return explained(DueWords(Mark.OPEN, _("không có ngày cuối")), line.obligation_id)
        return explained(running_badge(line.awaited_on, today, calendar), line.obligation_id)
    late = line.days_late(today)
    return due_words("met_late" if late else "met", due_on=line.due_on, late=late, done_on=line.sent_on)


def collector_words(collector: ReportCollector) -> str:
    """Sở Nội vụ · Thanh tra tỉnh."""
    return words(collector)


def period_words(it: Round) -> str:
    """What it covers: 15/12/2025 – 14/06/2026; and that its last day is the province's own, where it is."""
    form = FORM_OF.get(it.form)
    own = _("hạn gửi là hạn nội bộ") if form is not None and form.internal else ""
    covers = ""
    if it.covers_from and it.covers_until:
        covers = _("Số liệu từ %(first)s đến %(last)s", first=day(it.covers_from), last=day(it.covers_until))
    return " · ".join(filter(None, (covers, own)))


def why_words(it: ReportRound) -> str:
    """On what the last day rests, and whose day it is."""
    if it.form == AD_HOC_FORM:
        return _("Theo văn bản số %(no)s ngày %(day)s.", no=it.document_no, day=day(it.document_on))
    form, basis = FORM_OF[it.form], spoken(cite_all(versions(it.rule)[-1].provisions))
    if form.owed_by:
        return _(
            "Số liệu chốt ngày %(closed)s (%(basis)s). Hạn gửi Thanh tra Chính phủ là hạn nội bộ, tính từ ngày chốt;"
            " văn bản đã đọc không nêu ngày gửi.",
            closed=day(it.covers_until), basis=basis,
        )  # fmt: skip
    if form.internal:
        return _(
            "Số liệu chốt ngày %(closed)s (%(basis)s). Hạn gửi trong tỉnh là hạn nội bộ, tính từ ngày chốt;"
            " văn bản đã đọc không nêu hạn của từng cấp.",
            closed=day(it.covers_until), basis=basis,
        )  # fmt: skip
    if it.due_on is None:
        return _("%(basis)s. Văn bản không nêu ngày cuối.", basis=basis)
    return _("%(basis)s: ngày %(day)s. Ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc kế tiếp.",
             basis=basis, day=day(it.due_on))  # fmt: skip
