"""Terms of the province's own, which no text gives: how many, between what, and what each of them does.

Each is a field of :class:`app.statute.policies.Policies`; an administrator may set another number. A term of the law
never stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.statute.terms import Term
from app.statute.time_limits.shape import Unit


@dataclass(frozen=True, slots=True)
class InternalTerm:
    """One number of days. ``name``: the policy that holds it; ``least``, ``most``: what may be set, both included."""

    name: str
    words: Term
    does: Term
    unit: Unit
    least: int
    most: int


INTERNAL_TERMS: Final = (
    InternalTerm(
        "soon_working_days",
        Term("Gọi là sắp đến hạn", "Called due soon"),
        Term("Bao nhiêu ngày làm việc trước ngày cuối thì việc vào danh sách sắp đến hạn, được nhắc hạn lần đầu và "
             "vào thư hằng tuần.",
             "How many working days before the last day a duty enters the list of what is due soon, is first reminded "
             "of, and enters the weekly letter."),
        Unit.WORKING_DAYS, 3, 15,
    ),
    InternalTerm(
        "urging_reply_working_days",
        Term("Hạn trả lời công văn đôn đốc", "Reply to an urging letter"),
        Term("Ngày trả lời được đề xuất khi ban hành công văn đôn đốc; người ban hành sửa được.",
             "The day proposed for the answer when an urging letter is issued; who issues it may change it."),
        Unit.WORKING_DAYS, 1, 60,
    ),
    InternalTerm(
        "late_too_long_days",
        Term("Quá hạn quá lâu", "Late for too long"),
        Term("Việc quá hạn hơn bấy nhiêu ngày thì báo ngay cho Thanh tra tỉnh và thủ trưởng cơ quan.",
             "What is late for more days than that is told at once to the provincial inspectorate and to the head of "
             "the agency."),
        Unit.CALENDAR_DAYS, 30, 730,
    ),
    InternalTerm(
        "report_working_days",
        Term("Nộp báo cáo sau ngày chốt số liệu", "A report after its figures are closed"),
        Term("Hạn nộp báo cáo khi văn bản đã đọc không nêu ngày nộp. Kỳ đã mở giữ hạn đã tính.",
             "When a report is due where the text read names no day. A round already opened keeps its day."),
        Unit.WORKING_DAYS, 1, 30,
    ),
    InternalTerm(
        "province_report_working_days",
        Term("Nộp báo cáo của tỉnh sau ngày chốt số liệu", "The province’s report after its figures are closed"),
        Term("Hạn Thanh tra tỉnh gửi báo cáo của tỉnh về Thanh tra Chính phủ; văn bản đã đọc không nêu ngày gửi. Kỳ đã "
             "mở giữ hạn đã tính.",
             "By when the provincial inspectorate sends the province’s report to the Government Inspectorate; the text "
             "read names no day. A round already opened keeps its day."),
        Unit.WORKING_DAYS, 1, 30,
    ),
    InternalTerm(
        "report_reminder_working_days",
        Term("Nhắc trước hạn báo cáo", "Reminder of a report"),
        Term("Bao nhiêu ngày làm việc trước hạn thì nhắc nộp báo cáo; nhắc thêm một lần vào ngày làm việc trước hạn.",
             "How many working days before its last day a report is called to mind; once more on the working day "
             "before it."),
        Unit.WORKING_DAYS, 1, 30,
    ),
)  # fmt: skip
