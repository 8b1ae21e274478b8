"""Groups: how many people are one, and how many speak for it (Luật Tiếp công dân, Điều 29)."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute import reception
from app.statute.groups import Representation, is_group, provisions_on, representation_of
from app.statute.instruments import cite


@pytest.mark.parametrize(
    ("people", "wanted"),
    [(1, None), (4, None), (5, Representation(1, 2)), (10, Representation(1, 2)), (11, Representation(1, 5))],
)
def test_a_group_of_five_to_ten_names_one_or_two_and_a_larger_one_at_most_five(
    people: int, wanted: Representation | None
) -> None:
    assert representation_of(people) == wanted
    assert is_group(people) is (wanted is not None)


def test_what_a_group_may_name() -> None:
    small = Representation(1, 2)
    assert [small.allows(named) for named in (0, 1, 2, 3)] == [False, True, True, False]


def test_every_provision_on_days_and_groups_can_be_cited() -> None:
    assert provisions_on(date(2026, 6, 30)) == ("LTCD 29",)
    for ref in (*provisions_on(date(2026, 7, 1)), reception.POSTED, *map(reception.in_person, ("province", "party"))):
        assert cite(ref)
    assert reception.in_person("commune") != reception.in_person("department")
