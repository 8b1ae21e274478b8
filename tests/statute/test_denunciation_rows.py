"""Who owes each limit of a denunciation, and how sure we are of it: the second transcription."""

from __future__ import annotations

from datetime import date

from app.statute.grounds import DENUNCIATION_NOT_ACCEPTED
from app.statute.time_limits import TIME_LIMITS

ROWS = """
tc.initial_handling receiver unverified
tc.refusal_notice receiver unverified
tc.transfer_out_of_competence receiver unverified
tc.transfer_notice_denouncer receiver unverified
tc.press_forward_result_notice receiver unverified
tc.crime_transfer_intake receiver unverified
tc.harm_prevention receiver unverified
tc.acceptance_notice_denouncer resolver interpretation
tc.content_notice_denounced resolver interpretation
tc.resolution resolver interpretation
tc.extension_notice resolver interpretation
tc.verification_duration verifier unverified
tc.suspension_notice resolver unverified
tc.termination_notice resolver unverified
tc.resume_decision resolver unverified
tc.conclusion_send resolver unverified
tc.conclusion_notice_denouncer resolver unverified
tc.conclusion_handling resolver unverified
tc.crime_transfer_after_conclusion resolver unverified
tc.handling_result_report handling_body unverified
tc.publication_conclusion resolver interpretation
tc.publication_decision handling_body interpretation
tc.publication_min_period resolver disputed
tc.monthly_followup_report inspectorate verified
tc.followup_report_2026 inspectorate verified
tc.further_denunciation_review superior interpretation
tc.re_resolution superior interpretation
tc.overdue_superior_request superior interpretation
tc.overdue_resolver_report resolver interpretation
tc.superior_takeover_resolution superior interpretation
tc.clear_case_immediate resolver unverified
tc.protection_consideration resolver interpretation
tc.protection_urgent resolver interpretation
tc.protection_execute handling_body unverified
tc.protection_cannot_comply handling_body unverified
tc.protection_police_decision police unverified
tc.protection_police_refusal police unverified
tc.protection_end_notice_police resolver unverified
tc.national_db_update resolver verified
tc.clear_case_measures resolver unverified
tc.provide_information respondent interpretation
tc.crime_report verifier interpretation
tc.anonymous_handling receiver unverified
tc.anonymous_handling receiver unverified
tc.overdue_result_report resolver unverified
tc.overdue_denouncer_told superior unverified
tc.yearly_report_council head unverified
tc.protection_police_urgent police unverified
tc.protection_police_transfer police unverified
"""


def test_every_row_says_who_owes_it_and_how_sure_we_are() -> None:
    found = [f"{row.id} {row.owner.value} {row.certainty.value}" for row in TIME_LIMITS if row.id.startswith("tc.")]
    assert sorted(found) == sorted(ROWS.strip().splitlines())


def test_a_further_denunciation_rightly_resolved_before_is_no_ground_of_non_acceptance() -> None:
    """It ends by an act of its own (LTC 37.2.a); where it was recorded it can still be read."""
    ground = DENUNCIATION_NOT_ACCEPTED["TC_KTL_14"]
    assert not ground.holds_on(date(2026, 8, 3))
    assert ground.vi
    assert [code for code, one in DENUNCIATION_NOT_ACCEPTED.items() if one.retired] == ["TC_KTL_14"]
