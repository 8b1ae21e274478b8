"""First visit or again: proposed from the earlier visits of somebody picked, chosen by the officer, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from app.casework.permissions import Deed, Viewer
from app.casework.repeats import Repeatable, likeliest, repeatable
from app.extensions import db
from app.web.forms import ChoiceField, Form
from app.web.people import Found
from app.web.wording import day, number

FIRST = "first"
MOST_ASKED = 60  # refs of earlier visits a form carries
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class AgainOption:
    """One answer: its value, what it says, and whether the content typed looks like that visit's."""

    value: str
    words: str
    facts: str = ""
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """The question: ``earlier`` are the visits it was made from, kept in the form; no options, no question."""

    earlier: str = ""
    options: tuple[AgainOption, ...] = ()


class AgainFields(Form):
    """Which visit about the same matter this is. A part of the form of a visit; the view gives ``proposed``."""

    earlier = HiddenField()
    repeats = ChoiceField(_l("Lần tiếp về việc này"), default="")
    proposed: Sequence[Repeatable] = ()

    def offer_again(self, viewer: Viewer, agency_id: int) -> None:
        """Set the earlier visits somebody may choose from: those the form came with, as far as they may be seen."""
        refs = (self.earlier.data or "").split()[:MOST_ASKED]
        self.proposed = repeatable(db.session(), viewer, refs, agency_id=agency_id)[:MOST_OFFERED]
        self.repeats.choices = [(option.value, option.words) for option in _options(self.proposed)]

    @property
    def repeated(self) -> str:
        """The ref of the visit this one repeats; empty when it is the first."""
        return self.repeats.data if self.repeats.data != FIRST else ""

    def again(self, *, kind: str | None, content: str) -> Again:
        """The question as it stands in the form."""
        like = likeliest(self.proposed, kind=kind, content=content)
        return Again(self.earlier.data or "", tuple(_options(self.proposed, like)))

    def check_again(self) -> None:
        """Raise ``ValidationError`` when somebody who came before was picked and nothing was chosen."""
        if self.proposed and not self.repeats.data:
            raise ValidationError(_("Chọn: lần đầu, hay tiếp lại việc nào."))


def agains_of(found: Iterable[Found], viewer: Viewer) -> dict[str, Again]:
    """The question for each of the people found, by key; of the desk the form names, in one statement."""
    everybody, asked = list(found), request.form.get("agency", "")
    if not asked.isdigit() or not viewer.may(Deed.LOG_VISIT, int(asked)):
        return {}
    refs = {one.key: one.visits[:MOST_ASKED] for one in everybody}
    every = [ref for mine in refs.values() for ref in mine]
    proposed = repeatable(db.session(), viewer, every, agency_id=int(asked))
    return {key: _again_of(mine, proposed) for key, mine in refs.items()}


def _again_of(refs: Sequence[str], proposed: Iterable[Repeatable]) -> Again:
    mine = [one for one in proposed if one.members & set(refs)][:MOST_OFFERED]
    return Again(" ".join(refs), tuple(_options(mine)))


def _options(proposed: Sequence[Repeatable], like: Repeatable | None = None) -> list[AgainOption]:
    if not proposed:
        return []
    again = [
        AgainOption(
            value=one.ref,
            words=_("Lần thứ %(n)s về việc “%(title)s”", n=number(one.nth), title=one.title),
            facts=_("%(code)s, tiếp ngày %(day)s", code=one.code, day=day(one.received_on)),
            likely=one is like,
        )
        for one in proposed
    ]
    return [AgainOption(FIRST, _("Lần đầu về việc này")), *again]
