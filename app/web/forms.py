"""The base of every form: Vietnamese sentences, dates as people type them, enums as choices, refusals on their field.

Everything is required unless it carries ``Optional``; the label macro adds "(nếu có)" to what is optional.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from flask import g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)  # fmt: skip
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import TextInput

from app.casework.errors import Refused
from app.statute.instruments import cite_all
from app.web.wording import hours, spoken

E = TypeVar("E", bound=StrEnum)

SENTENCES = {
    "This field is required.": _l("Nhập mục này."),
    "Not a valid choice.": _l("Chọn một mục trong danh sách."),
    "Not a valid choice": _l("Chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Chọn một mục trong danh sách."),
    "Not a valid integer value.": _l("Nhập một số nguyên."),
    "Not a valid date value.": _l("Nhập ngày dạng 30/11/2026."),
    "Invalid email address.": _l("Nhập địa chỉ thư điện tử, ví dụ ten@gialai.gov.vn."),
    "CSRF token missing.": _l("Phiên làm việc đã hết. Tải lại trang rồi gửi lại."),
    "Number must be at least %(min)s.": _l("Nhập số từ %(min)s trở lên."),
    "Number must be at most %(max)s.": _l("Nhập số không quá %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Nhập số từ %(min)s đến %(max)s."),
}
OLDEST_YEAR, NEWEST_YEAR = 1900, 2100  # anything else is a slip of the hand
# Controls but for tab and line ends, halves of letters, what is no character, marks that turn the direction of reading.
NOT_LEGIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LENGTHS = _l("Nội dung dài quá, rút gọn lại.")


class _Messages:
    """The sentences of WTForms itself, in the language of the page."""

    def gettext(self, sentence: str) -> str:
        return str(SENTENCES.get(sentence, sentence))

    def ngettext(self, one: str, many: str, n: int) -> str:
        if "choices" in many:  # names what was sent, which nobody typed
            return str(SENTENCES["Not a valid choice."])
        return str(LENGTHS) if "character" in many else (one if n == 1 else many)


class Form(FlaskForm):
    """Base of our forms. ``form_errors`` holds what belongs to no single field."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> _Messages:
            return _Messages()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            sent = super().wrap_formdata(form, formdata)
            if sent is None and formdata is not None:  # a page that is opened: what was typed before may come back
                sent = brought_back(form)
                form.restored = sent is not None
            return legible(sent)

    restored = False
    asked_last: tuple[str, ...] = ()  # fields of a base class that stand below those of its children

    def __init__(self, *given: Any, **values: Any) -> None:
        super().__init__(*given, **values)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was sent and its shape is right."""
        return bool(super().validate_on_submit(extra_validators))

    @property
    def fresh(self) -> bool:
        """Whether nothing was typed into it yet: it was neither sent nor filled in from what was kept."""
        return not self.is_submitted() and not self.restored

    def standing_beside(self, name: str, words: str) -> None:
        """Say beside a field what another person saved there meanwhile: "Hiện đang là: Đất đai"."""
        self[name].description = words

    def problems(self) -> list[tuple[str | None, str]]:
        """Every error as (id of its field or None, sentence), in the order of the page: the summary at the top."""
        asked = sorted(self, key=lambda field: field.name in self.asked_last and self.asked_last.index(field.name) + 1)
        fields = [
            (field.id, sentence) for field in asked if field.name != "csrf_token" for sentence in _flat(field.errors)
        ]
        return [*((None, str(sentence)) for sentence in self.form_errors), *fields]


def _flat(errors: Any) -> Iterable[str]:
    if isinstance(errors, dict):
        errors = errors.values()
    for error in errors:
        if isinstance(error, list | tuple | dict):
            yield from _flat(error)
        else:
            yield str(error)


def typed_values() -> MultiDict[str, str]:
    """What this request brings: the form that was sent, or what was kept of it (:mod:`app.web.drafting`)."""
    values: MultiDict[str, str] = request.form or g.get("brought_back") or MultiDict()
    return values


def brought_back(form: Any) -> MultiDict[str, str] | None:
    """What was kept of ``form``, when this page is opened to go on with it; by the names of its fields."""
    values: MultiDict[str, str] | None = g.get("brought_back")
    names = {field.name for field in form} - {"csrf_token"}
    if values is None or not any(key == name or key.startswith(f"{name}-") for key in values for name in names):
        return None
    return values


def legible(sent: Any) -> Any:
    """What was sent, without characters nobody can type and no page or database keeps: they come along in a paste."""
    if sent is None or not any(_illegible(value) for values in sent.listvalues() for value in values):
        return sent
    read = (
        (name, NOT_LEGIBLE.sub("", value) if _illegible(value) else value) for name, value in sent.items(multi=True)
    )
    return MultiDict(read)


def _illegible(value: object) -> bool:
    return isinstance(value, str) and NOT_LEGIBLE.search(value) is not None


def tidy(text: str | None) -> str | None:
    """Composed letters, no blanks at the ends: "Nguyễn" typed on a Mac and on Windows is one name."""
    return unicodedata.normalize("NFC", text).strip() if text is not None else None


class Needed(InputRequired):
    """Must be filled in, blanks do not count. The sentence says what to type: "Nhập họ và tên."."""

    def __init__(self, sentence: Any = None) -> None:
        super().__init__(sentence)

    def __call__(self, form: Any, field: Field) -> None:  # noqa: ARG002 - what WTForms calls
        if field.process_errors:
            raise StopValidation  # something was typed, and what is wrong with it is already said
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()) or field.data == []:
            field.errors = []
            raise StopValidation(str(self.message or _("Nhập mục “%(label)s”.", label=field.label.text)))


class LineField(StringField):
    """One line of text, tidied."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=(tidy,), **options)


