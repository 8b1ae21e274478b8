"""An officer who never stops: a process that does what desks do, one transaction after the other.

It ends when it is killed, or when it is sent home. What it does is drawn by its seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.casework.errors import Refused
from app.config import Settings
from app.records.matters import Matter, MatterKind
from app.records.petitions import PetitionKind
from tests import makers
from tests.conftest import engine_at
from tests.forks import FORKS, forked

SECONDS_TO_FINISH = 60
DAYS = [makers.DAY + timedelta(days=days) for days in (0, 1, 2, 3)]


@dataclass(frozen=True, slots=True)
class Officer:
    """One at work, until killed or sent home."""

    process: BaseProcess
    line: Connection

    def kill(self) -> None:
        """As by ``kill -9``."""
        self.process.kill()
        self.process.join()
        self.line.close()

    def go_home(self) -> int | None:
        """Finish what is begun: the exit status."""
        self.line.close()
        self.process.join(SECONDS_TO_FINISH)
        return self.process.exitcode


def started(settings: Settings, seed: int) -> Officer:
    """An officer at work."""
    ours, theirs = FORKS.Pipe()
    officer = Officer(forked(work, settings.database_url, seed, theirs), ours)
    theirs.close()
    return officer


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


def work(database_url: str, seed: int, line: Connection) -> None:
    drawn = random.Random(seed)  # noqa: S311 - what an officer does, not a secret
    engine = engine_at(database_url)
    sessions = sessionmaker(engine)
    while not line.poll(0):  # closed at the other end
        with suppress(Refused), sessions.begin() as session:  # somebody was faster, or it is not its turn
            drawn.choice(DEEDS)(session, makers.the_unit(session), drawn)
    engine.dispose()
