"""The log says where, what kind and how long; never who, nor what was typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from flask import Flask, g

from app.logs import App, PrivateFormatter, init_app

SECRET_NAME = "Nguyễn Thị Kín"


class Lines(logging.Handler):
    """Keeps what the private formatter writes."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(PrivateFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def written() -> Iterator[Lines]:
    lines = Lines()
    logging.getLogger("app").addHandler(lines)
    yield lines
    logging.getLogger("app").removeHandler(lines)


@pytest.fixture
def failing_app() -> Flask:
    """An application with a page that breaks on what was typed."""
    app = App("app.failing")
    init_app(app)

    @app.route("/vu-viec/<ref>", methods=["GET", "POST"])
    def case(ref: str) -> str:
        if ref == "hong":
            try:
                int(SECRET_NAME)
            except ValueError as error:
                message = f"could not read {SECRET_NAME}"
                raise RuntimeError(message) from error
        return ref

    @app.errorhandler(500)
    def sorry(_error: Exception) -> tuple[str, int]:
        return str(g.error_id), 500

    return app


def test_a_request_is_one_line_without_its_reference_or_query(failing_app: Flask, written: Lines) -> None:
    failing_app.test_client().get("/vu-viec/abc123", query_string={"ten": SECRET_NAME})
    [line] = written.lines
    assert "GET /vu-viec/<ref> 200" in line
    assert line.endswith(" ms")
    assert "abc123" not in line
    assert "ten" not in line


def test_an_unknown_address_is_not_repeated(failing_app: Flask, written: Lines) -> None:
    failing_app.test_client().get(f"/tim/{SECRET_NAME}")
    assert ["GET - 404" in line for line in written.lines] == [True]
    assert "tim" not in written.lines[0]


def test_an_error_is_told_by_class_place_and_the_id_on_the_page(failing_app: Flask, written: Lines) -> None:
    shown = failing_app.test_client().post("/vu-viec/hong", data={"name": SECRET_NAME}).text
    told = "\n".join(written.lines)
    assert f"error {shown}: RuntimeError in case" in told
    assert "builtins.ValueError" in told
    assert "test_logs.py" in told
    assert "Kín" not in told
    assert "hong" not in told


def test_a_query_string_in_any_message_is_cut(written: Lines) -> None:
    logging.getLogger("app.other").warning("Error handling request %s", "/tra-cuu?ten=Kín&nam=1970")
    assert written.lines[0].endswith("Error handling request /tra-cuu")
