"""Tiếp Dân: the register of citizen reception and the tracker of complaints, denunciations and feedback."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import dotenv_values, find_dotenv

from app.config import DEVELOPMENT, PRODUCTION, Settings

if TYPE_CHECKING:
    from flask import Flask

STARTED_WITH = Path("/proc/self/environ")


def create_app(settings: Settings | None = None) -> Flask:
    """The application. Without ``settings`` they come from the environment.

    Raises :class:`app.config.BadSettings`.
    """
    # Here, so that importing the law or the settings loads neither Flask nor the database.
    from werkzeug.middleware.proxy_fix import ProxyFix  # noqa: PLC0415

    from app import cli, extensions, logs, web  # noqa: PLC0415
    from app.web import templating  # noqa: PLC0415

    settings = settings or Settings.from_environ(environment())
    app = logs.App(__name__, instance_path=str(settings.instance_path))
    app.jinja_environment = templating.OneSetOfGlobals  # before an extension asks for the templates
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=extensions.engine_options(settings.database_url),
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    if proxies := settings.trusted_proxies:  # without it, every visitor would have the address of the proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    settings.make_instance()
    logs.init_app(app)
    extensions.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    return app


def environment() -> Mapping[str, str]:
    """The real environment; in development, ``.env`` fills in what it lacks.

    The ``flask`` command puts ``.env`` into the environment before this program runs, in production too: there, what
    came that way is taken out again.
    """
    real = dict(os.environ)
    file = find_dotenv(usecwd=True)
    filled = {name: value for name, value in dotenv_values(file).items() if value is not None} if file else {}
    started_with = _names_started_with(real)
    for name, value in filled.items():
        if name not in started_with and real.get(name) == value:
            del real[name]
    together = {**filled, **real}
    if together.get("APP_ENV", DEVELOPMENT) == PRODUCTION:
        return real | {"APP_ENV": PRODUCTION}
    return together


def _names_started_with(fallback: Mapping[str, str]) -> set[str]:
    try:
        entries = STARTED_WITH.read_bytes().split(b"\0")
    except OSError:
        return set(fallback)
    return {os.fsdecode(entry.partition(b"=")[0]) for entry in entries}
