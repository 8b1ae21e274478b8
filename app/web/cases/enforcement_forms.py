"""Forms of what was recovered, returned, and who was handled: numbers as they are written in Vietnam."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, Optional

from app.casework.enforcement import LONGEST_REASON, Said
from app.statute.enforcement import Figure, Heading, Unit, figures_of
from app.web.clock import today
from app.web.forms import Form, LineField, Needed, TextField, ValidationError, VersionField, VietnameseDateField
from app.web.wording import day, spoken

WHOLE = re.compile(r"\d{1,15}|\d{1,3}(?:\.\d{3}){1,5}|\d{1,3}(?:[ \u00a0]\d{3}){1,5}")
AREA = re.compile(rf"({WHOLE.pattern})(?:,(\d{{1,2}}))?")
UNITS = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|m2|m²)$", re.IGNORECASE)
CENTI = 100


class WholeField(StringField):
    """A number of people or cases, or đồng: 1.250.000.000 or 1250000000. Kept as typed when it cannot be read."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = UNITS.sub("", valuelist[0].strip()) if valuelist else ""
        self.data = self.read(typed) if typed else None

    def read(self, typed: str) -> int:
        """Raises ``ValueError`` with the sentence to show."""
        if not WHOLE.fullmatch(typed):
            raise ValueError(self.sentence())
        return _digits(typed)

    def sentence(self) -> str:
        return _("Nhập số nguyên, ví dụ 3.")

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.shown(self.data) if self.data else ""

    def shown(self, amount: int) -> str:
        """As it is typed: groups of three behind a full stop, whatever the language of the page."""
        return f"{amount:,}".replace(",", ".")


class MoneyField(WholeField):
    """An amount in đồng, never with decimals."""

    def sentence(self) -> str:
        return _("Nhập số tiền bằng đồng, dấu chấm ngăn nghìn, không có phần lẻ. Ví dụ 1.250.000.000.")


class AreaField(WholeField):
    """An area in m², in hundredths of one: 1.234,5 is 123450."""

    def read(self, typed: str) -> int:
        match = AREA.fullmatch(typed)
        if not match:
            raise ValueError(self.sentence())
        return _digits(match[1]) * CENTI + int((match[2] or "").ljust(2, "0"))

    def sentence(self) -> str:
        return _("Nhập diện tích bằng m², dấu chấm ngăn nghìn, dấu phẩy trước phần lẻ (hai chữ số). Ví dụ 1.234,5.")

    def shown(self, amount: int) -> str:
        whole, rest = divmod(amount, CENTI)
        part = f"{rest:02}".rstrip("0")
        return super().shown(whole) + (f",{part}" if part else "")


def _digits(typed: str) -> int:
    return int(re.sub(r"\D", "", typed))


FIELDS: dict[Unit, type[WholeField]] = {Unit.MONEY: MoneyField, Unit.LAND: AreaField, Unit.COUNT: WholeField}


class EntryForm(Form):
    """What one document says under one heading. ``figures``: the names of the fields of its numbers."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    document_no = LineField(_l("Số, ký hiệu văn bản"), [Needed(_l("Nhập số, ký hiệu văn bản.")), Length(max=80)])
    document_on = VietnameseDateField(_l("Ngày văn bản"), [Needed(_l("Nhập ngày văn bản."))])

    heading = ""
    figures: tuple[str, ...] = ()

    def validate_document_on(self, it: VietnameseDateField) -> None:
        if it.data and it.data > today():
            raise ValidationError(_("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(today())))

    def said(self) -> Said:
        """What was typed, once the form is valid."""
        amounts = {name: self[name].data for name in self.figures if self[name].data}
        return Said(self.heading, amounts, self.document_no.data or "", self.document_on.data or today())


class CorrectEntryForm(EntryForm):
    """… and why it is said otherwise."""

    reason = TextField(_l("Lý do sửa"), [Needed(_l("Nhập lý do sửa.")), Length(max=LONGEST_REASON)])


class WithdrawEntryForm(Form):
    """Why an entry counts no more."""

    expected_version = VersionField()
    mark = VersionField()
    reason = TextField(_l("Lý do bỏ"), [Needed(_l("Nhập lý do bỏ.")), Length(max=LONGEST_REASON)])


def form_of(one: Heading, forms: tuple[str, ...], base: type[EntryForm] = EntryForm) -> type[EntryForm]:
    """The form of a heading: the figures its report forms have."""
    figures = figures_of(one, forms)
    fields = {figure.code: FIELDS[figure.unit](label_of(figure), [Optional()]) for figure in figures}
    named = {"heading": one.code, "figures": tuple(fields)}
    return type(f"{one.code}_form", (base,), {**fields, **named})


def label_of(figure: Figure) -> str:
    """The number as a form asks for it, with its unit."""
    units = {Unit.MONEY: _("đồng"), Unit.LAND: "m²"}
    words = spoken(figure.term)
    return f"{words} ({units[figure.unit]})" if figure.unit in units else words


def area(amount: int) -> Decimal:
    """Square metres, of hundredths of one."""
    return Decimal(amount) / CENTI
