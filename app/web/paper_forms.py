"""The form of a paper, made from its passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import Length, Optional, ValidationError

from app.casework.papers.linking import LONGEST_NUMBER
from app.casework.papers.shape import Look, Passage
from app.casework.papers.words import Signer
from app.statute.papers.shape import SIGNINGS, Signing
from app.web.forms import Form, LineField, ListField, Needed, TextField, VersionField, VietnameseDateField
from app.web.wording import spoken, term_choices

# Who signs for the head says what they are themselves (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH).
OF_A_POST_OF_THEIR_OWN = frozenset({Signing.DEPUTY, Signing.BY_ORDER, Signing.BY_MANDATE})
LINE, PAGE = 300, 20_000
BLANK = "……"  # the shortest row of dots a paper begins with


class PaperForm(Form):
    """What every paper has beside its passages. ``names``: those of its passages, in their order."""

    version = VersionField()
    number = LineField(_l("Số, ký hiệu"), [Optional(), Length(max=LONGEST_NUMBER)])
    issued_on = VietnameseDateField(_l("Ngày ban hành"), [Optional()])

    names: tuple[str, ...] = ()

    def typed(self) -> dict[str, str]:
        """The passages as they stand in the form."""
        return {name: str(self[name].data or "") for name in self.names}

    def dotted(self) -> tuple[str, ...]:
        """The labels of the passages that still hold dots to write on, and of who signs while nobody is named."""
        said = self.typed()
        owed = {"signed_by"} | ({"signer_post"} if said.get("signing") in OF_A_POST_OF_THEIR_OWN else set())
        return tuple(
            str(self[name].label.text) for name, words in said.items() if BLANK in words or (name in owed and not words)
        )


class SignedForm(Form):
    """Who signs a paper that is issued at once, and how."""

    signing = ListField(_l("Thể thức ký"), [Needed(_l("Chọn thể thức ký."))], default=Signing.HEAD.value)
    signer_post = LineField(_l("Chức vụ người ký"), [Length(max=160)])
    signed_by = LineField(_l("Họ và tên người ký"), [Needed(_l("Nhập họ và tên người ký.")), Length(max=160)])

    def __init__(self, *given: Any, **values: Any) -> None:
        super().__init__(*given, **values)
        self.signing.choices = _signings()

    def validate_signer_post(self, field: Field) -> None:
        """Who signs for the head says what they are themselves."""
        if self.signing.data in OF_A_POST_OF_THEIR_OWN and not (field.data or "").strip():
            raise ValidationError(_("Ký thay, thừa lệnh hoặc thừa ủy quyền thì phải ghi chức vụ của người ký."))

    def signer(self) -> Signer:
        """Who signs, as typed so far."""
        said = str(self.signing.data)
        signing = Signing(said) if said in set(Signing) else Signing.HEAD
        return Signer((self.signed_by.data or "").strip(), signing, (self.signer_post.data or "").strip())


def form_of(passages: Sequence[Passage]) -> type[PaperForm]:
    """The form of a paper with these passages."""
    fields: dict[str, Any] = {one.name: FIELDS[one.look](one) for one in passages}
    return type("paper_form", (PaperForm,), {**fields, "names": tuple(one.name for one in passages)})


def _line(one: Passage) -> Field:
    return LineField(spoken(one.label), [Optional(), Length(max=LINE)])


def _text(one: Passage) -> Field:
    return TextField(spoken(one.label), [Optional(), Length(max=PAGE)])


def _signing(one: Passage) -> Field:
    return ListField(spoken(one.label), choices=_signings())


def _signings() -> list[tuple[str, str]]:
    return term_choices({code.value: words for code, words in SIGNINGS.items()})


FIELDS: dict[Look, Callable[[Passage], Field]] = {
    Look.LINE: _line,
    Look.HEADING: _line,
    Look.TEXT: _text,
    Look.TABLE: _text,
    Look.LIST: _text,
    Look.SIGNING: _signing,
}
