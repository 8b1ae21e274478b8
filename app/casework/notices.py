"""Who is told of what is late, and of which rows. What a letter looks like is the letter-box's business (app.post).

A supervisor is told of the province; the heads of a late agency of its own rows; without a head who has an address,
the agency's own address; without that, the supervisor's letter names the agency. Nobody is told of a matter against
the head of their own agency: its rows go to the superior's letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from app.casework.accounts import who_is
from app.casework.agencies import heads_of, superior_of
from app.casework.overdue import is_overdue
from app.casework.permissions import HeldRole, Viewer, visible
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.notices import OutboxLetter
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind


class LetterKind(StrEnum):
    """The letters we write."""

    MONTHLY_PROVINCE = "monthly_province"  # to a supervisor: the whole province
    MONTHLY_AGENCY = "monthly_agency"  # to the head of a late agency: its own rows


ROLE_TOLD = {LetterKind.MONTHLY_PROVINCE: RoleKind.SUPERVISOR, LetterKind.MONTHLY_AGENCY: RoleKind.HEAD}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: an account, or (without one) the agency's own address."""

    kind: LetterKind
    agency_id: int
    agency: str
    address: str
    locale: str = "vi"
    account_id: int | None = None

    @property
    def key(self) -> str:
        return f"agency:{self.agency_id}" if self.account_id is None else f"account:{self.account_id}"


@dataclass(frozen=True, slots=True)
class LateRow:
    """One duty that is late, without anything about a citizen."""

    obligation_id: int
    matter_id: int
    ref: str
    code: str
    procedure: str | None
    stage: str
    rule: str
    rule_from: date
    due_on: date
    agency_id: int
    agency: str
    days_late: int


@dataclass(frozen=True, slots=True)
class MonthlyNotice:
    """What one recipient is told on one day. ``unreached``: late agencies that nobody could be written to."""

    recipient: Recipient
    period: str
    computed_on: date
    rows: tuple[LateRow, ...]
    unreached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailingList:
    """Everybody to write to on a day. ``unreached``: late agencies without any address, by id."""

    recipients: tuple[Recipient, ...]
    unreached: dict[int, str]


def mailing_list(session: Session, *, today: date) -> MailingList:
    """The supervisors and, for each late agency, its heads or its address; empty when nothing is late."""
    late = _answerable(session, today)
    if not late:
        return MailingList((), {})
    recipients = list(_supervisors(session, today))
    unreached: dict[int, str] = {}
    for agency_id in sorted(late):
        agency = session.get_one(Agency, agency_id)
        told = list(_of_agency(session, agency, today))
        recipients += told
        if not told:
            unreached[agency.id] = agency.name
    return MailingList(tuple(recipients), unreached)


def monthly_notice(
    session: Session, recipient: Recipient, *, period: str, today: date, unreached: dict[int, str]
) -> MonthlyNotice | None:
    """What ``recipient`` is told on ``today``, or None when there is nothing this recipient may be told."""
    rows = tuple(_rows(session, _may_be_told(session, recipient, today), today))
    if not rows:
        return None
    seen = {row.agency_id for row in rows}
    names = sorted(name for agency_id, name in unreached.items() if agency_id in seen)
    province = recipient.kind is LetterKind.MONTHLY_PROVINCE
    return MonthlyNotice(recipient, period, today, rows, tuple(names) if province else ())


def recipient_of(session: Session, letter: OutboxLetter, *, today: date) -> Recipient | None:
    """To whom ``letter`` goes on ``today``; None when that right or that address is gone meanwhile."""
    kind = LetterKind(letter.kind)
    agency = session.get_one(Agency, letter.agency_id)
    if letter.recipient_account_id is None:
        return _at_address(agency)
    for account in _holders(session, ROLE_TOLD[kind], today, agency.id):
        if account.id == letter.recipient_account_id:
            return _as_recipient(kind, account, agency)
    return None


