"""The words of the trail: every action as a sentence about whoever did it, and the group it is found under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.installation import Step
from app.casework.recipients import LetterKind
from app.records.people import RoleKind
from app.statute.internal_terms import INTERNAL_TERMS
from app.statute.papers import TEMPLATED
from app.statute.registers import Register
from app.statute.terms import ACTS
from app.web.admin.trail_settled import MOVED, SETTLED
from app.web.mail_words import letter_words
from app.web.wording import day, number, part_words, spoken, term

Detail = Mapping[str, Any]
Words = Any  # a lazy string, or a function of the detail


class Group(StrEnum):
    """What the trail can be narrowed to, as the address says it."""

    MATTERS = "ho-so"
    SECRECY = "bao-mat"
    ACCOUNTS = "tai-khoan"
    SIGN_INS = "dang-nhap"
    AGENCIES = "don-vi"
    LETTERS = "thu"
    SYSTEM = "he-thong"


GROUPS: Mapping[Group, Any] = {
    Group.MATTERS: _l("Hồ sơ"),
    Group.SECRECY: _l("Bảo mật"),
    Group.ACCOUNTS: _l("Tài khoản và vai"),
    Group.SIGN_INS: _l("Đăng nhập"),
    Group.AGENCIES: _l("Đơn vị"),
    Group.LETTERS: _l("Thư"),
    Group.SYSTEM: _l("Hệ thống"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the trail."""

    group: Group
    words: Words

    def said(self, detail: Detail) -> str:
        return str(self.words(detail) if isinstance(self.words, Callable) else self.words)  # type: ignore[arg-type]


def _act(detail: Detail) -> str:
    code = str(detail.get("act", ""))
    return term(ACTS, code) if code in ACTS else _("bỏ mục đã ghi")


def _on(detail: Detail) -> str:
    return day(date.fromisoformat(str(detail["on"]))) if detail.get("on") else ""


def _role(detail: Detail) -> str:
    kind = str(detail.get("kind", ""))
    return part_words(RoleKind(kind)) if kind in set(RoleKind) else kind


def _count(detail: Detail, name: str) -> str:
    return number(int(detail.get(name, 0)))


FIELDS: Mapping[str, Any] = {
    "name": _l("tên"),
    "english": _l("tên tiếng Anh"),
    "place": _l("tên xã, phường"),
    "head_title": _l("chức danh người đứng đầu"),
    "email": _l("thư điện tử"),
    "postal_address": _l("địa chỉ bưu chính"),
    "phone": _l("điện thoại"),
    "from_on": _l("ngày bắt đầu"),
    "source": _l("văn bản"),
    "full_name": _l("họ và tên"),
}


STEPS: Mapping[str, Any] = {
    Step.ADMINISTRATOR: _l("quản trị viên"),
    Step.AGENCIES: _l("danh sách đơn vị"),
    Step.MAIL: _l("máy chủ thư"),
    Step.CHECK: _l("kiểm tra"),
}


def _fields(detail: Detail) -> str:
    return ", ".join(str(FIELDS.get(name, name)) for name in detail.get("fields", ()))


BOOKS: Mapping[str, Any] = {
    Register.VISITS: _l("sổ tiếp công dân"),
    Register.PETITIONS: _l("sổ theo dõi đơn"),
}


def _book(detail: Detail) -> str:
    book = BOOKS.get(str(detail.get("register")), "")
    if not (detail.get("first") and detail.get("last")):
        return str(book)
    first, last = (day(date.fromisoformat(str(detail[name]))) for name in ("first", "last"))
    return _("%(book)s từ %(first)s đến %(last)s", book=book, first=first, last=last)


def _recorded(detail: Detail) -> str:
    """Of what is sealed no day is in the detail (``trail``)."""
    on, act = _on(detail), _act(detail)
    return _("Ghi “%(act)s” ngày %(day)s", act=act, day=on) if on else _("Ghi “%(act)s”", act=act)


