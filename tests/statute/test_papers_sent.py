"""A sending says which paper went out: another paper sent on the day of a decision is not its sending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.duties import duties_of
from app.statute.papers_sent import FIELD, PAPERS_SENT, SENT
from app.statute.procedures import acts_of, edges_of
from app.statute.terms import Procedure

FIRST = Procedure.COMPLAINT_FIRST
UNDER_WAY = (("received", 1), ("accepted", 8), ("verifying", 9), ("reported", 21))


def acts(*lines: tuple[str, int] | tuple[str, int, Mapping[str, Any]]) -> list[ActFact]:
    return [
        ActFact(line[0], date(2026, 7, line[1]), line[2] if len(line) == 3 else {}, place)
        for place, line in enumerate(lines)
    ]


def assessed(log: list[ActFact], procedure: Procedure = FIRST, on: date = date(2026, 9, 1)) -> Assessment:
    return assess(procedure, {}, log, today=on, calendar=BUILT_IN)


def the(duty: str, found: Assessment) -> DutyState:
    (state,) = [one for one in found.duties if one.duty == duty]
    return state


def test_another_paper_sent_on_the_day_of_the_decision_does_not_send_it() -> None:
    log = acts(*UNDER_WAY, (SENT, 22, {FIELD: ["verifying"]}), ("decided", 22))

    for typed in permutations(log[-3:]):
        found = assessed([*log[:-3], *typed])
        sending = the("kn.send_first_decision", found)
        assert (sending.status, sending.satisfied_on, found.stage) == (Status.OVERDUE, None, "decided")


def test_the_decision_sent_on_its_own_day_is_sent() -> None:
    log = acts(*UNDER_WAY, (SENT, 22, {FIELD: ["verifying"]}), ("decided", 22), (SENT, 22, {FIELD: ["decided"]}))

    for typed in permutations(log[-3:]):
        found = assessed([*log[:-3], *typed])
        assert the("kn.send_first_decision", found).satisfied_on == date(2026, 7, 22)
        assert found.stage == "sent"


def test_a_log_of_before_reads_as_it_did() -> None:
    """Nothing judged before the field was asked for moves."""
    found = assessed(acts(*UNDER_WAY, ("decided", 22), (SENT, 23)))

    assert the("kn.send_first_decision", found).satisfied_on == date(2026, 7, 23)
    assert found.stage == "sent"


def test_each_paper_of_a_stopped_case_is_its_own_sending() -> None:
    log = acts(
        *UNDER_WAY[:3], ("suspended", 10, {"ground": "TDC_A"}), (SENT, 13, {FIELD: ["suspended"]}), ("resumed", 20),
        (SENT, 20, {FIELD: ["suspended"]}),
    )  # fmt: skip

    found = assessed(log)

    assert the("kn.send_suspension_decision", found).satisfied_on == date(2026, 7, 13)
    assert the("kn.send_resume_decision", found).status is Status.OVERDUE


def test_the_notice_of_acceptance_of_a_denunciation_is_not_its_conclusion() -> None:
    log = acts(
        ("received", 1), ("accepted", 8), ("verifying", 9), ("reported", 21), ("concluded", 22),
        (SENT, 22, {FIELD: ["accepted"], "recipients": ["denouncer", "denounced"]}),
    )  # fmt: skip

    found = assessed(log, Procedure.DENUNCIATION)

    assert the("tc.conclusion_send", found).status is Status.OVERDUE
    assert the("tc.conclusion_notice_denouncer", found).status is Status.OVERDUE
    assert the("tc.acceptance_notice_denouncer", found).satisfied_on == date(2026, 7, 22)


def test_the_denouncer_is_told_of_the_transfer_by_the_letter_that_says_so() -> None:
    log = acts(
        ("received", 1), ("supplement_requested", 2), (SENT, 6, {FIELD: ["supplement_requested"]}),
        ("supplemented", 6), ("transferred", 6, {"to_agency": "Sở Xây dựng"}),
    )  # fmt: skip

    told = the("tc.transfer_notice_denouncer", assessed(log, Procedure.DENUNCIATION))

    assert told.satisfied_on is None
    log.append(ActFact(SENT, date(2026, 7, 7), {FIELD: ["transferred"]}))
    told = the("tc.transfer_notice_denouncer", assessed(log, Procedure.DENUNCIATION))
    assert told.satisfied_on == date(2026, 7, 7)


@pytest.mark.parametrize("paper", ["decided", "suspended", "nonsense"])
def test_what_was_not_made_by_then_is_not_sent(paper: str) -> None:
    log = acts(*UNDER_WAY, (SENT, 21, {FIELD: [paper]}), ("decided", 22))

    with pytest.raises(ActRefused, match="Chưa có") as refused:
        assessed(log)
    assert refused.value.act == SENT


def test_only_papers_that_were_made_are_offered() -> None:
    (offered,) = [one for one in assessed(acts(*UNDER_WAY, ("decided", 22))).open_acts if one.act == SENT]

    (papers,) = [one for one in offered.fields if one.name == FIELD]
    assert papers.required
    assert papers.only == ("accepted", "verifying", "decided", "other")


def test_every_paper_a_duty_waits_for_can_be_named() -> None:
    for procedure in Procedure:
        sending = [one for one in duties_of(procedure) if SENT in one.satisfied_by]
        assert all(one.sends in PAPERS_SENT and one.sends in acts_of(procedure) for one in sending)
        if sending:
            asked = [FIELD in {spec.name for spec in edge.fields} for edge in edges_of(procedure) if edge.act == SENT]
            assert asked, procedure
            assert all(asked), procedure
