"""Naming the case below: by who cannot see it yet, from two papers they hold. It opens nothing; that is another act.

What is typed must be exact: the agency, and the code or the number of the decision (or of the acceptance). The code of
a complaint and the numbers of an agency can be counted through, so one of them alone is enough only where the same
person complained there; the code of what is sealed is drawn, and is always asked for. Whatever does not fit is answered
by one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.casework import audit, identities, ledger
from app.casework.acts import Entry, hold, may_record_at
from app.casework.agencies import agencies_under
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.instances import FIRST_INSTANCE, RELATIONS, follow, tell_below
from app.casework.permissions import Deed, Viewer, unhidden
from app.casework.readings import open_file, previous_of
from app.casework.respondents import exclude_denounced_head
from app.records.agencies import Agency
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter, MatterKind
from app.records.petitions import Petition
from app.statute.procedures import provisions_of, reading_below
from app.statute.terms import DENUNCIATIONS, Procedure

NUMBERED = ("accepted", "decided")  # whose paper is named by its number


@dataclass(frozen=True, slots=True)
class Named:
    """What was typed: the agency, and the code, the number of its decision or of its acceptance, or both."""

    agency_id: int
    code: str = ""
    number: str = ""


def may_name(session: Session, matter: Matter, viewer: Viewer) -> bool:
    """Whether ``viewer`` says which case ``matter`` follows: it follows one, and none is named."""
    if matter.procedure not in RELATIONS or not matter.open:
        return False
    handles = may_record_at(viewer, matter.kind, matter.agency_id, "handler")
    return handles and previous_of(session, matter) is None


def agencies_below(session: Session, matter: Matter, on: date) -> list[Agency]:
    """Where a case below can be: directly under the agency that has ``matter`` on a day, or that agency itself."""
    return [*agencies_under(session, matter.agency_id, on), session.get_one(Agency, matter.agency_id)]


def name_below(
    session: Session, matter: Matter, named: Named, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> Matter:  # fmt: skip
    """Say which case a petition or case follows. What its log has told below already is told there now.

    Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, Refused on ``agency_id`` or ``code``.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    _check_names(session, matter, by=by, at=at)
    if named.agency_id not in {one.id for one in agencies_below(session, matter, today)}:
        raise Refused("Chọn cơ quan cấp dưới trực tiếp.", field="agency_id")
    below = _found(session, matter, named, by)
    petitions = list(_petitions_of(session, matter))
    follow(session, below, matter, petitions[0], field="code", accepted=matter.kind is MatterKind.CASE)
    _link(session, matter, below, petitions)
    if matter.procedure in DENUNCIATIONS:
        exclude_denounced_head(session, matter, on=today, by=by, at=at)
    audit.note(session, by=by.account_id or None, at=at, action="case_below_named", matter=matter)
    _tell_what_was_done(session, matter, below, by=by, at=at, today=today)
    session.flush()
    return below


def _check_names(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    if not may_record_at(by, matter.kind, matter.agency_id, "handler"):
        raise NotAllowed("Không có quyền sửa hồ sơ này.")
    if matter.sealed and not (
        by.may(Deed.ASSIGN, matter.agency_id) or identities.may_open(session, matter, viewer=by, at=at)
    ):
        raise NotAllowed("Hồ sơ này do thủ trưởng phân công.")
    if matter.procedure not in RELATIONS or not matter.open:
        raise OutOfOrder(
            "Chỉ khiếu nại lần hai, tố cáo tiếp đang giải quyết mới nêu vụ việc của cấp dưới.",
            provisions=provisions_of(matter.procedure or Procedure.TRIAGE, "received"),
        )
    if previous_of(session, matter) is not None:
        raise OutOfOrder("Hồ sơ này đã nêu vụ việc của cấp dưới.")


def _found(session: Session, matter: Matter, named: Named, by: Viewer) -> Matter:
    code, number = named.code.strip().upper(), " ".join(named.number.split())
    first = FIRST_INSTANCE.get(Procedure(matter.procedure or ""))
    wanted = select(Matter).where(
        Matter.kind == MatterKind.CASE, Matter.agency_id == named.agency_id, Matter.id != matter.id, unhidden(by),
        Matter.procedure.in_({first} if first else DENUNCIATIONS), *_papers(code, number),
    )  # fmt: skip
    found = list(session.scalars(wanted.limit(2))) if code or number else []
    if len(found) != 1 or not _enough(session, matter, found[0], code, number):
        raise Refused(
            "Không tìm thấy vụ việc này ở cơ quan đã chọn. Kiểm tra mã, số văn bản; người đứng đơn khác lần trước thì"
            " nhập cả hai.",
            field="code",
        )
    return found[0]


def _papers(code: str, number: str) -> Iterator[ColumnElement[bool]]:
    if code:
        yield Matter.code == code
    if number:
        numbered = select(Act.matter_id).where(Act.act.in_(NUMBERED), Act.document_no == number)
        yield Matter.id.in_(numbered)


def _enough(session: Session, matter: Matter, below: Matter, code: str, number: str) -> bool:
    """Whether what was typed could not have been counted through."""
    if below.sealed:
        return bool(code)
    return bool(code and number) or identities.share_a_name(session, matter.id, below.id)


def _petitions_of(session: Session, matter: Matter) -> Iterator[Petition]:
    own = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id)
    wanted = Petition.matter_id.in_(own) if matter.kind is MatterKind.CASE else Petition.matter_id == matter.id
    yield from session.scalars(select(Petition).where(wanted).order_by(Petition.matter_id))


def _link(session: Session, matter: Matter, below: Matter, petitions: list[Petition]) -> None:
    for petition in petitions:
        petition.previous_case_id = below.id
    if matter.kind is MatterKind.CASE:
        case = session.get_one(Case, matter.id)
        case.previous_case_id, case.relation = below.id, RELATIONS[matter.procedure or ""]


def _tell_what_was_done(
    session: Session, matter: Matter, below: Matter, *, by: Viewer, at: datetime, today: date
) -> None:
    lines = ledger.log_of(session, matter)
    answered = {line.corrects_id for line in lines}
    for line in [one for one in lines if one.id not in answered]:
        entry = Entry(line.act, line.on, {}, line.document_no, line.document_on)
        tell_below(session, matter, entry, by=by, at=at, today=today)
        if line.act in reading_below(matter.procedure or Procedure.TRIAGE):
            open_file(session, matter, below.id, line, at=at)
