"""One scheduler of three: it wakes the jobs it is told to, at the moment it is told, and may die over a letter."""

from __future__ import annotations

import os
import random
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from app import create_app, scheduler
from app.config import Settings
from app.post.transports import ToServer
from tests.forks import FORKS, forked

Told = tuple[datetime, tuple[str, ...], bool]  # when, which jobs, and whether one may die over them
SECONDS_TO_ANSWER = 3.0  # of the mail server: it is on this machine, and silent on purpose only


@dataclass(frozen=True, slots=True)
class Waker:
    """A scheduler at work, until it dies or is sent home."""

    process: BaseProcess
    line: Connection

    def go_home(self) -> None:
        self.line.send(None)
        self.process.join()
        self.line.close()


def started(settings: Settings, seed: int, dying: float) -> Waker:
    """A scheduler. ``dying``: how likely a letter is its last, just before the mail server has it or just after."""
    ours, theirs = FORKS.Pipe()
    waker = Waker(forked(work, settings, seed, dying, theirs), ours)
    theirs.close()
    return waker


def work(settings: Settings, seed: int, dying: float, line: Connection) -> None:
    app = create_app(settings)
    draw = random.Random(seed)  # noqa: S311 - when it dies, not a secret
    mortal = True

    class Mortal(ToServer):
        def send(self, message: EmailMessage) -> None:
            self.perhaps_die()
            super().send(message)
            self.perhaps_die()

        def perhaps_die(self) -> None:
            if mortal and draw.random() < dying / 2:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.modules["app.post.deliver"].__dict__["transport_of"] = lambda settings: Mortal(
        settings.mail_server, sender=settings.mail_from, seconds_to_answer=SECONDS_TO_ANSWER
    )
    told: Told | None
    while (told := line.recv()) is not None:
        at, names, mortal = told
        for name in names:
            scheduler.wake(app, name, at)
        line.send("done")
