"""The term a superior sets by a paper (hạn cấp trên giao): no number of the law, and none of its articles."""

from __future__ import annotations

from app.statute.time_limits.shape import Certainty, Owner, TimeLimit, Unit
from app.statute.time_limits.since import CHECKED_ON, LAW_ON_COMPLAINTS

GIVEN_TERM = "ct.given_term"

ROWS: tuple[TimeLimit, ...] = (
    TimeLimit(
        id=GIVEN_TERM,
        term="Thực hiện yêu cầu của cấp trên trong hạn được giao",
        english="Do what a superior asked, in the term it gave",
        owner=Owner.RESOLVER,
        starts="superior_gave_a_term",
        satisfied_by=("superior_answered",),
        length=None,
        unit=Unit.NO_NUMBER,
        provisions=("GIAO",),
        in_force_from=LAW_ON_COMPLAINTS,
        in_force_until=None,
        certainty=Certainty.ORDERED,
        checked_on=CHECKED_ON,
        note=(
            "Beside the limits of the law, never in their place: it neither moves, pauses nor ends one of them, and a "
            "suspension does not stop it. The last day is the one the paper names."
        ),
    ),
)
