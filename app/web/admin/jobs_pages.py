"""What the desk of the jobs shows: what each does, when it should run, what it last did, and which missed its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.job_desk import JobLine, job_lines, missed_jobs
from app.casework.permissions import Viewer
from app.casework.schedules import Rhythm, Schedule
from app.extensions import db
from app.post.job_words import WHAT
from app.records.jobs import JobRun
from app.web.clock import ZONE, now
from app.web.navigation import counts_alone
from app.web.views import DueWords, Mark
from app.web.wording import decimal, moment, number, weekday_and_day

COUNTED: dict[str, Callable[[int], str]] = {
    "made": lambda n: ngettext("lập %(n)s buổi theo quy tắc", "lập %(n)s buổi theo quy tắc", n, n=number(n)),
    "opened": lambda n: ngettext("mở %(n)s kỳ", "mở %(n)s kỳ", n, n=number(n)),
    "closed": lambda n: ngettext("chốt %(n)s kỳ", "chốt %(n)s kỳ", n, n=number(n)),
    "lifted": lambda n: ngettext(
        "thôi theo dõi %(n)s báo cáo của đơn vị đã kết thúc", "thôi theo dõi %(n)s báo cáo của đơn vị đã kết thúc", n,
        n=number(n),
    ),
    "taken_up": lambda n: ngettext("theo dõi thêm %(n)s buổi", "theo dõi thêm %(n)s buổi", n, n=number(n)),
    "never_posted": lambda n: ngettext(
        "khép %(n)s buổi chưa niêm yết", "khép %(n)s buổi chưa niêm yết", n, n=number(n)
    ),
    "matters": lambda n: ngettext("xem lại %(n)s hồ sơ", "xem lại %(n)s hồ sơ", n, n=number(n)),
    "moved": lambda n: ngettext("đổi ngày cuối %(n)s hạn", "đổi ngày cuối %(n)s hạn", n, n=number(n)),
    "refused": lambda n: ngettext(
        "%(n)s hồ sơ không tính lại được", "%(n)s hồ sơ không tính lại được", n, n=number(n)
    ),
    "raised": lambda n: ngettext("cắm %(n)s cờ", "cắm %(n)s cờ", n, n=number(n)),
    "withdrawn": lambda n: ngettext("rút %(n)s cờ", "rút %(n)s cờ", n, n=number(n)),
    "standing": lambda n: ngettext("còn %(n)s cờ", "còn %(n)s cờ", n, n=number(n)),
    "alarms": lambda n: ngettext("báo %(n)s việc lỡ hẹn", "báo %(n)s việc lỡ hẹn", n, n=number(n)),
    "noticed": lambda n: ngettext("nhắc %(n)s việc", "nhắc %(n)s việc", n, n=number(n)),
    "noticed_before": lambda n: ngettext("thôi nhắc %(n)s việc", "thôi nhắc %(n)s việc", n, n=number(n)),
    "noticed_standing": lambda n: ngettext("đang nhắc %(n)s việc", "đang nhắc %(n)s việc", n, n=number(n)),
    "indexed": lambda n: ngettext(
        "đưa %(n)s hồ sơ vào chỉ mục tìm kiếm", "đưa %(n)s hồ sơ vào chỉ mục tìm kiếm", n, n=number(n)
    ),
    "written": lambda n: ngettext("soạn %(n)s thư", "soạn %(n)s thư", n, n=number(n)),
    "held": lambda n: ngettext("%(n)s thư chờ xác nhận", "%(n)s thư chờ xác nhận", n, n=number(n)),
    "unreached": lambda n: ngettext("%(n)s cơ quan không có địa chỉ", "%(n)s cơ quan không có địa chỉ", n, n=number(n)),
    "sent": lambda n: ngettext("gửi %(n)s thư", "gửi %(n)s thư", n, n=number(n)),
    "repeated": lambda n: ngettext(
        "%(n)s thư có thể đã đến hai lần", "%(n)s thư có thể đã đến hai lần", n, n=number(n)
    ),
    "failed": lambda n: ngettext("%(n)s lần gửi không được", "%(n)s lần gửi không được", n, n=number(n)),
    "dropped": lambda n: ngettext("%(n)s thư không gửi nữa", "%(n)s thư không gửi nữa", n, n=number(n)),
    "forgotten": lambda n: ngettext("xóa %(n)s phiên", "xóa %(n)s phiên", n, n=number(n)),
    "without_address": lambda n: ngettext(
        "%(n)s người giám sát không có địa chỉ", "%(n)s người giám sát không có địa chỉ", n, n=number(n)
    ),
    "drafts": lambda n: ngettext("xóa %(n)s bản nháp", "xóa %(n)s bản nháp", n, n=number(n)),
    "files": lambda n: ngettext("xóa %(n)s tệp", "xóa %(n)s tệp", n, n=number(n)),
    "missed": lambda n: ngettext("%(n)s tháng trước bị lỡ", "%(n)s tháng trước bị lỡ", n, n=number(n)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in words."""

    badge: DueWords
    name: str
    does: str
    rhythm: str
    last: str
    last_note: str
    counts: str
    failures: str
    failures_note: str
    next: str