def _corrected(detail: Detail) -> str:
    on, act = _on(detail), _act(detail)
    if not on:
        return _("Sửa mục đã ghi: “%(act)s”", act=act)
    return _("Sửa mục đã ghi: “%(act)s” ngày %(day)s", act=act, day=on)


MATTERS: Mapping[str, Words] = {
    "act_recorded": _recorded,
    "act_corrected": _corrected,
    "assigned": _l("Phân công người xử lý"),
    "released": _l("Bỏ phân công"),
    "case_opened": _l("Mở vụ việc"),
    "custody_moved": lambda it: _("Chuyển hồ sơ sang %(agency)s", agency=it.get("agency", "")),
    "case_below_named": _l("Nêu vụ việc của cấp dưới"),
    "file_opened_above": lambda it: _("Mở hồ sơ để %(agency)s đọc", agency=it.get("agency", "")),
    "file_closed_above": lambda it: _("Thôi mở hồ sơ để %(agency)s đọc", agency=it.get("agency", "")),
    "facts_stated": _l("Ghi tình tiết chọn thời hạn"),
    "content_added": lambda it: _("Ghi nội dung %(n)s", n=_count(it, "n")),
    "content_changed": lambda it: _("Sửa nội dung %(n)s", n=_count(it, "n")),
    "content_struck": lambda it: _("Bỏ nội dung %(n)s", n=_count(it, "n")),
    "party_added": lambda it: _("Ghi người thứ %(n)s vào các bên", n=_count(it, "n")),
    "party_changed": lambda it: _("Sửa người thứ %(n)s trong các bên", n=_count(it, "n")),
    "party_ended": lambda it: _("Ghi người thứ %(n)s thôi tham gia", n=_count(it, "n")),
    "respondent_added": lambda it: _("Ghi bên bị khiếu nại, tố cáo thứ %(n)s", n=_count(it, "n")),
    "respondent_changed": lambda it: _("Sửa bên bị khiếu nại, tố cáo thứ %(n)s", n=_count(it, "n")),
    "respondent_ended": lambda it: _("Ghi bên thứ %(n)s thôi bị khiếu nại, tố cáo", n=_count(it, "n")),
    "note_written": _l("Ghi một ghi chú nội bộ"),
    "note_struck": _l("Gạch một ghi chú nội bộ"),
    "visit_logged": _l("Ghi lượt tiếp"),
    "appointment_made": _l("Hẹn tiếp"),
    "appointment_cancelled": _l("Hủy buổi hẹn"),
    "mandate_added": _l("Ghi văn bản cử người đại diện"),
    "duplicate_linked": _l("Ghi là đơn trùng"),
    "eligibility_examined": _l("Xem điều kiện xử lý đơn"),
    "duplicate_unlinked": _l("Bỏ liên kết đơn trùng"),
    "reception_day_planned": lambda it: _("Lên lịch buổi tiếp ngày %(day)s", day=_on(it)),
    "reception_day_changed": lambda it: _("Sửa buổi tiếp ngày %(day)s", day=_on(it)),
    "conclusion_issued": lambda it: _("Ban hành thông báo kết luận tiếp công dân ngày %(day)s", day=_on(it)),
    "online_day_prepared": _l("Ghi một bước chuẩn bị buổi tiếp công dân trực tuyến"),
    "reception_day_held": lambda it: _("Ghi kết quả buổi tiếp ngày %(day)s", day=_on(it)),
    "reception_rule_made": lambda it: _("Đặt quy tắc lập lịch, lập %(n)s buổi tiếp", n=_count(it, "made")),
    "reception_rule_changed": lambda it: _("Sửa quy tắc lập lịch, lập lại %(n)s buổi tiếp", n=_count(it, "made")),
    "reception_day_posted": lambda it: _("Ghi niêm yết lịch của buổi tiếp ngày %(day)s", day=_on(it)),
    "reception_day_cancelled": lambda it: _("Hủy buổi tiếp ngày %(day)s", day=_on(it)),
    "register_exported": lambda it: _("Tải %(book)s, %(n)s dòng", book=_book(it), n=_count(it, "lines")),
    "register_printed": lambda it: _("Mở bản in %(book)s, %(n)s dòng", book=_book(it), n=_count(it, "lines")),
    "database_entered": lambda it: _("Ghi đã cập nhật cơ sở dữ liệu quốc gia ngày %(day)s", day=_on(it)),
    "database_exported": lambda it: _("Tải danh sách phải cập nhật cơ sở dữ liệu, %(n)s dòng", n=_count(it, "lines")),
    "document_added": _l("Thêm tệp"),
    "enforcement_recorded": _l("Ghi kết quả thi hành"),
    "enforcement_corrected": _l("Sửa kết quả thi hành"),
    "enforcement_withdrawn": _l("Bỏ dòng kết quả thi hành"),
    "document_replaced": _l("Thay tệp bằng bản mới"),
    "document_placed": _l("Gắn tệp với bước của hồ sơ"),
    "document_readers": _l("Đổi người mở được tệp"),
    "document_shared": _l("Dùng chung tệp từ hồ sơ khác"),
    "petition_completed": _l("Bổ sung thông tin đơn"),
    "mediation_corrected": _l("Sửa thửa đất, các bên hòa giải"),
    "petition_split": _l("Tách đơn nhiều nội dung"),
    "document_opened": _l("Mở tệp"),
    "paper_drafted": _l("Soạn văn bản"),
    "paper_discarded": _l("Bỏ bản thảo văn bản"),
    "paper_taken": _l("Tải bản thảo văn bản"),
    "paper_issued": lambda detail: _("Ban hành văn bản ngày %(day)s", day=_on(detail)),
}
SECRECY: Mapping[str, Words] = {
    "sealed": _l("Đưa hồ sơ vào diện bảo mật"),
    "sealed_opened": _l("Mở phần bảo mật"),
    "identity_granted": _l("Cấp quyền xem phần bảo mật"),
    "identity_grants_ended": _l("Thôi quyền xem phần bảo mật"),
    "agency_excluded": _l("Loại cơ quan có người đứng đầu bị tố cáo"),
    "agency_readmitted": _l("Bỏ việc loại cơ quan"),
}
ACCOUNTS: Mapping[str, Words] = {
    "account_created": _l("Tạo tài khoản"),
    "account_changed": lambda it: _("Sửa tài khoản: %(fields)s", fields=_fields(it)),
    "account_locked": _l("Khóa tài khoản"),
    "account_unlocked": _l("Mở khóa tài khoản"),
    "link_made": _l("Cấp liên kết đặt mật khẩu"),
    "link_used": _l("Dùng liên kết đặt mật khẩu"),
    "password_set": _l("Đặt mật khẩu"),
    "role_given": lambda it: _("Giao vai %(role)s, %(agency)s", role=_role(it), agency=it.get("agency", "")),
    "role_ended": lambda it: _("Kết thúc vai %(role)s, %(agency)s", role=_role(it), agency=it.get("agency", "")),
}
SIGN_INS: Mapping[str, Words] = {
    "sign_in": _l("Đăng nhập"),
    "sign_in_failed": _l("Đăng nhập không được"),
    "sign_in_released": _l("Bỏ chặn đăng nhập"),
    "sign_out": _l("Đăng xuất"),
    "device_signed_out": _l("Đăng xuất một thiết bị"),
    "signed_out_everywhere": _l("Đăng xuất khỏi mọi thiết bị"),
}
AGENCIES: Mapping[str, Words] = {
    "agencies_loaded": lambda it: _("Nạp danh sách đơn vị: %(n)s đơn vị mới", n=_count(it, "created")),
    "agency_added": _l("Thêm đơn vị"),
    "agency_changed": lambda it: _("Sửa thông tin đơn vị: %(fields)s", fields=_fields(it)),
    "agency_moved": lambda it: _(
        "Đổi cấp trên từ %(day)s: %(agency)s", day=_on(it), agency=it.get("under") or _("không có")
    ),
    "agency_ended": lambda it: _("Kết thúc hoạt động sau ngày %(day)s", day=_on(it)),
    "roster_appointed": _l("Thêm người vào danh sách cán bộ tiếp công dân"),
    "roster_changed": _l("Sửa phân công cán bộ tiếp công dân"),
    "roster_trained": _l("Ghi tập huấn của cán bộ tiếp công dân"),
    "roster_days_kept": lambda it: _("Ghi ngày trực tiếp công dân, tháng %(month)s", month=it.get("month", "")),
    "remote_area_added": _l("Ghi văn bản vùng sâu, vùng xa"),
    "remote_area_ended": _l("Kết thúc hiệu lực văn bản vùng sâu, vùng xa"),
}


