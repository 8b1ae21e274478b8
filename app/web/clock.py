"""The clock of the web floor: the only place of the web that asks what time it is.

Tests and journeys move it: ``app.config["CLOCK"]`` is any callable that answers an aware instant. In development the
environment variable ``TIEPDAN_NOW`` (an ISO instant such as ``2026-12-01T08:30+07:00``; without an offset it is
Vietnam time) starts the clock there, and it runs on from that instant; production never reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from os import environ
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from app.config import BadSettings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VARIABLE = "TIEPDAN_NOW"


def now() -> datetime:
    """This instant, in Vietnam time."""
    read: Callable[[], datetime] = current_app.config["CLOCK"]
    return read().astimezone(ZONE)


def today() -> date:
    """The day it is in Vietnam."""
    return now().date()


def init_app(app: Flask) -> None:
    """Set the clock of ``app``, unless somebody already did. Raises BadSettings on a malformed ``TIEPDAN_NOW``."""
    moved = "" if app.config["SETTINGS"].production else environ.get(VARIABLE, "").strip()
    app.config.setdefault("CLOCK", running_from(moved) if moved else real_clock)


def real_clock() -> datetime:
    return datetime.now(ZONE)


def running_from(text: str) -> Callable[[], datetime]:
    """A clock that starts at the ISO instant ``text`` and runs on. Raises BadSettings when it is not one."""
    try:
        start = datetime.fromisoformat(text)
    except ValueError as unread:
        message = f"{VARIABLE}: write an ISO instant, for example 2026-12-01T08:30+07:00"
        raise BadSettings([message]) from unread
    ahead = (start if start.tzinfo else start.replace(tzinfo=ZONE)) - real_clock()
    return lambda: real_clock() + ahead
