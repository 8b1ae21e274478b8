"""Papers being written and papers issued: what was typed is kept sealed, what was sent is kept as it was sent.

A draft belongs to the matter: whoever works on it goes on with it. Issuing stores the very bytes as a document of the
matter with their SHA-256; a template or a row of the catalogue that changes later reaches none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit, ledger
from app.casework.documents import may_add, take_file
from app.casework.drafts import Sealer
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.identities.telling import names_somebody
from app.casework.papers.linking import padded
from app.casework.permissions import Viewer
from app.casework.uploads import Kept
from app.records.documents import Document
from app.records.matters import Act, Matter
from app.records.papers import MatterPaper, PaperState
from app.records.people import Account
from app.statute.papers import PAPERS, OfficialPaper


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of a matter in a list. ``file_ref``, ``sha256``: of what was issued; ``opens``: the viewer may open it.

    ``act``: the line of the log it belongs to, empty while none does.
    """

    ref: str
    paper: str
    state: PaperState
    number: str
    issued_on: date | None
    changed_at: datetime
    changed_by: str
    file_ref: str
    sha256: str
    act: str


def may_make(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> bool:
    """Whether ``by`` writes papers of a matter: works on it, and has been let into it when it is sealed."""
    return may_add(session, matter, by=by, at=at)


def draft_of(session: Session, matter: Matter, paper: OfficialPaper) -> MatterPaper | None:
    """The paper of this kind that is being written for a matter."""
    wanted = select(MatterPaper).where(MatterPaper.matter_id == matter.id, MatterPaper.paper == paper.code)
    return session.scalar(wanted.where(MatterPaper.state == PaperState.DRAFT))


def typed_in(row: MatterPaper | None, *, sealer: Sealer) -> dict[str, str]:
    """What was typed over the passages, by their names. Raises Unreadable when the key is another one now."""
    return {name: str(value) for name, value in sealer.open(row.content).items()} if row else {}


def papers_kept(session: Session, matter: Matter) -> list[PaperLine]:
    """The papers of a matter: those being written first, then the issued ones, the newest first. One query."""
    rows = session.execute(
        select(MatterPaper, Account.full_name, Document.ref, Document.sha256, Act.act)
        .outerjoin(Account, Account.id == MatterPaper.changed_by_id)
        .outerjoin(Document, Document.id == MatterPaper.document_id)
        .outerjoin(Act, Act.id == Document.act_id)
        .where(MatterPaper.matter_id == matter.id)
        .order_by(MatterPaper.state, MatterPaper.issued_on.desc(), MatterPaper.id.desc())
    )
    return [
        PaperLine(
            row.ref, row.paper, row.state, row.number, row.issued_on, row.changed_at, name or "", file or "",
            sha256 or "", act or "",
        )
        for row, name, file, sha256, act in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that was issued: of which matter, which file holds it, which line of the log it belongs to, if any."""

    matter_id: int
    paper: OfficialPaper
    number: str
    issued_on: date
    file_ref: str
    issued_at: datetime
    act_id: int | None

    def made_for(self, act: str, document_no: str) -> bool:
        """Whether it is the paper of an act, and not one that tells of it: by its number, where it has one."""
        mine = act in self.paper.acts and not self.paper.tells
        return mine and (not self.paper.numbered or padded(document_no) == self.number)


def issued_in(session: Session, matter_ids: Collection[int]) -> list[Issued]:
    """The papers issued in these matters, the first first. One statement."""
    rows = session.execute(
        select(
            MatterPaper.matter_id, MatterPaper.paper, MatterPaper.number, MatterPaper.issued_on, Document.ref,
            MatterPaper.changed_at, Document.act_id,
        )
        .join(Document, Document.id == MatterPaper.document_id)
        .where(MatterPaper.matter_id.in_(matter_ids), MatterPaper.state == PaperState.ISSUED)
        .order_by(MatterPaper.issued_on, MatterPaper.id)
    )  # fmt: skip
    known = {one.code: one for one in PAPERS}
    return [
        Issued(row.matter_id, known[row.paper], row.number, row.issued_on, row.ref, row.changed_at, row.act_id)
        for row in rows
        if row.paper in known and row.issued_on is not None
    ]


# --- writing --------------------------------------------------------------------------------------------------------


def save_draft(
    session: Session, matter: Matter, paper: OfficialPaper, typed: Mapping[str, str], *, expected_version: int,
    sealer: Sealer, by: Viewer, at: datetime,
) -> MatterPaper:  # fmt: skip
    """Keep what was typed. ``expected_version``: of the draft that was read, 0 for none.

    Raises NotAllowed, ChangedMeanwhile when a colleague saved it meanwhile, Refused on a passage that names whoever
    denounced in a paper that may not.
    """
    row = _held(session, matter, paper, expected_version=expected_version, by=by, at=at)
    check_names(session, matter, paper, typed)
    if row is None:
        row = MatterPaper(matter_id=matter.id, paper=paper.code, changed_at=at, content=b"")
        session.add(row)
        _note(session, matter, row, "paper_drafted", by=by, at=at)
    row.content, row.changed_at, row.changed_by_id = sealer.seal(typed), at, by.account_id or None
    session.flush()
    return row


def discard(
    session: Session, matter: Matter, paper: OfficialPaper, *, expected_version: int, by: Viewer, at: datetime
) -> None:
    """Throw away what is being written. Raises NotAllowed, ChangedMeanwhile."""
    row = _held(session, matter, paper, expected_version=expected_version, by=by, at=at)
    if row is not None:
        _note(session, matter, row, "paper_discarded", by=by, at=at)
        session.delete(row)
        session.flush()


def check_names(session: Session, matter: Matter, paper: OfficialPaper, typed: Mapping[str, str]) -> None:
    """A joint paper of a sealed matter names nobody who denounced. Raises Refused on the passage that does.

    Only whoever was let in writes such a paper, so the answer tells them nothing new.
    """
    if not (paper.joint and matter.sealed):
        return
    for name, text in typed.items():
        if names_somebody(session, matter, text):
            raise Refused(
                "Phần này nêu tên hoặc giấy tờ của người được giữ bí mật. Văn bản gửi nơi khác không được nêu.",
                field=name,
            )


def _held(
    session: Session, matter: Matter, paper: OfficialPaper, *, expected_version: int, by: Viewer, at: datetime
) -> MatterPaper | None:
    session.refresh(matter, with_for_update=True)
    if not may_make(session, matter, by=by, at=at):
        raise NotAllowed("Không có quyền soạn văn bản của hồ sơ này.")
    row = draft_of(session, matter, paper)
    if (row.version if row else 0) != expected_version:
        raise ChangedMeanwhile("Có người vừa lưu bản thảo này. Xem bản đang lưu rồi lưu lại nếu vẫn cần.")
    return row


# --- issuing --------------------------------------------------------------------------------------------------------


def check_issue(session: Session, matter: Matter, paper: OfficialPaper, *, number: str, on: date, today: date) -> str:
    """The number as it is printed: under 10 it has two figures. Raises Refused, naming the field."""
    if on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="issued_on", day=on)
    if on < matter.opened_on:
        raise Refused("Nhập ngày không sớm hơn ngày nhận %(day)s.", field="issued_on", day=matter.opened_on)
    number = padded(number)
    if paper.numbered and not number:
        raise Refused("Nhập số, ký hiệu văn bản do văn thư cấp.", field="number")
    if number and _taken(session, matter, number, on):
        raise Refused("Số, ký hiệu này đã dùng cho một văn bản khác trong năm.", field="number")
    return number


def issue(
    session: Session, matter: Matter, paper: OfficialPaper, typed: Mapping[str, str], kept: Kept, *, number: str,
    on: date, expected_version: int, sealer: Sealer, by: Viewer, at: datetime, today: date,
) -> MatterPaper:  # fmt: skip
    """Write down that a paper was issued: ``kept`` are the very bytes. Raises as save_draft and check_issue."""
    row = save_draft(session, matter, paper, typed, expected_version=expected_version, sealer=sealer, by=by, at=at)
    number = check_issue(session, matter, paper, number=number, on=on, today=today)
    name = " ".join(filter(None, (paper.name.vi, number.replace("/", "-"))))
    document = take_file(session, kept, name=f"{name}.docx", matter=matter, by=by, at=at)
    document.act_id = _act_of(session, matter, paper, number)
    row.state, row.number, row.issued_on, row.document_id = PaperState.ISSUED, number, on, document.id
    session.flush()
    _note(session, matter, row, "paper_issued", by=by, at=at, on=on.isoformat(), sha256=document.sha256)
    return row


def _taken(session: Session, matter: Matter, number: str, on: date) -> bool:
    used = (
        select(MatterPaper.id)
        .join(Matter, Matter.id == MatterPaper.matter_id)
        .where(MatterPaper.state == PaperState.ISSUED, func.lower(MatterPaper.number) == number.lower())
        .where(Matter.agency_id == matter.agency_id, MatterPaper.issued_on.between(*_year_of(on)))
    )
    return session.scalar(used.limit(1)) is not None


def _year_of(on: date) -> tuple[date, date]:
    return date(on.year, 1, 1), date(on.year, 12, 31)


def _act_of(session: Session, matter: Matter, paper: OfficialPaper, number: str) -> int | None:
    """The line of the log that was written down with this number, or that the paper tells of."""
    done = [one for one in ledger.log_of(session, matter) if one.act in paper.acts]
    lines = [one for one in done if paper.tells or padded(one.document_no) == number]
    return lines[-1].id if lines and number else None


def _note(
    session: Session, matter: Matter, row: MatterPaper, action: str, *, by: Viewer, at: datetime, **detail: str
) -> None:
    audit.note(session, by=by.account_id or None, at=at, action=action, matter=matter, paper=row.paper, **detail)


def note_taken(session: Session, matter: Matter, paper: OfficialPaper, *, by: Viewer, at: datetime) -> None:
    """Write in the trail that a draft left the program as a file."""
    audit.note(session, by=by.account_id or None, at=at, action="paper_taken", matter=matter, paper=paper.code)
