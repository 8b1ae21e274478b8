"""The papers made of inspections: drafted from what is recorded, changed by whoever leads, issued with their bytes.

A conclusion is issued as it is announced, the report of a year as it is sent. It is read by whoever may read all it
says: a unit beside others reads its own part on the page, and not the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import record_act
from app.casework.errors import ChangedMeanwhile, OutOfOrder, Refused
from app.casework.identities.telling import names_somebody
from app.casework.inspections import lists, reading
from app.casework.inspections.sight import KNOWN_TO_UNITS, Seen, own, own_plan
from app.casework.papers.facts import office_of
from app.casework.papers.inspecting import (
    SUMMARY,
    Concluded,
    ConcludingFacts,
    Found,
    ResultFacts,
    Wanted,
    conclusion_passages,
    result_passages,
)
from app.casework.papers.linking import padded
from app.casework.papers.shape import Passage, overlaid
from app.casework.permissions import Viewer
from app.records.agencies import Agency
from app.records.inspections import (
    InspectionFinding,
    InspectionMatter,
    InspectionMember,
    InspectionPaper,
    InspectionPlan,
    InspectionStage,
    TeamPart,
)
from app.records.matters import Matter
from app.statute.inspections import KINDS, RESULT_TO, InspectionKind

SENT = "inspection_result_sent"


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as it stands: as it is made, with what somebody changed. ``version``: 0 while nobody has."""

    passages: tuple[Passage, ...]
    version: int
    row: InspectionPaper | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a paper is issued with: its number, its day, what was typed and the very bytes made of it."""

    number: str
    on: date
    typed: Mapping[str, str]
    content: bytes


# --- the conclusion of an inspection ----------------------------------------------------------------------------------


def conclusion_draft(session: Session, seen: Seen, *, by: Viewer, today: date) -> Draft:
    """The conclusion as it stands. For who leads the inspection alone: nobody else knows of it yet."""
    row = conclusion_row(session, seen)
    return _draft(conclusion_passages(_concluding(session, seen, by=by, today=today)), row)


def conclusion_row(session: Session, seen: Seen) -> InspectionPaper | None:
    """The conclusion of an inspection, a draft or issued."""
    return session.scalar(select(InspectionPaper).where(InspectionPaper.inspection_id == seen.inspection.id))


def _concluding(session: Session, seen: Seen, *, by: Viewer, today: date) -> ConcludingFacts:
    it = seen.inspection
    leads = (InspectionMember.inspection_id == it.id, InspectionMember.part == TeamPart.LEADER)
    leader = session.scalars(select(InspectionMember).where(*leads)).one()
    found = [one for one in reading.findings(session, by, seen) if not (one.file and one.file.sealed)]
    asked = reading.recommendations(session, by, seen)
    return ConcludingFacts(
        office=office_of(session, seen.plan.agency_id, today), kind=InspectionKind(it.kind), subject=it.subject,
        together=lists.co_leads(session, [it.id]).get(it.id, ()),
        units=tuple(one.name for one in lists.units(session, it.id)), decision_no=it.decision_no,
        decided_on=it.decided_on or today, leader=", ".join(filter(None, (leader.name, leader.post))),
        began_on=it.began_on or today, files=reading.how_many_files(session, seen),
        found=tuple(Found(one.agency, one.control, one.words) for one in found),
        asked=tuple(Wanted(one.agency, one.words, one.term_on) for one in asked), summary=it.summary, today=today,
    )  # fmt: skip


def draft_conclusion(
    session: Session,
    ref: str,
    typed: Mapping[str, str],
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int,
) -> InspectionPaper:
    """Keep what was changed of a conclusion. Raises as sight.own, OutOfOrder, ChangedMeanwhile, Refused."""
    seen = own(session, ref, by=by)
    if seen.inspection.stage is not InspectionStage.UNDER_WAY:
        raise OutOfOrder("Chỉ soạn được khi cuộc kiểm tra đang tiến hành.")
    check_names(session, seen, typed)
    row = conclusion_row(session, seen)
    made = conclusion_passages(_concluding(session, seen, by=by, today=today))
    return _kept(
        session, row or InspectionPaper(plan_id=seen.plan.id, inspection_id=seen.inspection.id), made, typed, by=by,
        at=at, expected_version=expected_version, subject=ref,
    )  # fmt: skip


def check_names(session: Session, seen: Seen, typed: Mapping[str, str]) -> None:
    """Raises Refused naming the field whose text names anybody of a sealed file that was looked into."""
    looked_into = InspectionMatter.matter_id == Matter.id
    sealed = session.scalars(
        select(Matter).join(InspectionMatter, looked_into)
        .where(InspectionMatter.inspection_id == seen.inspection.id, Matter.sealed)
    ).all()  # fmt: skip
    for name, text in typed.items():
        if any(names_somebody(session, one, text) for one in sealed):
            raise Refused("Văn bản này gửi nhiều nơi: không nêu người được giữ bí mật.", field=name)


def issue_conclusion(session: Session, seen: Seen, said: Numbered, *, by: Viewer, at: datetime) -> InspectionPaper:
    """Keep the conclusion as it is announced; told by :func:`concluding.announce`."""
    row = conclusion_row(session, seen) or InspectionPaper(plan_id=seen.plan.id, inspection_id=seen.inspection.id)
    return _issued(session, row, said, f"Kết luận kiểm tra {padded(said.number)}", by=by, at=at)


def conclusion_paper(session: Session, viewer: Viewer, seen: Seen) -> InspectionPaper | None:
    """The conclusion as it was issued, for whoever may read everything it says."""
    row = conclusion_row(session, seen)
    if row is None or row.number is None or not seen.findings_of:
        return None
    standing = (InspectionFinding.inspection_id == seen.inspection.id, InspectionFinding.struck_at.is_(None))
    every = session.scalar(select(func.count()).select_from(InspectionFinding).where(*standing))
    whole = seen.findings_of == seen.units and len(reading.findings(session, viewer, seen)) == every
    return row if whole else None


def announced_without_a_paper(session: Session, seen: Seen) -> bool:
    """Whether the conclusion was announced before conclusions were papers here: there is no file of it."""
    if seen.inspection.announced_on is None:
        return False
    row = conclusion_row(session, seen)
    return row is None or row.number is None


# --- the report of a year ---------------------------------------------------------------------------------------------


def result_draft(session: Session, plan: InspectionPlan, *, by: Viewer, today: date) -> Draft:
    """The report of a year's inspections as it stands, for whoever wrote the plan."""
    row = _result_row(session, plan)
    return _draft(result_passages(_year(session, plan, by=by, today=today)), row)


