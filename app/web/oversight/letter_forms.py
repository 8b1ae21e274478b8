"""Forms of the letters: buttons, and the question whose letter to look at before it goes."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.web.forms import Form, ListField, Needed, VietnameseDateField


class ResendForm(Form):
    """Send one letter again."""


class TakeFileForm(Form):
    """Take the file of a letter."""


class ConfirmForm(Form):
    """Let the first letters go."""


class RoundForm(Form):
    """Which letters, on which day. It only asks, as the question of one letter does."""

    class Meta(Form.Meta):
        csrf = False

    kind = ListField(_l("Loại thư"), [Needed(_l("Chọn loại thư."))])
    day = VietnameseDateField(_l("Ngày gửi"), [Needed(_l("Nhập ngày gửi thư."))])


class PreviewForm(Form):
    """Whose letter, on which day. It only asks, so it travels in the address and needs no token."""

    class Meta(Form.Meta):
        csrf = False

    to = ListField(_l("Nơi nhận"), [Needed(_l("Chọn nơi nhận."))], empty=_l("Chọn nơi nhận"))
    day = VietnameseDateField(_l("Ngày gửi"), [Needed(_l("Nhập ngày gửi thư."))])

    def offer(self, recipients: list[tuple[str, str]]) -> None:
        """Set the list of recipients: those of the day asked for."""
        self.to.choices = self.to.with_empty(recipients)

    def day_or(self, today: date) -> date:
        """The day asked for, or ``today`` while none can be read."""
        return self.day.data or today
