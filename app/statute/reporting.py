"""Who owes which report, to whom, of which period, by when: the plan of the province and the circular on reports.

Dated rows. The text of the plan is that of 2015; its days are read as those of every year. The circular was read for
the days on which figures are closed, not for the days reports are due: those are the province's own, counted in
working days from the closing and shown as internal (:class:`app.statute.policies.Policies`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.statute.calendar import WorkingCalendar
from app.statute.policies import Policies
from app.statute.time_limits.reporting import AD_HOC, INSPECTORATE, PLAN_HALF, PLAN_OWN, PLAN_YEAR, PROVINCE
from app.statute.time_limits.since import CIRCULAR_01_2024, PLAN_OF_MASS_WORK
from app.statute.words import Term


class Collector(StrEnum):
    """Who gathers the reports of a form, and sees who has not sent."""

    COORDINATOR = "coordinator"  # Sở Nội vụ, for the plan
    INSPECTORATE = "inspectorate"  # Thanh tra tỉnh, for the circular
    GOVERNMENT = "government"  # Thanh tra Chính phủ, for the province's own; Thanh tra tỉnh records what it answers


class Answer(StrEnum):
    """What kind of thing is sent."""

    PLAN = "plan"  # a plan: a file, no figures
    REPORT = "report"  # a file, its key figures and its parts in words


REPORTS_FOR_THE_PROVINCE: Final = "thanh-tra"  # by its code in the list of agencies
LOWER: Final = frozenset({"department", "district", "commune"})  # sở, ngành, UBND dưới cấp tỉnh


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of a year, or of the year before the one a report is of."""

    month: int
    day: int
    year_before: bool = False

    def of(self, year: int) -> date:
        return date(year - self.year_before, self.month, self.day)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One report that is owed every year.

    ``named``: the last day, where the text names it; ``closes``: when the figures are closed, where it says so. With
    neither there is no last day. ``covers_from``: the first day of the period. ``owed_by``: the code of the one agency
    that owes it, empty where all of ``levels`` do; ``days``: the policy that has the working days after the closing.
    """

    code: str
    rule: str
    term: Term
    collector: Collector
    covers_from: YearDay
    in_force_from: date
    named: YearDay | None = None
    closes: YearDay | None = None
    answer: Answer = Answer.REPORT
    levels: frozenset[str] = LOWER
    owed_by: str = ""
    days: str = "report_working_days"
    in_force_until: date | None = None

    @property
    def internal(self) -> bool:
        """Whether the last day is the province's own."""
        return self.named is None and self.closes is not None


JANUARY_1: Final = YearDay(1, 1)
DECEMBER_15: Final = YearDay(12, 15, year_before=True)


def _of_the_circular(code: str, term: Term, month: int) -> ReportForm:
    return ReportForm(
        code, INSPECTORATE, term, Collector.INSPECTORATE, DECEMBER_15, CIRCULAR_01_2024, closes=YearDay(month, 14)
    )


def _of_the_province(code: str, vi: str, en: str, month: int) -> ReportForm:
    term = Term(f"Báo cáo của tỉnh gửi Thanh tra Chính phủ, {vi}", f"The province’s report to the Government, {en}")
    return ReportForm(
        code, PROVINCE, term, Collector.GOVERNMENT, DECEMBER_15, CIRCULAR_01_2024, closes=YearDay(month, 14),
        owed_by=REPORTS_FOR_THE_PROVINCE, days="province_report_working_days",
    )  # fmt: skip


