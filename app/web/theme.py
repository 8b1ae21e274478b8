"""Light or dark: what was chosen in this browser, else the account's own setting, else light."""

from __future__ import annotations

from flask import current_app, g, request
from werkzeug.wrappers import Response

from app.records.people import Theme
from app.web.access import current_person
from app.web.language import KEPT

COOKIE = "tiepdan_theme"


def theme() -> Theme:
    """The theme of this page."""
    kept = request.cookies.get(COOKIE)
    if kept in set(Theme):
        return Theme(kept)
    person = None if g.get("shell_without_database") else current_person()
    return person.theme if person else Theme.LIGHT


def other_theme() -> Theme:
    """The one the switch in the header leads to."""
    return Theme.LIGHT if theme() is Theme.DARK else Theme.DARK


def keep_theme(response: Response, chosen: Theme) -> Response:
    """Remember the theme in this browser; it says nothing about who uses it."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, chosen.value, max_age=KEPT, secure=secure, httponly=True, samesite="Lax")
    return response
