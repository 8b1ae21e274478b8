"""Inspections (kiểm tra) of the province's plan: which kinds, who leads, in which half-year, and what is found wrong.

The plan is no law: it is an order of the province, cited by its parts (``KHDV III.3``). It was read in its text of
2015; that its parts and days are those of every year is our reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.statute.words import Term

RESULT_TO: Final = "so-noi-vu"  # who gathers the results, by its code in the list of agencies
INVITED: Final = "ban-dan-van"  # whom the plan asks to be invited
SECOND_HALF: Final = 7  # the month the second half-year begins with


class InspectionKind(StrEnum):
    """What an inspection is about, as the plan names it."""

    HEADS = "heads"
    VERIFICATION = "verification"
    LAND = "land"
    REFORM = "reform"
    PROCEDURES = "procedures"
    SELF_CHECK = "self_check"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class KindOfInspection:
    """A row: ``lead`` is the code of the agency that leads it, empty where any agency does.

    ``second_half``: only in July to December; ``itself``: an agency inspects itself; ``joint``: agencies may lead it
    together, whoever has it in its plan and others beside it (that the survey "với cơ quan chủ trì có liên quan" and
    the two of administrative reform may be led so is our reading of III.1, III.2 and III.4).
    """

    term: Term
    provision: str
    lead: str = ""
    second_half: bool = False
    itself: bool = False
    joint: bool = False


KINDS: Final[dict[InspectionKind, KindOfInspection]] = {
    InspectionKind.HEADS: KindOfInspection(
        Term("Trách nhiệm của thủ trưởng", "Responsibility of heads"), "KHDV III.3", "thanh-tra"
    ),
    InspectionKind.VERIFICATION: KindOfInspection(
        Term(
            "Xác minh, kiểm tra, hòa giải khiếu nại, tố cáo",
            "Verification, checking and mediation of complaints and denunciations",
        ),
        "KHDV III.3", "thanh-tra",
    ),
    InspectionKind.LAND: KindOfInspection(
        Term("Xác minh, hòa giải tranh chấp đất đai", "Verification and mediation of land disputes"), "KHDV III.3",
        "thanh-tra",
    ),
    InspectionKind.REFORM: KindOfInspection(
        Term("Cải cách hành chính", "Administrative reform"), "KHDV III.1", RESULT_TO, second_half=True,
        joint=True,
    ),
    InspectionKind.PROCEDURES: KindOfInspection(
        Term("Cải cách thủ tục hành chính", "Reform of administrative procedures"), "KHDV III.2", "so-tu-phap",
        second_half=True, joint=True,
    ),
    InspectionKind.SELF_CHECK: KindOfInspection(
        Term("Đơn vị tự kiểm tra", "Self-check of a unit"), "KHDV III.4", itself=True
    ),
    InspectionKind.SURVEY: KindOfInspection(
        Term("Phối hợp khảo sát, kiểm tra", "Joint survey"), "KHDV III.4", second_half=True,
        joint=True,
    ),
}  # fmt: skip


def kinds_of(agency: str) -> tuple[InspectionKind, ...]:
    """The kinds an agency (by its code) may lead: those the plan names it for, and those anybody may lead."""
    return tuple(kind for kind, row in KINDS.items() if row.lead in ("", agency))


def in_its_half(kind: InspectionKind, first: date) -> bool:
    """Whether an inspection of this kind may begin on a day."""
    return first.month >= SECOND_HALF or not KINDS[kind].second_half


def result_before(year: int) -> date:
    """The day before which the result of a year's inspections is sent, as the plan names it."""
    return date(year, 11, 1)


def result_due_on(year: int) -> date:
    """The last day for that result."""
    return result_before(year) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Control:
    """A control an inspection finds broken: the failure as inspectors name it, and the article it breaks.

    ``often``: in how many of the conclusions read it was found; 0: it is the province's plan that names it.
    """

    term: Term
    provisions: tuple[str, ...]
    often: int


