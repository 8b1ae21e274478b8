"""The form of the words of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.casework.letter_wordings import Wording, problems
from app.casework.recipients import LetterKind
from app.web.forms import Form, LineField, TextField, VersionField, refused_into_form


class WordingForm(Form):
    """Subject, opening, closing; ``version`` is the one that was read."""

    subject = LineField(_l("Tiêu đề thư"))
    opening = TextField(_l("Đoạn mở đầu"))
    closing = TextField(_l("Đoạn kết"))
    version = VersionField()

    def said(self) -> Wording:
        """What was typed."""
        return Wording(self.subject.data or "", self.opening.data or "", self.closing.data or "")

    def fits(self, kind: LetterKind) -> bool:
        """Whether the words can stand in a letter; what is wrong with each passage is said beside it."""
        for refused in problems(kind, self.said()):
            refused_into_form(self, refused)
        return not self.errors


class ResetForm(Form):
    """The words of the program again."""

    version = VersionField()
