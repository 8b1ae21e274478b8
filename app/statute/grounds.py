"""Grounds the law closes in lists: to refuse, not to accept, to suspend, to discontinue, to call a case complex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.statute.terms import Term

LAW_OF_2011 = date(2012, 7, 1)
DENUNCIATION_LAW = date(2019, 1, 1)
DECREE_31 = date(2019, 5, 28)
CIRCULARS_OF_2021 = date(2021, 11, 15)
RECEPTION_LAW = date(2014, 7, 1)
REFORM_OF_2026 = date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground. ``written``: a notice signed by the head follows; ``evidence``: what should be on file.

    ``needs``: the fields of the act without which that evidence is missing; ``kinds``: of what kinds of petition the
    ground speaks (of every kind, when empty). ``disputed_from``: from this day it is not settled whether the ground
    still stands.
    """

    vi: str
    en: str
    provision: str
    from_on: date
    until_on: date | None = None
    written: bool = False
    evidence: Term | None = None
    needs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    disputed_from: date | None = None
    cites_a_visit: bool = False  # its evidence may be an earlier visit: then of the same person, or the same matter
    retired: bool = False  # our own mistake: read where it was recorded, never chosen again

    def is_disputed_on(self, day: date) -> bool:
        return self.disputed_from is not None and self.disputed_from <= day

    def holds_on(self, day: date) -> bool:
        return not self.retired and self.from_on <= day and (self.until_on is None or day <= self.until_on)


# What an act says of the evidence of its ground. A file stands for the paper's number and day, never for its author.
EVIDENCE = ("evidence_no", "evidence_on", "evidence_by")
EVIDENCE_FILE = "evidence_file"

# Refusing to receive somebody.
REFUSAL_GROUNDS: dict[str, Ground] = {
    "LTCD-9.1": Ground(
        "Say do dùng chất kích thích, hoặc mắc bệnh làm mất khả năng nhận thức",
        "Intoxicated, or ill so as not to be able to understand", "LTCD 9.1", RECEPTION_LAW,
    ),
    "LTCD-9.2": Ground(
        "Đe dọa, xúc phạm người tiếp, vi phạm nội quy nơi tiếp công dân",
        "Threatens or insults, or breaks the house rules", "LTCD 9.2", RECEPTION_LAW,
    ),
    "LTCD-9.3": Ground(
        "Đã giải quyết đúng pháp luật, đã rà soát, thông báo và giải thích mà vẫn cố tình kéo dài",
        "Lawfully settled, reviewed, notified and explained, and still persists", "LTCD 9.3", RECEPTION_LAW,
        written=True, needs=EVIDENCE, kinds=("complaint", "denunciation"),
        evidence=Term("Văn bản thông báo kết quả kiểm tra, rà soát", "The notice of the result of the review"),
    ),
    "4.1.a": Ground(
        "Mang vũ khí, vật liệu nổ, công cụ hỗ trợ, chất nguy hiểm mà không gửi hoặc giao nộp",
        "Carries weapons or dangerous things and will not hand them in", "ND154 4.1.a", REFORM_OF_2026,
    ),
    "4.1.b": Ground(
        "Không chấp hành kiểm tra an ninh", "Will not pass the security check", "ND154 4.1.b", REFORM_OF_2026
    ),
    "4.1.c": Ground(
        "Tự ý ghi âm, ghi hình, phát trực tiếp khi đã được yêu cầu không làm",
        "Records or streams after being asked not to", "ND154 4.1.c", REFORM_OF_2026,
        evidence=Term("Giờ đã yêu cầu không ghi âm, ghi hình", "When the request not to record was made"),
    ),
    "4.1.d": Ground(
        "Kích động, lôi kéo, gây rối tại nơi tiếp công dân", "Incites or disturbs", "ND154 4.1.d", REFORM_OF_2026
    ),
    "4.1.đ": Ground(
        "Không đủ năng lực hành vi dân sự và không có người đại diện hợp pháp",
        "Without legal capacity and lawful representative", "ND154 4.1.đ", REFORM_OF_2026,
    ),
    "4.1.e": Ground(
        "Người đại diện, người được ủy quyền không xuất trình giấy tờ chứng minh (không áp dụng cho tố cáo)",
        "A representative shows no papers (not for denunciations)", "ND154 4.1.e", REFORM_OF_2026,
        kinds=("complaint", "feedback"),
    ),
    "4.1.g": Ground(
        "Nội dung không phải khiếu nại, tố cáo, kiến nghị, phản ánh",
        "Not a complaint, denunciation or feedback", "ND154 4.1.g", REFORM_OF_2026,
    ),
    "4.1.h": Ground(
        "Kiến nghị, phản ánh đã được tiếp, hướng dẫn hoặc trả lời đúng quy định, không có tình tiết mới",
        "Feedback already received and answered, nothing new", "ND154 4.1.h", REFORM_OF_2026,
        written=True, needs=("evidence_no",), kinds=("feedback",),
        evidence=Term("Lượt tiếp trước hoặc văn bản trả lời", "An earlier visit or a written answer"),
        cites_a_visit=True,
    ),
    "4.1.i": Ground(
        "Đã có bản án, quyết định của Tòa án có hiệu lực pháp luật",
        "Already decided by a court with legal effect", "ND154 4.1.i", REFORM_OF_2026,
        needs=EVIDENCE,
        evidence=Term(
            "Văn bản trả lời của cơ quan nhà nước có thẩm quyền", "The written answer of the competent agency"
        ),
    ),
    "4.1.k": Ground(
        "Cơ quan có thẩm quyền khác đang thụ lý, giải quyết",
        "Another competent body is dealing with it", "ND154 4.1.k", REFORM_OF_2026,
        needs=("evidence_by",),
        evidence=Term("Tên cơ quan đang giải quyết", "The name of the agency resolving it"),
    ),
}  # fmt: skip

