"""An invented matter for every paper: what a template of the province is tried with before it is put in force."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from app.casework.papers.composing import joint_passages, named_passages
from app.casework.papers.facts import Concluded, Done, Earlier, Facts, NamedFacts, Office
from app.casework.papers.fields import PaperField, fields_of
from app.casework.papers.oversight_examples import SIGNER, passages_of_oversight
from app.casework.papers.shape import Passage, laid_out, overlaid
from app.casework.papers.sides import Sides
from app.casework.persons import Mandate, PartyRow, Person
from app.records.appointments import Appointment
from app.records.matters import MatterKind, PersonRole
from app.statute.papers import OfficialPaper
from app.statute.terms import DENUNCIATIONS, Procedure

NUMBER: Final = "05"
OFFICE: Final = Office(
    name="Ủy ban nhân dân xã Ví Dụ", superior="Ủy ban nhân dân tỉnh", place="Ví Dụ", post="Chủ tịch", short="UBND"
)
PERSON: Final = Person(
    full_name="Nguyễn Văn Ví Dụ", birth_year=1970, address="thôn 1, xã Ví Dụ", paper="Căn cước",
    paper_number="000000000000", paper_issued_on=date(2021, 8, 3), paper_issued_by="Cục Cảnh sát",
)  # fmt: skip
SIDES: Final = Sides((PartyRow(1, PersonRole.PETITIONER, PERSON, None, None, "", Mandate(), ""),))
RESPONDENT: Final = "Chủ tịch Ủy ban nhân dân xã Ví Dụ"
# What papers name as having come before them.
BEFORE: Final = ("accepted", "verifying", "suspended", "dialogue_notified", "dialogue_held", "decided", "concluded")


@dataclass(frozen=True, slots=True)
class Example:
    """A paper of the invented matter: its passages, and the fields a template may print."""

    passages: tuple[Passage, ...]
    fields: tuple[PaperField, ...]


def example_of(paper: OfficialPaper, today: date) -> Example:
    """The example of a paper. Of a joint paper it is made, as the paper is, of what cannot name anybody."""
    passages = overlaid(_passages(paper, today), {"signed_by": SIGNER})
    ending = paper.kind.symbol or "…"
    number = f"{NUMBER}/{ending}-{OFFICE.short}" if paper.numbered else ""
    return Example(passages, fields_of(paper, passages, laid_out(paper, passages, number=number, on=today)))


def _passages(paper: OfficialPaper, today: date) -> tuple[Passage, ...]:
    if not paper.subjects:
        return passages_of_oversight(paper, today)
    facts = _facts(paper, today)
    return joint_passages(paper, facts) if paper.joint else named_passages(paper, _named(facts))


def _facts(paper: OfficialPaper, today: date) -> Facts:
    procedure = min(paper.procedures, default=Procedure.FEEDBACK)
    acts = dict.fromkeys((*BEFORE, *paper.acts))
    return Facts(
        office=OFFICE, subject=MatterKind(min(paper.subjects)), code="VD/2026/0001", procedure=procedure,
        received_on=today - timedelta(days=20),
        shown_as=("Người tố cáo",) if procedure in DENUNCIATIONS else (PERSON.full_name,),
        respondents=() if procedure in DENUNCIATIONS else (RESPONDENT,), acting=(), interested=(),
        content="đo đạc lại thửa đất", request="xem xét lại", contested="Thông báo số 12/TB-UBND", forwarder="",
        forward_document="", log=tuple(Done(act, today, {}, "01/VB-UBND", today) for act in acts),
        earlier=Earlier("01/QĐ-UBND", today, RESPONDENT),
        conclusion=Concluded("Chủ tịch", "Giao kiểm tra, trả lời.", (("Kiểm tra thực địa", "Phòng Kinh tế", ""),)),
        today=today,
    )  # fmt: skip


def _named(facts: Facts) -> NamedFacts:
    said = {one.name: getattr(facts, one.name) for one in fields(Facts)}
    appointment = Appointment(on=facts.today, hour=time(8), place="Trụ sở tiếp công dân", whom="Chủ tịch", bring="")
    return NamedFacts(
        **said, people=(PERSON,), sides=SIDES, papers="Đơn, 2 tờ", visit=None, appointment=appointment, refusal=None,
        officer="Trần Thị Ví Dụ", officer_post="Cán bộ tiếp công dân", written_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
    )  # fmt: skip
