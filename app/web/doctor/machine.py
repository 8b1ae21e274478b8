"""What the doctor looks at around the register: settings, folders, the clock of the machine, the mail server."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from os import W_OK, access
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import Engine, func, select

from app.config import Settings
from app.extensions import read_only
from app.post.transports import Unusable
from app.post.trial import knock
from app.web.clock import ZONE, real_clock
from app.web.doctor.finding import Finding, doubtful, fine, wrong
from app.web.mail_words import error_words, way_out
from app.web.wording import moment

OTHERS = stat.S_IRWXG | stat.S_IRWXO
DRIFT = timedelta(minutes=2)
VIETNAM_IS_AHEAD = timedelta(hours=7)
FIRST_YEAR = 2026  # of this program: a clock before it was never set
UNSET_SENDER = "tiepdan@localhost"


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """Whether the settings, which were read already, fit together."""
    name = "settings"
    kind = _("bản chính thức") if settings.production else _("bản dùng thử")
    yield fine(name, _("Cài đặt đọc được: %(kind)s, địa chỉ %(url)s.", kind=kind, url=settings.base_url))
    if settings.production and settings.sqlite:
        yield doubtful(
            name, _("Dữ liệu nằm trong một tệp SQLite, chỉ hợp với một máy ít người dùng."),
            _("Dùng cho cả tỉnh thì đặt DATABASE_URL đến PostgreSQL."),
        )  # fmt: skip
    if settings.base_url.startswith("https://") and not settings.trusted_proxies:
        yield doubtful(
            name, _("BASE_URL là https nhưng TRUSTED_PROXIES là 0: mọi người dùng hiện ra với cùng một địa chỉ."),
            _("Có nginx đứng trước thì đặt TRUSTED_PROXIES=1."),
        )  # fmt: skip


def folder_findings(settings: Settings) -> Iterator[Finding]:
    """Whether the instance folder can be written to, and by nobody else."""
    name, folder = "instance", settings.instance_path
    if not folder.is_dir() or not access(folder, W_OK):
        yield wrong(
            name, _("Không ghi được vào thư mục %(folder)s.", folder=str(folder)),
            _("Tạo thư mục và giao cho tài khoản chạy chương trình (chown, chmod 700)."),
        )  # fmt: skip
        return
    open_ones = [path for path in _private_places(settings) if stat.S_IMODE(path.stat().st_mode) & OTHERS]
    if open_ones:
        yield doubtful(
            name, _("Tài khoản khác trên máy đọc được: %(names)s.", names=", ".join(str(one) for one in open_ones)),
            _("Chạy: chmod go-rwx %(names)s", names=" ".join(str(one) for one in open_ones)),
        )  # fmt: skip
    else:
        yield fine(name, _("Thư mục %(folder)s ghi được và kín với tài khoản khác.", folder=str(folder)))


def _private_places(settings: Settings) -> Iterator[Path]:
    folder = settings.instance_path
    names = ("secret_key", "setup_code", "tiepdan.sqlite3", "uploads")
    yield from (path for path in (folder, *(folder / name for name in names)) if path.exists())


def clock_findings(engine: Engine, *, at: datetime) -> Iterator[Finding]:
    """Whether the clock and the time zone can be trusted: a wrong day makes wrong time limits."""
    name = "clock"
    if at.astimezone(ZONE).utcoffset() != VIETNAM_IS_AHEAD or at.year < FIRST_YEAR:
        yield wrong(
            name, _("Máy báo %(when)s giờ Việt Nam, không thể đúng.", when=moment(at)),
            _("Chỉnh đồng hồ (timedatectl set-ntp true) và cài gói tzdata."),
        )  # fmt: skip
        return
    ours, theirs = real_clock(), _database_clock(engine)  # a clock moved to try things out is not what is compared
    if theirs is not None and abs(theirs - ours) > DRIFT:
        yield wrong(
            name, _("Đồng hồ của máy này và của cơ sở dữ liệu lệch nhau: %(ours)s và %(theirs)s.",
                    ours=moment(ours), theirs=moment(theirs)),
            _("Bật đồng bộ giờ trên cả hai máy: timedatectl set-ntp true."),
        )  # fmt: skip
        return
    yield fine(name, _("Đồng hồ đúng: %(when)s, giờ Việt Nam.", when=moment(at)))


def _database_clock(engine: Engine) -> datetime | None:
    """What the database server thinks the time is; None for SQLite, which has no clock of its own."""
    if engine.dialect.name == "sqlite":
        return None
    with read_only(), engine.connect() as connection:
        return connection.scalar(select(func.now()))


def mail_findings(settings: Settings) -> Iterator[Finding]:
    """Whether letters can go out; nothing is sent."""
    name, way = "mail", way_out(settings)
    try:
        knock(settings)
    except Unusable as error:
        yield wrong(
            name, _("Không gửi được thư qua %(place)s. %(why)s", place=way.place, why=error_words(error.why)),
            _("Sửa MAIL_URL, khởi động lại, rồi gửi thư thử. Thư đang chờ không mất."),
        )  # fmt: skip
        return
    if way.to_folder and settings.production:
        yield doubtful(
            name, _("Thư chỉ thành tệp trên máy chủ này, không ai nhận được."),
            _("Đặt MAIL_URL=smtp://… và MAIL_FROM, rồi khởi động lại."),
        )  # fmt: skip
    elif not way.to_folder and settings.mail_from == UNSET_SENDER:
        yield wrong(
            name, _("Thư gửi từ địa chỉ %(sender)s, máy chủ thư khác sẽ từ chối.", sender=way.sender),
            _("Đặt MAIL_FROM là địa chỉ của cơ quan, ví dụ tiepdan@gialai.gov.vn."),
        )  # fmt: skip
    else:
        yield fine(name, _("Thư đi được qua %(place)s (%(protection)s).", place=way.place, protection=way.protection))
