"""A second process of ours: it says that it is ready, waits for a word, does one thing and tells what came of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from email.message import EmailMessage
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.casework import jobs
from app.casework.errors import ChangedMeanwhile
from app.casework.flags import raise_and_withdraw
from app.casework.moved_dates import follow
from app.config import Settings
from app.post import alarms, monthly
from app.post.deliver import Delivery
from app.post.transports import ToServer, transport_of
from app.records.matters import Matter, MatterKind
from tests import makers
from tests.conftest import engine_at
from tests.forks import FORKS, forked

Line = Connection
SECONDS_TO_ANSWER = 60


def claim(sessions: sessionmaker[Session], _settings: Settings, now: datetime) -> object:
    with sessions() as session:
        by = f"pid {os.getpid()}"
        run = jobs.claim(session, "flags", "2026-11-02", by=by, at=now, stale_after=timedelta(minutes=10))
        session.commit()
    return run is not None


def flag(sessions: sessionmaker[Session], _settings: Settings, now: datetime) -> object:
    with sessions() as session:
        counts = raise_and_withdraw(session, today=now.date(), at=now)
        session.commit()
    return counts.raised


def write(sessions: sessionmaker[Session], settings: Settings, now: datetime) -> object:
    return monthly.write(sessions, period=f"{now:%Y-%m}", today=now.date(), at=now, base_url=settings.base_url).counts


def alarm(sessions: sessionmaker[Session], settings: Settings, now: datetime) -> object:
    with sessions.begin() as session:
        return alarms.write(session, today=now.date(), by="pid", at=now, base_url=settings.base_url)


def deliver(sessions: sessionmaker[Session], settings: Settings, now: datetime) -> object:
    return asdict(Delivery(sessions, settings, today=now.date(), clock=lambda: now).run())


def reckon(sessions: sessionmaker[Session], _settings: Settings, now: datetime) -> object:
    """Whether it was seen, without an error, that no open duty waits to be reckoned again."""
    with sessions.begin() as session:
        return follow(session, today=now.date(), at=now) is None


def register(sessions: sessionmaker[Session], _settings: Settings, _now: datetime) -> object:
    """Ten visits of the first agency, one transaction each: their codes."""
    codes = []
    for _ in range(10):
        with sessions.begin() as session:
            codes.append(makers.a_visit(session, makers.the_unit(session)).code)
    return codes


def accept(sessions: sessionmaker[Session], _settings: Settings, _now: datetime) -> object:
    """Accept the one petition there is: the code of the case, or None when somebody was faster."""
    with suppress(ChangedMeanwhile), sessions.begin() as session:
        petition = session.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
        return makers.a_case(session, makers.the_unit(session), petition=petition).code
    return None


class Mortal(ToServer):
    """Dies (as by ``kill -9``) just before or just after the mail server has taken the letter."""

    after = False

    def send(self, message: EmailMessage) -> None:
        if self.after:
            super().send(message)
        os.kill(os.getpid(), signal.SIGKILL)


class MortalAfter(Mortal):
    after = True


def die(kind: type[Mortal], sessions: sessionmaker[Session], settings: Settings, now: datetime) -> None:
    assert settings.mail_server is not None
    transport = kind(settings.mail_server, sender=settings.mail_from)
    Delivery(sessions, settings, today=now.date(), clock=lambda: now, transport=transport).run()


DEEDS: dict[str, Callable[[sessionmaker[Session], Settings, datetime], object]] = {
    "accept": accept,
    "alarm": alarm,
    "claim": claim,
    "flag": flag,
    "reckon": reckon,
    "register": register,
    "write": write,
    "deliver": deliver,
    "die_before": lambda *what: die(Mortal, *what),
    "die_after": lambda *what: die(MortalAfter, *what),
}


def at_once(deed: str, settings: Settings, now: datetime, *, processes: int = 2) -> list[Any]:
    """Let several processes do ``deed`` at the same moment; what each of them answered (None: it was killed)."""
    started = [_start(deed, settings, now) for _ in range(processes)]
    for _process, line in started:
        assert line.recv() == "ready"
    for _process, line in started:
        line.send("go")
    return [_answer(process, line) for process, line in started]


def _start(deed: str, settings: Settings, now: datetime) -> tuple[BaseProcess, Line]:
    ours, theirs = FORKS.Pipe()
    process = forked(work, deed, settings, now, theirs)
    theirs.close()
    return process, ours


def _answer(process: BaseProcess, line: Line) -> Any:
    assert line.poll(SECONDS_TO_ANSWER)
    try:
        return line.recv()
    except EOFError:
        return None
    finally:
        line.close()
        process.join(SECONDS_TO_ANSWER)
        process.close()


def work(deed: str, settings: Settings, now: datetime, line: Line) -> None:
    assert transport_of(settings)
    engine = engine_at(settings.database_url)
    engine.connect().close()
    line.send("ready")
    line.recv()
    line.send(DEEDS[deed](sessionmaker(engine, expire_on_commit=False), settings, now))
    engine.dispose()
