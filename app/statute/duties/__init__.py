"""Which act starts which limit, and which acts satisfy or end it.

A duty names the limit(s) behind it; several are readings of one disputed limit: the earliest date is due, all are kept.
Which version of a limit governs is settled by the day the clock starts; a limit with no version on that day starts no
duty.
"""

from __future__ import annotations

from app.statute.duties import (
    complaints,
    denunciations,
    heads,
    inspections,
    mediation,
    orders,
    reception,
    reporting,
    tasks,
)
from app.statute.duties.shape import Duty
from app.statute.terms import Procedure, Term

DUTIES: tuple[Duty, ...] = (
    *reception.ROWS, *heads.ROWS, *tasks.ROWS, *complaints.ROWS, *denunciations.ROWS, *mediation.ROWS,
    *orders.ROWS, *inspections.ROWS, *reporting.ROWS,
)  # fmt: skip

DUTY_TERMS: dict[str, Term] = {duty.id: duty.term for duty in reversed(DUTIES)}


def duties_of(procedure: Procedure) -> tuple[Duty, ...]:
    """The rows of one procedure."""
    return tuple(duty for duty in DUTIES if procedure in duty.procedures)


__all__ = ["DUTIES", "DUTY_TERMS", "Duty", "duties_of"]
