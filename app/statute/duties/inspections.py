"""Duties an inspection leaves: its recommendations in their terms, and the result of the year sent before its day.

A new term, by an extension or because nothing was carried out, ends the one that ran, late or not, and starts the next.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.duties.shape import Duty
from app.statute.terms import Procedure, Term
from app.statute.time_limits.inspections import RECOMMENDATION, RESULT

CARRY_OUT = Duty(
    RECOMMENDATION, Term("Thực hiện kiến nghị sau kiểm tra", "Carry out what the inspection recommended"),
    frozenset({Procedure.INSPECTION_RECOMMENDATION}), (RECOMMENDATION,), "recommended",
    frozenset({"carrying_out_reported", "found_carried_out"}), given="term_on",
    ended_by={
        "recommendation_extended": "recommendation_extended", "found_not_carried_out": "found_not_carried_out",
        "recommendation_withdrawn": "recommendation_withdrawn",
    },
)  # fmt: skip
ROWS: tuple[Duty, ...] = (
    CARRY_OUT,
    replace(CARRY_OUT, trigger="recommendation_extended"),
    replace(CARRY_OUT, trigger="found_not_carried_out"),
    Duty(
        RESULT, Term("Gửi kết quả kiểm tra về Sở Nội vụ", "Send the result of the inspections to Sở Nội vụ"),
        frozenset({Procedure.INSPECTION_RESULT}), (RESULT,), "inspection_result_owed",
        frozenset({"inspection_result_sent"}), given="term_on",
    ),
)  # fmt: skip
