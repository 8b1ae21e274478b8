"""What is found of each content: closed lists with articles, and what they make of the whole."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.findings import FINDINGS, NO_GROUND, PARTLY_RIGHT, RIGHT, WRONG, verdict_of
from app.statute.instruments import cite
from app.statute.procedures import FieldKind, each_content_of, edges_of, resolutions_of
from app.statute.terms import DENUNCIATIONS, Procedure

RESOLUTIONS = {
    Procedure.COMPLAINT_FIRST: {"decided"},
    Procedure.COMPLAINT_SECOND: {"decided"},
    Procedure.DISCIPLINE_FIRST: {"decided"},
    Procedure.DISCIPLINE_SECOND: {"decided"},
    Procedure.FEEDBACK: {"answered"},
    **{one: {"concluded", "handled_at_once"} for one in DENUNCIATIONS},
}


@pytest.mark.parametrize("procedure", list(Procedure))
def test_whatever_resolves_a_matter_says_what_was_found_of_each_content(procedure: Procedure) -> None:
    assert resolutions_of(procedure) == RESOLUTIONS.get(procedure, set())
    for act in resolutions_of(procedure):
        first, *_others = each_content_of(procedure, act)
        assert (first.name, first.required) == ("finding", True)
        assert all(edge.each_content for edge in edges_of(procedure) if edge.act == act)


@pytest.mark.parametrize("table", list(FINDINGS))
def test_every_finding_has_its_article_and_holds_today(table: str) -> None:
    for finding in FINDINGS[table].values():
        assert cite(finding.provision)
        assert finding.vi != finding.en
        assert finding.holds_on(date(2026, 11, 23))


def test_every_list_an_act_names_is_there() -> None:
    named = {
        spec.choices
        for procedure in RESOLUTIONS
        for act in resolutions_of(procedure)
        for spec in each_content_of(procedure, act)
        if spec.kind is FieldKind.CHOICE
    }
    assert named == set(FINDINGS)


def test_a_denunciation_is_right_partly_right_or_wrong_by_the_law_and_without_ground_as_a_disputed_reading() -> None:
    table = FINDINGS["denunciation_findings"]
    assert [code for code, one in table.items() if one.is_disputed_on(date(2026, 11, 23))] == [NO_GROUND]


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([RIGHT], RIGHT),
        ([RIGHT, RIGHT], RIGHT),
        ([WRONG, NO_GROUND], WRONG),
        ([NO_GROUND], WRONG),
        ([RIGHT, WRONG], PARTLY_RIGHT),
        ([PARTLY_RIGHT], PARTLY_RIGHT),
        ([RIGHT, NO_GROUND], PARTLY_RIGHT),
    ],
)
def test_the_whole_is_what_its_contents_are(findings: list[str], verdict: str) -> None:
    assert verdict_of(findings) == verdict