# Receiving online (decided by the head). A denunciation only when its author does not ask to be protected.
ONLINE_GROUNDS: dict[str, Ground] = {
    code: Ground(vi, en, f"ND154 {code}", REFORM_OF_2026)
    for code, vi, en in (
        ("20.1", "Vụ việc phức tạp, kéo dài, liên quan nhiều cơ quan", "Complex or prolonged, several bodies"),
        ("20.2", "Vùng sâu, vùng xa, đối tượng chính sách, người già yếu, khuyết tật có nguyện vọng",
         "Remote, entitled, old or disabled people who wish it"),
        ("20.3", "Thiên tai, dịch bệnh, bảo đảm an ninh", "Disaster, epidemic, security"),
        ("20.4", "Tố cáo phức tạp, người tố cáo không yêu cầu giữ bí mật, bảo đảm bí mật",
         "A complex denunciation, its author asks for no protection, secrecy is assured"),
        ("20.5", "Trường hợp khác", "Another case"),
    )
}  # fmt: skip
ONLINE_DENUNCIATION = "20.4"
# What the place of online reception must have (NĐ 154 Điều 18); without one of them, another place has it (Điều 19.2).
ONLINE_CONDITIONS: dict[str, tuple[str, str]] = {
    "network": ("Đường truyền mạng ổn định", "A stable network"),
    "equipment": ("Thiết bị, phần mềm để nghe, nhìn và trao đổi", "Devices and software to see, hear and speak"),
    "recording": ("Ghi âm, ghi hình và lưu trữ được", "Sound and picture can be recorded and kept"),
    "venue": ("Địa điểm nghiêm túc, phù hợp", "A fitting place"),
    "security": ("An toàn thông tin, bảo mật dữ liệu", "Information is safe, data secret"),
}
CHAIRS: dict[str, tuple[str, str]] = {
    "head": ("Thủ trưởng trực tiếp", "The head in person"),
    "deputy": ("Cấp phó tiếp thay", "A deputy"),
    "officer": ("Cán bộ tiếp công dân", "An officer"),
}

