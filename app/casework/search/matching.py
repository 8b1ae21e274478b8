"""A tier in the language of each index: FTS5 on SQLite, a tsquery on PostgreSQL. The tokens mean the same in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.casework.search.asking import Clause, Part, Tier
from app.casework.search.tokens import of_agency


@dataclass(frozen=True, slots=True)
class Language:
    """How an index writes a token, and, or."""

    quote: str
    conjunction: str
    alternative: str

    def said(self, tier: Tier, of: str) -> str:
        return self.conjunction.join(self._any(clause.any_of, of) for clause in tier.clauses)

    def either(self, tiers: Sequence[Tier], of: str) -> str:
        return self.alternative.join(f"({self.said(tier, of)})" for tier in tiers)

    def _any(self, tokens: Sequence[str], of: str) -> str:
        return "(" + self.alternative.join(f"{self.quote}{of}{token}{self.quote}" for token in tokens) + ")"


FTS5 = Language('"', " AND ", " OR ")
TSQUERY = Language("'", " & ", " | ")


def matching(dialect: str, wanted: Sequence[Tier], narrowing: Tier, without: Sequence[Tier] = ()) -> str:
    """Any of ``wanted`` and ``narrowing`` too, and none of ``without``, for the index of ``dialect``."""
    return _matching(TSQUERY if dialect == "postgresql" else FTS5, wanted, narrowing, without)


def matching_in(part: Part, wanted: Sequence[Tier], without: Sequence[Tier] = ()) -> str:
    """As :func:`matching`, for a part of the index of SQLite: each agency has its words under its number."""
    if not part.agencies:
        return _matching(FTS5, wanted, part.narrowing, without)
    if not wanted and not part.narrowing.clauses:
        wanted = [Tier((Clause(tuple(map(of_agency, part.agencies))),))]
    each = (_matching(FTS5, wanted, part.narrowing, without, f"{one}.") for one in part.agencies)
    return FTS5.alternative.join(f"({one})" for one in each)


def _matching(
    language: Language, wanted: Sequence[Tier], narrowing: Tier, without: Sequence[Tier], of: str = ""
) -> str:
    said = [language.said(narrowing, of)] if narrowing.clauses else []  # few rows have it: FTS5 is led by the first
    if wanted:
        said.append(f"({language.either(wanted, of)})")
    together = language.conjunction.join(said)
    if not without:
        return together
    refused = language.either(without, of)
    return f"{together} & !({refused})" if language is TSQUERY else f"({together}) NOT ({refused})"
