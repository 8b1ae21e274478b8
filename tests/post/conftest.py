"""A real mail server on loopback that keeps what it takes, and misbehaves when told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Dialogue
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.config import Settings
from tests.conftest import settings_at
from tests.ports import free_port

NOW = datetime(2026, 11, 2, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # the first working day of November 2026


@dataclass
class PostOffice:
    """What arrived, and how to answer next: an address → a reply instead of taking the letter."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    dialogues: set[int] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    drops: set[str] = field(default_factory=set)
    seconds_slow: float = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _dialogue: Dialogue, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, dialogue: Dialogue, envelope: Envelope) -> str:  # noqa: N802
        if self.seconds_slow:
            await asyncio.sleep(self.seconds_slow)
        if self.drops.intersection(envelope.rcpt_tos):
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "451 never read"
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.dialogues.add(id(dialogue))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[PostOffice]:
    """A mail server that runs while inside."""
    office = PostOffice(port=free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that runs for one test."""
    with mail_server() as office:
        yield office


@pytest.fixture
def settings(database_url: str, tmp_path: Path, office: PostOffice) -> Settings:
    """An installation on ``database_url`` that sends through ``office``."""
    return settings_at(
        database_url,
        tmp_path,
        MAIL_URL=office.url,
        MAIL_FROM="tiepdan@gialai.example",
        BASE_URL="https://tiepdan.example",
    )


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """New sessions on the database of the test."""
    return sessionmaker(engine, expire_on_commit=False)


Clock = Callable[[], datetime]
