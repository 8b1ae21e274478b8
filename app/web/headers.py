"""Headers of every answer: nothing runs but our own files, nothing is framed, no private page stays in a cache.

A page names the scripts and style sheets it wants with ``script("desk.js")`` and ``styles("desk.css")``, which put this
answer's nonce on them. A nonce is the only way in: not even a file of this server runs without it, so an upload that
passes for a script is dead, and so is anything written into a page. Modules that a script imports inherit its nonce.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from markupsafe import Markup

from app.web.access import FRAMEWORK_FILES, current_person

# Icons and marks are fetched by <use> (img-src), Bootstrap's arrows stand in its style sheet (data:). Text becomes
# nodes in one place, app/static/js/markup.js: the policy "tiepdan" is its name, and the browser refuses every other.
POLICY = (
    "default-src 'none'; script-src {of_ours}; style-src {of_ours}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types tiepdan"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
A_YEAR = 31_536_000
HOLE = "{nonce}"  # in a tag that is remembered
FOR_GOOD = f"public, max-age={A_YEAR}, immutable"


def init_app(app: Flask) -> None:
    """Put the headers on every answer and a version on every link to a static file."""
    app.after_request(_safe)
    app.url_defaults(_versioned)
    app.jinja_env.globals.update(script=script, styles=styles)


def script(filename: str) -> Markup:
    """The tag of one of our scripts, by its name in ``static/js``; an ES module, so it runs when the page is read."""
    return _script(url_for("static", filename=f"js/{filename}")) + nonce() + Markup('"></script>')


def styles(*filenames: str, of: str = "static") -> Markup:
    """The tags of our style sheets, by their names in ``static/css``; ``of="bootstrap.static"`` for Bootstrap's."""
    return _styles(tuple(url_for(of, filename=f"css/{one}") for one in filenames)).replace(HOLE, nonce())


@lru_cache(maxsize=256)
def _script(source: str) -> Markup:
    return Markup('<script type="module" src="{}" nonce="').format(source)


@lru_cache(maxsize=256)
def _styles(sources: tuple[str, ...]) -> Markup:
    """All their tags, with a hole for the nonce."""
    tag = Markup('<link rel="stylesheet" href="{}" nonce="{}">')
    return Markup("\n  ").join(tag.format(one, HOLE) for one in sources)


def nonce() -> str:
    """The word that lets scripts and style sheets into this one answer: nobody can know it before."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def policy() -> str:
    """The content security policy of this answer. A page without a tag of ours, and a file, lets nothing in."""
    told = POLICY.format(of_ours=f"'nonce-{g.nonce}'" if "nonce" in g else "'none'")
    return f"{told}; frame-src 'self'" if g.get("frames_files") else told


def frame_files() -> None:
    """Let the page of this request show files of ours in a frame. Nothing else of ours lets itself be framed."""
    g.frames_files = True


def _safe(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy())
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SETTINGS"].base_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains")
    if request.endpoint in FRAMEWORK_FILES:
        if "v" in request.args and response.status_code < 400:  # noqa: PLR2004
            response.headers["Cache-Control"] = FOR_GOOD
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if _private(response) else "no-cache"
    return response


def _private(response: Response) -> bool:
    return response.status_code >= 500 or current_person() is not None  # noqa: PLR2004


def _versioned(endpoint: str, values: dict[str, Any]) -> None:
    """A file that changed has another address, so a browser may keep the old one for good and never shows it."""
    if endpoint not in FRAMEWORK_FILES or "filename" not in values:
        return
    folder = current_app.static_folder if endpoint == "static" else current_app.blueprints["bootstrap"].static_folder
    file = Path(folder or "") / values["filename"]
    if file.is_file():
        values["v"] = f"{file.stat().st_mtime_ns // 1_000_000:x}"