def _paper(detail: Detail) -> str:
    """The kind of paper a template is of."""
    return next((spoken(one.name) for one in TEMPLATED if one.code == detail.get("paper")), "")


TEMPLATES: Mapping[str, Words] = {
    "template_uploaded": lambda it: _("Tải lên mẫu văn bản “%(paper)s”", paper=_paper(it)),
    "template_used": lambda it: _("Dùng mẫu của tỉnh cho “%(paper)s” từ %(day)s", paper=_paper(it), day=_on(it)),
    "template_withdrawn": lambda it: _("Thôi dùng mẫu của tỉnh cho “%(paper)s” từ %(day)s",
                                       paper=_paper(it), day=_on(it)),
}  # fmt: skip


def _wording(detail: Detail) -> dict[str, str]:
    kind = str(detail.get("kind", ""))
    name = letter_words(LetterKind(kind)) if kind in set(LetterKind) else kind
    return {"letter": name, "language": str(detail.get("locale", "")).upper(), "n": _count(detail, "turn")}


LETTERS: Mapping[str, Words] = {
    "letter_worded": lambda it: _("Đặt lời “%(letter)s”, %(language)s, lần %(n)s", **_wording(it)),
    "letter_wording_reset": lambda it: _(
        "Trở về lời của phần mềm cho “%(letter)s”, %(language)s, lần %(n)s", **_wording(it)
    ),
    "letters_confirmed": lambda it: _("Cho gửi thư lần đầu: %(n)s thư", n=_count(it, "released")),
    "letter_sent_again": _l("Gửi lại thư"),
    "weekly_letter": lambda it: _("Bật thư hằng tuần") if it.get("wanted") else _("Tắt thư hằng tuần"),
    "letter_returned": _l("Ghi nhận thư bị trả lại"),
    "letter_hurried": _l("Gửi ngay một thư đang chờ"),
    "letter_file_taken": _l("Tải bảng tính của một thư"),
    "test_letter_sent": _l("Gửi thư thử"),
}
URGING: Mapping[str, Words] = {
    "flag_acknowledged": _l("Ghi nhận cờ quá hạn"),
    "report_asked": lambda it: _("Yêu cầu %(n)s cơ quan báo cáo", n=_count(it, "agencies")),
    "report_sent": lambda it: _("Gửi báo cáo, lần %(n)s", n=_count(it, "turn")),
    "report_merged": lambda it: _("Lập dự thảo báo cáo của tỉnh từ %(n)s báo cáo", n=_count(it, "agencies")),
    "report_draft_taken": _l("Tải dự thảo báo cáo của tỉnh"),
    "report_round_taken": lambda it: _("Tải bảng theo dõi báo cáo: %(n)s cơ quan", n=_count(it, "agencies")),
    "report_reminded": lambda it: _("Nhắc gửi báo cáo: %(n)s thư", n=_count(it, "letters")),
    "urging_drafted": lambda it: _("Soạn thư đôn đốc, văn bản đề nghị: %(n)s việc", n=_count(it, "items")),
    "urging_discarded": _l("Bỏ thư đôn đốc, văn bản đề nghị đang soạn"),
    "urging_issued": lambda it: _("Ban hành thư đôn đốc, văn bản đề nghị: %(n)s việc", n=_count(it, "items")),
    "urging_answered": _l("Ghi trả lời thư đôn đốc, văn bản đề nghị"),
    "urging_explained": _l("Giải trình một việc trong thư đôn đốc, văn bản đề nghị"),
    "urging_reported": _l("Ghi báo cáo Chủ tịch UBND tỉnh về thư đôn đốc, văn bản đề nghị"),
    "urging_report_taken": _l("Tải dự thảo báo cáo Chủ tịch UBND tỉnh"),
    "urging_file_taken": _l("Tải tệp của thư đôn đốc, văn bản đề nghị"),
    "inspection_plan_written": _l("Lập kế hoạch kiểm tra"),
    "inspection_plan_approved": _l("Ghi phê duyệt kế hoạch kiểm tra"),
    "inspection_planned": _l("Ghi một cuộc kiểm tra vào kế hoạch"),
    "inspection_cancelled": _l("Bỏ một cuộc kiểm tra khỏi kế hoạch"),
    "inspection_team_set": lambda it: _("Thành lập đoàn kiểm tra: %(n)s người", n=_count(it, "members")),
    "inspection_begun": _l("Bắt đầu cuộc kiểm tra"),
    "inspection_invited": _l("Mời tham gia đoàn kiểm tra"),
    "inspection_attended": _l("Ghi người được mời tham gia đoàn kiểm tra"),
    "inspection_examined": lambda it: _("Chọn hồ sơ xem xét trong cuộc kiểm tra: %(n)s hồ sơ", n=_count(it, "files")),
    "inspection_found": _l("Ghi một điều phát hiện của cuộc kiểm tra"),
    "inspection_recommended": _l("Soạn một kiến nghị của cuộc kiểm tra"),
    "inspection_struck": _l("Bỏ một điều phát hiện, kiến nghị của cuộc kiểm tra"),
    "inspection_announced": lambda it: _("Công bố kết luận kiểm tra: %(n)s kiến nghị", n=_count(it, "recommendations")),
    "inspection_paper_drafted": _l("Lập văn bản của cuộc kiểm tra"),
    "inspection_paper_taken": _l("Tải văn bản của cuộc kiểm tra"),
}


