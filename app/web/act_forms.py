"""The form of an act, made from what the law asks it to say (``statute.assessment.OpenAct``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework.content_lines import FINDINGS, VERDICT
from app.statute.assessment import ActFact, OpenAct
from app.statute.procedures import FieldKind, FieldSpec
from app.statute.procedures.contents import FINDING, NAMED, REMEDY
from app.statute.procedures.people import PEOPLE, WHO
from app.statute.terms import ACTS
from app.statute.time_limits import NotInForce, limit_in_force
from app.web.act_fields import choice_words, choices, label, plain_choices
from app.web.enclosed import EnclosedFields
from app.web.forms import (
    ChoiceField,
    Form,
    LineField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
    typed_values,
)
from app.web.wording import day, term

LINE, PAGE = 200, 4000
Terms = Sequence[ActFact]  # those a superior gave that still run
Contents = Mapping[int, str]  # the contents of a matter by number, in a few words
NO_CONTENTS: Contents = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Withdrawers:
    """Of whom a withdrawal can be: by place in the file, in the words they are ticked by; and how many others."""

    people: Mapping[int, str] = field(default_factory=dict)
    unnamed: int = 0
    of: int = 0  # with those who withdrew already

    @property
    def several(self) -> bool:
        return self.of > 1


NOBODY = Withdrawers()
OF_SEVERAL_LINES = frozenset({"reason", "members", "account", "asked", "basis"})
KEEP_CAPITAL = frozenset({"court_accepted"})  # Tòa án


class TicksField(SelectMultipleField):
    """Several of a few choices, a tick each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        pairs = options.pop("choices", None) or ()
        super().__init__(label, validators, choices=[SelectChoice(*pair) for pair in pairs], **options)


