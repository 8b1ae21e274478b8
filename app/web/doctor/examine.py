"""The whole examination, in the order somebody would mend things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.config import Settings
from app.extensions import read_only
from app.web.doctor.finding import Finding, State
from app.web.doctor.machine import clock_findings, folder_findings, mail_findings, settings_findings
from app.web.doctor.register import database_findings, register_findings


def examine(settings: Settings, engine: Engine, *, at: datetime) -> list[Finding]:
    """Look at everything once. What needs a database is left out when there is none to look at."""
    found = [*settings_findings(settings), *folder_findings(settings), *database_findings(engine)]
    if is_well(found):
        found += clock_findings(engine, at=at)
        with read_only(), Session(engine) as session:
            found += register_findings(session, at=at, production=settings.production)
    return [*found, *mail_findings(settings)]


def is_well(found: Iterable[Finding]) -> bool:
    """Whether nothing is at fault; a warning is none."""
    return all(one.state is not State.FAULT for one in found)
