"""Histories of the desk, of petitions before any case, and of what was transferred; their ledgers reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.deadlines import NeedsTime, due
from app.statute.policies import Policies
from app.statute.time_limits import limit_in_force
from tests.statute.after_transfer import own_acts

Row = tuple[str, str] | tuple[str, str, dict[str, object]]


def found_of(procedure: str, acts: list[Row], today: str = "2026-11-23", **facts: object) -> Assessment:
    log = [ActFact(row[0], date.fromisoformat(row[1]), row[2] if len(row) > 2 else {}) for row in acts]
    return assess(procedure, facts, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def ledger(found: Assessment) -> set[tuple[str, str | None, str]]:
    return {(one.duty, one.due_on.isoformat() if one.due_on else None, one.status.value) for one in found.duties}


# --- refusing -----------------------------------------------------------------------------------------------------

THIRTEEN = ["LTCD-9.1", "LTCD-9.2", "LTCD-9.3", "4.1.a", "4.1.b", "4.1.c", "4.1.d", "4.1.đ", "4.1.e", "4.1.g", "4.1.h",
            "4.1.i", "4.1.k"]  # fmt: skip


@pytest.mark.parametrize("ground", THIRTEEN)
def test_every_refusal_is_explained_at_once_and_two_of_thirteen_are_written(ground: str) -> None:
    found = found_of("reception", [("received", "2026-08-20"), ("refused", "2026-08-20", {"ground": ground})])

    written = {("tcd.refusal_notice", "2026-08-24", "overdue")} if ground in {"LTCD-9.3", "4.1.h"} else set()
    assert ledger(found) == {
        ("tcd.reception_reply", "2026-09-07", "met"),
        ("tcd.refusal_explained", "2026-08-20", "overdue"),
        *written,  # 21, Saturday 22 (worked), Monday 24
    }


@pytest.mark.parametrize("ground", THIRTEEN[3:])
def test_a_ground_of_the_decree_did_not_exist_before_it(ground: str) -> None:
    with pytest.raises(ActRefused, match="01/07/2026") as caught:
        found_of("reception", [("received", "2026-06-30"), ("refused", "2026-06-30", {"ground": ground})])

    assert caught.value.act == "refused"
    assert "Điều 4 khoản 1" in caught.value.article


def test_a_ground_nobody_knows_is_refused_and_the_laws_own_numbers_are_understood() -> None:
    with pytest.raises(ActRefused, match=r"4\.1\.z"):
        found_of("reception", [("received", "2026-08-20"), ("refused", "2026-08-20", {"ground": "4.1.z"})])

    bare = found_of("reception", [("received", "2026-08-20"), ("refused", "2026-08-20", {"ground": "9.3"})])
    assert "tcd.refusal_notice" in {one.duty for one in bare.duties}


def test_before_the_decree_a_written_refusal_had_no_clock() -> None:
    acts: list[Row] = [("received", "2026-06-29"), ("refused", "2026-06-29", {"ground": "LTCD-9.3"})]

    assert ledger(found_of("reception", acts)) == {("tcd.reception_reply", "2026-07-13", "met")}
    told = found_of("reception", [*acts, ("refusal_notified", "2026-07-20")])
    assert told.stage == "refusal_notified"
    assert told.closed


def test_the_clock_of_a_written_refusal_starts_when_its_grounds_are_complete() -> None:
    acts: list[Row] = [
        ("received", "2026-11-12"),
        ("refused", "2026-11-12", {"ground": "4.1.h", "ground_complete_on": "2026-11-20"}),
        ("refusal_explained", "2026-11-12"),
        ("refusal_notified", "2026-11-26"),
    ]

    assert ("tcd.refusal_notice", "2026-11-26", "met") in ledger(found_of("reception", acts, "2026-11-26"))  # n03


def test_the_head_who_disagrees_orders_the_reception_and_the_answer_is_owed_again() -> None:
    acts: list[Row] = [
        ("received", "2026-08-20"),
        ("refused", "2026-08-20", {"ground": "LTCD-9.3"}),
        ("refusal_explained", "2026-08-20"),
        ("reception_ordered", "2026-08-21"),
    ]
    ordered = found_of("reception", acts, "2026-08-21")
    answered = found_of("reception", [*acts, ("answered", "2026-09-08")], "2026-09-08")

    assert ordered.stage == "received"
    assert ("tcd.refusal_notice", "2026-08-24", "ended") in ledger(ordered)
    assert ("tcd.reception_reply", "2026-09-08", "open") in ledger(ordered)  # from 21/8; Saturday 22/8 counts
    assert ("tcd.reception_reply", "2026-09-08", "met") in ledger(answered)
    assert answered.closed


# --- taking papers, answering -------------------------------------------------------------------------------------


def test_papers_taken_want_a_receipt_in_the_same_session() -> None:
    acts: list[Row] = [("received", "2026-08-20"), ("papers_taken", "2026-08-20"), ("answered", "2026-08-20")]

    waiting = found_of("reception", acts)
    given = found_of("reception", [*acts, ("receipt_given", "2026-08-20")])

    assert ("tcd.receipt", "2026-08-20", "overdue") in ledger(waiting)
    assert not waiting.closed
    assert ("tcd.receipt", "2026-08-20", "met") in ledger(given)
    assert given.closed


def test_without_papers_there_is_nothing_to_give_a_receipt_for() -> None:
    with pytest.raises(ActRefused, match="không có “Nhận tài liệu” nào"):
        found_of("reception", [("received", "2026-08-20"), ("receipt_given", "2026-08-20")])


def test_mixed_contents_are_split_then_taken() -> None:
    acts: list[Row] = [
        ("received", "2026-08-20"), ("identified", "2026-08-20"), ("split_requested", "2026-08-20"),
        ("petitions_split", "2026-08-20"), ("petition_registered", "2026-08-20"),
    ]  # fmt: skip

    assert found_of("reception", acts).stage == "petition_registered"


@pytest.mark.parametrize("report", ["proposed", "lower_level_reported"])
def test_what_is_reported_upwards_still_owes_the_citizen_an_answer(report: str) -> None:
    acts: list[Row] = [("received", "2026-08-20"), (report, "2026-08-20")]

    assert ledger(found_of("reception", acts)) == {("tcd.reception_reply", "2026-09-07", "overdue")}
    assert found_of("reception", [*acts, ("answered", "2026-09-07")]).closed


@pytest.mark.parametrize(
    ("outcome", "status"),
    [({"act": "answered"}, "met"), ({"act": "answer_promised", "promised_on": "2026-09-30", "contact": "NVA"}, "met"),
     ({"act": "identified"}, "overdue")],
)  # fmt: skip
def test_a_head_answers_on_the_spot_or_names_a_term_and_a_person(outcome: dict[str, object], status: str) -> None:
    acts: list[Row] = [("received", "2026-08-20"), (str(outcome["act"]), "2026-08-20", outcome)]

    found = found_of("reception", acts, "2026-08-25", by_head=True)

    assert ("tcd.head_answer_2026", "2026-08-20", status) in ledger(found)


# --- petitions, the ceiling, what was transferred -----------------------------------------------------------------


def test_the_ceiling_of_forty_five_days_is_an_alarm_of_its_own_and_never_moves() -> None:
    received: list[Row] = [("received", "2026-10-10")]  # n11: day 45 is Vietnam Culture Day

    on_it = found_of("triage", received, "2026-11-24", at_desk=True)
    after = found_of("triage", received, "2026-11-25", at_desk=True)

    assert ("tcd.unhandled_45_days", "2026-11-24", "due_soon") in ledger(on_it)
    assert ledger(after) == {
        ("tcd.unhandled_45_days", "2026-11-24", "overdue"),
        ("tcd.reception_reply", "2026-10-23", "overdue"),
    }
    limit = limit_in_force("tcd.unhandled_45_days", date(2026, 10, 10))
    rolled = due(limit, date(2026, 10, 10), calendar=BUILT_IN, policies=Policies(roll_ceilings=True))
    assert rolled.due_on == date(2026, 11, 25)


@pytest.mark.parametrize("handled", ["guided", "transferred", "returned", "filed", "proposed"])
def test_whatever_is_done_with_a_petition_answers_the_ceiling(handled: str) -> None:
    acts: list[Row] = [("received", "2026-09-01"), (handled, "2026-10-16", {"to_agency": "x", "reason": "y"})]

    assert ledger(found_of("triage", acts)) == {("tcd.unhandled_45_days", "2026-10-16", "met")}


def test_a_good_reason_with_its_document_ends_the_ceiling_and_before_the_decree_there_was_none() -> None:
    acts: list[Row] = [("received", "2026-09-01"), ("delay_justified", "2026-10-20", {"reason": "chờ giám định"})]

    (alarm,) = found_of("triage", acts).duties
    assert (alarm.status.value, alarm.end_reason, alarm.days_late) == ("ended", "good_reason", 4)
    assert ledger(found_of("triage", [("received", "2026-06-30")])) == set()


TRANSFERRED: list[Row] = [
    ("received", "2026-08-03"),
    ("transferred", "2026-08-05", {"to_agency": "UBND xã"}),
    ("monitored", "2026-08-05"),
    ("urged", "2026-09-14"),
    ("urged", "2026-10-05"),
    ("reported_to_chair", "2026-10-20"),
]


def test_what_was_transferred_is_urged_reported_to_the_chairman_and_settled() -> None:
    reported = found_of("triage", TRANSFERRED)
    settled = found_of("triage", [*TRANSFERRED, ("settled_elsewhere", "2026-11-02")])

    assert not reported.closed
    assert own_acts(reported) == {
        "responsibility_checked", "settled_elsewhere", "result_asked", "result_received",
    }  # fmt: skip
    assert settled.closed


def test_nothing_is_reported_to_the_chairman_before_it_was_urged() -> None:
    with pytest.raises(ActRefused):
        found_of("triage", [*TRANSFERRED[:3], ("reported_to_chair", "2026-10-20")])


def test_responsibility_is_checked_and_the_file_may_go_to_investigators() -> None:
    checked: list[Row] = [*TRANSFERRED, ("responsibility_checked", "2026-11-02")]

    crime = found_of("triage", [*checked, ("file_to_investigators", "2026-11-10"), ("closed", "2026-11-20")])
    breach = found_of("triage", [*checked, ("violation_proposed", "2026-11-10"), ("settled_elsewhere", "2026-11-20")])

    assert crime.stage == "closed"
    assert breach.stage == "settled_elsewhere"


@pytest.mark.parametrize("procedure", ["triage", "complaint_first", "complaint_second", "denunciation"])
def test_a_citizen_who_asked_is_told_the_result_in_five_working_days(procedure: str) -> None:
    acts: list[Row] = [
        ("received", "2026-08-03"),
        ("transferred", "2026-08-05", {"to_agency": "UBND xã"}),
        ("result_asked", "2026-08-10"),
        ("result_received", "2026-08-27"),
    ]
    asked = found_of(procedure, acts, "2026-08-28")
    told = found_of(procedure, [*acts, ("citizen_informed", "2026-09-08")])
    silent = found_of(procedure, [acts[0], acts[1], acts[3]])

    assert ("tcd.inform_citizen", "2026-09-08", "due_soon") in ledger(asked)  # 28/8, 3, 4, 7, 8/9
    assert ("tcd.inform_citizen", "2026-09-08", "met") in ledger(told)
    assert "tcd.inform_citizen" not in {one.duty for one in silent.duties}


@pytest.mark.parametrize("who", ["ban_tcd", "deputy"])
def test_a_settled_case_is_reported_back_to_whoever_transferred_it_in_seven_working_days(who: str) -> None:
    complaint: list[Row] = [("received", "2026-09-01"), ("accepted", "2026-09-08"), ("decided", "2026-11-20")]
    found = found_of("complaint_first", complaint, "2026-11-30", forwarder=who)

    assert ("tcd.report_back", "2026-12-02", "due_soon") in ledger(found)  # 24/11 is off
    mine = found_of("complaint_first", complaint, "2026-11-30")
    assert "tcd.report_back" not in {one.duty for one in mine.duties}


def test_feedback_owes_its_first_answer_in_ten_working_days_and_then_no_number() -> None:
    accepted: list[Row] = [("received", "2026-08-21"), ("accepted", "2026-09-08")]

    found = found_of("feedback", accepted, "2027-11-23")
    assert ledger(found) == {
        ("tcd.unhandled_45_days", "2026-10-05", "met"), ("tcd.reception_reply", "2026-09-08", "met"),
    }  # fmt: skip
    open_ended = due(limit_in_force("tcd.feedback_resolution", date(2026, 9, 8)), date(2026, 9, 8), calendar=BUILT_IN)
    assert open_ended.due_on is None
    assert open_ended.unit.value == "no_number"


# --- dates, where another calendar or an hour would change them ---------------------------------------------------


def with_the_proposed_swap() -> WorkingCalendar:
    (year,) = [one for one in BUILT_IN.years if one.year == 2026]
    ((off, worked, _),) = year.pending
    changed = replace(year, days_off=(*year.days_off, (off, "Nghỉ hoán đổi")),
                      working_saturdays=(*year.working_saturdays, worked))  # fmt: skip
    return WorkingCalendar([one for one in BUILT_IN.years if one.year != 2026] + [changed])


@pytest.mark.parametrize(
    ("rule", "on", "now", "swapped"),
    [
        ("tcd.reception_reply", "2026-11-16", "2026-12-01", "2026-12-01"),  # ex07
        ("tcd.refusal_notice", "2026-11-20", "2026-11-26", "2026-11-27"),  # n03
        ("tcd.publish_schedule", "2026-12-02", "2026-11-25", "2026-11-26"),
        ("tcd.report_back", "2026-11-20", "2026-12-02", "2026-12-02"),
    ],
)
def test_the_proposed_swap_of_november_changes_nothing_until_it_is_approved(
    rule: str, on: str, now: str, swapped: str
) -> None:
    day = date.fromisoformat(on)
    limit = limit_in_force(rule, day)

    assert due(limit, day, calendar=BUILT_IN).due_on == date.fromisoformat(now)
    assert due(limit, day, calendar=with_the_proposed_swap()).due_on == date.fromisoformat(swapped)


@pytest.mark.parametrize(
    ("starts", "connected"),
    [("2026-11-25T14:00+07:00", "2026-11-25T13:00+07:00"), ("2026-09-03T00:30+07:00", "2026-09-02T23:30+07:00"),
     ("2026-11-25T07:00+00:00", "2026-11-25T13:00+07:00")],
)  # fmt: skip
def test_every_point_is_connected_an_hour_before_by_the_clock(starts: str, connected: str) -> None:
    begins = datetime.fromisoformat(starts)
    limit = limit_in_force("tcd.online_connect", begins.date())

    assert due(limit, begins, calendar=BUILT_IN).due_at == datetime.fromisoformat(connected)
    with pytest.raises(NeedsTime):
        due(limit, begins.date(), calendar=BUILT_IN)


# --- what is given late, after the visit was closed ----------------------------------------------------------------


def test_a_receipt_given_after_the_visit_was_closed_is_late_and_owed_no_more() -> None:
    acts: list[Row] = [("received", "2026-09-03"), ("papers_taken", "2026-09-03"),
                       ("petition_registered", "2026-09-03"), ("closed", "2026-09-03"),
                       ("receipt_given", "2026-09-04")]  # fmt: skip
    found = found_of("reception", acts, "2026-09-10")

    assert found.closed
    assert ("tcd.receipt", "2026-09-03", "met_late") in ledger(found)
    assert not {"receipt_given", "refusal_explained", "refusal_notified"} & {one.act for one in found.open_acts}


def test_a_refusal_explained_and_notified_after_the_visit_was_closed_is_owed_no_more() -> None:
    acts: list[Row] = [("received", "2026-08-20"), ("refused", "2026-08-20", {"ground": "LTCD-9.3"}),
                       ("closed", "2026-08-20"), ("refusal_explained", "2026-08-21"),
                       ("refusal_notified", "2026-08-24")]  # fmt: skip
    found = found_of("reception", acts, "2026-09-10")

    assert (found.stage, found.closed) == ("closed", True)
    assert ("tcd.refusal_explained", "2026-08-20", "met_late") in ledger(found)
    assert ("tcd.refusal_notice", "2026-08-24", "met") in ledger(found)
    assert not found.open_acts  # each once


def test_the_grounds_of_a_refusal_are_not_complete_before_anybody_came() -> None:
    refused: Row = ("refused", "2026-09-03", {"ground": "LTCD-9.3", "ground_complete_on": "2026-09-02"})

    with pytest.raises(ActRefused, match="02/09/2026 trước ngày công dân đến"):
        found_of("reception", [("received", "2026-09-03"), refused], "2026-09-04")
