"""Who can be written to on a day: supervisors, heads of agencies, and the addresses of agencies without such a head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.casework.accounts import held_on
from app.records.agencies import Agency
from app.records.notices import LetterMute
from app.records.people import Account, Role, RoleKind
from app.statute.reporting import LOWER


class LetterKind(StrEnum):
    """The letters we write."""

    MONTHLY_PROVINCE = "monthly_province"  # to a supervisor: the whole province
    MONTHLY_AGENCY = "monthly_agency"  # to the head of a late agency: its own rows
    WEEKLY = "weekly"  # to a head or a handler: what is late or near of theirs; the only one somebody may do without
    GRAVE_PROVINCE = "grave_province"  # to a supervisor, at once: the gravest of the whole province
    GRAVE_AGENCY = "grave_agency"  # to the head of an agency, at once: the gravest of its own
    JOB_ALARM = "job_alarm"  # to an administrator: jobs that missed their time
    REPORT_REMINDER = "report_reminder"  # to the head of an agency: reports it has not sent


MONTHLY = (LetterKind.MONTHLY_PROVINCE, LetterKind.MONTHLY_AGENCY)
GRAVE = (LetterKind.GRAVE_PROVINCE, LetterKind.GRAVE_AGENCY)
OF_DUTIES = (*MONTHLY, LetterKind.WEEKLY, *GRAVE)
READ = (*OF_DUTIES, LetterKind.REPORT_REMINDER)  # what a supervisor reads and previews: all but the alarms
OF_PROVINCE = (LetterKind.MONTHLY_PROVINCE, LetterKind.GRAVE_PROVINCE)
ROLES_TOLD = {
    LetterKind.MONTHLY_PROVINCE: (RoleKind.SUPERVISOR,),
    LetterKind.MONTHLY_AGENCY: (RoleKind.HEAD,),
    LetterKind.WEEKLY: (RoleKind.HEAD, RoleKind.HANDLER),
    LetterKind.GRAVE_PROVINCE: (RoleKind.SUPERVISOR,),
    LetterKind.GRAVE_AGENCY: (RoleKind.HEAD,),
    LetterKind.JOB_ALARM: (RoleKind.ADMINISTRATOR,),
    LetterKind.REPORT_REMINDER: (RoleKind.HEAD,),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: an account (``holder``: whose), or (without one) the agency's own address.

    ``heads``: as the head of the agency, where others of it are told as well. ``about``: what this letter is about,
    where one recipient may have several of a kind and period.
    """

    kind: LetterKind
    agency_id: int
    agency: str
    address: str
    locale: str = "vi"
    account_id: int | None = None
    holder: str = ""
    about: str = ""
    heads: bool = False

    @property
    def key(self) -> str:
        who = f"agency:{self.agency_id}" if self.account_id is None else f"account:{self.account_id}"
        return f"{who} {self.about}".strip()

    @property
    def place(self) -> str:
        """Kind, agency and account in one word: no two recipients of a day share it."""
        return f"{self.kind}.{self.agency_id}.{self.account_id or 0}"


def recipients_on(session: Session, today: date) -> list[Recipient]:
    """Everybody who can be written to on a day, late or not: supervisors first, then agency by agency. Three queries.

    A supervisor of two agencies is written to once.
    """
    found = _once_each(_holders(session, LetterKind.MONTHLY_PROVINCE, today))
    heads = list(_holders(session, LetterKind.MONTHLY_AGENCY, today))
    told = {head.agency_id for head in heads}
    wanted = select(Agency).where(Agency.email != "", _exists_on(today))
    addresses = [_at_address(agency) for agency in session.scalars(wanted) if agency.id not in told]
    return found + sorted(heads + addresses, key=lambda one: (one.agency_id, one.account_id or 0))


def told_weekly_on(session: Session, today: date) -> list[Recipient]:
    """Every head and handler who can be written to on a day and did not ask to be left in peace, once each."""
    muted = set(session.scalars(select(LetterMute.account_id)))
    return [one for one in _once_each(_holders(session, LetterKind.WEEKLY, today)) if one.account_id not in muted]


def told_at_once_on(session: Session, today: date) -> list[Recipient]:
    """Who is told of the gravest at once: whoever is told monthly."""
    kinds = dict(zip(MONTHLY, GRAVE, strict=True))
    return [replace(one, kind=kinds[one.kind]) for one in recipients_on(session, today)]


