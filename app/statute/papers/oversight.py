"""The papers of oversight, of no file: letters that urge, invitations to inspections. None has a form that was read."""

from __future__ import annotations

from typing import Final

from app.statute.papers.handling import KEPT, NO_FORM, OF_RECEPTION
from app.statute.papers.shape import FINDINGS, INVITATION, LETTER, REPORT, OfficialPaper
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import LAW_ON_COMPLAINTS, PLAN_OF_MASS_WORK, REFORM
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
INSPECTION_INVITATION: Final = OfficialPaper(
    "inspection_invitation", "moi-tham-gia-kiem-tra",
    Term("Giấy mời tham gia đoàn kiểm tra", "Invitation to take part in an inspection"), INVITATION,
    "Tham gia đoàn kiểm tra", frozenset(), (), ("KHDV III.3",), Certainty.ORDERED, NO_FORM,
    recipients=("Như trên", "Trưởng đoàn kiểm tra", KEPT), joint=True, from_on=PLAN_OF_MASS_WORK,
)  # fmt: skip
INSPECTION_CONCLUSION: Final = OfficialPaper(
    "inspection_conclusion", "ket-luan-kiem-tra", Term("Kết luận kiểm tra", "Conclusion of an inspection"), FINDINGS,
    "Kết quả kiểm tra", frozenset(), (), ("KHDV III.3",), Certainty.ORDERED, NO_FORM,
    recipients=("Đơn vị được kiểm tra, cơ quan được kiến nghị", "Sở Nội vụ (để tổng hợp)", KEPT), joint=True,
    from_on=PLAN_OF_MASS_WORK,
)  # fmt: skip
INSPECTION_RESULT: Final = OfficialPaper(
    "inspection_result", "bao-cao-ket-qua-kiem-tra",
    Term("Báo cáo kết quả kiểm tra năm gửi Sở Nội vụ", "Report of the year’s inspections to Sở Nội vụ"), REPORT,
    "Kết quả kiểm tra", frozenset(), (), ("KHDV III.2", "KHDV III.3"), Certainty.ORDERED, NO_FORM,
    recipients=("Như trên", "Chủ tịch UBND tỉnh (để báo cáo)", KEPT), joint=True, from_on=PLAN_OF_MASS_WORK,
)  # fmt: skip
REPORT_BY_INSPECTORATE: Final = OfficialPaper(
    "urging_report_inspectorate", "bao-cao-cham-giai-quyet",
    Term("Báo cáo Chủ tịch UBND tỉnh của Thanh tra tỉnh", "Report of the provincial Inspectorate to the chairman"),
    REPORT, "Về việc chậm giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh", frozenset(), (), ("LKN 25",),
    Certainty.INTERPRETATION, NO_FORM, bases=("LKN", "LTC", "LTCD"), recipients=("Như trên", KEPT), joint=True,
    from_on=LAW_ON_COMPLAINTS,
)  # fmt: skip
REPORT_BY_BOARD: Final = OfficialPaper(
    "urging_report_board", "bao-cao-cham-giai-quyet-don-da-chuyen",
    Term("Báo cáo Chủ tịch UBND tỉnh của Trưởng Ban Tiếp công dân", "Report of the head of the Reception Board"),
    REPORT, "Về việc chậm giải quyết đơn đã chuyển", frozenset(), (), ("ND154 32.1 đoạn 2",), Certainty.INTERPRETATION,
    NO_FORM, bases=OF_RECEPTION, recipients=("Như trên", KEPT), joint=True, from_on=REFORM,
)  # fmt: skip
INSPECTION_PAPERS: Final = (INSPECTION_INVITATION, INSPECTION_CONCLUSION, INSPECTION_RESULT)
URGING_PAPERS: Final = (URGING_BY_INSPECTORATE, REPORT_BY_INSPECTORATE, URGING_BY_BOARD, REPORT_BY_BOARD)
