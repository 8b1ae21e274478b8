"""How a message leaves: to a mail server, or as an ``.eml`` file into a folder."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from abc import ABC, abstractmethod
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from app.config import MailServer, Settings

SECONDS_TO_ANSWER = 30
PERMANENT = range(500, 600)
CLOSING = 421


class NotSent(Exception):
    """A message did not go out. ``why`` is a code and a class: no address, no words of the server.

    ``refused``: the server will not have this message, so another attempt will likely end the same way.
    """

    def __init__(self, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.refused = refused


class Unusable(NotSent):
    """Nothing can be sent now: no connection, no sign-in, no sender. The other letters need not be tried."""


class Transport(ABC):
    """A way out, open while letters are being sent: ``with transport: transport.send(message)``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def send(self, message: EmailMessage) -> None:
        """Send to the address of the message. Raises :class:`NotSent`, :class:`Unusable`."""

    @abstractmethod
    def knock(self) -> None:
        """See whether letters could be sent now, and send nothing. Raises :class:`Unusable`."""

    @abstractmethod
    def close(self) -> None:
        """Let go of whatever is open."""


class ToServer(Transport):
    """SMTP, over one connection for as long as it holds."""

    def __init__(self, server: MailServer, *, sender: str, seconds_to_answer: float = SECONDS_TO_ANSWER) -> None:
        self.server = server
        self.sender = sender
        self.seconds_to_answer = seconds_to_answer
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        connection = self._connection or self._connect()
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _words),) = error.recipients.values()
            raise self._answered(code, error) from None
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise Unusable(_named(error.smtp_code, error)) from None
        except smtplib.SMTPResponseException as error:
            raise self._answered(error.smtp_code, error) from None
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            # smtplib calls a server that no longer answers a disconnected one; the rest would wait as long in vain.
            cause = error.__context__ or error
            kind = Unusable if isinstance(cause, TimeoutError) else NotSent
            raise kind(_named(None, cause)) from None
        except (smtplib.SMTPNotSupportedError, ValueError) as error:
            raise NotSent(_named(None, error), refused=True) from None

    def knock(self) -> None:
        if self._connection is None:
            self._connect()

    def close(self) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection.close()
            self._connection = None

    def _answered(self, code: int, error: smtplib.SMTPException) -> NotSent:
        if code == CLOSING:
            self.close()
        return NotSent(_named(code, error), refused=code in PERMANENT)

    def _connect(self) -> smtplib.SMTP:
        try:
            self._connection = self._greeted()
        except smtplib.SMTPResponseException as error:
            raise Unusable(_named(error.smtp_code, error)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unusable(_named(None, error)) from None
        return self._connection

    def _greeted(self) -> smtplib.SMTP:
        tls = ssl.create_default_context() if self.server.tls or self.server.starttls else None
        # Our own name in the greeting: asking the resolver for it may take longer than the letter.
        name = self.sender.partition("@")[2]
        host, port, seconds = self.server.host, self.server.port, self.seconds_to_answer
        connection: smtplib.SMTP
        if self.server.tls:
            connection = smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=seconds, context=tls)
        else:
            connection = smtplib.SMTP(host, port, local_hostname=name, timeout=seconds)
        try:
            if self.server.starttls:
                connection.starttls(context=tls)
            if self.server.user is not None and self.server.password is not None:
                connection.login(self.server.user, self.server.password)
        except BaseException:
            connection.close()
            raise
        return connection


class ToFolder(Transport):
    """Every message a file, named after its Message-ID: sent twice, it is there once. A file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        name = re.sub(r"[^A-Za-z0-9.-]", "", str(message["Message-ID"]).partition("@")[0])
        half = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            half.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise Unusable(_named(None, error)) from None

    def knock(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise Unusable(_named(None, error)) from None

    def close(self) -> None:
        """Nothing stays open between two files."""


def transport_of(settings: Settings, *, seconds_to_answer: float = SECONDS_TO_ANSWER) -> Transport:
    """The way out these settings name."""
    if settings.mail_server is None:
        return ToFolder(settings.outbox_path)
    return ToServer(settings.mail_server, sender=settings.mail_from, seconds_to_answer=seconds_to_answer)


def _named(code: int | None, error: BaseException) -> str:
    kind = type(error).__name__
    return kind if code is None else f"{code} {kind}"
