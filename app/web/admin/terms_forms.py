"""The form of an internal term."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import Length

from app.casework.internal_terms import LONGEST_SOURCE
from app.web.forms import Form, LineField, Needed

DAYS: Any = _l("Số ngày")


class TermForm(Form):
    """How many days, and on what ground."""

    days = IntegerField(DAYS, [Needed(_l("Nhập số ngày."))])
    source = LineField(_l("Căn cứ"), [Length(max=LONGEST_SOURCE)])
