"""The command line: one file per subject, each with a ``command`` or a ``group``."""

from __future__ import annotations

from flask import Flask

from app.cli import accounts, agencies, demo, doctor, oversight, post, search, serve, setup, statute

COMMANDS = (
    accounts.group,
    agencies.group,
    demo.group,
    doctor.command,
    oversight.group,
    post.group,
    search.group,
    serve.command,
    setup.command,
    statute.group,
    # one line a subject, in alphabetical order: accounts.group, agencies.group …
)


def init_app(app: Flask) -> None:
    """Register every command with ``flask --app wsgi``."""
    for command in COMMANDS:
        app.cli.add_command(command)
