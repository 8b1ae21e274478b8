"""A tier in the language of each index: FTS5 on SQLite, a tsquery on PostgreSQL. The tokens mean the same in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.casework.search.asking import Tier


@dataclass(frozen=True, slots=True)
class Language:
    """How an index writes a token, and, or."""

    quote: str
    conjunction: str
    alternative: str

    def said(self, tier: Tier) -> str:
        return self.conjunction.join(self._any(clause.any_of) for clause in tier.clauses)

    def either(self, tiers: Sequence[Tier]) -> str:
        return self.alternative.join(f"({self.said(tier)})" for tier in tiers)

    def _any(self, tokens: Sequence[str]) -> str:
        return "(" + self.alternative.join(f"{self.quote}{token}{self.quote}" for token in tokens) + ")"


FTS5 = Language('"', " AND ", " OR ")
TSQUERY = Language("'", " & ", " | ")


def matching(dialect: str, wanted: Sequence[Tier], narrowing: Tier, without: Sequence[Tier] = ()) -> str:
    """Any of ``wanted`` and ``narrowing`` too, and none of ``without``, for the index of ``dialect``."""
    language = TSQUERY if dialect == "postgresql" else FTS5
    said = [language.said(narrowing)] if narrowing.clauses else []  # few rows have it: FTS5 is led by what comes first
    if wanted:
        said.append(f"({language.either(wanted)})")
    together = language.conjunction.join(said)
    if not without:
        return together
    refused = language.either(without)
    return f"{together} & !({refused})" if language is TSQUERY else f"({together}) NOT ({refused})"
