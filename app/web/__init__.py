"""The web floor: rooms of pages, and what they share. See docs/decisions for the order in which they may lean."""

from __future__ import annotations

from flask import Flask

from app.web import (
    access,
    accounts,
    addresses,
    admin,
    cases,
    clock,
    commits,
    conclusions,
    drafting,
    drafts,
    enclosed,
    errors,
    files,
    headers,
    inspections,
    kept,
    language,
    mediations,
    online,
    oversight,
    papers,
    petitions,
    reception,
    reports,
    search,
    sessions,
    setup,
)
from app.web.clock import now
from app.web.frame import frame, navigation_lines
from app.web.help import room as help_room
from app.web.icons import icon, mark
from app.web.lists import option_tags
from app.web.wording import FILTERS

ROOMS = (
    accounts.room,
    admin.room,
    cases.room,
    conclusions.room,
    drafts.room,
    files.room,
    help_room,
    inspections.room,
    mediations.room,
    online.room,
    oversight.room,
    papers.room,
    petitions.room,
    reception.room,
    reports.room,
    search.room,
    setup.room,
    # one line a room, in alphabetical order: cases.room, oversight.room …
)


def init_app(app: Flask) -> None:
    """Open every room of the web in ``app``. The order matters: a request reads before anything asks who is there."""
    clock.init_app(app)
    sessions.init_app(app)
    commits.init_app(app)
    for room in ROOMS:
        app.register_blueprint(room)
    access.init_app(app)
    enclosed.init_app(app)
    drafting.init_app(app)
    kept.init_app(app)
    language.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    addresses.init_app(app)
    app.context_processor(frame)
    app.jinja_env.globals.update(
        icon=icon, mark=mark, navigation_lines=navigation_lines, option_tags=option_tags, printed_at=now
    )
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
