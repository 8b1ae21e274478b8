"""``flask --app wsgi serve``: the web server with its scheduler, for a desk and for a province alike."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from threading import Event
from types import FrameType
from typing import Any, NoReturn

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger

from app.cli.register import refuse_an_unfit_database
from app.config import Settings
from app.extensions import db
from app.logs import PrivateFormatter

SECONDS_BETWEEN_STARTS = 5
SECONDS_TO_FINISH = 30
THREADS = {True: 8, False: 4}  # by "is SQLite": one process writes there, so it has more threads

log = logging.getLogger(__name__)


class ServerLog(Logger):
    """Gunicorn's own log, written privately. Requests are logged by :mod:`app.logs`."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PrivateFormatter())


class Server(BaseApplication):
    """Gunicorn around the application that is already loaded."""

    def __init__(self, app: Flask, *, with_scheduler: bool) -> None:
        self.app = app
        self.with_scheduler = with_scheduler
        super().__init__()

    def load_config(self) -> None:
        settings: Settings = self.app.config["SETTINGS"]
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        chosen = {
            "bind": f"{host}:{settings.port}",
            "workers": 1 if settings.sqlite else settings.web_workers,
            "worker_class": "gthread",
            "threads": THREADS[settings.sqlite],
            "graceful_timeout": SECONDS_TO_FINISH,
            "loglevel": "warning",
            "logger_class": ServerLog,
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: click.echo(f"Tiếp Dân: http://{host}:{settings.port}"),
        }
        config: Any = self.cfg
        for name, value in chosen.items():
            config.set(name, value)

    def load(self) -> Flask:
        return self.app

    def run(self) -> None:
        Keeper(self).run()


class Keeper(Arbiter):
    """Gunicorn's master, keeping one process more: the scheduler, forked beside the workers and again if it dies."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.scheduler_pid = 0
        self.scheduler_started = float("-inf")
        self.stopping = False
        super().__init__(server)

    def manage_workers(self) -> None:
        super().manage_workers()
        late_enough = time.monotonic() - self.scheduler_started >= SECONDS_BETWEEN_STARTS
        if self.server.with_scheduler and not self.stopping and late_enough and not _lives(self.scheduler_pid):
            if self.scheduler_pid:
                log.error("the scheduler had stopped; it is started again")
            self.scheduler_started = time.monotonic()
            self.scheduler_pid = _fork_scheduler(self)

    def stop(self, graceful: bool = True) -> None:  # noqa: FBT001, FBT002 - the library's signature
        self.stopping = True
        if _lives(self.scheduler_pid):
            os.kill(self.scheduler_pid, signal.SIGTERM)
        super().stop(graceful)
        deadline = time.monotonic() + SECONDS_TO_FINISH
        while _lives(self.scheduler_pid):
            if time.monotonic() > deadline:
                os.kill(self.scheduler_pid, signal.SIGKILL)
            time.sleep(0.05)


def _lives(pid: int) -> bool:
    """Whether our child ``pid`` still runs. One that the master reaped already is not ours to wait for: it is dead."""
    try:
        return pid > 0 and os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def _fork_scheduler(keeper: Keeper) -> int:
    master = os.getpid()
    # A stop that arrives between the fork and the child's own handlers waits for them.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    pid = os.fork()
    if pid == 0:
        for listener in keeper.LISTENERS:
            listener.close()
        _run_scheduler(keeper.server.app, master)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
    return pid


def _run_scheduler(app: Flask, master: int) -> NoReturn:
    """Run the jobs until told to stop, or until the server is gone without a word."""
    from app import scheduler  # noqa: PLC0415 - APScheduler is for this process only

    told = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.set()

    status = 1
    try:
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
        running = scheduler.start(app)
        while not told.wait(1) and os.getppid() == master:
            pass
        running.shutdown(wait=True)
        status = 0
    except Exception:
        log.exception("the scheduler stopped")
    finally:
        os._exit(status)


def refuse_a_taken_port(settings: Settings) -> None:
    """Raises :class:`click.ClickException` when something else listens there, or the address is not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        why = os.strerror(error.errno or 0)
        message = f"Cannot listen at {settings.host}, port {settings.port}: {why}. Set PORT (or HOST)."
        raise click.ClickException(message) from error


@click.command("serve")
@click.option("--no-scheduler", is_flag=True, help="Serve pages only; another process runs the jobs.")
@with_appcontext
def command(*, no_scheduler: bool) -> None:
    """Serve the pages, and run the daily and monthly jobs."""
    app: Any = current_app
    refuse_an_unfit_database(app.config["SETTINGS"])
    refuse_a_taken_port(app.config["SETTINGS"])
    db.session.remove()
    db.engine.dispose()  # every process opens connections of its own
    Server(app._get_current_object(), with_scheduler=not no_scheduler).run()  # noqa: SLF001 - a proxy's documented door
