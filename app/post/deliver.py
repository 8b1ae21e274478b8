"""Out of the outbox: claim a letter, bring it up to date, send it, confirm it; one after the other.

Mail cannot be sent exactly once when a process dies between the server's "250" and our confirmation: such a letter
goes out again, under the same Message-ID, and the tally counts it as ``repeated``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from secrets import token_hex

from app.casework import outbox
from app.casework.recipients import LetterKind
from app.config import Settings
from app.post.messages import Mail
from app.post.monthly import Sessions
from app.post.transports import NotSent, Transport, Unusable, transport_of
from app.post.up_to_date import bring_up_to_date
from app.records.notices import OutboxLetter


@dataclass(slots=True)
class Tally:
    """What became of the letters that were due. ``repeated`` are among ``sent``: they may have gone out before."""

    sent: int = 0
    repeated: int = 0
    failed: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """A claimed letter as it goes out; ``mail`` is None when it was dropped instead."""

    mail: Mail | None
    again: bool


class Delivery:
    """One round of the letter-box. ``clock`` says when things happen, ``today`` on which day things are late.

    ``kinds``: which letters it sends.
    """

    def __init__(
        self,
        sessions: Sessions,
        settings: Settings,
        *,
        today: date,
        clock: Callable[[], datetime],
        transport: Transport | None = None,
        kinds: Collection[LetterKind] = tuple(LetterKind),
    ) -> None:
        self.sessions = sessions
        self.settings = settings
        self.today = today
        self.clock = clock
        self.transport = transport or transport_of(settings)
        self.by = f"{os.getpid()}.{token_hex(8)}"  # no other claim, of this process or another, bears it
        self.kinds = kinds
        self.tally = Tally()

    def run(self, *, while_open: Callable[[], bool] = lambda: True) -> Tally:
        """Send every letter that is due, as long as ``while_open`` says so. One bad address never stops the next."""
        with self.transport:
            try:
                while while_open() and (ready := self._claim()) is not None:
                    self._send(ready)
            except Unusable:
                pass  # the letter waits with its reason; the others are where they were
        return self.tally

    def _claim(self) -> _Ready | None:
        with self.sessions() as session:
            claimed = outbox.claim_next(session, by=self.by, at=self.clock(), kinds=self.kinds)
            if claimed is None:
                return None
            session.commit()  # ours before anything else: whatever breaks now is tried again, not lost
            kept = bring_up_to_date(
                session, claimed.letter, by=self.by, today=self.today, base_url=self.settings.base_url
            )
            mail = Mail.of(claimed.letter, outbox.attachments_of(session, claimed.letter.id)) if kept else None
            session.commit()
        return _Ready(mail, claimed.again)

    def _send(self, ready: _Ready) -> None:
        if ready.mail is None:
            self.tally.dropped += 1
            return
        try:
            self.transport.send(self._message(ready.mail))
        except NotSent as error:
            self._not_sent(ready.mail, error)
            if isinstance(error, Unusable):
                raise
            return
        with self.sessions() as session:
            outbox.confirm(session, ready.mail.letter_id, by=self.by, at=self.clock())
            session.commit()
        self.tally.sent += 1
        self.tally.repeated += ready.again

    def _message(self, mail: Mail) -> EmailMessage:
        try:
            return mail.message(sender=self.settings.mail_from, at=self.clock())
        except ValueError as error:
            raise NotSent(type(error).__name__, refused=True) from None

    def _not_sent(self, mail: Mail, error: NotSent) -> None:
        self.tally.failed += 1
        with self.sessions() as session:
            letter = session.get_one(OutboxLetter, mail.letter_id)
            outbox.try_later(session, letter, by=self.by, at=self.clock(), error=error.why, refused=error.refused)
            session.commit()
