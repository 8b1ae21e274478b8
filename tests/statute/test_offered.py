"""What is offered can be recorded, and what is not offered is refused: on the day after the last act, for any history.

The design departs from that in three places, each named here and tested for what it is:

- ``extended`` is offered as long as one may be typed in late: of a day that was in time, though not of today;
- ``refused`` of a visit before the law on reception of citizens: the act is known, none of its grounds yet;
- a petition that became a case offers only what its own duties wait for, though its log could hold more.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.statute.assessment import Assessment, OpenAct, Scope, assess
from app.statute.calendar import BUILT_IN
from app.statute.log import ActFact, ActRefused
from app.statute.procedures import Edge, acts_of, edges_of
from app.statute.terms import DENUNCIATIONS, Procedure
from app.statute.time_limits import since
from tests.statute.bites import PROFILES, Bites
from tests.statute.drawn import Drawn, draw, filled

FIRST, LAST = date(2012, 1, 2), date(2031, 6, 1)
NEXT_DAY = timedelta(days=1)
LATE_TYPED = "extended"
histories = st.integers(0, 2**32).map(
    lambda seed: draw(Random(seed), first=FIRST, last=LAST, longest=14)  # noqa: S311 - a history, not a secret
)


def taken(drawn: Drawn, acts: list[ActFact], today: date, scope: Scope = Scope.WHOLE) -> Assessment | None:
    try:
        return assess(drawn.procedure, drawn.facts, acts, today=today, calendar=BUILT_IN, scope=scope)
    except ActRefused:
        return None


def next_day(drawn: Drawn) -> date:
    return drawn.acts[-1].on + NEXT_DAY


def recorded(drawn: Drawn, asked: Edge | OpenAct, day: date, today: date) -> ActFact | None:
    """A way to say the act that the law lets stand, of ``day`` and typed ``today``."""
    ways = filled(Random(7), asked, day, ref=99)  # noqa: S311 - what a form says, not a secret
    return next((way for way in ways if taken(drawn, [*drawn.acts, way], today)), None)


@PROFILES
def test_what_is_offered_can_be_recorded_and_nothing_else_can(profile: settings) -> None:
    bites = Bites("offered")

    @profile
    @given(histories)
    def check(drawn: Drawn) -> None:
        today, bare = next_day(drawn), set[str]()
        found = taken(drawn, drawn.acts, today)
        if found is None:
            return
        bites.draw()
        offered = {one.act: one for one in found.open_acts}
        bites.bite("offered" if offered else "nothing open")
        for edge in edges_of(drawn.procedure):
            can = recorded(drawn, offered.get(edge.act, edge), today, today) is not None
            if edge.act in offered and not can:
                bare.add(edge.act)
            assert edge.act in offered or not can, f"{edge.act} is not offered"
        for act in bare:
            bites.bite(act)
            check_exception(drawn, offered[act], today)

    check()
    bites.at_least(offered=0.5)


def check_exception(drawn: Drawn, offered: OpenAct, today: date) -> None:
    if offered.act == LATE_TYPED:
        in_time = [today - timedelta(days=back) for back in range(400)]
        assert any(recorded(drawn, offered, day, today) for day in in_time), "it is never in time"
    else:
        assert (offered.act, drawn.procedure) == ("refused", Procedure.RECEPTION)
        assert today < since.LAW_ON_RECEPTION


def test_an_extension_is_offered_to_be_typed_late_and_only_then() -> None:
    drawn = Drawn(
        Procedure.DENUNCIATION, {},
        [ActFact("received", date(2026, 7, 1), {}, 0), ActFact("accepted", date(2026, 7, 8), {}, 1)],
    )  # fmt: skip
    last, over = date(2026, 8, 7), date(2026, 8, 10)

    for today in (last, over):
        found = taken(drawn, drawn.acts, today)
        assert found is not None
        (offered,) = [one for one in found.open_acts if one.act == LATE_TYPED]
        assert recorded(drawn, offered, last, today)
        assert (recorded(drawn, offered, today, today) is None) == (today == over)


def test_an_act_no_other_procedure_extends() -> None:
    assert {one for one in Procedure if LATE_TYPED in acts_of(one)} == set(DENUNCIATIONS)


@PROFILES
def test_a_petition_that_became_a_case_offers_only_what_it_still_owes(profile: settings) -> None:
    bites = Bites("petitions that became cases")

    @profile
    @given(histories)
    def check(drawn: Drawn) -> None:
        bites.draw()
        places = [place for place, act in enumerate(drawn.acts) if act.act == "accepted"]
        if not places:
            return
        intake = Drawn(drawn.procedure, drawn.facts, drawn.acts[: places[0] + 1])
        today = next_day(intake)
        found, whole = taken(intake, intake.acts, today, Scope.INTAKE), taken(intake, intake.acts, today)
        if found is None or whole is None:
            return
        bites.bite("accepted")
        offered, all_open = {one.act for one in found.open_acts}, {one.act for one in whole.open_acts}
        assert offered < all_open
        assert bool(offered) <= any(one.is_owed for one in found.duties)

    check()
    bites.at_least(accepted=0.15)


def test_a_referral_to_investigators_waits_for_signs_of_a_crime_and_is_made_once_for_each_when_all_is_over() -> None:
    def standing(*said: tuple[str, date]) -> Assessment:
        why = {"discontinued": {"ground": "TC_RUT"}}
        acts = [ActFact(act, on, why.get(act, {}), place) for place, (act, on) in enumerate(said)]
        return assess(Procedure.DENUNCIATION, {}, acts, today=date(2026, 12, 21), calendar=BUILT_IN)

    def offered(found: Assessment) -> bool:
        return any(one.act == "referred_to_investigators" for one in found.open_acts)

    came = [("received", date(2026, 12, 1)), ("accepted", date(2026, 12, 8))]
    before = standing(*came)
    assert not offered(before)
    (why,) = [one.refused for one in before.shut_acts if one.act == "referred_to_investigators"]
    assert "phải có “Phát hiện dấu hiệu tội phạm” trước" in str(why)
    assert offered(standing(*came, ("crime_signs_found", date(2026, 12, 9))))
    found, sent = ("crime_signs_found", date(2026, 12, 9)), ("referred_to_investigators", date(2026, 12, 9))
    over = [
        ("withdrawn", date(2026, 12, 10)), ("discontinued", date(2026, 12, 11)), ("closed", date(2026, 12, 18))
    ]  # fmt: skip
    assert not offered(standing(*came, *over))
    assert offered(standing(*came, found, *over))  # owed still, though the file is closed
    assert not offered(standing(*came, found, sent, *over))
