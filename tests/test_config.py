"""Settings: kind in development, strict in production, and every refusal says what to set."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.config import BadSettings, MailServer, Settings

SECRET = "pXv2-9nQw7Lr0TzYb4KcHs6GdJf8MaEu1"
PRODUCTION = {"APP_ENV": "production", "SECRET_KEY": SECRET, "BASE_URL": "https://tiepdan.example.vn"}


def read(tmp_path: Path, **environ: str) -> Settings:
    return Settings.from_environ({"INSTANCE_PATH": str(tmp_path), **environ})


def problems(tmp_path: Path, **environ: str) -> list[str]:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, **environ)
    return [problem.partition(":")[0] for problem in refused.value.problems]


def test_development_needs_nothing(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert not settings.production
    assert settings.sqlite
    assert settings.database_url == f"sqlite:///{tmp_path / 'tiepdan.sqlite3'}"
    assert (settings.base_url, settings.host, settings.port) == ("http://127.0.0.1:8000", "127.0.0.1", 8000)
    assert settings.mail_server is None
    assert settings.outbox_path == tmp_path / "outbox"


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    assert read(tmp_path, PORT="8123").base_url == "http://127.0.0.1:8123"


def test_a_development_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_production_names_everything_that_is_missing_at_once(tmp_path: Path) -> None:
    assert problems(tmp_path, APP_ENV="production") == ["SECRET_KEY", "BASE_URL"]
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "short",
        "a" * 64,
        "change-me-change-me-change-me-please-1234567890",
        "0123" * 20,
        "my-default-secret-key-0123456789abcdef",
    ],
)
def test_production_refuses_a_missing_short_or_default_secret(tmp_path: Path, secret: str) -> None:
    assert problems(tmp_path, **(PRODUCTION | {"SECRET_KEY": secret})) == ["SECRET_KEY"]


def test_production_starts_with_all_it_needs(tmp_path: Path) -> None:
    assert read(tmp_path, **PRODUCTION).secret_key == SECRET
    assert read(tmp_path, **(PRODUCTION | {"BASE_URL": "http://127.0.0.1:8000/"})).base_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "address", ["http://tiepdan.example.vn", "tiepdan.example.vn", "ftp://x", "https://", "https://a/?b=c"]
)
def test_production_refuses_an_open_or_malformed_address(tmp_path: Path, address: str) -> None:
    assert problems(tmp_path, **(PRODUCTION | {"BASE_URL": address})) == ["BASE_URL"]


def test_an_unknown_environment_is_refused_with_everything_else(tmp_path: Path) -> None:
    assert problems(tmp_path, APP_ENV="prod") == ["APP_ENV", "SECRET_KEY", "BASE_URL"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_uses_one_driver(tmp_path: Path, scheme: str) -> None:
    settings = read(tmp_path, DATABASE_URL=f"{scheme}://u:p%40ss@db:5432/tiepdan")
    assert settings.database_url == "postgresql+psycopg://u:p%40ss@db:5432/tiepdan"
    assert not settings.sqlite


@pytest.mark.parametrize(
    "url", ["mysql://db/x", "tiepdan.sqlite3", "sqlite://", "sqlite:///:memory:", "postgresql:///"]
)
def test_another_database_is_refused(tmp_path: Path, url: str) -> None:
    assert problems(tmp_path, DATABASE_URL=url) == ["DATABASE_URL"]


def test_mail_servers(tmp_path: Path) -> None:
    plain = read(tmp_path, MAIL_URL="smtp://127.0.0.1:2525").mail_server
    assert plain == MailServer("127.0.0.1", 2525, None, None, tls=False, starttls=False)
    submission = read(tmp_path, MAIL_URL="smtp://tiep%40dan:p%2Fw@mail.example.vn:587?starttls=1").mail_server
    assert submission == MailServer("mail.example.vn", 587, "tiep@dan", "p/w", tls=False, starttls=True)
    encrypted = read(tmp_path, MAIL_URL="smtps://u:p@mail.example.vn").mail_server
    assert encrypted == MailServer("mail.example.vn", 465, "u", "p", tls=True, starttls=False)


@pytest.mark.parametrize(
    "url",
    ["mail.example.vn", "smtp://", "smtp://host:port", "smtp://host:99999", "smtp://u@host", "smtp://h?starttls=yes", "smtp://h?tls=1",
     "http://host", "smtp://h/box", "file:/somewhere"],
)  # fmt: skip
def test_a_malformed_mail_address_is_refused(tmp_path: Path, url: str) -> None:
    assert problems(tmp_path, MAIL_URL=url) == ["MAIL_URL"]


def test_numbers_and_the_sender_are_checked(tmp_path: Path) -> None:
    assert problems(tmp_path, PORT="70000", WEB_WORKERS="many", MAIL_FROM="Ban <a@b>") == [
        "PORT",
        "MAIL_FROM",
        "WEB_WORKERS",
    ]


def test_proxies_in_front_are_counted(tmp_path: Path) -> None:
    assert read(tmp_path).trusted_proxies == 0
    assert read(tmp_path, TRUSTED_PROXIES="0").trusted_proxies == 0
    assert read(tmp_path, TRUSTED_PROXIES="2").trusted_proxies == 2
    assert problems(tmp_path, TRUSTED_PROXIES="-1", PORT="0") == ["PORT", "TRUSTED_PROXIES"]


def test_a_refusal_never_repeats_the_secret(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        read(tmp_path, APP_ENV="production", SECRET_KEY="tooshort", MAIL_URL="smtp://u:hunter2@h?x=1")
    assert "tooshort" not in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSettings, match="INSTANCE_PATH"):
        Settings.from_environ({"INSTANCE_PATH": str(tmp_path / "file" / "instance")})
