"""Against whom a petition is. A head who is denounced never sees it, nor does anybody of the agency they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit, identities
from app.casework.agencies import superior_of
from app.casework.chains import chain_of
from app.casework.exclusions import exclude
from app.casework.matters import move_custody
from app.casework.permissions import Viewer
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.people import Role
from app.records.petitions import Respondent


@dataclass(frozen=True, slots=True)
class NewRespondent:
    """An agency of the register (``is_head``: its head), or a name and post as written."""

    agency_id: int | None = None
    name: str = ""
    is_head: bool = False


def name_respondents(session: Session, matter: Matter, respondents: Sequence[NewRespondent]) -> None:
    """Add those not named yet."""
    rows = session.scalars(select(Respondent).where(Respondent.matter_id == matter.id))
    named = {(row.agency_id, row.name, row.is_head) for row in rows}
    for one in respondents:
        if (one.agency_id, one.name.strip(), one.is_head) not in named:
            session.add(
                Respondent(matter_id=matter.id, agency_id=one.agency_id, name=one.name.strip(), is_head=one.is_head)
            )
    session.flush()


def copy_respondents(session: Session, source: Matter, target: Matter) -> None:
    """The respondents of a petition, in the case it became."""
    rows = session.scalars(select(Respondent).where(Respondent.matter_id == source.id)).all()
    name_respondents(session, target, [NewRespondent(row.agency_id, row.name, row.is_head) for row in rows])


def exclude_denounced_head(
    session: Session, matter: Matter, *, on: date, by: Viewer, at: datetime, again: Sequence[Matter] = ()
) -> None:
    """Hide the chain of a denunciation from every agency whose head is denounced; its petition goes to the superior.

    ``again``: what told the same of the same people and was sealed with it; it is hidden and goes the same way.
    Nothing happens when no head of an agency of the register is denounced. An agency without a superior in the
    register keeps no sight of it either: supervisors see it, and it must be transferred.
    """
    heads = select(Respondent.agency_id).where(
        Respondent.matter_id == matter.id, Respondent.is_head, Respondent.agency_id.is_not(None)
    )
    excluded = [one for one in session.scalars(heads.order_by(Respondent.id)) if one is not None]
    if not excluded:
        return
    superior = _above(session, excluded, on)
    insiders = set(session.scalars(select(Role.account_id).where(Role.agency_id.in_(excluded))))
    for whole in (matter, *again):
        for member in chain_of(session, whole):
            exclude(session, member, excluded)
            audit.note(session, by=by.account_id or None, at=at, action="agency_excluded", matter=member)
        if superior is not None and whole.kind is not MatterKind.VISIT:
            move_custody(session, whole, superior, on=on, by=by, at=at)
        identities.end_grants(session, whole, by=by.account_id or None, at=at, account_ids=insiders)


def _above(session: Session, excluded: Sequence[int], on: date) -> Agency | None:
    """The nearest agency above the first whose own head is not denounced as well."""
    superior = superior_of(session, excluded[0], on)
    while superior is not None and superior.id in excluded:
        superior = superior_of(session, superior.id, on)
    return superior


def readmit(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    """The matter is no denunciation after all: a complaint is first resolved by the very agency it is about."""
    for member in chain_of(session, matter):
        if exclude(session, member, ()):
            audit.note(session, by=by.account_id or None, at=at, action="agency_readmitted", matter=member)
