"""A term a superior gives (hạn cấp trên giao): where it may be given, and how it stands beside what the law asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, Scope, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.procedures import edges_of, stages_of
from app.statute.procedures.orders import ORDERED_IN
from app.statute.reckoning import StepKind, in_words
from app.statute.running_terms import running_terms
from app.statute.terms import Procedure
from app.statute.terms_of_orders import ACTS as ORDERS

TERM, ACCEPT, DECIDE = "ct.given_term", "kn.accept_first", "kn.resolve_first"

# By hand: the stages of each procedure in which nothing is ordered any more. In all others a term may be given.
COMPLAINT = """redirected transferred split filed not_accepted discontinued closed lower_resolved
settled_elsewhere result_received citizen_informed sent_to_investigators"""
DENUNCIATION = """guided transferred filed not_accepted terminated taken_over closed handled_at_once
settled_elsewhere result_received citizen_informed sent_to_investigators"""
FOLLOWED = "settled_elsewhere sent_to_investigators"
OVER = {
    Procedure.COMPLAINT_FIRST: f"{COMPLAINT} second_complaint",
    Procedure.COMPLAINT_SECOND: COMPLAINT,
    Procedure.DISCIPLINE_FIRST: f"{COMPLAINT} second_complaint",
    Procedure.DISCIPLINE_SECOND: COMPLAINT,
    Procedure.DENUNCIATION: f"{DENUNCIATION} split not_processed kept_for_inspection",
    Procedure.DENUNCIATION_FURTHER: f"{DENUNCIATION} no_re_resolution",
    Procedure.DENUNCIATION_OVERDUE: f"{DENUNCIATION} lower_resolved",
    Procedure.FEEDBACK: f"redirected guided transferred split filed not_accepted answered closed {FOLLOWED}",
    Procedure.TRIAGE: f"redirected guided transferred split filed closed {FOLLOWED} result_received citizen_informed",
}
# act: least role, the fields it says
WHO = {
    "term_given": ("officer", ["giver", "giver_name", "asked", "term_on"]),
    "given_extended": ("head", ["of_term", "term_on", "reason"]),
    "given_answered": ("handler", ["of_term"]),
    "given_withdrawn": ("head", ["of_term", "reason"]),
}


def found_of(*rows: str, today: str, procedure: str = "complaint_first", scope: Scope = Scope.WHOLE) -> Assessment:
    """The history of "act day field=value …" of 2026, each line known by its place (from 1) and by its paper."""
    log = []
    for ref, row in enumerate(rows, 1):
        act, day, *said = row.split()
        data: dict[str, Any] = dict(one.split("=") for one in said)
        if "of_term" in data:
            data["of_term"] = int(data["of_term"])
        log.append(ActFact(act, date.fromisoformat(f"2026-{day}"), data, ref, f"{ref}/UBND-NC"))
    return assess(procedure, {}, log, today=date.fromisoformat(f"2026-{today}"), calendar=BUILT_IN, scope=scope)


def terms(found: Assessment) -> list[tuple[int | None, str, str, int | None]]:
    """Of every given term: the line that set it, its last day, how it stands, how late."""
    rows = [one for one in found.duties if one.duty == TERM]
    return [(one.trigger.ref, f"{one.due_on:%m-%d}" if one.due_on else "", one.status, one.days_late) for one in rows]


# --- where it may be given, by whom -------------------------------------------------------------------------------


def test_terms_are_given_on_petitions_and_cases_and_nowhere_else() -> None:
    assert set(OVER) == ORDERED_IN == {one for one in Procedure if any(e.act == "term_given" for e in edges_of(one))}


@pytest.mark.parametrize("procedure", OVER)
def test_a_term_is_given_in_every_stage_that_is_open_and_answered_in_every_stage(procedure: Procedure) -> None:
    every, over = set(stages_of(procedure)), set(OVER[procedure].split())
    assert over <= every
    where = {edge.act: set(edge.source) for edge in edges_of(procedure) if edge.act in ORDERS}

    assert where.pop("term_given") == every - over
    assert where == dict.fromkeys(("given_extended", "given_answered", "given_withdrawn"), every)


@pytest.mark.parametrize("procedure", OVER)
def test_what_is_said_of_a_term_has_a_paper_on_every_day_and_cites_no_article(procedure: Procedure) -> None:
    edges = [edge for edge in edges_of(procedure) if edge.act in ORDERS]
    assert {edge.act: (edge.role, [one.name for one in edge.fields]) for edge in edges} == WHO
    for edge in edges:
        assert edge.document
        assert edge.always
        assert edge.provisions == ("GIAO",)


# --- how it stands ------------------------------------------------------------------------------------------------

GIVEN = "term_given 07-13 giver=province_chair asked=x term_on=2026-07-20"
OPENED = ("received 07-06", "accepted 07-10")


@pytest.mark.parametrize(
    ("more", "today", "standing"),
    [
        ((), "07-17", [(3, "07-20", "due_soon", None)]),
        ((), "07-20", [(3, "07-20", "due_soon", None)]),
        ((), "07-21", [(3, "07-20", "overdue", 1)]),
        (("given_answered 07-20",), "08-03", [(3, "07-20", "met", None)]),
        (("given_answered 07-24",), "08-03", [(3, "07-20", "met_late", 4)]),
        (("given_withdrawn 07-15 reason=x",), "08-03", [(3, "07-20", "ended", None)]),
        # what was over when it was taken back, or extended, stays late
        (("given_withdrawn 07-23 reason=x",), "08-03", [(3, "07-20", "ended", 3)]),
        (("given_extended 07-23 term_on=2026-07-31", "given_answered 07-30"), "08-03",
         [(3, "07-20", "ended", 3), (4, "07-31", "met", None)]),
        (("given_extended 07-17 term_on=2026-07-31", "given_extended 07-30 term_on=2026-08-14"), "08-03",
         [(3, "07-20", "ended", None), (4, "07-31", "ended", None), (5, "08-14", "open", None)]),
        # a suspension of the case does not stop it
        (("suspended 07-16",), "07-22", [(3, "07-20", "overdue", 2)]),
        # nor does the end of the procedure
        (("withdrawn 07-14", "discontinued 07-15", "closed 07-16"), "07-22", [(3, "07-20", "overdue", 2)]),
    ],
)  # fmt: skip
def test_a_term_stands_by_the_day_its_paper_names(
    more: tuple[str, ...], today: str, standing: list[tuple[int, str, str, int | None]]
) -> None:
    assert terms(found_of(*OPENED, GIVEN, *more, today=today)) == standing


def test_a_day_off_moves_nothing() -> None:
    sunday = "term_given 07-13 giver=central asked=x term_on=2026-07-19"
    assert terms(found_of(*OPENED, sunday, today="07-20")) == [(3, "07-19", "overdue", 1)]


def test_several_run_side_by_side_and_each_is_answered_by_name() -> None:
    later = "term_given 07-14 giver=inspectorate asked=y term_on=2026-07-31"
    both = (*OPENED, GIVEN, later)
    second = found_of(*both, "given_answered 07-16 of_term=4", today="07-22")
    assert terms(second) == [(3, "07-20", "overdue", 2), (4, "07-31", "met", None)]
    assert [one.ref for one in running_terms(second.history.acts)] == [3]

    changed = ("given_extended 07-16 of_term=3 term_on=2026-08-20", "given_withdrawn 07-17 of_term=4 reason=z")
    moved = found_of(*both, *changed, today="07-22")
    assert terms(moved) == [(3, "07-20", "ended", None), (4, "07-31", "ended", None), (5, "08-20", "open", None)]
    (runs,) = running_terms(moved.history.acts)
    assert (runs.ref, runs.data["term_on"], runs.data["giver"]) == (3, "2026-08-20", "province_chair")


def test_an_answer_that_names_none_is_about_the_oldest() -> None:
    later = "term_given 07-14 giver=inspectorate asked=y term_on=2026-07-31"
    found = found_of(*OPENED, GIVEN, later, "given_answered 07-16", "given_answered 07-17", today="07-22")
    assert [one.satisfied_on for one in found.duties if one.duty == TERM] == [date(2026, 7, 16), date(2026, 7, 17)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("given_answered 07-16",), "phải có “Cấp trên giao hạn” trước"),
        ((GIVEN, "given_answered 07-16 of_term=9"), "Không có hạn cấp trên giao nào như vậy đang chạy"),
        ((GIVEN, "given_answered 07-16", "given_answered 07-17"), "Không có hạn cấp trên giao nào như vậy đang chạy"),
        ((GIVEN, "given_withdrawn 07-16 reason=x", "given_extended 07-17 of_term=3 term_on=2026-08-20"),
         "Không có hạn cấp trên giao nào như vậy đang chạy"),
    ],
)  # fmt: skip
def test_nobody_answers_moves_or_takes_back_a_term_that_does_not_run(rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(ActRefused, match=said) as refused:
        found_of(*OPENED, *rows, today="08-03")
    assert "Văn bản của cấp trên" in refused.value.article


def test_only_a_running_term_is_offered_to_be_answered() -> None:
    without, running = found_of(*OPENED, today="07-22"), found_of(*OPENED, GIVEN, today="07-22")
    over = found_of(*OPENED, GIVEN, "given_answered 07-16", today="07-22")
    for found in (without, over):
        assert {one.act for one in found.open_acts} & ORDERS.keys() == {"term_given"}
    offered = {one.act: one for one in running.open_acts}
    assert ORDERS.keys() <= offered.keys()
    assert [one.ref for one in offered["given_answered"].terms] == [3]
    assert offered["term_given"].terms == ()


# --- beside the limits of the law ---------------------------------------------------------------------------------


def test_nothing_about_a_given_term_moves_pauses_or_ends_what_the_law_asks() -> None:
    bare = ("received 07-06", "accepted 07-20", "verifying 07-21")  # late: the seven working days ended on the 15th
    given = [
        "term_given 07-07 giver=province_chair asked=x term_on=2026-12-31",
        "given_extended 07-22 term_on=2027-01-29",
        "given_answered 07-23",
        "term_given 07-24 giver=central asked=y term_on=2026-07-25",
    ]
    law = found_of(*bare, today="09-15")
    beside = found_of(*bare, *given, today="09-15")

    def judged(found: Assessment) -> list[tuple[object, ...]]:
        return [(one.duty, one.due_on, one.status, one.days_late) for one in found.duties if one.duty != TERM]

    assert judged(beside) == judged(law)
    assert (ACCEPT, Status.MET_LATE) in [(one.duty, one.status) for one in law.duties]
    assert (DECIDE, Status.OVERDUE) in [(one.duty, one.status) for one in law.duties]


def test_a_matter_stays_open_while_a_term_runs_and_its_end_can_be_written_down() -> None:
    ended = (*OPENED, GIVEN, "withdrawn 07-14", "discontinued 07-15", "sent 07-15", "closed 07-16")
    running, answered = found_of(*ended, today="07-17"), found_of(*ended, "given_answered 07-17", today="07-17")

    assert (running.stage, running.closed, answered.closed) == ("closed", False, True)
    assert {"given_answered", "given_extended", "given_withdrawn"} <= {one.act for one in running.open_acts}


def test_of_a_petition_that_became_a_case_its_own_term_is_still_answered_extended_or_taken_back() -> None:
    early = ("received 07-06", "term_given 07-07 giver=central asked=x term_on=2026-07-31", "accepted 07-10")
    found = found_of(*early, today="07-13", scope=Scope.INTAKE)

    assert not found.closed
    assert {one.act for one in found.open_acts} == {"given_extended", "given_answered", "given_withdrawn"}
    assert found_of(*early, "given_answered 07-13", today="07-13", scope=Scope.INTAKE).closed


def test_a_term_given_before_the_petition_is_classified_goes_on_after_it() -> None:
    rows = ("received 07-06", "term_given 07-07 giver=ban_tcd asked=x term_on=2026-07-31", "classified 07-08")
    for procedure in sorted(ORDERED_IN):
        assert terms(found_of(*rows, today="07-09", procedure=procedure)) == [(2, "07-31", "open", None)]


# --- why ----------------------------------------------------------------------------------------------------------


def test_the_why_names_the_paper_and_who_gave_it_and_no_version_of_a_law() -> None:
    rows = (*OPENED, GIVEN, "given_extended 07-17 term_on=2026-07-31")
    given, extended = (one for one in found_of(*rows, today="07-20").duties if one.duty == TERM)

    for one, paper in ((given, "3/UBND-NC"), (extended, "4/UBND-NC")):
        assert [step.kind for step in one.reckoning] == [StepKind.START_AT, StepKind.GIVEN, StepKind.DUE]
        named = one.reckoning[1]
        assert (named.document, named.name) == (paper, "province_chair")
        assert named.citation == one.citation == "Văn bản của cấp trên, không phải thời hạn luật định"
    assert in_words(extended.reckoning[1]) == "Hạn do văn bản ấn định: 31/07/2026"


# --- the body below, urged on a complaint -------------------------------------------------------------------------

BELOW = ("received 07-06", "lower_level_reported 07-08")


def test_a_complaint_the_body_below_has_not_settled_is_reported_and_ordered_to_be_settled() -> None:
    reported = found_of(*BELOW, today="07-09")
    urged = found_of(
        *BELOW, "supervised 07-14", "supervised 08-14", "lower_resolved 08-28", "closed 08-31", today="08-31"
    )

    assert {one.act for one in reported.open_acts} >= {"supervised", "lower_resolved"}
    assert [(one.duty, one.status) for one in reported.duties if one.is_owed] == [(ACCEPT, Status.DUE_SOON)]
    assert (urged.stage, urged.closed) == ("closed", True)
    assert {one.duty: one.status for one in urged.duties} == {ACCEPT: "met", "tcd.unhandled_45_days": "met"}


@pytest.mark.parametrize(
    ("day", "articles"),
    [
        ("2020-05-04", ("LTCD 26", "TT07_2014 7.3")),
        ("2023-05-04", ("LTCD 26",)),
        ("2026-07-06", ("LTCD 26", "ND154 15.3")),
    ],
)
def test_urging_the_body_below_rests_on_what_was_in_force(day: str, articles: tuple[str, ...]) -> None:
    on = date.fromisoformat(day)
    for act in ("lower_level_reported", "supervised", "lower_resolved"):
        (edge,) = [one for one in edges_of("complaint_first") if one.act == act and one.open_on(on)]
        assert edge.provisions == articles
