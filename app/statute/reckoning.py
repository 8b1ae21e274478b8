"""The steps of a reckoning: how a date came about, one step a row, each with its article.

A step carries facts, not prose, so that a screen can say it in two languages; :func:`in_words` says it in Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.statute.instruments import cite_all

DAY_ZERO = cite_all(["BLDS 147.2"])  # the day of the event is not counted
ROLLED = cite_all(["BLDS 148.5"])  # a last day off moves to the next working day
YEARS = cite_all(["BLDS 148.4"])


class StepKind(StrEnum):
    START = "start"
    START_COUNTED = "start_counted"  # a minimum duration: the first day counts
    START_AT = "start_at"  # at once, or hours: the moment itself
    VERSION = "version"  # which version of the rule governs, and why
    VARIANT = "variant"
    COUNT = "count"
    QUOTA = "quota"  # so many in a period, which ends on the day
    SKIP = "skip"  # a day off inside a limit of working days
    WORKED = "worked"  # a made-up Saturday inside a limit of working days
    EXTEND = "extend"
    TRANSITIONAL = "transitional"  # the clause by which a newer rule reaches a clock that started before it
    PAUSE = "pause"
    PAUSE_AFTER_DUE = "pause_after_due"  # begins after the last day: stops nothing
    OPEN_PAUSE = "open_pause"
    ROLL = "roll"
    PROVISIONAL = "provisional"
    NO_NUMBER = "no_number"
    GIVEN = "given"  # the last day is the one a paper names: nothing is counted, nothing moves it
    LAPSED = "lapsed"  # the law changed before the last day, and its transitional clause ends the duty
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``on`` is the date it reaches (for a pause: its first day), ``until`` where a pause ends."""

    kind: StepKind
    on: date | datetime | None = None
    until: date | None = None
    amount: int | None = None
    unit: str = ""
    name: str = ""  # of the day off, of the variant; of a term given, the code of who gave it
    citation: str = ""
    document: str = ""  # the papers that paused, resumed or extended it


def in_words(step: Step) -> str:
    """The step as a Vietnamese sentence."""
    return _WORDS[step.kind].format(
        on=_day(step.on),
        until=_day(step.until),
        n=step.amount,
        unit=UNIT_WORDS.get(step.unit, step.unit),
        name=step.name,
    )


def as_json(step: Step) -> dict[str, object]:
    """The step for programs: its facts that are set, and its sentence."""
    row: dict[str, object] = {"step": step.kind.value}
    if step.on is not None:
        row["on"] = step.on.isoformat()
    if step.until is not None:
        row["until"] = step.until.isoformat()
    if step.amount is not None:
        row["amount"] = step.amount
    row["text"] = in_words(step)
    if step.citation:
        row["citation"] = step.citation
    if step.document:
        row["document"] = step.document
    return row


def _day(day: date | datetime | None) -> str:
    if isinstance(day, datetime):
        return day.strftime("%H:%M %d/%m/%Y")
    return day.strftime("%d/%m/%Y") if day else ""


UNIT_WORDS = {
    "calendar_days": "ngày",
    "working_days": "ngày làm việc",
    "hours": "giờ",
    "months": "tháng",
    "quarters": "quý",
    "years": "năm",
    "immediately": "ngay",
    "no_number": "không quy định số ngày",
}

_WORDS = {
    StepKind.START: "Bắt đầu từ {on}; ngày này không tính",
    StepKind.START_COUNTED: "Bắt đầu từ {on}; ngày này được tính là ngày thứ nhất",
    StepKind.START_AT: "Bắt đầu từ {on}",
    StepKind.VERSION: "Theo bản quy định có hiệu lực từ {on}, chọn theo ngày bắt đầu tính",
    StepKind.VARIANT: "Áp dụng trường hợp: {name}",
    StepKind.COUNT: "{n} {unit}: đến {on}",
    StepKind.QUOTA: "Ít nhất {n} lần trong kỳ: đến hết {on}",
    StepKind.SKIP: "Không tính {on} ({name})",
    StepKind.WORKED: "Có tính {on}: thứ Bảy làm bù",
    StepKind.EXTEND: "Gia hạn {n} ngày: đến {on}",
    StepKind.TRANSITIONAL: "Quy định tạm dừng có từ {on}, áp dụng cả cho vụ việc bắt đầu trước ngày đó",
    StepKind.PAUSE: "Không tính {n} ngày tạm dừng, từ {on} đến trước {until}",
    StepKind.PAUSE_AFTER_DUE: "Tạm dừng từ {on}, sau khi đã hết hạn: không dời hạn",
    StepKind.OPEN_PAUSE: "Đang tạm dừng từ {on}: chưa tính được hạn",
    StepKind.ROLL: "Ngày cuối là ngày nghỉ ({name}): chuyển sang {on}",
    StepKind.PROVISIONAL: "Lịch nghỉ năm {n} là tạm tính, chưa có thông báo chính thức",
    StepKind.NO_NUMBER: "Pháp luật không quy định số ngày",
    StepKind.GIVEN: "Hạn do văn bản ấn định: {on}",
    StepKind.LAPSED: "Quy định chỉ áp dụng đến {on}: sau ngày đó không còn hạn này",
    StepKind.DUE: "Hạn: {on}",
}