# Not accepting a complaint. Whether Art. 11.8 outlived the new Art. 10 (withdrawn content is not examined again, save
# after threat or coercion) is not established.
COMPLAINT_NOT_ACCEPTED: dict[str, Ground] = {
    code: Ground(vi, en, provision, LAW_OF_2011, disputed_from=disputed)
    for code, vi, en, provision, disputed in (
        ("KN11_1A", "Quyết định, hành vi hành chính nội bộ", "Internal direction", "LKN 11.1", None),
        ("KN11_1B", "Chỉ đạo điều hành của cấp trên với cấp dưới", "Direction to a lower level", "LKN 11.1", None),
        ("KN11_1C", "Quyết định chứa quy phạm pháp luật", "Normative content", "LKN 11.1", None),
        ("KN11_1D", "Thuộc bí mật nhà nước", "State secret", "LKN 11.1", None),
        ("KN11_2", "Không liên quan trực tiếp đến quyền, lợi ích hợp pháp", "Not directly concerned", "LKN 11.2", None),
        ("KN11_3", "Không đủ năng lực hành vi, không có đại diện hợp pháp", "No capacity", "LKN 11.3", None),
        ("KN11_4", "Người đại diện không hợp pháp", "Unlawful representative", "LKN 11.4", None),
        ("KN11_5", "Đơn không có chữ ký hoặc điểm chỉ", "Not signed", "LKN 11.5", None),
        ("KN11_6", "Hết thời hiệu, thời hạn, không có lý do chính đáng", "Out of time", "LKN 11.6", None),
        ("KN11_7", "Đã có quyết định giải quyết lần hai", "Second decision exists", "LKN 11.7", None),
        ("KN11_8", "Đã đình chỉ, sau 30 ngày không tiếp tục khiếu nại", "Discontinued, 30 days passed", "LKN 11.8",
         REFORM_OF_2026),
        ("KN11_9", "Tòa án đã thụ lý hoặc đã giải quyết, trừ quyết định đình chỉ vụ án",
         "Before or decided by a court, unless the suit was discontinued", "LKN 11.9", None),
    )
}  # fmt: skip

