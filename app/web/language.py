"""Which language a page is in: what was chosen in this browser, else the account's own, else Vietnamese."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, g, has_request_context, request
from flask_babel import get_babel

from app.web.access import current_person

LANGUAGES = {"vi": "VI", "en": "EN"}
COOKIE = "tiepdan_language"
KEPT = timedelta(days=365)


def chosen() -> str:
    """The language of this page; a command and a job have no page and speak Vietnamese."""
    if not has_request_context():
        return "vi"
    kept = request.cookies.get(COOKIE)
    if kept in LANGUAGES:
        return kept
    person = None if g.get("shell_without_database") else current_person()
    return person.locale if person and person.locale in LANGUAGES else "vi"


def keep(response: Response, code: str, *, secure: bool) -> Response:
    """Remember the language in this browser; it says nothing about who uses it."""
    response.set_cookie(COOKIE, code, max_age=KEPT, secure=secure, httponly=True, samesite="Lax")
    return response


def init_app(app: Flask) -> None:
    get_babel(app).locale_selector = chosen
