"""Who is told of what is late, and of which rows. What a letter looks like is the letter-box's business (app.post).

A supervisor is told of the province; the heads of a late agency of its own rows; without a head who has an address,
the agency's own address; without that, the supervisor's letter names the agency. Nobody is told of a matter against
the head of their own agency: its rows go to the superior's letter. When nothing is late any more no letter is written,
whatever was settled since the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from app.casework.accounts import who_is
from app.casework.exclusions import against_head_of
from app.casework.held_texts import limit_key
from app.casework.overdue import is_overdue
from app.casework.permissions import HeldRole, Viewer, unhidden, visible
from app.casework.recipients import OF_PROVINCE, LetterKind, Recipient, recipient_now, recipients_on
from app.casework.settled import settled
from app.casework.timeline import latest
from app.casework.trends import Trend, compared_day, gone_since, trend
from app.records.agencies import Agency, AgencyParent
from app.records.matters import Matter
from app.records.notices import OutboxLetter
from app.records.obligations import Obligation
from app.records.people import RoleKind


@dataclass(frozen=True, slots=True)
class LateRow:
    """One duty that is late, without anything about a citizen.

    ``held``: an administrator held its uncertain rule against the text (casework.held_texts).
    """

    obligation_id: int
    matter_id: int
    ref: str
    code: str
    procedure: str | None
    stage: str
    rule: str
    rule_from: date
    started_on: date
    due_on: date
    agency_id: int
    agency: str
    certainty: str
    also: list[Any]
    days_late: int
    held: bool = False

    @property
    def certainly_late_after(self) -> date | None:
        """The last day under every reading of a disputed limit."""
        return latest(self.due_on, self.also)


@dataclass(frozen=True, slots=True)
class MonthlyNotice:
    """What one recipient is told on one day. ``unreached``: late agencies that nobody could be written to."""

    recipient: Recipient
    period: str
    computed_on: date
    rows: tuple[LateRow, ...]
    trend: Trend
    unreached: tuple[str, ...] = ()

    @property
    def obligation_ids(self) -> tuple[int, ...]:
        return tuple(row.obligation_id for row in self.rows)


@dataclass(frozen=True, slots=True)
class MailingList:
    """Everybody to write to on a day. ``unreached``: late agencies without any address, by id."""

    recipients: tuple[Recipient, ...]
    unreached: dict[int, str]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the letters of one run share: the day, its month, the day they compare with, who could not be written to.

    ``late``: what counts as late; ``gone``: what did on the day before and does not any more, by agency; ``only``: what
    whoever looks may see, when somebody looks before a letter goes.
    """

    today: date
    period: str
    compared_on: date
    unreached: dict[int, str]
    late: ColumnElement[bool]
    gone: dict[int, list[int]]
    only: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Told:
    """What a recipient may be told of; ``agencies``: whose rows these are at most, None for the whole province."""

    rows: ColumnElement[bool]
    agencies: tuple[int, ...] | None = None


def reckoning(
    session: Session, *, period: str, today: date, unreached: dict[int, str], late: ColumnElement[bool] | None = None,
    only: ColumnElement[bool] | None = None,
) -> Reckoning:  # fmt: skip
    """What the letters of ``period`` share when they are reckoned on ``today``."""
    counts = is_overdue(today) if late is None else late
    before = compared_day(session, period)
    gone = gone_since(session, counts, on=before)
    return Reckoning(today, period, before, unreached, counts, gone, true() if only is None else only)


def mailing_list(session: Session, *, today: date, late: ColumnElement[bool] | None = None) -> MailingList:
    """The supervisors and, for each late agency, its heads or its address; empty when nothing is late.

    Five queries, whatever the number of agencies.
    """
    answerable = _answerable(session, today, is_overdue(today) if late is None else late)
    if not answerable:
        return MailingList((), {})
    told = [
        recipient
        for recipient in recipients_on(session, today)
        if recipient.kind is LetterKind.MONTHLY_PROVINCE or recipient.agency_id in answerable
    ]
    reached = {recipient.agency_id for recipient in told if recipient.kind is LetterKind.MONTHLY_AGENCY}
    names = select(Agency.id, Agency.name).where(Agency.id.in_(answerable - reached)).order_by(Agency.id)
    return MailingList(tuple(told), dict(session.execute(names).all()))


