"""``doctor`` and ``setup-code``: what is wrong with an installation is said with what to do, and nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from app import create_app, scheduler
from app.casework import accounts
from app.casework.agencies import load_agencies, read_list
from app.casework.permissions import SYSTEM
from app.extensions import db
from app.records.agencies import Agency
from app.records.notices import LetterState, OutboxLetter
from app.records.people import Account, Role, RoleKind
from app.records.settings import CalendarYearRow, Mark
from tests.cli.test_serve import PRODUCTION
from tests.conftest import app_on, settings_at
from tests.letter_box import a_letter
from tests.ports import free_port
from tests.post.conftest import PostOffice, office
from tests.web.conftest import THE_MORNING, Clock, mark_demonstration

__all__ = ["office"]  # the fixture
Checks = dict[str, list[dict[str, str]]]
FEW = 20  # agencies of the list: reports are opened at every one, and nothing here asks how many there are


@pytest.fixture
def sound(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[Flask]:
    """A production installation with everything it needs, whose jobs have just run."""
    settings = settings_at(
        database_url, tmp_path, **PRODUCTION, MAIL_URL=office.url, MAIL_FROM="tiepdan@gialai.example"
    )
    for app in app_on(settings):
        app.config["CLOCK"] = Clock()
        with looking(app) as session:
            _settle(session)
        for name in scheduler.JOBS:
            scheduler.wake(app, name, THE_MORNING)
        yield app


def _settle(session: Session) -> None:
    load_agencies(session, read_list()[:FEW], at=THE_MORNING)
    for agency in session.scalars(select(Agency)):
        agency.email = f"{agency.code}@gialai.example"
    account = accounts.create_account(
        session, username="an", full_name="An", email="an@gialai.example", by=SYSTEM, at=THE_MORNING
    )
    first = session.scalars(select(Agency).order_by(Agency.id)).first()
    assert first is not None
    on = THE_MORNING.date()
    accounts.give_role(session, account, RoleKind.ADMINISTRATOR, first, from_on=on, by=SYSTEM, at=THE_MORNING)
    session.add_all(CalendarYearRow(year=year, official=True, source="QĐ") for year in (2026, 2027))
    session.commit()


def looking(app: Flask) -> Session:
    with app.app_context():
        return Session(db.engine)


def doctor(app: Flask, *options: str) -> Result:
    return app.test_cli_runner().invoke(args=["doctor", *options])


def checks(app: Flask) -> Checks:
    found: Checks = {}
    for one in json.loads(doctor(app, "--json").output)["checks"]:
        found.setdefault(one["name"], []).append(one)
    return found


def states(app: Flask, name: str) -> list[str]:
    return [one["state"] for one in checks(app).get(name, [])]


def change(app: Flask, deed: Callable[[Session], Any]) -> None:
    with looking(app) as session:
        deed(session)
        session.commit()


# ---- a sound installation


def test_a_sound_installation_has_no_fault_and_ends_with_status_0(sound: Flask) -> None:
    result = doctor(sound)
    assert result.exit_code == 0, result.output
    assert "0 lỗi" in result.output
    told = json.loads(doctor(sound, "--json").output)
    assert told["ok"] is True
    assert {one["name"] for one in told["checks"]} == {
        "settings", "instance", "database", "migrations", "writing", "clock", "calendar", "administrators", "agencies",
        "jobs", "mail", "search",
    }  # fmt: skip
    sqlite = sound.config["SETTINGS"].sqlite
    warned = {one["name"] for one in told["checks"] if one["state"] == "warning"}
    assert warned == ({"settings"} if sqlite else set())


def test_nothing_is_changed_and_nothing_is_sent(sound: Flask, office: PostOffice) -> None:
    with looking(sound) as session:
        before = session.scalar(select(func.count()).select_from(Mark))
    doctor(sound)
    with looking(sound) as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == before
    assert office.letters == []


def test_every_line_that_is_not_fine_says_what_to_do(sound: Flask) -> None:
    change(sound, lambda session: session.execute(delete(Role)))
    found = [one for lines in checks(sound).values() for one in lines]
    assert [one for one in found if (one["state"] == "ok") == bool(one["todo"])] == []


# ---- one thing wrong at a time


def test_nobody_to_administer_is_a_fault(sound: Flask) -> None:
    def lock(session: Session) -> None:
        session.scalars(select(Account)).one().locked_at = THE_MORNING

    change(sound, lock)
    assert states(sound, "administrators") == ["fault"]
    assert doctor(sound).exit_code == 1


def test_agencies_nobody_can_write_to_are_a_warning_that_names_some(sound: Flask) -> None:
    def forget(session: Session) -> None:
        for agency in session.scalars(select(Agency).where(Agency.code.in_(["so-noi-vu", "so-tu-phap"]))):
            agency.email = ""

    change(sound, forget)
    (_fine, warning) = checks(sound)["agencies"]
    assert warning["state"] == "warning"
    assert warning["meaning"] == "2 đơn vị không có ai nhận được thư: Sở Nội vụ, Sở Tư pháp"
    assert doctor(sound).exit_code == 0


def test_a_year_nobody_entered_is_told_and_a_provisional_one_too(sound: Flask) -> None:
    def provisional(session: Session) -> None:
        session.get_one(CalendarYearRow, 2027).official = False

    change(sound, provisional)
    assert states(sound, "calendar") == ["ok", "warning"]
    sound.config["CLOCK"] = lambda: THE_MORNING.replace(year=2031)
    assert states(sound, "calendar") == ["fault", "warning"]


def test_a_job_that_missed_its_time_is_a_fault(sound: Flask) -> None:
    sound.config["CLOCK"].pass_by(minutes=15)
    assert "delivery" in checks(sound)["jobs"][0]["meaning"]
    assert states(sound, "jobs") == ["fault"]


def test_letters_that_wait_for_a_word_are_a_warning(sound: Flask) -> None:
    def hold(session: Session) -> None:
        agency = session.scalars(select(Agency).order_by(Agency.id)).first()
        assert agency is not None
        a_letter(session, agency, state=LetterState.HELD)

    change(sound, hold)
    assert states(sound, "letters") == ["warning"]
    with looking(sound) as session:
        assert session.scalars(select(OutboxLetter.state)).all() == [LetterState.HELD]


def test_demonstration_data_in_production_is_a_fault(sound: Flask) -> None:
    change(sound, mark_demonstration)
    assert states(sound, "demonstration") == ["fault"]


def test_a_clock_that_cannot_be_right_is_a_fault(sound: Flask) -> None:
    sound.config["CLOCK"] = lambda: THE_MORNING.replace(year=1970)
    assert states(sound, "clock") == ["fault"]


def test_two_machines_that_disagree_about_the_time_are_a_fault(sound: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.doctor.machine.real_clock", lambda: datetime.now(UTC) + timedelta(minutes=3))
    assert states(sound, "clock") == (["ok"] if sound.config["SETTINGS"].sqlite else ["fault"])


def test_a_database_of_another_version_says_which_command_to_run(sound: Flask) -> None:
    change(sound, lambda session: session.execute(text("UPDATE alembic_version SET version_num = '0001'")))
    (fault,) = checks(sound)["migrations"]
    assert (fault["state"], fault["todo"]) == ("fault", "Chạy: flask --app wsgi db upgrade")
    assert "agencies" not in checks(sound)


def test_a_database_that_only_reads_is_a_fault(sound: Flask) -> None:
    if sound.config["SETTINGS"].sqlite:
        change(sound, lambda session: session.execute(text(
            "CREATE TRIGGER no_more BEFORE INSERT ON marks BEGIN SELECT RAISE(ABORT, 'no'); END")))  # fmt: skip
    else:
        change(
            sound, lambda session: session.execute(text("ALTER TABLE marks ADD CONSTRAINT no CHECK (false) NOT VALID"))
        )
    assert states(sound, "writing") == ["fault"]


@pytest.mark.parametrize("place", ["postgresql://nobody:secret-word@127.0.0.1:1/nothing", "sqlite:////nowhere/at/all"])
def test_a_database_that_cannot_be_opened_is_a_fault_without_its_password(tmp_path: Path, place: str) -> None:
    app = create_app(settings_at(place, tmp_path, **PRODUCTION))
    result = doctor(app)
    assert result.exit_code == 1
    assert "Không mở được cơ sở dữ liệu" in result.output
    assert "secret-word" not in result.output
    with app.app_context():
        db.engine.dispose()


def test_a_mail_server_nobody_answers_at_is_a_fault(sound: Flask) -> None:
    settings = sound.config["SETTINGS"]
    sound.config["SETTINGS"] = replace(settings, mail_server=replace(settings.mail_server, port=free_port()))
    (fault,) = checks(sound)["mail"]
    assert fault["state"] == "fault"
    assert "Không có máy chủ thư ở địa chỉ và cổng đã đặt." in fault["meaning"]


def test_a_mail_server_that_knows_no_such_user_is_a_fault_without_the_password(sound: Flask) -> None:
    settings = sound.config["SETTINGS"]
    server = replace(settings.mail_server, user="tiepdan", password="mat-khau-thu")
    sound.config["SETTINGS"] = replace(settings, mail_server=server)
    assert states(sound, "mail") == ["fault"]
    assert "mat-khau-thu" not in doctor(sound).output


def test_letters_into_files_are_doubtful_in_production(sound: Flask) -> None:
    sound.config["SETTINGS"] = replace(sound.config["SETTINGS"], mail_server=None)
    assert states(sound, "mail") == ["warning"]


def test_a_folder_others_can_read_is_doubtful(sound: Flask) -> None:
    folder = sound.config["SETTINGS"].instance_path
    folder.chmod(0o755)
    (warning,) = checks(sound)["instance"]
    assert (warning["state"], warning["todo"]) == ("warning", f"Chạy: chmod go-rwx {folder}")
    folder.chmod(0o700)
    assert states(sound, "instance") == ["ok"]


def test_https_without_a_trusted_proxy_is_doubtful(sound: Flask) -> None:
    sound.config["SETTINGS"] = replace(sound.config["SETTINGS"], base_url="https://tiepdan.gialai.example")
    assert "TRUSTED_PROXIES=1" in checks(sound)["settings"][-1]["todo"]


# ---- the setup code


def test_the_code_is_printed_while_nobody_administers_and_not_afterwards(sound: Flask) -> None:
    refused = sound.test_cli_runner().invoke(args=["setup-code"])
    assert (refused.exit_code, "không cần mã" in refused.output) == (1, True)
    change(sound, lambda session: session.execute(delete(Role)))
    first, second = (sound.test_cli_runner().invoke(args=["setup-code"]) for _ in range(2))
    assert (first.exit_code, len(first.output.strip())) == (0, 24)
    assert first.output == second.output


def test_a_wrong_option_is_status_1(sound: Flask) -> None:
    assert doctor(sound, "--nonsense").exit_code == 1
