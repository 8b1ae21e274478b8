"""The whole policy on one page: who may do what, and who sees which matter.

Deny by default. A person acts through the roles held on the day; combined roles add up, and an excluded agency
(whose head is denounced) takes away whatever its people would otherwise have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    false,
    or_,
    select,
    true,
    union,
)

from app.casework.exclusions import not_against_their_time, not_hidden_from
from app.casework.identities import live_grant
from app.casework.readings import cases_read, petitions_read
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind


class Deed(StrEnum):
    """What a person may be allowed to do."""

    LOG_VISIT = "log_visit"
    PLAN_RECEPTION = "plan_reception"  # days of reception: planned, held, by a deputy, cancelled
    KEEP_ROSTER = "keep_roster"  # who is appointed to receive citizens, on duty when, trained in what
    ENTER_DATABASE = "enter_database"  # what of an agency was entered in the national database
    REGISTER_PETITION = "register_petition"
    TRIAGE = "triage"  # classify, accept, guide, transfer, return, file
    MEDIATE = "mediate"  # a land dispute, at a commune: received, its sessions, its record
    WORK_CASE = "work_case"  # acts of a case
    KEEP_NOTES = "keep_notes"  # internal notes of the files the agency has: written, and read (decision 0033)
    ASSIGN = "assign"
    GIVE_TERM = "give_term"  # a term from above and what became of it, on any matter one sees
    READ_MATTERS = "read_matters"
    WATCH_PROVINCE = "watch_province"  # every agency's overdue rows, pseudonymous
    INSPECT = (
        "inspect"  # inspections of one's own agency: plan, team, findings, recommendations; answering those of others
    )
    SEE_INSPECTIONS = "see_inspections"  # plans and inspections, as far as they concern one's agency
    ATTEND_INSPECTIONS = "attend_inspections"  # those one's agency is invited to, and nothing else
    URGE = "urge"  # letters to agencies about what of theirs is late, and note taken of flags
    READ_LETTERS = "read_letters"
    RUN_LETTERS = "run_letters"
    COORDINATE_REPORTS = "coordinate_reports"  # reports owed by every agency: who has not sent, reminded, merged
    SEND_REPORTS = "send_reports"  # a report one’s agency owes
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"


ALLOWED: dict[RoleKind, frozenset[Deed]] = {
    RoleKind.OFFICER: frozenset(
        {
            Deed.LOG_VISIT,
            Deed.PLAN_RECEPTION,
            Deed.REGISTER_PETITION,
            Deed.MEDIATE,
            Deed.ENTER_DATABASE,
            Deed.SEND_REPORTS,
            Deed.READ_MATTERS,
        }
    ),
    RoleKind.HANDLER: frozenset(
        {
            Deed.REGISTER_PETITION,
            Deed.TRIAGE,
            Deed.MEDIATE,
            Deed.WORK_CASE,
            Deed.KEEP_NOTES,
            Deed.ENTER_DATABASE,
            Deed.INSPECT,
            Deed.SEE_INSPECTIONS,
            Deed.SEND_REPORTS,
            Deed.READ_MATTERS,
        }
    ),
    RoleKind.HEAD: frozenset(
        {
            Deed.LOG_VISIT,
            Deed.PLAN_RECEPTION,
            Deed.REGISTER_PETITION,
            Deed.TRIAGE,
            Deed.MEDIATE,
            Deed.WORK_CASE,
            Deed.KEEP_NOTES,
            Deed.ASSIGN,
            Deed.KEEP_ROSTER,
            Deed.ENTER_DATABASE,
            Deed.INSPECT,
            Deed.SEE_INSPECTIONS,
            Deed.SEND_REPORTS,
            Deed.READ_MATTERS,
        }
    ),
    RoleKind.SUPERVISOR: frozenset(
        {
            Deed.READ_MATTERS,
            Deed.WATCH_PROVINCE,
            Deed.URGE,
            Deed.READ_LETTERS,
            Deed.RUN_LETTERS,
            Deed.GIVE_TERM,
            Deed.INSPECT,
            Deed.SEE_INSPECTIONS,
            Deed.COORDINATE_REPORTS,
            Deed.SEND_REPORTS,
        }
    ),
    RoleKind.COORDINATOR: frozenset({Deed.COORDINATE_REPORTS, Deed.SEE_INSPECTIONS, Deed.READ_LETTERS}),
    RoleKind.OBSERVER: frozenset({Deed.ATTEND_INSPECTIONS}),
    RoleKind.AUDITOR: frozenset({Deed.READ_AUDIT}),
    RoleKind.ADMINISTRATOR: frozenset({Deed.ADMINISTER, Deed.READ_AUDIT}),
}


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held today."""

    kind: RoleKind
    agency_id: int


