"""Every template compiles, and holds nothing the content security policy would have to allow."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.house.sources import APP, files, named

FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "a script that script() did not write": r"<script\b",
    "a style sheet that styles() did not write": r"<link\b[^>]*\bstylesheet",
    "a javascript address": r"[\"'=]\s*javascript:",
    "unescaped output": r"\|\s*safe\b|\bautoescape\s+false",
    "something from another server": r"<(script|link|img|iframe)\b[^>]*\b(src|href)=[\"'](https?:)?//",
}
TEMPLATES = files("*.html", "*.txt", "*.xml", under=APP / "templates")


def test_every_template_compiles(sqlite_app: Flask) -> None:
    for path in TEMPLATES:
        sqlite_app.jinja_env.get_template(path.relative_to(APP / "templates").as_posix())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    # Letters are read by mail programs, which fetch no style sheet: theirs is inside.
    pages = [path for path in TEMPLATES if not (what.startswith("a style ") and "letters" in path.parts)]
    assert [named(path) for path in pages if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_code_calls_only_its_own_text_markup() -> None:
    pattern = re.compile(r"\bMarkup\((?![\"'])|(inner|outer)HTML|AdjacentHTML|\.style\.|setAttribute\(\s*[\"']style")
    assert [named(path) for path in files("*.py", "*.js") if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_scripts_turn_text_into_nodes_in_one_place() -> None:
    """The content security policy allows that place and no other; here the one that forgot is named."""
    pattern = re.compile(r"parseFromString|ContextualFragment|setHTMLUnsafe|document\.write|\beval\(|createPolicy")
    found = [named(path) for path in files("*.js") if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == ["app/static/js/markup.js"]
