"""What stands in the files beside their acts: notes, what was carried out, scanned papers, a paper being written.

Chosen by the number of the matter: what the seed tells of everything else stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.scans import scanned
from app.casework.documents import take_file
from app.casework.drafts import Sealer
from app.casework.enforcement import Said, record
from app.casework.file_notes import write_note
from app.casework.papers.keeping import save_draft
from app.casework.papers.shape import Sheet
from app.casework.permissions import Viewer
from app.casework.uploads import keep
from app.casework.versions import add_version
from app.records.file_notes import FileNote
from app.records.matters import Act, Matter, MatterKind
from app.statute.papers import papers_of
from app.statute.papers.shape import Subject
from app.statute.terms import Procedure

NOTES = Path(__file__).with_name("notes.yaml")
TYPED_AT = time(16, 20)
NOTED, CARRIED_OUT, SCANNED = 4, 3, 2  # of so many files
RESOLVED = ("in_force", "enforcing", "enforced", "closed")
# What each file carried out says, by turns: under which heading, and how much (land in hundredths of a square metre).
FIGURES: tuple[tuple[tuple[str, Mapping[str, int]], ...], ...] = (
    (("return_due", {"one_money": 48_600_000, "one_land": 1_250_00, "ones": 1}),
     ("returned", {"one_money": 48_600_000, "one_land": 620_50})),
    (("recover_due", {"money": 126_000_000}), ("recovered", {"money": 80_000_000}),
     ("disciplined", {"people": 1, "officials": 1})),
    (("return_due", {"one_money": 15_200_000, "ones": 2}), ("handling_proposed", {"people": 2, "officials": 1})),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the bytes of files lie, what seals the papers that are being written, what makes the file of an issued one.

    ``printed``: of a sheet, its title, and when.
    """

    folder: Path
    papers: Sealer
    printed: Callable[[Sheet, str, datetime], bytes]


@cache
def _page() -> dict[str, Any]:
    page: dict[str, Any] = yaml.load(NOTES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return page


@dataclass(slots=True)
class Cabinet:
    """One run. ``now``: nothing is typed after it. ``shelf`` None: rows alone, no files."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    days: Days
    now: datetime
    zone: tzinfo
    shelf: Shelf | None = None

    def write(self) -> None:
        """Fill the files of the sign-in cards, as far as there are such."""
        held = self.session.scalars(self._open()).all()
        for number, matter in enumerate(held):
            self._note(matter, number)
        for matter, figures in zip(self.session.scalars(self._resolved()), FIGURES, strict=False):
            self._carry_out(matter, figures)
        if self.shelf is not None:
            for number, matter in enumerate(held[:SCANNED]):
                self._file(self.shelf, matter, number)

    def _note(self, matter: Matter, number: int) -> None:
        pool: Sequence[str] = _page()["notes"]
        for turn in range(1 + number % 2):
            text = pool[(number + turn) % len(pool)]
            write_note(self.session, matter, text, by=self._holder(matter), at=self._at(6 - 2 * turn, matter))
        mine = select(FileNote).where(FileNote.matter_id == matter.id).order_by(FileNote.id)
        for note in self.session.scalars(mine):
            note.ref = self.chance.ref()

    def _carry_out(self, matter: Matter, figures: Sequence[tuple[str, Mapping[str, int]]]) -> None:
        desk = self._desk(matter)
        for heading, amounts in figures:
            on = self._at(8, matter).date()
            number = f"{self.chance.number(20, 400)}/BC-{desk.place.sign}"
            row = record(
                self.session, matter, Said(heading, amounts, number, on), by=desk.handlers[0], at=self._at(4, matter),
                today=self.days.today,
            )  # fmt: skip
            row.ref = self.chance.ref()

    def _file(self, shelf: Shelf, matter: Matter, number: int) -> None:
        by, name = self._holder(matter), _page()["files"][number % len(_page()["files"])]
        first = self._scan(shelf, 1)
        document = take_file(
            self.session, first, name=f"{name}.pdf", matter=matter, by=by, at=self._at(5, matter)
        )  # fmt: skip
        document.ref = self.chance.ref()
        if number:
            return
        later = add_version(
            self.session, document, self._scan(shelf, 2), name=f"{name}.pdf", reason=_page()["replaced"], by=by,
            at=self._at(3, matter),
        )  # fmt: skip
        later.ref = self.chance.ref()
        self._paper(shelf, matter, by)

    def _paper(self, shelf: Shelf, matter: Matter, by: Viewer) -> None:
        """A paper that is being written."""
        offered = papers_of(Subject.CASE, matter.procedure, self.days.today)
        paper = next((one for one in offered if "dialogue_notified" in one.acts), None)
        if paper is not None:
            row = save_draft(
                self.session, matter, paper, {"content": _page()["typed"]}, expected_version=0, sealer=shelf.papers,
                by=by, at=self._at(2, matter),
            )  # fmt: skip
            row.ref = self.chance.ref()

    def _scan(self, shelf: Shelf, pages: int) -> Any:
        return keep(shelf.folder, BytesIO(scanned(pages)), at=self.now)

    # ---- which files, whose, when

    def _open(self) -> Select[Matter]:
        """Open complaints in the hands of a sign-in card, where they are to be seen."""
        cards = [account for desk in self.desks.values() for account in desk.reserved]
        of_a_case = (Matter.kind == MatterKind.CASE, Matter.open, Matter.procedure == Procedure.COMPLAINT_FIRST)
        return select(Matter).where(*of_a_case, Matter.assignee_id.in_(cards)).order_by(Matter.id).limit(NOTED)

    def _resolved(self) -> Select[Matter]:
        """Complaints decided at an agency of a sign-in card before all others."""
        handled = {desk.agency_id: {one.account_id for one in desk.handlers} for desk in self.desks.values()}
        carded = [desk.agency_id for desk in self.desks.values() if desk.reserved & handled[desk.agency_id]]
        first = case((Matter.agency_id.in_(carded), 0), else_=1)
        decided = select(Act.matter_id).where(Act.act == "decided")
        return (
            select(Matter)
            .where(
                Matter.kind == MatterKind.CASE, Matter.procedure == Procedure.COMPLAINT_FIRST,
                Matter.stage.in_(RESOLVED), Matter.id.in_(decided),
                Matter.opened_on <= self.days.today - timedelta(days=40),
            )
            .order_by(first, Matter.opened_on.desc(), Matter.id)
            .limit(CARRIED_OUT)
        )  # fmt: skip

    def _desk(self, matter: Matter) -> Desk:
        return next(one for one in self.desks.values() if one.agency_id == matter.agency_id)

    def _holder(self, matter: Matter) -> Viewer:
        handlers = self._desk(matter).handlers
        return next((one for one in handlers if one.account_id == matter.assignee_id), handlers[0])

    def _at(self, ago: int, matter: Matter) -> datetime:
        """A working day so many days ago, but never before the matter, and never after now."""
        day = max(self.days.on_or_before(self.days.today - timedelta(days=ago)), self._opened(matter))
        return min(datetime.combine(day, TYPED_AT, self.zone), self.now)

    def _opened(self, matter: Matter) -> date:
        opened: date = matter.opened_on
        return opened
