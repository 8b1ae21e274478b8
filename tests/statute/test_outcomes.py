"""What a triage proposes: conditions and competence weighed together."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.eligibility import Answer, Proposal, checklist, propose
from app.statute.outcomes import REASONS, Place, Reason, outcome
from app.statute.procedures import acts_of

NOW = date(2026, 11, 2)
HERE, ELSEWHERE, UNKNOWN = Place


def answers(procedure: str, **but: str) -> Proposal:
    lines = checklist(procedure, NOW)
    return propose(lines, {one.code: Answer(but.get(one.code, "yes")) for one in lines if not one.rescues})


@pytest.mark.parametrize("procedure", ["complaint_first", "denunciation", "feedback"])
def test_what_belongs_here_and_meets_every_condition_is_accepted(procedure: str) -> None:
    assert outcome(procedure, answers(procedure), HERE).act == "accepted"


@pytest.mark.parametrize(
    ("procedure", "forwarded", "done", "act", "reason"),
    [
        ("complaint_first", False, (), "guided", Reason.GUIDE_ELSEWHERE),
        ("complaint_first", False, ("guided",), "filed", Reason.DONE_ONCE),
        ("complaint_second", True, (), "returned", Reason.RETURN_TO_FORWARDER),
        ("denunciation", False, (), "transferred", Reason.TRANSFER_ELSEWHERE),
        ("denunciation", True, (), "transferred", Reason.TRANSFER_ELSEWHERE),
        ("denunciation", False, ("transferred",), "not_processed", Reason.DONE_ONCE),
        ("feedback", False, (), "transferred", Reason.TRANSFER_ELSEWHERE),
        ("feedback", True, ("transferred",), "filed", Reason.DONE_ONCE),
    ],
)
def test_what_belongs_elsewhere_goes_there_once(
    procedure: str, *, forwarded: bool, done: tuple[str, ...], act: str, reason: Reason
) -> None:
    found = outcome(procedure, answers(procedure), ELSEWHERE, forwarded=forwarded, done=done)
    assert (found.act, found.reason) == (act, reason)
    assert act in acts_of(procedure)


@pytest.mark.parametrize("procedure", ["complaint_first", "complaint_second", "feedback"])
@pytest.mark.parametrize("place", list(Place))
def test_a_duplicate_is_filed_wherever_it_belongs(procedure: str, place: Place) -> None:
    found = outcome(procedure, answers(procedure), place, duplicate=True)
    assert (found.act, found.reason) == ("filed", Reason.DUPLICATE)
    assert found.act in acts_of(procedure)


def test_a_duplicate_of_what_was_sent_on_once_says_so_and_one_with_a_failed_condition_says_that() -> None:
    sent = outcome("feedback", answers("feedback"), ELSEWHERE, done=("transferred",), duplicate=True)
    assert (sent.act, sent.reason) == ("filed", Reason.DONE_ONCE)
    torn = outcome("feedback", answers("feedback", readable="no"), HERE, duplicate=True)
    assert (torn.act, torn.reason) == ("filed", Reason.CONDITION_FAILED)


def test_only_the_competent_body_refuses_to_accept_but_anybody_files_what_cannot_be_read() -> None:
    late = answers("complaint_first", in_time="no")
    assert outcome("complaint_first", late, HERE).act == "not_accepted"
    assert outcome("complaint_first", late, HERE).ground == "KN11_6"
    assert outcome("complaint_first", late, ELSEWHERE).act == "guided"
    assert outcome("complaint_first", answers("complaint_first", readable="no"), ELSEWHERE).act == "filed"


def test_signs_of_a_crime_go_to_investigators_wherever_it_belongs() -> None:
    crime = answers("denunciation", no_crime="no")
    assert {outcome("denunciation", crime, place).act for place in Place} == {"referred_to_investigators"}


def test_the_ground_of_a_denunciation_that_belongs_elsewhere_is_proposed_where_the_law_has_one() -> None:
    for done, ground in (((), "TC_KTL_07"), (("guided",), "TC_KTL_09"), (("transferred",), "")):
        assert outcome("denunciation", answers("denunciation"), ELSEWHERE, done=done).ground == ground


def test_nothing_is_proposed_while_a_condition_or_the_competence_is_open() -> None:
    assert outcome("complaint_first", answers("complaint_first", in_time="unknown"), HERE).act == ""
    assert outcome("complaint_first", answers("complaint_first"), UNKNOWN).reason is Reason.PLACE_OPEN
    assert outcome("complaint_first", answers("complaint_first", in_time="unknown"), ELSEWHERE).act == "guided"


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)
