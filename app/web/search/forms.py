"""The box: what is looked for."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Length

from app.casework.search.asking import LONGEST, typed_words
from app.web.forms import Form, LineField, Needed


class FindForm(Form):
    """One line. The filters beside it are read as those of an address are: what nobody knows narrows nothing."""

    q = LineField(
        _l("Tìm người, đơn, vụ việc, số văn bản"),
        [
            Needed(_l("Nhập họ tên, số văn bản, mã hồ sơ hoặc nội dung cần tìm.")),
            Length(max=LONGEST),
        ],
    )

    def validate_q(self, it: LineField) -> None:
        """Raise ``ValidationError`` when nothing typed is a word."""
        if it.data and not typed_words(it.data):
            raise ValidationError(_("Nhập ít nhất một chữ hoặc một số."))
