"""The end of an agency, and who takes over: its open matters, the agencies under it, the roles held there.

Custody moves and nothing else: acts, numbers and what was judged stay as they are, closed matters stay where they were
closed. A code belongs to the register it was written in, so it stays, too. What its head owed by office ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.casework import audit, identities
from app.casework.accounts import check_administered, held_on, hold_administrators
from app.casework.agencies import superior_of
from app.casework.agency_tree import (
    A_DAY,
    hold_the_tree,
    only_administrators,
    refuse_a_cycle,
    replace_parent,
    unchanged_since,
)
from app.casework.custodies import Passing, move_all
from app.casework.errors import Refused
from app.casework.exclusions import excluded_agencies
from app.casework.following import Hand
from app.casework.permissions import Viewer, unhidden, visible
from app.casework.reception_ending import OF_THE_AGENCY_ITSELF, days_beyond, end_reception, stays
from app.records.agencies import Agency, AgencyParent, AgencySuccession
from app.records.matters import Matter, MatterKind
from app.records.people import Account, Role, RoleKind


@dataclass(frozen=True, slots=True)
class Ending:
    """``last_on``: the last day in force; the successors take over the day after, by ``document``."""

    last_on: date
    successors: tuple[Agency, ...]
    document: str

    @property
    def first_on(self) -> date:
        return self.last_on + A_DAY


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A matter that needs a new custodian, nothing of its content. ``seen``: whoever asks may open its page."""

    id: int
    ref: str
    code: str
    kind: MatterKind
    seen: bool


@dataclass(frozen=True, slots=True)
class EndingRole:
    """A role that ends with the agency."""

    account_ref: str
    full_name: str
    kind: RoleKind


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the end of an agency will do. ``called_off``: how many days of reception after the last one."""

    matters: tuple[OpenMatter, ...]
    roles: tuple[EndingRole, ...]
    below: tuple[str, ...]
    called_off: int


def foresee(session: Session, agency: Agency, ending: Ending, *, by: Viewer, today: date) -> Foreseen:
    """What :func:`end_agency` will do; nothing is written. Matters hidden from ``by`` are not counted, and move too.

    Raises NotAllowed, Refused naming the field.
    """
    only_administrators(by)
    _check(session, agency, ending, today)
    roles = session.execute(
        select(Account.ref, Account.full_name, Role.kind)
        .join(Account, Account.id == Role.account_id)
        .where(*_beyond(agency, ending))
        .order_by(Account.full_name, Role.id)
    )
    below = session.scalars(
        select(Agency.name).where(Agency.id.in_({row.agency_id for row in _below(session, agency, ending)}))
    )
    return Foreseen(
        open_matters(session, agency, viewer=by),
        tuple(EndingRole(*row) for row in roles),
        tuple(sorted(below)),
        len(days_beyond(session, agency, ending.last_on)),
    )


def open_matters(session: Session, agency: Agency, *, viewer: Viewer) -> tuple[OpenMatter, ...]:
    """The open matters an agency passes on, without those against the head of an agency of ``viewer``."""
    rows = session.execute(
        select(Matter.id, Matter.ref, Matter.code, Matter.kind, func.coalesce(visible(viewer), false()))
        .where(
            Matter.agency_id == agency.id,
            Matter.open,
            Matter.kind.not_in(OF_THE_AGENCY_ITSELF),
            unhidden(viewer),
        )
        .order_by(Matter.kind, Matter.id)
    )
    return tuple(OpenMatter(id_, ref, code, kind, bool(seen)) for id_, ref, code, kind, seen in rows)


def end_agency(
    session: Session, agency: Agency, ending: Ending, *,
    pointed: Mapping[int, int], expected_version: int | None, by: Viewer, at: datetime, today: date,
) -> None:  # fmt: skip
    """End an agency; its one successor takes over. Of several, ``pointed`` says which takes which matter (by id).

    Raises NotAllowed, ChangedMeanwhile, Refused naming the field: on ``successor`` when a matter or an agency below
    would be left with nobody.
    """
    only_administrators(by)
    matters = _held(session, agency)  # matters before agencies: whoever records an act takes them in this order
    hold_administrators(session)
    hold_the_tree(session)
    session.refresh(agency)
    unchanged_since(agency, expected_version)
    _check(session, agency, ending, today)
    own = [one for one in matters if stays(one.kind)]
    passed_on = [one for one in matters if not stays(one.kind)]
    above = superior_of(session, agency.id, ending.last_on)
    _Succession(session, agency, ending, above, by, at).run(passed_on, pointed)
    end_reception(session, agency, own, ending.last_on, Hand(by, at, today))


def _held(session: Session, agency: Agency) -> Sequence[Matter]:
    held = select(Matter).where(Matter.agency_id == agency.id, Matter.open).order_by(Matter.id)
    return session.scalars(held.with_for_update().execution_options(populate_existing=True)).all()


def _check(session: Session, agency: Agency, ending: Ending, today: date) -> None:
    if agency.until_on is not None:
        raise Refused("Đơn vị đã kết thúc hoạt động ngày %(day)s.", field="last_on", day=agency.until_on)
    if ending.last_on < agency.from_on:
        raise Refused("Nhập ngày không sớm hơn ngày bắt đầu hoạt động %(day)s.", field="last_on", day=agency.from_on)
    if ending.last_on >= today:
        raise Refused(
            "Nhập ngày trước hôm nay: hồ sơ và vai chỉ chuyển khi ngày hoạt động cuối cùng đã qua.", field="last_on"
        )
    if not ending.document.strip():
        raise Refused("Nhập số, ngày của văn bản.", field="document")
    _check_successors(session, agency, ending)
    _check_administrators(session, agency, today)


def _check_successors(session: Session, agency: Agency, ending: Ending) -> None:
    ids = [one.id for one in ending.successors]
    if agency.id in ids or len(set(ids)) < len(ids):
        raise Refused("Chọn mỗi đơn vị kế thừa một lần, khác đơn vị kết thúc.", field="successor")
    for successor in ending.successors:
        if not successor.existed_on(ending.first_on) or successor.until_on is not None:
            raise Refused(
                "Chọn đơn vị kế thừa đang hoạt động từ ngày %(day)s: %(name)s thì không.",
                field="successor", day=ending.first_on, name=successor.name,
            )  # fmt: skip
    below = _below(session, agency, ending)
    if below and len(ids) != 1:
        raise Refused(
            "Đổi cấp trên của các đơn vị trực thuộc trước: còn %(n)s đơn vị trực thuộc đơn vị này.",
            field="successor", n=len({row.agency_id for row in below}),
        )  # fmt: skip


def _check_administrators(session: Session, agency: Agency, today: date) -> None:
    """Somebody must be able to administer afterwards."""
    ends = select(Role.id).where(Role.agency_id == agency.id, Role.kind == RoleKind.ADMINISTRATOR, held_on(today))
    if session.scalar(ends.limit(1)) is not None:
        check_administered(session, Role.agency_id != agency.id, on=today)


def _beyond(agency: Agency, ending: Ending) -> list[ColumnElement[bool]]:
    return [Role.agency_id == agency.id, or_(Role.until_on.is_(None), Role.until_on > ending.last_on)]


def _below(session: Session, agency: Agency, ending: Ending) -> Sequence[AgencyParent]:
    """Who stands under the agency on the successor's first day or after it."""
    running = or_(AgencyParent.until_on.is_(None), AgencyParent.until_on >= ending.first_on)
    return session.scalars(select(AgencyParent).where(AgencyParent.parent_id == agency.id, running)).all()


