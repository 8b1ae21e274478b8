"""Mediating a land dispute at the commune: who may record what, when it is late, and that it is never a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from app.casework.overdue import Kind, kind_of
from app.statute.assessment import ActFact, ActRefused, Assessment, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.duties import DUTIES, duties_of
from app.statute.instruments import INSTRUMENTS
from app.statute.procedures import edges_of
from app.statute.terms import Procedure
from app.statute.time_limits import TIME_LIMITS, NotInForce, limit_in_force
from app.statute.time_limits.shape import Certainty
from tests.statute.test_permitted_acts_reception import by_hand, by_the_table

MEDIATION = Procedure.LAND_MEDIATION
FROM_MEMORY = ("LDD", "ND102", "ND151")
# stage, least role, acts; the day the Land Law begins stands for "+"
SESSIONS = "mediation_held mediation_absent mediation_succeeded mediation_unsettled mediation_absent_again"
TABLE = f"""
nothing              officer received
received             officer mediation_withdrawn
received             handler mediation_accepted mediation_refused
mediation_accepted   officer mediation_withdrawn
mediation_accepted   handler {SESSIONS}
mediation_accepted   head    mediation_council
mediating            officer mediation_withdrawn
mediating            handler {SESSIONS}
mediating            head    mediation_council
mediation_objected   officer mediation_withdrawn
mediation_objected   handler {SESSIONS} mediation_record_sent
mediation_objected   head    mediation_council
mediation_succeeded  officer mediation_objected
mediation_succeeded  handler mediation_record_sent
mediation_failed     handler mediation_record_sent
"""
RECEIVED = date(2026, 11, 2)  # a Monday
SAT = {"chaired_by": "Chủ tịch", "members": "Địa chính, Mặt trận"}

Said = tuple[str, date] | tuple[str, date, Mapping[str, object]]


def history(*acts: Said) -> list[ActFact]:
    return [ActFact(act[0], act[1], act[2] if len(act) > 2 else {}, place) for place, act in enumerate(acts)]


def assessed(today: date, *acts: Said) -> Assessment:
    return assess(MEDIATION, {}, history(("received", RECEIVED), *acts), today=today, calendar=BUILT_IN)


def duties(found: Assessment) -> dict[str, tuple[Status, date | None]]:
    return {duty.duty: (duty.status, duty.due_on) for duty in found.duties}


def test_everybody_may_record_exactly_what_the_law_leaves_them() -> None:
    assert by_the_table(MEDIATION, date(2026, 11, 29)) == by_hand(TABLE, date(2026, 11, 29))
    assert by_the_table(MEDIATION, date(2024, 7, 31)) == {}


def test_every_row_and_instrument_says_it_was_not_read() -> None:
    rows = [row for row in TIME_LIMITS if row.id.startswith("dd.")]
    assert len(rows) == 4
    assert {row.certainty for row in rows} == {Certainty.UNVERIFIED}
    assert {INSTRUMENTS[key].certainty for key in FROM_MEMORY} == {Certainty.UNVERIFIED}
    assert {ref.split()[0] for row in rows for ref in row.provisions} == {"LDD", "ND102"}
    with pytest.raises(NotInForce):
        limit_in_force("dd.mediation", date(2024, 7, 31))


def test_notice_is_due_in_three_working_days_and_mediation_in_thirty_days() -> None:
    found = duties(assessed(RECEIVED))

    assert found == {
        "dd.mediation_notice": (Status.DUE_SOON, date(2026, 11, 5)),
        "dd.mediation": (Status.OPEN, date(2026, 12, 2)),
    }


def test_a_mediation_done_on_its_last_day_is_on_time_and_the_day_after_is_late() -> None:
    council = (("mediation_accepted", date(2026, 11, 4)), ("mediation_council", date(2026, 11, 6)))
    on_time = assessed(date(2026, 12, 2), *council, ("mediation_succeeded", date(2026, 12, 2), SAT))
    late = assessed(date(2026, 12, 3), *council, ("mediation_unsettled", date(2026, 12, 3), SAT))

    assert duties(on_time)["dd.mediation"] == (Status.MET, date(2026, 12, 2))
    assert duties(late)["dd.mediation"] == (Status.MET_LATE, date(2026, 12, 2))


def test_it_is_over_with_its_result_once_the_record_has_gone_out() -> None:
    acts = (
        ("mediation_accepted", date(2026, 11, 4)),
        ("mediation_council", date(2026, 11, 6)),
        ("mediation_succeeded", date(2026, 11, 20), SAT),
    )
    waiting = assessed(date(2026, 11, 20), *acts)
    sent = assessed(date(2026, 11, 23), *acts, ("mediation_record_sent", date(2026, 11, 20)))

    assert (waiting.stage, waiting.closed) == ("mediation_succeeded", False)
    assert (sent.stage, sent.closed) == ("mediation_succeeded", True)
    again = assessed(
        date(2026, 11, 27), *acts, ("mediation_record_sent", date(2026, 11, 20)),
        ("mediation_objected", date(2026, 11, 26)),
    )  # fmt: skip
    assert (again.stage, again.closed) == ("mediation_objected", False)


def test_a_second_absence_ends_it_only_when_the_same_side_stayed_away_twice() -> None:
    acts = (
        ("mediation_accepted", date(2026, 11, 4)),
        ("mediation_council", date(2026, 11, 6)),
        ("mediation_absent", date(2026, 11, 10), {"absent": ["other_side"]}),
    )
    twice = ("mediation_absent_again", date(2026, 11, 17), {"absent": ["other_side"]})
    found = assessed(date(2026, 11, 17), *acts, twice)
    assert found.stage == "mediation_failed"

    with pytest.raises(ActRefused) as refused:
        assessed(
            date(2026, 11, 17), *acts, ("mediation_absent_again", date(2026, 11, 17), {"absent": ["requester"]})
        )  # fmt: skip
    assert refused.value.sentence == "Chưa bên nào vắng mặt lần thứ hai."
    assert refused.value.provisions == ("ND102 105", "LDD 236")


def test_nothing_is_mediated_before_the_council_is_set_up() -> None:
    with pytest.raises(ActRefused):
        assessed(
            date(2026, 11, 9), ("mediation_accepted", date(2026, 11, 4)),
            ("mediation_held", date(2026, 11, 9), SAT),
        )  # fmt: skip


@pytest.mark.parametrize(("act", "reason"), [("mediation_withdrawn", "withdrawn"), ("mediation_refused", "")])
def test_what_is_withdrawn_or_not_accepted_is_over_and_late_for_nothing(act: str, reason: str) -> None:
    found = assessed(date(2026, 12, 31), (act, date(2026, 11, 4)))

    assert found.closed
    assert {duty.duty: duty.end_reason for duty in found.duties} == {
        "dd.mediation_notice": reason or None,
        "dd.mediation": reason or "not_accepted",
    }


def test_it_owes_nothing_a_petition_or_complaint_owes() -> None:
    mine = {duty.id for duty in duties_of(MEDIATION)}

    assert mine == {"dd.mediation_notice", "dd.mediation", "dd.mediation_record_send"}
    assert all(duty.procedures == {MEDIATION} for duty in DUTIES if duty.id in mine)
    assert kind_of(MEDIATION) is Kind.MEDIATION
    acts = {edge.act for edge in edges_of(MEDIATION)}
    assert acts.isdisjoint({"accepted", "not_accepted", "decided", "concluded", "transferred", "withdrawn", "sent"})
