"""Contents of a matter in the form of an act: which ones it is about, and what it found of each.

Of a sealed matter their words are not on the page until a grantee opens them there (``step=open``): that is written in
the trail, as every opening of the sealed page is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask import abort
from flask_babel import gettext as _

from app.casework import identities, ledger
from app.casework.content_lines import ContentLine, lines_of
from app.casework.persons import LineWords
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import OpenAct
from app.statute.procedures import FieldKind
from app.web.access import current_viewer
from app.web.clock import now
from app.web.commits import committing
from app.web.forms import Form

OPEN = "open"  # the button that shows the words of what is sealed
SHORT = 160
Words = Mapping[int, LineWords]  # of contents, by number
UNOPENED: Words = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Worded:
    """One content beside what is asked of it. ``text`` is empty while it is sealed."""

    number: int
    text: str
    concerns: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The contents the form is about. ``opens``: their words can be opened here."""

    lines: tuple[Worded, ...] = ()
    sealed: bool = False
    opens: bool = False


def standing(matter: Matter, open_act: OpenAct) -> tuple[ContentLine, ...]:
    """The contents an act has something to say of; none for an act that says nothing of them."""
    if not open_act.each_content and not any(spec.kind is FieldKind.CONTENTS for spec in open_act.fields):
        return ()
    session = db.session()
    log = ledger.acts_of(session, matter)
    return tuple(line for line in lines_of(session, matter, log) if line.stands)


def to_choose(lines: Sequence[ContentLine]) -> dict[int, str]:
    """The contents by number, in the words somebody ticks them by."""
    return {line.position: short_words(line.position, line.text) for line in lines}


def short_words(number: int, text: str) -> str:
    """Nội dung 2: Thu hồi đất …; its number alone while its words are sealed."""
    if not text:
        return _("Nội dung %(n)s", n=number)
    words = text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
    return _("Nội dung %(n)s: %(words)s", n=number, words=words)


def beside(matter: Matter, lines: Sequence[ContentLine], opened: Words) -> Beside:
    """What the form shows of the contents. ``opened``: the words of sealed ones, once somebody opened them."""
    if not lines:
        return Beside()
    hidden = matter.sealed and not opened
    opens = hidden and identities.may_open(db.session(), matter, viewer=current_viewer(), at=now())
    shown = (opened.get(line.position, LineWords(line.text, line.concerns)) for line in lines)
    worded = tuple(
        Worded(line.position, said.text, said.concerns) for line, said in zip(lines, shown, strict=True)
    )  # fmt: skip
    return Beside(worded, hidden, opens)


def open_words(matter: Matter) -> dict[int, LineWords]:
    """The words of sealed contents, for a grantee. Written in the trail. Aborts with 400 for a form not of ours."""
    if not matter.sealed or not Form().validate_on_submit():
        abort(400)
    found: dict[int, LineWords] = {}
    with committing():
        found |= identities.open_lines(db.session(), matter, viewer=current_viewer(), at=now())
    return found
