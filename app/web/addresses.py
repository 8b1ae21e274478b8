"""Addresses of our pages, remembered: a page has sixty of them, and building one takes twenty times as long.

What an address is made of does not change while the program runs: the rules, the prefix it is served under (part of
what is remembered), the version of a static file (its address at the start of the program stays good).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request

MOST = 4_096
PLAIN = frozenset({str, int})  # told apart by their value alone; True would be taken for 1

Values = tuple[tuple[str, Any], ...]


def init_app(app: Flask) -> None:
    """Let ``url_for`` of ``app``, in views and templates, remember the paths it built."""
    build = app.url_for

    @lru_cache(maxsize=MOST)
    def remembered(_prefix: str, endpoint: str, values: Values) -> str:
        return build(endpoint, **dict(values))

    def url_for(endpoint: str, /, **values: Any) -> str:
        wanted = tuple(values.items())
        if not has_request_context() or endpoint[:1] == "." or not all(map(_plain, wanted)):
            return build(endpoint, **values)
        return remembered(request.root_path, endpoint, wanted)

    app.url_for = url_for  # type: ignore[method-assign, assignment]  # what flask.url_for calls
    app.jinja_env.globals["url_for"] = url_for


def _plain(one: tuple[str, Any]) -> bool:
    """Whether this is a part of a path or of its query, and nothing that asks for another scheme or host."""
    name, value = one
    return value is None or (type(value) in PLAIN and name[:1] != "_")