FORMS: tuple[ReportForm, ...] = (
    ReportForm(
        "plan_own", PLAN_OWN, Term("Kế hoạch công tác dân vận của cơ quan", "The agency’s own plan of mass work"),
        Collector.COORDINATOR, JANUARY_1, PLAN_OF_MASS_WORK, answer=Answer.PLAN,
    ),
    ReportForm(
        "plan_half", PLAN_HALF, Term("Báo cáo dân vận 6 tháng", "Half-year report on mass work"),
        Collector.COORDINATOR, JANUARY_1, PLAN_OF_MASS_WORK, named=YearDay(6, 10),
    ),
    ReportForm(
        "plan_year", PLAN_YEAR, Term("Báo cáo dân vận năm", "Annual report on mass work"),
        Collector.COORDINATOR, JANUARY_1, PLAN_OF_MASS_WORK, named=YearDay(11, 1),
    ),
    _of_the_circular("ttcp_q1", Term("Báo cáo tiếp công dân, KNTC quý I", "Reception, complaints, quarter I"), 3),
    _of_the_circular("ttcp_half", Term("Báo cáo tiếp công dân, KNTC 6 tháng", "Reception, complaints, half-year"), 6),
    _of_the_circular("ttcp_nine", Term("Báo cáo tiếp công dân, KNTC 9 tháng", "Reception, complaints, 9 months"), 9),
    _of_the_circular("ttcp_year", Term("Báo cáo tiếp công dân, KNTC năm", "Reception, complaints, year"), 12),
    _of_the_province("province_q1", "quý I", "quarter I", 3),
    _of_the_province("province_half", "6 tháng", "half-year", 6),
    _of_the_province("province_nine", "9 tháng", "9 months", 9),
    _of_the_province("province_year", "năm", "year", 12),
)  # fmt: skip
FORM_OF: Final = {form.code: form for form in FORMS}
INTERNAL_RULES: Final = frozenset(form.rule for form in FORMS if form.internal)
"""Rules whose last day is the province's own: an administrator sets it, no text read names it."""
AD_HOC_FORM: Final = "ad_hoc"
AD_HOC_RULE: Final = AD_HOC

# What is typed beside the file of a report: the totals the province's report needs.
FIGURES: dict[str, Term] = {
    "visits": Term("Số lượt tiếp công dân", "Visits received"),
    "petitions": Term("Số đơn tiếp nhận", "Petitions received"),
    "cases": Term("Số vụ việc thuộc thẩm quyền", "Cases within its powers"),
    "settled": Term("Số vụ việc đã giải quyết", "Cases settled"),
    "overdue": Term("Số vụ việc quá hạn", "Cases overdue"),
}
PARTS: dict[str, Term] = {
    "done": Term("Tình hình, kết quả thực hiện", "What was done"),
    "shortcomings": Term("Hạn chế, nguyên nhân", "Shortcomings and why"),
    "ahead": Term("Nhiệm vụ kỳ tới; kiến nghị, đề xuất", "What comes next; proposals"),
}
NEVER_MORE: Final = (("settled", "cases"), ("overdue", "cases"))  # the first is never above the second


@dataclass(frozen=True, slots=True)
class Period:
    """One report of one year: what it covers, when its figures are closed, and its last day before it is moved."""

    form: ReportForm
    year: int
    covers_from: date
    covers_until: date | None
    named_on: date | None

    @property
    def key(self) -> str:
        return f"{self.form.code}/{self.year}"

    @property
    def title(self) -> Term:
        return Term(f"{self.form.term.vi} {self.year}", f"{self.form.term.en} {self.year}")


def periods_due(first: date, last: date, *, calendar: WorkingCalendar, policies: Policies) -> Iterator[Period]:
    """The reports whose last day lies between two days; of one without a last day, whose year begins between them.

    A year the calendar does not know yet is left for later. ``policies`` gives the working days after the closing.
    """
    for year in range(first.year, last.year + 1):
        if not calendar.knows(year):
            continue
        for form in FORMS:
            period = period_of(form, year, calendar=calendar, policies=policies)
            marks = period.named_on or period.covers_from
            if first <= marks <= last and _in_force(form, marks):
                yield period


def period_of(form: ReportForm, year: int, *, calendar: WorkingCalendar, policies: Policies) -> Period:
    """The report of ``form`` of a year. Raises CalendarYearUnknown where its last day is counted in working days."""
    closes = form.closes.of(year) if form.closes else None
    named = form.named.of(year) if form.named else None
    if named is None and closes is not None:
        named = calendar.add_working_days(closes, getattr(policies, form.days))
    return Period(form, year, form.covers_from.of(year), closes, named)


def _in_force(form: ReportForm, day: date) -> bool:
    return form.in_force_from <= day and (form.in_force_until is None or day <= form.in_force_until)


def answer_of(form: str) -> Answer:
    """What kind of thing a form asks for; a report asked for apart is a report."""
    return FORM_OF[form].answer if form in FORM_OF else Answer.REPORT


def merges(form: str) -> bool:
    """Whether the reports of a form are merged: not a plan, nor what one agency alone owes."""
    return answer_of(form) is not Answer.PLAN and not (form in FORM_OF and FORM_OF[form].owed_by)


def titled(form: str, title: str) -> Term:
    """What a round is called, from the title it was kept under; one asked for apart has that title in any language."""
    if form not in FORM_OF:
        return Term(title, title)
    year = title.rsplit(" ", 1)[-1]
    return Term(title, f"{FORM_OF[form].term.en} {year}")