@dataclass(frozen=True, slots=True)
class _Succession:
    """One agency ended, in one transaction. ``above``: whom it stood under on its last day."""

    session: Session
    agency: Agency
    ending: Ending
    above: Agency | None
    by: Viewer
    at: datetime

    def run(self, matters: Sequence[Matter], pointed: Mapping[int, int]) -> None:
        receivers = self.receivers(matters, pointed)
        self.agency.until_on = self.ending.last_on
        flag_modified(self.agency, "name")
        for successor in self.ending.successors:
            self.session.add(
                AgencySuccession(
                    agency_id=self.agency.id, successor_id=successor.id, on=self.ending.first_on,
                    document=self.ending.document,
                )
            )  # fmt: skip
        for role in self.session.scalars(select(Role).where(*_beyond(self.agency, self.ending))):
            role.until_on = self.ending.last_on
        self.move_in_the_tree()
        for receiver in set(receivers):
            taken = [matter for matter, to in zip(matters, receivers, strict=True) if to is receiver]
            self.hand_over(taken, receiver)
        audit.note(
            self.session, by=self.by.account_id or None, at=self.at, action="agency_ended",
            subject=f"agency:{self.agency.code}", successors=[one.code for one in self.ending.successors],
            on=self.ending.last_on.isoformat(),
        )  # fmt: skip
        self.session.flush()

    def receivers(self, matters: Sequence[Matter], pointed: Mapping[int, int]) -> list[Agency]:
        """Who takes each matter, in their order."""
        found = [self.receiver(matter, pointed) for matter in matters]
        undecided = sum(one is None for one in found)
        if undecided:
            raise Refused(
                "Chọn đơn vị kế thừa cho từng hồ sơ đang mở: còn %(n)s hồ sơ chưa chọn.", field="successor", n=undecided
            )
        return [one for one in found if one is not None]

    def receiver(self, matter: Matter, pointed: Mapping[int, int]) -> Agency | None:
        successors = {one.id: one for one in self.ending.successors}
        if len(successors) == 1:
            (to,) = successors.values()
            return self.not_the_denounced(matter, to)
        if excluded_agencies(self.session, matter) & self.by.agencies():
            # Whoever must not know of it cannot point it: the superior has it until it is passed on.
            return self.above or self.agency
        chosen = successors.get(pointed.get(matter.id, 0))
        return self.not_the_denounced(matter, chosen) if chosen else None

    def not_the_denounced(self, matter: Matter, to: Agency) -> Agency:
        """A denunciation of the head of the successor, or of the agency that ended, goes to the superior."""
        excluded = excluded_agencies(self.session, matter)
        if excluded.isdisjoint({to.id, self.agency.id}):
            return to
        superior = superior_of(self.session, to.id, self.ending.first_on) or self.above
        return superior if superior and superior.id not in excluded else self.agency

    def hand_over(self, matters: Sequence[Matter], to: Agency) -> None:
        if to.id == self.agency.id:
            return  # nobody may have them: supervisors see them there
        insiders = set(self.session.scalars(select(Role.account_id).where(Role.agency_id == self.agency.id)))
        for matter in matters:
            if matter.sealed:
                identities.end_grants(
                    self.session, matter, by=self.by.account_id or None, at=self.at, account_ids=insiders
                )
        passing = Passing(to, self.ending.first_on, self.ending.document)
        move_all(self.session, matters, passing, by=self.by, at=self.at)

    def move_in_the_tree(self) -> None:
        """Who stood under the agency stands under its successor; a successor from below takes its place."""
        first_on = self.ending.first_on
        for row in _below(self.session, self.agency, self.ending):
            (successor,) = self.ending.successors
            over = self.above if row.agency_id == successor.id else successor
            replace_parent(self.session, row.agency_id, over.id if over else None, from_on=max(row.from_on, first_on))
        replace_parent(self.session, self.agency.id, None, from_on=first_on)
        refuse_a_cycle(self.session, first_on, field="successor")
