"""The province's own plans the register carries duties of: no law, an order of the province's administration."""

from __future__ import annotations

from app.statute.instrument import Instrument
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import PLAN_CHECKED_ON, PLAN_OF_MASS_WORK

INSTRUMENTS_OF_PROVINCE: tuple[Instrument, ...] = (
    Instrument(
        key="KHDV",
        number="",
        title="Kế hoạch thực hiện công tác dân vận chính quyền trên địa bàn tỉnh",
        english="Plan of the province of mass work by the administration",
        short="Kế hoạch dân vận chính quyền của UBND tỉnh",
        in_force_from=PLAN_OF_MASS_WORK,
        certainty=Certainty.ORDERED,
        checked_on=PLAN_CHECKED_ON,
        note=(
            "Read in the text for 2015; its number was not on what was read. That every later year has the same parts "
            "and the same days is our reading."
        ),
    ),
)