def monthly_notice(session: Session, recipient: Recipient, ground: Reckoning) -> MonthlyNotice | None:
    """What ``recipient`` is told, or None when nothing is late that this recipient may be told of.

    Four queries at most, whatever the number of rows.
    """
    told = may_be_told(session, recipient, ground.today)
    seen_by_both = and_(told.rows, ground.only)
    rows = tuple(rows_of(session, and_(seen_by_both, ground.late), ground.today))
    if not rows:
        return None
    gone = and_(seen_by_both, _among(ground.gone, told.agencies))
    since = trend(session, gone, ground.late, on=ground.compared_on, due=(row.due_on for row in rows))
    seen = {row.agency_id for row in rows}
    names = sorted(name for agency_id, name in ground.unreached.items() if agency_id in seen)
    province = recipient.kind is LetterKind.MONTHLY_PROVINCE
    return MonthlyNotice(recipient, ground.period, ground.today, rows, since, tuple(names) if province else ())


def recipient_of(session: Session, letter: OutboxLetter, *, today: date) -> Recipient | None:
    """To whom ``letter`` goes on ``today``; None when that right or that address is gone meanwhile."""
    return recipient_now(session, LetterKind(letter.kind), letter.agency_id, letter.recipient_account_id, today=today)


def _answerable(session: Session, today: date, late: ColumnElement[bool]) -> set[int]:
    """The agencies that answer for a late row: its own, or the one above when the row is against its own head."""
    against_its_head = against_head_of(Obligation.agency_id)
    above = and_(AgencyParent.agency_id == Obligation.agency_id, against_its_head, _stands_above(today))
    found = (
        select(Obligation.agency_id, against_its_head, AgencyParent.parent_id)
        .join(Matter, Matter.id == Obligation.matter_id)
        .outerjoin(AgencyParent, above)
        .where(late)
        .distinct()
    )
    told = {parent_id if excluded else agency_id for agency_id, excluded, parent_id in session.execute(found)}
    return {agency_id for agency_id in told if agency_id is not None}


def _among(gone: dict[int, list[int]], agencies: tuple[int, ...] | None) -> ColumnElement[bool]:
    """Where to look for what is gone: by number where it is a few agencies, everywhere for the province."""
    if agencies is None:
        return true()
    return Obligation.id.in_([number for agency_id in agencies for number in gone.get(agency_id, ())])


def may_be_told(session: Session, recipient: Recipient, today: date) -> Told:
    """Which rows ``recipient`` may be told of: their own on that day, and of which agencies these are."""
    if recipient.account_id is None:
        # The letter is the head's, whoever opens the agency's post.
        viewer = Viewer(account_id=0, roles=(HeldRole(RoleKind.HEAD, recipient.agency_id),))
    else:
        person = who_is(session, recipient.account_id, on=today)
        if person is None:
            return Told(false(), ())
        viewer = person.viewer
    if recipient.kind in OF_PROVINCE:
        return Told(visible(viewer))
    own = and_(visible(viewer), Obligation.agency_id == recipient.agency_id)
    under = select(AgencyParent.agency_id).where(AgencyParent.parent_id == recipient.agency_id, _stands_above(today))
    below = tuple(agency_id for agency_id in session.scalars(under) if agency_id not in viewer.agencies())
    if not below:
        return Told(own, (recipient.agency_id,))
    # Not yet in the superior's custody, so not yet among what it sees: the law makes it answer for it all the same.
    handed_up = and_(against_head_of(Obligation.agency_id), Obligation.agency_id.in_(below), unhidden(viewer))
    return Told(or_(own, handed_up), (recipient.agency_id, *below))


def _stands_above(today: date) -> ColumnElement[bool]:
    return and_(AgencyParent.from_on <= today, or_(AgencyParent.until_on.is_(None), AgencyParent.until_on >= today))


def rows_of(session: Session, told: ColumnElement[bool], today: date) -> Iterator[LateRow]:
    """The rows of ``told``, the oldest first; one that is not late has no days, or fewer than none."""
    late = (
        select(
            Obligation.id, Matter.id, Matter.ref, Matter.code, Matter.procedure, Matter.stage, Obligation.rule,
            Obligation.rule_from, Obligation.started_on, Obligation.due_on, Agency.id, Agency.name,
            Obligation.certainty, Obligation.also,
        )
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .where(told)
        .order_by(Obligation.due_on, Obligation.id)
    )  # fmt: skip
    found: Iterable[Any] = session.execute(late)
    held = settled(session).held
    for row in found:
        yield LateRow(*(*row, (today - row.due_on).days, limit_key(row.rule, row.rule_from) in held))


__all__ = [
    "LateRow",
    "LetterKind",
    "MailingList",
    "MonthlyNotice",
    "Recipient",
    "Reckoning",
    "mailing_list",
    "may_be_told",
    "monthly_notice",
    "recipient_of",
    "reckoning",
    "rows_of",
]
