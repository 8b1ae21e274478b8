"""The people of a petition or case in their parts, with the papers they act by. All of it is behind the identities."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import NotAllowed
from app.casework.identities.finding import person_of
from app.casework.identities.opening import may_open
from app.casework.identities.remembering import remember
from app.casework.persons import Looker, Mandate, NewParty, PartyRow
from app.records.identities import Identity, PartyDetail
from app.records.matters import BESIDE, Matter, MatterPerson, PersonRole

HIDDEN = "Người liên quan"  # as what somebody beside a sealed matter is shown, where anybody is


def stands() -> ColumnElement[bool]:
    """The WHERE clause of people of matters who still have a part in them."""
    ended = exists().where(PartyDetail.person_id == MatterPerson.id, PartyDetail.ended_on.is_not(None))
    return ~ended


def parties_in(session: Session, matter: Matter, *, opened: bool = False) -> tuple[PartyRow, ...]:
    """The people of a matter in order, those of a list of signatories left out. One statement.

    Of a sealed one nothing that says who they are, unless ``opened``.
    """
    told = opened or not matter.sealed
    rows = session.execute(
        select(MatterPerson, Identity, PartyDetail)
        .join(Identity, Identity.id == MatterPerson.identity_id)
        .outerjoin(PartyDetail, PartyDetail.person_id == MatterPerson.id)
        .where(MatterPerson.matter_id == matter.id, MatterPerson.role != PersonRole.SIGNATORY)
        .order_by(MatterPerson.position)
    )
    return tuple(_party(one, identity, detail, told=told) for one, identity, detail in rows)


def _party(one: MatterPerson, identity: Identity, detail: PartyDetail | None, *, told: bool) -> PartyRow:
    mandate = Mandate() if detail is None else Mandate(**{it.name: getattr(detail, it.name) for it in fields(Mandate)})
    return PartyRow(
        position=one.position,
        role=one.role,
        person=person_of(identity) if told else None,
        since_on=detail.since_on if detail else None,
        ended_on=detail.ended_on if detail else None,
        end_reason=detail.end_reason if detail and told else "",
        mandate=mandate if told else Mandate(kind=mandate.kind, until_on=mandate.until_on),
        earlier=detail.earlier if detail and told else "",
    )


def open_parties(session: Session, matter: Matter, *, viewer: Looker, at: datetime) -> tuple[PartyRow, ...]:
    """The people of a sealed matter with what they act by. Written in the trail. Raises NotAllowed without a grant."""
    if not may_open(session, matter, viewer=viewer, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    audit.note(session, by=viewer.account_id, at=at, action="sealed_opened", matter=matter)
    return parties_in(session, matter, opened=True)


def add_party(session: Session, matter: Matter, new: NewParty, *, shown_as: str, at: datetime) -> int:
    """Put somebody into a matter; of a sealed one known to it alone. The place they have from now on."""
    last = session.scalar(select(func.max(MatterPerson.position)).where(MatterPerson.matter_id == matter.id)) or 0
    row = MatterPerson(
        matter_id=matter.id, identity_id=remember(session, new.person, at=at, sealed=matter.sealed), role=new.role,
        position=last + 1, shown_as=_shown(matter, new, shown_as),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(PartyDetail(person_id=row.id, since_on=new.since_on, **asdict(new.mandate)))
    session.flush()
    return row.position


def change_party(
    session: Session, matter: Matter, position: int, new: NewParty, *, earlier: str, shown_as: str, at: datetime
) -> None:
    """Let somebody stand in a matter as they should have been written down."""
    row = _at(session, matter, position)
    known = session.get_one(Identity, row.identity_id)
    if person_of(known) != new.person:
        row.identity_id = remember(session, new.person, at=at, sealed=matter.sealed)
    row.role, row.shown_as = new.role, _shown(matter, new, shown_as)
    detail = _detail(session, row)
    detail.since_on, detail.earlier = new.since_on, earlier
    for name, value in asdict(new.mandate).items():
        setattr(detail, name, value)
    session.flush()


def end_party(session: Session, matter: Matter, position: int, *, on: date, reason: str) -> None:
    """Somebody has no part in a matter any more; they stay to be read."""
    detail = _detail(session, _at(session, matter, position))
    detail.ended_on, detail.end_reason = on, reason
    session.flush()


def copy_details(session: Session, source_id: int, target_id: int) -> None:
    """What the people of one matter act by, for the same people, by place, in another of its chain."""
    rows = session.execute(
        select(MatterPerson.position, PartyDetail)
        .join(PartyDetail, PartyDetail.person_id == MatterPerson.id)
        .where(MatterPerson.matter_id == source_id)
    ).all()
    there = {
        row.position: row.id
        for row in session.execute(
            select(MatterPerson.position, MatterPerson.id).where(MatterPerson.matter_id == target_id)
        )
    }
    kept = [name for name in PartyDetail.__table__.columns.keys() if name != "person_id"]  # noqa: SIM118 - a collection
    session.add_all(
        PartyDetail(person_id=there[position], **{name: getattr(detail, name) for name in kept})
        for position, detail in rows
        if position in there
    )
    session.flush()


def drop_parties(session: Session, matter: Matter) -> None:
    """Take out of an open matter whom it must not tell any more: who stands beside it, and what was said of anybody."""
    theirs = select(MatterPerson.id).where(MatterPerson.matter_id == matter.id)
    drop_details(session, session.scalars(theirs).all())
    session.execute(delete(MatterPerson).where(MatterPerson.matter_id == matter.id, MatterPerson.role.in_(BESIDE)))


def drop_details(session: Session, person_ids: Collection[int]) -> None:
    """Take out what is said of people that leave a matter."""
    session.execute(delete(PartyDetail).where(PartyDetail.person_id.in_(person_ids)))


def hide_beside(session: Session, matter_ids: Collection[int]) -> None:
    """Who stands beside matters that are sealed now is no denouncer, and shown as nobody."""
    session.execute(
        update(MatterPerson)
        .where(MatterPerson.matter_id.in_(matter_ids), MatterPerson.role.in_(BESIDE))
        .values(shown_as=HIDDEN)
    )


def _shown(matter: Matter, new: NewParty, shown_as: str) -> str:
    if not matter.sealed:
        return new.person.full_name
    return HIDDEN if new.role in BESIDE else shown_as


def _at(session: Session, matter: Matter, position: int) -> MatterPerson:
    wanted = (MatterPerson.matter_id == matter.id, MatterPerson.position == position)
    return session.scalars(select(MatterPerson).where(*wanted, MatterPerson.role != PersonRole.SIGNATORY)).one()


def _detail(session: Session, row: MatterPerson) -> PartyDetail:
    found = session.get(PartyDetail, row.id)
    if found is None:
        found = PartyDetail(person_id=row.id)
        session.add(found)
    return found


__all__ = [
    "add_party",
    "change_party",
    "copy_details",
    "drop_details",
    "drop_parties",
    "end_party",
    "hide_beside",
    "open_parties",
    "parties_in",
    "stands",
]