def _term_set(detail: Detail) -> str:
    term = next((one for one in INTERNAL_TERMS if one.name == detail.get("term")), None)
    return _(
        "Đặt hạn nội bộ “%(term)s”: %(was)s thành %(days)s ngày", term=spoken(term.words) if term else "",
        was=_count(detail, "was"), days=_count(detail, "days"),
    )  # fmt: skip


SYSTEM: Mapping[str, Words] = {
    "internal_term_set": _term_set,
    "first_run": lambda it: _("Cài đặt lần đầu, xong bước %(step)s", step=STEPS.get(str(it.get("step")), "")),
    "demonstration_filled": _l("Tạo dữ liệu minh họa"),
    "flags_reckoned": lambda it: _(
        "Gắn %(raised)s cờ quá hạn, rút %(withdrawn)s", raised=_count(it, "raised"), withdrawn=_count(it, "withdrawn")
    ),
    "notices_raised": lambda it: _(
        "Nhắc hạn %(new)s việc, thôi nhắc %(gone)s việc", new=_count(it, "noticed"), gone=_count(it, "noticed_before")
    ),
}
ACTIONS: Mapping[str, Action] = {
    action: Action(group, words)
    for group, found in (
        (Group.MATTERS, MATTERS), (Group.SECRECY, SECRECY), (Group.ACCOUNTS, ACCOUNTS), (Group.SIGN_INS, SIGN_INS),
        (Group.AGENCIES, AGENCIES), (Group.LETTERS, LETTERS), (Group.SYSTEM, SYSTEM), (Group.SYSTEM, TEMPLATES),
        (Group.LETTERS, URGING), (Group.SYSTEM, SETTLED), (Group.MATTERS, MOVED),
    )
    for action, words in found.items()
}  # fmt: skip


def action_words(action: str, detail: Detail) -> str:
    """One action in words. One nobody gave words to yet is named by its code."""
    return ACTIONS[action].said(detail) if action in ACTIONS else action


def actions_of(group: Group) -> frozenset[str]:
    """The codes of a group."""
    return frozenset(action for action, one in ACTIONS.items() if one.group is group)
