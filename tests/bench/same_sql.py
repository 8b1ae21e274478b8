"""A bare page of the same SQL: Flask alone, what a page of ours asks of the database beside its frame, plain HTML.

What is asked is read off our page as it is opened: every statement, word for word with its values, that the frame does
not send. The bare page asks them on a connection of its own, as they are, and shows 25 lines of the last that has any.
So the ratio tells what signing in, navigation, layout and wording cost beside the same work of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask, render_template_string
from sqlalchemy import Engine, event

Asked = tuple[str, Any]  # a statement and its values, as the driver has them
LINES = 25
PAGE = (
    "<!doctype html><title>Tìm</title><table>{% for row in rows %}"
    "<tr>{% for cell in row %}<td>{{ cell }}{% endfor %}{% endfor %}</table>"
)


def beside_the_frame(engine: Engine, page: Callable[[], object], frame: Callable[[], object]) -> list[Asked]:
    """What ``page`` asks that ``frame`` does not, in order."""
    with listening(engine) as around:
        frame()
    with listening(engine) as asked:
        page()
    known = {statement for statement, _values in around}
    return [one for one in asked if one[0] not in known]


@contextmanager
def listening(engine: Engine) -> Iterator[list[Asked]]:
    """What is asked of the database meanwhile."""
    heard: list[Asked] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        heard.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def a_bare_app(engine: Engine, asked: Sequence[Asked]) -> Flask:
    """Flask and the statements ``asked``."""
    app = Flask("the same")

    @app.get("/")
    def page() -> str:
        rows: Sequence[Any] = ()
        with engine.connect() as connection:
            for statement, values in asked:
                rows = connection.exec_driver_sql(statement, values).all() or rows
        return render_template_string(PAGE, rows=rows[:LINES])

    return app
