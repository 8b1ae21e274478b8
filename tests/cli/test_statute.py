"""The commands others build on: `statute due`, `statute assess`, `statute acts`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import insert

from app import create_app
from app.extensions import db
from app.records.settings import PolicyChoice
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
    assert set(answer["version"]) == {"from", "until"}
    assert answer["unit"] == "calendar_days"
    assert "Luật Tố cáo, Điều 30" in answer["citation"]
    assert [step["step"] for step in answer["reckoning"]] == [
        "start",
        "version",
        "count",
        "extend",
        "pause",
        "roll",
        "due",
    ]


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


@pytest.mark.parametrize(
    ("procedure", "acts", "rule", "due_on"),
    [
        ("denunciation_further", [], "tc.re_resolution", "2026-11-04"),
        (
            "denunciation_overdue",
            [{"act": "report_requested", "on": "2026-09-09"}, {"act": "stop_ordered", "on": "2026-10-01"}],
            "tc.superior_takeover_resolution",
            "2026-11-04",
        ),
    ],
)
def test_a_further_denunciation_is_assessed_too(
    sqlite_app: Flask, procedure: str, acts: list[dict[str, str]], rule: str, due_on: str
) -> None:
    history = {
        "procedure": procedure,
        "facts": {"previous_due_on": "2026-08-31"},
        "acts": [{"act": "received", "on": "2026-09-07"}, *acts, {"act": "accepted", "on": "2026-10-05"}],
        "today": "2026-10-06",
    }

    answer = json.loads(asked(sqlite_app, "assess", lines=json.dumps(history)).stdout)

    assert next(row["due_on"] for row in answer["obligations"] if row["rule"] == rule) == due_on


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


WRONG_DUE = [
    '{"rule": "kn.resolve_first", "on": "9999-12-20"}',
    '{"rule": "tc.resolution", "on": "2026-07-15", "pauses": [["0001-01-01", "9999-12-31"]]}',
    '{"rule": "tc.resolution", "on": "2026-07-15", "extensions": ["30"]}',
    '{"rule": "tc.resolution", "on": "2026-07-15", "extensions": "30"}',
    '{"rule": "kn.resolve_first", "on": "2026-07-15", "variants": "complex"}',
    '{"rule": ["kn.resolve_first"], "on": "2026-07-15"}',
    '{"rule": "kn.resolve_first", "on": 20260715}',
    '{"rule": "kn.resolve_first", "on": "2026-07-15", "variant": ["complex"]}',
    '{"rule": "kn.resolve_first", "on": "2026-07-15T10:00"}',
    '{"rule": "tcd.online_connect", "on": "2026-11-25"}',
    '{"rule": "\\ud800", "on": "2026-07-15"}',
    "5",
    "[" * 100_000,
]


def test_a_question_of_wrong_types_is_an_error_and_never_a_traceback(sqlite_app: Flask) -> None:
    result = sqlite_app.test_cli_runner().invoke(
        args=["statute", "due", "--batch"], input="\n".join(WRONG_DUE).encode() + b"\n\xff\xfe\n"
    )

    assert result.exit_code == 1
    found = answers(result)
    assert len(found) == len(WRONG_DUE) + 1
    assert all(set(answer) == {"error"} and answer["error"] for answer in found)


def test_a_key_nobody_asks_for_is_named_with_those_that_are(sqlite_app: Flask) -> None:
    line = '{"rule": "kn.resolve_first", "on": "2026-07-15", "variant": "complex", "ext": [30]}'

    (answer,) = answers(asked(sqlite_app, "due", "--batch", lines=line))

    assert "“variant”, “ext”" in answer["error"]
    assert all(key in answer["error"] for key in ("rule", "on", "variants", "pauses", "extensions"))


def test_a_moment_without_a_zone_is_the_provinces_time(sqlite_app: Flask) -> None:
    questions = [
        '{"rule": "tcd.online_connect", "on": "2026-11-25T14:00"}',
        '{"rule": "tcd.online_connect", "on": "2026-11-25T07:00Z"}',
    ]

    found = answers(asked(sqlite_app, "due", "--batch", lines="\n".join(questions)))

    assert [answer["due_on"] for answer in found] == ["2026-11-25T13:00+07:00"] * 2


WRONG_HISTORIES = [
    {"procedure": "denunciation", "facts": ["remote_area"], "acts": []},
    {"procedure": "denunciation", "facts": {"remote_area": "no"}, "acts": []},
    {"procedure": "denunciation", "facts": {"complex_grounds": ["z"]}, "acts": []},
    {"procedure": "denunciation", "acts": {"act": "received"}},
    {"procedure": "denunciation", "acts": ["received"]},
    {"procedure": "denunciation", "acts": [{"act": ["received"], "on": "2026-07-01"}]},
    {"procedure": "denunciation", "acts": [{"act": "received", "on": "2026-07-01T08:00"}]},
    {"procedure": "denunciation", "acts": [{"act": "no_such_act", "on": "2026-07-01"}]},
    {"procedure": "no_such_procedure", "acts": []},
    {"procedure": None, "acts": []},
    {"procedure": "denunciation", "acts": [], "today": 20261123},
    {
        "procedure": "denunciation",
        "acts": [
            {"act": "received", "on": "2026-07-01"},
            {"act": "accepted", "on": "2026-07-08"},
            {"act": "extended", "on": "2026-07-20", "days": "30", "criteria": "a"},
        ],
    },
]


@pytest.mark.parametrize("history", WRONG_HISTORIES)
def test_a_history_of_wrong_types_is_an_error_and_never_a_traceback(sqlite_app: Flask, history: dict[str, Any]) -> None:
    result = asked(sqlite_app, "assess", lines=json.dumps({"today": "2026-11-23", **history}))

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]


def test_a_history_from_windows_is_read(sqlite_app: Flask) -> None:
    history = {"procedure": "feedback", "acts": [{"act": "received", "on": "2026-11-16"}], "today": "2026-11-23"}

    result = sqlite_app.test_cli_runner().invoke(
        args=["statute", "assess"], input=json.dumps(history).encode("utf-8-sig")
    )

    assert result.exit_code == 0
    assert json.loads(result.stdout)["stage"] == "received"


def test_the_choices_of_a_migrated_database_win(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), db.engine.begin() as connection:
        connection.execute(insert(PolicyChoice).values(name="roll_forward", value="no"))
    saturday = {"rule": "tc.resolution", "on": "2026-08-13", "extensions": [30, 12]}
    history = {"procedure": "complaint_first", "acts": [{"act": "received", "on": "2026-10-01"}]}

    (answer,) = answers(asked(sqlite_app, "due", "--batch", lines=json.dumps(saturday)))
    assessed = json.loads(asked(sqlite_app, "assess", "--today", "2026-10-05", lines=json.dumps(history)).stdout)

    assert answer["due_on"] == answer["raw_due_on"] == "2026-10-24"
    assert all(row["due_on"] == row["raw_due_on"] for row in assessed["obligations"])


def test_assess_reckons_as_of_the_day_of_the_command_unless_the_history_has_its_own(sqlite_app: Flask) -> None:
    history = {"procedure": "complaint_first", "acts": [{"act": "received", "on": "2026-10-01"}]}
    late = asked(sqlite_app, "assess", "--today", "2026-11-20", "--json", lines=json.dumps(history))
    own = asked(sqlite_app, "assess", "--today", "2026-11-20", lines=json.dumps(history | {"today": "2026-10-02"}))
    assert {row["status"] for row in json.loads(late.stdout)["obligations"]} == {"overdue"}
    assert "overdue" not in {row["status"] for row in json.loads(own.stdout)["obligations"]}


def test_a_day_is_written_one_way_and_a_fact_told_twice_is_one_fact(sqlite_app: Flask) -> None:
    days = ["20260803", "2026-W32-1", "2026-8-3", "03/08/2026"]
    lines = [json.dumps({"rule": "tc.resolution", "on": day}) for day in days]
    refused = answers(asked(sqlite_app, "due", "--batch", lines="\n".join(lines)))
    assert all("không phải ngày dạng YYYY-MM-DD" in answer["error"] for answer in refused)
    twice = {"rule": "kn.resolve_first", "on": "2026-08-03", "variants": ["remote_area", "remote_area"]}
    assert asked(sqlite_app, "due", "--batch", "--json", lines=json.dumps(twice)).exit_code == 0


def test_a_wrong_command_line_ends_with_status_1(sqlite_app: Flask) -> None:
    for words in (["acts", "--procedure", "nonsense"], ["due"], ["nonsense"], ["assess", "--today", "5"]):
        assert asked(sqlite_app, *words).exit_code == 1
