"""Who the citizens are. The only module that reads or writes :mod:`app.records.identities`.

Everybody else holds an identity's id and a ``shown_as``. Sealing gives a chain of matters (visit, petition, case)
identities of its own, linked to nothing else, and moves what it is about behind the sealed page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.chains import chain_of
from app.casework.errors import NotAllowed
from app.casework.file_names import hide_names
from app.casework.identities.contents import add_to_sealed, move_content
from app.casework.identities.finding import earlier_people, person_of, share_a_name
from app.casework.identities.lines import add_lines, copy_lines, drop_lines, line_of_petition
from app.casework.identities.opening import live_grant, may_open, open_lines, open_sealed, people_in, purposes_of
from app.casework.identities.parties import copy_details, drop_details, drop_parties, hide_beside, stands
from app.casework.identities.remembering import remember
from app.casework.numbers import PREFIXES, free_random_code
from app.casework.persons import (
    EarlierMatter,
    EarlierPerson,
    Person,
    SealedPage,
    SealedPart,
    Shown,
    Typed,
)
from app.casework.same_content import duplicates_of, repeats_of, unlink_sealed
from app.casework.split_families import part_company, withdraw_open_copies
from app.records.identities import Identity, IdentityGrant
from app.records.matters import BESIDE, Matter, MatterKind, MatterPerson, PersonRole, Series

DENOUNCER = "Người tố cáo"
SECRECY_ASKED = "Người đề nghị giữ bí mật"

RECEIVING = "tiếp nhận"  # whoever typed it, until the matter is handed over
TRIAGING = "phân loại, xử lý đơn"
RESOLVING = "giải quyết"
ASSIGNED = "được phân công"
NAMED = MatterPerson.role.not_in((PersonRole.SIGNATORY, *BESIDE))  # not one of the many of a list, nor beside it
PRESENT = and_(NAMED, stands())  # and still with a part in it


def attach_people(
    session: Session, matter: Matter, people: Sequence[Person], role: PersonRole, *, at: datetime
) -> None:
    """Put ``people`` into an unsealed matter, in order, after those already there. Sealing comes after."""
    last = session.scalar(select(func.max(MatterPerson.position)).where(MatterPerson.matter_id == matter.id)) or 0
    for position, person in enumerate(people, start=last + 1):
        identity_id = remember(session, person, at=at)
        session.add(
            MatterPerson(
                matter_id=matter.id, identity_id=identity_id, role=role, position=position, shown_as=person.full_name
            )
        )
    session.flush()


def correct_people(
    session: Session, matter: Matter, people: Sequence[Person], role: PersonRole, *, at: datetime
) -> list[int]:
    """Put ``people`` in the place of those of a role in an unsealed matter.

    The ids of the identities that stood there, which stay as they are; none when nothing changed.
    """
    mine = (MatterPerson.matter_id == matter.id, MatterPerson.role == role)
    rows = session.scalars(select(MatterPerson).where(*mine).order_by(MatterPerson.position)).all()
    before = [row.identity_id for row in rows]
    after = [remember(session, person, at=at) for person in people]
    if before == after:
        return []
    for row, identity_id, person in zip(rows, after, people, strict=False):
        row.identity_id, row.shown_as = identity_id, person.full_name
    drop_details(session, [row.id for row in rows[len(after) :]])
    for row in rows[len(after) :]:
        session.delete(row)
    attach_people(session, matter, people[len(rows) :], role, at=at)
    return before


def copy_people(session: Session, source: Matter, target: Matter, *, visitors_as: PersonRole | None = None) -> None:
    """The people of one matter in another matter of the same chain: the same identities, shown the same way."""
    rows = session.scalars(_people_of([source.id])).all()
    for row in rows:
        role = visitors_as if visitors_as and row.role is PersonRole.VISITOR else row.role
        session.add(
            MatterPerson(
                matter_id=target.id,
                identity_id=row.identity_id,
                role=role,
                position=row.position,
                shown_as=row.shown_as,
            )
        )
    session.flush()
    copy_details(session, source.id, target.id)


def people_shown(session: Session, matter_ids: Collection[int] | Select[int]) -> dict[int, list[Shown]]:
    """The people of matters as anybody who sees those matters may read: of a sealed one only its ``shown_as``.

    Nobody who has no part any more is among them, nor those of a list (:mod:`app.casework.identities.signing`).
    Asked with a statement instead of ids, for a whole register, only matters with somebody in them are there.
    """
    shown: dict[int, list[Shown]] = {one: [] for one in (() if isinstance(matter_ids, Select) else matter_ids)}
    for row in session.scalars(_people_of(matter_ids).where(PRESENT)):
        shown.setdefault(row.matter_id, []).append(Shown(row.position, row.role, row.shown_as))
    return shown


def names_in(matter_id: Any) -> Select[int, str]:
    """As :func:`people_shown` for one line of a list of what somebody sees: positions and names, for its statement."""
    return select(MatterPerson.position, MatterPerson.shown_as).where(MatterPerson.matter_id == matter_id, PRESENT)


def shown_in(session: Session, matter: Matter) -> str:
    """As what those a sealed matter is of are shown."""
    return next((one.shown_as for one in people_shown(session, [matter.id])[matter.id]), DENOUNCER)


def known_people(session: Session, matter: Matter) -> list[Person]:
    """The particulars of the people of an unsealed matter. Raises NotAllowed for a sealed one."""
    if matter.sealed:
        raise NotAllowed("Thông tin người trong hồ sơ này chỉ xem ở trang bảo mật.")
    return people_in(session, [matter.id], PRESENT)


def known_people_of(
    session: Session, matter_ids: Collection[int] | Select[int], *, ended: bool = False
) -> dict[int, list[Person]]:
    """By matter, the particulars of the people of unsealed matters; sealed ones are left out.

    ``ended``: those who have no part any more as well, for whoever looks a file up by them.
    """
    told = people_told(session, matter_ids, ended=ended)
    known = {matter_id: [person for _shown, person in people if person] for matter_id, people in told.items()}
    return {matter_id: people for matter_id, people in known.items() if people}


def people_told(
    session: Session, matter_ids: Collection[int] | Select[int], *, ended: bool = False
) -> dict[int, list[tuple[Shown, Person | None]]]:
    """By matter, its people as anybody may read, with their particulars unless they are sealed. For registers."""
    rows = session.execute(
        select(MatterPerson, Identity)
        .join(Matter, Matter.id == MatterPerson.matter_id)
        .outerjoin(Identity, and_(Identity.id == MatterPerson.identity_id, ~Matter.sealed, ~Identity.sealed))
        .where(MatterPerson.matter_id.in_(matter_ids), NAMED if ended else PRESENT)
        .order_by(MatterPerson.matter_id, MatterPerson.position)
    )
    found: dict[int, list[tuple[Shown, Person | None]]] = {}
    for row, identity in rows:
        shown = Shown(row.position, row.role, row.shown_as)
        found.setdefault(row.matter_id, []).append((shown, person_of(identity) if identity else None))
    return found


def _people_of(matter_ids: Collection[int] | Select[int]) -> Select[MatterPerson]:
    theirs = select(MatterPerson).where(MatterPerson.matter_id.in_(matter_ids))
    return theirs.order_by(MatterPerson.matter_id, MatterPerson.position)


# ---- sealing


def seal_matter(
    session: Session, matter: Matter, *, by: int | None, at: datetime, shown_as: str = DENOUNCER
) -> tuple[Matter, ...]:
    """Seal the chain of ``matter``: visit, petition and case at once.

    Fresh identities linked to no other matter, contents moved behind the sealed page, titles emptied, codes random;
    whoever typed each matter may open the sealed page until it is handed over. Sealing again changes nothing. Petitions
    of the same content (đơn trùng), and visits about the same thing, tell the same of the same people: they are sealed,
    too, and answered: from whom the one is hidden, the others are.
    """
    chain = chain_of(session, matter)
    again = _told_again(session, [member.id for member in chain], of_anybody=shown_as == DENOUNCER)
    _seal_people(session, [member.id for member in chain], at=at, shown_as=shown_as)
    for member in chain:
        if member.sealed:
            continue
        move_content(session, member)
        member.sealed, member.title, member.place_id = True, "", None  # a place tells whom it is against
        member.code = free_random_code(session, _prefix(member))
        audit.note(session, by=by, at=at, action="sealed", matter=member)
        if member.created_by_id is not None and member.agency_id == matter.agency_id:
            _grant_one(session, member, member.created_by_id, purpose=RECEIVING, by=by, at=at)
    session.flush()  # before the files: who was adding one meanwhile has finished, and it is among them
    hide_names(session, [member.id for member in chain])
    unlink_sealed(session, [member.id for member in chain])
    withdraw_open_copies(session, [member.id for member in chain])
    others = [*part_company(session, [member.id for member in chain]), *again]
    further = [seal_matter(session, other, by=by, at=at, shown_as=shown_as) for other in others]
    return (*others, *(one for found in further for one in found))


def _told_again(session: Session, matter_ids: list[int], *, of_anybody: bool) -> list[Matter]:
    """The open petitions and visits about what these are; of their own people alone, unless ``of_anybody``."""
    theirs = select(MatterPerson.identity_id).where(MatterPerson.matter_id.in_(matter_ids))
    shared = select(MatterPerson.matter_id).where(MatterPerson.identity_id.in_(theirs))
    same = duplicates_of(session, matter_ids) | repeats_of(session, matter_ids)
    wanted = select(Matter).where(Matter.id.in_(same), ~Matter.sealed)
    return list(session.scalars(wanted if of_anybody else wanted.where(Matter.id.in_(shared))))


def _seal_people(session: Session, matter_ids: list[int], *, at: datetime, shown_as: str) -> None:
    """An identity for this chain alone each: a copy when other matters use the row, the row itself when none does."""
    theirs = select(MatterPerson.identity_id).where(MatterPerson.matter_id.in_(matter_ids))
    elsewhere = select(MatterPerson.identity_id).where(
        MatterPerson.identity_id.in_(theirs), ~MatterPerson.matter_id.in_(matter_ids)
    )
    shared = set(session.scalars(elsewhere))
    sealed_as: dict[int, int] = {}
    for row in session.scalars(select(Identity).where(Identity.id.in_(theirs))).all():
        if row.sealed or row.id not in shared:
            row.sealed, row.folded_name, row.folded_address = True, "", ""
            sealed_as[row.id] = row.id
        else:
            sealed_as[row.id] = remember(session, person_of(row), at=at, sealed=True)
    for person in session.scalars(_people_of(matter_ids)).all():
        person.identity_id, person.shown_as = sealed_as[person.identity_id], shown_as
    session.flush()
    hide_beside(session, matter_ids)


def _prefix(matter: Matter) -> str:
    series = {MatterKind.VISIT: Series.VISIT, MatterKind.PETITION: Series.PETITION}.get(matter.kind)
    return PREFIXES[series] if series else matter.code.partition("-")[0]


# ---- grants


def grant(
    session: Session,
    matter: Matter,
    account_id: int,
    *,
    purpose: str,
    by: int | None,
    at: datetime,
    until: datetime | None = None,
) -> None:
    """Let an account open the sealed page of ``matter`` and of its chain where the same agency has it.

    Who may say so: see assignments.
    """
    for member in chain_of(session, matter):
        if member.sealed and member.agency_id == matter.agency_id:
            _grant_one(session, member, account_id, purpose=purpose, by=by, at=at, until=until)


def _grant_one(
    session: Session, matter: Matter, account_id: int, *, purpose: str, by: int | None, at: datetime,
    until: datetime | None = None,
) -> None:  # fmt: skip
    mine = and_(IdentityGrant.account_id == account_id, IdentityGrant.matter_id == matter.id)
    same = select(IdentityGrant.id).where(mine, IdentityGrant.purpose == purpose, IdentityGrant.until_at.is_(None))
    if session.scalar(same.limit(1)) is not None:
        return
    session.add(
        IdentityGrant(
            matter_id=matter.id, account_id=account_id, purpose=purpose, granted_by_id=by, granted_at=at, until_at=until
        )
    )
    audit.note(session, by=by, at=at, action="identity_granted", matter=matter, account=account_id, purpose=purpose)
    session.flush()


def end_grants(
    session: Session,
    matter: Matter,
    *,
    by: int | None,
    at: datetime,
    purposes: Collection[str] | None = None,
    account_ids: Collection[int] | None = None,
) -> None:
    """End the live grants of the chain of ``matter``: of these purposes and accounts, or all of them."""
    ids = [member.id for member in chain_of(session, matter)]
    running = or_(IdentityGrant.until_at.is_(None), IdentityGrant.until_at > at)
    ending = select(IdentityGrant).where(IdentityGrant.matter_id.in_(ids), running)
    if purposes is not None:
        ending = ending.where(IdentityGrant.purpose.in_(purposes))
    if account_ids is not None:
        ending = ending.where(IdentityGrant.account_id.in_(account_ids))
    for row in session.scalars(ending).all():
        row.until_at = at
    if matter.sealed:
        audit.note(session, by=by, at=at, action="identity_grants_ended", matter=matter)
    session.flush()


__all__ = [
    "ASSIGNED",
    "DENOUNCER",
    "RECEIVING",
    "RESOLVING",
    "SECRECY_ASKED",
    "TRIAGING",
    "EarlierMatter",
    "EarlierPerson",
    "Person",
    "SealedPage",
    "SealedPart",
    "Shown",
    "Typed",
    "add_lines",
    "add_to_sealed",
    "attach_people",
    "copy_lines",
    "copy_people",
    "drop_lines",
    "drop_parties",
    "earlier_people",
    "end_grants",
    "grant",
    "known_people",
    "known_people_of",
    "line_of_petition",
    "live_grant",
    "may_open",
    "open_lines",
    "open_sealed",
    "people_shown",
    "people_told",
    "purposes_of",
    "remember",
    "seal_matter",
    "share_a_name",
    "shown_in",
]
