"""``flask --app wsgi setup-code``: the code that the first page of a new installation asks for."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app.casework.installation import first_run
from app.cli.options import Command
from app.cli.register import refuse_an_unfit_database
from app.extensions import db
from app.web.setup.codes import setup_code


@click.command("setup-code", cls=Command)
@with_appcontext
def command() -> None:
    """Print the code for /cai-dat, while nobody administers this installation yet."""
    settings = current_app.config["SETTINGS"]
    refuse_an_unfit_database(settings)
    if not settings.production or first_run(db.session()) is None:
        message = "Bản cài đặt này không cần mã: đã có quản trị viên, hoặc đang chạy để dùng thử."
        raise click.ClickException(message)
    click.echo(setup_code(settings))
