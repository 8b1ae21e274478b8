"""Against whom a petition is. A head who is denounced never sees it, nor does anybody of the agency they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit, identities
from app.casework.agencies import superior_of
from app.casework.chains import chain_of
from app.casework.exclusions import exclude, excluded_agencies
from app.casework.matters import move_custody
from app.casework.permissions import Viewer
from app.casework.places import propose
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.people import Role
from app.records.petitions import Respondent


@dataclass(frozen=True, slots=True)
class NewRespondent:
    """An agency of the register (``is_head``: its head), or a name and ``post`` (chức vụ) as written."""

    agency_id: int | None = None
    name: str = ""
    is_head: bool = False
    post: str = ""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """What naming somebody does to a denunciation: from whom it is hidden that sees it now, and where it goes.

    ``above``: who has it from then on; None: it stays with whoever has it. ``stranded``: it would have to go, and no
    agency above is in the register.
    """

    agencies: tuple[Agency, ...]
    above: Agency | None
    stranded: bool


STANDS = Respondent.ended_on.is_(None)
"""The WHERE clause of those a matter is still against."""


def name_respondents(session: Session, matter: Matter, respondents: Sequence[NewRespondent]) -> None:
    """Add those that do not stand there yet; the first commune among them is where it happened, unless it is said."""
    named = set(standing_in(session, matter))
    for one in respondents:
        new = replace(one, name=one.name.strip(), post=one.post.strip())
        if new not in named:
            session.add(
                Respondent(
                    matter_id=matter.id, agency_id=new.agency_id, name=new.name, post=new.post, is_head=new.is_head
                )
            )  # fmt: skip
    propose(session, matter, [one.agency_id for one in respondents if one.agency_id is not None])
    session.flush()


def standing_in(session: Session, matter: Matter) -> list[NewRespondent]:
    """Those a matter is still against, as they were named, in their order."""
    rows = session.scalars(select(Respondent).where(Respondent.matter_id == matter.id, STANDS).order_by(Respondent.id))
    return [NewRespondent(row.agency_id, row.name, is_head=row.is_head, post=row.post) for row in rows]


def copy_respondents(session: Session, source: Matter, target: Matter) -> None:
    """The respondents of a petition, in what it became: with what was put right, and those who were ended."""
    for row in session.scalars(select(Respondent).where(Respondent.matter_id == source.id).order_by(Respondent.id)):
        session.add(
            Respondent(
                matter_id=target.id, agency_id=row.agency_id, name=row.name, post=row.post, is_head=row.is_head,
                earlier=row.earlier, ended_on=row.ended_on, end_reason=row.end_reason,
            )
        )  # fmt: skip
    session.flush()


def take_over_respondents(session: Session, previous: Matter, matter: Matter) -> None:
    """Whoever an earlier case is still against, a later one is against as well."""
    name_respondents(session, matter, standing_in(session, previous))


def exclude_denounced_head(
    session: Session, matter: Matter, *, on: date, by: Viewer, at: datetime, again: Sequence[Matter] = ()
) -> None:
    """Hide the chain of a denunciation from every agency whose head is denounced; its petition goes to the superior.

    ``again``: what told the same of the same people and was sealed with it; it is hidden and goes the same way.
    Nothing happens when no head of an agency of the register is denounced. An agency without a superior in the
    register keeps no sight of it either: supervisors see it, and it must be transferred.
    """
    excluded = _denounced(session, matter)
    if not excluded:
        return
    superior = _above(session, excluded, on)
    for whole in (matter, *again):
        for member in chain_of(session, whole):
            exclude(session, member, _with_those_before(session, member, excluded))
            audit.note(session, by=by.account_id or None, at=at, action="agency_excluded", matter=member)
        if superior is not None and whole.kind is not MatterKind.VISIT:
            move_custody(session, whole, superior, on=on, by=by, at=at)
        _end_grants(session, whole, excluded, by=by, at=at)


def keep_out(session: Session, matter: Matter, *, on: date, by: Viewer, at: datetime) -> None:
    """Hide the chain of a denunciation from whoever heads what its respondents were put right to be.

    Nobody is let in: who was kept out before stays so (decision 0039). What an agency kept out has goes to its
    superior; a file that others have stays where it is.
    """
    heads = _denounced(session, matter)
    for member in chain_of(session, matter):
        excluded = _with_those_before(session, member, heads)
        if exclude(session, member, excluded):
            audit.note(session, by=by.account_id or None, at=at, action="agency_excluded", matter=member)
        superior = _above(session, excluded, on) if member.agency_id in excluded else None
        if superior is not None and member.kind is not MatterKind.VISIT:
            move_custody(session, member, superior, on=on, by=by, at=at)
    if heads:
        _end_grants(session, matter, heads, by=by, at=at)


def foresee_keeping_out(
    session: Session, matter: Matter, named: Sequence[NewRespondent], *, on: date, by_classifying: bool = False
) -> KeptOut | None:
    """What a denunciation against ``named``, all of them in their order, would be hidden from; None: from nobody more.

    ``by_classifying``: as :func:`exclude_denounced_head` does it; otherwise as :func:`keep_out`.
    """
    before = excluded_agencies(session, matter)
    heads = [one.agency_id for one in named if one.is_head and one.agency_id is not None]
    new = [one for one in dict.fromkeys(heads) if one not in before]
    if not new:
        return None
    excluded = list(dict.fromkeys(heads if by_classifying else (*heads, *sorted(before))))
    goes = by_classifying or matter.agency_id in excluded
    superior = _above(session, excluded, on) if goes else None
    moves = superior is not None and superior.id != matter.agency_id
    agencies = tuple(session.get_one(Agency, one) for one in new)
    return KeptOut(agencies, superior if moves else None, goes and superior is None and matter.agency_id in excluded)


def _denounced(session: Session, matter: Matter) -> list[int]:
    """The agencies whose heads a matter still denounces, in the order they were named."""
    heads = select(Respondent.agency_id).where(Respondent.matter_id == matter.id, Respondent.is_head, STANDS)
    return [one for one in session.scalars(heads.order_by(Respondent.id)) if one is not None]


def _with_those_before(session: Session, matter: Matter, heads: Sequence[int]) -> list[int]:
    """``heads`` and, after them, the agencies a matter was hidden from before."""
    return [*dict.fromkeys((*heads, *sorted(excluded_agencies(session, matter))))]


def _end_grants(session: Session, matter: Matter, excluded: Sequence[int], *, by: Viewer, at: datetime) -> None:
    insiders = set(session.scalars(select(Role.account_id).where(Role.agency_id.in_(excluded))))
    identities.end_grants(session, matter, by=by.account_id or None, at=at, account_ids=insiders)


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
