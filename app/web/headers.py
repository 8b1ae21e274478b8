"""Headers of every answer: nothing runs but our own files, nothing is framed, no private page stays in a cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

from app.web.access import FRAMEWORK_FILES, current_person

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
A_YEAR = 31_536_000
FOR_GOOD = f"public, max-age={A_YEAR}, immutable"


def init_app(app: Flask) -> None:
    """Put the headers on every answer and a version on every link to a static file."""
    app.after_request(_safe)
    app.url_defaults(_versioned)


def _safe(response: Response) -> Response:
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
