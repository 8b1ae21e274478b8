"""Forms of the templates of papers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Optional

from app.web.forms import Form, Needed, VietnameseDateField

FILE_LABEL: Any = _l("Tệp mẫu Word (.docx)")


class UploadForm(Form):
    """A template to look through and keep."""

    file = FileField(FILE_LABEL, [Optional()])


class UseForm(Form):
    """From which day until which a template is used. ``seen``: how the uses stood when the page was made."""

    from_on = VietnameseDateField(_l("Dùng từ ngày"), [Needed()])
    until_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])
    seen = HiddenField()


class WithdrawForm(Form):
    """From which day the built-in layout is used again."""

    from_on = VietnameseDateField(_l("Thôi dùng từ ngày"), [Needed()])
    seen = HiddenField()
