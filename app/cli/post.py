"""``flask --app wsgi post …``: the letter-box, by hand."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import click
from flask import current_app
from sqlalchemy.orm import sessionmaker

from app.cli.options import json_option, today_option
from app.cli.register import RegisterGroup
from app.extensions import db
from app.post.deliver import Delivery, Tally
from app.web.clock import now, today

group = RegisterGroup("post", help="Hộp thư đi.")


@group.command("deliver")
@today_option
@json_option
def deliver(*, day: date | None, for_programs: bool) -> None:
    """Send every letter that is due, now, whatever the hour."""
    tally = deliver_now(day or today())
    click.echo(json.dumps(asdict(tally)) if for_programs else in_words(tally))


def deliver_now(day: date) -> Tally:
    """One round of the letter-box, on a person's word."""
    sessions = sessionmaker(db.engine, expire_on_commit=False)
    return Delivery(sessions, current_app.config["SETTINGS"], today=day, clock=now).run()


def in_words(tally: Tally) -> str:
    """What became of the letters, in a sentence."""
    parts = [f"Đã gửi {tally.sent} thư"]
    if tally.repeated:
        parts.append(f"trong đó {tally.repeated} thư có thể đã gửi trước đó (cùng Message-ID)")
    if tally.failed:
        parts.append(f"{tally.failed} lần gửi không được, sẽ thử lại")
    if tally.dropped:
        parts.append(f"{tally.dropped} thư không gửi nữa vì không còn việc quá hạn hoặc người nhận đã thôi vai")
    return "; ".join(parts) + "."
