"""Days of reception: planned, held by whom, empty, cancelled; and the day a visit belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.casework import audit, head_duties, ledger, online, sessions
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.following import Hand
from app.casework.permissions import Deed, Viewer
from app.casework.reception_schedule import Standing, day_row
from app.records.agencies import Agency
from app.records.matters import Matter
from app.records.reception import Chair, DayState, ReceptionDay, ReceptionKind, ReceptionMove, Visit

FURTHEST_AHEAD = timedelta(days=366)
CHAIRS: dict[ReceptionKind, tuple[Chair, ...]] = {
    ReceptionKind.REGULAR: (Chair.OFFICER, Chair.HEAD, Chair.DEPUTY),
    ReceptionKind.HEAD: (Chair.HEAD, Chair.DEPUTY),
    ReceptionKind.UNSCHEDULED: (Chair.HEAD, Chair.DEPUTY, Chair.OFFICER),
}
CHAIRS_PLANNED: dict[ReceptionKind, Chair] = {
    ReceptionKind.REGULAR: Chair.OFFICER,
    ReceptionKind.HEAD: Chair.HEAD,
    ReceptionKind.UNSCHEDULED: Chair.OFFICER,
}
BY_HEAD = "by_head"  # a fact of a visit: the head received in person
CHANGEABLE = frozenset({Standing.PLANNED, Standing.MISSING, Standing.CANCELLED})


@dataclass(frozen=True, slots=True)
class Plan:
    """A day as it is put on the schedule. ``chaired_by``: name and title of who receives, as posted."""

    on: date
    kind: ReceptionKind
    starts_at: time
    ends_at: time
    place: str = ""
    chaired_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a day. ``reason``: why a deputy received; ``document``, ``note``: what an empty day can show."""

    chair: Chair
    chaired_by: str = ""
    reason: str = ""
    document: str = ""
    note: str = ""


def plan_day(
    session: Session, plan: Plan, *, agency_id: int, by: Viewer, at: datetime, today: date
) -> ReceptionDay:  # fmt: skip
    """Put a day on the schedule of an agency; a day already past may be planned, its outcome is recorded next.

    Raises NotAllowed, and Refused naming the field: the day is taken, before the agency began, or too far ahead.
    """
    _allowed(by, agency_id)
    _check_plan(session, plan, agency_id, today)
    _one_desk_at_a_time(session, agency_id)
    unseen = _make_room(session, plan, agency_id, by=by, today=today)
    day = ReceptionDay(
        agency_id=agency_id, on=plan.on, kind=plan.kind, state=DayState.PLANNED, chair=CHAIRS_PLANNED[plan.kind],
        chaired_by=plan.chaired_by, starts_at=plan.starts_at, ends_at=plan.ends_at, place=plan.place, created_at=at,
        created_by_id=by.account_id or None,
    )  # fmt: skip
    hand = Hand(by, at, today)
    sessions.begin(session, day, hand)
    session.add(day)
    session.flush()
    _take_in(session, day, unseen)
    _noted(session, day, "reception_day_planned", by=by, at=at)
    head_duties.open_running(session, session.get_one(Agency, agency_id), day, hand)
    return day


def change_day(
    session: Session, day: ReceptionDay, plan: Plan, *, expected_version: int, by: Viewer, at: datetime, today: date,
    reason: str = "",
) -> None:  # fmt: skip
    """Change a planned day, or put a cancelled one back on the schedule. To another date only with a ``reason``.

    A day that is moved is posted again (LTCD 24.4). Raises NotAllowed, ChangedMeanwhile, and Refused naming the field.
    """
    _allowed(by, day.agency_id)
    _same(session, day, expected_version)
    if day_row(session, by, day, today=today).standing not in CHANGEABLE:
        raise Refused("Buổi tiếp này đã có kết quả, không đổi lịch được nữa. Sửa ở phần kết quả.")
    _check_plan(session, plan, day.agency_id, today)
    moved = plan.on != day.on and day.state is not DayState.CANCELLED
    if moved and not reason:
        raise Refused("Nhập lý do dời buổi tiếp.", field="reason")
    if (plan.on, plan.kind) != (day.on, day.kind):
        _one_desk_at_a_time(session, day.agency_id)
        _take_in(session, day, _make_room(session, plan, day.agency_id, by=by, today=today))
    hand = Hand(by, at, today)
    again = day.state is DayState.CANCELLED or plan.kind is not day.kind
    sessions.leave(session, day, hand, kind=plan.kind)
    if moved:
        _remember_move(session, day, plan.on, reason, hand)
    _put(day, plan)
    _noted(session, day, "reception_day_changed", by=by, at=at)
    if again:
        sessions.begin(session, day, hand)
    elif moved:
        sessions.move(session, day, hand, reason=reason)
        online.start_again(session, day)
    head_duties.open_running(session, session.get_one(Agency, day.agency_id), day, hand)


