"""Urging letters issued: what stands in them is looked at once more, then number, day and the very file are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from app.casework.agencies import superiors_on
from app.casework.errors import ChangedMeanwhile, OutOfOrder, Refused
from app.casework.file_types import WORD
from app.casework.forwarded import forwarded_among, say_urged
from app.casework.identities.telling import names_somebody
from app.casework.overdue import is_overdue, rows_found
from app.casework.papers.facts import office_of
from app.casework.papers.linking import padded
from app.casework.papers.urging import Earlier, UrgedMatter, UrgingFacts
from app.casework.papers.words import Signer
from app.casework.permissions import Viewer, visible
from app.casework.urging import by_addressee, check_draft, excluded_from, note, written_by
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.urgings import Track, Urging, UrgingFile, UrgingItem, UrgingPaper


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is typed when a letter is issued."""

    number: str
    on: date
    reply_due_on: date
    asked: tuple[str, ...]
    more: str = ""
    signer: Signer = field(default_factory=lambda: Signer(""))


def standing(session: Session, urging: Urging, *, by: Viewer, today: date) -> list[UrgingItem]:
    """The matters of a draft that would stand in the letter today, the oldest lateness first.

    Those that are late, seen by the writer, and not hidden from the addressee.
    """
    items = session.scalars(select(UrgingItem).where(UrgingItem.urging_id == urging.id)).all()
    order = _order(session, urging, items, by=by, today=today)
    found = [item for item in items if _key(item) in order]
    return sorted(found, key=lambda item: order[_key(item)])


def _key(item: UrgingItem) -> int:
    """What a matter of a letter is known by in its list: the duty that is late, else the matter that was forwarded."""
    return item.obligation_id or item.matter_id


def _order(session: Session, urging: Urging, items: Sequence[UrgingItem], *, by: Viewer, today: date) -> dict[int, int]:
    if urging.track is Track.BOARD:
        there = forwarded_among(session, by, urging.by_agency_id, [item.matter_id for item in items])
        waiting, _nobody = by_addressee(session, there, today)
        return {row.matter_id: place for place, row in enumerate(waiting.get(urging.agency_id, []))}
    ids = [item.obligation_id for item in items]
    rows = rows_found(session, [Obligation.id.in_(ids), is_overdue(today), visible(by)], today=today)
    late, _nobody_told = by_addressee(session, rows, today)
    return {row.id: place for place, row in enumerate(late.get(urging.agency_id, []))}


def facts_of(
    session: Session, urging: Urging, items: Sequence[UrgingItem], issuing: Issuing, *, today: date
) -> UrgingFacts:
    """What the letter says."""
    before = session.get(Urging, urging.follows_id) if urging.follows_id else None
    return UrgingFacts(
        office=office_of(session, urging.by_agency_id, today), track=urging.track,
        to=session.get_one(Agency, urging.agency_id).name, matters=tuple(_matters(session, items)),
        asked=issuing.asked, more=issuing.more, reply_due_on=issuing.reply_due_on,
        earlier=_earlier(before) if before else None, signer=issuing.signer, today=today,
    )  # fmt: skip


def report_facts(session: Session, urging: Urging, *, by: Viewer, today: date) -> UrgingFacts:
    """What the chairman of the province is told about an issued letter: what of it is late, or waits, still.

    Nothing that denounces the head of the body above: it is told to whoever is above that. Raises OutOfOrder.
    """
    if urging.issued_on is None or urging.number is None or urging.reply_due_on is None:
        raise OutOfOrder("Thư này chưa ban hành.")
    chair = superiors_on(session, today).get(urging.by_agency_id)
    items = standing(session, urging, by=by, today=today)
    hidden = excluded_from(session, [one.matter_id for one in items])
    told = [one for one in items if chair not in hidden.get(one.matter_id, ())]
    if not told:
        raise OutOfOrder("Không còn việc nào của thư này để báo cáo.")
    about = Earlier(urging.number, urging.issued_on, urging.replied_on is not None)
    issuing = Issuing(urging.number, urging.issued_on, urging.reply_due_on, ())
    return replace(facts_of(session, urging, told, issuing, today=today), earlier=about)


def _earlier(before: Urging) -> Earlier | None:
    if before.number is None or before.issued_on is None:
        return None
    return Earlier(before.number, before.issued_on, before.replied_on is not None)


def _matters(session: Session, items: Sequence[UrgingItem]) -> Iterator[UrgedMatter]:
    of_items = select(Matter).where(Matter.id.in_([item.matter_id for item in items]))
    owed = select(Obligation).where(Obligation.id.in_([item.obligation_id for item in items if item.obligation_id]))
    matters = {one.id: one for one in session.scalars(of_items)}
    duties = {one.id: one for one in session.scalars(owed)}
    for item in items:
        matter, duty = matters[item.matter_id], duties.get(item.obligation_id or 0)
        yield UrgedMatter(
            matter.code, matter.procedure, matter.field, sealed=matter.sealed, rule=duty.rule if duty else "",
            since_on=item.since_on, due_on=duty.due_on if duty else None,
        )  # fmt: skip


