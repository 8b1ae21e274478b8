"""A withdrawal in part ends no case; a whole one does."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN

RECEIVED, ACCEPTED = date(2026, 8, 3), date(2026, 8, 6)
WITHDRAWN, ENDED = date(2026, 8, 10), date(2026, 8, 11)
WAYS = [("denunciation", "TC_RUT", "33"), ("complaint_first", "DC_RUT", "10")]


def after(procedure: str, ground: str, *withdrawals: str) -> Assessment:
    acts = [
        ActFact("received", RECEIVED),
        ActFact("accepted", ACCEPTED),
        *(ActFact(one, WITHDRAWN) for one in withdrawals),
        ActFact("discontinued", ENDED, {"ground": ground}),
    ]
    return assess(procedure, {}, acts, today=date(2026, 8, 12), calendar=BUILT_IN)


@pytest.mark.parametrize(("procedure", "ground", "article"), WAYS)
def test_what_is_withdrawn_in_part_is_not_discontinued_for_it(procedure: str, ground: str, article: str) -> None:
    with pytest.raises(ActRefused, match="một phần") as refused:
        after(procedure, ground, "withdrawn_part")
    assert f"Điều {article}" in refused.value.article


@pytest.mark.parametrize(("procedure", "ground", "_article"), WAYS)
def test_what_is_withdrawn_wholly_is_even_after_a_part(procedure: str, ground: str, _article: str) -> None:
    assert after(procedure, ground, "withdrawn").stage in ("terminated", "discontinued")
    assert after(procedure, ground, "withdrawn_part", "withdrawn").stage in ("terminated", "discontinued")


def test_a_denunciation_nobody_withdrew_is_not_discontinued_as_withdrawn() -> None:
    with pytest.raises(ActRefused, match="Chưa ghi việc người tố cáo rút") as refused:
        after("denunciation", "TC_RUT")
    assert "Điều 34" in refused.value.article
    assert after("denunciation", "TC_CHET").stage == "terminated"
    assert after("denunciation", "").stage == "terminated"  # typed before a ground was asked for


def test_a_denunciation_nobody_withdrew_is_not_refused_as_withdrawn() -> None:
    acts = [ActFact("received", RECEIVED), ActFact("not_accepted", ACCEPTED, {"ground": "TC_KTL_15"})]
    with pytest.raises(ActRefused, match="Chưa ghi việc người tố cáo rút"):
        assess("denunciation", {}, acts, today=date(2026, 8, 12), calendar=BUILT_IN)
