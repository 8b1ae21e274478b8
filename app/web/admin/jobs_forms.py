"""The form at the desk of the jobs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.web.forms import Form, ListField, Needed, VietnameseDateField


class JobLetterForm(Form):
    """Whose alarm letter, of which day. It only asks, so it travels in the address and needs no token."""

    class Meta(Form.Meta):
        csrf = False

    to = ListField(_l("Nơi nhận"), [Needed(_l("Chọn nơi nhận."))], empty=_l("Chọn nơi nhận"))
    day = VietnameseDateField(_l("Ngày gửi"), [Needed(_l("Nhập ngày gửi thư."))])
