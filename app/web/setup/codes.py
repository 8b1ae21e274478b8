"""The setup code: whoever can read the instance folder may make the first administrator, and nobody else."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256

from app.config import Settings

FILE = "setup_code"


def setup_code(settings: Settings) -> str:
    """The code of this installation, made on first use in a file of mode 600."""
    path = settings.instance_path / FILE
    if not path.exists():
        # Several workers may come at once: a whole file appears under its name, and the first one made stays.
        fresh = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(12), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text(encoding="ascii").strip()


def fits(settings: Settings, typed: str) -> bool:
    """Whether ``typed`` is the code; it takes as long for a wrong one. Blanks and capitals do not matter."""
    plain = "".join(typed.split()).lower()
    return secrets.compare_digest(plain.encode(), setup_code(settings).encode())


def proof(settings: Settings) -> str:
    """What a browser keeps after the code was typed in; worth nothing under another code."""
    return sha256(setup_code(settings).encode()).hexdigest()


def forget(settings: Settings) -> None:
    """The first run is over: the code opens nothing any more."""
    (settings.instance_path / FILE).unlink(missing_ok=True)
