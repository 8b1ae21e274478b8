"""Report duties: a round is one report of one period asked of many agencies; each agency's part in it is a matter.

What was sent is kept as it was sent, one row a sending; files are those of the matter, at the line of the log.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Key, Record, Ref, closed_set, new_ref


class ReportCollector(StrEnum):
    """Who gathers the reports of a round."""

    COORDINATOR = "coordinator"  # Sở Nội vụ
    INSPECTORATE = "inspectorate"  # Thanh tra tỉnh
    GOVERNMENT = "government"  # Thanh tra Chính phủ: outside the province, it uses nothing here


class ReportRound(Record):
    """One report of one period. ``key`` is there once: a form and its year, or the paper of a report asked for apart.

    ``due_on`` is the last day named, before a day off moves it; None where the text names none. ``asked`` and the
    paper (number, day, who asked) are those of a report asked for apart.
    """

    __tablename__ = "report_rounds"
    __table_args__ = (
        CheckConstraint("(form = 'ad_hoc') = (by_agency_id IS NOT NULL)", name="asked_by_somebody"),
        Index("ix_report_rounds_collector", "collector", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    form: Mapped[str] = mapped_column(Code)
    rule: Mapped[str] = mapped_column(Code)
    collector: Mapped[ReportCollector] = mapped_column(closed_set(ReportCollector, "report_collector"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    covers_from: Mapped[date | None]
    covers_until: Mapped[date | None]  # when the figures are closed
    due_on: Mapped[date | None]
    asked: Mapped[str] = mapped_column(Text, default="")
    document_no: Mapped[str] = mapped_column(String(80), default="")
    document_on: Mapped[date | None]
    by_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class ReportDuty(Record):
    """An agency's part in a round; shares the key of its matter."""

    __tablename__ = "report_duties"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("report_rounds.id"), index=True)


class SentReport(Record):
    """What an agency sent: the figures and the words typed beside the file. ``turn``: the first, the second …."""

    __tablename__ = "sent_reports"
    __table_args__ = (Index("uq_sent_reports_turn", "matter_id", "turn", unique=True),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"), unique=True)
    turn: Mapped[int]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by codes of app.statute.reporting
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class ReportMerge(Record):
    """A draft of the province's report, made of what had been sent by then: ``sources`` are ids of sent reports.

    Nothing of it is written apart: what was sent never changes, so the draft is the same whenever it is made again.
    """

    __tablename__ = "report_merges"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    round_id: Mapped[int] = mapped_column(ForeignKey("report_rounds.id"), index=True)
    sources: Mapped[list[Any]] = mapped_column(default=list)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
