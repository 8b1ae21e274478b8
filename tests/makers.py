"""Agencies, accounts, visits, petitions and cases to test with: plain functions, legal and boring defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import acts, ledger, petitions, reception
from app.casework.content_lines import lines_of
from app.casework.identities import Person
from app.casework.permissions import HeldRole, Viewer
from app.casework.petitions import NewPetition
from app.casework.reception import NewVisit
from app.records.agencies import Agency, AgencyParent, Level
from app.records.matters import Act, Matter
from app.records.people import Account, Role, RoleKind
from app.records.petitions import PetitionKind, Source
from app.records.reception import VisitOutcome
from app.statute.findings import FINDINGS
from app.statute.procedures import each_content_of

FROM = date(2025, 7, 1)
DAY = date(2026, 7, 6)  # a Monday after the reform
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HOA = Person(
    full_name="Nguyễn Thị Hòa", birth_year=1971, address="Làng Mook Trang, xã Ia Dom", paper="Căn cước",
    paper_number="064171004321", phone="0905 111 222",
)  # fmt: skip
_numbers = count(1)


def at(day: date) -> datetime:
    """Nine o'clock on ``day``, in Vietnam."""
    return datetime.combine(day, time(9), VIETNAM)


def time_of(hour: int, minute: int = 0) -> time:
    """A time of day, as a schedule has it."""
    return time(hour, minute)


def an_agency(
    session: Session, name: str = "UBND xã Ia Dom", *, under: Agency | None = None, level: Level = Level.COMMUNE
) -> Agency:
    agency = Agency(code=f"m{next(_numbers)}", name=name, level=level, head_title="Chủ tịch UBND xã", from_on=FROM)
    session.add(agency)
    session.flush()
    if under is not None:
        session.add(AgencyParent(agency_id=agency.id, parent_id=under.id, from_on=FROM))
        session.flush()
    return agency


def an_account(session: Session, agency: Agency, *kinds: RoleKind) -> Account:
    number = next(_numbers)
    account = Account(username=f"m-{number}", full_name=f"Công chức {number}", created_at=at(FROM))
    session.add(account)
    session.flush()
    for kind in kinds:
        session.add(Role(account_id=account.id, agency_id=agency.id, kind=kind, from_on=FROM))
    session.flush()
    return account


def a_viewer(session: Session, agency: Agency, *kinds: RoleKind) -> Viewer:
    """A new account with these roles, as it looks and acts."""
    account = an_account(session, agency, *kinds)
    return Viewer(account.id, tuple(HeldRole(kind, agency.id) for kind in kinds))


@dataclass(frozen=True, slots=True)
class Unit:
    """An agency and its people."""

    agency: Agency
    officer: Viewer
    handler: Viewer
    head: Viewer


def a_unit(session: Session, name: str = "UBND xã Ia Dom", *, under: Agency | None = None) -> Unit:
    agency = an_agency(session, name, under=under)
    return Unit(
        agency,
        officer=a_viewer(session, agency, RoleKind.OFFICER),
        handler=a_viewer(session, agency, RoleKind.HANDLER),
        head=a_viewer(session, agency, RoleKind.HEAD),
    )


def the_unit(session: Session) -> Unit:
    """The unit made first, as another process finds it."""
    agency = session.scalars(select(Agency).order_by(Agency.id)).first()
    assert agency is not None
    roles = session.scalars(select(Role).where(Role.agency_id == agency.id))
    by_kind = {role.kind: Viewer(role.account_id, (HeldRole(role.kind, agency.id),)) for role in roles}
    return Unit(agency, by_kind[RoleKind.OFFICER], by_kind[RoleKind.HANDLER], by_kind[RoleKind.HEAD])


def a_visit(
    session: Session,
    unit: Unit,
    *,
    on: date = DAY,
    outcome: VisitOutcome = VisitOutcome.NOTED,
    people: Sequence[Person] = (HOA,),
    **others: Any,
) -> Matter:
    given = {"content": "Hỏi về việc đo lại ranh giới thửa đất", **others}
    new = NewVisit(received_on=on, people=people, outcome=outcome, **given)
    return reception.log_visit(session, new, agency_id=unit.agency.id, by=unit.officer, at=at(on), today=on)


def a_petition(
    session: Session,
    unit: Unit,
    *,
    on: date = DAY,
    kind: PetitionKind | None = None,
    people: Sequence[Person] = (HOA,),
    classified: Mapping[str, Any] | None = None,
    **others: Any,
) -> Matter:
    """A petition that came by post; classified on the same day when ``kind`` is given."""
    given = {"source": Source.POST, "content": "Khiếu nại quyết định thu hồi đất số 12", **others}
    new = NewPetition(received_on=on, people=people, **given)
    matter = petitions.register_petition(session, new, agency_id=unit.agency.id, by=unit.officer, at=at(on), today=on)
    if kind is not None:
        classify(session, unit, matter, kind, on=on, **(classified or {}))
    return matter


def classify(
    session: Session, unit: Unit, matter: Matter, kind: PetitionKind, *, on: date = DAY, **others: Any
) -> None:
    given = {"reason": "Nội dung đơn", "field": "land", **others}
    petitions.classify(session, matter, kind, on=on, by=unit.handler, at=at(on), today=on, **given)


def a_case(
    session: Session,
    unit: Unit,
    *,
    on: date = DAY,
    kind: PetitionKind = PetitionKind.COMPLAINT,
    petition: Matter | None = None,
    **others: Any,
) -> Matter:
    """A case accepted on the day its petition came."""
    source = petition or a_petition(session, unit, on=on, kind=kind)
    given = {"document_no": "15/TB-TL", "by": unit.handler, **others}
    return petitions.accept(session, source, on, at=at(on), today=on, **given)


def an_act(
    session: Session, matter: Matter, act: str, on: date, *, by: Viewer, typed_on: date | None = None, **others: Any
) -> Act:
    """An act with a document, typed on its own day unless ``typed_on`` says otherwise."""
    typed = typed_on or on
    said = {**found_of_each(session, matter, act), **others.pop("data", {})}
    given = {"document_no": "01/VB", "data": said, **others}
    return acts.record_act(session, matter, act, on, by=by, at=at(typed), today=typed, **given)


def found_of_each(session: Session, matter: Matter, act: str, *findings: str) -> dict[str, Any]:
    """What a resolution says of the contents that stand: these findings in turn, or the first of the list."""
    specs = each_content_of(matter.procedure or "triage", act)
    if not specs:
        return {}
    lines = [one for one in lines_of(session, matter, ledger.counted(ledger.log_of(session, matter))) if one.stands]
    found = {}
    for place, line in enumerate(lines):
        said = {spec.name: next(iter(FINDINGS[spec.choices])) for spec in specs if spec.choices}
        found[str(line.position)] = said | ({"finding": findings[place]} if findings else {})
    return {"findings": found} if found else {}
