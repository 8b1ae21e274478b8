"""``flask --app wsgi oversight …``: flags, what is overdue, and the monthly letters, by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import click
from flask import current_app
from sqlalchemy.orm import sessionmaker

from app.casework import backlog, jobs
from app.casework.flags import raise_and_withdraw
from app.casework.outbox import Letter, hurry, states_of
from app.casework.overdue import WorstRow, worst_by_matter
from app.casework.permissions import SYSTEM
from app.casework.recipients import GRAVE, MONTHLY, LetterKind, Recipient, everybody_on
from app.cli.options import Month, json_option, today_option
from app.cli.post import deliver_now, in_words
from app.cli.register import RegisterGroup
from app.extensions import db, read_only
from app.post import monthly
from app.post.deliver import Tally
from app.post.previews import letter_on, round_on
from app.records.notices import LetterState
from app.scheduler import STALE_AFTER
from app.statute.terms import PROCEDURES, STAGES
from app.web.clock import now
from app.web.clock import today as the_day_today
from app.web.wording import words as state_words

KINDS = {"monthly": MONTHLY, "weekly": (LetterKind.WEEKLY,), "grave": GRAVE}

group = RegisterGroup("oversight", help="Giám sát: cờ quá hạn, việc quá hạn, thư hằng tháng.")


@group.command("flag")
@today_option
@json_option
def flag(*, day: date | None, for_programs: bool) -> None:
    """Raise a flag for what became late; withdraw it where it no longer is."""
    with sessionmaker(db.engine)() as session:
        counts = raise_and_withdraw(session, today=day or the_day_today(), at=now())
        session.commit()
    if for_programs:
        click.echo(json.dumps(asdict(counts)))
    else:
        click.echo(f"Đã cắm {counts.raised} cờ, rút {counts.withdrawn} cờ; hiện có {counts.standing} cờ quá hạn.")


@group.command("overdue")
@today_option
@json_option
def overdue(*, day: date | None, for_programs: bool) -> None:
    """Every late matter, by its oldest late duty. Pseudonymous."""
    with read_only(), sessionmaker(db.engine)() as session:
        rows = worst_by_matter(session, None, today=day or the_day_today())
    if for_programs:
        click.echo(json.dumps({"rows": [_as_json(row) for row in rows], "count": len(rows)}, ensure_ascii=False))
        return
    for row in rows:
        words = (row.agency, PROCEDURES[row.procedure].vi, STAGES[row.stage].vi, row.rule)
        others = f" · và {row.others} hạn khác" if row.others else ""
        click.echo(f"{row.days_late:>5} ngày  {row.due_on:%d/%m/%Y}  {row.code:<14} {' · '.join(words)}{others}")
    click.echo(f"{len(rows)} hồ sơ quá hạn")


@group.command("letters")
@click.option("--month", "first_day", type=Month(), required=True, help="Tháng của thư.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ gửi gì cho ai; không ghi, không gửi.")
@click.option(
    "--preview",
    "asked",
    metavar="NƠI NHẬN",
    help="Chỉ in thư của nơi nhận này: địa chỉ thư, hoặc account:ID, agency:ID như --dry-run --json nêu.",
)
@click.option("--kind", type=click.Choice(list(KINDS)), default="monthly", help="Loại thư để xem trước hoặc chạy thử.")
@today_option
@json_option
def letters(
    *, first_day: date, dry_run: bool, asked: str | None, kind: str, day: date | None, for_programs: bool
) -> None:
    """Write the letters of a month and send them now. This is the person's word that the first letters wait for.

    Ends with status 1 when a letter of the month could not be handed to the mail server.
    """
    day = day or the_day_today()
    if first_day > day:
        message = f"--month: tháng {first_day:%m/%Y} chưa đến; hôm nay là {day:%d/%m/%Y}."
        raise click.ClickException(message)
    period = f"{first_day:%Y-%m}"
    if asked is not None:
        click.echo(_letters_to(asked, KINDS[kind], period, day), nl=False)
        return
    if kind != "monthly":
        click.echo(_round_of(KINDS[kind][0], day, dry_run=dry_run, for_programs=for_programs))
        return
    month = _previewed(period, day) if dry_run else _written(period, day)
    tally = None if dry_run else deliver_now(day)
    said = _told(month, tally)
    click.echo(json.dumps(said, ensure_ascii=False) if for_programs else _in_words(said, tally))
    if tally is not None and (stuck := _not_sent(said)):
        raise click.ClickException(stuck)


def _not_sent(said: dict[str, Any]) -> str:
    """What to do about letters that are still here, or nothing when none is."""
    states = [letter["state"] for letter in said["letters"]]
    waiting, given_up = states.count(LetterState.QUEUED), states.count(LetterState.FAILED)
    sentences = []
    if waiting:
        sentences.append(
            f"Chưa giao được {waiting} thư cho máy chủ thư. Xem MAIL_URL và máy chủ thư rồi chạy lại lệnh này."
        )
    if given_up:
        sentences.append(
            f"{given_up} thư bị từ chối nhiều lần. "
            "Sửa địa chỉ thư của nơi nhận rồi bấm “Gửi lại thư này” ở trang Thư đã gửi."
        )
    return " ".join(sentences)


def _letters_to(asked: str, kinds: Sequence[LetterKind], period: str, day: date) -> str:
    """The letters one recipient would have, as text. Nothing is written."""
    if f"{day:%Y-%m}" != period:
        message = f"--preview: ngày {day:%d/%m/%Y} không thuộc tháng {period[5:]}/{period[:4]}. Thêm --today."
        raise click.ClickException(message)
    base_url = current_app.config["SETTINGS"].base_url
    with read_only(), sessionmaker(db.engine)() as session:
        listed = [one for one in everybody_on(session, day) if one.kind in kinds]
        found = [one for one in listed if asked in {one.key, one.address}]
        letters = [letter_on(session, one, day=day, today=the_day_today(), base_url=base_url) for one in found]
    if not found:
        message = f"--preview: ngày {day:%d/%m/%Y} không có nơi nhận “{asked}”. Xem danh sách bằng --dry-run --json."
        raise click.ClickException(message)
    return "\n".join(_printed(one, letter) for one, letter in zip(found, letters, strict=True))


def _round_of(kind: LetterKind, day: date, *, dry_run: bool, for_programs: bool) -> str:
    """Whom the letters of a day that go by themselves would reach. Nothing is written."""
    if not dry_run:
        raise click.ClickException("--kind: thư này tự đi theo lịch; chỉ xem được với --dry-run hoặc --preview.")
    with read_only(), sessionmaker(db.engine)() as session:
        found = round_on(session, kind, day=day, today=the_day_today())
    if for_programs:
        letters = [{"kind": one.recipient.kind, "recipient": one.recipient.key, "agency": one.recipient.agency,
                    "rows": one.duties} for one in found]  # fmt: skip
        return json.dumps({"day": day.isoformat(), "dry_run": True, "letters": letters}, ensure_ascii=False)
    lines = [f"{one.recipient.agency}: {one.recipient.address} · {one.duties} việc" for one in found]
    return "\n".join([*lines, f"{len(found)} thư; chạy thử, không ghi gì, không gửi gì."])


def _printed(recipient: Recipient, letter: Letter | None) -> str:
    if letter is None:
        return f"{recipient.agency} <{recipient.address}>: không có thư.\n"
    files = ", ".join(file.name for file in letter.attachments)
    return f"Gửi tới: {recipient.address}\nTiêu đề: {letter.subject}\nTệp kèm theo: {files}\n\n{letter.text}"


def _previewed(period: str, day: date) -> monthly.Month:
    with read_only(), sessionmaker(db.engine)() as session:
        return monthly.preview(session, period=period, today=day, base_url=current_app.config["SETTINGS"].base_url)


def _written(period: str, day: date) -> monthly.Month:
    sessions = sessionmaker(db.engine, expire_on_commit=False)
    with sessions() as session:
        backlog.give_the_word(session, period=period, by=SYSTEM, at=now())
        hurry(session, period=period, at=now())
        run = jobs.claim(session, jobs.MONTHLY_LETTERS, period, by="command", at=now(), stale_after=STALE_AFTER)
        session.commit()
        month = monthly.write(
            sessions, period=period, today=day, at=now(), base_url=current_app.config["SETTINGS"].base_url
        )
        if run is not None:
            jobs.finish(session, run, at=now(), **month.counts)
            session.commit()
    return month


def _told(month: monthly.Month, tally: Tally | None) -> dict[str, Any]:
    with read_only(), sessionmaker(db.engine)() as session:
        states = states_of(session, month.period)
    return {
        "month": month.period,
        "dry_run": tally is None,
        "letters": [
            {
                "kind": letter.recipient.kind,
                "recipient": letter.recipient.key,
                "agency": letter.recipient.agency,
                "subject": letter.subject,
                "rows": letter.rows,
                "new": letter.new,
                "state": states.get((letter.recipient.kind, letter.recipient.key, letter.recipient.agency_id)),
            }
            for letter in month.letters
        ],
        "unreached": list(month.unreached),
        "without_address": list(month.without_address),
        "tally": None if tally is None else asdict(tally),
    }


def _in_words(said: dict[str, Any], tally: Tally | None) -> str:
    lines = [
        f"{letter['agency']}: {letter['subject']} · {letter['rows']} việc · "
        + (state_words(LetterState(letter["state"])) if letter["state"] else "chưa ghi")
        for letter in said["letters"]
    ]
    if said["unreached"]:
        lines.append(f"Không có địa chỉ nào để gửi: {', '.join(said['unreached'])}.")
    if said["without_address"]:
        lines.append(f"Người giám sát không có địa chỉ: {', '.join(said['without_address'])}.")
    if tally is None:
        lines.append(f"{len(said['letters'])} thư; chạy thử, không ghi gì, không gửi gì.")
    else:
        lines.append(in_words(tally))
    return "\n".join(lines)


def _as_json(row: WorstRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "procedure": row.procedure,
        "agency": row.agency_code,
        "agency_name": row.agency,
        "stage": row.stage,
        "rule": row.rule,
        "due_on": row.due_on.isoformat(),
        "days_late": row.days_late,
        "others": row.others,
    }
