"""What the invitation to an inspection says: which one, whom, when and where, by which part of the province's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.casework.papers.facts import Office
from app.casework.papers.shape import Passage, Sheet, laid_out
from app.casework.papers.sides import in_full
from app.casework.papers.words import Signer, day, head_of, signed_foot
from app.statute.inspections import KINDS, InspectionKind
from app.statute.instruments import cite_formally
from app.statute.papers.oversight import INSPECTION_INVITATION
from app.statute.words import Term


@dataclass(frozen=True, slots=True)
class InvitingFacts:
    """What the paper may say. ``units``: names of the inspected agencies; ``leader``: of the team, as it is named."""

    office: Office
    to: str
    kind: InspectionKind
    subject: str
    units: tuple[str, ...]
    decision_no: str
    decided_on: date
    leader: str
    first_on: date
    last_on: date
    meets_on: date
    place: str
    signer: Signer
    today: date


def inviting_sheet(it: InvitingFacts, *, number: str = "", on: date | None = None) -> Sheet:
    """The paper, laid out; without ``number`` and ``on`` a draft."""
    return laid_out(INSPECTION_INVITATION, inviting_passages(it), number=number, on=on)


def inviting_passages(it: InvitingFacts) -> tuple[Passage, ...]:
    """The invitation in its parts."""
    return tuple(_passages(it))


def _passages(it: InvitingFacts) -> Iterator[Passage]:
    row = KINDS[it.kind]
    yield from head_of(INSPECTION_INVITATION, it, to=in_full(it.to))
    yield _said(
        "opening",
        f"Thực hiện {cite_formally(row.provision)}, {it.office.name} trân trọng mời {in_full(it.to)} cử người tham gia "
        f"đoàn kiểm tra thành lập theo Quyết định số {it.decision_no} ngày {day(it.decided_on)}.",
    )
    yield _said("subject", f"1. Nội dung kiểm tra: {it.subject} ({row.term.vi}).")
    yield _said("units", f"2. Đơn vị được kiểm tra: {'; '.join(map(in_full, it.units))}.")
    yield _said("time", f"3. Thời gian kiểm tra: từ ngày {day(it.first_on)} đến ngày {day(it.last_on)}.")
    where = f", tại {it.place}" if it.place else ""
    yield _said("meeting", f"4. Đoàn bắt đầu làm việc ngày {day(it.meets_on)}{where}.")
    yield _said("leader", f"5. Trưởng đoàn: {it.leader}.")
    yield _said("please", f"Đề nghị thông báo họ tên, chức vụ người được cử tham gia cho {it.office.name}./.")
    yield from signed_foot(INSPECTION_INVITATION, it, it.signer)


PARTS: Mapping[str, Term] = {
    "opening": Term("Đoạn mở đầu: căn cứ, lời mời", "Opening: on which ground, the invitation"),
    "subject": Term("Nội dung kiểm tra", "What is inspected"),
    "units": Term("Đơn vị được kiểm tra", "The inspected agencies"),
    "time": Term("Thời gian kiểm tra", "From when to when"),
    "meeting": Term("Ngày, nơi đoàn bắt đầu làm việc", "When and where the team begins"),
    "leader": Term("Trưởng đoàn", "Who leads the team"),
    "please": Term("Đề nghị thông báo người được cử", "That whoever is sent be named"),
}


def _said(name: str, text: str) -> Passage:
    return Passage(name, PARTS[name], text)