@dataclass(frozen=True, slots=True)
class Headed:
    """An agency somebody was the head of, from a day until a day, and is no more."""

    agency_id: int
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody looking or acting: the account and the roles it holds today; ``headed``: what it was the head of."""

    account_id: int
    roles: tuple[HeldRole, ...]
    headed: tuple[Headed, ...] = ()

    def may(self, deed: Deed, agency_id: int | None = None) -> bool:
        """Whether some role allows ``deed`` (at ``agency_id``, when given)."""
        return any(
            deed in ALLOWED[role.kind] and (agency_id is None or role.agency_id == agency_id) for role in self.roles
        )

    def agencies(self, *kinds: RoleKind) -> frozenset[int]:
        """The agencies where this person holds one of ``kinds`` (any role, when none is named)."""
        return frozenset(role.agency_id for role in self.roles if not kinds or role.kind in kinds)


COLLECTORS = {
    "coordinator": RoleKind.COORDINATOR,
    "inspectorate": RoleKind.SUPERVISOR,
    "government": RoleKind.SUPERVISOR,  # who sends it records what Thanh tra Chính phủ answers
}


def collects(viewer: Viewer, collector: str) -> bool:
    """Whether ``viewer`` gathers the reports that go through ``collector``: Sở Nội vụ or Thanh tra tỉnh."""
    return collector in COLLECTORS and bool(viewer.agencies(COLLECTORS[collector]))


SYSTEM = Viewer(account_id=0, roles=())
"""The program itself, for jobs: sees nothing through :func:`visible`; jobs ask for the recipient's view instead."""


Values = dict[str, int]


def like(viewer: Viewer) -> tuple[Viewer, Values]:
    """Somebody with the same roles, whose account and agencies are parameters of a statement; and their values.

    A statement for one viewer costs ten times as much to make as to ask. Made for somebody like them it is made once
    for everybody with such roles, and is asked with the values of each. Whoever makes it must ask nothing by the way:
    there are no numbers yet. What somebody headed before is theirs alone, and stays in it as it is.
    """
    agencies = list(dict.fromkeys(role.agency_id for role in viewer.roles))
    pattern = tuple((role.kind, agencies.index(role.agency_id)) for role in viewer.roles)
    values = {f"agency_{number}": agency_id for number, agency_id in enumerate(agencies)}
    return _anybody(pattern, viewer.headed), {"viewer": viewer.account_id, **values}


@lru_cache(maxsize=512)
def _anybody(pattern: tuple[tuple[RoleKind, int], ...], headed: tuple[Headed, ...]) -> Viewer:
    agencies: dict[int, Any] = {number: bindparam(f"agency_{number}", type_=Integer) for _kind, number in pattern}
    account: Any = bindparam("viewer", type_=Integer)
    return Viewer(account, tuple(HeldRole(kind, agencies[number]) for kind, number in pattern), headed)


