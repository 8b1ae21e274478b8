"""The papers of handling a petition: guided, transferred, urged, accepted or not.

Of TT 05/2021 only the numbers of its forms 01 and 03 were read; what its papers say is that of blanks in use.
"""

from __future__ import annotations

from typing import Final

from app.statute.papers.shape import COVER, LETTER, NOTICE, TRANSFER, Kind, OfficialPaper, Subject
from app.statute.terms import DENUNCIATIONS, Procedure, Term
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import CIRCULARS_OF_2021, DECREE_31, LAW_ON_DENUNCIATIONS, REFORM

COMPLAINTS: Final = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)
NOT_DENUNCIATIONS: Final = COMPLAINTS | {Procedure.FEEDBACK, Procedure.TRIAGE, Procedure.RECEPTION}
PETITION: Final = frozenset({Subject.PETITION})
PETITION_OR_CASE: Final = frozenset({Subject.PETITION, Subject.CASE})
OF_COMPLAINTS: Final = ("LKN", "ND124", "ND155")
OF_DENUNCIATIONS: Final = ("LTC", "ND31", "ND156")
OF_RECEPTION: Final = ("LTCD", "ND154", "TT05_2021")
KEPT: Final = "Lưu: VT, hồ sơ."
IN_USE: Final = Term(
    "Bố cục theo mẫu đang dùng phổ biến; văn bản gốc của mẫu chưa đọc được.",
    "Laid out as blanks in use are; the form itself was not read.",
)
READ: Final = Term("Các mục theo mẫu kèm theo nghị định.", "The parts are those of the form annexed to the decree.")
NO_FORM: Final = Term(
    "Văn bản đã đọc không kèm mẫu: bố cục tự do theo thể thức chung.",
    "No form is annexed in what was read: a free layout.",
)

SEPARATE: Final = Term(
    "Văn bản gửi nhiều nơi không nêu người tố cáo; bản gửi người tố cáo đi kèm phiếu này.",
    "What goes to several names no denouncer; the denouncer's copy goes under this letter.",
)

HANDLING: Final[tuple[OfficialPaper, ...]] = (
    OfficialPaper(
        "guidance", "huong-dan", Term("Phiếu hướng dẫn", "Guidance to the competent body"),
        Kind("PHIẾU HƯỚNG DẪN", ""), "Gửi đơn đến cơ quan có thẩm quyền",
        frozenset({Subject.VISIT, Subject.PETITION}), ("guided", "split"), ("LTCD 26.1.b",), Certainty.UNVERIFIED,
        IN_USE, bases=OF_RECEPTION, recipients=("Như trên", KEPT),
    ),
    OfficialPaper(
        "proposal", "de-xuat-thu-ly", Term("Phiếu đề xuất thụ lý đơn", "Proposal to accept"),
        Kind("PHIẾU ĐỀ XUẤT", ""), "Thụ lý đơn", PETITION, ("proposed", "accepted"), ("TT05_2021 13",),
        Certainty.INTERPRETATION, IN_USE, form_number="01", form_of="TT05_2021",
        signers=("Phê duyệt của người đứng đầu", "Lãnh đạo đơn vị", "Người đề xuất"), numbered=False, joint=True,
        from_on=CIRCULARS_OF_2021,
    ),
    OfficialPaper(
        "denunciation_transfer", "chuyen-don-to-cao", Term("Phiếu chuyển đơn tố cáo", "Transfer of a denunciation"),
        TRANSFER, "Đơn tố cáo", PETITION, ("transferred",), ("LTC 24.2", "TT05_2021 14.1"), Certainty.INTERPRETATION,
        IN_USE, procedures=DENUNCIATIONS, bases=(*OF_DENUNCIATIONS, "TT05_2021"), form_number="03",
        form_of="TT05_2021", recipients=("Như trên", KEPT), joint=True, from_on=CIRCULARS_OF_2021,
    ),
    OfficialPaper(
        "feedback_transfer", "chuyen-kien-nghi", Term("Phiếu chuyển đơn", "Transfer of a petition"),
        TRANSFER, "Đơn kiến nghị, phản ánh", frozenset({Subject.VISIT, Subject.PETITION}), ("transferred",),
        ("LTCD 26.2.b",), Certainty.UNVERIFIED, IN_USE,
        procedures=frozenset({Procedure.FEEDBACK, Procedure.TRIAGE, Procedure.RECEPTION}), bases=OF_RECEPTION,
        recipients=("Như trên", "Người gửi đơn (để biết)", KEPT),
    ),
    OfficialPaper(
        "urging", "don-doc", Term("Công văn đôn đốc", "Urging letter"), LETTER, "đôn đốc giải quyết, báo cáo kết quả",
        PETITION, ("urged",), ("ND154 32.1",), Certainty.INTERPRETATION, NO_FORM, recipients=("Như trên", KEPT),
        joint=True, from_on=REFORM,
    ),
    OfficialPaper(
        "complaint_accepted", "thong-bao-thu-ly",
        Term("Thông báo thụ lý khiếu nại", "Notice of acceptance of a complaint"),
        NOTICE, "Về việc thụ lý giải quyết khiếu nại", PETITION_OR_CASE, ("accepted",), ("LKN 27", "ND124 16.1"),
        Certainty.VERIFIED, READ, procedures=COMPLAINTS, bases=OF_COMPLAINTS, form_number="03", form_of="ND155",
        recipients=("Như trên", "…………………… (để biết)", KEPT), from_on=REFORM,
    ),
    OfficialPaper(
        "complaint_not_accepted", "thong-bao-khong-thu-ly",
        Term("Thông báo không thụ lý khiếu nại", "Notice of non-acceptance of a complaint"),
        NOTICE, "Về việc không thụ lý giải quyết khiếu nại", PETITION, ("not_accepted",), ("LKN 11", "ND124 16.1"),
        Certainty.VERIFIED, READ, procedures=COMPLAINTS, bases=OF_COMPLAINTS, form_number="04", form_of="ND155",
        recipients=("Như trên", "…………………… (để biết)", KEPT), from_on=REFORM,
    ),
    OfficialPaper(
        "denunciation_accepted", "thong-bao-thu-ly",
        Term("Thông báo thụ lý tố cáo", "Notice of acceptance of a denunciation"),
        NOTICE, "Về việc thụ lý tố cáo", PETITION_OR_CASE, ("accepted",), ("LTC 29.2", "ND31 9.2"),
        Certainty.INTERPRETATION, IN_USE, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="05",
        form_of="ND31", recipients=("Như trên", KEPT), tells=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "denunciation_not_accepted", "thong-bao-khong-thu-ly",
        Term("Thông báo không thụ lý tố cáo", "Notice of non-acceptance of a denunciation"),
        NOTICE, "Về việc không thụ lý tố cáo", PETITION, ("not_accepted",), ("LTC 29.1",), Certainty.INTERPRETATION,
        NO_FORM, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, recipients=("Như trên", KEPT),
        from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denouncer_cover", "phieu-gui", Term("Phiếu gửi văn bản cho người tố cáo", "Cover letter to the denouncer"),
        COVER, "Văn bản giải quyết tố cáo", PETITION_OR_CASE, ("sent", "concluded", "published"), ("LTC 11",),
        Certainty.INTERPRETATION, SEPARATE, procedures=DENUNCIATIONS, recipients=("Như trên", KEPT),
        tells=True, from_on=LAW_ON_DENUNCIATIONS,
    ),
)  # fmt: skip
