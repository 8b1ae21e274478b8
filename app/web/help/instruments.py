"""What the list of instruments shows: each law, decree and circular the register cites, and how sure its number is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import get_locale
from flask_babel import gettext as _

from app.casework.held_texts import UNSURE, instrument_key
from app.statute.instruments import INSTRUMENTS, Instrument, instrument_of
from app.statute.time_limits.shape import Certainty
from app.web.rules import certainty_short, force_words, held_by, held_words, sure_short
from app.web.wording import day, spoken

ORDER = (
    Certainty.UNVERIFIED, Certainty.DISPUTED, Certainty.INTERPRETATION, Certainty.ORDERED, Certainty.VERIFIED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument. ``original``: its title, on an English page; ``note``: of who read it, in English."""

    words: str
    original: str
    force: str
    sure: str
    held: str
    checked: str
    note: str


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    words: str
    lines: tuple[InstrumentLine, ...]


def instruments_page() -> tuple[InstrumentGroup, ...]:
    """Every instrument, by how sure its number and its days in force are, the least sure first."""
    groups = ((one, tuple(_lines(one))) for one in ORDER)
    return tuple(InstrumentGroup(certainty_short(one), lines) for one, lines in groups if lines)


def _lines(certainty: Certainty) -> Iterator[InstrumentLine]:
    english = str(get_locale()) == "en"
    for one in INSTRUMENTS.values():
        if one.certainty is certainty:
            yield InstrumentLine(
                words=spoken(one.named), original=one.title if english else "",
                force=force_words(one.in_force_from, one.in_force_until), sure=_sure(one),
                held=held_words(held_by(instrument_key(one))), checked=day(one.checked_on), note=one.note,
            )  # fmt: skip


def _sure(one: Instrument) -> str:
    return sure_short(one.certainty, instrument_key(one))


def unsure_instruments(refs: Iterable[str]) -> Iterator[str]:
    """Of the instruments some provisions stand in, each whose number or days in force are not sure, in words."""
    for one in dict.fromkeys(instrument_of(ref) for ref in refs):
        if one.certainty in UNSURE:
            yield _("%(name)s: số hiệu và ngày hiệu lực %(sure)s.", name=spoken(one.named), sure=_sure(one))
