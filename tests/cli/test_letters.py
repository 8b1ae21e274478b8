"""``oversight letters`` where mail does not leave, and its ``--preview``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.config import MailServer
from app.extensions import db
from app.records.notices import LetterState, OutboxLetter
from app.records.people import RoleKind
from tests.lateness import CANARY, Province, a_duty, a_province, an_official

NIGHT = datetime(2026, 11, 22, 23, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NIGHT.date()
HEAD = "chutich@iadom.example"


@pytest.fixture
def province(app: Flask) -> Province:
    """Ia Dom is late with one duty; nobody answers at the mail server's address."""
    app.config["CLOCK"] = lambda: NIGHT
    with app.app_context(), Session(db.engine, expire_on_commit=False) as session:
        province = a_province(session)
        a_duty(session, province.ia_dom, TODAY - timedelta(days=12), code="KN-0001/2026")
        session.commit()
    return province


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["oversight", "letters", "--month", "2026-11", *words])


def nobody_answers(app: Flask) -> None:
    server = MailServer(host="127.0.0.1", port=1, user=None, password=None, tls=False, starttls=False)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=server)


def outbox(app: Flask) -> int:
    with app.app_context(), Session(db.engine) as session:
        return session.scalar(select(func.count()).select_from(OutboxLetter)) or 0


@pytest.mark.usefixtures("province")
def test_letters_that_could_not_be_handed_over_end_it_with_status_1_and_what_to_do(app: Flask) -> None:
    nobody_answers(app)
    result = run(app)
    assert result.exit_code == 1
    assert "Chưa giao được 2 thư cho máy chủ thư. Xem MAIL_URL và máy chủ thư rồi chạy lại lệnh này." in result.output
    result = run(app, "--json")
    assert result.exit_code == 1
    said: dict[str, Any] = json.loads(result.stdout)
    assert {letter["state"] for letter in said["letters"]} == {"queued"}


@pytest.mark.usefixtures("province")
def test_once_the_server_answers_the_same_command_ends_well(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    nobody_answers(app)
    run(app)
    app.config["SETTINGS"] = settings
    result = run(app)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Đã gửi 2 thư.")


@pytest.mark.usefixtures("province")
def test_a_letter_given_up_is_named_with_what_to_do(app: Flask) -> None:
    run(app)
    with app.app_context(), Session(db.engine) as session:
        session.execute(update(OutboxLetter).values(state=LetterState.FAILED))
        session.commit()
    result = run(app)
    assert result.exit_code == 1
    assert "2 thư bị từ chối nhiều lần. Sửa địa chỉ thư của nơi nhận" in result.output


def test_a_preview_prints_the_letter_and_writes_nothing(app: Flask, province: Province) -> None:
    for whom in (HEAD, f"account:{province.head_of_ia_dom.id}"):
        result = run(app, "--preview", whom)
        assert result.exit_code == 0
        head, _, text = result.output.partition("\n\n")
        assert head.splitlines() == [
            f"Gửi tới: {HEAD}",
            "Tiêu đề: Việc quá hạn tháng 11/2026: UBND xã Ia Dom (1 việc)",
            "Tệp kèm theo: viec-qua-han-2026-11-ubnd-xa-ia-dom.xlsx",
        ]
        assert text.startswith("Kính gửi: Thủ trưởng UBND xã Ia Dom\n")
        assert "KN-0001/2026" in text
        assert CANARY not in result.output
    assert outbox(app) == 0


def test_a_preview_is_what_the_command_then_sends(app: Flask, province: Province) -> None:
    assert province
    shown = run(app, "--preview", HEAD).output.partition("\n\n")[2]
    run(app)
    with app.app_context(), Session(db.engine) as session:
        kept = session.scalars(select(OutboxLetter.body_text).where(OutboxLetter.to_address == HEAD)).one()
    assert kept == shown


def test_a_preview_of_the_weekly_letter_and_of_the_urgent_one(app: Flask, province: Province) -> None:
    assert province
    weekly = run(app, "--preview", HEAD, "--kind", "weekly").output
    assert "Tiêu đề: Việc trong tuần của" in weekly
    assert "KN-0001/2026" in weekly
    assert run(app, "--preview", HEAD, "--kind", "grave").output.endswith("không có thư.\n")
    dry = run(app, "--dry-run", "--kind", "weekly").output
    assert HEAD in dry
    assert "thư; chạy thử, không ghi gì, không gửi gì." in dry
    assert run(app, "--kind", "weekly").exit_code == 1  # it goes by itself, and never by this command
    with app.app_context(), Session(db.engine) as session:
        assert session.scalar(select(func.count()).select_from(OutboxLetter)) == 0


def test_a_preview_for_another_day(app: Flask, province: Province) -> None:
    assert province
    later = run(app, "--preview", HEAD, "--today", "2026-11-30").output
    assert "Tính đến ngày 30/11/2026" in later
    assert "quá hạn 20 ngày" in later
    earlier = run(app, "--preview", HEAD, "--today", "2026-11-05").output
    assert earlier == f"UBND xã Ia Dom <{HEAD}>: không có thư.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--preview", "ai@do.example"], "ngày 22/11/2026 không có nơi nhận “ai@do.example”."),
        (["--preview", HEAD, "--today", "2026-12-01"], "ngày 01/12/2026 không thuộc tháng 11/2026."),
    ],
)
@pytest.mark.usefixtures("province")
def test_a_preview_of_nobody_says_so(app: Flask, words: list[str], sentence: str) -> None:
    result = run(app, *words)
    assert result.exit_code == 1
    assert sentence in result.output


def test_supervisors_without_an_address_are_named(app: Flask, province: Province) -> None:
    with app.app_context(), Session(db.engine) as session:
        nobody = an_official(session, RoleKind.SUPERVISOR, province.inspectorate)
        session.commit()
        name = nobody.full_name
    assert f"Người giám sát không có địa chỉ: {name}." in run(app, "--dry-run").output
    assert json.loads(run(app, "--dry-run", "--json").output)["without_address"] == [name]