def _result_row(session: Session, plan: InspectionPlan) -> InspectionPaper | None:
    of_the_plan = (InspectionPaper.plan_id == plan.id, InspectionPaper.inspection_id.is_(None))
    return session.scalar(select(InspectionPaper).where(*of_the_plan))


def _year(session: Session, plan: InspectionPlan, *, by: Viewer, today: date) -> ResultFacts:
    rows = lists.items_of_plan(session, by, plan, today=today)
    standing = [row for row in rows if row.inspection.stage is not InspectionStage.CANCELLED]
    known = [row for row in standing if row.inspection.stage in KNOWN_TO_UNITS]
    provisions = dict.fromkeys(KINDS[InspectionKind(row.inspection.kind)].provision for row in standing)
    to = session.scalar(select(Agency.name).where(Agency.code == RESULT_TO)) or ""
    number = f"{plan.number} ngày {plan.approved_on:%d/%m/%Y}" if plan.approved_on else ""
    return ResultFacts(
        office=office_of(session, plan.agency_id, today), to=to, year=plan.year, plan=number,
        provisions=tuple(provisions), inspections=tuple(_concluded(session, row) for row in known),
        ahead=len(standing) - len(known), today=today,
    )  # fmt: skip


def _concluded(session: Session, row: lists.ItemRow) -> Concluded:
    it, followed = row.inspection, row.followed
    out = it.announced_on is not None
    standing = (InspectionFinding.inspection_id == it.id, InspectionFinding.struck_at.is_(None))
    controls = session.scalars(select(InspectionFinding.control).where(*standing)) if out else ()
    return Concluded(
        subject=it.subject, units=tuple(one.name for one in row.units),
        conclusion=f"số {it.conclusion_no} ngày {it.announced_on:%d/%m/%Y}" if it.announced_on else "",
        controls=tuple(controls), asked=followed.total, done=followed.done, reported=followed.reported,
        late=followed.late,
    )  # fmt: skip