class SecretField(PasswordField):
    """A password: shown as dots, kept exactly as typed, never sent back."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)


class TextField(TextAreaField):
    """Several lines of text, tidied."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=(tidy, one_line_ending), **options)


def one_line_ending(text: str | None) -> str | None:
    return text.replace("\r\n", "\n") if text is not None else None


class VietnameseDateField(DateField):
    """A day typed 30/11/2026, 30-11-2026, 30.11.2026 or 2026-11-30. Kept as typed when it cannot be read."""

    widget = TextInput()  # a browser would show its own order of day and month
    DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
    YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        options.setdefault("render_kw", {"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label, validators, format="%d/%m/%Y", **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            self.data = self.read(typed)

    @classmethod
    def read(cls, typed: str) -> date:
        """The day ``typed`` names. Raises ``ValueError`` with the sentence to show."""
        if match := cls.DAY_FIRST.fullmatch(typed):
            day, month, year = (int(part) for part in match.groups())
        elif match := cls.YEAR_FIRST.fullmatch(typed):
            year, month, day = (int(part) for part in match.groups())
        else:
            raise ValueError(_("Nhập ngày dạng ngày/tháng/năm, ví dụ 30/11/2026."))
        if not OLDEST_YEAR <= year <= NEWEST_YEAR:
            raise ValueError(_("Xem lại năm của ngày %(typed)s.", typed=typed))
        try:
            return date(year, month, day)
        except ValueError as impossible:
            raise ValueError(_("Không có ngày %(typed)s. Xem lại ngày và tháng.", typed=typed)) from impossible

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.strftime("%d/%m/%Y") if self.data else ""


class HourField(StringField):
    """A time of day typed 7:30, 07:30, 7h30, 7 giờ 30 or 7h. Kept as typed when it cannot be read."""

    data: Any
    READ = re.compile(r"(\d{1,2})\s*(?::|\.|h|g|giờ)\s*(\d{1,2})?\s*(?:phút|p|')?", re.IGNORECASE)

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = self.read(typed) if typed else None

    @classmethod
    def read(cls, typed: str) -> time:
        """The time ``typed`` names. Raises ``ValueError`` with the sentence to show."""
        match = cls.READ.fullmatch(typed)
        try:
            return time(int(match[1]), int(match[2] or 0)) if match else time.fromisoformat(typed)
        except ValueError as unread:
            raise ValueError(_("Nhập giờ dạng 7:30 hoặc 13:30.")) from unread

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return hours(self.data) if self.data else ""


def member_or_none(kind: type[E]) -> Callable[[Any], E | None]:
    """Read a submitted value as a member of ``kind``; nothing chosen is None."""

    def coerce(value: Any) -> E | None:
        return kind(value) if value not in {None, "", "None"} else None

    return coerce


def _as_choices(pairs: Iterable[Any] | None) -> list[SelectChoice] | None:
    """Pairs (value, words) as the objects WTForms wants."""
    if pairs is None:
        return None
    return [pair if isinstance(pair, SelectChoice) else SelectChoice(*pair) for pair in pairs]


_CHOICES: Any = vars(SelectField)["choices"]  # a property, of which we want the pairs made objects


class _PlainChoices:
    """Choices are given as pairs, when the form is declared and afterwards."""

    @property
    def choices(self) -> Any:
        return _CHOICES.fget(self)

    @choices.setter
    def choices(self, pairs: Iterable[Any] | None) -> None:
        _CHOICES.fset(self, _as_choices(pairs))


class ChoiceField(_PlainChoices, RadioField):
    """Radio buttons over a few choices, none chosen at first. Choices: see ``wording.choices``."""

    def __init__(
        self, label: Any = None, validators: Any = None, *,
        kind: type[StrEnum] | None = None, choices: Iterable[Any] | None = None, **options: Any,
    ) -> None:  # fmt: skip
        if kind is not None:
            options["coerce"] = member_or_none(kind)
        super().__init__(label, validators, choices=_as_choices(choices), **options)

    def pre_validate(self, form: Any) -> None:
        if self.data in {None, "None", ""}:
            return  # whether an answer is needed is said by Needed, not by the list
        super().pre_validate(form)


class ListField(_PlainChoices, SelectField):
    """A drop-down list; give ``empty`` the words of "none chosen" to allow it."""

    def __init__(
        self, label: Any = None, validators: Any = None, *,
        kind: type[StrEnum] | None = None, choices: Sequence[tuple[str, Any]] = (), empty: Any = None, **options: Any,
    ) -> None:  # fmt: skip
        self.empty = empty
        if kind is not None:
            options["coerce"] = member_or_none(kind)
        super().__init__(label, validators, choices=_as_choices(self.with_empty(choices)), **options)

    def with_empty(self, choices: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """``choices`` with the line for none chosen in front; to set choices of a form at run time."""
        return [*([("", self.empty)] if self.empty is not None else []), *choices]

    def pre_validate(self, form: Any) -> None:
        if self.empty is not None and not self.data:
            return
        super().pre_validate(form)


class VersionField(HiddenField):
    """The version of the record the person was looking at, for ``expected_version=``."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        if not typed.isascii() or not typed.isdigit():
            raise ValueError(_("Trang đã cũ. Mở lại trang rồi làm lại."))
        self.data: Any = int(typed)


def refused_into_form(form: Form, refused: Refused) -> None:
    """Put a refusal on the field it names (or above the form), with its article in brackets."""
    sentence = sentence_of(refused)
    field = form._fields.get(refused.field) if refused.field else None
    if field is None:
        form.form_errors = [*form.form_errors, sentence]
    else:
        field.errors = [*field.errors, sentence]


def sentence_of(refused: Refused) -> str:
    """The sentence of a refusal in the language of the page: "Chưa gửi được: phải thụ lý trước (Luật …, Điều 27)."."""
    sentence = _(refused.template, **{name: spoken(value) for name, value in refused.values.items()})
    article = spoken(cite_all(refused.provisions)) if refused.provisions else refused.article
    if not article or article in sentence:
        return sentence
    return f"{sentence.rstrip('. ')} ({article})."


__all__ = [
    "ChoiceField",
    "Form",
    "HourField",
    "LineField",
    "ListField",
    "Needed",
    "SecretField",
    "TextField",
    "ValidationError",
    "VersionField",
    "VietnameseDateField",
    "refused_into_form",
    "sentence_of",
]
