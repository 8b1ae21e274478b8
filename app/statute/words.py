"""A word of the law in two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A term of law in Vietnamese and in English."""

    vi: str
    en: str
