"""The side ways of the procedures, day by day, their ledgers reckoned by hand as those of ``journeys``."""

from __future__ import annotations

from tests.web.cases.journeys import DENUNCIATION, HEAD, Journey, do

EXPERT = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("13/7", "verifying", how="team"),
        do("20/7", "expert_requested"),
        do("3/8", "expert_answered", seen="24/08/2026"),
        do("5/8", "crime_signs_found", found_on="05/08/2026"),
        do("5/8", "referred_to_investigators"),
        do("7/8", "withdrawn"),
        do("7/8", "withdrawal_set_aside", ground="TC_DE_DOA"),
        do("10/8", "harm_imminent"),
        do("10/8", "harm_prevented"),
        do("17/8", "reported"),
        do("24/8", "concluded", HEAD, verdict="right"),
        do("28/8", "sent", papers="concluded"),
        do("4/9", "handled", handling="decision"),
        do("4/9", "published", papers_posted="conclusion"),
        do("7/9", "published", papers_posted="decision"),
        do("8/9", "closed"),
    ],
    {
        "tc.initial_handling": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "tc.acceptance_notice_denouncer": ("17/7", "13/7"),
        "tc.content_notice_denounced": ("17/7", "13/7"),
        "tc.resolution": ("24/8", "24/8"),  # 10/7 + 30, and 14 days with the expert: 23/8 is a Sunday
        "tc.crime_transfer_intake": ("5/8", "5/8"),
        "tc.crime_report": ("5/8", "5/8"),
        "tc.harm_prevention": ("10/8", "10/8"),
        "tc.conclusion_send": ("3/9", "28/8"),  # three days off between the fourth working day and the fifth
        "tc.conclusion_notice_denouncer": ("3/9", "28/8"),
        "tc.conclusion_handling": ("7/9", "4/9"),
        "tc.publication_conclusion": ("7/9", "4/9"),
        "tc.publication_decision": ("15/9", "7/9"),  # seven working days from 4/9
    },
    kind=DENUNCIATION,
)
CLEAR_CASE = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("13/7", "clear_case_found", about="sector"),
        do("13/7", "handled_at_once", HEAD, verdict="right"),
        do("16/7", "published", papers_posted="decision"),
        do("17/7", "closed"),
    ],
    {
        "tc.initial_handling": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "tc.acceptance_notice_denouncer": ("17/7", "13/7"),
        "tc.content_notice_denounced": ("17/7", "13/7"),
        "tc.resolution": ("10/8", "13/7"),
        "tc.clear_case_immediate": ("13/7", "13/7"),
        "tc.publication_decision": ("22/7", "16/7"),
    },
    kind=DENUNCIATION,
)
FURTHER = Journey(
    "1/7",
    [
        do("20/7", "accepted", seen="19/08/2026"),
        do("22/7", "sent", papers="accepted"),
        do("22/7", "verifying", how="assigned"),
        do("14/8", "reported"),
        do("18/8", "concluded", HEAD, verdict="right"),
        do("21/8", "sent", papers="concluded"),
        do("25/8", "handled", handling="decision"),
        do("25/8", "published", papers_posted="conclusion"),
        do("26/8", "published", papers_posted="decision"),
        do("26/8", "closed"),
    ],
    {
        "tc.further_denunciation_review": ("21/7", "20/7"),  # twenty days
        "tcd.unhandled_45_days": ("15/8", "20/7"),
        "tc.acceptance_notice_denouncer": ("27/7", "22/7"),
        "tc.content_notice_denounced": ("27/7", "22/7"),
        "tc.re_resolution": ("19/8", "18/8"),  # 20/7 + 30
        "tc.conclusion_send": ("24/8", "21/8"),  # Saturday 22/8 is worked
        "tc.conclusion_notice_denouncer": ("24/8", "21/8"),
        "tc.conclusion_handling": ("26/8", "25/8"),
        "tc.publication_conclusion": ("26/8", "25/8"),
        "tc.publication_decision": ("8/9", "26/8"),  # three days off on the way
    },
    kind=DENUNCIATION,
    classified={"instance": "further"},
)
FOUND_RIGHT = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("10/7", "found_right"),
        do("10/7", "decided", HEAD),
        do("15/7", "sent", papers="decided"),
        do("31/7", "second_complaint_lodged"),
        do("3/8", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "10/7"),
        "kn.decide_at_once": ("10/7", "10/7"),
        "kn.send_first_decision": ("15/7", "15/7"),  # three working days
    },
)
