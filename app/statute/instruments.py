"""What the law is called, and how a provision of it is cited.

A reference is the key of an instrument, a blank, and the article, clause and point joined by dots: "LKN 33.1",
"ND154 41.3.b". A further blank brings words to be kept as they are: "LKN 48 đoạn 2". The key TTHC is followed by the
national code of an administrative procedure instead: "TTHC 2.001801"; a plan of the province by its part: "KHDV III.3".
The key GIAO stands alone: what a superior orders rests on that paper, and on no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple, Self

from app.statute.instrument import Instrument
from app.statute.instrument_table import INSTRUMENT_TABLE
from app.statute.instruments_of_land import INSTRUMENTS_OF_LAND
from app.statute.instruments_of_province import INSTRUMENTS_OF_PROVINCE
from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import LAW_ON_COMPLAINTS

__all__ = [
    "INSTRUMENTS", "Instrument", "UnknownProvision", "cite", "cite_all", "cite_formally", "cite_in_english",
    "instrument_of",
]  # fmt: skip

ORDER_FROM_ABOVE: Final = Instrument(
    key="GIAO",
    number="",
    title="Văn bản của cấp trên giao thời hạn",
    english="Order of a superior, not a time limit of law",
    short="Văn bản của cấp trên, không phải thời hạn luật định",
    in_force_from=LAW_ON_COMPLAINTS,
    certainty=Certainty.ORDERED,
    note="No law: the administration’s own order. No text read says what such a term must look like.",
)
INSTRUMENTS: Final[dict[str, Instrument]] = {
    one.key: one for one in (*INSTRUMENT_TABLE, *INSTRUMENTS_OF_LAND, *INSTRUMENTS_OF_PROVINCE, ORDER_FROM_ABOVE)
}

_PROCEDURES: Final = "TTHC"
_NUMBERED: Final = ("Nghị định", "Thông tư", "Nghị quyết")  # cited by number; a law by its name
_PLANS: Final = frozenset(one.key for one in INSTRUMENTS_OF_PROVINCE)
_PART: Final = re.compile(r"[IVX]+(?:\.[0-9]+)*")
_PROCEDURE_CODE: Final = re.compile(r"[0-9]\.[0-9]{6}")
_PROVISION: Final = re.compile(
    r"(?P<article>[0-9]+[a-zđ]?)"
    r"(?:\.(?P<clause>[0-9]+[a-zđ]?)(?:\.(?P<point>[a-zđ]))?)?"
    r"(?: (?P<tail>\S.*))?"
)


class UnknownProvision(ValueError):
    """A reference to a provision that cannot be resolved. ``str`` names it."""


class _Words(NamedTuple):
    """How the parts of a provision are called in a language."""

    article: str
    clause: str
    point: str
    paragraph: str
    procedure: str
    part: str  # of a plan


_VIETNAMESE: Final = _Words("Điều", "khoản", "điểm", "đoạn", "mã số", "mục")
_ENGLISH: Final = _Words("Article", "clause", "point", "paragraph", "code", "part")


def cite(ref: str) -> str:
    """The citation of a provision in Vietnamese: "LKN 33.1" is "Luật Khiếu nại, Điều 33 khoản 1".

    Raises UnknownProvision when no instrument has the key, or the rest is not article.clause.point.
    """
    instrument, provision = _taken_apart(ref)
    return _joined(ref, instrument.short, instrument.key, provision, _VIETNAMESE)


def cite_in_english(ref: str) -> str:
    """The citation of a provision in English: "LKN 33.1" is "Law on Complaints, Article 33 clause 1".

    Raises UnknownProvision as :func:`cite` does.
    """
    instrument, provision = _taken_apart(ref)
    return _joined(ref, instrument.english, instrument.key, provision, _ENGLISH)


def cite_formally(ref: str) -> str:
    """As an official paper cites: "ND154 4.1.h" is "điểm h khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP".

    Raises UnknownProvision as :func:`cite` does.
    """
    instrument, provision = _taken_apart(ref)
    if instrument.key in _PLANS and _PART.fullmatch(provision):
        return f"{_VIETNAMESE.part} {provision} {_in_full(instrument)}"
    found = _PROVISION.fullmatch(provision)
    if found is None:
        message = f"not a provision (article.clause.point): {ref!r}"
        raise UnknownProvision(message)
    named = (("point", _VIETNAMESE.point), ("clause", _VIETNAMESE.clause), ("article", _VIETNAMESE.article))
    parts = [f"{word} {found[part]}" for part, word in named if found[part]]
    return f"{' '.join(parts)} {_in_full(instrument)}"


def _in_full(instrument: Instrument) -> str:
    kind = next((kind for kind in _NUMBERED if instrument.title.startswith(kind)), "")
    return f"{kind} số {instrument.number}" if kind else instrument.title


class Citation(str):
    """Citations in Vietnamese that know their ``english``: what only hands them on need not know of languages."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, vietnamese: str, english: str) -> Self:
        made = super().__new__(cls, vietnamese)
        made.english = english
        return made


