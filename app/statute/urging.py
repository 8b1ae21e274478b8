"""Urging (đôn đốc): under whose duty, and what a letter asks.

No text read gives a form, or a number of days for the answer: that day is the urging body's own, and is shown so
(``app.statute.policies.Policies.urging_reply_working_days``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.statute.papers.oversight import (
    REPORT_BY_BOARD,
    REPORT_BY_INSPECTORATE,
    URGING_BY_BOARD,
    URGING_BY_INSPECTORATE,
)
from app.statute.papers.shape import OfficialPaper
from app.statute.words import Term

# What is asked, in the order of the letter.
ASKED: Final[dict[str, Term]] = {
    "process": Term("quá trình giải quyết", "how it was dealt with so far"),
    "reason": Term("lý do chậm", "why it is late"),
    "responsibility": Term("trách nhiệm của tổ chức, cá nhân liên quan", "who is responsible"),
    "result": Term("kết quả và thời gian hoàn thành", "the result, and by when it will be done"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Under what a body urges; ``report``: its paper to the chairman of the province.

    ``plan``: what the province's own plan says, which is no law.
    """

    paper: OfficialPaper
    report: OfficialPaper
    plan: Term | None = None


PLAN: Final = Term(
    "Kế hoạch của UBND tỉnh về công tác dân vận chính quyền, mục III.3",
    "the province’s plan of mass work by the administration, part III.3",
)
DUTIES: Final[dict[str, Duty]] = {
    "inspectorate": Duty(URGING_BY_INSPECTORATE, REPORT_BY_INSPECTORATE, PLAN),
    "board": Duty(URGING_BY_BOARD, REPORT_BY_BOARD),
}
REPORT_AFTER_TURNS: Final = 2  # ours: a letter and a second one without an answer; no text gives a number
REPORT_TO_CHAIR: Final = {"inspectorate": ("LKN 25",), "board": ("ND154 32.1 đoạn 2",)}
