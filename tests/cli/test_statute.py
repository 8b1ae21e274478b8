"""The commands others build on: `statute due`, `statute assess`, `statute acts`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask

from app import create_app
from tests.conftest import settings_at


def asked(app: Flask, *args: str, lines: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["statute", *args], input=lines)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_batch_answers_line_by_line(sqlite_app: Flask) -> None:
    question = {
        "rule": "tc.resolution",
        "on": "2026-08-03",
        "variants": [],
        "pauses": [["2026-08-12", "2026-09-03"]],
        "extensions": [30],
    }

    result = asked(sqlite_app, "due", "--batch", lines=json.dumps(question) + "\n")

    assert result.exit_code == 0
    (answer,) = answers(result)
    # 30 days end on 02/9; 30 more on 02/10; 22 days suspended: 24/10, a Saturday
    assert (answer["raw_due_on"], answer["due_on"]) == ("2026-10-24", "2026-10-26")
    assert answer["unit"] == "calendar_days"
    assert "Luật Tố cáo, Điều 30" in answer["citation"]
    assert [step["step"] for step in answer["reckoning"]] == ["start", "count", "extend", "pause", "roll", "due"]


def test_a_wrong_line_is_an_error_and_the_others_are_answered(sqlite_app: Flask) -> None:
    lines = [
        '{"rule": "kn.resolve_first", "on": "2026-07-15"}',
        '{"rule": "kn.no_such_rule", "on": "2026-07-15"}',
        '{"rule": "kn.resolve_first", "on": "2026-07-15", "variants": ["no_such_fact"]}',
        '{"rule": "kn.accept_decree_2026", "on": "2026-06-15"}',
        '{"rule": "kn.resolve_first", "on": "2031-07-15"}',
        '{"rule": "kn.resolve_first", "on": "2026-07-15", "extensions": [10]}',
        '{"rule": "tc.resolution", "on": "2026-07-15", "extensions": [30, 30, 30]}',
        '{"rule": "tc.resolution", "on": "15/7/2026"}',
        '{"rule": "tc.resolution", "on": "2026-07-15", "pauses": [["2026-08-12"]]}',
        "not json",
        '{"rule": "kn.resolve_first", "on": "2026-07-15", "variants": ["remote_area", "complex"]}',
    ]

    result = asked(sqlite_app, "due", "--batch", lines="\n".join(lines))

    assert result.exit_code == 1
    found = answers(result)
    assert len(found) == len(lines)
    assert found[0]["due_on"] == "2026-08-14"
    assert all(set(answer) == {"error"} for answer in found[1:-1])
    assert found[-1]["raw_due_on"] == "2026-09-13"


def test_a_history_is_assessed(sqlite_app: Flask) -> None:
    history = {
        "procedure": "complaint_first",
        "facts": {"remote_area": False},
        "acts": [{"act": "received", "on": "2026-10-05"}, {"act": "accepted", "on": "2026-10-14"}],
        "today": "2026-11-23",
    }

    result = asked(sqlite_app, "assess", lines=json.dumps(history))

    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["stage"] == "accepted"
    assert "verifying" in answer["open_acts"]
    resolution = next(row for row in answer["obligations"] if row["rule"] == "kn.resolve_first")
    assert (resolution["due_on"], resolution["status"], resolution["days_late"]) == ("2026-11-13", "overdue", 10)
    acceptance = next(row for row in answer["obligations"] if row["duty"] == "kn.accept_first")
    assert acceptance["certainty"] == "disputed"
    assert [other["due_on"] for other in acceptance["also"]] == ["2026-10-15"]


def test_an_act_out_of_order_names_itself_and_the_article(sqlite_app: Flask) -> None:
    history = {
        "procedure": "denunciation",
        "acts": [{"act": "received", "on": "2026-10-05"}, {"act": "concluded", "on": "2026-10-14"}],
        "today": "2026-11-23",
    }

    result = asked(sqlite_app, "assess", lines=json.dumps(history))

    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["act"] == "concluded"
    assert "Luật Tố cáo, Điều 35" in answer["article"]


def test_acts_lists_acts_stages_and_fields(sqlite_app: Flask) -> None:
    result = asked(sqlite_app, "acts", "--procedure", "denunciation", "--json")

    assert result.exit_code == 0
    table = json.loads(result.stdout)
    extended = next(row for row in table["acts"] if row["act"] == "extended")
    assert {field["name"] for field in extended["fields"]} == {"days", "criteria"}
    assert {"stage": "accepted", "term": "Đã thụ lý"} in table["stages"]


def test_the_law_answers_without_a_migrated_database(tmp_path: Path) -> None:
    app = create_app(settings_at(f"sqlite:///{tmp_path / 'nothing.sqlite3'}", tmp_path))

    result = asked(app, "due", "--batch", lines='{"rule": "kn.resolve_first", "on": "2026-07-15"}\n')

    assert result.exit_code == 0
    assert answers(result)[0]["due_on"] == "2026-08-14"
