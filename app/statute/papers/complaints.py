"""The papers of resolving a complaint: verification, dialogue, halts, the decision of each instance, making it public.

Of NĐ 124/2020 the forms were not read; NĐ 155/2026 annexes anew the minutes of the dialogue (14), the suspension and
discontinuance (14a) and the resumption (14b).
"""

from __future__ import annotations

from typing import Final

from app.statute.papers.handling import COMPLAINTS, KEPT, NO_FORM, OF_COMPLAINTS, PETITION_OR_CASE, READ
from app.statute.papers.shape import DECISION, INVITATION, MINUTES, NOTICE, OfficialPaper, Subject
from app.statute.terms import Procedure, Term
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import DECREE_124, REFORM

CASE: Final = frozenset({Subject.CASE})
FIRST: Final = frozenset({Procedure.COMPLAINT_FIRST, Procedure.DISCIPLINE_FIRST})
SECOND: Final = frozenset({Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_SECOND})
SIDES: Final = ("Người khiếu nại", "Người bị khiếu nại")
ALL_SIDES: Final = (*SIDES, "Người có quyền, nghĩa vụ liên quan")
NUMBER_HEARD_OF: Final = Term(
    "Số mẫu đọc ở một nguồn khác, bản gốc chưa đọc được: đối chiếu trước khi ký.",
    "The number of the form is from another source, the form itself was not read: compare before signing.",
)
NUMBER_UNREAD: Final = Term(
    "Nghị định 124/2020 có mẫu nhưng số và bố cục chưa đọc được: các mục theo điều luật.",
    "Decree 124/2020 has a form, its number and layout were not read: the parts are those of the article.",
)

