"""Duties a paper sets: a task of the head's conclusion after a day of reception, due on the day the paper says.

An extension is a paper of its own: it ends the term that ran, late or not, and starts the next one. So a term that was
over before it was extended stays late in the ledger.
"""

from __future__ import annotations

from dataclasses import replace

from app.statute.duties.shape import CONCLUSION_TASK, Duty
from app.statute.terms import Term

GIVEN = Duty(
    "tcd.conclusion_task", Term("Gửi công dân kết quả việc được giao", "Send the citizen the result of the task"),
    CONCLUSION_TASK, ("tcd.conclusion_task",), "task_given", frozenset({"result_sent"}), given="term_on",
    ended_by={"term_extended": "term_extended", "task_revoked": "task_revoked"},
)  # fmt: skip
ROWS: tuple[Duty, ...] = (GIVEN, replace(GIVEN, trigger="term_extended"))
