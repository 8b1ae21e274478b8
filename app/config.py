"""What an installation can set, read once from the environment; production refuses to start on a doubtful value."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

DEVELOPMENT = "development"
PRODUCTION = "production"

SHORTEST_SECRET = 32
FEWEST_DIFFERENT_CHARACTERS = 10
WORDS_OF_A_DEFAULT = (
    "change-me",
    "changeme",
    "change_me",
    "default",
    "example",
    "insecure",
    "password",
    "replace",
)
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HIGHEST_PORT = 65535
SMTP_PORTS = {"smtp": 25, "smtps": 465}
DATABASES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class BadSettings(ValueError):
    """The environment cannot be used. The text names each variable and says what to set."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The program cannot start with these settings:\n" + "\n".join(f"  - {p}" for p in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go out. ``tls``: encrypted from the first byte; ``starttls``: encrypted before signing in."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool
    starttls: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked.

    ``mail_server`` is None when letters are written as files into ``outbox_path``. ``trusted_proxies``: how many web
    servers stand in front and say whom they speak for; 0 when people reach this one directly.
    """

    environment: str
    instance_path: Path
    database_url: str
    secret_key: str
    mail_server: MailServer | None
    mail_from: str
    base_url: str
    host: str
    port: int
    web_workers: int
    trusted_proxies: int

    @property
    def production(self) -> bool:
        return self.environment == PRODUCTION

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def outbox_path(self) -> Path:
        return self.instance_path / "outbox"

    @property
    def uploads_path(self) -> Path:
        return self.instance_path / "uploads"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read and check every setting. In development a secret key is made and kept in the instance folder.

        Raises :class:`BadSettings`, with every problem at once.
        """
        problems: list[str] = []
        environment = environ.get("APP_ENV", "").strip() or DEVELOPMENT
        if environment not in {DEVELOPMENT, PRODUCTION}:
            problems.append(f"APP_ENV: set it to {DEVELOPMENT} or {PRODUCTION}.")
            environment = PRODUCTION  # the strict reading, so that every other problem is told too
        production = environment == PRODUCTION
        instance = Path(environ.get("INSTANCE_PATH", "").strip() or "instance").resolve()
        port = _number(environ, "PORT", 8000, HIGHEST_PORT, problems)
        settings = cls(
            environment=environment,
            instance_path=instance,
            database_url=_database_url(environ, instance, problems),
            secret_key=_given_secret(environ, problems, production=production),
            mail_server=_mail_server(environ, problems),
            mail_from=_mail_from(environ, problems),
            base_url=_base_url(environ, port, problems, production=production),
            host=environ.get("HOST", "").strip() or "127.0.0.1",
            port=port,
            web_workers=_number(environ, "WEB_WORKERS", 2, 64, problems),
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, 9, problems),
        )
        if problems:
            raise BadSettings(problems)
        return settings if settings.secret_key else settings.with_kept_secret()

    def with_kept_secret(self) -> Settings:
        """The same settings with the instance's own secret key, made on first use (mode 600)."""
        return replace(self, secret_key=_kept_secret(self))

    def make_instance(self) -> None:
        """Make the folder of database, letters and secret where it is missing. Raises BadSettings when it cannot be."""
        try:
            self.instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            reason = f"INSTANCE_PATH: the folder {self.instance_path} cannot be made ({error.strerror}); set another"
            raise BadSettings([reason]) from error


def _kept_secret(settings: Settings) -> str:
    path = settings.instance_path / "secret_key"
    settings.make_instance()
    # Two commands may start at once: a whole file appears under its name, and the first one made stays.
    fresh = path.with_name(f".secret_key.{secrets.token_hex(8)}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()
    return path.read_text(encoding="ascii").strip()


def _given_secret(environ: Mapping[str, str], problems: list[str], *, production: bool) -> str:
    secret = environ.get("SECRET_KEY", "").strip()
    if not production:
        return secret
    advice = 'set one made with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
    if not secret:
        problems.append(f"SECRET_KEY: missing; {advice}")
    elif len(secret) < SHORTEST_SECRET:
        problems.append(f"SECRET_KEY: shorter than {SHORTEST_SECRET} characters; {advice}")
    elif len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS or any(w in secret.lower() for w in WORDS_OF_A_DEFAULT):
        problems.append(f"SECRET_KEY: a default or guessable value; {advice}")
    return secret


def _database_url(environ: Mapping[str, str], instance: Path, problems: list[str]) -> str:
    given = environ.get("DATABASE_URL", "").strip()
    if not given:
        return f"sqlite:///{instance / 'tiepdan.sqlite3'}"
    scheme, separator, rest = given.partition("://")
    if not separator or scheme not in DATABASES or rest.strip("/") in {"", ":memory:"}:
        problems.append(
            "DATABASE_URL: set postgresql://user:password@host:5432/name or sqlite:////absolute/path.sqlite3,"
            " or leave it out for SQLite in the instance folder."
        )
    return f"{DATABASES.get(scheme, scheme)}://{rest}"


def _mail_server(environ: Mapping[str, str], problems: list[str]) -> MailServer | None:
    given = environ.get("MAIL_URL", "").strip() or "file:"
    if given == "file:":
        return None
    try:
        parts = urlsplit(given)
        server = _smtp(parts)
    except ValueError:
        server = None
    if server is None:
        problems.append(
            "MAIL_URL: set smtp://user:password@host:587?starttls=1, smtps://user:password@host:465,"
            " or file: (letters become .eml files in the outbox folder of the instance)."
            " Write special characters of the password as %XX."
        )
    return server


def _smtp(parts: SplitResult) -> MailServer | None:
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    starttls = query.pop("starttls", ["0"])
    well_formed = (
        parts.scheme in SMTP_PORTS
        and parts.hostname
        and parts.path in {"", "/"}
        and not (query or parts.fragment)
        and starttls in (["0"], ["1"])
        and (parts.username is None) == (parts.password is None)
    )
    if not well_formed or not parts.hostname:
        return None
    return MailServer(
        host=parts.hostname,
        port=parts.port or SMTP_PORTS[parts.scheme],
        user=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
        tls=parts.scheme == "smtps",
        starttls=starttls == ["1"],
    )


def _mail_from(environ: Mapping[str, str], problems: list[str]) -> str:
    given = environ.get("MAIL_FROM", "").strip() or "tiepdan@localhost"
    name, at, host = given.partition("@")
    if not (name and at and host) or any(character in given for character in ' \r\n\t<>,"'):
        problems.append("MAIL_FROM: set one bare address, for example tiepdan@gialai.gov.vn.")
    return given


def _base_url(environ: Mapping[str, str], port: int, problems: list[str], *, production: bool) -> str:
    given = environ.get("BASE_URL", "").strip().rstrip("/")
    if not given and not production:
        return f"http://127.0.0.1:{port}"
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    plain_but_far = production and parts.scheme == "http" and host not in LOOPBACK
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or plain_but_far:
        problems.append(
            "BASE_URL: set the address people open, for example https://tiepdan.gialai.gov.vn"
            " (production takes http:// on this machine only)."
        )
    return given


def _number(environ: Mapping[str, str], name: str, default: int, highest: int, problems: list[str]) -> int:
    given = environ.get(name, "").strip()
    if not given:
        return default
    lowest = min(default, 1)
    if not given.isascii() or not given.isdigit() or not lowest <= int(given) <= highest:
        problems.append(f"{name}: set a whole number from {lowest} to {highest}.")
        return default
    return int(given)