@dataclass(frozen=True, slots=True)
class JobsPage:
    """The desk. ``alarm``: how many missed their time, and what to do; "" while all is well."""

    lede: str
    alarm: str
    rows: tuple[JobRow, ...]


@counts_alone("admin.jobs")
def missed(_viewer: Viewer) -> int:
    """Jobs that missed their time."""
    return len(missed_jobs(db.session(), now=now()))


def jobs_page(viewer: Viewer) -> JobsPage:
    """Every job as it stands now, what missed its time first."""
    moment_now = now()
    lines = sorted(job_lines(db.session(), viewer, now=moment_now), key=lambda line: not line.standing.missed)
    late = sum(line.standing.missed for line in lines)
    return JobsPage(
        lede=_("Việc hệ thống tự làm. Số liệu lúc %(when)s", when=moment(moment_now)),
        alarm=ngettext(
            "%(num)s việc lỡ hẹn. Kiểm tra máy chủ có đang chạy lệnh serve không, rồi xem nhật ký của máy chủ.",
            "%(num)s việc lỡ hẹn. Kiểm tra máy chủ có đang chạy lệnh serve không, rồi xem nhật ký của máy chủ.",
            late,
        )
        if late
        else "",
        rows=tuple(_row(line, moment_now) for line in lines),
    )


def counts_in_words(counted: Mapping[str, Any]) -> str:
    """What a run counted: "cắm 3 cờ, còn 41 cờ"; what is nothing is left out."""
    said = [
        COUNTED[name](len(value) if isinstance(value, list) else int(value))
        for name, value in counted.items()
        if value and name in COUNTED
    ]
    return ", ".join(said)


def _row(line: JobLine, at: datetime) -> JobRow:
    name, does = WHAT[line.name]() if line.name in WHAT else (line.name, "")
    return JobRow(
        badge=_badge(line, at),
        name=name,
        does=does,
        rhythm=_rhythm(line.schedule),
        last=_last(line),
        last_note=_about_the_run(line.last, line.schedule) if line.last else "",
        counts=_counted(line),
        failures=_failures(line),
        failures_note=_about_the_failure(line),
        next=_next(line, at),
    )


def _badge(line: JobLine, at: datetime) -> DueWords:
    stands = line.standing
    if stands.due_at is None:
        return DueWords(Mark.OVER, _("chưa chạy lần nào"))
    if stands.missed:
        return DueWords(Mark.OVER, _("lỡ hẹn %(long)s", long=_long(at - stands.due_at)), _since(stands.due_at))
    if line.unfinished is not None and (line.last is None or line.unfinished.period > line.last.period):
        return DueWords(Mark.SOON, _("đang chạy hoặc đợi chạy lại"))
    if line.last is None:
        return DueWords(Mark.OPEN, _("chưa đến hẹn"))
    return DueWords(Mark.MET, _("đúng hẹn"))


