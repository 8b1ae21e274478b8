"""What the jobs are called, and what each does: in the letter that one missed its time, and at their desk."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from app.casework import jobs
from app.casework.due_notices import NEAREST

Say = Callable[[], tuple[str, str]]  # what a job is called, and what it does

WHAT: dict[str, Say] = {
    jobs.ALARM: lambda: (
        _("Báo việc lỡ hẹn"), _("Viết cho quản trị viên khi một việc tự chạy lỡ hẹn, kể cả ngoài giờ làm việc."),
    ),
    jobs.RECEPTION: lambda: (
        _("Theo dõi lịch tiếp công dân"), _("Mở, chốt kỳ tiếp công dân của thủ trưởng; theo dõi việc niêm yết lịch."),
    ),
    jobs.REPORTS: lambda: (
        _("Mở nghĩa vụ báo cáo"), _("Mở các báo cáo mỗi cơ quan phải nộp trong một năm tới."),
    ),
    jobs.RECKONING: lambda: (
        _("Tính lại hạn"), _("Tính lại hạn của việc đang mở khi lịch nghỉ hoặc cách hiểu luật vừa đổi."),
    ),
    jobs.FLAGS: lambda: (_("Cắm cờ quá hạn"), _("Cắm cờ cho việc mới quá hạn, rút cờ của việc đã xong hoặc dời hạn.")),
    jobs.DUE_NOTICES: lambda: (
        _("Nhắc hạn"),
        _("Nhắc người giữ việc và thủ trưởng khi sắp đến hạn, còn %(n)s ngày làm việc, trong ngày đến hạn.", n=NEAREST),
    ),
    jobs.MONTHLY_LETTERS: lambda: (
        _("Soạn thư hằng tháng"), _("Soạn thư việc quá hạn cho Thanh tra tỉnh và thủ trưởng từng cơ quan."),
    ),
    jobs.WEEKLY_LETTERS: lambda: (
        _("Soạn thư hằng tuần"), _("Soạn thư việc quá hạn và sắp đến hạn cho thủ trưởng và người xử lý."),
    ),
    jobs.GRAVE_LETTERS: lambda: (
        _("Soạn thư báo ngay"),
        _("Báo ngay đơn để quá lâu không xử lý, việc đôn đốc lần hai không trả lời, việc quá hạn quá lâu."),
    ),
    jobs.REPORT_REMINDERS: lambda: (
        _("Nhắc nộp báo cáo"), _("Soạn thư nhắc cơ quan chưa gửi báo cáo, trước ngày cuối; ngày nhắc là nội bộ."),
    ),
    jobs.DELIVERY: lambda: (_("Gửi thư"), _("Gửi thư đang chờ trong hộp thư đi, trong giờ làm việc.")),
    jobs.OLD_SESSIONS: lambda: (
        _("Dọn dẹp"), _("Xóa phiên đăng nhập cũ, số lần nhập sai mật khẩu cũ, bản nháp và tệp bị bỏ quên."),
    ),
}  # fmt: skip
