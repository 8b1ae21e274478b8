"""``flask --app wsgi doctor``: what is in order, what is doubtful, what is wrong, and what to do."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.options import Command, json_option
from app.extensions import db
from app.web.clock import now
from app.web.doctor import Finding, State, examine, is_well

SAID = {State.OK: "tốt", State.WARNING: "lưu ý", State.FAULT: "LỖI"}


@click.command("doctor", cls=Command)
@json_option
@with_appcontext
def command(*, for_programs: bool) -> None:
    """Look at settings, database, people, agencies, jobs and mail; nothing is changed. Exit status 1 on a fault."""
    found = examine(current_app.config["SETTINGS"], db.engine, at=now())
    well = is_well(found)
    if for_programs:
        click.echo(json.dumps({"ok": well, "checks": [asdict(one) for one in found]}, ensure_ascii=False))
    else:
        click.echo("\n".join(_line(one) for one in found))
        click.echo(_together(found))
    raise click.exceptions.Exit(0 if well else 1)


def _line(one: Finding) -> str:
    todo = f"\n{'':<24}→ {one.todo}" if one.todo else ""
    return f"{SAID[one.state]:<7} {one.name:<15} {one.meaning}{todo}"


def _together(found: list[Finding]) -> str:
    faults = sum(one.state is State.FAULT for one in found)
    warnings = sum(one.state is State.WARNING for one in found)
    return f"{faults} lỗi, {warnings} điều cần lưu ý, {len(found) - faults - warnings} mục tốt."
