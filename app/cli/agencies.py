"""``flask --app wsgi agencies …``: load the list of agencies, and read what the register has."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from app.casework.agencies import BUILT_IN_LIST, agencies_on, agency_by_code, load_agencies, parents_on, read_list
from app.casework.agency_changes import set_email
from app.casework.errors import Refused
from app.casework.permissions import SYSTEM
from app.cli.register import RegisterGroup
from app.extensions import db
from app.web.clock import now, today

group = RegisterGroup("agencies", help="The agencies of the province.")


@group.command("load")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=BUILT_IN_LIST)
@click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
def load(path: Path, *, as_json: bool) -> None:
    """Add the agencies of PATH (default: the list that ships with the program) that are not there yet."""
    try:
        loaded = load_agencies(db.session(), read_list(path), at=now())
    except Refused as refused:
        db.session.rollback()
        raise click.ClickException(refused.sentence) from refused
    db.session.commit()
    if as_json:
        click.echo(json.dumps({"created": loaded.created, "kept": loaded.kept}))
    else:
        click.echo(f"{loaded.created} agencies added, {loaded.kept} were there already.")


@group.command("set-email")
@click.argument("code")
@click.argument("address")
def set_email_(code: str, address: str) -> None:
    """Letters to the agency CODE go to ADDRESS when none of its heads has one ("" for none)."""
    session = db.session()
    try:
        agency = agency_by_code(session, code)
        set_email(session, agency, address, by=SYSTEM, at=now())
        session.commit()
    except Refused as refused:
        session.rollback()
        raise click.ClickException(refused.sentence) from refused
    click.echo(f"{agency.name}: {agency.email or 'no address'}.")


@group.command("list")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="As of this day (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
def list_(day: datetime | None, *, as_json: bool) -> None:
    """List the agencies that exist on a day."""
    on = day.date() if day else today()
    parents = parents_on(db.session(), on)
    rows = [
        {
            "code": agency.code,
            "name": agency.name,
            "level": agency.level.value,
            "head_title": agency.head_title,
            "parent": parents.get(agency.id),
            "from_on": agency.from_on.isoformat(),
            "until_on": agency.until_on.isoformat() if agency.until_on else None,
            "source": agency.source,
        }
        for agency in agencies_on(db.session(), on)
    ]
    if as_json:
        click.echo(json.dumps({"rows": rows, "count": len(rows)}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['code']:<16}{row['name']}")
    click.echo(f"{len(rows)} agencies on {on}.")
