"""The letters that urge: about several matters of one agency, so of no file. None has an annexed form that was read."""

from __future__ import annotations

from typing import Final

from app.statute.papers.handling import KEPT, NO_FORM, OF_RECEPTION
from app.statute.papers.shape import LETTER, OfficialPaper
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import LAW_ON_COMPLAINTS, REFORM
from app.statute.words import Term

COPIES: Final = ("Như trên", "Chủ tịch UBND tỉnh (để báo cáo)", KEPT)
URGING_BY_INSPECTORATE: Final = OfficialPaper(
    "urging_inspectorate", "don-doc-thanh-tra",
    Term("Công văn đôn đốc của Thanh tra tỉnh", "Urging letter of the provincial Inspectorate"), LETTER,
    "đôn đốc giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh quá hạn", frozenset(), (), ("LKN 25",),
    Certainty.INTERPRETATION, NO_FORM, bases=("LKN", "LTC", "LTCD"), recipients=COPIES, joint=True,
    from_on=LAW_ON_COMPLAINTS,
)  # fmt: skip
URGING_BY_BOARD: Final = OfficialPaper(
    "urging_board", "de-nghi-ban-tiep-cong-dan",
    Term("Văn bản đề nghị giải quyết của Ban Tiếp công dân", "Request to settle of the Reception Board"), LETTER,
    "đề nghị giải quyết kịp thời đơn đã chuyển", frozenset(), (), ("ND154 32.1",), Certainty.INTERPRETATION, NO_FORM,
    bases=OF_RECEPTION, recipients=("Như trên", KEPT), joint=True, from_on=REFORM,
)  # fmt: skip
