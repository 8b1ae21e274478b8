"""Forms of the first run."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms.validators import Optional

from app.web.forms import ChoiceField, Form, LineField, Needed, SecretField, ValidationError

LARGEST_LIST = 1_000_000  # bytes: the built-in list of 160 agencies has a fiftieth of it

FILE_LABEL: Any = _l("Tệp danh sách")


class Which(StrEnum):
    """Which list of agencies to begin with."""

    BUILT_IN = "built_in"
    FILE = "file"
    THERE = "there"


def _read(sent: FileStorage) -> bytes:
    """One byte more than is allowed at most; what was sent is let go of at once."""
    try:
        return bytes(sent.read(LARGEST_LIST + 1))
    finally:
        sent.close()


class CodeForm(Form):
    code = SecretField(_l("Mã cài đặt"), [Needed(_l("Nhập mã cài đặt."))])


class AdministratorForm(Form):
    full_name = LineField(_l("Họ và tên"), [Needed(_l("Nhập họ và tên."))])
    username = LineField(_l("Tên đăng nhập"), [Needed(_l("Nhập tên đăng nhập."))])
    email = LineField(_l("Thư điện tử"), [Optional()])
    password = SecretField(_l("Mật khẩu"), [Needed(_l("Nhập mật khẩu."))])
    again = SecretField(_l("Nhập lại mật khẩu"), [Needed(_l("Nhập lại mật khẩu."))])

    def validate_again(self, field: Any) -> None:
        if field.data != self.password.data:
            raise ValidationError(_("Hai lần nhập mật khẩu khác nhau. Nhập lại cho giống."))


class AgenciesForm(Form):
    which = ChoiceField(_l("Danh sách đơn vị"), [Needed(_l("Chọn một danh sách."))], kind=Which)
    file = FileField(FILE_LABEL, [Optional()])

    def text(self) -> str:
        """The list sent along. Call it after validation."""
        return self._text

    def validate_file(self, field: Any) -> None:
        self._text = ""
        if self.which.data is not Which.FILE:
            return
        sent = _read(field.data) if field.data else b""
        if not sent:
            raise ValidationError(_("Chọn tệp danh sách đơn vị (.yaml)."))
        if len(sent) > LARGEST_LIST:
            raise ValidationError(_("Tệp danh sách lớn quá 1 MB. Chọn lại tệp."))
        try:
            self._text = sent.decode("utf-8-sig")
        except UnicodeDecodeError as unread:
            raise ValidationError(
                _("Tệp danh sách không phải văn bản UTF-8. Lưu lại bằng UTF-8 rồi gửi lại.")
            ) from unread


class TrialForm(Form):
    email = LineField(_l("Gửi thư thử đến"), [Needed(_l("Nhập địa chỉ để gửi thư thử."))])


class StepForm(Form):
    """Go on to the next step."""
