"""The papers of resolving a denunciation: taken up, verified, halted, concluded, made public.

Form numbers are those of NĐ 31/2019 as named in its articles; its forms were not read. What goes to several, and what
the denounced is given, is made without anything of the denouncer (LTC 8.3, 11, 40.3): their copy goes under a cover.
"""

from __future__ import annotations

from typing import Final

from app.statute.papers.handling import KEPT, NO_FORM, OF_DENUNCIATIONS, PETITION_OR_CASE
from app.statute.papers.shape import DECISION, FINDINGS, LETTER, NOTICE, OfficialPaper, Subject
from app.statute.terms import DENUNCIATIONS, Term
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import DECREE_31, LAW_ON_DENUNCIATIONS

CASE: Final = frozenset({Subject.CASE})
APART: Final = "Người tố cáo (gửi riêng, kèm phiếu gửi)"
BOTH: Final = (APART, "Người bị tố cáo")
NUMBER_READ: Final = Term(
    "Số mẫu theo nghị định; bố cục của mẫu chưa đọc được, các mục theo điều luật.",
    "The number is that of the decree; its layout was not read, the parts are those of the article.",
)

DENUNCIATION_PAPERS: Final[tuple[OfficialPaper, ...]] = (
    OfficialPaper(
        "denunciation_taken_up", "quyet-dinh-thu-ly",
        Term("Quyết định thụ lý tố cáo", "Decision to accept a denunciation"), DECISION,
        "Về việc thụ lý tố cáo", PETITION_OR_CASE, ("accepted",), ("LTC 29.2", "ND31 9.1"), Certainty.INTERPRETATION,
        NUMBER_READ, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="04", form_of="ND31",
        recipients=("Như Điều 3", KEPT), joint=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "denounced_told", "thong-bao-noi-dung",
        Term("Thông báo nội dung tố cáo cho người bị tố cáo", "Notice of contents to the denounced"), NOTICE,
        "Về nội dung tố cáo", CASE, ("accepted",), ("LTC 29.3", "ND31 9.2"), Certainty.INTERPRETATION, NUMBER_READ,
        procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="06", form_of="ND31",
        recipients=("Như trên", KEPT), joint=True, tells=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "denunciation_assigned", "giao-xac-minh",
        Term("Văn bản giao xác minh tố cáo", "Assignment to verify a denunciation"), LETTER,
        "giao xác minh nội dung tố cáo", CASE, ("verifying",), ("LTC 31.1", "LTC 31.2"), Certainty.INTERPRETATION,
        NO_FORM, procedures=DENUNCIATIONS, recipients=("Như trên", KEPT), joint=True, from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denunciation_team", "to-xac-minh",
        Term("Quyết định thành lập Đoàn (Tổ) xác minh", "Team to verify a denunciation"),
        DECISION, "Về việc thành lập Tổ xác minh nội dung tố cáo", CASE, ("verifying",), ("LTC 31", "ND31 10.1"),
        Certainty.INTERPRETATION, NUMBER_READ, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="07",
        form_of="ND31", recipients=("Như Điều 3", KEPT), joint=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "denunciation_extended", "gia-han",
        Term("Quyết định gia hạn giải quyết tố cáo", "Extension of a denunciation"), DECISION,
        "Về việc gia hạn giải quyết tố cáo", CASE, ("extended",), ("LTC 30", "ND31 3.4"), Certainty.INTERPRETATION,
        NUMBER_READ, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="01", form_of="ND31",
        recipients=(*BOTH, "Cơ quan, tổ chức, cá nhân có liên quan", KEPT), joint=True, aside=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "denunciation_suspended", "tam-dinh-chi",
        Term("Quyết định tạm đình chỉ giải quyết tố cáo", "Suspension of a denunciation"), DECISION,
        "Về việc tạm đình chỉ giải quyết tố cáo", CASE, ("suspended",), ("LTC 34.1", "LTC 34.4"),
        Certainty.INTERPRETATION, NO_FORM, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS,
        recipients=(*BOTH, KEPT), joint=True, aside=True, from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denunciation_resumed", "tiep-tuc-giai-quyet",
        Term("Quyết định tiếp tục giải quyết tố cáo", "Resumption of a denunciation"), DECISION,
        "Về việc tiếp tục giải quyết tố cáo", CASE, ("resumed",), ("LTC 34.2",), Certainty.INTERPRETATION, NO_FORM,
        procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, recipients=(*BOTH, KEPT), joint=True, aside=True,
        from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denunciation_discontinued", "dinh-chi",
        Term("Quyết định đình chỉ giải quyết tố cáo", "Discontinuance of a denunciation"), DECISION,
        "Về việc đình chỉ giải quyết tố cáo", CASE, ("discontinued",), ("LTC 34.3", "LTC 34.4"),
        Certainty.INTERPRETATION, NO_FORM, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS,
        recipients=(*BOTH, KEPT), joint=True, aside=True, from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denunciation_concluded", "ket-luan", Term("Kết luận nội dung tố cáo", "Conclusion of a denunciation"),
        FINDINGS, "Nội dung tố cáo", CASE, ("concluded",), ("LTC 35", "ND31 17"), Certainty.INTERPRETATION,
        NUMBER_READ, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, form_number="12", form_of="ND31",
        recipients=("Người bị tố cáo", "Cơ quan, tổ chức quản lý người bị tố cáo",
                    "Cơ quan, tổ chức, cá nhân có liên quan", KEPT),
        joint=True, from_on=DECREE_31,
    ),
    OfficialPaper(
        "conclusion_told", "thong-bao-ket-luan",
        Term("Thông báo kết luận nội dung tố cáo cho người tố cáo", "Notice of the conclusion to the denouncer"),
        NOTICE, "Về kết luận nội dung tố cáo", CASE, ("concluded",), ("LTC 35.3",), Certainty.INTERPRETATION, NO_FORM,
        procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS, recipients=("Như trên", KEPT), tells=True,
        from_on=LAW_ON_DENUNCIATIONS,
    ),
    OfficialPaper(
        "denunciation_published", "cong-khai",
        Term("Thông báo công khai kết luận, quyết định xử lý", "Publication of the conclusion"), NOTICE,
        "Về việc công khai kết luận nội dung tố cáo, quyết định xử lý", CASE, ("published",), ("LTC 40", "ND31 6"),
        Certainty.INTERPRETATION, NO_FORM, procedures=DENUNCIATIONS, bases=OF_DENUNCIATIONS,
        recipients=("Nơi công khai", KEPT), joint=True, tells=True, from_on=DECREE_31,
    ),
)  # fmt: skip