DENUNCIATION_NOT_ACCEPTED: dict[str, Ground] = {
    code: Ground(vi, en, provision, DENUNCIATION_LAW, retired=code == "TC_KTL_14")  # an act of its own
    for code, vi, en, provision in (
        ("TC_KTL_05", "Thiếu thông tin bắt buộc hoặc không ký, điểm chỉ", "Content or signature missing", "LTC 29.1.a"),
        ("TC_KTL_06", "Không đủ năng lực hành vi, không có người đại diện", "No capacity", "LTC 29.1.b"),
        ("TC_KTL_10", "Không có cơ sở xác định người, hành vi vi phạm", "No identifiable breach", "LTC 29.1.d"),
        ("TC_KTL_11",
         "Từ khiếu nại đã giải quyết đúng, không có thông tin, tài liệu, chứng cứ về vi phạm của người giải quyết",
         "From a complaint rightly settled, nothing to show that its resolver broke the law", "LTC 29.1 đoạn cuối"),
        ("TC_KTL_14", "Tố cáo tiếp mà việc giải quyết trước đúng pháp luật", "Resolved rightly before", "LTC 37.2.a"),
        ("TC_KTL_15", "Rút toàn bộ trước khi thụ lý (suy ra)", "Withdrawn before acceptance (derived)",
         "LTC 33 khoản 1-3"),
    )
}  # fmt: skip
# Outside the law on denunciations altogether, unless there is something to go on (kept for inspection).
DENUNCIATION_FILED: dict[str, Ground] = {
    code: Ground(vi, en, "LTC 25.1", DENUNCIATION_LAW)
    for code, vi, en in (
        ("TC_KTL_01", "Không rõ họ tên, địa chỉ người tố cáo", "No name or address of the denouncer"),
        ("TC_KTL_02", "Qua kiểm tra, xác minh không xác định được người tố cáo", "The denouncer cannot be identified"),
        ("TC_KTL_03", "Sử dụng họ tên của người khác để tố cáo", "In the name of somebody else"),
        ("TC_KTL_04", "Không theo hình thức tố cáo luật định (điện thoại, fax, thư điện tử, mạng xã hội)",
         "Not in a form the law knows (telephone, fax, e-mail, social media)"),
    )
}  # fmt: skip
DENUNCIATION_NOT_PROCESSED: dict[str, Ground] = {
    "TC_KTL_08": Ground(
        "Không thuộc thẩm quyền, đã gửi đồng thời cơ quan có thẩm quyền",
        "Outside competence, sent to the competent body as well", "LTC 24.3", DENUNCIATION_LAW,
    ),
    "TC_KTL_09": Ground(
        "Không thuộc thẩm quyền, đã hướng dẫn mà vẫn gửi", "Outside competence, guided before and sent again",
        "LTC 24.3", DENUNCIATION_LAW,
    ),
    **DENUNCIATION_FILED,
}  # fmt: skip
DENUNCIATION_TRANSFERRED: dict[str, Ground] = {
    "TC_KTL_07": Ground("Không thuộc thẩm quyền", "Outside competence", "LTC 24.2", DENUNCIATION_LAW),
    "TC_KTL_12": Ground(
        "Tố cáo đảng viên vi phạm Điều lệ, quy định của Đảng", "A Party member, on the rules of the Party",
        "TT05_2021 15", CIRCULARS_OF_2021,
    ),
}  # fmt: skip
# What a plain, clear case is about: only in the management of a sector does the law shorten the way.
CLEAR_CASES: dict[str, Ground] = {
    "sector": Ground(
        "Quản lý nhà nước trong các lĩnh vực: xử lý ngay được", "The management of a sector: may be handled at once",
        "LTC 43.1", DENUNCIATION_LAW,
    ),
    "public_duty": Ground(
        "Thực hiện nhiệm vụ, công vụ: vẫn tự xác minh, kết luận", "Public duty: verified and concluded all the same",
        "ND31 19", DECREE_31,
    ),
}  # fmt: skip

