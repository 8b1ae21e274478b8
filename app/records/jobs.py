"""Jobs are rows claimed in the database: any number of processes, one run per period."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record


class JobRun(Record):
    """One run of a job for one period. ``finished_at`` is empty while it runs or when it died."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("job", "period"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    job: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(20))  # 2026-11-23 for a daily job, 2026-11 for a monthly one
    claimed_at: Mapped[datetime]
    claimed_by: Mapped[str] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(default=1)
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(String(300), default="")
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]  # the last failure, kept when a later attempt succeeded
