"""The papers of the desk: what was taken, what was said, refused, arranged, concluded."""

from __future__ import annotations

from typing import Final

from app.statute.forms import Paper
from app.statute.papers.shape import MINUTES, NOTICE, Kind, OfficialPaper, Subject
from app.statute.terms import Term
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import REFORM

VISIT: Final = frozenset({Subject.VISIT})
ANNEXED: Final = Term("Các mục theo mẫu kèm theo nghị định.", "The parts are those of the form annexed to the decree.")
FREE: Final = Term("Luật không kèm mẫu: bố cục tự do theo thể thức chung.", "The law annexes no form: a free layout.")

RECEPTION_PAPERS: Final[tuple[OfficialPaper, ...]] = (
    OfficialPaper(
        "receipt", "giay-bien-nhan",
        Term("Giấy biên nhận thông tin, tài liệu", "Receipt for information and documents"),
        Kind("GIẤY BIÊN NHẬN", ""), "Thông tin, tài liệu", VISIT, ("receipt_given", "papers_taken"), ("ND154 15.4",),
        Certainty.VERIFIED, ANNEXED, form=Paper.RECEIPT, signers=("Người cung cấp", "Người nhận"), numbered=False,
        from_on=REFORM,
    ),
    OfficialPaper(
        "refusal_notice", "thong-bao-tu-choi", Term("Thông báo từ chối tiếp công dân", "Notice of refusal to receive"),
        NOTICE, "Về việc từ chối tiếp công dân", VISIT, ("refusal_notified", "refused"), ("LTCD 9.3", "ND154 4.3"),
        Certainty.VERIFIED, ANNEXED, form=Paper.REFUSAL_NOTICE,
        recipients=("Như trên", "…………………… (để biết)", "…………………… (để phối hợp)", "Lưu: VT, hồ sơ."), from_on=REFORM,
        of_written_refusals=True,
    ),
    OfficialPaper(
        "reception_minutes", "bien-ban-tiep", Term("Biên bản tiếp công dân", "Minutes of a reception"),
        MINUTES, "Tiếp công dân", VISIT, ("statement_taken", "received"), ("LTCD 25", "ND154 14.1"),
        Certainty.INTERPRETATION, FREE, signers=("Người trình bày", "Người ghi", "Người chủ trì"), numbered=False,
    ),
    OfficialPaper(
        "appointment", "phieu-hen", Term("Phiếu hẹn", "Appointment slip"), Kind("PHIẾU HẸN", ""), "", VISIT, (),
        ("LTCD 25",), Certainty.UNVERIFIED, FREE, signers=("Người được hẹn", "Người tiếp công dân"), numbered=False,
    ),
    OfficialPaper(
        "reception_conclusion", "thong-bao-ket-luan",
        Term("Thông báo kết luận tiếp công dân", "Notice of the conclusion of a reception"),
        NOTICE, "Kết luận việc tiếp công dân", VISIT, (), ("ND154 25.2",), Certainty.INTERPRETATION, FREE,
        bases=("LTCD", "ND154"), recipients=("Cơ quan, đơn vị được giao (để thực hiện)", "Người được tiếp (để biết)",
                                             "Lưu: VT, hồ sơ."),
        joint=True, from_on=REFORM,
    ),
)  # fmt: skip
