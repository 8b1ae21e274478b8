"""``flask --app wsgi accounts …``: create an account, set its password, give and end a role, list them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import accounts
from app.casework.errors import Refused
from app.casework.invitations import NewLink, make_link
from app.casework.permissions import SYSTEM
from app.cli.register import RegisterGroup
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import Account, RoleKind

group = RegisterGroup("accounts", help="Accounts and their dated roles.")
DAY = click.DateTime(["%Y-%m-%d"])
ROLE = click.Choice([kind.value for kind in RoleKind])
ENOUGH_TYPING = 1000


@group.command("create")
@click.argument("username")
@click.option("--full-name", required=True, help="As it stands on papers: 'Nguyễn Thị Thu Hà'.")
@click.option("--email", default="", help="Where letters to this person go.")
@click.option("--no-password", is_flag=True, help="Nobody can sign in to it with a password yet.")
@click.option("--link", is_flag=True, help="Print a link for one use, with which its owner sets the password.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create(username: str, full_name: str, email: str, *, no_password: bool, link: bool, password_stdin: bool) -> None:
    """Create an account named USERNAME. The password is asked for, never an argument."""
    if link and password_stdin:
        message = "--link and --password-stdin exclude each other: the owner of the link sets the password."
        raise click.ClickException(message)
    password = None if no_password or link else _password(from_stdin=password_stdin)
    with _changing() as session:
        made = accounts.create_account(
            session, username=username, full_name=full_name, email=email, password=password, by=SYSTEM, at=_now()
        )
        new = make_link(session, made, by=SYSTEM, at=_now()) if link else None
    click.echo(f"Created {made.username}.")
    if new:
        click.echo(f"{_address(new)}\nFor one use, until {new.expires_at:%Y-%m-%d %H:%M}. It is not shown again.")


@group.command("set-password")
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def set_password(username: str, *, password_stdin: bool) -> None:
    """Set another password for USERNAME and sign the account out everywhere."""
    password = _password(from_stdin=password_stdin)
    with _changing() as session:
        account = accounts.account_named(session, username)
        accounts.set_password(session, account, password, by=SYSTEM, at=_now())
    click.echo(f"The password of {account.username} is set; it is signed out everywhere.")


@group.command("give-role")
@click.argument("username")
@click.argument("role", type=ROLE)
@click.argument("agency")
@click.option("--from", "from_on", type=DAY, help="First day (default: today).")
@click.option("--until", "until_on", type=DAY, help="Last day (default: open).")
@click.option("--document", default="", help="The decision behind it.")
def give_role(  # noqa: PLR0917 - one name for each option
    username: str, role: str, agency: str, from_on: datetime | None, until_on: datetime | None, document: str
) -> None:
    """Give USERNAME a ROLE at the agency with code AGENCY."""
    with _changing() as session:
        given = accounts.give_role(
            session, accounts.account_named(session, username), RoleKind(role), _agency(session, agency),
            from_on=_day(from_on) or _today(), until_on=_day(until_on), document=document, by=SYSTEM, at=_now(),
        )  # fmt: skip
    click.echo(f"{username}: {given.kind.value} at {agency} from {given.from_on}.")


@group.command("end-role")
@click.argument("username")
@click.argument("role", type=ROLE)
@click.argument("agency")
@click.option("--last", "last_on", type=DAY, help="Last day it is held (default: yesterday).")
def end_role(username: str, role: str, agency: str, last_on: datetime | None) -> None:
    """End a ROLE of USERNAME at the agency with code AGENCY."""
    with _changing() as session:
        ended = accounts.end_role(
            session, accounts.account_named(session, username), RoleKind(role), _agency(session, agency),
            last_on=_day(last_on) or _today() - timedelta(days=1), by=SYSTEM, at=_now(),
        )  # fmt: skip
    click.echo(f"{username}: {ended.kind.value} at {agency} until {ended.until_on}.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def show(*, as_json: bool) -> None:
    """List every account with the roles it holds today."""
    rows = [_told(db.session(), account) for account in db.session.scalars(select(Account).order_by(Account.username))]
    if as_json:
        click.echo(json.dumps({"rows": rows, "count": len(rows)}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        held = ", ".join(f"{role['kind']} at {role['agency']}" for role in row["roles"]) or "no role today"
        click.echo(f"{row['username']:<28} {row['full_name']:<28} {held}{' (locked)' if row['locked'] else ''}")
    click.echo(f"{len(rows)} accounts.")


def _told(session: Session, account: Account) -> dict[str, Any]:
    roles = accounts.roles_held_on(session, account.id, _today())
    return {
        "username": account.username,
        "full_name": account.full_name,
        "email": account.email,
        "locked": account.locked_at is not None,
        "demonstration": account.demonstration,
        "roles": [{"kind": role.kind.value, "agency": role.agency} for role in roles],
    }


@contextmanager
def _changing() -> Iterator[Session]:
    """One transaction; what is refused is told on standard error, with exit status 1."""
    session = db.session()
    try:
        yield session
        session.commit()
    except Refused as refused:
        session.rollback()
        raise click.ClickException(refused.sentence) from refused


def _address(link: NewLink) -> str:
    """Where the link leads. A command is in no request, so the path is built from the map of addresses."""
    path = current_app.url_map.bind("").build("accounts.choose_password", {"token": link.token})
    base: str = current_app.config["SETTINGS"].base_url
    return base.rstrip("/") + path


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline(ENOUGH_TYPING).rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


def _agency(session: Session, code: str) -> Agency:
    agency = session.scalar(select(Agency).where(Agency.code == code))
    if agency is None:
        message = f"No agency has the code {code}. See: flask --app wsgi agencies list"
        raise click.ClickException(message)
    return agency


def _day(typed: datetime | None) -> date | None:
    return typed.date() if typed else None


def _now() -> datetime:
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def _today() -> date:
    return _now().date()
