"""A mail server with moods: it refuses, puts off, hangs up or falls silent, as the seed draws it for each attempt."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Dialogue

from tests.ports import free_port
from tests.post.conftest import PostOffice

REFUSED, PUT_OFF, HUNG_UP, SLOW, SILENT, TAKEN = "refused", "put off", "hung up", "slow", "silent", "taken"
MOODS = (REFUSED, PUT_OFF, HUNG_UP, SLOW, SILENT, TAKEN)
SILENCE = 600  # seconds: longer than anybody waits
PATIENCE = 4  # attempts in a row that fail at most: nothing is given up in a simulated year


@dataclass
class Moody(PostOffice):
    """``weights``: how likely each of MOODS is; ``moods``: how often each came; ``quiet``: it takes all for a while."""

    seed: int = 0
    weights: tuple[int, ...] = (6, 6, 4, 5, 1, 78)
    quiet: bool = False
    moods: Counter[str] = field(default_factory=Counter)
    attempts: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def mood(self, address: str) -> str:
        self.attempts[address] += 1
        draw = random.Random(f"{self.seed} {address} {self.attempts[address]}")  # noqa: S311 - a mood, not a secret
        (mood,) = draw.choices(MOODS, self.weights)
        if self.quiet or self.failed[address] >= PATIENCE:
            mood = TAKEN
        self.failed[address] = 0 if mood in {SLOW, TAKEN} else self.failed[address] + 1
        self.moods[mood] += 1
        return str(mood)

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, dialogue: Dialogue, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        mood = self.mood(address)
        if mood == REFUSED:
            return "550 5.1.1 nobody of that name"
        if mood == PUT_OFF:
            return "451 4.7.1 later"
        self.drops = {address} if mood == HUNG_UP else set()
        envelope.mail_options = [mood]
        return await super().handle_RCPT(server, dialogue, envelope, address, options)

    async def handle_DATA(self, server: SMTP, dialogue: Dialogue, envelope: Envelope) -> str:  # noqa: N802
        (mood,) = envelope.mail_options
        if mood == SLOW:
            await asyncio.sleep(0.05)
        if mood == SILENT:
            await asyncio.sleep(SILENCE)  # the caller hangs up, and this ends with its connection: nothing was taken
        self.drops = set(envelope.rcpt_tos) if mood == HUNG_UP else set()
        return await super().handle_DATA(server, dialogue, envelope)


@contextmanager
def moody_server(seed: int) -> Iterator[Moody]:
    """The mail server, while inside."""
    office = Moody(port=free_port(), seed=seed)
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
