"""The side ways of the procedures, day by day, their ledgers reckoned by hand as those of ``journeys``."""

from __future__ import annotations

from dataclasses import replace

from tests.makers import HOA
from tests.web.cases.journeys import DENUNCIATION, HEAD, PAPER, Journey, do

THREE = (HOA, replace(HOA, full_name="Rơ Châm Bảy", paper_number="064080001111"),
         replace(HOA, full_name="Kpă Thị Lan", paper_number="064085002222"))  # fmt: skip

EXPERT = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("13/7", "verifying", how="team"),
        do("20/7", "expert_requested", seen="đang tạm dừng (từ 20/07/2026)"),
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
ONE_BY_ONE = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "withdrawn", people="1", seen="Mới có 1 trong 3 người rút"),
        do("13/7", "withdrawn_part", people="1"),
        do("14/7", "verifying"),
        do("15/7", "withdrawn_part", people="3"),
        do("15/7", "discontinued", ground="DC_RUT", seen="phần còn lại vẫn phải giải quyết"),
        do("22/7", "withdrawn", people="2"),
        do("22/7", "discontinued", ground="DC_RUT", seen="27/07/2026"),
        do("27/7", "sent", papers="discontinued"),
        do("28/7", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "22/7"),  # for the last of them until they too withdraw; 9/8 is a Sunday
        "kn.issue_discontinuance": ("22/7", "22/7"),
        "kn.send_discontinuance_decision": ("27/7", "27/7"),  # three working days
    },
    people=THREE,
)
DENOUNCERS_ONE_BY_ONE = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("14/7", "withdrawn", people="2", seen="Mới có 1 trong 3 người rút"),
        do("14/7", "withdrawn_part", people="2"),
        do("16/7", "withdrawn_part", people="1"),
        do("16/7", "discontinued", ground="TC_RUT", seen="phần còn lại vẫn phải giải quyết"),
        do("21/7", "withdrawn", people="3"),
        do("21/7", "discontinued", ground="TC_RUT", seen="28/07/2026"),
        do("28/7", "sent", papers="discontinued"),
        do("29/7", "closed"),
    ],
    {
        "tc.initial_handling": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "tc.acceptance_notice_denouncer": ("17/7", "13/7"),
        "tc.content_notice_denounced": ("17/7", "13/7"),
        "tc.resolution": ("10/8", "21/7"),
        "tc.termination_notice": ("28/7", "28/7"),  # five working days
    },
    kind=DENUNCIATION,
    people=THREE,
)
SUSPENDED = Journey(
    "1/7",
    [
        do("10/7", "accepted", seen="10/08/2026"),
        do("13/7", "verifying"),
        do("15/7", "suspension_ground_arose", ground="TDC_CHO_KQ"),
        do("15/7", "suspended", ground="TDC_CHO_KQ", seen="đang tạm đình chỉ"),
        do("20/7", "sent", papers="suspended"),
        do("27/7", "suspension_ground_ceased"),
        do("27/7", "resumed", seen="21/08/2026"),
        do("30/7", "sent", papers="resumed"),
        do("31/7", "reported"),
        do("31/7", "dialogue_notified", dialogue_on="06/08/2026"),
        do("6/8", "dialogue_held"),
        do("20/8", "decided", HEAD),
        do("24/8", "sent", papers="decided"),
        do("25/8", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("21/8", "20/8"),  # 10/7 + 30 is 9/8; twelve days suspended
        "kn.issue_suspension": ("15/7", "15/7"),
        "kn.send_suspension_decision": ("20/7", "20/7"),  # three working days
        "kn.issue_resumption": ("27/7", "27/7"),
        "kn.send_resume_decision": ("30/7", "30/7"),
        "kn.dialogue_notice": ("31/7", "31/7"),  # 1/8 is a Saturday
        "kn.send_first_decision": ("24/8", "24/8"),  # Saturday 22/8 is worked
    },
)
STAYED_AWAY = "Ông Rơ Lan Hyơr, đã được mời ngày 20/7, vắng mặt không có lý do"
ABSENT = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "verifying"),
        do("20/7", "reported"),
        do("20/7", "dialogue_notified", dialogue_on="27/07/2026"),
        do("27/7", "dialogue_held", chair="Phó Chủ tịch UBND xã"),
        do("27/7", PAPER, paper="bien-ban-doi-thoai", absent=STAYED_AWAY),
        do("30/7", "decided", HEAD),
        do("4/8", "sent", papers="decided"),
        do("5/8", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "30/7"),
        "kn.dialogue_notice": ("22/7", "20/7"),
        "kn.send_first_decision": ("4/8", "4/8"),
    },
)
