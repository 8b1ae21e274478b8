"""Forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SubmitField

from app.records.people import Theme
from app.web.forms import ChoiceField, Form, LineField, Needed, SecretField
from app.web.wording import choices


class SignInForm(Form):
    username = LineField(_l("Tên đăng nhập"), [Needed(_l("Nhập tên đăng nhập."))])
    password = SecretField(_l("Mật khẩu"), [Needed(_l("Nhập mật khẩu."))])


class TryForm(Form):
    """A card of the demonstration: which account to try."""

    ref = HiddenField()


class SignOutForm(Form):
    everywhere = SubmitField()


class PreferencesForm(Form):
    locale = ChoiceField(
        _l("Ngôn ngữ"), [Needed(_l("Chọn ngôn ngữ."))], choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    theme = ChoiceField(_l("Nền trang"), [Needed(_l("Chọn nền trang."))], kind=Theme)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.theme.choices = choices(Theme)


class PasswordForm(Form):
    current = SecretField(_l("Mật khẩu hiện nay"), [Needed(_l("Nhập mật khẩu hiện nay."))])
    password = SecretField(_l("Mật khẩu mới"), [Needed(_l("Nhập mật khẩu mới."))])
