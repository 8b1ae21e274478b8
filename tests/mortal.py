"""A process of ours that is killed (as by ``kill -9``) at a step.

It wakes one job of the scheduler. A step is a statement about to be sent, a commit about to be made, or a letter about
to go out or just gone out. The exit status says whether it died; step 0 never comes.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from email.message import EmailMessage
from itertools import count

from sqlalchemy import event

from app import create_app, scheduler
from app.config import Settings
from app.extensions import db
from app.post.transports import ToServer
from tests.forks import forked

SECONDS_TO_END = 60


def killed(job: str, settings: Settings, now: datetime, *, step: int) -> bool:
    """Wake ``job`` in a process that dies at ``step``. Whether it died; False when it was done before."""
    process = forked(wake, job, settings, now, step)
    process.join(SECONDS_TO_END)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


class Steps:
    """Counts what happens, and ends the process at one of it."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.numbers = count(1)

    def __call__(self, *_what: object) -> None:
        if next(self.numbers) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def wake(job: str, settings: Settings, now: datetime, step: int) -> None:
    app = create_app(settings)
    steps = Steps(step)

    class Watched(ToServer):
        def send(self, message: EmailMessage) -> None:
            steps()
            super().send(message)
            steps()

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", steps)
        event.listen(db.engine, "commit", steps)
    sys.modules["app.post.deliver"].__dict__["transport_of"] = lambda settings: Watched(
        settings.mail_server, sender=settings.mail_from
    )
    scheduler.wake(app, job, now)
