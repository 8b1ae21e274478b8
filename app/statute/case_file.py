"""What the file of a case holds, and in which order (danh mục hồ sơ).

The laws on complaints and on denunciations each list the papers of a file and want them numbered in their order. The
two articles are from memory and were not held against the text, so what is printed says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.statute.terms import DENUNCIATIONS, Procedure, Term
from app.statute.time_limits.shape import Certainty


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