def everybody_on(session: Session, today: date) -> Iterator[Recipient]:
    """Whoever a letter can go to on a day, alarms apart, asked for as far as somebody looks: for looking beforehand."""
    yield from recipients_on(session, today)
    yield from told_weekly_on(session, today)
    yield from told_at_once_on(session, today)
    owing = session.scalars(select(Agency.id).where(_exists_on(today), Agency.level.in_(LOWER)).order_by(Agency.id))
    reminded = reminded_of_reports(session, owing.all(), today)
    for agency_id in sorted(reminded):
        yield from reminded[agency_id]


def administrators_on(session: Session, today: date) -> list[Recipient]:
    """Every administrator who can be written to on a day, once each."""
    return _once_each(_holders(session, LetterKind.JOB_ALARM, today))


def reminded_of_reports(
    session: Session, agency_ids: Collection[int], today: date
) -> dict[int, tuple[Recipient, ...]]:  # fmt: skip
    """By agency, who is reminded of its reports: its heads, or its own address where none can be written to."""
    found: dict[int, tuple[Recipient, ...]] = {}
    for head in _holders(session, LetterKind.REPORT_REMINDER, today, Role.agency_id.in_(agency_ids)):
        found[head.agency_id] = (*found.get(head.agency_id, ()), head)
    lacking = Agency.id.in_(set(agency_ids) - found.keys())
    for agency in session.scalars(select(Agency).where(Agency.email != "", lacking, _exists_on(today))):
        found[agency.id] = (_at_address(agency, LetterKind.REPORT_REMINDER),)
    return found


def _once_each(found: Iterable[Recipient]) -> list[Recipient]:
    """Whoever holds the role at two agencies is written to at the first."""
    first: dict[int | None, Recipient] = {}
    for one in found:
        first.setdefault(one.account_id, one)
    return list(first.values())


def recipient_now(
    session: Session, kind: LetterKind, agency_id: int, account_id: int | None, *, today: date
) -> Recipient | None:
    """One recipient as they are on a day, or None when the right or the address is gone."""
    if account_id is not None:
        return next(_holders(session, kind, today, Role.agency_id == agency_id, Account.id == account_id), None)
    agency = session.get_one(Agency, agency_id, populate_existing=True)
    return _at_address(agency, kind) if agency.email and agency.existed_on(today) else None


def supervisors_without_address(session: Session, today: date) -> list[str]:
    """The names of supervisors no letter can go to: an account without an e-mail address."""
    wanted = (
        select(Account.full_name)
        .join(Role, Role.account_id == Account.id)
        .where(Role.kind == RoleKind.SUPERVISOR, held_on(today), Account.locked_at.is_(None), Account.email == "")
        .distinct()
        .order_by(Account.full_name)
    )
    return list(session.scalars(wanted))


def _holders(session: Session, kind: LetterKind, today: date, *only: ColumnElement[bool]) -> Iterator[Recipient]:
    """Who holds the role on the day, at an agency that still exists, and can be written to."""
    own = (Agency.id, Agency.name, Account.email, Account.locale, Account.id, Account.full_name)
    wanted = (
        select(*own, func.max(case((Role.kind == RoleKind.HEAD, 1), else_=0)))
        .join(Role, Role.account_id == Account.id)
        .join(Agency, Agency.id == Role.agency_id)
        .where(Role.kind.in_(ROLES_TOLD[kind]), held_on(today), _exists_on(today), *only)
        .where(Account.email != "", Account.locked_at.is_(None))
        .group_by(*own)
        .order_by(Agency.id, Account.id)
    )
    for row in session.execute(wanted):
        agency_id, agency, address, locale, account_id, holder, heads = row
        yield Recipient(kind, agency_id, agency, address, locale, account_id, holder, heads=bool(heads))


def _at_address(agency: Agency, kind: LetterKind = LetterKind.MONTHLY_AGENCY) -> Recipient:
    return Recipient(kind, agency.id, agency.name, agency.email)


def _exists_on(today: date) -> ColumnElement[bool]:
    return and_(Agency.from_on <= today, or_(Agency.until_on.is_(None), Agency.until_on >= today))
