"""What comes of an urging letter: the agency explains, the reply is recorded, the chairman of the province is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.file_names import tidied
from app.casework.file_types import FIELD, judge
from app.casework.forwarded import say_reported
from app.casework.identities.telling import names_somebody
from app.casework.once import insert_once, rows_of
from app.casework.permissions import Deed, Viewer, visible
from app.casework.uploads import LARGEST_FILE, MEGABYTE
from app.casework.urged import ANSWERING, letter_of
from app.casework.urging import may_write, note, written_by
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.urgings import (
    FlagAcknowledgement,
    Track,
    Urging,
    UrgingExplanation,
    UrgingFile,
    UrgingItem,
    UrgingPaper,
)
from app.statute.urging import REPORT_TO_CHAIR


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it came: its number and day, what it says in short, and the file."""

    number: str
    on: date
    words: str
    file: tuple[str, bytes] | None = None


def record_reply(session: Session, ref: str, reply: Reply, *, by: Viewer, today: date, at: datetime) -> Urging:
    """Write down that a letter was answered. Raises NotFound, NotAllowed, OutOfOrder, Refused naming the field."""
    urging = written_by(session, ref, by=by)
    issued_on = _issued(urging)
    if urging.replied_on is not None:
        raise OutOfOrder("Đã ghi trả lời của thư này.")
    _check_day(reply.on, issued_on, today, field="replied_on")
    if _names(session, urging, reply.words):
        raise Refused("Phần này nêu tên hoặc giấy tờ của người được giữ bí mật.", field="words")
    urging.reply_number, urging.replied_on, urging.reply_words = reply.number, reply.on, reply.words
    urging.reply_at, urging.reply_by_id = at, by.account_id or None
    if reply.file:
        session.add(_kept(urging, *reply.file))
    session.flush()
    note(session, urging, "urging_answered", by=by, at=at, on=reply.on.isoformat())
    return urging


