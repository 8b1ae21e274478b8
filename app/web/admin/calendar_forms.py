"""The forms of the calendar desk: days off and made-up Saturdays, years, and the source of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, ValidationError
from wtforms.validators import Length, Optional

from app.casework.calendar_changes import LONGEST_NAME
from app.web.admin.sourced_forms import SourcedForm
from app.web.forms import LineField, Needed, TextField, VietnameseDateField
from app.web.people import tick_box

YEAR: Any = _l("Năm")


class AddForm(SourcedForm):
    """A day off, a Saturday worked for it, or both."""

    off = VietnameseDateField(_l("Ngày nghỉ"), [Optional()])
    work = VietnameseDateField(_l("Thứ Bảy làm bù"), [Optional()])
    name = LineField(_l("Tên ngày nghỉ"), [Length(max=LONGEST_NAME)])


class CorrectForm(SourcedForm):
    """A day off on another day, or by another name."""

    off = VietnameseDateField(_l("Ngày nghỉ"), [Needed(_l("Nhập ngày nghỉ."))])
    name = LineField(_l("Tên ngày nghỉ"), [Needed(_l("Nhập tên ngày nghỉ.")), Length(max=LONGEST_NAME)])


class MoveForm(SourcedForm):
    """A made-up Saturday on another Saturday."""

    work = VietnameseDateField(_l("Thứ Bảy làm bù"), [Needed(_l("Nhập ngày thứ Bảy làm bù."))])


class SourceForm(SourcedForm):
    """Nothing but the source: of a day that is removed, of a year that is official."""


class YearForm(SourcedForm):
    """A year with its days, one a line."""

    year = IntegerField(YEAR, [Needed(_l("Nhập năm."))])
    days = TextField(_l("Các ngày nghỉ"), [Needed(_l("Nhập các ngày nghỉ."))])
    saturdays = TextField(_l("Các thứ Bảy làm bù"), [Optional()])
    official = tick_box(_l("Đã có thông báo chính thức"))

    def validate_days(self, field: Any) -> None:
        """Raises ValidationError naming the line that cannot be read."""
        read_lines(field.data or "")

    def validate_saturdays(self, field: Any) -> None:
        """Raises ValidationError naming the line that cannot be read."""
        read_lines(field.data or "")


def read_lines(text: str) -> list[tuple[date, str]]:
    """A day and its name on each line: "01/01/2028 Tết Dương lịch".

    Raises ValidationError naming every line that cannot be read.
    """
    found, unread = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        first, _blank, name = line.strip().partition(" ")
        try:
            found.append((VietnameseDateField.read(first.rstrip(",;:")), name.strip(" ,;:-–")))
        except ValueError as problem:
            unread.append(_("Dòng %(number)s: %(problem)s", number=number, problem=str(problem)))
    if unread:
        raise ValidationError(" ".join(unread))
    return found
