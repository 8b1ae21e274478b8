"""The form of the words of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.letter_wordings import Wording
from app.web.forms import Form, LineField, TextField, VersionField


class WordingForm(Form):
    """Subject, opening, closing; ``version`` is the one that was read. The deed says what is wrong with them."""

    subject = LineField(_l("Tiêu đề thư"))
    opening = TextField(_l("Đoạn mở đầu"))
    closing = TextField(_l("Đoạn kết"))
    version = VersionField()

    def said(self) -> Wording:
        """What was typed."""
        return Wording(self.subject.data or "", self.opening.data or "", self.closing.data or "")


class ResetForm(Form):
    """The words of the program again."""

    version = VersionField()
