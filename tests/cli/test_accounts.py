"""``flask --app wsgi accounts …``."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import Result
from flask import Flask

from app.extensions import db
from app.records.agencies import Agency, Level

PASSWORD = "bảy con mèo vàng\n"


@pytest.fixture
def app_with_an_agency(sqlite_app: Flask) -> Flask:
    with sqlite_app.app_context():
        db.session.add(Agency(code="pleiku", name="UBND phường Pleiku", level=Level.COMMUNE, from_on=date(2025, 7, 1)))
        db.session.commit()
    return sqlite_app


def accounts(app: Flask, *arguments: str, typed: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["accounts", *arguments], input=typed)


def create(app: Flask, username: str = "thu.ha") -> Result:
    return accounts(app, "create", username, "--full-name", "Nguyễn Thị Thu Hà", "--password-stdin", typed=PASSWORD)


def test_an_account_is_made_given_a_role_and_listed(app_with_an_agency: Flask) -> None:
    assert create(app_with_an_agency).exit_code == 0
    given = accounts(app_with_an_agency, "give-role", "thu.ha", "handler", "pleiku", "--from", "2026-01-01")
    assert given.exit_code == 0, given.output
    listed = json.loads(accounts(app_with_an_agency, "list", "--json").output)
    assert listed["count"] == 1
    assert listed["rows"][0]["roles"] == [{"kind": "handler", "agency": "UBND phường Pleiku"}]
    assert accounts(app_with_an_agency, "end-role", "thu.ha", "handler", "pleiku").exit_code == 0
    assert "no role today" in accounts(app_with_an_agency, "list").output


def test_a_password_is_typed_twice_and_never_an_argument(app_with_an_agency: Flask) -> None:
    assert create(app_with_an_agency).exit_code == 0
    differing = accounts(app_with_an_agency, "set-password", "thu.ha", typed="một mật khẩu khác\nkhông giống nhau\n")
    assert differing.exit_code == 1
    same = accounts(app_with_an_agency, "set-password", "thu.ha", typed="một mật khẩu khác\n" * 2)
    assert same.exit_code == 0, same.output
    assert "một mật khẩu khác" not in same.output
    guessable = accounts(app_with_an_agency, "set-password", "thu.ha", typed="matkhau123\n" * 2)
    assert (guessable.exit_code, "dễ đoán" in guessable.output) == (1, True)
    assert accounts(app_with_an_agency, "set-password", "thu.ha", "--password", "x").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["give-role", "nobody", "handler", "pleiku"], "Không có tài khoản"),
        (["give-role", "thu.ha", "handler", "nowhere"], "nowhere"),
        (["end-role", "thu.ha", "handler", "pleiku"], "không giữ vai này"),
        (["set-password", "thu.ha", "--password-stdin"], "mật khẩu"),
        (["create", "thu.ha", "--full-name", "Hà", "--no-password"], "đã có người dùng"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_status_1(
    app_with_an_agency: Flask, arguments: list[str], says: str
) -> None:
    assert create(app_with_an_agency).exit_code == 0
    result = accounts(app_with_an_agency, *arguments, typed="ngắn\n")
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_link_instead_of_a_password_is_printed_once_and_opens(app_with_an_agency: Flask) -> None:
    made = accounts(app_with_an_agency, "create", "van.an", "--full-name", "Nguyễn Văn An", "--link")
    assert made.exit_code == 0, made.output
    told = made.output.splitlines()
    assert told[0] == "Created van.an."
    assert told[1].startswith("http://127.0.0.1:8000/dat-mat-khau/")
    client = app_with_an_agency.test_client()
    assert "Nguyễn Văn An" in client.get(told[1].removeprefix("http://127.0.0.1:8000")).text


def test_a_link_and_a_password_exclude_each_other(app_with_an_agency: Flask) -> None:
    both = ("--link", "--password-stdin")
    made = accounts(app_with_an_agency, "create", "van.an", "--full-name", "An", *both, typed=PASSWORD)
    assert made.exit_code == 1
    assert "exclude each other" in made.output
    assert json.loads(accounts(app_with_an_agency, "list", "--json").output)["count"] == 0
