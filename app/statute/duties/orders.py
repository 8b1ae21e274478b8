"""What a superior asks for by a day (hạn cấp trên giao): owed beside what the law asks, in every stage.

As with a task of a conclusion, an extension is a paper of its own: it ends the term that ran, late or not, and starts
the next one. So a term that was over before it was extended stays late in the ledger.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.duties.shape import PETITIONS, Duty
from app.statute.terms import Term
from app.statute.time_limits.orders import GIVEN_TERM

GIVEN = Duty(
    GIVEN_TERM, Term("Thực hiện yêu cầu cấp trên giao", "Do what the superior asked"), PETITIONS, (GIVEN_TERM,),
    "term_given", frozenset({"given_answered"}), intake=True, given="term_on", by_name=True,
    ended_by={"given_extended": "term_extended", "given_withdrawn": "given_withdrawn"},
)  # fmt: skip
ROWS: tuple[Duty, ...] = (GIVEN, replace(GIVEN, trigger="given_extended"))