COMPLAINT_SUSPENDED: dict[str, Ground] = {
    "TDC_BKK": Ground(
        "Sự kiện bất khả kháng hoặc trở ngại khách quan", "Force majeure or objective obstacle", "LKN 11a.1.a",
        REFORM_OF_2026,
    ),
    "TDC_CHO_KQ": Ground(
        "Chờ kết quả giải quyết của cơ quan khác về vấn đề liên quan trực tiếp",
        "Waiting for another body's result", "LKN 11a.1.b", REFORM_OF_2026,
    ),
}  # fmt: skip
DENUNCIATION_SUSPENDED: dict[str, Ground] = {
    "TC_CHO_KQ": Ground(
        "Chờ kết quả giải quyết của cơ quan khác hoặc vụ việc khác liên quan", "Waiting for a related result",
        "LTC 34.1.a", DENUNCIATION_LAW,
    ),
    "TC_CHO_GD": Ground(
        "Chờ giám định bổ sung, giám định lại", "Waiting for another expert assessment", "LTC 34.1.b", DENUNCIATION_LAW
    ),
}  # fmt: skip
COMPLAINT_DISCONTINUED: dict[str, Ground] = {
    "DC_RUT": Ground("Rút toàn bộ khiếu nại", "Wholly withdrawn", "LKN 11a.2.a", REFORM_OF_2026),
    "DC_CHET": Ground(
        "Người khiếu nại chết, quyền không được thừa kế",
        "Complainant died, nothing inherited",
        "LKN 11a.2.b",
        REFORM_OF_2026,
    ),
    "DC_GIAI_THE": Ground(
        "Tổ chức khiếu nại giải thể, phá sản, không có kế thừa", "Organisation dissolved", "LKN 11a.2", REFORM_OF_2026
    ),
    "DC_RUT_CU": Ground("Rút khiếu nại", "Withdrawn", "LKN 10", LAW_OF_2011, date(2026, 6, 30)),
}
DENUNCIATION_CONTINUED: dict[str, Ground] = {
    "TC_DAU_HIEU": Ground("Có dấu hiệu vi phạm pháp luật", "Signs of a violation", "LTC 33.3", DENUNCIATION_LAW),
    "TC_DE_DOA": Ground(
        "Việc rút do bị đe dọa, mua chuộc", "Withdrawn under threat or for a bribe", "LTC 33.3", DENUNCIATION_LAW
    ),
    "TC_CUONG_EP": Ground("Việc rút do bị cưỡng ép", "Withdrawn under coercion", "ND31 4.4", REFORM_OF_2026),
    "TC_VU_KHONG": Ground(
        "Lợi dụng tố cáo để vu khống, gây thiệt hại cho người bị tố cáo", "Denounced to slander or to harm", "LTC 33.3",
        DENUNCIATION_LAW,
    ),
}  # fmt: skip
DENUNCIATION_DISCONTINUED: dict[str, Ground] = {
    "TC_RUT": Ground("Rút toàn bộ tố cáo", "Wholly withdrawn", "LTC 34.3.a", DENUNCIATION_LAW),
    "TC_CHET": Ground(
        "Người bị tố cáo chết, nội dung chỉ liên quan trách nhiệm người đó", "The denounced died", "LTC 34.3.b",
        DENUNCIATION_LAW,
    ),
    "TC_BAN_AN": Ground(
        "Đã được giải quyết bằng bản án, quyết định có hiệu lực", "Settled by a judgment in force", "LTC 34.3.c",
        DENUNCIATION_LAW,
    ),
}  # fmt: skip
# Not accepting a further denunciation that complains of delay.
OVERDUE_NOT_ACCEPTED: dict[str, Ground] = {
    "TC_CHUA_QUA_HAN": Ground(
        "Chưa hết thời hạn giải quyết, kể cả thời gian gia hạn", "The limit, with its extensions, is not over",
        "LTC 38.1", DENUNCIATION_LAW,
    ),
    **{code: DENUNCIATION_NOT_ACCEPTED[code] for code in ("TC_KTL_05", "TC_KTL_06", "TC_KTL_15")},
}  # fmt: skip
# Why the superior resolves a denunciation in place of the body below.
TAKE_OVER: dict[str, Ground] = {
    "TC_VI_PHAM": Ground(
        "Việc giải quyết của cấp dưới có vi phạm nghiêm trọng", "A serious breach in the resolving below", "LTC 38.5",
        DENUNCIATION_LAW,
    ),
    "TC_THIEU_KHACH_QUAN": Ground(
        "Việc giải quyết của cấp dưới có dấu hiệu không khách quan", "Signs of bias in the resolving below", "LTC 38.5",
        DENUNCIATION_LAW,
    ),
}  # fmt: skip
RESOLVER_AT_FAULT: dict[str, Ground] = {
    "TC_CHAM": Ground("Chậm giải quyết không có lý do", "Late without a reason", "LTC 38.2", DENUNCIATION_LAW),
    "TC_CO_Y": Ground(
        "Cố ý không thụ lý hoặc không ban hành kết luận", "Deliberately not accepted, or not concluded", "ND31 22.2.c",
        REFORM_OF_2026,
    ),
}  # fmt: skip

REFUSAL_ALIASES = {"9.1": "LTCD-9.1", "9.2": "LTCD-9.2", "9.3": "LTCD-9.3"}


def refusal_ground(code: str) -> Ground | None:
    """The ground of a refusal to receive, by its code, or None when there is none of this code."""
    return REFUSAL_GROUNDS.get(REFUSAL_ALIASES.get(code, code))


