"""Urging: letters drafted from what is late, one for each agency, and issued with the number the registry gave.

Who may see a matter is asked when a draft is made and again when it is issued; a matter that denounces the head of an
agency never stands in a letter to it, but in one to the agency above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.agencies import superiors_on
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.forwarded import ForwardedRow, board_of, forwarded, forwarded_among
from app.casework.overdue import DueRow, is_overdue, rows_found
from app.casework.permissions import Deed, Viewer, visible
from app.casework.urged import letter_of
from app.records.matters import Matter, MatterExclusion
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.urgings import Track, Urging, UrgingItem
from app.statute.urging import ASKED

MOST = 500  # duties at once
R = TypeVar("R", DueRow, ForwardedRow)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A matter that stands in no letter, and why."""

    code: str
    why: Refused


@dataclass(frozen=True, slots=True)
class Drafted:
    """The letters made, by their refs, and what stands in none."""

    refs: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def may_write(by: Viewer, urging: Urging) -> bool:
    """Whether ``by`` is of those who write letters of this track, at the agency that sends this one."""
    deed = Deed.URGE if urging.track is Track.INSPECTORATE else Deed.TRIAGE
    return by.may(deed, urging.by_agency_id)


# ---- drafts


def draft(session: Session, obligation_ids: Iterable[int], *, by: Viewer, today: date, at: datetime) -> Drafted:
    """A letter for each agency, of these duties as far as they are late. Raises NotAllowed, Refused."""
    if not by.may(Deed.URGE):
        raise NotAllowed("Chỉ Thanh tra tỉnh được soạn thư đôn đốc.")
    wanted = list(dict.fromkeys(obligation_ids))
    if len(wanted) > MOST:
        raise Refused("Chọn không quá %(most)s việc một lần. Lọc bớt danh sách.", most=MOST)
    rows = _late(session, wanted, by=by, today=today)
    _held(session, rows)
    in_letters = _in_letters(session, [row.id for row in rows])
    left_out = [LeftOut(row.code, in_letters[row.id]) for row in rows if row.id in in_letters]
    free = [row for row in rows if row.id not in in_letters]
    groups, nobody = by_addressee(session, free, today)
    sender = min(by.agencies(RoleKind.SUPERVISOR))
    refs = [
        _drafted(session, Track.INSPECTORATE, agency_id, _items(group), sender=sender, by=by, at=at).ref
        for agency_id, group in groups.items()
    ]
    return Drafted(tuple(refs), (*left_out, *nobody))


def draft_requests(session: Session, matter_ids: Iterable[int], *, by: Viewer, today: date, at: datetime) -> Drafted:
    """Of the Reception Board: a letter for each agency it forwarded these petitions to. Raises NotAllowed."""
    board = board_of(session, by)
    if board is None:
        raise NotAllowed("Chỉ Ban Tiếp công dân được soạn văn bản đề nghị giải quyết đơn đã chuyển.")
    wanted = set(matter_ids)
    rows = [row for row in forwarded(session, by, board) if row.matter_id in wanted]
    groups, nobody = by_addressee(session, rows, today)
    refs = [
        _drafted(session, Track.BOARD, agency_id, _waiting(group), sender=board, by=by, at=at).ref
        for agency_id, group in groups.items()
    ]
    return Drafted(tuple(refs), tuple(nobody))


def _items(rows: Iterable[DueRow]) -> list[UrgingItem]:
    return [
        UrgingItem(matter_id=row.matter_id, obligation_id=row.id, stage=row.stage, since_on=row.started_on,
                   due_on=row.due_on, days_late=row.days_late)
        for row in rows
    ]  # fmt: skip


def _waiting(rows: Iterable[ForwardedRow]) -> list[UrgingItem]:
    return [UrgingItem(matter_id=row.matter_id, stage=row.stage, since_on=row.on) for row in rows]


def _late(session: Session, ids: Collection[int], *, by: Viewer, today: date) -> list[DueRow]:
    return rows_found(session, [Obligation.id.in_(ids), is_overdue(today), visible(by)], today=today)


def _held(session: Session, rows: Sequence[DueRow]) -> None:
    """Two who choose the same at once queue: the second finds it in the letter of the first."""
    ids = sorted({row.matter_id for row in rows})
    session.execute(select(Matter.id).where(Matter.id.in_(ids)).order_by(Matter.id).with_for_update())


def _in_letters(session: Session, ids: Collection[int]) -> dict[int, Refused]:
    """The duties in a letter that is being written, or that nobody answered yet: nobody is urged twice by mistake."""
    rows = session.execute(
        select(UrgingItem.obligation_id, Urging.number)
        .join(Urging, Urging.id == UrgingItem.urging_id)
        .where(UrgingItem.obligation_id.in_(ids), Urging.replied_on.is_(None))
        .order_by(Urging.id)
    )
    return {obligation_id: _why_in_letter(number) for obligation_id, number in rows if obligation_id is not None}


def _why_in_letter(number: str | None) -> Refused:
    if number:
        return Refused("Đã đôn đốc bằng văn bản số %(number)s, chưa trả lời. Đôn đốc lần sau từ thư ấy.", number=number)
    return Refused("Đang ở trong một thư chưa ban hành.")


