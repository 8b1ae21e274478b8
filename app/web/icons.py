"""Icons: the few we use, cut out of Bootstrap-Flask's sprite, which holds two thousand and weighs a megabyte.

``icon("printer")`` in a template; a name that is not in :data:`NAMES` raises, so add it here first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import flask_bootstrap
from flask import url_for
from markupsafe import Markup

SPRITE = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
NAMES = frozenset({
    "arrow-left", "arrow-right", "bar-chart", "bell", "book", "bookmark", "box-arrow-right", "building",
    "calendar-check", "calendar3", "check2-square", "clipboard-check", "clock-history", "cloud-check", "cloud-slash",
    "download", "envelope", "exclamation-triangle", "file-earmark-text", "flag", "folder2-open", "gear", "geo-alt",
    "heart-pulse", "inbox", "info-circle", "journal-plus", "journal-text", "list-check", "megaphone", "moon",
    "paperclip", "pen", "pencil", "people", "person", "person-plus", "plus-lg", "printer", "search", "send",
    "shield-check", "shield-lock", "shuffle", "signpost", "sun", "table", "telephone", "x-lg",
})  # fmt: skip


def icon(name: str) -> Markup:
    """A decorative icon of the text's size and colour. Raises ``KeyError`` for a name not in :data:`NAMES`."""
    if name not in NAMES:
        raise KeyError(name)
    return _drawn("td-icon", url_for("help.icons", v=version()), name)


def mark(name: str) -> Markup:
    """One of our own state marks, or the sign of the product, from ``marks.svg``."""
    return _drawn("td-mark", url_for("static", filename="marks.svg"), name)


@lru_cache(maxsize=2 * len(NAMES))
def _drawn(kind: str, file: str, name: str) -> Markup:
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(kind, file, name)


@cache
def sprite() -> str:
    """The sprite with our icons only. Raises ``LookupError`` when Bootstrap's has not got one of them."""
    found = {
        match["name"]: match[0]
        for match in re.finditer(
            r'<symbol\b[^>]*?\bid="(?P<name>[\w-]+)".*?</symbol>', SPRITE.read_text("utf-8"), re.DOTALL
        )
        if match["name"] in NAMES
    }
    if missing := NAMES - found.keys():
        raise LookupError(", ".join(sorted(missing)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(found[name] for name in sorted(found))}</svg>'


@cache
def version() -> str:
    """Changes with the sprite, so that a browser may keep it for good."""
    return sha256(sprite().encode()).hexdigest()[:10]
