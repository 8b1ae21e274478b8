"""Saved filters of a list, as chips above it; and what of an address is worth saving."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for
from flask_babel import gettext as _

from app.casework.saved_views import views_of
from app.extensions import db
from app.records.saved_views import SavedView
from app.web.access import current_viewer
from app.web.views import FilterBar, Link

ENDPOINTS = {
    "backlog": "oversight.backlog", "overdue": "oversight.overdue", "due_soon": "oversight.due_soon",
    "cases": "cases.index",
}  # fmt: skip
LISTED = "danh-sach"
FILTERS = frozenset(
    {"co-quan", "cap", "loai", "giai-doan", "linh-vuc", "hanh-vi", "nghia-vu", "tuoi", "nguoi", "dia-ban", "nhom",
     "trang-thai", "trong-nam"}
)  # fmt: skip


def with_saved(bar: FilterBar, listed: str) -> FilterBar:
    """``bar`` with the saved filters of the person signed in, and where this one is saved."""
    views = views_of(db.session(), current_viewer().account_id, listed)
    asked = filters_in(request.args.items())
    kept: dict[str, Any] = {LISTED: listed, **dict(parse_qsl(asked))}
    return replace(
        bar,
        chips=tuple(Link(one.name, address_of(one)) for one in views),
        chips_label=_("Bộ lọc đã lưu"),
        save=url_for("oversight.save_filter", **kept) if asked else "",
        manage=url_for("oversight.saved_filters") if views else "",
    )


def filters_in(values: Iterable[tuple[str, str]]) -> str:
    """What of an address narrows a list, always in one order: nothing of where a page starts."""
    return urlencode(sorted((name, value) for name, value in values if name in FILTERS and value and "\0" not in value))


def address_of(view: SavedView) -> str:
    """The address a saved filter stands for: it can be sent to anybody, who sees there what they may."""
    kept: dict[str, Any] = dict(parse_qsl(view.query))
    return url_for(ENDPOINTS.get(view.listed, ENDPOINTS["overdue"]), **kept)
