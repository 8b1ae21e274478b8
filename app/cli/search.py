"""``flask --app wsgi search …``: the index of the search, by hand."""

from __future__ import annotations

import json

import click
from sqlalchemy.orm import sessionmaker

from app.casework.search.keeping import missing, near_index, rebuild
from app.cli.options import json_option
from app.cli.register import RegisterGroup
from app.extensions import db, read_only

group = RegisterGroup("search", help="Tra cứu: chỉ mục tìm kiếm.")


@group.command("rebuild")
@click.option("--if-missing", is_flag=True, help="Only what the index lacks.")
@json_option
def rebuild_index(*, if_missing: bool, for_programs: bool) -> None:
    """Make the rows of the index anew. People may go on working meanwhile."""
    done = 0
    with sessionmaker(db.engine)() as session:
        lacking = missing(session)
        session.rollback()
        if if_missing and not lacking:
            return
        for done in rebuild(session, only_missing=if_missing):
            if not for_programs:
                click.echo(f"Đã lập chỉ mục {done} hồ sơ.", err=True)
    if for_programs:
        click.echo(json.dumps({"indexed": done}))
    else:
        click.echo(f"Xong: chỉ mục có {done} hồ sơ.")


@group.command("check")
@json_option
def check(*, for_programs: bool) -> None:
    """Say how many matters the index lacks, and whether misspellings are looked up quickly."""
    with read_only(), sessionmaker(db.engine)() as session:
        lacking, near = missing(session), near_index(session)
    if for_programs:
        click.echo(json.dumps({"missing": lacking, "near": near}))
        return
    click.echo(f"Chỉ mục thiếu {lacking} hồ sơ." if lacking else "Chỉ mục đủ mọi hồ sơ.")
    click.echo("Có chỉ mục tìm gần đúng." if near else "Không có pg_trgm: tìm gần đúng chậm hơn.")
