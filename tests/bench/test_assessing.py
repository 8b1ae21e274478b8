"""The bench runs, its cases are what it says, and nothing made an assessment dear."""

from __future__ import annotations

from app.statute.terms import Procedure
from tests.bench.assessing import TODAY, cases, measure

GENEROUS = 40  # times the walk; `make bench` tells the figure, this only catches what multiplies it


def test_the_cases_are_of_every_procedure_and_the_same_each_time() -> None:
    drawn = cases(300)

    assert {one.procedure for one in drawn} == set(Procedure) - {Procedure.INSPECTION_RESULT}  # two acts at most
    assert all(3 <= len(one.acts) <= 20 for one in drawn)
    assert all(act.on <= TODAY for one in drawn for act in one.acts)
    assert cases(300) == drawn


def test_an_assessment_is_not_much_dearer_than_walking_the_acts() -> None:
    measured = measure(400, rounds=7)

    assert measured.duties > measured.cases
    assert measured.ratio <= GENEROUS, str(measured)
