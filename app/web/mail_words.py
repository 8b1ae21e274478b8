"""Words about the mail: what an error of the server means and what to do, where letters go out, a letter to try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask_babel import gettext as _

from app.casework import outbox
from app.casework.recipients import OF_PROVINCE, LetterKind, Recipient
from app.config import Settings
from app.records.notices import LetterState
from app.web.views import Empty, Link
from app.web.wording import moment, words

Say = Callable[[], str]

# By the class smtplib (or the system) raises; the server's own words are never kept: they may name an address.
ERRORS: dict[str, Say] = {
    "SMTPRecipientsRefused": lambda: _("Máy chủ thư từ chối địa chỉ nhận. Xem lại địa chỉ của người nhận."),
    "SMTPSenderRefused": lambda: _("Máy chủ thư không cho gửi từ địa chỉ của hệ thống. Xem lại MAIL_FROM."),
    "SMTPDataError": lambda: _("Máy chủ thư từ chối nội dung thư."),
    "SMTPAuthenticationError": lambda: _("Máy chủ thư không nhận tên hoặc mật khẩu. Xem lại MAIL_URL."),
    "SMTPNotSupportedError": lambda: _(
        "Máy chủ thư không hỗ trợ cách gửi đã đặt (đăng nhập, STARTTLS hoặc địa chỉ có dấu). Xem lại MAIL_URL."
    ),
    "SMTPServerDisconnected": lambda: _("Máy chủ thư ngắt kết nối giữa chừng."),
    "SMTPConnectError": lambda: _("Máy chủ thư không nhận kết nối."),
    "SMTPHeloError": lambda: _("Máy chủ thư từ chối lời chào. Xem lại tên miền trong MAIL_FROM."),
    "ConnectionRefusedError": lambda: _("Không có máy chủ thư ở địa chỉ và cổng đã đặt. Xem lại MAIL_URL."),
    "ConnectionResetError": lambda: _("Máy chủ thư ngắt kết nối giữa chừng."),
    "TimeoutError": lambda: _("Máy chủ thư không trả lời kịp. Xem lại mạng, tường lửa và cổng trong MAIL_URL."),
    "gaierror": lambda: _("Không tìm thấy tên máy chủ thư. Xem lại MAIL_URL và DNS của máy này."),
    "SSLCertVerificationError": lambda: _("Chứng chỉ của máy chủ thư không hợp lệ hoặc đã hết hạn."),
    "SSLError": lambda: _("Không mã hóa được kết nối với máy chủ thư. Xem lại cổng, smtps và starttls trong MAIL_URL."),
    "ValueError": lambda: _("Địa chỉ nhận không viết được vào thư. Xem lại địa chỉ của người nhận."),
    "PermissionError": lambda: _("Không ghi được tệp thư. Xem lại quyền của thư mục outbox."),
    outbox.NOTHING_LEFT: lambda: _("Không còn việc quá hạn để báo."),
    outbox.NO_LONGER_TOLD: lambda: _("Người nhận đã thôi vai hoặc không còn địa chỉ."),
    outbox.MUTED: lambda: _("Người nhận đã tắt thư hằng tuần."),
    outbox.OUTDATED: lambda: _("Thư của tháng sau thay cho thư này."),
}
FOR_NOW = range(400, 500)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a letter. A tabular one keeps its columns."""

    text: str
    tabular: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The question which letter to look at, and the letter when it was asked for. ``note``: what to bear in mind."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    subject: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    note: str = ""
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class WayOut:
    """Where letters go out, without the password. ``to_folder``: they become files, nobody receives them."""

    place: str
    protection: str
    sender: str
    to_folder: bool


def error_words(error: str) -> str:
    """What an error kept with an attempt means, with its code: "Máy chủ thư từ chối địa chỉ nhận … (550)."."""
    if error.startswith(outbox.RETURNED):
        return _returned(error.removeprefix(outbox.RETURNED).strip())
    if not error or error in ERRORS:
        return ERRORS[error]() if error else ""
    code, _blank, kind = error.partition(" ") if error[:3].isdigit() else ("", "", error)
    said = ERRORS[kind]() if kind in ERRORS else _("Lỗi khi gửi: %(error)s.", error=kind)
    if code and int(code) in FOR_NOW:
        said = _("Máy chủ thư chưa nhận lúc này.")
    return f"{said} ({code})" if code else said


def _returned(status: str) -> str:
    said = _("Thư đã gửi bị trả lại. Xem lại địa chỉ của người nhận rồi gửi lại.")
    return f"{said} ({status})" if status else said


class Mailed(Protocol):
    """A letter of a list, whoever reads the list."""

    @property
    def state(self) -> LetterState: ...
    @property
    def last_error(self) -> str: ...
    @property
    def attempts(self) -> int: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def next_try_at(self) -> datetime | None: ...


