"""Logs without personal data: where, what kind and how long; never who, never what was typed.

Exceptions are written as classes and places. Their messages are left out: a database driver puts the values it
refused into them, a mail server the address.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from time import perf_counter
from types import TracebackType
from typing import TextIO, cast

from flask import Flask, Response, g, request
from flask.logging import wsgi_errors_stream

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

QUERY_STRING = re.compile(r"(/\S*)\?\S*")

log = logging.getLogger(__name__)


class PrivateFormatter(logging.Formatter):
    """Takes query strings out of messages, and messages and local values out of tracebacks."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        record.message = QUERY_STRING.sub(r"\1", record.message)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the library's name
        return "" if ei[1] is None else "\n".join(_places(ei[1]))


def _places(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_places(cause), "  then:"] if cause is not None else []
    kind = type(error)
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    frames = traceback.extract_tb(error.__traceback__)
    return lines + [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]


class PrivateHandler(logging.StreamHandler[TextIO]):
    """Writes to the server's error stream, whichever it is at that moment."""

    def __init__(self) -> None:
        super().__init__(cast("TextIO", wsgi_errors_stream))
        self.setFormatter(PrivateFormatter())


class App(Flask):
    """Flask, telling of an unhandled error by a random id that the error page shows too (``g.error_id``)."""

    def log_exception(self, exc_info: ExcInfo) -> None:
        g.error_id = secrets.token_hex(4)
        kind = exc_info[0].__name__ if exc_info[0] else "error"
        log.error("error %s: %s in %s", g.error_id, kind, request.endpoint or "no page", exc_info=exc_info)


def init_app(app: Flask) -> None:
    """Write one line for each request, and send every log of the process through the private formatter."""
    root = logging.getLogger()
    if not any(isinstance(handler, PrivateHandler) for handler in root.handlers):
        root.addHandler(PrivateHandler())
    logging.getLogger("app").setLevel(logging.INFO)
    app.before_request(_note_the_start)
    app.after_request(_tell_of_the_request)


def _note_the_start() -> None:
    g.request_started = perf_counter()


def _tell_of_the_request(response: Response) -> Response:
    if request.endpoint and request.endpoint.endswith("static"):
        return response
    rule = request.url_rule.rule if request.url_rule else "-"  # the pattern: a path may hold a reference
    milliseconds = (perf_counter() - g.get("request_started", perf_counter())) * 1000
    log.info("%s %s %s %.0f ms", request.method, rule, response.status_code, milliseconds)
    return response
