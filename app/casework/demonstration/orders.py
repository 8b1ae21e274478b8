"""Terms superiors gave in the demonstration: one missed with another running beside it, one kept, one extended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.records.matters import Act, Matter, MatterKind
from app.statute.procedures.orders import GIVEN, NAMED
from app.statute.terms import DENUNCIATIONS, Procedure

TYPED_AT = time(16, 0)
QUIET = timedelta(days=10)  # nothing was done in the file for so long: what is given now comes after all of it
CHAIR, INSPECTORATE = "province_chair", "inspectorate"
SIGNS = {CHAIR: "UBND-NC", INSPECTORATE: "TTT-VP"}
ASKED = {
    CHAIR: "Giải quyết dứt điểm, báo cáo kết quả về Ủy ban nhân dân tỉnh",
    INSPECTORATE: "Báo cáo tiến độ, nguyên nhân chậm và trách nhiệm của người được giao",
}


@dataclass(slots=True)
class Orders:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo

    def write(self) -> None:
        """Give the terms, on files of a sign-in card where there are such."""
        complaints = self.session.scalars(self._quiet([Procedure.COMPLAINT_FIRST]).limit(2)).all()
        for matter, write in zip(complaints, (self._missed, self._kept), strict=False):
            write(matter)
        denunciation = self.session.scalars(self._quiet(sorted(DENUNCIATIONS)).limit(1)).first()
        if denunciation is not None:
            self._extended(denunciation)

    def _missed(self, matter: Matter) -> None:
        self._give(matter, ago=9, giver=CHAIR, ahead=-2)
        self._give(matter, ago=5, giver=INSPECTORATE, ahead=4)

    def _kept(self, matter: Matter) -> None:
        given = self._give(matter, ago=8, giver=CHAIR, ahead=-2)
        self._record(matter, "given_answered", ago=3, data={NAMED: given.id})

    def _extended(self, matter: Matter) -> None:
        given = self._give(matter, ago=7, giver=INSPECTORATE, ahead=-1)
        self._record(matter, "given_extended", ago=2, data={NAMED: given.id, "term_on": self._day(14)})

    def _give(self, matter: Matter, *, ago: int, giver: str, ahead: int) -> Act:
        asked = {"giver": giver, "asked": ASKED[giver], "term_on": self._day(ahead)}
        return self._record(matter, GIVEN, ago=ago, data=asked)

    def _record(self, matter: Matter, act: str, *, ago: int, data: Mapping[str, object]) -> Act:
        desk = next(one for one in self.desks.values() if one.agency_id == matter.agency_id)
        by = desk.head or desk.handlers[0]
        on = self.days.on_or_before(self.days.today - timedelta(days=ago))
        at = min(datetime.combine(on, TYPED_AT, self.zone), self.now)
        above = SIGNS[INSPECTORATE if data.get("giver") == INSPECTORATE or act == "given_extended" else CHAIR]
        sign = f"BC-{desk.place.sign}" if act == "given_answered" else above
        number = f"{self.chance.number(100, 990)}/{sign}"
        return record_act(
            self.session, matter, act, on, by=by, at=at, today=on, data=data, document_no=number, document_on=on
        )  # fmt: skip

    def _day(self, ahead: int) -> date:
        """A working day, so many days from today."""
        day = self.days.today + timedelta(days=ahead)
        return self.days.on_or_after(day) if ahead > 0 else self.days.on_or_before(day)

    def _quiet(self, procedures: list[Procedure]) -> Select[Matter]:
        """Open cases in which nothing was done lately: those of the sign-in cards first, then the oldest."""
        on_cards = sorted({account for desk in self.desks.values() for account in desk.reserved})
        last = select(Act.matter_id, func.max(Act.on).label("on")).group_by(Act.matter_id).subquery()
        headed = [desk.agency_id for desk in self.desks.values() if desk.head is not None]
        return (
            select(Matter)
            .join(last, last.c.matter_id == Matter.id)
            .where(
                Matter.kind == MatterKind.CASE, Matter.open, Matter.procedure.in_(procedures),
                Matter.agency_id.in_(headed), last.c.on <= self.days.today - QUIET,
            )
            .order_by(case((Matter.assignee_id.in_(on_cards), 0), else_=1), Matter.opened_on, Matter.id)
        )  # fmt: skip
