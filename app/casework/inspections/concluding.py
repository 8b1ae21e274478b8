"""What a team looks into, what it finds, what it asks; and the conclusion, with which all of it becomes known.

A sealed matter may be looked into by whoever sees it, but no finding names one: a finding is read by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import Entry, arrive
from app.casework.errors import NotFound, OutOfOrder, Refused
from app.casework.inspections.papering import Numbered, check_names, issue_conclusion
from app.casework.inspections.sight import Seen, note, own
from app.casework.matters import Opening, move_custody, open_matter, short_title
from app.casework.papers.linking import padded
from app.casework.permissions import Viewer, visible
from app.records.agencies import Agency
from app.records.inspections import (
    Inspection,
    InspectionFinding,
    InspectionMatter,
    InspectionRecommendation,
    InspectionStage,
)
from app.records.matters import Matter, MatterKind
from app.statute.inspections import CONTROLS
from app.statute.terms import Procedure

R = TypeVar("R", InspectionFinding, InspectionRecommendation)
PREFIX = "KNKT"  # kiến nghị sau kiểm tra
FILES = (MatterKind.VISIT, MatterKind.PETITION, MatterKind.CASE, MatterKind.CONCLUSION_TASK, MatterKind.MEDIATION)


@dataclass(frozen=True, slots=True)
class Finding:
    """A control found broken at a unit. ``matter_id``: in which of the files looked into."""

    agency_id: int
    control: str
    words: str
    matter_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is asked of an agency by a day. ``finding_id``: because of what."""

    agency_id: int
    words: str
    term_on: date
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The paper: its number and day, who signed it, what it says in short."""

    number: str
    on: date
    signed_by: str
    summary: str


@dataclass(frozen=True, slots=True)
class Written:
    """The file of a conclusion: what was typed over what it is made of, and its very bytes."""

    typed: Mapping[str, str]
    content: bytes


def examine(session: Session, ref: str, matter_refs: Iterable[str], *, by: Viewer, at: datetime) -> int:
    """Files looked into, of the inspected units, as far as ``by`` may see them: how many were added.

    What is hidden from them is not there. Raises as sight.own, OutOfOrder.
    """
    seen = _at_work(session, ref, by=by)
    known = select(InspectionMatter.matter_id).where(InspectionMatter.inspection_id == seen.inspection.id)
    wanted = select(Matter.id).where(
        Matter.ref.in_(list(matter_refs)), Matter.kind.in_(FILES), Matter.agency_id.in_(seen.units),
        Matter.id.not_in(known), visible(by),
    )  # fmt: skip
    ids = list(session.scalars(wanted))
    session.add_all(
        InspectionMatter(inspection_id=seen.inspection.id, matter_id=one, at=at, by_id=by.account_id or None)
        for one in ids
    )
    session.flush()
    note(session, seen, "inspection_examined", by=by, at=at, files=len(ids))
    return len(ids)


def find(session: Session, ref: str, finding: Finding, *, by: Viewer, at: datetime) -> InspectionFinding:
    """A finding, told to nobody before the conclusion. Raises as sight.own, OutOfOrder, Refused naming the field."""
    seen = _at_work(session, ref, by=by)
    if finding.agency_id not in seen.units:
        raise Refused("Chọn một đơn vị được kiểm tra.", field="unit")
    if finding.control not in CONTROLS:
        raise Refused("Chọn quy định bị vi phạm.", field="control")
    if not finding.words.strip():
        raise Refused("Nhập điều phát hiện.", field="words")
    if finding.matter_id is not None:
        _check_file(session, seen, finding.matter_id, by)
    check_names(session, seen, {"words": finding.words})
    made = InspectionFinding(
        inspection_id=seen.inspection.id, agency_id=finding.agency_id, control=finding.control,
        words=finding.words.strip(), matter_id=finding.matter_id, at=at, by_id=by.account_id or None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    note(session, seen, "inspection_found", by=by, at=at, control=finding.control)
    return made


def _check_file(session: Session, seen: Seen, matter_id: int, by: Viewer) -> None:
    looked_into = (InspectionMatter.inspection_id == seen.inspection.id, InspectionMatter.matter_id == matter_id)
    wanted = select(Matter).join(InspectionMatter, InspectionMatter.matter_id == Matter.id)
    matter = session.scalar(wanted.where(*looked_into, visible(by)))
    if matter is None:
        raise Refused("Chọn một hồ sơ đã xem xét.", field="file")
    if matter.sealed:
        raise Refused("Hồ sơ giữ bí mật: không nêu trong điều phát hiện.", field="file")


def recommend(
    session: Session, ref: str, recommendation: Recommendation, *, by: Viewer, at: datetime, today: date
) -> InspectionRecommendation:
    """What will be asked of an agency. Raises as sight.own, OutOfOrder, Refused naming the field."""
    seen = _at_work(session, ref, by=by)
    if not recommendation.words.strip():
        raise Refused("Nhập nội dung kiến nghị.", field="words")
    body = session.get(Agency, recommendation.agency_id)
    if body is None or not body.existed_on(today):
        raise Refused("Chọn cơ quan đang hoạt động.", field="body")
    if recommendation.term_on <= today:
        raise Refused("Nhập hạn sau hôm nay.", field="term_on")
    if recommendation.finding_id is not None:
        _standing(session, InspectionFinding, seen, recommendation.finding_id)
    check_names(session, seen, {"words": recommendation.words})
    made = InspectionRecommendation(
        inspection_id=seen.inspection.id, agency_id=body.id, words=recommendation.words.strip(),
        term_on=recommendation.term_on, finding_id=recommendation.finding_id, at=at, by_id=by.account_id or None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    note(session, seen, "inspection_recommended", by=by, at=at)
    return made


def strike_finding(session: Session, ref: str, finding_id: int, *, by: Viewer, at: datetime) -> None:
    """A finding that does not stand, with what was asked because of it. Raises as sight.own, OutOfOrder, NotFound."""
    seen = _at_work(session, ref, by=by)
    _standing(session, InspectionFinding, seen, finding_id).struck_at = at
    asked = select(InspectionRecommendation).where(
        InspectionRecommendation.finding_id == finding_id, InspectionRecommendation.struck_at.is_(None)
    )
    for one in session.scalars(asked):
        one.struck_at = at
    session.flush()
    note(session, seen, "inspection_struck", by=by, at=at)


def strike_recommendation(session: Session, ref: str, recommendation_id: int, *, by: Viewer, at: datetime) -> None:
    """A recommendation that is not made. Raises as sight.own, OutOfOrder, NotFound."""
    seen = _at_work(session, ref, by=by)
    _standing(session, InspectionRecommendation, seen, recommendation_id).struck_at = at
    session.flush()
    note(session, seen, "inspection_struck", by=by, at=at)


def _standing(session: Session, kind: type[R], seen: Seen, row_id: int) -> R:
    row = session.get(kind, row_id)
    if row is None or row.inspection_id != seen.inspection.id or row.struck_at is not None:
        raise NotFound("Không có dòng này trong cuộc kiểm tra.")
    return row


def announce(
    session: Session, ref: str, conclusion: Conclusion, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None, paper: Written | None = None,
) -> Inspection:  # fmt: skip
    """The conclusion is out: its units read what was found, and every recommendation begins its term.

    ``paper``: the file as it is issued. Raises as sight.own, OutOfOrder, Refused naming the field.
    """
    seen = _still_there(own(session, ref, by=by, expected_version=expected_version))
    it = seen.inspection
    _check_conclusion(it, conclusion, today=today)
    check_names(session, seen, {"summary": conclusion.summary})
    asked = _asked(session, it)
    early = next((one for one in asked if one.term_on <= conclusion.on), None)
    if early is not None:
        raise Refused("Có kiến nghị hạn %(day)s, không sau ngày kết luận.", field="announced_on", day=early.term_on)
    it.conclusion_no, it.announced_on = padded(conclusion.number), conclusion.on
    it.conclusion_signed_by, it.summary = conclusion.signed_by.strip(), conclusion.summary.strip()
    it.stage = InspectionStage.ANNOUNCED
    session.flush()
    if paper is not None:
        numbered = Numbered(conclusion.number, conclusion.on, paper.typed, paper.content)
        issue_conclusion(session, seen, numbered, by=by, at=at)
    for one in asked:
        one.matter_id = _owed(session, seen, one, by=by, at=at, today=today)
    session.flush()
    note(session, seen, "inspection_announced", by=by, at=at, recommendations=len(asked))
    return it


def _check_conclusion(it: Inspection, conclusion: Conclusion, *, today: date) -> None:
    if not conclusion.number.strip():
        raise Refused("Nhập số, ký hiệu kết luận.", field="number")
    first = it.began_on or today
    if not first <= conclusion.on <= today:
        raise Refused("Nhập ngày từ ngày bắt đầu %(first)s đến hôm nay.", field="announced_on", first=first)
    if not conclusion.summary.strip():
        raise Refused("Nhập tóm tắt kết luận.", field="summary")


def _asked(session: Session, it: Inspection) -> list[InspectionRecommendation]:
    standing = (InspectionRecommendation.inspection_id == it.id, InspectionRecommendation.struck_at.is_(None))
    return list(
        session.scalars(select(InspectionRecommendation).where(*standing).order_by(InspectionRecommendation.id))
    )


def _owed(session: Session, seen: Seen, one: InspectionRecommendation, *, by: Viewer, at: datetime, today: date) -> int:
    it = seen.inspection
    on = it.announced_on or today
    opening = Opening(
        kind=MatterKind.INSPECTION_TERM, agency_id=seen.plan.agency_id, on=on, series=None, prefix=PREFIX,
        procedure=Procedure.INSPECTION_RECOMMENDATION, title=short_title(one.words),
    )  # fmt: skip
    matter = open_matter(session, opening, by=by, at=at)
    paper = f"{it.conclusion_no} ({on:%d/%m/%Y})"
    move_custody(
        session, matter, session.get_one(Agency, one.agency_id), on=on, by=by, at=at, document=paper
    )  # fmt: skip
    entry = Entry("recommended", on, {"term_on": one.term_on}, it.conclusion_no, on)
    arrive(session, matter, entry, by=by, at=at, today=today)
    return matter.id


def _at_work(session: Session, ref: str, *, by: Viewer) -> Seen:
    """What the team does while it is there, whichever of those who lead it together it is of."""
    return _still_there(own(session, ref, by=by, together=True))


def _still_there(seen: Seen) -> Seen:
    if seen.inspection.stage is not InspectionStage.UNDER_WAY:
        raise OutOfOrder("Chỉ ghi được khi cuộc kiểm tra đang tiến hành.")
    return seen


__all__ = [
    "Conclusion",
    "Finding",
    "Recommendation",
    "Written",
    "announce",
    "examine",
    "find",
    "recommend",
    "strike_finding",
    "strike_recommendation",
]