COMPLAINT_PAPERS: Final[tuple[OfficialPaper, ...]] = (
    OfficialPaper(
        "complaint_verification", "giao-xac-minh",
        Term("Quyết định giao xác minh khiếu nại", "Assignment to verify a complaint"), DECISION,
        "Về việc giao nhiệm vụ xác minh nội dung khiếu nại", CASE, ("verifying",),
        ("LKN 29", "LKN 38", "LKN 52", "LKN 55.2"), Certainty.UNVERIFIED, NUMBER_HEARD_OF, procedures=COMPLAINTS,
        bases=OF_COMPLAINTS, form_number="05", form_of="ND124", recipients=("Như Điều 3", *SIDES, KEPT),
        joint=True, from_on=DECREE_124,
    ),
    OfficialPaper(
        "complaint_team", "to-xac-minh",
        Term("Quyết định thành lập Tổ xác minh khiếu nại", "Team to verify a complaint"), DECISION,
        "Về việc thành lập Tổ xác minh nội dung khiếu nại", CASE, ("verifying",),
        ("LKN 29", "LKN 38", "LKN 52", "LKN 55.2"), Certainty.INTERPRETATION, NUMBER_UNREAD, procedures=COMPLAINTS,
        bases=OF_COMPLAINTS, recipients=("Như Điều 3", *SIDES, KEPT), joint=True, from_on=DECREE_124,
    ),
    OfficialPaper(
        "verification_extended", "gia-han-xac-minh",
        Term("Quyết định gia hạn xác minh khiếu nại", "Extension of the verification"), DECISION,
        "Về việc gia hạn thời gian xác minh nội dung khiếu nại", CASE, ("verification_extended",), ("ND124 18",),
        Certainty.INTERPRETATION, NUMBER_UNREAD, procedures=COMPLAINTS, bases=OF_COMPLAINTS,
        recipients=("Như Điều 2", KEPT), aside=True, joint=True, from_on=DECREE_124,
    ),
    OfficialPaper(
        "dialogue_invitation", "giay-moi-doi-thoai", Term("Giấy mời đối thoại", "Invitation to the dialogue"),
        INVITATION, "Đối thoại trong giải quyết khiếu nại", CASE, ("dialogue_notified",),
        ("LKN 30", "LKN 39", "LKN 53.1", "LKN 55.3", "ND124 28"), Certainty.INTERPRETATION, NO_FORM,
        procedures=COMPLAINTS, recipients=("Như trên", KEPT), joint=True, from_on=DECREE_124,
    ),
    OfficialPaper(
        "dialogue_minutes", "bien-ban-doi-thoai", Term("Biên bản đối thoại", "Minutes of the dialogue"), MINUTES,
        "Đối thoại với người khiếu nại", CASE, ("dialogue_held",), ("LKN 30", "LKN 39", "ND124 28"),
        Certainty.VERIFIED, READ, procedures=COMPLAINTS, form_number="14", form_of="ND155",
        signers=("Người chủ trì", "Người ghi biên bản", "Người khiếu nại", "Người bị khiếu nại"), numbered=False,
        from_on=REFORM,
    ),
    OfficialPaper(
        "complaint_suspended", "tam-dinh-chi",
        Term("Quyết định tạm đình chỉ giải quyết khiếu nại", "Suspension of a complaint"), DECISION,
        "Về việc tạm đình chỉ giải quyết khiếu nại", CASE, ("suspended",), ("LKN 11a.1", "ND124 28b.1"),
        Certainty.VERIFIED, READ, procedures=COMPLAINTS, bases=OF_COMPLAINTS, form_number="14a", form_of="ND155",
        recipients=(*ALL_SIDES, "Người đại diện, người được ủy quyền (nếu có)", KEPT), aside=True, joint=True,
        from_on=REFORM,
    ),
    OfficialPaper(
        "complaint_resumed", "tiep-tuc-giai-quyet",
        Term("Quyết định tiếp tục giải quyết khiếu nại", "Resumption of a complaint"), DECISION,
        "Về việc tiếp tục giải quyết khiếu nại", CASE, ("resumed",), ("ND124 28b.2",), Certainty.VERIFIED, READ,
        procedures=COMPLAINTS, bases=OF_COMPLAINTS, form_number="14b", form_of="ND155",
        recipients=(*ALL_SIDES, "Người đại diện, người được ủy quyền (nếu có)", KEPT), aside=True, joint=True,
        from_on=REFORM,
    ),
    OfficialPaper(
        "complaint_discontinued", "dinh-chi",
        Term("Quyết định đình chỉ giải quyết khiếu nại", "Discontinuance of a complaint"), DECISION,
        "Về việc đình chỉ giải quyết khiếu nại", PETITION_OR_CASE, ("discontinued",), ("LKN 11a.2", "ND124 28b.1"),
        Certainty.VERIFIED, READ, procedures=COMPLAINTS, bases=OF_COMPLAINTS, form_number="14a", form_of="ND155",
        recipients=(*ALL_SIDES, "Người đại diện, người được ủy quyền (nếu có)", KEPT), aside=True, joint=True,
        from_on=REFORM,
    ),
    OfficialPaper(
        "decision_first", "quyet-dinh-giai-quyet",
        Term("Quyết định giải quyết khiếu nại (lần đầu)", "Decision on a complaint, first instance"), DECISION,
        "Về việc giải quyết khiếu nại (lần đầu)", CASE, ("decided",), ("LKN 31", "LKN 54"), Certainty.INTERPRETATION,
        NUMBER_UNREAD, procedures=FIRST, bases=OF_COMPLAINTS,
        recipients=(*ALL_SIDES, "Cơ quan, tổ chức, cá nhân đã chuyển khiếu nại (nếu có)", "Cơ quan quản lý cấp trên",
                    "Cơ quan thanh tra nhà nước cùng cấp", KEPT),
        from_on=DECREE_124,
    ),
    OfficialPaper(
        "decision_second", "quyet-dinh-giai-quyet-lan-hai",
        Term("Quyết định giải quyết khiếu nại (lần hai)", "Decision on a complaint, second instance"), DECISION,
        "Về việc giải quyết khiếu nại (lần hai)", CASE, ("decided",), ("LKN 40", "LKN 56"), Certainty.INTERPRETATION,
        NUMBER_UNREAD, procedures=SECOND, bases=OF_COMPLAINTS,
        recipients=(*ALL_SIDES, "Người giải quyết khiếu nại lần đầu",
                    "Cơ quan, tổ chức, cá nhân đã chuyển khiếu nại (nếu có)", KEPT),
        from_on=DECREE_124,
    ),
    OfficialPaper(
        "decision_published", "cong-khai", Term("Thông báo công khai quyết định", "Publication of the decision"),
        NOTICE, "Về việc công khai quyết định giải quyết khiếu nại lần hai", CASE, ("published",),
        ("LKN 41.2", "ND124 12"), Certainty.INTERPRETATION, NO_FORM,
        procedures=frozenset({Procedure.COMPLAINT_SECOND}), bases=OF_COMPLAINTS, recipients=("Nơi công khai", KEPT),
        tells=True, joint=True, from_on=DECREE_124,
    ),
)  # fmt: skip