def cite_all(refs: Iterable[str]) -> Citation:
    """The citations of several provisions, in their order: what repeats is named once.

    "LTC 30.1", "LTC 30.2", "ND31 3" is "Luật Tố cáo, Điều 30 khoản 1, khoản 2; NĐ 31/2019/NĐ-CP, Điều 3".
    Raises UnknownProvision as :func:`cite` does.
    """
    return _cited(tuple(refs))


@cache
def _cited(refs: tuple[str, ...]) -> Citation:
    return Citation(
        _run_together(map(cite, refs), _VIETNAMESE.clause), _run_together(map(cite_in_english, refs), _ENGLISH.clause)
    )


def _run_together(citations: Iterable[str], clause: str) -> str:
    cited, law, article = "", "", ""
    for one in citations:
        name, _, provision = one.partition(", ")
        number, _, rest = provision.partition(f" {clause} ")
        if name != law:
            cited += f"; {name}, {provision}" if cited else f"{name}, {provision}"
        elif number == article and rest:
            cited += f", {clause} {rest}"
        else:
            cited += f", {provision}"
        law, article = name, number
    return cited


def instrument_of(ref: str) -> Instrument:
    """The instrument a provision stands in.

    Raises UnknownProvision when no instrument has the key.
    """
    return _taken_apart(ref)[0]


def _taken_apart(ref: str) -> tuple[Instrument, str]:
    key, _, provision = ref.partition(" ")
    if key not in INSTRUMENTS:
        message = f"no instrument for the provision {ref!r}"
        raise UnknownProvision(message)
    return INSTRUMENTS[key], provision


def _coded(ref: str, key: str, provision: str, words: _Words) -> str:
    """What is not cited by articles: a procedure by its code, a plan by its part."""
    shape, word = (_PROCEDURE_CODE, words.procedure) if key == _PROCEDURES else (_PART, words.part)
    if not shape.fullmatch(provision):
        message = f"not the code of a procedure: {ref!r}" if key == _PROCEDURES else f"not a part of a plan: {ref!r}"
        raise UnknownProvision(message)
    return f"{word} {provision}"


def _joined(ref: str, name: str, key: str, provision: str, words: _Words) -> str:
    if ref == ORDER_FROM_ABOVE.key:
        return name
    if key == _PROCEDURES or key in _PLANS:
        return f"{name}, {_coded(ref, key, provision, words)}"
    found = None if key == ORDER_FROM_ABOVE.key else _PROVISION.fullmatch(provision)
    if found is None:
        message = f"not a provision (article.clause.point): {ref!r}"
        raise UnknownProvision(message)
    parts = [f"{words.article} {found['article']}"]
    if found["clause"]:
        parts.append(f"{words.clause} {found['clause']}")
    if found["point"]:
        parts.append(f"{words.point} {found['point']}")
    if found["tail"]:
        tail = found["tail"].replace(_VIETNAMESE.paragraph, words.paragraph)
        parts.append(tail.replace(_VIETNAMESE.clause, words.clause))
    return f"{name}, {' '.join(parts)}"
