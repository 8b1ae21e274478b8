"""Duties of reception beside the clocks: the roster of officers, and the national database.

None of them has a number of days: a missing officer is a signal, and "kịp thời" (promptly) makes nothing late.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from app.statute.forms import REFORM_OF_2026
from app.statute.time_limits import limit_in_force
from app.statute.time_limits.shape import Unit

ASSIGNED: Final = "ND154 42.2.c"  # a head who has assigned nobody to receive answers for it
REPRESENTED: Final = "ND154 29.2.a"  # represented bodies name their officer in writing
ROSTER_FROM: Final = REFORM_OF_2026
DATABASE_FROM: Final = REFORM_OF_2026
# By what was received or is being settled; the same words for all of them.
_DATABASE: Final = {"reception": "tcd.national_db_update", "complaint": "kn.national_db_update",
                    "denunciation": "tc.national_db_update"}  # fmt: skip


def database_provisions(day: date) -> tuple[str, ...]:
    """Where the law wants the national database kept up to date, on a day; empty before it did."""
    if day < DATABASE_FROM:
        return ()
    found = (limit_in_force(rule, day) for rule in _DATABASE.values())
    return tuple(provision for limit in found for provision in limit.provisions)


def database_has_a_number(day: date) -> bool:
    """Whether some rule names a number of days: as long as none does, nothing is late."""
    return any(limit_in_force(rule, day).unit is not Unit.NO_NUMBER for rule in _DATABASE.values())
