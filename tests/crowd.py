"""An officer who never stops: ``python -m tests.crowd SEED`` does what desks do, one transaction after the other.

It ends when it is killed, or when its input is closed. What it does is drawn by its seed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from select import select as wait_for

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.casework.errors import Refused
from app.config import Settings
from app.records.matters import Matter, MatterKind
from app.records.petitions import PetitionKind
from tests import makers
from tests.conftest import engine_at

ROOT = Path(__file__).resolve().parent.parent
DAYS = [makers.DAY + timedelta(days=days) for days in (0, 1, 2, 3)]


def started(settings: Settings, seed: int) -> subprocess.Popen[str]:
    """An officer at work."""
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": str(settings.instance_path),
    }
    command = [sys.executable, "-m", "tests.crowd", str(seed)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def visit(session: Session, unit: makers.Unit, drawn: random.Random) -> None:
    makers.a_visit(session, unit, on=drawn.choice(DAYS))


def petition(session: Session, unit: makers.Unit, drawn: random.Random) -> None:
    kind = drawn.choice((None, PetitionKind.COMPLAINT, PetitionKind.FEEDBACK, PetitionKind.DENUNCIATION))
    makers.a_petition(session, unit, on=drawn.choice(DAYS), kind=kind)


def accept(session: Session, unit: makers.Unit, drawn: random.Random) -> None:
    """Accept one of the first petitions there are, as everybody else does at this moment."""
    wanted = select(Matter).where(Matter.kind == MatterKind.PETITION, Matter.open, Matter.stage == "classified")
    waiting = session.scalars(wanted.order_by(Matter.id).limit(3)).all()
    if waiting:
        makers.a_case(session, unit, on=DAYS[-1], petition=drawn.choice(waiting))


def verify(session: Session, unit: makers.Unit, drawn: random.Random) -> None:
    wanted = select(Matter).where(Matter.kind == MatterKind.CASE, Matter.open).order_by(Matter.id).limit(5)
    running = session.scalars(wanted).all()
    if running:
        makers.an_act(session, drawn.choice(running), "verifying", DAYS[-1], by=unit.head)


DEEDS: tuple[Callable[[Session, makers.Unit, random.Random], None], ...] = (visit, petition, petition, accept, verify)


def main(seed: str) -> None:
    drawn = random.Random(int(seed))  # noqa: S311 - what an officer does, not a secret
    engine = engine_at(Settings.from_environ(os.environ).database_url)
    sessions = sessionmaker(engine)
    while not wait_for([sys.stdin], [], [], 0)[0]:
        with suppress(Refused), sessions.begin() as session:  # somebody was faster, or it is not its turn
            drawn.choice(DEEDS)(session, makers.the_unit(session), drawn)
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
