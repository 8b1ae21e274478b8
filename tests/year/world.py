"""What a plan is in the database: the agencies and their people, the duties written into the ledger, what is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.casework import backlog
from app.casework.permissions import HeldRole, Viewer
from app.casework.report_sending import Sending, send_report
from app.records.agencies import Agency, Level
from app.records.matters import Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind
from app.records.urgings import Track, Urging, UrgingItem
from tests.lateness import a_duty, an_agency, an_official
from tests.year.days import A_DAY
from tests.year.plan import TOP, Body, Nature, Owed, Plan

FIGURES = {"visits": 12, "petitions": 5, "cases": 3, "settled": 2, "overdue": 0}
UNHANDLED = "tcd.unhandled_45_days"


class World:
    """The province of a plan. ``agencies``: ids by number; ``duties``: ids of what the plan writes, in its order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.agencies: dict[int, int] = {}
        self.duties: list[int] = []

    def settle_in(self, session: Session, at: datetime) -> None:
        """Everybody and everything there is on the first day, and a person's word that letters may go."""
        top = an_agency(session, "UBND tỉnh")
        bodies, handlers = {TOP: top}, {}
        for body in self.plan.bodies:
            bodies[body.number] = _settled(session, body, top)
            if body.handler:
                handlers[body.number] = an_official(session, RoleKind.HANDLER, bodies[body.number], body.handler)
        for address in self.plan.supervisors:
            an_official(session, RoleKind.SUPERVISOR, top, address)
        for address in self.plan.administrators:
            an_official(session, RoleKind.ADMINISTRATOR, top, address)
        self.duties = [self._written(session, bodies, handlers, one).id for one in self.plan.written]
        self.agencies = {number: agency.id for number, agency in bodies.items()}
        backlog.mark_confirmed(session, at=at)

    def _written(
        self, session: Session, bodies: Mapping[int, Agency], handlers: Mapping[int, Account], owed: Owed
    ) -> Obligation:
        duty = a_duty(session, bodies[owed.agency], owed.due_on)
        if owed.nature is Nature.UNHANDLED:
            duty.duty = UNHANDLED
        if owed.handled:
            session.get_one(Matter, duty.matter_id).assignee_id = handlers[owed.agency].id
        if owed.in_vain_from is not None:
            _urge_in_vain(session, bodies, duty, owed.in_vain_from)
        return duty

    def settle(self, session: Session, day: date, at: datetime) -> None:
        """What is done on a day: duties of the plan, and reports that are sent."""
        done = [number for number, one in zip(self.duties, self.plan.written, strict=True) if one.done_on == day]
        values = {"open": False, "satisfied_on": day}
        session.execute(update(Obligation).where(Obligation.id.in_(done)).values(**values))
        for owed in self.plan.owed:
            if owed.nature is Nature.REPORT and owed.done_on == day:
                said = Sending(day, f"{owed.agency}/BC-UBND", day, 1, FIGURES)
                send_report(session, self._report(session, owed), said, by=self._clerk(session, owed), at=at, today=day)

    def _report(self, session: Session, owed: Owed) -> Matter:
        wanted = select(Matter).join(Obligation, Obligation.matter_id == Matter.id)
        its_own = (Matter.agency_id == self.agencies[owed.agency], Obligation.due_on == owed.due_on)
        return session.scalars(wanted.where(Matter.kind == MatterKind.REPORT_DUTY, *its_own)).one()

    def _clerk(self, session: Session, owed: Owed) -> Viewer:
        agency_id = self.agencies[owed.agency]
        role = select(Role.account_id).where(Role.agency_id == agency_id, Role.kind == RoleKind.OFFICER)
        return Viewer(session.scalars(role).one(), (HeldRole(RoleKind.OFFICER, agency_id),))


def _settled(session: Session, body: Body, top: Agency) -> Agency:
    agency = an_agency(session, f"UBND xã số {body.number}", email=body.address, under=top)
    if body.commune:
        an_official(session, RoleKind.OFFICER, agency)
    else:
        agency.level = Level.PARTY  # which owes neither days of reception nor reports
    if body.head:
        an_official(session, RoleKind.HEAD, agency, body.head)
    return agency


def _urge_in_vain(session: Session, bodies: Mapping[int, Agency], duty: Obligation, reply_due_on: date) -> None:
    """A second urging letter nobody answers. Written down from the first day on: it speaks when its day is past."""
    issued_on = reply_due_on - 10 * A_DAY
    letter = Urging(
        track=Track.INSPECTORATE, by_agency_id=bodies[TOP].id, agency_id=duty.agency_id, turn=2,
        drafted_at=duty.judged_at, number=f"{duty.id}/TTr", issued_on=issued_on, reply_due_on=reply_due_on,
    )  # fmt: skip
    session.add(letter)
    session.flush()
    item = UrgingItem(
        urging_id=letter.id, matter_id=duty.matter_id, obligation_id=duty.id, stage="verifying",
        since_on=duty.started_on, due_on=duty.due_on,
    )  # fmt: skip
    session.add(item)
    session.flush()
