"""Procedures as they go day by day, and their ledgers, reckoned by hand from the law.

Days off on the way: 31/8 (for 22/8), 1/9, 2/9, 24/11/2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.casework.identities import Person
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import HOA

OFFICER, HANDLER, HEAD = RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD
COMPLAINT, DENUNCIATION = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION
Said = Mapping[str, str]
Step = tuple[str, str, RoleKind, Said]
SHUT, SEEN = "shut", "seen"  # the page is closed and says so; the page before saving says so
PAPER = "paper"  # no act: a paper of the file is written, in these passages, and issued
Ledger = Mapping[str, tuple[str, str]]  # duty: due on, done on (or why nobody owes it any more)


@dataclass(frozen=True, slots=True)
class Journey:
    """One matter of 2026 from its receipt on."""

    received: str
    steps: Sequence[Step]
    ledger: Ledger
    kind: PetitionKind = COMPLAINT
    classified: Mapping[str, Any] = field(default_factory=dict)
    people: Sequence[Person] = (HOA,)


def of(text: str) -> date:
    """12/8, in 2026."""
    day, month = text.split("/")
    return date(2026, int(month), int(day))


def do(day: str, act: str, who: RoleKind = HANDLER, **said: str) -> Step:
    return day, act, who, said


FIRST_COMPLAINT = Journey(
    "3/8",
    [
        do("12/8", "accepted", seen="11/09/2026"),
        do("13/8", "verifying"),
        do("14/8", "information_requested"),
        do("21/8", "information_provided"),
        do("28/8", "reported"),
        do("28/8", "dialogue_notified", dialogue_on="07/09/2026"),
        do("7/9", "dialogue_held"),
        do("10/9", "decided", HEAD),
        do("15/9", "sent", papers="decided"),
        do("9/10", "in_force", shut="sớm nhất có hiệu lực từ 11/10/2026"),
        do("13/10", "in_force"),  # typed two days late: the day of the law is in the form
        do("16/10", "enforcement_directed", HEAD),
        do("30/10", "enforced"),
        do("2/11", "closed"),
        do("20/11", "file_handed_over"),
    ],
    {
        "kn.accept_first": ("12/8", "12/8"),  # seven working days
        "tcd.unhandled_45_days": ("17/9", "12/8"),  # 3/8 + 45
        "kn.resolve_first": ("11/9", "10/9"),  # 12/8 + 30
        "kn.provide_information": ("21/8", "21/8"),  # seven days
        "kn.dialogue_notice": ("28/8", "28/8"),  # five days before 7/9 is 2/9; back over three days off and a weekend
        "kn.send_first_decision": ("15/9", "15/9"),  # three working days
        "kn.enforcement_direction": ("16/10", "16/10"),  # in force on day 31, Sunday 11/10; five working days
    },
)
SECOND_COMPLAINT = Journey(
    "20/11",
    [
        do("23/11", "accepted"),
        do("25/11", "verifying"),
        do("10/12", "reported"),
        do("10/12", "decided", HEAD, shut="phải có “Đối thoại” trước"),
        do("10/12", "dialogue_notified", dialogue_on="17/12/2026"),
        do("17/12", "dialogue_held"),
        do("18/12", "decided", HEAD),
        do("25/12", "sent", papers="decided"),
        do("28/12", "published"),
        do("31/12", "closed"),
    ],
    {
        "kn.accept_second": ("30/11", "23/11"),  # ten days of the law come before seven working days (2/12)
        "tcd.unhandled_45_days": ("4/1", "23/11"),
        "kn.resolve_second": ("7/1", "18/12"),  # 23/11 + 45
        "kn.dialogue_notice": ("11/12", "10/12"),  # 12/12 is a Saturday
        "kn.send_second_decision": ("25/12", "25/12"),  # seven days
        "kn.publish_second_decision": ("4/1", "28/12"),  # 2/1/2027 is a Saturday
    },
    classified={"instance": "second"},
)
DISCIPLINE_FIRST = Journey(
    "1/7",
    [
        do("10/7", "accepted", complex_grounds="a", seen="24/08/2026"),
        do("13/7", "verifying"),
        do("10/8", "reported"),
        do("10/8", "dialogue_notified", dialogue_on="17/08/2026"),
        do("17/8", "dialogue_held"),
        do("25/8", "decided", HEAD, seen="trễ 1 ngày"),
        do("26/8", "sent", papers="decided"),
        do("28/8", "court_accepted", shut="không áp dụng cho vụ việc này"),
        do("25/9", "in_force"),
        do("28/9", "announced", HEAD),
        do("30/9", "enforced"),
        do("7/10", "closed"),
    ],
    {
        "kn.disc_accept": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.disc_resolve": ("24/8", "25/8"),  # 10/7 + 45, complex
        "kn.dialogue_notice": ("12/8", "10/8"),
        "kn.enforcement_direction": ("2/10", "30/9"),
    },
    classified={"discipline": True},
)
DISCIPLINE_SECOND = Journey(
    "14/9",
    [
        do("16/9", "accepted"),
        do("17/9", "first_report_requested"),
        do("18/9", "verifying"),
        do("24/9", "first_report_received"),
        do("25/9", "suspended", ground="TDC_BKK", seen="đang tạm đình chỉ"),
        do("30/9", "sent", papers="suspended"),
        do("5/10", "suspension_ground_ceased"),
        do("5/10", "resumed", seen="26/10/2026"),
        do("8/10", "sent", papers="resumed"),
        do("8/10", "reported"),
        do("9/10", "dialogue_notified", dialogue_on="15/10/2026"),
        do("15/10", "dialogue_held"),
        do("20/10", "decided", HEAD),
        do("27/10", "sent", papers="decided"),
        do("20/11", "in_force"),
        do("20/11", "closed"),
    ],
    {
        "kn.disc_accept": ("23/9", "16/9"),
        "tcd.unhandled_45_days": ("29/10", "16/9"),
        "kn.disc_resolve": ("26/10", "20/10"),  # 16/9 + 30 is 16/10; ten days suspended
        "kn.send_suspension_decision": ("30/9", "30/9"),
        "kn.issue_resumption": ("5/10", "5/10"),
        "kn.send_resume_decision": ("8/10", "8/10"),
        "kn.dialogue_notice": ("9/10", "9/10"),  # 10/10 is a Saturday
        "kn.disc_send_second": ("27/10", "27/10"),  # seven days
        "kn.enforcement_direction": ("30/11", "nothing_to_enforce"),  # from Friday 20/11; the 24th is off
    },
    classified={"discipline": True, "instance": "second"},
)
A_DENUNCIATION = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("13/7", "verifying", how="team"),
        do("7/8", "extended", days="30", criteria="a", seen="08/09/2026"),
        do("12/8", "suspended", ground="TC_CHO_KQ", seen="đang tạm đình chỉ"),
        do("14/8", "sent", papers="suspended"),
        do("3/9", "suspension_ground_ceased"),
        do("3/9", "resumed", seen="30/09/2026"),
        do("10/9", "extended", days="30", criteria="a", seen="ít nhất 2 tiêu chí"),
        do("10/9", "extended", days="30", criteria="c", seen="30/10/2026"),
        do("5/10", "concluded", HEAD, shut="Chưa có báo cáo kết quả xác minh"),
        do("5/10", "reported"),
        do("15/10", "concluded", HEAD, verdict="right"),
        do("20/10", "sent", papers="concluded"),
        do("20/10", "handled", handling="decision"),
        do("22/10", "closed", shut="phải có “Công khai” trước"),
        do("23/10", "published", papers_posted="conclusion"),
        do("26/10", "published", papers_posted="decision"),
        do("26/10", "handling_result"),
        do("27/10", "handling_result_reported"),
        do("27/10", "followed_up"),
        do("20/11", "closed"),
    ],
    {
        "tc.initial_handling": ("10/7", "10/7"),  # seven working days
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "tc.acceptance_notice_denouncer": ("17/7", "13/7"),
        "tc.content_notice_denounced": ("17/7", "13/7"),
        "tc.resolution": ("30/10", "15/10"),  # 10/7 + 30 + 30 + 30, and 22 days suspended
        "tc.suspension_notice": ("19/8", "14/8"),
        "tc.resume_decision": ("3/9", "3/9"),
        "tc.conclusion_send": ("22/10", "20/10"),
        "tc.conclusion_notice_denouncer": ("22/10", "20/10"),
        "tc.conclusion_handling": ("26/10", "20/10"),
        "tc.publication_conclusion": ("26/10", "23/10"),
        "tc.publication_decision": ("29/10", "26/10"),  # seven working days from 20/10
        "tc.handling_result_report": ("2/11", "27/10"),
    },
    kind=DENUNCIATION,
)
WITHDRAWN = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "withdrawn_part"),
        do("14/7", "discontinued", ground="DC_RUT", seen="phần còn lại vẫn phải giải quyết"),
        do("20/7", "withdrawn"),
        do("20/7", "discontinued", ground="DC_RUT", seen="23/07/2026"),
        do("23/7", "sent", papers="discontinued"),
        do("24/7", "closed"),
        do("24/7", "file_handed_over"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "20/7"),  # 9/8 is a Sunday
        "kn.issue_discontinuance": ("20/7", "20/7"),
        "kn.send_discontinuance_decision": ("23/7", "23/7"),
    },
)
DENUNCIATION_WITHDRAWN = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "sent", papers="accepted"),
        do("13/7", "discontinued", ground="TC_RUT", seen="Chưa ghi việc người tố cáo rút toàn bộ"),
        do("20/7", "withdrawn"),
        do("20/7", "discontinued", ground="TC_RUT", seen="27/07/2026"),
        do("24/7", "sent", papers="discontinued"),
        do("27/7", "closed"),
    ],
    {
        "tc.initial_handling": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "tc.acceptance_notice_denouncer": ("17/7", "13/7"),
        "tc.content_notice_denounced": ("17/7", "13/7"),
        "tc.resolution": ("10/8", "20/7"),
        "tc.termination_notice": ("27/7", "24/7"),
    },
    kind=DENUNCIATION,
)
TAKEN_OVER = Journey(
    "17/8",
    [
        do("21/8", "report_requested", HEAD),
        do("27/8", "supervised", HEAD),
        do("28/8", "delay_reported", OFFICER),  # after the superior acted: it is written down all the same
        do("8/9", "stop_ordered", HEAD, ground="TC_VI_PHAM"),
        do("9/9", "accepted", HEAD, seen="09/10/2026"),
        do("10/9", "sent", papers="accepted"),
        do("10/9", "verifying", how="alone"),
        do("9/10", "concluded", HEAD, verdict="wrong"),
        do("12/10", "sent", papers="concluded"),
        do("13/10", "handled", handling="rights_restored", document_no=""),
        do("13/10", "published", papers_posted="conclusion"),
        do("14/10", "closed"),
    ],
    {
        "tc.overdue_superior_request": ("22/8", "21/8"),  # five working days: Saturday 22/8 is worked, for 31/8
        "tcd.unhandled_45_days": ("1/10", "21/8"),
        "tc.acceptance_notice_denouncer": ("16/9", "10/9"),
        "tc.content_notice_denounced": ("16/9", "10/9"),
        "tc.superior_takeover_resolution": ("9/10", "9/10"),  # 9/9 + 30
        "tc.conclusion_send": ("16/10", "12/10"),
        "tc.conclusion_notice_denouncer": ("16/10", "12/10"),
        "tc.conclusion_handling": ("20/10", "13/10"),
        "tc.publication_conclusion": ("20/10", "13/10"),
    },
    kind=DENUNCIATION,
    classified={"instance": "overdue"},
)
ANNULLED = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "stay_ordered", HEAD, until_on="05/08/2026"),
        do("13/7", "acceptance_annulled", HEAD, reason="Tòa án đã thụ lý trước", seen="không còn phải làm"),
        do("14/7", "stay_lifted", HEAD),
        do("14/7", "sent", papers="acceptance_annulled"),
        do("14/7", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "acceptance_annulled"),
    },
)
IN_COURT = Journey(
    "1/7",
    [
        do("10/7", "accepted"),
        do("13/7", "stay_ordered", HEAD, until_on="20/08/2026", seen="quá hạn giải quyết 10/08/2026"),
        do("13/7", "stay_ordered", HEAD, until_on="05/08/2026"),
        do("20/7", "court_accepted", seen="không còn phải làm"),
        do("21/7", "stay_lifted", HEAD),
        do("27/7", "court_discontinued", seen="26/08/2026"),
        do("3/8", "court_accepted"),
        do("5/8", "closed"),
    ],
    {
        "kn.accept_first": ("10/7", "10/7"),
        "tcd.unhandled_45_days": ("15/8", "10/7"),
        "kn.resolve_first": ("10/8", "court"),
        "kn.resolve_first_after_court": ("26/8", "court"),  # 27/7 + 30
    },
)
