"""What a list keeps in its address: filters as a person can send them, and where the next page starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from flask import request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app.web.views import Foot, Link
from app.web.wording import foot, number

E = TypeVar("E", bound=StrEnum)

LARGEST_ROW = 2**63 - 1  # what a database can compare an id with
AFTER = "sau"  # 2026-11-30.412: the due date and the id of the last row of the page before


def asked(name: str) -> str:
    """A filter of the address, "" when it is not there or cannot be text of a database."""
    text = request.args.get(name, "").strip()
    return "" if "\0" in text else text


def member(kind: type[E], name: str) -> E | None:
    """A filter of the address as a member of a closed set; what nobody knows narrows nothing."""
    chosen = asked(name)
    return next((one for one in kind if one.value == chosen), None)


def known(terms: Mapping[str, object], name: str) -> str | None:
    """A filter of the address as a code of ``terms``; what nobody knows narrows nothing."""
    return asked(name) if asked(name) in terms else None


def place_asked() -> tuple[date, int] | None:
    """Where the page starts, or None for the first one (or an address nobody wrote)."""
    day, _dot, row = asked(AFTER).partition(".")
    try:
        on, last = date.fromisoformat(day), row_number(row)
    except ValueError:
        return None
    return None if last is None else (on, last)


def row_number(text: str) -> int | None:
    """The id of a row as an address carries it, or None for what is none."""
    plain = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ROW))
    return int(text) if plain and int(text) <= LARGEST_ROW else None


def page_url(endpoint: str, place: tuple[date, int] | None = None, **changed: Any) -> str:
    """The address of this list with its filters, from ``place`` on; without ``place`` its first page."""
    kept = {name: value for name, value in request.args.items() if name != AFTER and value}
    kept |= {AFTER: f"{place[0].isoformat()}.{place[1]}"} if place else {}
    values: dict[str, Any] = {name: value for name, value in (kept | changed).items() if value}
    return url_for(endpoint, **values)


def list_foot(shown: int, total: int, things: str, *, next_url: str | None, first_url: str | None) -> Foot:
    """The foot of a list of ``things``. On the first page it knows how many are left for the next one."""
    made = foot(shown, total, things, next_url=next_url, first_url=first_url)
    if made.next is None or first_url is not None:
        return made
    words = _("%(n)s %(things)s tiếp theo", n=number(min(shown, total - shown)), things=things)
    return replace(made, next=Link(words, made.next.url))


def everything(label: str | None = None) -> tuple[str, str]:
    """The line of a filter that narrows nothing."""
    return "", label or _("Tất cả")


def options(lines: Iterable[tuple[str, str]], label: str | None = None) -> tuple[tuple[str, str], ...]:
    """The lines of a filter, after the one that narrows nothing."""
    return everything(label), *lines


@lru_cache(maxsize=64)
def option_tags(lines: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """The lines of a drop-down list as a page prints them. Every agency of a province is in some: said once."""
    tag = Markup('<option value="{}"{}>{}</option>')
    picked = Markup(" selected")
    return Markup("\n").join(tag.format(value, picked if value == chosen else "", words) for value, words in lines)
