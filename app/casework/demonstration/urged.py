"""What became of late duties in the demonstration: flags taken note of, urged in vain, explained, told upwards.

And what the Reception Board asked for. Days are reckoned back from today, so that every state of a flag stands on the
day somebody looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import DAY, Days
from app.casework.demonstration.desks import BAN_TCD, Desk
from app.casework.demonstration.urgings import IN_A_LETTER, Urgings
from app.casework.flags import raise_and_withdraw
from app.casework.forwarded import forwarded
from app.casework.permissions import Viewer
from app.casework.urged import items_of
from app.casework.urging import draft_again, draft_requests
from app.casework.urging_replies import Reply, acknowledge, explain, record_reply, report_up
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.urgings import Urging, UrgingItem

FIRST, SECOND, LAST = (timedelta(days=days) for days in (55, 27, 8))  # before today: a letter, another, what came of it
LOOKED = tuple(timedelta(days=days) for days in (60, 40, 30, 20, 10, 5, 2, 0))  # when flags went up, before today
NIGHT, MORNING = time(0, 5), time(9, 30)
NOTED, SATISFIED = 6, 12
BECAUSE = "Nội dung phức tạp, đang chờ ý kiến bằng văn bản của cơ quan chuyên môn; dự kiến xong trong tháng."
ANSWERED = "Đã giao công chức chuyên môn hoàn thành hồ sơ, trình ký trong tháng."


@dataclass(frozen=True, slots=True)
class UrgedBefore:
    """One run, after the first urging letters were written (``urgings``)."""

    urgings: Urgings
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    zone: tzinfo

    @property
    def session(self) -> Session:
        return self.urgings.session

    def write(self, shelf: Shelf) -> None:
        """A letter answered, one twice in vain, one told upwards, a request of the Board; and the flags of them all."""
        by = self.urgings.inspector()
        if by is None:
            return
        stories = (self._answered, self._in_vain, self._told_upwards)
        for story, late in zip(stories, self._agencies(by), strict=False):
            story(by, late, shelf)
        self._requested(shelf)
        self._flags(by)

    def _agencies(self, by: Viewer) -> list[Sequence[int]]:
        """The duties late long enough by agency, where no letter went yet and no sign-in card is of."""
        carded = {
            desk.agency_id
            for desk in self.desks.values()
            if desk.reserved & {one.account_id for one in desk.handlers}
        }  # fmt: skip
        left_out = carded | set(self.session.scalars(select(Urging.agency_id)))
        found: dict[int, list[int]] = {}
        for row in self.urgings.late(by, self._on(FIRST)):  # the oldest first, and so are the agencies
            if row.agency_id not in left_out:
                found.setdefault(row.agency_id, []).append(row.id)
        return [ids[:IN_A_LETTER] for ids in found.values()]

    # ---- what became of a letter

    def _answered(self, by: Viewer, late: Sequence[int], shelf: Shelf) -> None:
        letter = self._first(by, late, shelf)
        answering = next((one for one in self.desks.values() if one.agency_id == letter.agency_id), None)
        if answering is not None and answering.head is not None:
            for item in items_of(self.session, answering.head, letter):
                explain(self.session, letter.ref, item.id, BECAUSE, by=answering.head, at=self._at(SECOND))
        on = self._on(SECOND)
        said = Reply(f"{self.chance.number(100, 300)}/UBND", on, ANSWERED, None)
        record_reply(self.session, letter.ref, said, by=by, today=on, at=self._at(SECOND))

    def _in_vain(self, by: Viewer, late: Sequence[int], shelf: Shelf) -> Urging | None:
        first = self._first(by, late, shelf)
        second = draft_again(self.session, first.ref, by=by, today=self._on(SECOND), at=self._at(SECOND))
        return self.urgings.issued(by, second, self._on(SECOND), shelf)

    def _told_upwards(self, by: Viewer, late: Sequence[int], shelf: Shelf) -> None:
        second = self._in_vain(by, late, shelf)
        if second is not None:
            on, number = self._on(LAST), f"{self.chance.number(20, 60)}/BC-TTr"
            report_up(self.session, second.ref, number=number, on=on, by=by, today=on, at=self._at(LAST))

    def _first(self, by: Viewer, late: Sequence[int], shelf: Shelf) -> Urging:
        letter = self.urgings.letter(by, late, self._on(FIRST), self._at(FIRST))
        return self.urgings.issued(by, letter, self._on(FIRST), shelf)

    def _requested(self, shelf: Shelf) -> None:
        """What the Board forwarded longest ago and has no result of."""
        desk = self.desks.get(BAN_TCD)
        by = desk.handlers[0] if desk and desk.handlers else None
        waiting = forwarded(self.session, by, desk.agency_id) if desk and by else []
        on = self._on(SECOND)
        old = [row.matter_id for row in waiting if row.on < on and not row.sealed]
        if by and old[1:]:  # another waits to be asked for
            made = draft_requests(self.session, old[:1], by=by, today=on, at=self._at(SECOND))
            self.urgings.issued(by, self.urgings.named(by, made.refs[0]), on, shelf)

    # ---- flags

    def _flags(self, by: Viewer) -> None:
        """As the job of the night would have raised them, what is done since among them; some of them noted."""
        for row in self.session.scalars(self._done_late()):
            if row.due_on is not None and row.satisfied_on is not None:
                raised, gone = row.due_on + DAY, row.satisfied_on + DAY
                self.session.add(Flag(obligation_id=row.id, due_on=row.due_on, raised_on=raised,
                                      withdrawn_on=gone, withdraw_reason="satisfied"))  # fmt: skip
        for before in LOOKED:
            day = self.days.today - before
            raise_and_withdraw(self.session, today=day, at=datetime.combine(day, NIGHT, self.zone))
        self.session.expire_all()
        urged = select(Flag).join(UrgingItem, UrgingItem.obligation_id == Flag.obligation_id)
        others = select(Flag).where(Flag.withdrawn_on.is_(None)).order_by(Flag.due_on, Flag.id).limit(NOTED)
        standing = {flag.id: flag for one in (urged, others) for flag in self.session.scalars(one)}
        for flag in standing.values():
            noted = self.days.on_or_after(flag.raised_on)
            if flag.withdrawn_on is None and noted < self.days.today:
                acknowledge(self.session, flag.id, by=by, at=datetime.combine(noted, MORNING, self.zone))

    def _done_late(self) -> Select[Obligation]:
        since = self.days.today - LOOKED[0]
        late = (Obligation.satisfied_on > Obligation.due_on, Obligation.satisfied_on >= since)
        return (
            select(Obligation)
            .where(*late, Obligation.satisfied_on < self.days.today, Obligation.superseded.is_(False))
            .order_by(Obligation.satisfied_on.desc(), Obligation.id)
            .limit(SATISFIED)
        )

    def _on(self, before: timedelta) -> date:
        return self.days.on_or_before(self.days.today - before)

    def _at(self, before: timedelta) -> datetime:
        return datetime.combine(self._on(before), MORNING, self.zone)
