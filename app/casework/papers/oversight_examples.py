"""Invented letters that urge and papers of inspections: what a template of the province for one is tried with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from app.casework.papers.facts import Office
from app.casework.papers.inspecting import (
    Concluded,
    ConcludingFacts,
    Found,
    ResultFacts,
    Wanted,
    conclusion_passages,
    result_passages,
)
from app.casework.papers.inviting import InvitingFacts, inviting_passages
from app.casework.papers.shape import Passage, overlaid
from app.casework.papers.urging import (
    Earlier,
    UrgedMatter,
    UrgingFacts,
    report_paper,
    report_passages,
    urging_paper,
    urging_passages,
)
from app.casework.papers.words import Signer
from app.records.urgings import Track
from app.statute.inspections import CONTROLS, KINDS, InspectionKind
from app.statute.papers import OfficialPaper
from app.statute.papers.oversight import INSPECTION_CONCLUSION, INSPECTION_INVITATION
from app.statute.terms import Procedure
from app.statute.urging import ASKED

URGING_OFFICE: Final = Office(
    name="Cơ quan đôn đốc Ví Dụ", superior="Ủy ban nhân dân tỉnh", place="Ví Dụ", post="Thủ trưởng", short="VD"
)
INSPECTING_OFFICE: Final = Office(
    name="Cơ quan kiểm tra Ví Dụ", superior="Ủy ban nhân dân tỉnh", place="Ví Dụ", post="Thủ trưởng", short="VD"
)
SIGNER: Final = "Lê Thị Ví Dụ"
LEADER: Final = "Ông Trần Văn Ví Dụ, Phó Thủ trưởng"
UNITS: Final = ("UBND xã Ví Dụ", "UBND phường Ví Dụ")
SUBJECT: Final = "Trách nhiệm tiếp công dân, giải quyết khiếu nại, tố cáo"
KIND: Final = InspectionKind.HEADS
DECISION: Final = "11/QĐ-VD"


def passages_of_oversight(paper: OfficialPaper, today: date) -> tuple[Passage, ...]:
    """The passages of a paper of no file, invented."""
    if paper == INSPECTION_INVITATION:
        return inviting_passages(_invited(today))
    if paper == INSPECTION_CONCLUSION:
        return conclusion_passages(_concluded(today))
    track = next((one for one in Track if paper in {urging_paper(one), report_paper(one)}), None)
    if track is None:
        return overlaid(result_passages(_year(today)), {"proposed": "Tập huấn cho cán bộ tiếp công dân cấp xã."})
    return (report_passages if paper == report_paper(track) else urging_passages)(_urged(track, today))


def _urged(track: Track, today: date) -> UrgingFacts:
    """A second letter: it says all that a first one says, and more."""
    matters = tuple(
        UrgedMatter(f"VD/2026/000{place}", Procedure.COMPLAINT_FIRST, "land", sealed=False, rule="kn.resolve_first",
                    since_on=today - timedelta(days=60), due_on=today - timedelta(days=days))
        for place, days in ((1, 30), (2, 12))
    )  # fmt: skip
    return UrgingFacts(
        office=URGING_OFFICE, track=track, to="UBND xã Ví Dụ", matters=matters, asked=tuple(ASKED),
        more="Gửi kèm bản chụp hồ sơ của từng vụ việc.", reply_due_on=today + timedelta(days=14),
        earlier=Earlier("12/VD", today - timedelta(days=30), answered=False), signer=Signer(SIGNER), today=today,
    )  # fmt: skip


def _invited(today: date) -> InvitingFacts:
    return InvitingFacts(
        office=INSPECTING_OFFICE, to="Cơ quan được mời Ví Dụ", kind=KIND, subject=SUBJECT, units=UNITS,
        decision_no=DECISION, decided_on=today, leader=LEADER, first_on=today, last_on=today + timedelta(days=5),
        meets_on=today, place="Trụ sở UBND xã Ví Dụ", signer=Signer(SIGNER), today=today,
    )  # fmt: skip


def _concluded(today: date) -> ConcludingFacts:
    """What was found at two units, what is asked of one."""
    controls = list(CONTROLS)[: len(UNITS)]
    found = tuple(Found(unit, control, "Hai hồ sơ.") for unit, control in zip(UNITS, controls, strict=True))
    return ConcludingFacts(
        office=INSPECTING_OFFICE, kind=KIND, subject=SUBJECT, together=("Cơ quan phối hợp Ví Dụ",), units=UNITS,
        decision_no=DECISION, decided_on=today, leader=LEADER, began_on=today, files=len(UNITS), found=found,
        asked=(Wanted(UNITS[0], "Giải quyết dứt điểm các hồ sơ đã nêu", today + timedelta(days=30)),),
        summary="Đơn vị có cố gắng; còn giải quyết chậm.", today=today,
    )  # fmt: skip


def _year(today: date) -> ResultFacts:
    """Two inspections of a year, one of them concluded."""
    done = Concluded(SUBJECT, UNITS[:1], f"số 12/KL-VD ngày {today:%d/%m/%Y}", tuple(CONTROLS)[:1], 2, 1, 1, 0)
    return ResultFacts(
        office=INSPECTING_OFFICE, to="Cơ quan tổng hợp Ví Dụ", year=today.year, plan=f"01/KH-VD ngày {today:%d/%m/%Y}",
        provisions=(KINDS[KIND].provision,), inspections=(done, Concluded(SUBJECT, UNITS[1:], "", (), 0, 0, 0, 0)),
        ahead=1, today=today,
    )  # fmt: skip