def draft_result(
    session: Session,
    ref: str,
    typed: Mapping[str, str],
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int,
) -> InspectionPaper:
    """Keep what was changed of the report of a year. Raises as sight.own_plan, OutOfOrder, ChangedMeanwhile."""
    plan = own_plan(session, ref, by=by)
    row = _unsent(session, plan)
    made = result_passages(_year(session, plan, by=by, today=today))
    return _kept(
        session, row or InspectionPaper(plan_id=plan.id), made, typed, by=by, at=at, expected_version=expected_version,
        subject=ref,
    )  # fmt: skip


def _unsent(session: Session, plan: InspectionPlan) -> InspectionPaper | None:
    """The draft of the report of a year. Raises OutOfOrder once it is sent, or before the plan is approved."""
    row = _result_row(session, plan)
    matter = session.get(Matter, plan.result_matter_id) if plan.result_matter_id else None
    if matter is None:
        raise OutOfOrder("Kế hoạch chưa được phê duyệt.")
    if not matter.open or (row is not None and row.number is not None):
        raise OutOfOrder("Đã gửi kết quả kiểm tra năm này.")
    return row


def send_result(
    session: Session, ref: str, said: Numbered, *, by: Viewer, at: datetime, today: date
) -> InspectionPaper:
    """The report of a year goes to Sở Nội vụ: what was owed is done. Raises as draft_result and acts.record_act."""
    plan = own_plan(session, ref, by=by)
    row = _unsent(session, plan) or InspectionPaper(plan_id=plan.id)
    number = padded(said.number)
    if not number:
        raise Refused("Nhập số, ký hiệu văn bản do văn thư cấp.", field="number")
    matter = session.get_one(Matter, plan.result_matter_id)
    record_act(session, matter, SENT, said.on, by=by, at=at, today=today, document_no=number, document_on=said.on)
    return _issued(session, row, said, f"Báo cáo kết quả kiểm tra {plan.year} {number}", by=by, at=at)


def result_paper(session: Session, plan: InspectionPlan) -> InspectionPaper | None:
    """The report of a year as it was sent, for whoever reads the plan."""
    row = _result_row(session, plan)
    return row if row is not None and row.number is not None else None


# --- a row ------------------------------------------------------------------------------------------------------------


def _draft(made: tuple[Passage, ...], row: InspectionPaper | None) -> Draft:
    return Draft(overlaid(made, row.typed if row else {}), row.version if row else 0, row)


def _kept(
    session: Session, row: InspectionPaper, made: tuple[Passage, ...], typed: Mapping[str, str], *, by: Viewer,
    at: datetime, expected_version: int, subject: str,
) -> InspectionPaper:  # fmt: skip
    """Only what differs from what is made is kept: the rest goes on following what is recorded."""
    if (row.version or 0) != expected_version:
        raise ChangedMeanwhile("Có người vừa thay đổi. Xem lại bản đang lưu rồi làm lại nếu vẫn cần.")
    before = {one.name: one.text for one in made}
    row.typed = {name: text for name, text in typed.items() if text.split() != before.get(name, "").split()}
    row.changed_at, row.changed_by_id = at, by.account_id or None
    session.add(row)
    session.flush()
    audit.note(session, by=by.account_id or None, at=at, action="inspection_paper_drafted", subject=subject)
    return row


def _issued(
    session: Session, row: InspectionPaper, said: Numbered, name: str, *, by: Viewer, at: datetime
) -> InspectionPaper:
    row.number, row.issued_on, row.typed = padded(said.number), said.on, dict(said.typed)
    row.file_name = f"{name.replace('/', '-')}.docx"
    row.content, row.sha256 = said.content, sha256(said.content).hexdigest()
    row.changed_at, row.changed_by_id = at, by.account_id or None
    session.add(row)
    session.flush()
    return row


__all__ = [
    "SUMMARY",
    "Draft",
    "Numbered",
    "check_names",
    "conclusion_draft",
    "conclusion_paper",
    "conclusion_row",
    "draft_conclusion",
    "draft_result",
    "issue_conclusion",
    "result_draft",
    "result_paper",
    "send_result",
]