def _put(day: ReceptionDay, plan: Plan) -> None:
    if plan.kind is not day.kind:
        day.chair = CHAIRS_PLANNED[plan.kind]
    if plan.on != day.on or day.state is DayState.CANCELLED:
        day.posted_on, day.posted_where, day.posted_by = None, "", ""
    day.on, day.kind, day.state, day.reason = plan.on, plan.kind, DayState.PLANNED, ""
    day.starts_at, day.ends_at, day.place, day.chaired_by = plan.starts_at, plan.ends_at, plan.place, plan.chaired_by


def _remember_move(session: Session, day: ReceptionDay, to_on: date, reason: str, hand: Hand) -> None:
    session.add(
        ReceptionMove(
            day_id=day.id, from_on=day.on, to_on=to_on, reason=reason, was_posted=day.posted_on is not None,
            moved_at=hand.at, moved_by_id=hand.by.account_id or None,
        )
    )  # fmt: skip


def hold_day(
    session: Session, day: ReceptionDay, outcome: Outcome, *, expected_version: int, by: Viewer, at: datetime,
    today: date,
) -> None:  # fmt: skip
    """Record who received on a day; without a visit it is an empty one and needs its minute or a note.

    A deputy needs a reason, and the law that wants the head in person is not satisfied by one (LTCD 12.5, 15.2, 18.2).
    Recording again corrects. Raises NotAllowed, ChangedMeanwhile, and Refused naming the field.
    """
    _allowed(by, day.agency_id)
    _same(session, day, expected_version)
    if day.on > today:
        raise Refused("Ngày tiếp %(day)s chưa đến: ghi kết quả từ ngày đó.", day=day.on)
    if outcome.chair not in CHAIRS[day.kind]:
        raise Refused("Chọn người đã tiếp: thủ trưởng hoặc cấp phó.", field="chair")
    same_name = day.chair is not Chair.DEPUTY and outcome.chaired_by == day.chaired_by  # left as it was planned
    if outcome.chair is Chair.DEPUTY and (not outcome.chaired_by or same_name):
        raise Refused("Nhập họ tên, chức vụ của cấp phó đã tiếp.", field="chaired_by")
    if outcome.chair is Chair.DEPUTY and not outcome.reason:
        raise Refused("Nhập lý do cấp phó tiếp thay.", field="reason")
    if not day_row(session, by, day, today=today).visits and not (outcome.document or outcome.note):
        raise Refused(
            "Chưa có lượt tiếp nào: nhập số, ngày biên bản không có công dân đến, hoặc ghi chú.", field="document"
        )
    day.state, day.chair, day.chaired_by = DayState.HELD, outcome.chair, outcome.chaired_by
    day.reason = outcome.reason if outcome.chair is Chair.DEPUTY else ""
    day.document, day.note = outcome.document, outcome.note
    _tell_visits(session, day, at=at, today=today)
    _noted(session, day, "reception_day_held", by=by, at=at)
    _follow(session, day, Hand(by, at, today))


def _tell_visits(session: Session, day: ReceptionDay, *, at: datetime, today: date) -> None:
    """Who received decides what the visits of the day owe: the head answers on the spot, or names a term."""
    by_head = day.chair is Chair.HEAD
    visits = select(Matter).join(Visit, Visit.matter_id == Matter.id).where(Visit.reception_day_id == day.id)
    for matter in session.scalars(visits.order_by(Matter.id)).all():
        if bool(matter.facts.get(BY_HEAD)) is not by_head:
            matter.facts = {**matter.facts, BY_HEAD: by_head}
            ledger.reassess(session, matter, today=today, at=at, corrected=True)


def cancel_day(
    session: Session, day: ReceptionDay, reason: str, *, expected_version: int, by: Viewer, at: datetime, today: date
) -> None:
    """Cancel a day nobody was received on. Raises NotAllowed, ChangedMeanwhile, and Refused naming the field."""
    _allowed(by, day.agency_id)
    _same(session, day, expected_version)
    row = day_row(session, by, day, today=today)
    if row.visits:
        raise Refused("Buổi tiếp này đã có %(n)s lượt tiếp, không hủy được.", n=row.visits)
    if row.standing is Standing.CANCELLED:
        raise Refused("Buổi tiếp này đã hủy rồi.")
    if not reason:
        raise Refused("Nhập lý do hủy buổi tiếp.", field="reason")
    day.state, day.reason, day.document, day.note = DayState.CANCELLED, reason, "", ""
    _noted(session, day, "reception_day_cancelled", by=by, at=at)
    _follow(session, day, Hand(by, at, today))


def _follow(session: Session, day: ReceptionDay, hand: Hand) -> None:
    """The logs follow the day; what they ask for is a field of its form under another name."""
    try:
        sessions.follow(session, day, hand)
    except Refused as refused:
        if refused.field == "document_no":
            refused.field = "document"
        raise


