"""``flask --app wsgi demo fill``: invented data to try the program with, in development only."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import NoReturn

import click
from flask import current_app
from sqlalchemy.orm import sessionmaker

from app.casework.demonstration.cabinet import Shelf
from app.casework.demonstration.fill import AlreadyFilled, NotEmpty, fill
from app.casework.demonstration.plan import Wanted
from app.casework.drafts import Sealer
from app.casework.errors import Refused
from app.casework.papers.shape import Sheet
from app.cli.options import Group, json_option, today_option
from app.cli.register import migrate_an_empty_database, refuse_an_unfit_database
from app.extensions import db
from app.paper.official import made
from app.web.clock import ZONE, now
from app.web.papers.writing import PURPOSE as PAPERS

group = Group("demo", help="Dữ liệu minh họa: người và hồ sơ tự đặt ra, chỉ để dùng thử.")

IN_PRODUCTION = "Không tạo dữ liệu minh họa ở bản chính thức (APP_ENV=production). Dùng APP_ENV=development để thử."
MANY = click.IntRange(min=0)


def _printed(sheet: Sheet, title: str, at: datetime) -> bytes:
    return made(sheet, title=title, at=at)


def _leave(sentence: str, *, quietly: bool, for_programs: bool) -> NoReturn:
    if not quietly:
        raise click.ClickException(sentence)
    click.echo(json.dumps({"filled": False}) if for_programs else sentence)
    raise click.exceptions.Exit(0)


@group.command("fill")
@click.option("--seed", type=int, default=1, show_default=True, help="Cùng một số cho cùng một dữ liệu.")
@click.option("--visits", type=MANY, default=240, show_default=True, help="Số lượt tiếp.")
@click.option("--petitions", type=MANY, default=200, show_default=True, help="Số đơn, không ít hơn số vụ việc.")
@click.option("--cases", type=MANY, default=110, show_default=True, help="Số vụ việc.")
@click.option("--if-empty", is_flag=True, help="Đã có dữ liệu, hoặc ở bản chính thức: không làm gì, không báo lỗi.")
@today_option
@json_option
def fill_in(
    seed: int, visits: int, petitions: int, cases: int, day: date | None, *, if_empty: bool, for_programs: bool
) -> None:
    """Fill an empty database: the agencies, an account for every role, and matters from 01/7/2025 to today."""
    settings = current_app.config["SETTINGS"]
    if settings.production:
        _leave(IN_PRODUCTION, quietly=if_empty, for_programs=for_programs)
    migrate_an_empty_database()
    refuse_an_unfit_database(settings)
    at = now()
    shelf = Shelf(settings.uploads_path, Sealer(settings.secret_key, PAPERS), _printed)
    wanted = Wanted(visits=visits, petitions=petitions, cases=cases)
    with sessionmaker(db.engine)() as session:
        try:
            filled = fill(session, wanted, seed=seed, today=day or at.date(), at=at.astimezone(ZONE), shelf=shelf)
        except (AlreadyFilled, NotEmpty) as refused:
            _leave(refused.sentence, quietly=if_empty, for_programs=for_programs)
        except Refused as refused:
            raise click.ClickException(refused.sentence) from refused
        session.commit()
    if for_programs:
        click.echo(json.dumps({"seed": seed, **asdict(filled)}))
        return
    click.echo(
        f"Đã tạo dữ liệu minh họa: {filled.accounts} tài khoản, {filled.visits} lượt tiếp, {filled.petitions} đơn, "
        f"{filled.cases} vụ việc."
    )
