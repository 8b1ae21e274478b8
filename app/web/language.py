"""Which language a page is in: what was chosen in this browser, else the account's own, else Vietnamese.

A page says a hundred sentences, and each is looked up in its catalogue once: the catalogues do not change while the
program runs, so what a sentence is in a language is remembered.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Any

from babel import Locale
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Domain, get_babel, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from app.extensions import babel
from app.web.access import current_person

LANGUAGES = {"vi": "VI", "en": "EN"}
COOKIE = "tiepdan_language"
KEPT = timedelta(days=365)
SENTENCES = 16_384  # all there are, in both languages


class Sentences(Domain):
    """The catalogues of Flask-Babel, asked once for each sentence."""

    def gettext(self, string: str, **variables: Any) -> str:
        said = _said(_locale_here(), string)
        return said % variables if variables else said


@lru_cache(maxsize=SENTENCES)
def _said(_locale: Locale | None, string: str) -> str:
    return str(babel.domain_instance.get_translations().ugettext(string))


@lru_cache(maxsize=SENTENCES)
def _safe(locale: Locale | None, string: str) -> Markup:
    return Markup("" + _said(locale, string))  # noqa: S704 - a sentence of ours, as Jinja's own gettext takes it


@pass_eval_context
def _in_template(context: EvalContext, string: str, **variables: Any) -> str:
    """As Jinja's newstyle gettext: where what is printed is escaped, so is what is put into a sentence."""
    said = (_safe if context.autoescape else _said)(_locale_here(), string)
    return said % variables


def _locale_here() -> Locale | None:
    """As Flask-Babel's ``get_locale``; what it found for this page is looked up without five turns through ``g``."""
    kept = getattr(g._get_current_object(), "_flask_babel", None) if g else None  # noqa: SLF001 - what a proxy stands for
    return getattr(kept, "babel_locale", None) or get_locale()


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


@lru_cache(maxsize=len(LANGUAGES))
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def init_app(app: Flask) -> None:
    """Let every sentence of ``app`` be said in the language chosen."""
    get_babel(app).locale_selector = lambda: _locale(chosen())
    babel.domain_instance = Sentences()
    app.jinja_env.globals["_"] = _in_template