def evidence_missing(ground: Ground, said: Mapping[str, object]) -> tuple[str, ...]:
    """The fields of the evidence of ``ground`` that ``said`` leaves empty, in order."""
    filed = bool(said.get(EVIDENCE_FILE))
    return tuple(name for name in ground.needs if not said.get(name) and not (filed and name != "evidence_by"))


# The seven criteria of a complex case; the letters are the decree's points. From the reform of 2026 they bind
# complaints too (a written determination goes on file); for denunciations they carry the extensions.
COMPLEXITY: dict[str, tuple[str, str]] = {
    "a": ("Một nội dung nhưng phải xác minh từ 02 địa điểm trở lên", "One content, two or more places"),
    "b": ("Từ 02 nội dung phải xác minh trở lên", "Two or more contents"),
    "c": ("Nhiều người cùng nội dung hoặc liên quan quyền lợi nhiều người", "Many people"),
    "d": ("Có yếu tố nước ngoài", "A foreign element"),
    "đ": ("Liên quan trách nhiệm quản lý của nhiều cơ quan", "Several responsible bodies"),
    "e": ("Các cơ quan liên quan còn ý kiến khác nhau", "Bodies disagree"),
    "g": ("Tài liệu, chứng cứ mâu thuẫn, cần thời gian hoặc ý kiến chuyên môn", "Conflicting evidence"),
}
COMPLEXITY_ALIASES = {
    "dd": "đ",
    "multi_site": "a",
    "multi_content": "b",
    "many_people": "c",
    "foreign_element": "d",
    "multi_agency": "đ",
    "differing_opinions": "e",
    "conflicting_evidence": "g",
}
VERDICTS: dict[str, tuple[str, str]] = {
    "right": ("Đúng toàn bộ", "Wholly right"),
    "partly_right": ("Đúng một phần", "Partly right"),
    "wrong": ("Sai", "Wrong"),
}
# A denunciation nobody has signed for, with something to go on: where it goes.
INSPECTION_ROUTES: dict[str, tuple[str, str]] = {
    "inspect": ("Thanh tra, kiểm tra theo thẩm quyền", "Inspect or check, within its own power"),
    "pass_on": ("Chuyển cơ quan có thẩm quyền thanh tra, kiểm tra", "Pass on to whoever may inspect"),
}
VERIFIED_HOW: dict[str, tuple[str, str]] = {
    "alone": ("Người giải quyết tự xác minh", "The resolver verifies alone"),
    "team": ("Thành lập Đoàn, Tổ xác minh", "A team is set up"),
    "assigned": ("Giao cơ quan khác xác minh", "Another body is told to verify"),
}
HANDLINGS: dict[str, tuple[str, str]] = {
    "rights_restored": ("Không vi phạm: khôi phục quyền, lợi ích của người bị tố cáo", "No violation: rights restored"),
    "decision": ("Ra quyết định xử lý hành vi vi phạm", "A decision on the violation"),
    "recommended": ("Kiến nghị cơ quan có thẩm quyền xử lý", "Recommended to whoever may act"),
}
RECIPIENTS: dict[str, tuple[str, str]] = {
    "denouncer": ("Người tố cáo", "The denouncer"),
    "denounced": ("Người bị tố cáo", "The denounced person"),
    "bodies": ("Cơ quan quản lý và bên liên quan", "The managing body and those concerned"),
}
PUBLICATIONS: dict[str, tuple[str, str]] = {
    "conclusion": ("Kết luận nội dung tố cáo", "The conclusion"),
    "decision": ("Quyết định xử lý hành vi vi phạm", "The decision on the violation"),
}


def complexity_letter(code: str) -> str:
    """The decree's point for a criterion given by letter, "PT_…" code or name. Raises KeyError when there is none."""
    bare = code.removeprefix("PT_")
    letter = COMPLEXITY_ALIASES.get(bare, bare)
    if letter not in COMPLEXITY:
        raise KeyError(code)
    return letter
