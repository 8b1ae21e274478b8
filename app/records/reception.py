"""Reception days and visits: the register of citizen reception (Sổ tiếp công dân)."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref


class ReceptionKind(StrEnum):
    REGULAR = "regular"  # thường xuyên
    HEAD = "head"  # định kỳ của người đứng đầu
    UNSCHEDULED = "unscheduled"  # đột xuất


class DayState(StrEnum):
    """What became of a day of reception. A held day without a visit is an empty one (không có công dân đến)."""

    PLANNED = "planned"  # đã lên lịch
    HELD = "held"  # đã tiếp
    CANCELLED = "cancelled"  # hủy, có lý do


class Chair(StrEnum):
    """Who received: a deputy never counts for the head."""

    OFFICER = "officer"  # cán bộ tiếp công dân
    HEAD = "head"  # thủ trưởng trực tiếp
    DEPUTY = "deputy"  # cấp phó tiếp thay


class RuleEvery(StrEnum):
    """What a rule of the schedule names."""

    MONTH_DAY = "month_day"  # ngày 15 hằng tháng
    WEEK = "week"  # thứ Tư hằng tuần
    MONTH_WEEKDAY = "month_weekday"  # thứ Hai tuần thứ hai hằng tháng


class OffDay(StrEnum):
    """What a rule does with a day off."""

    NEXT = "next"  # ngày làm việc kế tiếp
    PREVIOUS = "previous"  # ngày làm việc liền trước
    SKIP = "skip"  # bỏ buổi đó


class ReceptionRule(Record):
    """A rule of an agency's schedule. ``made_until``: days were made of it up to then, and are not made again."""

    __tablename__ = "reception_rules"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    kind: Mapped[ReceptionKind] = mapped_column(closed_set(ReceptionKind, "reception_rule_kind"))
    every: Mapped[RuleEvery] = mapped_column(closed_set(RuleEvery, "reception_rule_every"))
    off: Mapped[OffDay] = mapped_column(closed_set(OffDay, "reception_rule_off"))
    number: Mapped[int]  # the day of the month, or which such weekday of it; 0 is the last
    weekday: Mapped[int]  # 0 is Monday
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[str] = mapped_column(String(200), default="")
    chaired_by: Mapped[str] = mapped_column(String(120), default="")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    made_until: Mapped[date]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class ReceptionDay(Record):
    """A day of reception of one kind at an agency: planned, held (by whom), or cancelled (why)."""

    __tablename__ = "reception_days"
    __table_args__ = (UniqueConstraint("agency_id", "on", "kind"), UniqueConstraint("rule_id", "rule_on"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[ReceptionKind] = mapped_column(closed_set(ReceptionKind, "reception_kind"))
    state: Mapped[DayState] = mapped_column(closed_set(DayState, "day_state"))
    chair: Mapped[Chair] = mapped_column(closed_set(Chair, "reception_chair"))
    chaired_by: Mapped[str] = mapped_column(String(120), default="")  # name and title, as the schedule posts it
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # why cancelled, or why a deputy
    document: Mapped[str] = mapped_column(String(160), default="")  # the schedule, the minute of an empty day …
    note: Mapped[str] = mapped_column(Text, default="")
    posted_on: Mapped[date | None]  # as it stands now: a day that is moved is posted again
    posted_where: Mapped[str] = mapped_column(String(200), default="")
    posted_by: Mapped[str] = mapped_column(String(120), default="")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), unique=True)  # of a head's day
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("reception_rules.id"))
    rule_on: Mapped[date | None]  # the day the rule names: not made again, whatever becomes of this one
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it


class ReceptionMove(Record):
    """A day of reception moved to another date. ``was_posted``: people had read the old date on the schedule."""

    __tablename__ = "reception_moves"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("reception_days.id"), index=True)
    from_on: Mapped[date] = mapped_column(index=True)
    to_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    was_posted: Mapped[bool]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class VisitOutcome(StrEnum):
    """What the officer did (hướng xử lý)."""

    PETITION_TAKEN = "petition_taken"  # nhận đơn
    STATEMENT_TAKEN = "statement_taken"  # ghi lời trình bày thành đơn
    ANSWERED = "answered"  # trả lời ngay
    NOTED = "noted"  # ghi nhận, trả lời sau
    GUIDED = "guided"  # hướng dẫn
    TRANSFERRED = "transferred"  # chuyển đơn
    REFUSED = "refused"  # từ chối tiếp


class Visit(Record):
    """One visit (lượt tiếp), with the columns of the register; shares the key of its matter."""

    __tablename__ = "visits"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    reception_day_id: Mapped[int | None] = mapped_column(ForeignKey("reception_days.id"), index=True)
    received_on: Mapped[date] = mapped_column(index=True)
    people_count: Mapped[int] = mapped_column(default=1)
    mandate: Mapped[str] = mapped_column(String(300), default="")  # by what a group's representatives speak for it
    kind: Mapped[str | None] = mapped_column(String(20))  # a PetitionKind, or None: chưa rõ
    content: Mapped[str] = mapped_column(Text, default="")  # empty when the matter is sealed
    request: Mapped[str] = mapped_column(Text, default="")
    prior_settler: Mapped[str] = mapped_column(String(200), default="")
    within_competence: Mapped[bool | None]
    outcome: Mapped[VisitOutcome] = mapped_column(closed_set(VisitOutcome, "visit_outcome"))
    outcome_agency: Mapped[str] = mapped_column(String(200), default="")  # guided or transferred to
    outcome_document: Mapped[str] = mapped_column(String(80), default="")
    refusal_ground: Mapped[str | None] = mapped_column(String(20))
    papers: Mapped[str] = mapped_column(Text, default="")  # one a line
    receipt_no: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # The first visit about the same thing, as the officer said: none names another that does, so it is one step deep.
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("visits.matter_id"), index=True)
