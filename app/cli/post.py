"""``flask --app wsgi post …``: the letter-box, by hand."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import BinaryIO

import click
from flask import current_app
from sqlalchemy.orm import sessionmaker

from app.casework.mail_desk import take_back
from app.cli.options import json_option, today_option
from app.cli.register import RegisterGroup
from app.extensions import db
from app.post.bounces import read
from app.post.deliver import Delivery, Tally
from app.web.clock import now, today

LONGEST_REPORT = 5_000_000  # bytes; what stands behind is not looked at

group = RegisterGroup("post", help="Hộp thư đi.")


@group.command("deliver")
@today_option
@json_option
def deliver(*, day: date | None, for_programs: bool) -> None:
    """Send every letter that is due, now, whatever the hour."""
    tally = deliver_now(day or today())
    click.echo(json.dumps(asdict(tally)) if for_programs else in_words(tally))


@group.command("returned")
@click.argument("report", type=click.File("rb"), default="-")
def returned(report: BinaryIO) -> None:
    """Read one report of a mail server from standard input or a file: which letter came back. Ends with 0 either way.

    A mail server that pipes its reports here must not send back what is none.
    """
    found = read(report.read(LONGEST_REPORT))
    with sessionmaker(db.engine)() as session:
        taken = found is not None and take_back(session, found.message_id, found.status, at=now())
        session.commit()
    click.echo("Đã ghi nhận một thư bị trả lại." if taken else "Không phải báo cáo về một thư đã gửi từ đây.")


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
