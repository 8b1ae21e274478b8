"""How the cases resolved in a year were settled: for good, or what is still wanting; each figure opens its list."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.case_files import State
from app.casework.spans import Outcome, Settled
from app.web.oversight.dues import list_of
from app.web.settling import AGAIN, RESOLVED, SETTLED, outcome_words
from app.web.wording import number, percent


@dataclass(frozen=True, slots=True)
class SettledLine:
    """An outcome, with its bar in percent of the whole."""

    words: str
    cases: str
    share: str
    url: str
    width: str


@dataclass(frozen=True, slots=True)
class SettledTable:
    """The outcomes, which add up to ``resolved``; ``again``: the cases somebody came again about, whatever else."""

    title: str
    lines: tuple[SettledLine, ...]
    resolved: str
    resolved_url: str
    again: str
    again_url: str
    visits_url: str


def settled_table(told: Settled) -> SettledTable | None:
    """The table; None when nothing was resolved in the year."""
    if not told.resolved:
        return None
    said = outcome_words()
    lines = tuple(
        SettledLine(
            words=said[one], cases=number(count), share=percent(count, told.resolved), url=_cases(one),
            width=f"{100 * count / told.resolved:.0f}%",
        )
        for one, count in told.outcomes.items()
    )  # fmt: skip
    return SettledTable(
        title=_(
            "%(part)s trong %(whole)s vụ việc đã giải quyết là dứt điểm",
            part=number(told.outcomes[Outcome.FOR_GOOD]), whole=number(told.resolved),
        ),
        lines=lines,
        resolved=number(told.resolved),
        resolved_url=_cases(RESOLVED),
        again=_("Có lượt tiếp lại sau khi giải quyết: %(n)s vụ việc", n=number(told.again)),
        again_url=_cases(AGAIN),
        visits_url=list_of("oversight.visits_again") if told.again else "",
    )  # fmt: skip


def _cases(which: str) -> str:
    return list_of("cases.index", **{SETTLED: which, "trang-thai": State.ALL})