def _kept(urging: Urging, name: str, content: bytes) -> UrgingFile:
    if len(content) > LARGEST_FILE:
        raise Refused("Tệp lớn hơn %(most)s MB. Chọn tệp nhỏ hơn.", field=FIELD, most=LARGEST_FILE // MEGABYTE)
    kind = judge(BytesIO(content))
    return UrgingFile(
        urging_id=urging.id, paper=UrgingPaper.REPLY, name=tidied(name, kind.media_type), media_type=kind.media_type,
        size=len(content), sha256=sha256(content).hexdigest(), content=content,
    )  # fmt: skip


def report_up(session: Session, ref: str, *, number: str, on: date, by: Viewer, today: date, at: datetime) -> Urging:
    """Write down that the chairman of the province was told. Raises NotFound, NotAllowed, OutOfOrder, Refused.

    Never before the agency was asked: the decree has the report follow a request. For the Reception Board its head
    reports.
    """
    urging = written_by(session, ref, by=by)
    if urging.track is Track.BOARD and not by.may(Deed.ASSIGN, urging.by_agency_id):
        raise NotAllowed("Trưởng Ban Tiếp công dân báo cáo Chủ tịch UBND tỉnh.")
    if urging.issued_on is None:
        raise OutOfOrder(
            "Chưa báo cáo được: phải có văn bản đề nghị, đôn đốc trước.",
            provisions=REPORT_TO_CHAIR[urging.track.value],
        )
    if urging.reported_on is not None:
        raise OutOfOrder("Đã ghi báo cáo Chủ tịch UBND tỉnh về thư này.")
    _check_day(on, urging.issued_on, today, field="reported_on")
    urging.report_number, urging.reported_on = number, on
    urging.report_at, urging.report_by_id = at, by.account_id or None
    if urging.track is Track.BOARD:
        matters = session.scalars(select(UrgingItem.matter_id).where(UrgingItem.urging_id == urging.id)).all()
        say_reported(session, matters, number=number, on=on, by=by, at=at, today=today)
    session.flush()
    note(session, urging, "urging_reported", by=by, at=at, on=on.isoformat())
    return urging


def may_explain(by: Viewer, urging: Urging) -> bool:
    """Whether ``by`` answers for the agency the letter goes to."""
    return urging.issued_on is not None and urging.agency_id in by.agencies(*ANSWERING)


def explain(session: Session, ref: str, item_id: int, words: str, *, by: Viewer, at: datetime) -> UrgingExplanation:
    """What the agency says about one matter of a letter. Raises NotFound, NotAllowed, Refused naming the field."""
    urging = letter_of(session, by, ref, lock=True)
    item = session.scalar(select(UrgingItem).where(UrgingItem.id == item_id, UrgingItem.urging_id == urging.id))
    if item is None:
        raise NotFound("Không có vụ việc này trong thư.")
    if not may_explain(by, urging):
        raise NotAllowed("Chỉ cơ quan nhận thư giải trình.")
    matter = session.get_one(Matter, item.matter_id)
    if matter.sealed and names_somebody(session, matter, words):
        raise Refused("Phần này nêu tên hoặc giấy tờ của người được giữ bí mật.", field="words")
    said = UrgingExplanation(item_id=item.id, words=words, at=at, by_id=by.account_id or None)
    session.add(said)
    session.flush()
    note(session, urging, "urging_explained", by=by, at=at)
    return said


def take_file(session: Session, ref: str, paper: UrgingPaper, *, by: Viewer, at: datetime) -> UrgingFile:
    """A file of a letter; the trail says who took it. The reply is for those who asked. Raises NotFound."""
    urging = letter_of(session, by, ref)
    found = session.get(UrgingFile, (urging.id, paper))
    if found is None or not may_take(by, urging, paper):
        raise NotFound("Không có tệp này.")
    note(session, urging, "urging_file_taken", by=by, at=at, paper=paper.value, sha256=found.sha256)
    return found


def may_take(by: Viewer, urging: Urging, paper: UrgingPaper) -> bool:
    """Whether ``by``, who reads the letter, may take this file of it: a scanned reply may say what no list says."""
    return paper is UrgingPaper.LETTER or may_write(by, urging)


def acknowledge(session: Session, flag_id: int, *, by: Viewer, at: datetime) -> bool:
    """Say that note was taken of a flag that stands; False when somebody had said so. Raises NotAllowed, NotFound."""
    if not by.may(Deed.URGE):
        raise NotAllowed("Chỉ Thanh tra tỉnh ghi nhận cờ quá hạn.")
    flag = session.scalar(
        select(Flag)
        .join(Obligation, Obligation.id == Flag.obligation_id)
        .join(Matter, Matter.id == Obligation.matter_id)
        .where(Flag.id == flag_id, visible(by))
    )
    if flag is None:
        raise NotFound("Không có cờ này.")
    if flag.withdrawn_on is not None:
        raise OutOfOrder("Cờ này đã rút.")
    row = insert_once(session, FlagAcknowledgement).values(
        flag_id=flag.id, raised_on=flag.raised_on, at=at, by_id=by.account_id or None
    )
    noted = bool(rows_of(session.execute(row)))
    if noted:
        matter = session.get_one(Matter, session.get_one(Obligation, flag.obligation_id).matter_id)
        audit.note(session, by=by.account_id or None, at=at, action="flag_acknowledged", matter=matter)
    return noted


def _issued(urging: Urging) -> date:
    if urging.issued_on is None:
        raise OutOfOrder("Thư này chưa ban hành.")
    return urging.issued_on


def _check_day(on: date, issued_on: date, today: date, *, field: str) -> None:
    if on > today:
        raise Refused("Ngày %(day)s chưa đến.", field=field, day=on)
    if on < issued_on:
        raise Refused("Nhập ngày không sớm hơn ngày ban hành thư %(day)s.", field=field, day=issued_on)


def _names(session: Session, urging: Urging, words: str) -> bool:
    sealed = (
        select(Matter)
        .join(UrgingItem, UrgingItem.matter_id == Matter.id)
        .where(UrgingItem.urging_id == urging.id, Matter.sealed)
    )
    return any(names_somebody(session, one, words) for one in session.scalars(sealed))
