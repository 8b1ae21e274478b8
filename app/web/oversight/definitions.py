"""How each figure of the backlog is counted, as the page says it."""

from __future__ import annotations

from flask_babel import gettext as _

from app.casework.calendars import soon_days
from app.extensions import db
from app.web.wording import number


def definitions() -> tuple[tuple[str, str], ...]:
    """What a figure is called, and how it is counted."""
    return (*_of_what_is_late(), *_of_a_year())


def _of_what_is_late() -> tuple[tuple[str, str], ...]:
    soon = number(soon_days(db.session()))
    return (
        (
            _("Quá hạn"),
            _("Nghĩa vụ còn mở, không tạm dừng, đã qua ngày cuối của thời hạn. Một vụ việc có thể có vài nghĩa vụ."),
        ),
        _given_terms(),
        (_("Vụ việc đang giải quyết"), _("Vụ việc chưa đóng, mỗi vụ việc một lần, dù có bao nhiêu nghĩa vụ.")),
        (
            _("Đến hạn trong %(n)s ngày làm việc", n=soon),
            _(
                "Nghĩa vụ còn mở, ngày cuối từ hôm nay đến hết ngày làm việc thứ %(n)s. Số ngày này là hạn nội bộ.",
                n=soon,
            ),
        ),
        (
            _("Số ngày quá hạn trung vị"),
            _("Xếp các nghĩa vụ quá hạn theo số ngày dương lịch đã quá, lấy số đứng giữa."),
        ),
        (_("Quá hạn, chưa ai giữ"), _("Nghĩa vụ quá hạn của hồ sơ chưa phân công cho ai.")),
        (
            _("Bảng chia theo nhóm"),
            _(
                "Tỷ lệ là phần của nhóm trong số việc quá hạn đang lọc; trung vị là số ngày quá hạn đứng giữa của "
                "nhóm. Lĩnh vực và hành vi của cán bộ lấy theo phân loại đơn; việc của cơ quan và lượt tiếp "
                "có thể chưa nêu."
            ),
        ),
        (
            _("Theo tháng"),
            _(
                "Quá hạn tính vào ngày đầu tháng sau; việc làm xong tính theo ngày làm, đúng hay trễ so với ngày cuối. "
                "Tính theo sổ hiện nay: ghi muộn, gia hạn, chuyển cơ quan làm thay đổi cả những tháng trước."
            ),
        ),
    )


def _given_terms() -> tuple[str, str]:
    return (
        _("Hạn do cấp trên giao"),
        _(
            "Là một nghĩa vụ riêng bên cạnh hạn của luật, không thay hạn của luật; lỡ hạn thì tính là quá hạn. "
            "Xem riêng bằng cách chia theo việc phải làm."
        ),
    )


def _of_a_year() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Số ngày mỗi chặng"),
            _(
                "Chặng kết thúc trong 12 tháng qua, của vụ việc thụ lý không quá hai năm; tính ngày dương lịch giữa "
                "hai việc, kể cả lúc tạm đình chỉ, rồi lấy số đứng giữa. Chặng sau báo cáo xác minh là thời gian chờ "
                "quyết định hoặc kết luận."
            ),
        ),
        (
            _("Giải quyết dứt điểm"),
            _(
                "Vụ việc đã có quyết định, kết luận, trả lời trong 12 tháng qua, thụ lý không quá hai năm: đã ghi có "
                "hiệu lực, đã ghi thi hành xong, và không có lượt tiếp lại. Kết luận tố cáo, trả lời kiến nghị có "
                "hiệu lực ngay; thi hành xong khi hồ sơ đóng."
            ),
        ),
        (
            _("Lượt tiếp lại"),
            _(
                "Sau ngày giải quyết có người đến nữa về cùng việc: lượt tiếp cán bộ nối với lượt trước, hoặc nộp đơn "
                "nêu vụ việc này là vụ trước. Hồ sơ niêm kín không nối với lượt tiếp nào."
            ),
        ),
    )
