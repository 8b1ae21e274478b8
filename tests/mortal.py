"""A process of ours that is killed (as by ``kill -9``) at a step: ``python -m tests.mortal JOB NOW STEP``.

It wakes one job of the scheduler. A step is a statement about to be sent, a commit about to be made, or a letter about
to go out or just gone out. The exit status says whether it died; step 0 never comes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from sqlalchemy import event

from app import create_app, scheduler
from app.config import Settings
from app.extensions import db
from app.post.transports import ToServer

ROOT = Path(__file__).resolve().parent.parent


def killed(job: str, settings: Settings, now: datetime, *, step: int) -> bool:
    """Wake ``job`` in a process that dies at ``step``. Whether it died; False when it was done before."""
    mail = settings.mail_server
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": str(settings.instance_path),
        "MAIL_URL": f"smtp://{mail.host}:{mail.port}" if mail else "file:",
        "MAIL_FROM": settings.mail_from,
        "BASE_URL": settings.base_url,
    }
    command = [sys.executable, "-m", "tests.mortal", job, now.isoformat(), str(step)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode in {0, -signal.SIGKILL}, ended.stderr
    return ended.returncode != 0


class Steps:
    """Counts what happens, and ends the process at one of it."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.numbers = count(1)

    def __call__(self, *_what: object) -> None:
        if next(self.numbers) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def main(job: str, now: str, step: str) -> None:
    app = create_app(Settings.from_environ(os.environ))
    steps = Steps(int(step))

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
    scheduler.wake(app, job, datetime.fromisoformat(now))


if __name__ == "__main__":
    main(*sys.argv[1:])
