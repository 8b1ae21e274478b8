"""Histories of denunciations, further ones among them, with their ledgers written by hand from the law."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN

Told = tuple[str, str] | tuple[str, str, dict[str, object]]
Row = tuple[str | None, str, int | None]  # due on, status, days late


def assessed(procedure: str, acts: list[Told], today: str = "2026-11-23", **facts: object) -> Assessment:
    log = [
        ActFact(told[0], date.fromisoformat(told[1]), told[2] if len(told) == 3 else {}, place)
        for place, told in enumerate(acts)
    ]
    return assess(procedure, facts, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def ledger(found: Assessment) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for one in found.duties:
        due_on = one.due_on.isoformat() if one.due_on else None
        rows.setdefault(one.duty, []).append((due_on, one.status.value, one.days_late))
    return rows


def refused(procedure: str, acts: list[Told], **facts: object) -> ActRefused:
    with pytest.raises(ActRefused) as caught:
        assessed(procedure, acts, "2026-11-23", **facts)
    return caught.value


# --- tố cáo tiếp --------------------------------------------------------------------------------------------------


def test_the_superior_takes_over_a_denunciation_left_unresolved() -> None:
    found = assessed(
        "denunciation_overdue",
        [
            ("received", "2026-08-03"),
            ("classified", "2026-08-04"),
            ("report_requested", "2026-08-10"),
            ("delay_reported", "2026-08-17"),
            ("responsibility_considered", "2026-08-18", {"ground": "TC_CHAM"}),
            ("stop_ordered", "2026-08-20", {"ground": "TC_THIEU_KHACH_QUAN"}),
            ("accepted", "2026-08-20"),
            ("sent", "2026-08-27"),
            ("verifying", "2026-08-24", {"how": "alone"}),
            ("concluded", "2026-09-22"),
            ("sent", "2026-09-25"),
        ],
        previous_due_on="2026-07-31",
    )

    assert found.stage == "concluded"
    assert ledger(found) == {
        "tc.overdue_superior_request": [("2026-08-10", "met", None)],
        "tcd.unhandled_45_days": [("2026-09-17", "met", None)],
        "tc.acceptance_notice_denouncer": [("2026-08-26", "met_late", 1)],  # Saturday 22/8 is worked
        "tc.content_notice_denounced": [("2026-08-26", "met_late", 1)],
        "tc.superior_takeover_resolution": [("2026-09-21", "met_late", 1)],  # day 30 is Saturday 19/9
        "tc.conclusion_send": [("2026-09-29", "met", None)],
        "tc.conclusion_notice_denouncer": [("2026-09-29", "met", None)],
        "tc.conclusion_handling": [("2026-10-01", "overdue", 53)],
        "tc.publication_conclusion": [("2026-10-01", "overdue", 53)],
    }


def test_a_resolution_is_reviewed_within_twenty_calendar_days_and_made_again() -> None:
    found = assessed(
        "denunciation_further",
        [("received", "2026-02-02"), ("classified", "2026-02-04"), ("accepted", "2026-02-23"), ("sent", "2026-03-02")],
        "2026-03-24",
    )

    assert ledger(found) == {
        "tc.further_denunciation_review": [("2026-02-23", "met", None)],  # day 20 is Sunday 22/02, the last of Tết
        "tc.acceptance_notice_denouncer": [("2026-03-02", "met", None)],
        "tc.content_notice_denounced": [("2026-03-02", "met", None)],
        "tc.re_resolution": [("2026-03-25", "due_soon", None)],
    }


def test_a_resolution_found_right_is_not_made_again() -> None:
    found = assessed(
        "denunciation_further",
        [("received", "2026-10-05"), ("classified", "2026-10-06"), ("no_re_resolution", "2026-10-27"),
         ("sent", "2026-10-28"), ("closed", "2026-10-30")],
    )  # fmt: skip

    assert found.closed
    assert ledger(found) == {
        "tc.further_denunciation_review": [("2026-10-26", "met_late", 1)],  # day 20 is Sunday 25/10
        "tcd.unhandled_45_days": [("2026-11-19", "met", None)],
    }


def test_what_the_superior_watches_over_is_closed_once_it_is_resolved_below() -> None:
    found = assessed(
        "denunciation_overdue",
        [("received", "2026-09-04"), ("report_requested", "2026-09-14"), ("supervised", "2026-09-28"),
         ("lower_resolved", "2026-10-20"), ("closed", "2026-10-21")],
    )  # fmt: skip

    assert found.closed
    assert ledger(found)["tc.overdue_superior_request"] == [("2026-09-11", "met_late", 3)]


def test_a_delay_is_not_taken_up_before_the_extended_limit_is_over() -> None:
    early = refused(
        "denunciation_overdue",
        [("received", "2026-08-03"), ("report_requested", "2026-08-05")],
        previous_due_on="2026-08-03",
    )

    assert "Điều 38 khoản 1" in early.article
    assert "03/08/2026" in early.sentence


def test_before_the_decree_of_2019_a_take_over_had_no_clock_of_its_own() -> None:
    found = assessed(
        "denunciation_overdue",
        [("received", "2019-02-11"), ("report_requested", "2019-02-14"), ("stop_ordered", "2019-02-28"),
         ("accepted", "2019-03-01"), ("extended", "2019-03-20", {"days": 30, "criteria": ["a"]})],
    )  # fmt: skip

    assert "tc.superior_takeover_resolution" not in ledger(found)


def test_the_body_below_reports_on_its_delay_within_five_working_days() -> None:
    found = assessed(
        "denunciation",
        [("received", "2026-03-02"), ("accepted", "2026-03-10"), ("delay_report_demanded", "2026-04-24"),
         ("delay_reported", "2026-05-07"), ("taken_over", "2026-05-14")],
    )  # fmt: skip

    rows = ledger(found)
    assert rows["tc.overdue_resolver_report"] == [("2026-05-06", "met_late", 1)]  # 25-27/4 and 30/4-03/5 are off
    assert rows["tc.resolution"] == [("2026-04-09", "ended", 35)]
    assert found.stage == "taken_over"


# --- who was sent what --------------------------------------------------------------------------------------------


def test_what_goes_to_both_parties_is_done_when_the_second_has_it() -> None:
    found = assessed(
        "denunciation",
        [
            ("received", "2026-08-03"),
            ("accepted", "2026-08-10"),
            ("sent", "2026-08-12", {"recipients": ["denouncer"]}),
            ("sent", "2026-08-18", {"recipients": ["denounced", "bodies"]}),
            ("suspended", "2026-08-19"),
            ("sent", "2026-08-20", {"recipients": ["denounced"]}),
            ("sent", "2026-08-27", {"recipients": ["denouncer"]}),
        ],
    )

    rows = ledger(found)
    assert rows["tc.acceptance_notice_denouncer"] == [("2026-08-17", "met", None)]
    assert rows["tc.content_notice_denounced"] == [("2026-08-17", "met_late", 1)]
    assert rows["tc.suspension_notice"] == [("2026-08-25", "met_late", 2)]  # Saturday 22/8 is worked


def test_what_only_one_party_has_is_still_owed() -> None:
    acts: list[Told] = [
        ("received", "2026-08-03"), ("accepted", "2026-08-10"), ("withdrawn", "2026-08-11"),
        ("discontinued", "2026-08-12"), ("sent", "2026-08-13", {"recipients": ["denouncer"]}),
    ]  # fmt: skip

    assert ledger(assessed("denunciation", acts, "2026-08-20"))["tc.termination_notice"] == [
        ("2026-08-19", "overdue", 1)
    ]


# --- the time to resolve ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("procedure", "before", "rule"),
    [
        ("denunciation", [], "tc.resolution"),
        ("denunciation_further", [], "tc.re_resolution"),
        (
            "denunciation_overdue",
            [("report_requested", "2026-02-25"), ("stop_ordered", "2026-02-27")],
            "tc.superior_takeover_resolution",
        ),
    ],
)
def test_two_extensions_and_two_overlapping_pauses(procedure: str, before: list[Told], rule: str) -> None:
    acts: list[Told] = [
        ("received", "2026-02-24"),
        *before,
        ("accepted", "2026-03-02"),
        ("extended", "2026-03-30", {"days": 30, "criteria": ["a"]}),
        ("expert_requested", "2026-04-10"),
        ("suspended", "2026-04-15", {"ground": "TC_CHO_GD"}),
        ("expert_answered", "2026-04-20"),
        ("resumed", "2026-04-25"),
        ("extended", "2026-05-18", {"days": 30, "criteria": ["b"]}),
    ]

    # 02/3 + 30 + 30 + 30 = 31/5, and the 15 days from 10/4 until before 25/4
    assert ledger(assessed(procedure, acts, "2026-06-15"))[rule] == [("2026-06-15", "due_soon", None)]
    third = refused(procedure, [*acts, ("extended", "2026-06-10", {"days": 30, "criteria": ["c"]})])
    assert "2 lần" in third.sentence
    late = refused(procedure, [*acts[:-1], ("extended", "2026-05-19", {"days": 30, "criteria": ["b"]})])
    assert "18/05/2026" in late.sentence  # one extension and the pause: Saturday 16/5


def test_an_extension_needs_as_many_criteria_as_its_number() -> None:
    acts: list[Told] = [
        ("received", "2026-07-01"), ("accepted", "2026-07-09"),
        ("extended", "2026-08-05", {"days": 30, "criteria": ["a"]}),
    ]  # fmt: skip

    assert refused("denunciation", [*acts, ("extended", "2026-09-04", {"days": 30, "criteria": ["a"]})])
    given = assessed("denunciation", [*acts, ("extended", "2026-09-04", {"days": 15, "criteria": ["a", "e"]})])
    assert ledger(given)["tc.resolution"] == [("2026-09-22", "overdue", 62)]


def test_a_case_withdrawn_after_the_reform_is_ended_by_its_ground() -> None:
    acts: list[Told] = [("received", "2026-06-08"), ("accepted", "2026-06-15")]
    ended: Told = ("discontinued", "2026-07-08", {"ground": "TC_RUT"})

    found = assessed("denunciation", [*acts, ("withdrawn", "2026-07-06"), ended], "2026-07-14")

    assert ledger(found)["tc.resolution"] == [("2026-07-15", "met", None)]
    assert ledger(found)["tc.termination_notice"] == [("2026-07-15", "due_soon", None)]
    assert "Điều 34" in refused("denunciation", [*acts, ended]).article  # nobody withdrew
    set_aside: Told = ("withdrawal_set_aside", "2026-07-07", {"ground": "TC_CUONG_EP"})
    assert "Điều 33" in refused("denunciation", [*acts, ("withdrawn", "2026-07-06"), set_aside, ended]).article


def test_a_withdrawal_while_acceptance_is_considered_ends_it() -> None:
    refusal: Told = ("not_accepted", "2026-08-05", {"ground": "TC_KTL_15", "decided_on": "2026-08-05"})

    found = assessed("denunciation", [("received", "2026-08-03"), ("withdrawn", "2026-08-04"), refusal])

    assert found.closed
    assert ledger(found)["tc.refusal_notice"] == [("2026-08-05", "met", None)]
    aside: Told = ("withdrawal_set_aside", "2026-08-04", {"ground": "TC_DE_DOA"})
    kept = refused("denunciation", [("received", "2026-08-03"), ("withdrawn", "2026-08-04"), aside, refusal])
    assert "Điều 33" in kept.article


def test_the_denouncer_of_a_transferred_denunciation_is_told_within_the_same_five_days() -> None:
    supplemented: list[Told] = [("received", "2026-08-03"), ("supplement_requested", "2026-08-04"),
                                ("sent", "2026-08-04"), ("supplemented", "2026-08-05")]  # fmt: skip
    gone: list[Told] = [*supplemented, ("transferred", "2026-08-06")]

    silent = assessed("denunciation", gone, "2026-08-12")
    assert ledger(silent)["tc.transfer_out_of_competence"] == [("2026-08-10", "met", None)]
    assert ledger(silent)["tc.transfer_notice_denouncer"] == [("2026-08-10", "overdue", 2)]  # not by what came before
    assert not silent.closed
    urged = assessed("denunciation", [*gone, ("monitored", "2026-08-07"), ("sent", "2026-08-10")], "2026-08-12")
    assert ledger(urged)["tc.transfer_notice_denouncer"] == [("2026-08-10", "met", None)]
    assert "tc.transfer_notice_denouncer" not in ledger(assessed("denunciation", supplemented, "2026-08-12"))


def test_a_clear_case_is_handled_at_once_and_needs_no_conclusion() -> None:
    found = assessed(
        "denunciation",
        [("received", "2026-08-03"), ("accepted", "2026-08-05"), ("sent", "2026-08-06"),
         ("clear_case_found", "2026-08-05"), ("handled_at_once", "2026-08-07"), ("published", "2026-08-18"),
         ("closed", "2026-08-19")],
    )  # fmt: skip

    assert found.closed
    rows = ledger(found)
    assert rows["tc.clear_case_immediate"] == [("2026-08-05", "met_late", 2)]
    assert rows["tc.resolution"] == [("2026-09-04", "met", None)]
    assert rows["tc.publication_decision"] == [("2026-08-18", "met", None)]


# --- at once ------------------------------------------------------------------------------------------------------

OPENED: list[Told] = [("received", "2026-07-20"), ("accepted", "2026-07-27")]
VERIFIED: list[Told] = [*OPENED, ("verifying", "2026-07-29")]


@pytest.mark.parametrize(
    ("acts", "duty", "row"),
    [
        (
            [("received", "2026-08-03"), ("not_accepted", "2026-08-05", {"decided_on": "2026-08-03"})],
            "tc.refusal_notice",
            ("2026-08-03", "met_late", 2),
        ),
        (
            [*OPENED, ("suspended", "2026-08-03"), ("suspension_ground_ceased", "2026-08-10"),
             ("resumed", "2026-08-12")],
            "tc.resume_decision",
            ("2026-08-10", "met_late", 2),
        ),
        (
            [*OPENED, ("suspended", "2026-08-03"), ("suspension_ground_ceased", "2026-08-10")],
            "tc.resume_decision",
            ("2026-08-10", "overdue", 105),
        ),
        (
            [*OPENED, ("crime_signs_found", "2026-08-10"), ("referred_to_investigators", "2026-08-10")],
            "tc.crime_transfer_intake",
            ("2026-08-10", "met", None),
        ),
        (
            [*VERIFIED, ("crime_signs_found", "2026-08-12", {"found_on": "2026-08-10"})],
            "tc.crime_report",
            ("2026-08-10", "met_late", 2),
        ),
        (
            [*VERIFIED, ("concluded", "2026-08-20"), ("crime_signs_found", "2026-08-21"),
             ("referred_to_investigators", "2026-08-22")],
            "tc.crime_transfer_after_conclusion",
            ("2026-08-21", "met_late", 1),
        ),
        (
            [("received", "2026-08-03"), ("harm_imminent", "2026-08-04"), ("harm_prevented", "2026-08-04")],
            "tc.harm_prevention",
            ("2026-08-04", "met", None),
        ),
        ([*OPENED, ("clear_case_found", "2026-07-28"), ("verifying", "2026-07-28")], "tc.clear_case_immediate",
         ("2026-07-28", "met", None)),
    ],
)  # fmt: skip
def test_what_the_law_wants_at_once_is_due_on_the_day(acts: list[Told], duty: str, row: Row) -> None:
    assert ledger(assessed("denunciation", acts))[duty] == [row]


# --- after the conclusion -----------------------------------------------------------------------------------------

CONCLUDED: list[Told] = [*VERIFIED, ("concluded", "2026-08-20")]


def test_the_conclusion_and_the_decision_are_published_each_in_its_time() -> None:
    found = assessed(
        "denunciation",
        [*CONCLUDED, ("handled", "2026-08-28", {"handling": "decision"}),
         ("published", "2026-09-03", {"papers_posted": ["conclusion"]})],
        "2026-09-04",
    )  # fmt: skip

    rows = ledger(found)
    assert rows["tc.conclusion_handling"] == [("2026-08-28", "met", None)]
    assert rows["tc.publication_conclusion"] == [("2026-08-28", "met_late", 6)]
    assert rows["tc.publication_decision"] == [("2026-09-11", "due_soon", None)]  # 31/8-02/9 are off


def test_a_recommendation_is_no_decision_and_its_result_is_reported() -> None:
    found = assessed(
        "denunciation",
        [*CONCLUDED, ("handled", "2026-08-28", {"handling": "recommended"}), ("published", "2026-08-28"),
         ("handling_result", "2026-09-10"), ("handling_result_reported", "2026-09-18")],
    )  # fmt: skip

    rows = ledger(found)
    assert "tc.publication_decision" not in rows
    assert rows["tc.handling_result_report"] == [("2026-09-17", "met_late", 1)]


def test_the_follow_up_is_reported_every_month_until_the_reform_and_never_after() -> None:
    found = assessed(
        "denunciation",
        [("received", "2026-01-05"), ("accepted", "2026-01-12"), ("verifying", "2026-01-14"),
         ("concluded", "2026-02-10"), ("handled", "2026-02-11"), ("published", "2026-02-12"),
         ("followed_up", "2026-03-10"), ("followup_reported", "2026-04-10"), ("followup_reported", "2026-05-11"),
         ("followup_reported", "2026-06-12"), ("followup_reported", "2026-08-12")],
    )  # fmt: skip

    assert ledger(found)["tc.monthly_followup_report"] == [
        ("2026-04-10", "met", None),
        ("2026-05-11", "met", None),  # 10/5 is a Sunday
        ("2026-06-11", "met_late", 1),
    ]  # the month from 12/6 ends after 30/6: no report, in older cases either (NĐ 156/2026)


def test_a_follow_up_that_is_over_is_owed_no_more() -> None:
    acts: list[Told] = [
        ("received", "2025-01-06"), ("accepted", "2025-01-13"), ("sent", "2025-01-14"), ("verifying", "2025-01-14"),
        ("concluded", "2025-02-05"), ("sent", "2025-02-06"), ("handled", "2025-02-06"), ("published", "2025-02-07"),
        ("followed_up", "2025-03-10"), ("closed", "2025-03-20"),
    ]  # fmt: skip

    found = assessed("denunciation", acts)

    assert found.closed
    assert ledger(found)["tc.monthly_followup_report"] == [("2025-04-10", "ended", None)]
