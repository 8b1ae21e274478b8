"""The forms of the law desk: which answer holds, by which source and why."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from app.casework.choices import LONGEST_REASON, LONGEST_SOURCE, Why
from app.casework.settled import NO, YES
from app.web.forms import ChoiceField, Form, LineField, Needed, TextField


class BackForm(Form):
    """Why a choice is given up. ``seen``: the last change the page was made from."""

    reason = TextField(_l("Lý do"), [Needed(_l("Nêu lý do.")), Length(max=LONGEST_REASON)])
    seen = HiddenField()


class HeldForm(Form):
    """By which source a text was held against its original."""

    source = LineField(_l("Nguồn"), [Needed(_l("Nêu nguồn.")), Length(max=LONGEST_SOURCE)])
    reason = TextField(_l("Lý do, người đối chiếu"), [Needed(_l("Nêu lý do.")), Length(max=LONGEST_REASON)])
    seen = HiddenField()

    @property
    def why(self) -> Why:
        return Why(self.source.data or "", self.reason.data or "")


class ReadingForm(Form):
    """Which answer holds."""

    answer = ChoiceField(
        _l("Áp dụng cách hiểu nào?"), [Needed(_l("Chọn một cách hiểu."))], choices=((YES, ""), (NO, ""))
    )
    source = LineField(_l("Nguồn"), [Needed(_l("Nêu nguồn.")), Length(max=LONGEST_SOURCE)])
    reason = TextField(_l("Lý do"), [Needed(_l("Nêu lý do.")), Length(max=LONGEST_REASON)])
    seen = HiddenField()

    @property
    def why(self) -> Why:
        return Why(self.source.data or "", self.reason.data or "")
