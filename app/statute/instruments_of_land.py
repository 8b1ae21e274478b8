"""The instruments on land, of which the register needs one thing: mediation of a dispute by the commune.

None was read: no official text could be reached. What is said here is from memory, and says so.
"""

from __future__ import annotations

from app.statute.instrument import Instrument
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import LAND_CHECKED_ON, LAND_LAW, TWO_TIERS

INSTRUMENTS_OF_LAND: tuple[Instrument, ...] = (
    Instrument(
        key="LDD",
        number="31/2024/QH15",
        title="Luật Đất đai",
        english="Land Law",
        short="Luật Đất đai",
        in_force_from=LAND_LAW,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note="Not read: number, first day and Art. 235-236 are from memory.",
    ),
    Instrument(
        key="ND102",
        number="102/2024/NĐ-CP",
        title="Nghị định quy định chi tiết thi hành một số điều của Luật Đất đai",
        english="Decree 102/2024/NĐ-CP",
        short="NĐ 102/2024/NĐ-CP",
        in_force_from=LAND_LAW,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note="Not read: number, first day and Art. 105 are from memory.",
    ),
    Instrument(
        key="ND151",
        number="151/2025/NĐ-CP",
        title="Nghị định phân định thẩm quyền của chính quyền địa phương 02 cấp trong lĩnh vực đất đai",
        english="Decree 151/2025/NĐ-CP",
        short="NĐ 151/2025/NĐ-CP",
        in_force_from=TWO_TIERS,
        certainty=Certainty.UNVERIFIED,
        checked_on=LAND_CHECKED_ON,
        note="Not read. Whom the district's powers went to after its end is from memory.",
    ),
)
