"""Urging letters of the demonstration: one issued to the agency of a sign-in card a week ago, one being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import BAN_TCD, Desk
from app.casework.demonstration.inspections import CHIEF_INSPECTOR
from app.casework.overdue import DueRow, Filters, overdue
from app.casework.papers.urging import urging_paper, urging_sheet
from app.casework.papers.words import Signer
from app.casework.permissions import HeldRole, Viewer
from app.casework.urged import letter_of
from app.casework.urging import draft
from app.casework.urging_issue import Issuing, facts_of, issue, standing
from app.records.people import Account, Role, RoleKind
from app.records.urgings import Track, Urging
from app.statute.urging import ASKED

TYPED_AT = time(15, 0)
A_WEEK = timedelta(days=7)
ANSWERED_IN = 10  # working days
LEFT = 4  # of an agency stand in no letter: whoever tries the page has something to choose
IN_A_LETTER = 2
MOST = 200
SIGNS = {Track.INSPECTORATE: "TTr-NV", Track.BOARD: "BTCD"}


@dataclass(frozen=True, slots=True)
class Urgings:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo

    def write(self, shelf: Shelf) -> None:
        """The two letters, as far as enough is late."""
        by = self.inspector()
        on = self.days.on_or_before(self.days.today - A_WEEK)
        for desk in self.desks.values():
            if by is not None and desk.reserved and desk.head is not None:
                late = self.late(by, on, desk.agency_id)[LEFT:]
                if late:
                    at = datetime.combine(on, TYPED_AT, self.zone)
                    self.issued(by, self.letter(by, [one.id for one in late[:IN_A_LETTER]], on, at), on, shelf)
                    self._drafted(by, desk.agency_id)
                    return

    def inspector(self) -> Viewer | None:
        """Who watches the province, if anybody does."""
        watching = select(Role).where(Role.kind == RoleKind.SUPERVISOR).order_by(Role.account_id).limit(1)
        held = self.session.scalars(watching).first()
        return Viewer(held.account_id, (HeldRole(held.kind, held.agency_id),)) if held else None

    def late(self, by: Viewer, on: date, agency_id: int | None = None) -> Sequence[DueRow]:
        """The oldest first, without denunciations: whom a letter about one goes to is another's business to show."""
        found = overdue(self.session, by, today=on, filters=Filters(agency_id=agency_id), limit=MOST)
        return [row for row in found.rows if not row.sealed]

    def issued(self, by: Viewer, letter: Urging, on: date, shelf: Shelf) -> Urging:
        """A draft as it went out on a day."""
        at = datetime.combine(on, TYPED_AT, self.zone)
        items = standing(self.session, letter, by=by, today=on)
        said = Issuing(
            f"{self._number(letter, on)}/{SIGNS[letter.track]}", on, self.days.after(on, ANSWERED_IN), tuple(ASKED),
            signer=Signer(self._signer(letter)),
        )  # fmt: skip
        facts = facts_of(self.session, letter, items, said, today=on)
        content = shelf.printed(urging_sheet(facts, number=said.number, on=on), urging_paper(letter.track).name.vi, at)
        return issue(
            self.session, letter.ref, said, content, seen=[one.id for one in items], expected_version=letter.version,
            by=by, today=on, at=at,
        )  # fmt: skip

    def _drafted(self, by: Viewer, urged: int) -> None:
        """One of an agency that was not urged yet: the latest of what is late, as the oldest is first chosen."""
        others = [one for one in self.late(by, self.days.today) if one.agency_id != urged]
        if others[LEFT:]:
            self.letter(by, [others[-1].id], self.days.today, self.now)

    def _signer(self, letter: Urging) -> str:
        """The chief inspector, or the head of the Board."""
        board = self.desks.get(BAN_TCD) if letter.track is Track.BOARD else None
        if board is None or board.head is None:
            return CHIEF_INSPECTOR
        return self.session.get_one(Account, board.head.account_id).full_name

    def _number(self, letter: Urging, on: date) -> int:
        """As a registry gives them: higher by the day, no two alike."""
        issued = (Urging.by_agency_id == letter.by_agency_id, Urging.issued_on.is_not(None))
        before = self.session.scalar(select(func.count()).select_from(Urging).where(*issued)) or 0
        return on.timetuple().tm_yday + before

    def letter(self, by: Viewer, late: Sequence[int], on: date, at: datetime) -> Urging:
        """A draft about these duties, of one agency."""
        return self.named(by, draft(self.session, late, by=by, today=on, at=at).refs[0])

    def named(self, by: Viewer, ref: str) -> Urging:
        """The same with a link that is the same for the same seed."""
        letter = letter_of(self.session, by, ref)
        letter.ref = self.chance.ref()
        self.session.flush()
        return letter