READ: Final = 13  # conclusions of inspections of several provinces
CONTROLS: Final[dict[str, Control]] = {
    "settled_late": Control(
        Term("Giải quyết quá thời hạn, kéo dài hoặc không giải quyết", "Settled late, drawn out or not at all"),
        ("LKN 28", "LKN 37", "LTC 30"), 7,
    ),
    "head_days": Control(
        Term(
            "Thủ trưởng không đủ ngày tiếp công dân, hoặc ủy quyền cấp phó",
            "The head received on too few days, or left it to a deputy",
        ),
        ("LTCD 12.5", "LTCD 15.2", "LTCD 18.2"), 6,
    ),
    "handled_late": Control(
        Term("Chậm xử lý, chậm trả lời đơn", "Petitions handled or answered late"), ("LTCD 28.1", "LKN 27"), 3
    ),
    "orders_unanswered": Control(
        Term("Không báo cáo hoặc chậm báo cáo kết quả việc được giao", "What was given to do not reported, or late"),
        ("ND154 25.2",), 3,
    ),
    "misclassified": Control(
        Term("Phân loại nhầm khiếu nại với kiến nghị, phản ánh", "Complaints taken for feedback"), ("LTCD 26",), 2
    ),
    "schedule": Control(
        Term("Lịch tiếp không ban hành, không công khai hoặc thiếu kỳ", "No schedule, not posted, or days missing"),
        ("LTCD 24.4",), 2,
    ),
    "notice_incomplete": Control(
        Term("Thông báo thụ lý thiếu nội dung", "Notice of acceptance incomplete"), ("LKN 27",), 1
    ),
    "notice_after_verification": Control(
        Term("Thông báo thụ lý sau quyết định xác minh", "Acceptance notified after verification was decided"),
        ("LKN 27", "LKN 29"), 1,
    ),
    "withdrawn_unreported": Control(
        Term("Rút đơn nhưng thiếu báo cáo xác minh", "Withdrawn, without the report of the verification"),
        ("LKN 10", "LKN 29.4"), 1,
    ),
    "no_register": Control(
        Term("Không mở sổ, hoặc sổ ghi thiếu ngày tiếp", "No register, or days missing in it"), ("LTCD 25.2",), 1
    ),
    "accepted_wrongly": Control(
        Term("Thụ lý không đúng, phải hủy văn bản thụ lý", "Accepted wrongly, the acceptance annulled"),
        ("LKN 11", "LKN 27"), 1,
    ),
    "not_transferred": Control(
        Term("Đơn ngoài thẩm quyền không chuyển", "Petitions outside competence not transferred"), ("LTCD 26.2.b",), 1
    ),
    "wrong_receipt": Control(
        Term("Giấy biên nhận không đúng mẫu", "Receipts on another form"), ("ND154 15.4",), 1
    ),
    "originals_demanded": Control(
        Term("Đòi bản chính tài liệu, chứng cứ", "Originals of papers demanded"), ("LTCD 25.2",), 1
    ),
    "conclusion_missing": Control(
        Term("Không ban hành kịp thông báo kết luận buổi tiếp", "No conclusion after a day of reception"),
        ("ND154 25.2",), 1,
    ),
    "nobody_on_duty": Control(
        Term("Không bố trí cán bộ tiếp thường xuyên, địa điểm không bảo đảm", "Nobody on duty, or a poor place"),
        ("LTCD 18.1",), 1,
    ),
    "contents_left": Control(
        Term("Giải quyết không hết nội dung tố cáo", "Contents of a denunciation left open"), ("LTC 35",), 1
    ),
    "letter_for_decision": Control(
        Term("Trả lời bằng công văn thay quyết định giải quyết", "A letter in place of a decision"), ("LKN 31",), 1
    ),
    "dialogue": Control(
        Term("Đối thoại hình thức, ủy quyền đối thoại", "A dialogue for form's sake, or left to another"),
        ("LKN 30",), 1,
    ),
    "term_from_above": Control(
        Term("Không thực hiện hạn cấp trên giao", "A term from above not kept"), ("GIAO",), 1
    ),
    "harassment": Control(
        Term("Cán bộ, công chức sách nhiễu, gây phiền hà", "Harassment by officials"), ("KHDV I.3",), 0
    ),
}  # fmt: skip

# Which failure it is, when something of this kind (casework.overdue.Kind) is late at an agency.
SHOWN_BY_LATENESS: Final[dict[str, str]] = {
    "complaint": "settled_late",
    "denunciation": "settled_late",
    "feedback": "handled_late",
    "petition": "handled_late",
    "visit": "handled_late",
    "office": "head_days",
    "task": "orders_unanswered",
}

__all__ = [
    "CONTROLS",
    "INVITED",
    "KINDS",
    "READ",
    "RESULT_TO",
    "SHOWN_BY_LATENESS",
    "Control",
    "InspectionKind",
    "KindOfInspection",
    "in_its_half",
    "kinds_of",
    "result_before",
    "result_due_on",
]
