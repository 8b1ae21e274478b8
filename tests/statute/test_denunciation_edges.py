"""What each act of a denunciation rests on, by stage and day; what it must say, and which of them has a paper."""

from __future__ import annotations

from datetime import date

import pytest

from app.casework.act_data import DATED
from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN
from app.statute.procedures import edge_for, edges_of
from app.statute.terms import DENUNCIATIONS

RESTS_ON = """
withdrawn      received 2026-06-30 LTC 33.1, ND31 4
withdrawn      verifying 2026-06-30 LTC 33.1, ND31 4
withdrawn      verifying 2026-07-01 LTC 33.1, ND31 4.1, ND31 4.2, ND156 1
withdrawn_part verifying 2026-06-30 LTC 33.1, ND31 4, LTC 33.2
withdrawn_part verifying 2026-07-01 LTC 33.1, ND31 4.1, ND31 4.2, ND156 1, LTC 33.2, ND31 4.3
classified     received 2021-11-14 LTC 24.1, ND31 9.1
classified     received 2021-11-15 LTC 24.1, ND31 9.1, TT05_2021 13
expert_requested verifying 2026-06-30 ND31 15
expert_requested verifying 2026-07-01 ND31 15.1, ND31 15.2, ND156 2
concluded      verifying 2026-07-01 LTC 35, ND31 10.1, ND31 17
concluded      verification_reported 2026-07-01 LTC 35, ND31 17
referred_to_investigators verifying 2026-07-01 LTC 27.1, LTC 36.2
referred_to_investigators concluded 2026-07-01 LTC 27.1, LTC 36.2, LTC 44.1.d
referred_to_investigators closed 2026-07-01 LTC 27.1, LTC 36.2, LTC 44.1.d
clear_case_found accepted 2026-07-01 LTC 43.1, ND31 19
"""


@pytest.mark.parametrize("line", RESTS_ON.strip().splitlines())
def test_an_act_rests_on_the_articles_of_its_stage_and_day(line: str) -> None:
    act, stage, day, articles = line.split(maxsplit=3)
    edge = edge_for("denunciation", stage, act, date.fromisoformat(day))
    assert edge is not None
    assert list(edge.provisions) == articles.split(", ")


@pytest.mark.parametrize(
    ("act", "ground", "day", "offered"),
    [
        ("transferred", "TC_KTL_07", "2019-01-01", True),
        ("transferred", "TC_KTL_12", "2021-11-14", False),
        ("transferred", "TC_KTL_12", "2021-11-15", True),
        ("not_processed", "TC_KTL_08", "2026-07-01", True),
        ("not_processed", "TC_KTL_01", "2026-07-01", True),
        ("filed", "TC_KTL_04", "2026-07-01", True),
        ("filed", "TC_KTL_08", "2026-07-01", False),
    ],
)
def test_a_petition_leaves_on_a_ground_of_its_own_list(act: str, ground: str, day: str, *, offered: bool) -> None:
    edge = edge_for("denunciation", "received", act, date.fromisoformat(day))
    assert edge is not None
    (spec,) = (one for one in edge.fields if one.name == "ground")
    assert spec.required is (act != "transferred")
    found = DATED[spec.choices].get(ground)
    assert (found is not None and found.holds_on(date.fromisoformat(day))) is offered


WRITTEN = [
    ("handled", {}, True),
    ("handled", {"handling": "decision"}, True),
    ("handled", {"handling": "recommended"}, True),
    ("handled", {"handling": "rights_restored"}, False),
    ("followed_up", {}, True),
    ("followup_reported", {}, True),
    ("handling_result", {}, False),
]


@pytest.mark.parametrize(("act", "data", "written"), WRITTEN)
def test_what_follows_a_conclusion_has_its_paper_but_where_nothing_was_wrong(
    act: str, data: dict[str, object], *, written: bool
) -> None:
    edges = [edge for procedure in DENUNCIATIONS for edge in edges_of(procedure) if edge.act == act]
    assert {edge.written(data) for edge in edges} == {written}


def clear_case(about: str, *acts: ActFact) -> Assessment:
    log = [
        ActFact("received", date(2026, 8, 3)),
        ActFact("accepted", date(2026, 8, 4)),
        ActFact("clear_case_found", date(2026, 8, 4), {"about": about}),
        *acts,
    ]
    return assess("denunciation", {}, log, today=date(2026, 8, 31), calendar=BUILT_IN)


def test_a_clear_case_of_public_duty_is_verified_and_concluded_as_any_other() -> None:
    at_once = "tc.clear_case_immediate"
    assert at_once in {duty.duty for duty in clear_case("sector").duties}
    assert at_once not in {duty.duty for duty in clear_case("public_duty").duties}

    handled = ActFact("handled_at_once", date(2026, 8, 5))
    assert clear_case("sector", handled).stage == "handled_at_once"
    with pytest.raises(ActRefused, match="công vụ") as refused:
        clear_case("public_duty", handled)
    assert "Điều 19" in refused.value.article

    verified = ActFact("verifying", date(2026, 8, 5), {"how": "alone"})
    assert clear_case("public_duty", verified, ActFact("concluded", date(2026, 8, 20))).stage == "concluded"
