"""``oversight`` and ``post`` by hand: what they print, what they answer programs, and that they do nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import scheduler
from app.casework import backlog
from app.extensions import db
from app.records.jobs import JobRun
from app.records.notices import LetterState, OutboxLetter
from app.records.settings import Mark
from tests.lateness import CANARY, a_duty, a_province

SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # a person's word knows no office hours
TODAY = SUNDAY_NIGHT.date()
Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask) -> Command:
    """Runs a command over a province where Ia Dom is late twice in one file and Pleiku once, for years."""
    app.config["CLOCK"] = lambda: SUNDAY_NIGHT
    with app.app_context(), Session(db.engine) as session:
        province = a_province(session)
        first = a_duty(session, province.ia_dom, TODAY - timedelta(days=12), code="KN-0001/2026")
        second = a_duty(session, province.ia_dom, TODAY - timedelta(days=3))
        second.matter_id = first.matter_id
        a_duty(session, province.pleiku, TODAY - timedelta(days=400), code="KN-0002/2026")
        session.commit()
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=list(words))


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def outbox(app: Flask) -> dict[LetterState, int]:
    with app.app_context(), Session(db.engine) as session:
        rows = session.execute(select(OutboxLetter.state, func.count()).group_by(OutboxLetter.state))
        return dict(rows.all())


# ---- flags and what is overdue


def test_flags_by_hand(command: Command) -> None:
    assert answer(command("oversight", "flag", "--json")) == {"raised": 3, "withdrawn": 0, "standing": 3}
    assert command("oversight", "flag").output == "Đã cắm 0 cờ, rút 0 cờ; hiện có 3 cờ quá hạn.\n"


def test_flags_on_another_day(command: Command) -> None:
    earlier = (TODAY - timedelta(days=20)).isoformat()
    assert answer(command("oversight", "flag", "--json", "--today", earlier))["raised"] == 1


def test_overdue_is_a_row_a_file_with_its_worst_duty(command: Command) -> None:
    said = answer(command("oversight", "overdue", "--json"))
    assert said["count"] == 2
    oldest, newest = said["rows"]
    assert (oldest["code"], oldest["days_late"], oldest["others"]) == ("KN-0002/2026", 400, 0)
    agency = {"agency": newest.pop("agency"), "agency_name": newest.pop("agency_name")}
    assert agency["agency"].startswith("dv")
    assert agency["agency_name"] == "UBND xã Ia Dom"
    assert newest == {
        "code": "KN-0001/2026",
        "kind": "complaint",
        "procedure": "complaint_first",
        "stage": "verifying",
        "rule": "kn.resolve_first",
        "due_on": (TODAY - timedelta(days=12)).isoformat(),
        "days_late": 12,
        "others": 1,
    }


def test_overdue_for_people(command: Command) -> None:
    lines = command("oversight", "overdue").output.splitlines()
    assert "400 ngày" in lines[0]
    assert "KN-0001/2026" in lines[1]
    assert "và 1 hạn khác" in lines[1]
    assert lines[-1] == "2 hồ sơ quá hạn"


def test_overdue_names_no_citizen(command: Command) -> None:
    assert CANARY not in command("oversight", "overdue").output + command("oversight", "overdue", "--json").output


# ---- the letters


def test_a_dry_run_says_everything_and_does_nothing(command: Command, app: Flask) -> None:
    said = answer(command("oversight", "letters", "--month", "2026-11", "--dry-run", "--json"))
    assert [(letter["agency"], letter["rows"], letter["new"]) for letter in said["letters"]] == [
        ("Thanh tra tỉnh", 3, True),
        ("UBND xã Ia Dom", 2, True),
        ("UBND phường Pleiku", 1, True),
    ]
    assert said["letters"][1]["subject"] == "Việc quá hạn tháng 11/2026: UBND xã Ia Dom (2 việc)"
    assert said["tally"] is None
    assert outbox(app) == {}
    assert "chạy thử" in command("oversight", "letters", "--month", "2026-11", "--dry-run").output
    with app.app_context(), Session(db.engine) as session:
        assert session.get(Mark, backlog.CONFIRMED) is None
        assert session.scalars(select(JobRun)).all() == []


def test_the_command_is_the_word_and_sends_now_and_only_once(command: Command, app: Flask) -> None:
    first = answer(command("oversight", "letters", "--month", "2026-11", "--json"))
    assert first["tally"] == {"sent": 3, "repeated": 0, "failed": 0, "dropped": 0}
    assert {letter["state"] for letter in first["letters"]} == {"sent"}
    again = command("oversight", "letters", "--month", "2026-11")
    assert again.output.splitlines()[-1] == "Đã gửi 0 thư."
    assert outbox(app) == {LetterState.SENT: 3}
    assert len(list(app.config["SETTINGS"].outbox_path.glob("*.eml"))) == 3


def test_run_again_the_command_tries_at_once_what_waits_for_another_attempt(command: Command, app: Flask) -> None:
    scheduler.wake(app, "monthly_letters", SUNDAY_NIGHT + timedelta(hours=9))
    with app.app_context(), Session(db.engine) as session:
        session.execute(update(OutboxLetter).values(state=LetterState.QUEUED, attempts=4))
        session.execute(update(OutboxLetter).values(next_try_at=SUNDAY_NIGHT + timedelta(days=1)))
        session.commit()
    assert answer(command("post", "deliver", "--json"))["sent"] == 0
    assert answer(command("oversight", "letters", "--month", "2026-11", "--json"))["tally"]["sent"] == 3


def test_what_a_person_sent_the_scheduler_does_not_send_again(command: Command, app: Flask) -> None:
    command("oversight", "letters", "--month", "2026-11")
    scheduler.wake(app, "monthly_letters", SUNDAY_NIGHT + timedelta(hours=9))
    scheduler.wake(app, "delivery", SUNDAY_NIGHT + timedelta(hours=9))
    assert outbox(app) == {LetterState.SENT: 3}


def test_held_letters_go_by_the_command(command: Command, app: Flask) -> None:
    scheduler.wake(app, "monthly_letters", SUNDAY_NIGHT + timedelta(hours=9))
    assert outbox(app) == {LetterState.HELD: 3}
    assert answer(command("post", "deliver", "--json"))["sent"] == 0
    assert answer(command("oversight", "letters", "--month", "2026-11", "--json"))["tally"]["sent"] == 3


def test_a_letter_of_a_later_month_on_its_own_day(command: Command, app: Flask) -> None:
    said = answer(command("oversight", "letters", "--month", "2026-12", "--today", "2026-12-01", "--json"))
    assert said["tally"]["sent"] == 3
    with app.app_context(), Session(db.engine) as session:
        assert set(session.scalars(select(OutboxLetter.computed_on))) == {date(2026, 12, 1)}


def test_post_deliver_sends_what_is_due(command: Command, app: Flask) -> None:
    with app.app_context(), Session(db.engine) as session:
        session.add(Mark(name=backlog.CONFIRMED, value=""))
        session.commit()
    scheduler.wake(app, "monthly_letters", SUNDAY_NIGHT + timedelta(hours=9))
    app.config["CLOCK"] = lambda: SUNDAY_NIGHT + timedelta(hours=9)
    assert command("post", "deliver").output == "Đã gửi 3 thư.\n"
    assert command("post", "deliver").output == "Đã gửi 0 thư.\n"


# ---- what cannot be read


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["oversight", "letters", "--month", "2026-13"], "“2026-13” không phải tháng dạng YYYY-MM."),
        (["oversight", "letters", "--month", "11/2026"], "“11/2026” không phải tháng dạng YYYY-MM."),
        (["oversight", "letters", "--month", "2026-12"], "tháng 12/2026 chưa đến; hôm nay là 22/11/2026."),
        (["oversight", "letters"], "--month"),
        (["oversight", "flag", "--today", "2026-02-30"], "“2026-02-30” không phải ngày dạng YYYY-MM-DD."),
        (["oversight", "overdue", "--nonsense"], "--nonsense"),
        (["oversight", "nonsense"], "nonsense"),
        (["post", "deliver", "--nonsense"], "--nonsense"),
    ],
)
def test_a_wrong_command_line_ends_with_status_1_and_a_sentence(
    command: Command, words: list[str], sentence: str
) -> None:
    result = command(*words)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "Traceback" not in result.output
