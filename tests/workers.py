"""A second process of ours: ``python -m tests.workers WHAT`` waits for a line, does one thing, prints what came of it.

Its settings come from the environment, as those of any process of the program.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.casework import jobs
from app.casework.errors import ChangedMeanwhile
from app.casework.flags import raise_and_withdraw
from app.config import Settings
from app.post import monthly
from app.post.deliver import Delivery
from app.post.transports import ToServer, transport_of
from app.records.matters import Matter, MatterKind
from tests import makers
from tests.conftest import engine_at

ROOT = Path(__file__).resolve().parent.parent


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


def deliver(sessions: sessionmaker[Session], settings: Settings, now: datetime) -> object:
    return asdict(Delivery(sessions, settings, today=now.date(), clock=lambda: now).run())


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
    "claim": claim,
    "flag": flag,
    "register": register,
    "write": write,
    "deliver": deliver,
    "die_before": lambda *what: die(Mortal, *what),
    "die_after": lambda *what: die(MortalAfter, *what),
}


def at_once(deed: str, settings: Settings, now: datetime, *, processes: int = 2) -> list[Any]:
    """Let several processes do ``deed`` at the same moment; what each of them answered (None: it was killed)."""
    started = [_start(deed, settings, now) for _ in range(processes)]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0] for process in started]
    return [json.loads(answer) if answer else None for answer in answers]


def _start(deed: str, settings: Settings, now: datetime) -> subprocess.Popen[str]:
    mail = settings.mail_server
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": str(settings.instance_path),
        "MAIL_URL": f"smtp://{mail.host}:{mail.port}" if mail else "file:",
        "MAIL_FROM": settings.mail_from,
        "BASE_URL": settings.base_url,
    }
    command = [sys.executable, "-m", "tests.workers", deed, now.isoformat()]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )


def main(deed: str, now: str) -> None:
    settings = Settings.from_environ(os.environ)
    assert transport_of(settings)
    engine = engine_at(settings.database_url)
    engine.connect().close()
    print("ready", flush=True)  # noqa: T201 - the other process reads it
    sys.stdin.readline()
    answer = DEEDS[deed](sessionmaker(engine, expire_on_commit=False), settings, datetime.fromisoformat(now))
    print(json.dumps(answer), flush=True)  # noqa: T201
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