class ActForm(EnclosedFields, Form):
    """What every act has. ``said``: the names of the fields the law asks this act for, in its order."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    document_no = LineField(_l("Số, ký hiệu văn bản"), [Optional(), Length(max=80)])
    document_on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])
    note = TextField(_l("Ghi chú"), [Optional(), Length(max=PAGE)])

    said: tuple[str, ...] = ()
    each: tuple[tuple[int, tuple[str, ...]], ...] = ()  # by number of a content, what the law asks of each
    on: VietnameseDateField

    def entered(self, act: str) -> Entered:
        """The act as typed, once the form is valid."""
        data = {name: self[name].data for name in self.said if self[name].data not in (None, "", [])}
        return Entered(
            act=act,
            on=self.on.data or date.max,  # a valid form has a day
            data={**data, **({FINDINGS: self.findings()} if self.each else {})},
            document_no=self.document_no.data or "",
            document_on=self.document_on.data,
            note=self.note.data or "",
            version=self.expected_version.data,
        )

    def findings(self) -> dict[str, dict[str, Any]]:
        """What was typed of each content, by its number."""
        return {
            str(number): {name: said for name in names if (said := self[f"{name}_{number}"].data)}
            for number, names in self.each
        }


@dataclass(frozen=True, slots=True)
class Entered:
    """An act as somebody typed it. ``version``: of the matter they were looking at."""

    act: str
    on: date
    data: dict[str, Any]
    document_no: str
    document_on: date | None
    note: str
    version: int


def form_of(
    open_act: OpenAct, *, base: type[ActForm] = ActForm, today: date, contents: Contents = NO_CONTENTS,
    people: Withdrawers = NOBODY,
) -> type[ActForm]:  # fmt: skip
    """The form of an open act; ``base`` may carry more fields. Lists of the law are those of the day typed.

    ``contents``: the contents of the matter that stand, by number, in the words they are chosen by. ``people``: of whom
    a withdrawal can be.
    """
    on = day_typed() or today
    asked = [spec for spec in open_act.fields if _is_asked(spec, open_act, contents, people)]
    fields = {spec.name: FIELDS[spec.kind](spec, on, open_act.terms) for spec in asked}
    if NAMED in asked:
        fields[NAMED.name] = _which(open_act.act, contents)
    fields |= {spec.name: _who(spec, people) for spec in asked if spec in WHO}
    of_each = open_act.each_content if contents else ()
    for number in contents:
        fields |= {f"{spec.name}_{number}": _of_content(spec, number, on) for spec in of_each}
    fields["on"] = VietnameseDateField(day_label(open_act.act), [Needed()])
    if open_act.document:
        fields["document_no"] = LineField(_("Số, ký hiệu văn bản"), [Needed(), Length(max=80)])
    each = tuple((number, tuple(spec.name for spec in of_each)) for number in contents) if of_each else ()
    named = {"said": tuple(spec.name for spec in asked), "each": each}
    return type(f"{open_act.act}_form", (base,), {**fields, **named})


def _is_asked(spec: FieldSpec, open_act: OpenAct, contents: Contents, people: Withdrawers) -> bool:
    """One content, one person is not chosen among others; the verdict is what the findings make of the whole."""
    if spec in WHO:
        return people.several and (spec is PEOPLE or people.unnamed > 0)
    if spec.kind is FieldKind.CONTENTS:
        return len(contents) > 1
    return not (spec.name == VERDICT and open_act.each_content and contents)


def _which(act: str, contents: Contents) -> Field:
    """Which contents an act is about: all are accepted, none is withdrawn, unless somebody says otherwise."""
    pairs = [(str(number), words) for number, words in contents.items()]
    if act == "accepted":
        needed = Needed(_("Chọn ít nhất một nội dung được thụ lý."))
        return TicksField(_("Nội dung thụ lý"), [needed], choices=pairs, default=[code for code, _words in pairs])
    return TicksField(_("Nội dung được rút"), [Optional()], choices=pairs)


def _who(spec: FieldSpec, people: Withdrawers) -> Field:
    """Who withdraws: those named in the file, and how many others."""
    if spec is PEOPLE:
        return TicksField(label(spec), [Optional()], choices=[(str(n), words) for n, words in people.people.items()])
    return IntegerField(label(spec), [Optional(), NumberRange(min=0, max=people.unnamed)])


def _of_content(spec: FieldSpec, number: int, on: date) -> Field:
    """What is asked of one content; the error names it."""
    if spec.kind is not FieldKind.CHOICE:
        return FIELDS[spec.kind](spec, on, ())
    sentences = {
        FINDING: _("Chọn kết quả của nội dung %(n)s.", n=number),
        REMEDY: _("Chọn cách xử lý quyết định, hành vi bị khiếu nại ở nội dung %(n)s.", n=number),
    }
    return ChoiceField(label(spec), [Needed(sentences[spec.name])], choices=plain_choices(spec.choices, on))


def _of_terms(spec: FieldSpec, _on: date, terms: Terms) -> Field:
    """Which of the terms that run; the only one is chosen already."""
    lines = [(str(one.ref), term_words(one)) for one in terms]
    return ChoiceField(label(spec), [Needed()], choices=lines, default=lines[0][0] if len(lines) == 1 else None)


def term_words(given: ActFact) -> str:
    """A term a superior gave: by whom, by which paper, until when."""
    said = {"who": choice_words("givers", str(given.data.get("giver", ""))), "papers": given.document}
    return _("%(who)s, văn bản %(papers)s, hạn %(day)s", **said, day=day(given.day("term_on")))


def day_typed() -> date | None:
    """The day of the act in the form being submitted, if it can be read."""
    typed = typed_values().get("on", "").strip()
    try:
        return VietnameseDateField.read(typed) if typed else None
    except ValueError:
        return None


def day_label(act: str) -> str:
    """Ngày thụ lý."""
    words = term(ACTS, act)
    return _("Ngày %(act)s", act=words if act in KEEP_CAPITAL else words[:1].lower() + words[1:])


def _needed(spec: FieldSpec, *others: Any) -> list[Any]:
    return [Needed() if spec.required else Optional(), *others]


def _text(spec: FieldSpec, _on: date, _terms: Terms) -> Field:
    if spec.name in OF_SEVERAL_LINES:
        return TextField(label(spec), _needed(spec, Length(max=PAGE)))
    return LineField(label(spec), _needed(spec, Length(max=LINE)))


def _one(spec: FieldSpec, on: date, _terms: Terms) -> Field:
    return ChoiceField(label(spec), _needed(spec), choices=choices(spec.choices, on))


def _several(spec: FieldSpec, on: date, _terms: Terms) -> Field:
    return TicksField(label(spec), _needed(spec), choices=_offered(spec, on))


def _offered(spec: FieldSpec, on: date) -> list[tuple[str, str]]:
    return [pair for pair in choices(spec.choices, on) if not spec.only or pair[0] in spec.only]


def longest_extension(on: date) -> int | None:
    """How many days one extension may have at most, by the law of a day; None when no law governs that day."""
    try:
        extension = limit_in_force("tc.resolution", on).extension
    except NotInForce:
        return None
    return extension.days_each if extension else None


def _number(spec: FieldSpec, on: date, _terms: Terms) -> Field:
    return IntegerField(label(spec), _needed(spec, NumberRange(min=1, max=longest_extension(on))))


FIELDS: dict[FieldKind, Callable[[FieldSpec, date, Terms], Field]] = {
    FieldKind.TERM: _of_terms,
    FieldKind.DATE: lambda spec, _on, _terms: VietnameseDateField(label(spec), _needed(spec)),
    FieldKind.NUMBER: _number,
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _one,
    FieldKind.CHOICES: _several,
    FieldKind.CONTENTS: lambda spec, _on, _terms: TicksField(label(spec), _needed(spec)),
    FieldKind.PEOPLE: lambda spec, _on, _terms: TicksField(label(spec), _needed(spec)),
    FieldKind.AGENCY: lambda spec, _on, _terms: LineField(label(spec), _needed(spec, Length(max=LINE))),
}
