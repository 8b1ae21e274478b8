"""Forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SubmitField, ValidationError

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


class TickField(BooleanField):
    def __init__(self, label: Any, **values: Any) -> None:
        super().__init__(label, **values)


class WeeklyLetterForm(Form):
    """Whether somebody wants the weekly letter."""

    wanted = TickField(_l("Nhận thư hằng tuần về việc quá hạn và sắp đến hạn"))


class PasswordForm(Form):
    current = SecretField(_l("Mật khẩu hiện nay"), [Needed(_l("Nhập mật khẩu hiện nay."))])
    password = SecretField(_l("Mật khẩu mới"), [Needed(_l("Nhập mật khẩu mới."))])


class ChoosePasswordForm(Form):
    """The password somebody chooses by a link, typed twice: nobody could tell them what they typed."""

    password = SecretField(_l("Mật khẩu mới"), [Needed(_l("Nhập mật khẩu mới."))])
    again = SecretField(_l("Nhập lại mật khẩu"), [Needed(_l("Nhập lại mật khẩu."))])

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        fits = super().validate_on_submit(extra_validators)
        if self["csrf_token"].errors:  # this page checks its own: nobody else tells of it
            self.form_errors = [*self.form_errors, _("Trang đã mở quá lâu. Nhập lại mật khẩu rồi gửi lại.")]
        return fits

    def validate_again(self, it: SecretField) -> None:
        if it.data != self.password.data:
            raise ValidationError(_("Nhập lại đúng mật khẩu như ở trên."))