def check_issue(session: Session, urging: Urging, issuing: Issuing, *, today: date) -> str:
    """The number as it is printed. Raises Refused naming the field, OutOfOrder."""
    check_draft(urging)
    number = padded(issuing.number)
    if not number:
        raise Refused("Nhập số, ký hiệu văn bản do văn thư cấp.", field="number")
    if issuing.on > today:
        raise Refused("Ngày %(day)s chưa đến.", field="issued_on", day=issuing.on)
    if issuing.reply_due_on <= issuing.on:
        raise Refused("Hạn trả lời phải sau ngày ban hành.", field="reply_due_on")
    if not issuing.asked:
        raise Refused("Chọn ít nhất một nội dung yêu cầu báo cáo.", field="asked")
    same = select(Urging.id).where(
        Urging.by_agency_id == urging.by_agency_id, func.lower(Urging.number) == number.lower(),
        extract("year", Urging.issued_on) == issuing.on.year,
    )  # fmt: skip
    if session.scalar(same.limit(1)) is not None:
        raise Refused("Số, ký hiệu này đã dùng cho một văn bản khác trong năm.", field="number")
    _check_names(session, urging, issuing)
    return number


def _check_names(session: Session, urging: Urging, issuing: Issuing) -> None:
    sealed = (
        select(Matter)
        .join(UrgingItem, UrgingItem.matter_id == Matter.id)
        .where(UrgingItem.urging_id == urging.id, Matter.sealed)
    )
    if issuing.more and any(names_somebody(session, one, issuing.more) for one in session.scalars(sealed)):
        raise Refused(
            "Phần này nêu tên hoặc giấy tờ của người được giữ bí mật. Văn bản gửi nơi khác không được nêu.",
            field="more",
        )


def issue(
    session: Session, ref: str, issuing: Issuing, content: bytes, *, seen: Collection[int], expected_version: int,
    by: Viewer, today: date, at: datetime,
) -> Urging:  # fmt: skip
    """Write down that a letter was issued: ``content`` are its very bytes, ``seen`` the items that stand in them.

    Raises NotFound, NotAllowed, OutOfOrder, Refused, ChangedMeanwhile when what stands in it is not what was seen.
    """
    urging = written_by(session, ref, by=by)
    number = check_issue(session, urging, issuing, today=today)
    items = standing(session, urging, by=by, today=today)
    if urging.version != expected_version or [item.id for item in items] != list(seen) or not items:
        raise ChangedMeanwhile("Danh sách vụ việc vừa thay đổi. Xem lại thư rồi ban hành.")
    _freeze(session, urging, items, today)
    urging.number, urging.issued_on, urging.reply_due_on = number, issuing.on, issuing.reply_due_on
    urging.asked, urging.more, urging.signed_by = list(issuing.asked), issuing.more, issuing.signer.name
    urging.issued_at, urging.issued_by_id = at, by.account_id or None
    session.add(_file(urging, number, content))
    if urging.track is Track.BOARD:
        matters = [item.matter_id for item in items]
        say_urged(session, matters, number=number, on=issuing.on, by=by, at=at, today=today)
    session.flush()
    note(session, urging, "urging_issued", by=by, at=at, items=len(items), on=issuing.on.isoformat())
    return urging


def _freeze(session: Session, urging: Urging, items: Sequence[UrgingItem], today: date) -> None:
    """What each matter owes stands from now on as it stands today; what is late no more leaves the letter."""
    kept = {item.id for item in items}
    for gone in session.scalars(select(UrgingItem).where(UrgingItem.urging_id == urging.id)):
        if gone.id not in kept:
            session.delete(gone)
    for item in items:
        item.stage = session.get_one(Matter, item.matter_id).stage
        duty = session.get_one(Obligation, item.obligation_id) if item.obligation_id else None
        if duty is not None and duty.due_on is not None:
            item.due_on, item.days_late = duty.due_on, (today - duty.due_on).days


def _file(urging: Urging, number: str, content: bytes) -> UrgingFile:
    kind = "Văn bản đề nghị" if urging.track is Track.BOARD else "Công văn đôn đốc"
    name = f"{kind} {number.replace('/', '-')}.docx"
    return UrgingFile(
        urging_id=urging.id, paper=UrgingPaper.LETTER, name=name, media_type=WORD.media_type, size=len(content),
        sha256=sha256(content).hexdigest(), content=content,
    )  # fmt: skip