def _supervisors(session: Session, today: date) -> Iterator[Recipient]:
    written: set[int] = set()
    roles = select(Role.agency_id).where(Role.kind == RoleKind.SUPERVISOR).distinct().order_by(Role.agency_id)
    for agency_id in session.scalars(roles).all():
        agency = session.get_one(Agency, agency_id)
        for account in _holders(session, RoleKind.SUPERVISOR, today, agency_id):
            if account.id not in written:
                written.add(account.id)
                yield _as_recipient(LetterKind.MONTHLY_PROVINCE, account, agency)


def _of_agency(session: Session, agency: Agency, today: date) -> Iterator[Recipient]:
    heads = _holders(session, RoleKind.HEAD, today, agency.id)
    if heads:
        yield from (_as_recipient(LetterKind.MONTHLY_AGENCY, head, agency) for head in heads)
    elif (address := _at_address(agency)) is not None:
        yield address


def _holders(session: Session, kind: RoleKind, today: date, agency_id: int) -> list[Account]:
    """Who holds the role on the day and can be written to."""
    if kind is RoleKind.HEAD:
        people: Iterable[Account] = heads_of(session, agency_id, today)
    else:
        held = and_(Role.from_on <= today, or_(Role.until_on.is_(None), Role.until_on >= today))
        ids = select(Role.account_id).where(Role.kind == kind, Role.agency_id == agency_id, held)
        people = session.scalars(select(Account).where(Account.id.in_(ids)).order_by(Account.id))
    return [account for account in people if account.email and account.locked_at is None]


def _as_recipient(kind: LetterKind, account: Account, agency: Agency) -> Recipient:
    return Recipient(kind, agency.id, agency.name, account.email, account.locale, account.id)


def _at_address(agency: Agency) -> Recipient | None:
    return Recipient(LetterKind.MONTHLY_AGENCY, agency.id, agency.name, agency.email) if agency.email else None


def _answerable(session: Session, today: date) -> dict[int, set[int]]:
    """Who must be told of late rows: agency → the agencies below it whose own head a row is about."""
    against_its_head = Matter.excluded_agency_id == Obligation.agency_id
    late = (
        select(Obligation.agency_id, and_(Matter.excluded_agency_id.is_not(None), against_its_head))
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(is_overdue(today))
        .distinct()
    )
    told: dict[int, set[int]] = {}
    for agency_id, excluded in session.execute(late):
        if not excluded:
            told.setdefault(agency_id, set())
        elif (superior := superior_of(session, agency_id, today)) is not None:
            told.setdefault(superior.id, set()).add(agency_id)
    return told


def _may_be_told(session: Session, recipient: Recipient, today: date) -> ColumnElement[bool]:
    if recipient.account_id is None:
        # The letter is the head's, whoever opens the agency's post.
        viewer = Viewer(account_id=0, roles=(HeldRole(RoleKind.HEAD, recipient.agency_id),))
    else:
        person = who_is(session, recipient.account_id, on=today)
        if person is None:
            return false()
        viewer = person.viewer
    if recipient.kind is LetterKind.MONTHLY_PROVINCE:
        return visible(viewer)
    below = _answerable(session, today).get(recipient.agency_id, set())
    own = and_(visible(viewer), Obligation.agency_id == recipient.agency_id)
    # Not yet in the superior's custody, so not yet among what it sees: the law makes it answer for it all the same.
    handed_up = and_(
        Matter.excluded_agency_id == Obligation.agency_id,
        Matter.excluded_agency_id.in_(below),
        Matter.excluded_agency_id.not_in(viewer.agencies()),
    )
    return or_(own, handed_up)


def _rows(session: Session, told: ColumnElement[bool], today: date) -> Iterator[LateRow]:
    late = (
        select(
            Obligation.id,
            Matter.id,
            Matter.ref,
            Matter.code,
            Matter.procedure,
            Matter.stage,
            Obligation.rule,
            Obligation.rule_from,
            Obligation.due_on,
            Agency.id,
            Agency.name,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .where(is_overdue(today), told)
        .order_by(Obligation.due_on, Obligation.id)
    )
    for row in session.execute(late):
        yield LateRow(*row, days_late=(today - row.due_on).days)  # type: ignore[arg-type]
