"""One bar of how the agencies of a round stand: shares in percent, so that it fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.web.wording import number


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole; ``look``: its class in the drawing."""

    words: str
    count: int
    look: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A share drawn."""

    words: str
    count: str
    look: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class SharePlot:
    """The bar with its table. ``mark`` tells several on one page apart."""

    title: str
    told: str
    pieces: tuple[Piece, ...]
    mark: str


def share_plot(title: str, shares: Sequence[Share], mark: str) -> SharePlot:
    """The bar of ``shares``; an empty whole draws none of them."""
    whole, before, pieces = sum(one.count for one in shares), 0, []
    for one in shares:
        x, width = (100 * before / whole, 100 * one.count / whole) if whole else (0.0, 0.0)
        pieces.append(Piece(one.words, number(one.count), one.look, f"{x:.2f}%", f"{width:.2f}%"))
        before += one.count
    told = ", ".join(f"{one.words}: {number(one.count)}" for one in shares)
    return SharePlot(title, told, tuple(pieces), mark)