@lru_cache(maxsize=512)  # nothing but the viewer decides it, and every page asks for it several times
def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The one visibility function: the WHERE clause behind every list, count, search, export and letter.

    Officers, handlers and heads see the matters of their agency (in custody, or written in its register). A sealed
    matter is seen, without its content, by heads and handlers of the agency that has it, by whoever is assigned or
    holds a grant, and by supervisors. A coordinator sees the reports agencies owe, and no other matter. Who decides
    above, and their head, see the one case below whose file they asked for (decision 0037), and the petitions of
    one that is not sealed. Nobody of an excluded agency sees it at all, nor its head of then, elsewhere now.
    """
    if not viewer.roles:
        return false()
    return and_(unhidden(viewer), or_(*_grounds(viewer)))


def visible_by_id(
    viewer: Viewer, matter_id: SQLColumnExpression[int], *narrow: SQLColumnExpression[bool]
) -> ColumnElement[bool]:
    """:func:`visible`, for rows that name their matter in ``matter_id``, without a look at the matter of each.

    Who watches the province sees every matter nobody is kept out of: of the others, which are few and have an index,
    those :func:`visible` does not show are left out by number. Of anybody else the grounds are asked one by one, since
    PostgreSQL comes to each by its index, and to several in one condition by none. ``narrow``: what holds of the
    matter of every such row anyway.
    """
    if not viewer.may(Deed.WATCH_PROVINCE):
        grounds = [and_(unhidden(viewer), one) for one in _grounds(viewer)] if viewer.roles else [false()]
        return matter_id.in_(union(*(select(Matter.id).where(one, *narrow).correlate(None) for one in grounds)))
    hidden = select(Matter.id).where(Matter.excluded_agency_id.is_not(None), ~visible(viewer))
    return matter_id.not_in(hidden.correlate(None))


def unhidden(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of what denounces neither the head of an agency of ``viewer``, nor ``viewer`` as its head then.

    A head who was denounced and moved, to the agency above it even, sees it there no more than before.
    """
    then = (not_against_their_time(one.agency_id, one.from_on, one.until_on) for one in viewer.headed)
    return and_(not_hidden_from(viewer.agencies()), *then)


def _grounds(viewer: Viewer) -> Iterable[ColumnElement[bool]]:
    yield false()
    if viewer.may(Deed.WATCH_PROVINCE):
        yield true()
    elif viewer.may(Deed.COORDINATE_REPORTS):  # what every agency owes by way of reports, and nothing else of theirs
        yield Matter.kind == MatterKind.REPORT_DUTY
    members = viewer.agencies(RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    if members:  # two grounds, not one with "or" inside: each leads through an index of its own
        yield and_(~Matter.sealed, Matter.agency_id.in_(members))
        yield and_(~Matter.sealed, Matter.origin_agency_id.in_(members))
        yield Matter.assignee_id == viewer.account_id
        yield Matter.id.in_(live_grant(viewer.account_id))
        yield Matter.id.in_(read_below(viewer))
        yield and_(~Matter.sealed, Matter.id.in_(petitions_read(read_below(viewer))))
    resolvers = viewer.agencies(RoleKind.HANDLER, RoleKind.HEAD)
    if resolvers:
        yield and_(Matter.sealed, Matter.agency_id.in_(resolvers))


def read_below(viewer: Viewer) -> Select[int]:
    """The ids of the cases below whose files ``viewer`` asked for, or their agency did that they head."""
    return cases_read(viewer.account_id, viewer.agencies(RoleKind.HEAD), viewer.agencies())


def told_by_day(viewer: Viewer) -> ColumnElement[bool]:
    """The WHERE clause of what a list may put in the order of the days it was received on, beside other things.

    Not what is sealed, for whoever may not open it: the day would lead to what else was received on it, and from whom.
    Such a list counts it (decision 0027).
    """
    return or_(~Matter.sealed, Matter.id.in_(live_grant(viewer.account_id)))


__all__ = [
    "ALLOWED",
    "COLLECTORS",
    "SYSTEM",
    "Deed",
    "Headed",
    "HeldRole",
    "Values",
    "Viewer",
    "collects",
    "like",
    "read_below",
    "told_by_day",
    "unhidden",
    "visible",
    "visible_by_id",
]