def _last(line: JobLine) -> str:
    if line.last is not None:
        return moment(line.last.finished_at)
    if line.unfinished is not None:
        return _("bắt đầu lúc %(when)s, chưa xong", when=moment(line.unfinished.claimed_at))
    return _("chưa chạy lần nào")


def _since(due_at: datetime) -> str:
    return _("từ %(when)s", when=moment(due_at))


def _rhythm(schedule: Schedule) -> str:
    said = {
        Rhythm.ALWAYS: _("%(seconds)s giây một lần", seconds=int(schedule.every.total_seconds())),
        Rhythm.DAILY: _("Mỗi ngày một lần, từ 00:00"),
        Rhythm.WORKDAYS: _("Mỗi ngày làm việc, từ 07:00"),
        Rhythm.WEEKLY: _("Ngày làm việc đầu tiên của tuần, từ 07:00"),
        Rhythm.MONTHLY: _("Ngày làm việc đầu tiên của tháng, từ 07:00"),
    }
    return said[schedule.rhythm]


def _about_the_run(run: JobRun, schedule: Schedule) -> str:
    by = run.claimed_by.removeprefix("pid ")
    who = _("lệnh gõ tay") if by == "command" else _("tiến trình %(id)s", id=by)
    if schedule.rhythm is Rhythm.ALWAYS or run.finished_at is None:
        return who
    return _("mất %(long)s · %(who)s", long=_long(run.finished_at - run.claimed_at), who=who)


def _counted(line: JobLine) -> str:
    if line.last is None:
        return ""
    said = counts_in_words(line.last.counts) or _("không có gì phải làm")
    return _("Hôm đó: %(counts)s", counts=said) if line.schedule.rhythm is Rhythm.ALWAYS else said


def _failures(line: JobLine) -> str:
    if not line.failures:
        return _("không có lỗi")
    return ngettext("%(n)s lần lỗi", "%(n)s lần lỗi", line.failures, n=number(line.failures))


def _about_the_failure(line: JobLine) -> str:
    if line.failed is None:
        return ""
    when = moment(line.failed.failed_at)
    if line.recovered:
        return _("gần nhất %(when)s (%(error)s), sau đó đã chạy được", when=when, error=line.failed.error)
    return _("gần nhất %(when)s (%(error)s), chưa chạy lại được", when=when, error=line.failed.error)


def _next(line: JobLine, at: datetime) -> str:
    if line.standing.next_at - at <= line.schedule.every:
        return (
            _("ngay khi máy chủ chạy") if line.standing.missed else _("trong %(long)s", long=_long(line.schedule.every))
        )
    local = line.standing.next_at.astimezone(ZONE)
    return _("%(time)s %(day)s", time=local.strftime("%H:%M"), day=weekday_and_day(local.date()))


def _long(length: timedelta) -> str:
    """How long something took, in its largest unit."""
    seconds = length.total_seconds()
    if seconds < 1:
        return _("dưới 1 giây")
    if seconds < 60:  # noqa: PLR2004
        return _("%(n)s giây", n=decimal(seconds) if seconds % 1 else number(int(seconds)))
    if seconds < 3600:  # noqa: PLR2004
        minutes = int(seconds // 60)
        return ngettext("%(n)s phút", "%(n)s phút", minutes, n=number(minutes))
    if seconds < 172800:  # noqa: PLR2004 - two days
        hours = int(seconds // 3600)
        return ngettext("%(n)s giờ", "%(n)s giờ", hours, n=number(hours))
    days = length.days
    return ngettext("%(n)s ngày", "%(n)s ngày", days, n=number(days))
