"""While nobody administers a production installation, every page leads to its first run; afterwards none does."""

from __future__ import annotations

from flask import abort, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from app.casework.installation import FirstRun, Step, first_run
from app.extensions import db
from app.web.setup import room
from app.web.setup.codes import proof

PROVEN = "setup"  # in the browser's session
OVER = "FIRST_RUN_OVER"  # in the configuration of the process: it never opens again
OPEN_TO_ALL = frozenset({"static", "bootstrap.static", "help.icons", "accounts.language"})


def running() -> FirstRun | None:
    """The first run of this installation, or None: in development, and once somebody administers."""
    if not current_app.config["SETTINGS"].production or current_app.config.get(OVER):
        return None
    found = first_run(db.session())
    if found is None:
        current_app.config[OVER] = True
    return found


def at_step(*steps: Step) -> FirstRun:
    """The first run, for somebody who typed the code in.

    Aborts with 404 when there is none, and goes to its first page without the code or at another step than ``steps``.
    """
    found = running()
    if found is None:
        abort(404)
    if not is_proven() or (steps and found.step not in steps):
        abort(redirect(url_for("setup.first_run")))
    return found


def is_proven() -> bool:
    """Whether this browser typed the code in."""
    return bool(session.get(PROVEN) == proof(current_app.config["SETTINGS"]))


@room.before_app_request
def lead_to_the_first_run() -> Response | None:
    if request.blueprint == room.name or request.endpoint in OPEN_TO_ALL:
        return None
    found = running()
    return redirect(url_for("setup.first_run")) if found is not None and found.nobody_administers else None
