"""What the file of a case holds, and in which order (danh mục hồ sơ).

The laws on complaints and on denunciations each list the papers of a file and want them numbered in their order. The
two articles are from memory and were not held against the text: the page of the index says so, beside what is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.statute.procedures.contents import NAMED
from app.statute.terms import DENUNCIATIONS, Procedure, Term
from app.statute.time_limits.shape import Certainty
from app.statute.withdrawals import PART, WHOLE


@dataclass(frozen=True, slots=True)
class FilePart:
    """One group of papers. ``acts``: whose papers belong to it; ``handed_in``: what the parties gave goes here, too."""

    term: Term
    acts: frozenset[str] = frozenset()
    handed_in: bool = False
    if_any: bool = False  # the law itself says "nếu có"


@dataclass(frozen=True, slots=True)
class FileOrder:
    """The groups in the order of the law; the last one takes whatever no other does."""

    provisions: tuple[str, ...]
    certainty: Certainty
    parts: tuple[FilePart, ...]

    def part_of(self, act: str) -> FilePart:
        """The group the paper of an act belongs to."""
        return next((part for part in self.parts if act in part.acts), self.parts[-1])

    @property
    def of_what_was_handed_in(self) -> FilePart:
        """The group of papers the parties gave."""
        return next((part for part in self.parts if part.handed_in), self.parts[-1])


# Acts that leave a paper in the file though it carries no number of an office.
LEAVE_A_PAPER = frozenset(
    {"received", "supplemented", "withdrawn", "withdrawn_part", "information_provided", "expert_answered",
     "dialogue_held", "reported", "council_advised", "first_report_received"}
)  # fmt: skip
# What the paper of an act is called, where the act is not called after it.
DOCUMENTS: Final[Mapping[str, Term]] = {
    "supplemented": Term("Tài liệu bổ sung", "What was handed in later"),
    "verification_extended": Term("Quyết định gia hạn xác minh", "Extension of the verification"),
    "information_requested": Term("Văn bản yêu cầu cung cấp thông tin, tài liệu", "Request for information"),
    "information_provided": Term("Thông tin, tài liệu được cung cấp", "Information that was given"),
    "first_report_requested": Term("Văn bản yêu cầu người giải quyết lần đầu báo cáo", "Request for a report below"),
    "first_report_received": Term("Báo cáo của người giải quyết lần đầu", "Report of the first instance"),
    "council_convened": Term("Quyết định thành lập hội đồng", "Decision to convene the council"),
    "council_advised": Term("Văn bản nêu ý kiến của hội đồng", "Opinion of the council"),
    "expert_requested": Term("Quyết định trưng cầu giám định", "Request for an expert assessment"),
    "expert_answered": Term("Kết luận giám định", "Expert assessment"),
    "dialogue_held": Term("Biên bản đối thoại", "Minutes of the dialogue"),
    "stay_ordered": Term("Quyết định tạm đình chỉ thi hành quyết định bị khiếu nại", "Stay of the contested decision"),
    "stay_lifted": Term("Quyết định hủy tạm đình chỉ thi hành", "End of the stay"),
    "published": Term("Văn bản công khai", "What was made public"),
    "court_accepted": Term("Thông báo thụ lý của Tòa án", "Notice of the court"),
}
COMPLAINED, DENOUNCED, PROPOSED = "khiếu nại", "tố cáo", "kiến nghị, phản ánh"


def kind_of(procedure: str | None) -> str:
    """What was sent in a file of this procedure."""
    if procedure in DENUNCIATIONS:
        return DENOUNCED
    return PROPOSED if procedure == Procedure.FEEDBACK else COMPLAINED


def document_of(act: str, procedure: str | None, data: Mapping[str, Any]) -> str:
    """What the paper of an act is called in Vietnamese; empty where the act is called after its paper.

    Who withdraws says so on paper (LKN 10; NĐ 31/2019, Mẫu 02, replaced by NĐ 156/2026).
    """
    kind = kind_of(procedure)
    if act == "received":
        return f"Đơn {kind}"
    if act == WHOLE:
        return f"Đơn rút {kind}"
    if act == PART:
        return f"Đơn rút một phần nội dung {kind}" if data.get(NAMED.name) else f"Đơn rút {kind} của một số người"
    return DOCUMENTS[act].vi if act in DOCUMENTS else ""


OTHERS = Term("Tài liệu khác có liên quan", "Other papers that bear on it")

COMPLAINT = FileOrder(
    ("LKN 34.1",),
    Certainty.UNVERIFIED,
    (
        FilePart(Term("Đơn khiếu nại hoặc văn bản ghi lời khiếu nại", "The complaint, or the record of it"),
                 frozenset({"received"})),
        FilePart(Term("Tài liệu, chứng cứ do các bên cung cấp", "Papers and evidence the parties gave"),
                 frozenset({"supplemented", "information_provided", "first_report_received"}), handed_in=True),
        FilePart(Term("Biên bản kiểm tra, xác minh, kết luận, kết quả giám định", "Records of checking and verifying, "
                      "conclusions, expert assessments"),
                 frozenset({"verifying", "verification_extended", "information_requested", "reported",
                            "expert_requested", "expert_answered", "council_convened", "council_advised"}),
                 if_any=True),
        FilePart(Term("Biên bản tổ chức đối thoại", "Record of the dialogue"),
                 frozenset({"dialogue_notified", "dialogue_held"}), if_any=True),
        FilePart(Term("Quyết định giải quyết khiếu nại", "Decision on the complaint"), frozenset({"decided"})),
        FilePart(OTHERS, if_any=True),
    ),
)  # fmt: skip

DENUNCIATION = FileOrder(
    ("LTC 39.1",),
    Certainty.UNVERIFIED,
    (
        FilePart(Term("Đơn tố cáo, biên bản ghi nội dung tố cáo", "The denunciation, or the record of it"),
                 frozenset({"received"})),
        FilePart(Term("Quyết định thụ lý; quyết định, văn bản giao xác minh", "Decision to accept; who verifies"),
                 frozenset({"accepted", "verifying", "extended"})),
        FilePart(Term("Biên bản xác minh, kết quả giám định, tài liệu, chứng cứ thu thập được",
                      "Records of verifying, expert assessments, papers and evidence collected"),
                 frozenset({"information_requested", "information_provided", "expert_requested", "expert_answered"}),
                 handed_in=True),
        FilePart(Term("Văn bản giải trình của người bị tố cáo", "What the denounced person answered")),
        FilePart(Term("Báo cáo kết quả xác minh", "Report on the verification"), frozenset({"reported"}), if_any=True),
        FilePart(Term("Kết luận nội dung tố cáo", "Conclusion on the denunciation"), frozenset({"concluded"})),
        FilePart(Term("Quyết định xử lý, văn bản kiến nghị xử lý", "Decisions and proposals on handling"),
                 frozenset({"handled", "handling_result", "handled_at_once"}), if_any=True),
        FilePart(OTHERS, if_any=True),
    ),
)  # fmt: skip

# No law lists the papers of feedback: by their days.
BY_DAY = FileOrder((), Certainty.INTERPRETATION, (FilePart(Term("Tài liệu", "Papers"), handed_in=True),))


def order_of(procedure: str | None) -> FileOrder:
    """How the file of a case of this procedure is ordered."""
    if procedure in DENUNCIATIONS:
        return DENUNCIATION
    return BY_DAY if procedure == Procedure.FEEDBACK else COMPLAINT