def by_addressee(session: Session, rows: Sequence[R], today: date) -> tuple[dict[int, list[R]], list[LeftOut]]:
    """The rows by whom a letter about each goes to, and those it can go to nobody about."""
    groups: dict[int, list[R]] = {}
    nobody = []
    excluded = excluded_from(session, [row.matter_id for row in rows])
    above = superiors_on(session, today) if excluded else {}
    for row in rows:
        to = addressee(row.agency_id, excluded.get(row.matter_id, ()), above)
        if to is None:
            nobody.append(LeftOut(row.code, Refused("Không có cơ quan cấp trên nào để gửi thư về việc này.")))
        else:
            groups.setdefault(to, []).append(row)
    return groups, nobody


def excluded_from(session: Session, matter_ids: Collection[int]) -> dict[int, set[int]]:
    """Which agencies may not know of which matters: of most, none. Two statements."""
    found: dict[int, set[int]] = {}
    first = select(Matter.id, Matter.excluded_agency_id).where(
        Matter.id.in_(matter_ids), Matter.excluded_agency_id.is_not(None)
    )
    further = select(MatterExclusion.matter_id, MatterExclusion.agency_id).where(
        MatterExclusion.matter_id.in_(matter_ids)
    )
    for matter_id, agency_id in (*session.execute(first), *session.execute(further)):
        found.setdefault(matter_id, set()).add(agency_id)
    return found


def addressee(agency_id: int, excluded: Collection[int], above: Mapping[int, int]) -> int | None:
    """To whom a letter about a matter of ``agency_id`` goes: that agency, or the first above it that may know of it."""
    at: int | None = agency_id
    while at is not None and at in excluded:
        at = above.get(at)
    return at


def _drafted(
    session: Session, track: Track, agency_id: int, items: Sequence[UrgingItem], *, sender: int, by: Viewer,
    at: datetime, follows: Urging | None = None,
) -> Urging:  # fmt: skip
    urging = Urging(
        track=track, by_agency_id=sender, agency_id=agency_id, asked=list(ASKED), drafted_at=at,
        drafted_by_id=by.account_id or None, follows_id=follows.id if follows else None,
        turn=follows.turn + 1 if follows else 1,
    )  # fmt: skip
    session.add(urging)
    session.flush()
    for item in items:
        item.urging_id = urging.id
    session.add_all(items)
    session.flush()
    note(session, urging, "urging_drafted", by=by, at=at, items=len(items))
    return urging


def draft_again(session: Session, ref: str, *, by: Viewer, today: date, at: datetime) -> Urging:
    """A second letter about what of the first is late still, or waits for a result still.

    The decree lets the Reception Board ask again: nothing in it ends with the first request. Raises NotFound,
    NotAllowed, OutOfOrder.
    """
    first = written_by(session, ref, by=by)
    if first.issued_on is None or first.reply_due_on is None:
        raise OutOfOrder("Thư này chưa ban hành nên chưa có gì để đôn đốc lần sau.")
    if first.replied_on is None and first.reply_due_on >= today:
        raise OutOfOrder("Hạn trả lời là %(day)s, chưa qua.", day=first.reply_due_on)
    if session.scalar(select(Urging.id).where(Urging.follows_id == first.id)) is not None:
        raise OutOfOrder("Đã có thư đôn đốc lần sau của thư này.")
    items = _still(session, first, by=by, today=today)
    if not items:
        raise OutOfOrder("Không còn việc nào của thư này quá hạn.")
    sender = first.by_agency_id
    return _drafted(session, first.track, first.agency_id, items, sender=sender, by=by, at=at, follows=first)


def _still(session: Session, first: Urging, *, by: Viewer, today: date) -> list[UrgingItem]:
    """What of a letter is to be asked about again, of the same agency."""
    own = select(UrgingItem).where(UrgingItem.urging_id == first.id)
    before = session.scalars(own).all()
    if first.track is Track.BOARD:
        there = forwarded_among(session, by, first.by_agency_id, [one.matter_id for one in before])
        return _waiting(by_addressee(session, there, today)[0].get(first.agency_id, []))
    owed = [one.obligation_id for one in before]
    rows = rows_found(session, [Obligation.id.in_(owed), is_overdue(today), visible(by)], today=today)
    return _items(by_addressee(session, rows, today)[0].get(first.agency_id, []))


def discard(session: Session, ref: str, *, by: Viewer, at: datetime) -> None:
    """Throw a draft away. Raises NotFound, NotAllowed, OutOfOrder for a letter that was issued."""
    urging = written_by(session, ref, by=by)
    check_draft(urging)
    note(session, urging, "urging_discarded", by=by, at=at)
    for item in session.scalars(select(UrgingItem).where(UrgingItem.urging_id == urging.id)):
        session.delete(item)
    session.flush()
    session.delete(urging)
    session.flush()


def written_by(session: Session, ref: str, *, by: Viewer) -> Urging:
    """A letter held for changing by those who write it. Raises NotFound, NotAllowed."""
    urging = letter_of(session, by, ref, lock=True)
    if not may_write(by, urging):
        raise NotAllowed("Chỉ cơ quan ban hành thư này được làm việc này.")
    return urging


def check_draft(urging: Urging) -> None:
    """Raises OutOfOrder for a letter that was issued."""
    if urging.issued_on is not None:
        raise OutOfOrder("Thư này đã ban hành.")


def note(session: Session, urging: Urging, action: str, *, by: Viewer, at: datetime, **detail: str | int) -> None:
    """A line of the trail about a letter."""
    subject = f"urging:{urging.id}"
    said: dict[str, Any] = dict(detail)
    audit.note(session, by=by.account_id or None, at=at, action=action, subject=subject, **said)
