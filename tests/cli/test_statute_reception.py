"""`statute` about reception: the days of heads, refusals, dates that are no day."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

Asked = dict[str, Any]


def assessed(app: Flask, procedure: str, acts: list[Asked], **others: Any) -> tuple[int, Asked]:
    question = {"procedure": procedure, "acts": acts, "today": "2026-11-23", **others}
    result = app.test_cli_runner().invoke(args=["statute", "assess"], input=json.dumps(question))
    return result.exit_code, json.loads(result.stdout)


def test_a_period_of_a_head_says_how_many_days_are_needed_and_held(sqlite_app: Flask) -> None:
    acts = [
        {"act": "period_opened", "on": "2026-10-01"},
        {"act": "held_in_person", "on": "2026-10-05"},
        {"act": "held_by_deputy", "on": "2026-10-19", "reason": "đi họp"},
        {"act": "cancelled", "on": "2026-10-26", "reason": "bão"},
    ]

    status, answer = assessed(sqlite_app, "reception_duty", acts, facts={"level": "commune"})

    assert status == 0
    (duty,) = answer["obligations"]
    assert (duty["rule"], duty["needed"], duty["held"], duty["status"]) == ("tcd.commune_head_days", 2, 1, "overdue")
    assert (duty["due_on"], duty["days_late"]) == ("2026-10-31", 23)


def test_only_a_quota_is_counted(sqlite_app: Flask) -> None:
    _, answer = assessed(sqlite_app, "reception", [{"act": "received", "on": "2026-11-16"}])

    assert all("needed" not in duty for duty in answer["obligations"])


@pytest.mark.parametrize(
    ("procedure", "acts", "facts", "named"),
    [
        ("reception_duty", [{"act": "period_opened", "on": "2026-10-01"}], {}, "level"),
        ("reception", [{"act": "received", "on": "2025-02"}], {}, "2025-02"),  # known by its month only
        ("reception", [{"act": "received", "on": "2015"}], {}, "2015"),
        ("reception", [{"act": "received", "on": None}], {}, "acts[0]"),
        ("reception", [{"act": "received", "on": "2026-11-16"}], {"by_head": "yes"}, "by_head"),
        (
            "reception",
            [{"act": "received", "on": "2026-06-29"}, {"act": "refused", "on": "2026-06-29", "ground": "4.1.h"}],
            {},
            "4.1.h",
        ),
    ],
)
def test_what_cannot_be_answered_is_an_error_with_its_sentence(
    sqlite_app: Flask, procedure: str, acts: list[Asked], facts: Asked, named: str
) -> None:
    status, answer = assessed(sqlite_app, procedure, acts, facts=facts)

    assert status == 1
    assert named in answer["error"]


def test_the_acts_of_the_new_procedures_are_listed(sqlite_app: Flask) -> None:
    for procedure in ("reception_duty", "reception_session"):
        result = sqlite_app.test_cli_runner().invoke(args=["statute", "acts", "--procedure", procedure, "--json"])
        table = json.loads(result.stdout)
        assert all(act["provisions"] and act["term"] for act in table["acts"])
