"""The reception of an agency that ends: what its head owed by office ends with it, and its days ahead are called off.

So do the reports it still owed: whoever takes over reports for itself.

Whoever heads an agency receives for that agency (LTCD 12.5, 15.2, 18.2). The head of a successor has periods of the own
office from its first day on, and answers for no day the other one missed: none of these duties follows custody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.casework import audit, sessions
from app.casework.acts import Entry
from app.casework.following import Hand, write
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.reception import DayState, ReceptionDay, ReceptionRule
from app.statute.terms import Procedure

AGENCY_ENDS = "Đơn vị kết thúc hoạt động"
OF_THE_AGENCY_ITSELF = (MatterKind.AGENCY_DUTY, MatterKind.REPORT_DUTY)


def stays(kind: MatterKind) -> bool:
    """Whether a matter of this kind is the agency's own and passes on to nobody."""
    return kind in OF_THE_AGENCY_ITSELF


def days_beyond(session: Session, agency: Agency, last_on: date) -> list[ReceptionDay]:
    """The days on the schedule of an agency after its last one, in order."""
    wanted = select(ReceptionDay).where(
        ReceptionDay.agency_id == agency.id, ReceptionDay.on > last_on, ReceptionDay.state == DayState.PLANNED
    )
    return list(session.scalars(wanted.order_by(ReceptionDay.on, ReceptionDay.id)))


def end_reception(session: Session, agency: Agency, own: Iterable[Matter], last_on: date, hand: Hand) -> None:
    """Call off the days after ``last_on``, end the rules they were made of, close the running periods among ``own``."""
    runs = or_(ReceptionRule.until_on.is_(None), ReceptionRule.until_on > last_on)
    for rule in session.scalars(select(ReceptionRule).where(ReceptionRule.agency_id == agency.id, runs)):
        rule.until_on = max(last_on, rule.from_on)
    for day in days_beyond(session, agency, last_on):
        day.state, day.reason = DayState.CANCELLED, AGENCY_ENDS
        audit.note(
            session, by=hand.by.account_id or None, at=hand.at, action="reception_day_cancelled", subject=day.ref,
            on=day.on.isoformat(), kind=day.kind.value,
        )  # fmt: skip
        sessions.follow(session, day, hand)
    for matter in own:
        if matter.procedure == Procedure.REPORT_DUTY:
            write(session, matter, Entry("report_lifted", hand.today, {"reason": AGENCY_ENDS}), hand)
        if matter.procedure == Procedure.RECEPTION_DUTY and matter.stage == "running":
            write(session, matter, Entry("period_closed", hand.today), hand)
    session.flush()
