"""What every change at the desks of the law and of the calendar is asked: why, and by which source."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from app.casework.choices import LONGEST_REASON, LONGEST_SOURCE, Why
from app.web.forms import Form, LineField, Needed, TextField


class ReasonedForm(Form):
    """Why something is changed. ``seen``: the last change the page was made from."""

    asked_last = ("source", "reason")
    reason = TextField(_l("Lý do"), [Needed(_l("Nêu lý do.")), Length(max=LONGEST_REASON)])
    seen = HiddenField()


class SourcedForm(ReasonedForm):
    """By which source, too."""

    source = LineField(_l("Nguồn"), [Needed(_l("Nêu nguồn.")), Length(max=LONGEST_SOURCE)])

    @property
    def why(self) -> Why:
        return Why(self.source.data or "", self.reason.data or "")
