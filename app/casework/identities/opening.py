"""The sealed page: who may open it, and what stands on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from app.casework import audit, persons
from app.casework.chains import chain_of
from app.casework.errors import NotAllowed
from app.casework.exclusions import excluded_agencies
from app.casework.identities.finding import person_of
from app.casework.identities.lines import lines_said
from app.casework.persons import LineWords, Looker, Person, SealedPage, SealedPart
from app.records.identities import Identity, IdentityGrant, PartyDetail, SealedContent
from app.records.matters import BESIDE, Act, Matter, MatterPerson


def live_grant(account_id: int, at: datetime | None = None) -> Select[int]:
    """The ids of the matters whose sealed page an account may open: grants without an end, or that end after ``at``."""
    lasting = IdentityGrant.until_at.is_(None)
    running = lasting if at is None else or_(lasting, IdentityGrant.until_at > at)
    return select(IdentityGrant.matter_id).where(IdentityGrant.account_id == account_id, running)


def may_open(session: Session, matter: Matter, *, viewer: Looker, at: datetime) -> bool:
    """Whether ``viewer`` may open the sealed page now: a live grant, and no part in an excluded agency."""
    if excluded_agencies(session, matter) & viewer.agencies():
        return False
    granted = live_grant(viewer.account_id, at).where(IdentityGrant.matter_id == matter.id)
    return session.scalar(granted.limit(1)) is not None


def purposes_of(session: Session, matter: Matter, *, viewer: Looker, at: datetime) -> list[str]:
    """What ``viewer`` may open the sealed page of a matter for, now; empty when they may not."""
    if not may_open(session, matter, viewer=viewer, at=at):
        return []
    running = or_(IdentityGrant.until_at.is_(None), IdentityGrant.until_at > at)
    mine = and_(IdentityGrant.account_id == viewer.account_id, IdentityGrant.matter_id == matter.id, running)
    return list(session.scalars(select(IdentityGrant.purpose).where(mine).order_by(IdentityGrant.id)))


def open_sealed(session: Session, matter: Matter, *, viewer: Looker, at: datetime) -> SealedPage:
    """The sealed page of a matter's chain. Written in the audit trail. Raises NotAllowed without a live grant."""
    if not may_open(session, matter, viewer=viewer, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    audit.note(session, by=viewer.account_id, at=at, action="sealed_opened", matter=matter)
    chain = chain_of(session, matter)
    return SealedPage(
        people=tuple(_still_in(session, [member.id for member in chain])),
        parts=tuple(part for member in chain if (part := _part(session, member))),
    )


def _still_in(session: Session, matter_ids: Collection[int]) -> list[Person]:
    """The people of a chain, each once; whoever has no part any more in the last matter they stand in is left out."""
    rows = session.execute(
        select(Identity, PartyDetail.ended_on)
        .join(MatterPerson, MatterPerson.identity_id == Identity.id)
        .outerjoin(PartyDetail, PartyDetail.person_id == MatterPerson.id)
        .where(MatterPerson.matter_id.in_(matter_ids), MatterPerson.role.not_in(BESIDE))
        .order_by(MatterPerson.matter_id, MatterPerson.position)
    ).all()
    ended = {row.id: ended_on is not None for row, ended_on in rows}  # the last one counts
    return [person_of(row) for row in {row.id: row for row, _ended_on in rows}.values() if not ended[row.id]]


def _part(session: Session, matter: Matter) -> SealedPart | None:
    sealed = session.get(SealedContent, matter.id)
    acts = session.execute(select(Act.note, Act.data).where(Act.matter_id == matter.id).order_by(Act.id))
    notes = tuple(words for note, data in acts if (words := persons.noted(note, data)))
    lines = lines_said(session, matter)
    if sealed is None:
        return SealedPart(matter.code, matter.kind, "", "", "", "", notes, lines) if notes or lines else None
    told = (sealed.content, sealed.request, sealed.papers, sealed.note)
    return SealedPart(matter.code, matter.kind, *told, notes, lines)


def open_lines(session: Session, matter: Matter, *, viewer: Looker, at: datetime) -> dict[int, LineWords]:
    """The words of the contents of a sealed matter, by number. Audited and refused as :func:`open_sealed`."""
    if not may_open(session, matter, viewer=viewer, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    audit.note(session, by=viewer.account_id, at=at, action="sealed_opened", matter=matter)
    return dict(lines_said(session, matter))


def people_in(session: Session, matter_ids: Collection[int], *which: ColumnElement[bool]) -> list[Person]:
    """The people of some matters, each once, in the order of the matters."""
    rows = session.scalars(
        select(Identity)
        .join(MatterPerson, MatterPerson.identity_id == Identity.id)
        .where(MatterPerson.matter_id.in_(matter_ids), *which)
        .order_by(MatterPerson.matter_id, MatterPerson.position)
    )
    return [person_of(row) for row in {row.id: row for row in rows}.values()]
