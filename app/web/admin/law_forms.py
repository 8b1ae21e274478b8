"""The forms of the law desk: which answer holds, by which source and why."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework.choices import LONGEST_REASON
from app.casework.settled import NO, YES
from app.web.admin.sourced_forms import SourcedForm
from app.web.forms import ChoiceField, Needed, TextField


class HeldForm(SourcedForm):
    """By which source a text was held against its original."""

    reason = TextField(_l("Lý do, người đối chiếu"), [Needed(_l("Nêu lý do.")), Length(max=LONGEST_REASON)])


class ReadingForm(SourcedForm):
    """Which answer holds."""

    answer = ChoiceField(
        _l("Áp dụng cách hiểu nào?"), [Needed(_l("Chọn một cách hiểu."))], choices=((YES, ""), (NO, ""))
    )
