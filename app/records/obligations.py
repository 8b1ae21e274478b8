"""The ledger: what is due in a matter, by when, under which rule, and how it ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import OF_WHAT_IS_OPEN, Code, Key, Record


class Obligation(Record):
    """One duty, started by one act. Reconciled, never rewritten; ended with a reason, never deleted.

    ``open``: neither satisfied nor ended nor superseded. Overdue is ``open AND paused_on IS NULL AND due_on < today``.
    A second judgement stands beside the first when a correcting or earlier-dated act changes a satisfied one.
    """

    __tablename__ = "obligations"
    __table_args__ = (
        UniqueConstraint("matter_id", "duty", "trigger_act_id", "judgement"),
        Index("ix_obligations_due", "due_on", "id", **OF_WHAT_IS_OPEN),
        Index("ix_obligations_agency_due", "agency_id", "due_on", "id", **OF_WHAT_IS_OPEN),
        Index("ix_obligations_late", "due_on", "paused_on", "rule", "agency_id", "matter_id", **OF_WHAT_IS_OPEN),
        Index("ix_obligations_satisfied", "satisfied_on", "due_on", "ended_on", "paused_on", "superseded", "open",
              "agency_id", "matter_id", postgresql_where=text("satisfied_on IS NOT NULL"),
              sqlite_where=text("satisfied_on IS NOT NULL")),
        Index("ix_obligations_ended", "ended_on", postgresql_where=text("ended_on IS NOT NULL"),
              sqlite_where=text("ended_on IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))  # follows custody while open
    duty: Mapped[str] = mapped_column(Code)
    rule: Mapped[str] = mapped_column(Code)
    trigger_act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"))
    started_on: Mapped[date]
    raw_due_on: Mapped[date | None]
    due_on: Mapped[date | None]  # None: paused, without a number, or not reckoned
    also: Mapped[list[Any]] = mapped_column(default=list)  # other readings of a disputed limit: rule, due_on, citation
    open: Mapped[bool] = mapped_column(default=True)
    satisfied_on: Mapped[date | None]
    satisfied_act_id: Mapped[int | None] = mapped_column(ForeignKey("acts.id"))
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(Code)
    paused_on: Mapped[date | None]  # a pause is open since this day
    frozen_days_late: Mapped[int | None]  # it was already late when paused
    unreckoned: Mapped[str | None] = mapped_column(String(200))  # why no date could be computed
    certainty: Mapped[str] = mapped_column(Code)
    rule_from: Mapped[date]  # the version of the rule that judged it: its first day in force
    calendar_version: Mapped[str] = mapped_column(String(40), default="")
    judgement: Mapped[int] = mapped_column(default=1)
    superseded: Mapped[bool] = mapped_column(default=False)
    judged_at: Mapped[datetime]
