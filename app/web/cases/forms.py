"""Forms about who works on a matter and who may open its sealed page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from app.web.forms import Form, LineField, ListField, Needed


class AssignForm(Form):
    """Whom to give a matter to. ``seen``: who had it when the page was opened."""

    seen = HiddenField()
    account_id = ListField(_l("Người xử lý"), [Needed()], coerce=int)

    def whom_seen(self) -> int | None:
        """The account that had the matter, as the person saw it."""
        return int(self.seen.data) if self.seen.data and self.seen.data.isdigit() else None


class GrantForm(Form):
    """Who may open the sealed page, and what for."""

    account_id = ListField(_l("Người được xem"), [Needed()], coerce=int)
    purpose = LineField(_l("Mục đích xem"), [Needed(), Length(max=200)])