def day_of_visit(
    session: Session, agency_id: int, on: date, kind: ReceptionKind, *, at: datetime, quietly: bool = False
) -> ReceptionDay:
    """The day a visit belongs to: one for each kind of reception, held from its first visit on.

    A planned or cancelled day becomes a held one, a missing one is made. ``quietly``: the agency itself must not learn
    of the visit, so a day that is on its schedule stays as it stands.
    """
    day = _day_at(session, agency_id, on, kind)
    if day is None:
        _one_desk_at_a_time(session, agency_id)
        day = _day_at(session, agency_id, on, kind)
    if day is None:
        day = ReceptionDay(
            agency_id=agency_id, on=on, kind=kind, state=DayState.HELD, chair=CHAIRS_PLANNED[kind], created_at=at
        )
        session.add(day)
    elif day.state is not DayState.HELD and not quietly:
        _held_by_a_visit(session, day)
    session.flush()
    return day


def chair_of(session: Session, agency_id: int, on: date, kind: ReceptionKind) -> Chair:
    """Who receives on a day: as its outcome says, else as that kind of reception is planned."""
    day = _day_at(session, agency_id, on, kind)
    return day.chair if day is not None else CHAIRS_PLANNED[kind]


def _held_by_a_visit(session: Session, day: ReceptionDay) -> None:
    session.refresh(day, with_for_update=True)
    if day.state is not DayState.HELD:  # else another first visit, or an outcome, was faster
        day.state, day.reason = DayState.HELD, ""


def _day_at(session: Session, agency_id: int, on: date, kind: ReceptionKind) -> ReceptionDay | None:
    wanted = select(ReceptionDay).where(
        ReceptionDay.agency_id == agency_id, ReceptionDay.on == on, ReceptionDay.kind == kind
    )
    return session.scalar(wanted)


def _one_desk_at_a_time(session: Session, agency_id: int) -> None:
    session.execute(select(Agency.id).where(Agency.id == agency_id).with_for_update())


def _allowed(by: Viewer, agency_id: int) -> None:
    if not by.may(Deed.PLAN_RECEPTION, agency_id):
        raise NotAllowed("Không có quyền lập lịch tiếp công dân ở đơn vị này.")


def _same(session: Session, day: ReceptionDay, expected_version: int) -> None:
    session.refresh(day, with_for_update=True)
    if day.version != expected_version:
        raise ChangedMeanwhile("Có người vừa thay đổi buổi tiếp này. Xem bản đang lưu ở trên rồi lưu lại nếu vẫn cần.")


def _check_plan(session: Session, plan: Plan, agency_id: int, today: date) -> None:
    desk = session.get_one(Agency, agency_id)
    if plan.on < desk.from_on:
        raise Refused("Nhập ngày tiếp công dân từ %(day)s, ngày đơn vị hoạt động.", field="on", day=desk.from_on)
    if desk.until_on is not None and plan.on > desk.until_on:
        raise Refused("Nhập ngày tiếp công dân đến %(day)s, ngày cuối đơn vị hoạt động.", field="on", day=desk.until_on)
    if plan.on > today + FURTHEST_AHEAD:
        raise Refused("Lập lịch trước nhiều nhất một năm, đến %(day)s.", field="on", day=today + FURTHEST_AHEAD)
    if plan.ends_at <= plan.starts_at:
        raise Refused("Nhập giờ kết thúc sau giờ bắt đầu.", field="ends_at")


def _make_room(session: Session, plan: Plan, agency_id: int, *, by: Viewer, today: date) -> list[int]:
    """Refuse a day that is taken. One that only visits hidden from ``by`` made gives way: the ids of those visits."""
    taken = _day_at(session, agency_id, plan.on, plan.kind)
    if taken is None:
        return []
    standing = day_row(session, by, taken, today=today).standing
    if standing is Standing.CANCELLED:
        raise Refused("Buổi này ngày %(day)s đã hủy. Mở buổi đó và lên lịch lại.", field="on", day=plan.on)
    if standing is not Standing.UNSEEN:
        raise Refused("Ngày %(day)s đã có buổi tiếp loại này. Chọn ngày khác.", field="on", day=plan.on)
    visits = list(session.scalars(select(Visit.matter_id).where(Visit.reception_day_id == taken.id)))
    session.execute(update(Visit).where(Visit.reception_day_id == taken.id).values(reception_day_id=None))
    session.delete(taken)
    session.flush()
    return visits


def _take_in(session: Session, day: ReceptionDay, visits: list[int]) -> None:
    if visits:
        session.execute(update(Visit).where(Visit.matter_id.in_(visits)).values(reception_day_id=day.id))


def _noted(session: Session, day: ReceptionDay, action: str, *, by: Viewer, at: datetime) -> None:
    audit.note(
        session, by=by.account_id or None, at=at, action=action, subject=day.ref,
        on=day.on.isoformat(), kind=day.kind.value,
    )  # fmt: skip
    session.flush()


__all__ = [
    "BY_HEAD",
    "CHAIRS",
    "CHANGEABLE",
    "FURTHEST_AHEAD",
    "Outcome",
    "Plan",
    "cancel_day",
    "chair_of",
    "change_day",
    "day_of_visit",
    "hold_day",
    "plan_day",
]
