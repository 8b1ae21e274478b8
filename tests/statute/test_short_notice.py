"""A notice of a dialogue that leaves fewer than five days says why (NĐ 124/2020 Điều 28.1, since 01/7/2026)."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.calendar import BUILT_IN
from app.statute.log import ActFact
from app.statute.policies import DEFAULT
from app.statute.short_notice import unexplained


def missed(told: str, dialogue: str, why: str = "") -> date | None:
    data = {"dialogue_on": dialogue, **({"short_notice": why} if why else {})}
    found = unexplained(
        ActFact("dialogue_notified", date.fromisoformat(told), data), calendar=BUILT_IN, policies=DEFAULT
    )
    return found.last if found else None


@pytest.mark.parametrize(
    ("told", "dialogue", "last"),
    [
        ("2026-07-15", "2026-07-20", None),  # five days before, to the day
        ("2026-07-16", "2026-07-20", "2026-07-15"),
        ("2026-08-31", "2026-09-07", "2026-08-28"),  # 2/9, 1/9, 31/8 are off: the last day is Friday 28/8
        ("2026-06-30", "2026-07-02", None),  # the law had no number of days then
        ("2026-07-16", "2990-07-20", None),  # no calendar: nothing is asked
    ],
)
def test_a_short_notice_is_known_by_its_last_day(told: str, dialogue: str, last: str | None) -> None:
    assert missed(told, dialogue) == (date.fromisoformat(last) if last else None)


def test_one_that_says_why_is_explained_and_other_acts_invite_nobody() -> None:
    assert missed("2026-07-16", "2026-07-20", why="Hai bên đồng ý đối thoại sớm") is None
    assert missed("2026-07-16", "2026-07-20", why="  ") == date(2026, 7, 15)
    assert unexplained(ActFact("reported", date(2026, 7, 16)), calendar=BUILT_IN, policies=DEFAULT) is None
