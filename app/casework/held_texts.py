"""What the product has not held against the text of the law, or where texts differ: and that somebody here did.

A confirmation says by which source; it is shown beside every date and paper that rests on the text. It changes no
number and no date: a wrong number is put right by a release.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.casework.settled import HELD
from app.statute.competence import COMPETENCES, WORDS, Competence
from app.statute.eligibility_table import LINES
from app.statute.findings import DENUNCIATION
from app.statute.grounds import COMPLAINT_NOT_ACCEPTED, Ground
from app.statute.instruments import INSTRUMENTS, Instrument
from app.statute.papers import PAPERS
from app.statute.registers import LAYOUTS, Layout, Register
from app.statute.terms import PROCEDURES, Term
from app.statute.time_limits import TIME_LIMITS
from app.statute.time_limits.shape import Certainty

UNSURE = frozenset({Certainty.UNVERIFIED, Certainty.DISPUTED})
LIMIT, PAPER, LINE = "limit", "paper", "line"
GROUND, COMPETENCE, REGISTER, INSTRUMENT = "ground", "competence", "register", "instrument"
BOOKS = {
    Register.VISITS: Term("Bố cục sổ tiếp công dân", "Layout of the reception register"),
    Register.PETITIONS: Term("Bố cục sổ theo dõi đơn", "Layout of the register of petitions"),
}


@dataclass(frozen=True, slots=True)
class UnsureText:
    """One text. ``key``: what its confirmation is kept under; ``rule``: the time limit it is a version of, if one.

    ``provisions``: empty for an instrument, of which the number and the days in force are not sure.
    """

    key: str
    kind: str
    words: Term
    provisions: tuple[str, ...]
    certainty: Certainty
    from_on: date | None
    until_on: date | None = None
    rule: str = ""

    @property
    def name(self) -> str:
        """The name of the choice."""
        return f"{HELD}{self.key}"


def limit_key(rule: str, rule_from: date) -> str:
    """The key of a version of a time limit."""
    return f"{rule}@{rule_from:%Y%m%d}"


def paper_key(code: str) -> str:
    """The key of a kind of paper: its form and what it must say."""
    return f"paper:{code}"


def line_key(code: str, from_on: date) -> str:
    """The key of a version of a question about whether a petition may be taken up."""
    return f"line:{code}@{from_on:%Y%m%d}"


def ground_key(ground: Ground) -> str:
    """The key of a ground, or of a finding, of which it is disputed whether it stands."""
    return f"ground:{ground.provision}"


def competence_key(row: Competence) -> str:
    """The key of a row about who resolves what."""
    return f"competence:{min(row.procedures)}:{min(row.levels)}"


def layout_key(layout: Layout) -> str:
    """The key of a version of the layout of a register."""
    return f"register:{layout.register}@{layout.from_on:%Y%m%d}"


def instrument_key(instrument: Instrument) -> str:
    """The key of an instrument: its number and its days in force."""
    return f"instrument:{instrument.key}"


@cache
def unsure_texts() -> dict[str, UnsureText]:
    """Every text that is unverified or disputed, by its key, in the order of the tables."""
    return {one.key: one for one in _all()}


def _all() -> Iterator[UnsureText]:
    for limit in TIME_LIMITS:
        if limit.certainty in UNSURE:
            yield UnsureText(
                limit_key(limit.id, limit.in_force_from), LIMIT, Term(limit.term, limit.english), limit.provisions,
                limit.certainty, limit.in_force_from, limit.in_force_until, limit.id,
            )  # fmt: skip
    yield from _papers_and_lines()
    yield from _grounds_and_competences()
    for one in INSTRUMENTS.values():
        if one.certainty in UNSURE:
            yield UnsureText(
                instrument_key(one), INSTRUMENT, one.named, (), one.certainty, one.in_force_from, one.in_force_until
            )


def _papers_and_lines() -> Iterator[UnsureText]:
    for paper in PAPERS:
        if paper.certainty in UNSURE:
            yield UnsureText(paper_key(paper.code), PAPER, paper.name, paper.provisions, paper.certainty, None)
    for line in LINES:
        if line.certainty in UNSURE:
            key = line_key(line.code, line.from_on)
            yield UnsureText(
                key, LINE, line.question, line.provisions, line.certainty, line.from_on, line.until_on
            )  # fmt: skip
    for layout in LAYOUTS:
        if layout.certainty in UNSURE:
            yield UnsureText(
                layout_key(layout), REGISTER, BOOKS[layout.register], layout.provisions, layout.certainty,
                layout.from_on, layout.until_on,
            )  # fmt: skip


def _grounds_and_competences() -> Iterator[UnsureText]:
    for ground in (*COMPLAINT_NOT_ACCEPTED.values(), *DENUNCIATION.values()):
        if ground.disputed_from is not None:
            words, since = Term(ground.vi, ground.en), ground.disputed_from
            yield UnsureText(ground_key(ground), GROUND, words, (ground.provision,), Certainty.DISPUTED, since)
    for row in COMPETENCES:
        if row.certainty in UNSURE:
            yield UnsureText(
                competence_key(row), COMPETENCE, _competent(row), row.provisions, row.certainty, row.from_on,
                row.until_on,
            )  # fmt: skip


def _competent(row: Competence) -> Term:
    """Who resolves, and of what: the procedures of the row by their names."""
    who = WORDS[row.who]
    what = [PROCEDURES[one] for one in sorted(row.procedures)]
    return Term(
        f"{who.vi} ({', '.join(one.vi for one in what)})", f"{who.en} ({', '.join(one.en for one in what)})"
    )  # fmt: skip