def state_of(row: Mailed) -> str:
    """How a letter stands: one that came back was sent, unlike one no server took."""
    if row.state is LetterState.FAILED and row.last_error.startswith(outbox.RETURNED):
        return _("Đã gửi, bị trả lại")
    return words(row.state)


def when_of(row: Mailed) -> str:
    """When it was sent or is tried again. Of one that waits to be sent once more, not when it was sent before."""
    if row.state is LetterState.QUEUED:
        tried = row.attempts and row.next_try_at
        return _("thử lại lúc %(when)s", when=moment(row.next_try_at)) if tried else ""
    return moment(row.sent_at) if row.sent_at else ""


def state_words(row: Mailed) -> str:
    """Both in a line."""
    return ", ".join(filter(None, (state_of(row), when_of(row))))


def way_out(settings: Settings) -> WayOut:
    """Where the letters of this installation go out."""
    server = settings.mail_server
    if server is None:
        place = _("tệp .eml trong thư mục outbox của máy chủ này")
        return WayOut(place, _("không gửi qua mạng"), settings.mail_from, to_folder=True)
    if server.tls:
        protection = _("mã hóa từ đầu (smtps)")
    else:
        protection = _("mã hóa bằng STARTTLS") if server.starttls else _("không mã hóa")
    signing_in = _("có đăng nhập") if server.user is not None else _("không đăng nhập")
    return WayOut(f"{server.host}:{server.port}", f"{protection}, {signing_in}", settings.mail_from, to_folder=False)


def trial_subject() -> str:
    """The subject of a letter to try the mail with."""
    return _("Thư thử từ Tiếp Dân")


def trial_text(settings: Settings) -> str:
    """What a letter to try the mail with says."""
    return "\n".join((
        _("Đây là thư thử. Nhận được thư này nghĩa là hệ thống Tiếp Dân gửi được thư."),
        "",
        _("Gửi từ: %(place)s", place=settings.base_url),
        _("Không cần trả lời thư này."),
        "",
    ))  # fmt: skip


def trial_done(settings: Settings, address: str) -> str:
    """What became of a letter to try the mail with, when nothing went wrong."""
    if settings.mail_server is None:
        return _("Thư thử đã thành tệp trong thư mục outbox, không gửi qua mạng.")
    return _("Máy chủ thư đã nhận thư thử gửi đến %(address)s. Mở hộp thư đó để xem.", address=address)


def to_words(kind: LetterKind, agency: str, *, to_account: bool) -> str:
    """As what somebody is written to: "Thủ trưởng, UBND xã Ia Dom". What was sent weekly does not say as which."""
    if kind in OF_PROVINCE:
        return _("Người giám sát, %(agency)s", agency=agency)
    if kind is LetterKind.JOB_ALARM:
        return _("Quản trị viên, %(agency)s", agency=agency)
    if kind is LetterKind.WEEKLY:
        return _("Thủ trưởng hoặc người xử lý, %(agency)s", agency=agency)
    if to_account:
        return _("Thủ trưởng, %(agency)s", agency=agency)
    return _("Địa chỉ chung, %(agency)s", agency=agency)


def letter_words(kind: LetterKind) -> str:
    """What a letter is called."""
    said = {
        LetterKind.MONTHLY_PROVINCE: _("Thư hằng tháng toàn tỉnh"),
        LetterKind.MONTHLY_AGENCY: _("Thư hằng tháng cho cơ quan"),
        LetterKind.WEEKLY: _("Thư hằng tuần"),
        LetterKind.GRAVE_PROVINCE: _("Thư báo ngay toàn tỉnh"),
        LetterKind.GRAVE_AGENCY: _("Thư báo ngay cho cơ quan"),
        LetterKind.JOB_ALARM: _("Thư báo việc tự chạy lỡ hẹn"),
        LetterKind.REPORT_REMINDER: _("Thư nhắc gửi báo cáo"),
    }
    return said[kind]


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a letter."""
    return tuple(_block(part) for part in text.strip().split("\n\n"))


def _block(text: str) -> Block:
    return Block(text, tabular=any("   " in line.strip() for line in text.splitlines()))


def recipient_words(recipient: Recipient) -> str:
    """As what a recipient is written to: of the weekly letter, the head, or who handles matters there."""
    if recipient.kind is LetterKind.WEEKLY:
        agency = recipient.agency
        return (
            _("Thủ trưởng, %(agency)s", agency=agency)
            if recipient.heads
            else _("Người xử lý, %(agency)s", agency=agency)
        )
    return to_words(recipient.kind, recipient.agency, to_account=recipient.account_id is not None)
