"""Several complainants, several denouncers: each withdraws alone, and only when all did is the whole withdrawn."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN
from app.statute.withdrawals import contents_withdrawn, not_of_everybody, since, wholly

RECEIVED, ACCEPTED = date(2026, 8, 3), date(2026, 8, 6)
FIRST, THEN, ENDED = date(2026, 8, 10), date(2026, 8, 12), date(2026, 8, 13)
WAYS = [("denunciation", "TC_RUT", "33"), ("complaint_first", "DC_RUT", "10")]


def part(on: date, *people: int, of: int = 3, others: int = 0, contents: tuple[int, ...] = ()) -> ActFact:
    said = {"people": list(people), "of": of, "others": others, "contents": list(contents)}
    return ActFact("withdrawn_part", on, {name: value for name, value in said.items() if value})


def whole(on: date, *people: int, of: int = 3, others: int = 0) -> ActFact:
    return ActFact("withdrawn", on, part(on, *people, of=of, others=others).data)


def after(procedure: str, ground: str, *withdrawals: ActFact) -> Assessment:
    acts = [ActFact("received", RECEIVED), ActFact("accepted", ACCEPTED), *withdrawals]
    acts += [ActFact("discontinued", ENDED, {"ground": ground})] if ground else []
    return assess(procedure, {}, acts, today=ENDED, calendar=BUILT_IN)


@pytest.mark.parametrize(("procedure", "ground", "article"), WAYS)
def test_while_somebody_goes_on_the_whole_is_not_withdrawn(procedure: str, ground: str, article: str) -> None:
    with pytest.raises(ActRefused, match="Mới có 2 trong 3 người rút") as refused:
        after(procedure, ground, part(FIRST, 1), whole(THEN, 2))
    assert f"Điều {article}" in refused.value.article
    with pytest.raises(ActRefused, match="một phần"):
        after(procedure, ground, part(FIRST, 1), part(THEN, 2))
    assert after(procedure, "", part(FIRST, 1), part(THEN, 2)).stage == "accepted"  # the third goes on


@pytest.mark.parametrize(("procedure", "ground", "_article"), WAYS)
def test_when_the_last_withdrew_it_is_discontinued(procedure: str, ground: str, _article: str) -> None:
    over = ("terminated", "discontinued")
    assert after(procedure, ground, part(FIRST, 1), part(FIRST, 2), whole(THEN, 3)).stage in over
    assert after(procedure, ground, whole(THEN, 1, 2, 3)).stage in over
    assert after(procedure, ground, whole(THEN)).stage in over  # nothing said of persons: as it was always read
    assert after(procedure, ground, part(FIRST, 1, of=20), whole(THEN, 2, of=20, others=18)).stage in over


def test_a_duty_to_discontinue_starts_with_the_last_person_and_not_before() -> None:
    owed = {one.duty for one in after("complaint_first", "", part(FIRST, 1), part(THEN, 2)).duties if one.is_owed}
    assert "kn.issue_discontinuance" not in owed
    owed = {one.duty for one in after("complaint_first", "", part(FIRST, 1, 2), whole(THEN, 3)).duties if one.is_owed}
    assert "kn.issue_discontinuance" in owed


def test_who_withdraws_twice_is_one_person() -> None:
    log = [part(FIRST, 1), part(THEN, 1, 2)]
    assert wholly(log).count() == 2
    left = not_of_everybody([*log, whole(ENDED, 1)])
    assert left is not None
    assert (left.withdrew, left.of) == (2, 3)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_content_is_withdrawn_once_everybody_it_stands_for_withdrew_it_in_any_order(order: tuple[int, ...]) -> None:
    acts = [part(FIRST, 1, contents=(2,)), part(FIRST, 2, contents=(1, 2)), part(FIRST, 3)]
    log = [acts[place] for place in order]
    for until in range(3):
        assert contents_withdrawn(log[:until]) == {}
    assert contents_withdrawn(log) == {2: FIRST}  # the first one stands, for person 1


def test_what_an_older_entry_names_is_withdrawn_by_everybody() -> None:
    assert contents_withdrawn([ActFact("withdrawn_part", FIRST, {"contents": [1, 3]})]) == {1: FIRST, 3: FIRST}
    assert since([ActFact("withdrawn_part", FIRST, {"contents": [1]}), ActFact("withdrawn", THEN)]) == {}


def test_of_each_person_it_is_said_since_when_and_whether_everything() -> None:
    log = [part(FIRST, 1, contents=(1,)), part(FIRST, 2), whole(THEN, 1, 3)]
    assert since(log) == {1: (THEN, True), 2: (FIRST, True), 3: (THEN, True)}


@pytest.mark.parametrize("of", [None, "3", True, [3]])
def test_words_of_persons_that_cannot_be_read_say_nothing_of_persons(of: object) -> None:
    assert not_of_everybody([ActFact("withdrawn", THEN, {"people": "…", "others": "…", "of": of})]) is None
