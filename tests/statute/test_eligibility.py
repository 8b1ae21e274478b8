"""The conditions of taking a petition up: the lists of every day, and what the answers to them propose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.eligibility import LINES, WEIGHT, Answer, Line, checklist, propose
from app.statute.grounds import (
    COMPLAINT_NOT_ACCEPTED,
    DENUNCIATION_NOT_ACCEPTED,
    DENUNCIATION_NOT_PROCESSED,
    DENUNCIATION_TRANSFERRED,
)
from app.statute.instruments import INSTRUMENTS, cite, cite_in_english
from app.statute.procedures import acts_of
from app.statute.terms import Procedure
from app.statute.time_limits.shape import Certainty

NOW = date(2026, 11, 2)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
ASKED = (Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND,
         Procedure.DENUNCIATION, Procedure.FEEDBACK)  # fmt: skip


def answered(procedure: str, **but: Answer) -> tuple[str, str]:
    """The act and ground proposed when every line that is asked says yes, ``but`` those."""
    lines = checklist(procedure, NOW)
    given = propose(lines, {line.code: YES for line in lines if not line.rescues} | but)
    return given.act, given.ground


def codes(procedure: str, on: date, *, signatories: int = 1) -> set[str]:
    return {line.code for line in checklist(procedure, on, signatories=signatories)}


def test_no_question_has_two_versions_on_any_day() -> None:
    day = date(2012, 1, 1)
    while day < date(2028, 1, 1):
        for procedure in ASKED:
            checklist(procedure, day, signatories=9)
        day += timedelta(days=1)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.code} {line.from_on}")
def test_every_line_cites_an_article_in_force_and_ends_in_an_act_of_its_kind(line: Line) -> None:
    for ref in line.provisions:
        assert cite(ref)
        assert cite_in_english(ref)
        law = INSTRUMENTS[ref.split()[0]]
        assert law.in_force_from <= line.from_on
        assert law.in_force_until is None or (line.until_on and line.until_on <= law.in_force_until)
    assert line.follows in WEIGHT
    assert all(line.follows in acts_of(procedure) for procedure in line.procedures)
    assert line.question.vi
    assert line.question.en
    grounds = COMPLAINT_NOT_ACCEPTED | DENUNCIATION_NOT_ACCEPTED | DENUNCIATION_NOT_PROCESSED | DENUNCIATION_TRANSFERRED
    assert not line.ground or grounds[line.ground].holds_on(line.from_on)


def test_what_is_not_classified_or_comes_back_has_no_list() -> None:
    assert checklist(None, NOW) == checklist("triage", NOW) == checklist("denunciation_further", NOW) == ()
    assert checklist("complaint_first", date(2012, 6, 30)) == ()
    assert propose((), {}).act == ""


@pytest.mark.parametrize("procedure", ASKED)
def test_with_every_answer_yes_it_is_accepted_and_with_one_missing_nothing_is_proposed(procedure: str) -> None:
    assert answered(procedure) == ("accepted", "")
    for line in checklist(procedure, NOW):
        if not line.rescues:
            assert answered(procedure, **{line.code: UNKNOWN}) == ("", "")


@pytest.mark.parametrize(
    ("procedure", "failed", "proposed"),
    [
        ("complaint_first", "signed", ("not_accepted", "KN11_5")),
        ("complaint_first", "in_time", ("not_accepted", "KN11_6")),
        ("complaint_first", "not_internal", ("not_accepted", "")),  # four grounds in one clause: the officer's choice
        ("complaint_second", "first_decision", ("supplement_requested", "")),
        ("complaint_first", "particulars", ("supplement_requested", "")),
        ("complaint_first", "readable", ("filed", "")),
        ("denunciation", "basis", ("not_accepted", "TC_KTL_10")),
        ("denunciation", "no_crime", ("referred_to_investigators", "")),
        ("denunciation", "not_of_the_party", ("transferred", "TC_KTL_12")),
        ("denunciation", "in_form", ("", "")),
        ("feedback", "new", ("filed", "")),
        ("feedback", "content", ("supplement_requested", "")),
    ],
)
def test_a_line_that_fails_proposes_what_the_law_makes_of_it(
    procedure: str, failed: str, proposed: tuple[str, str]
) -> None:
    assert answered(procedure, **{failed: NO}) == proposed


def test_what_fails_for_good_outweighs_what_could_be_supplemented_and_a_crime_outweighs_all() -> None:
    assert answered("complaint_first", particulars=NO, in_time=NO) == ("not_accepted", "KN11_6")
    assert answered("denunciation", particulars=NO, basis=NO, no_crime=NO) == ("referred_to_investigators", "")


def test_an_anonymous_denunciation_that_can_be_checked_is_kept_for_inspection_and_any_other_is_not_processed() -> None:
    assert answered("denunciation", author=NO, checkable_author=YES) == ("kept_for_inspection", "")
    assert answered("denunciation", author=NO, checkable_author=NO) == ("not_processed", "TC_KTL_01")
    assert answered("denunciation", author=NO) == ("", "")  # nobody has said whether it can be checked
    assert answered("denunciation", checkable_author=NO) == ("accepted", "")  # not asked where its author is known


def test_a_no_is_proposed_while_others_are_open_and_names_them() -> None:
    found = propose(checklist("complaint_first", NOW), {"signed": NO})
    assert found.act == "not_accepted"
    assert found.provisions == ("LKN 11.5",)
    assert len(found.missing) == len(checklist("complaint_first", NOW)) - 1


def test_a_group_is_asked_for_its_mandate_from_five_people_on() -> None:
    assert "mandate" not in codes("complaint_first", NOW, signatories=4)
    assert "mandate" in codes("complaint_first", NOW, signatories=5)


@pytest.mark.parametrize(
    ("code", "procedure", "day", "asked"),
    [
        ("not_elsewhere", "complaint_first", date(2021, 11, 14), True),
        ("not_elsewhere", "complaint_first", date(2021, 11, 15), False),
        ("decent", "feedback", date(2021, 11, 14), False),
        ("decent", "feedback", date(2021, 11, 15), True),
        ("new", "feedback", date(2026, 6, 30), False),
        ("new", "feedback", date(2026, 7, 1), True),
        ("signed", "complaint_first", date(2012, 7, 1), True),
        ("author", "denunciation", date(2018, 12, 31), False),
        ("author", "denunciation", date(2019, 1, 1), True),
    ],
)
def test_a_question_is_asked_by_the_law_of_its_day(code: str, procedure: str, day: date, *, asked: bool) -> None:
    assert (code in codes(procedure, day)) is asked


def test_what_is_not_settled_or_was_not_read_says_so() -> None:
    sure = {line.code: line.certainty for line in checklist("complaint_first", NOW)}
    assert sure["not_discontinued"] is Certainty.DISPUTED
    assert sure["decent"] is Certainty.UNVERIFIED
    assert sure["signed"] is Certainty.VERIFIED
    before = {line.code: line.certainty for line in checklist("complaint_first", date(2026, 6, 30))}
    assert before["not_discontinued"] is Certainty.VERIFIED
