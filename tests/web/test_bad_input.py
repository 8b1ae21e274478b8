"""Bad input on every form there is: no error of ours, what is wrong is named, what was typed stays, nothing is written.

The forms are found, not listed: every page each role is offered is opened, and every form on it is sent with nonsense
in all its fields. A form added later is tried without a line changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.extensions import db
from app.records.people import RoleKind
from tests.conftest import app_on, settings_at
from tests.tallies import rows
from tests.web.conftest import Browse, Clock, Page
from tests.web.walk import offered, signed_in

NONSENSE = {
    "nothing": "",
    "what is no date, no number, no choice": "31/02/2026 <b>\"'&</b> 😀",
    "what nobody can type": "trước\0sau\u202engược",
    "a number beyond all numbers": "99999999999999999999999999",
    "a negative number": "-7",
    "a text without end": "dài " + "a" * 20_000,  # no field takes more than 20,000 letters
}
# Refused by the program itself, before a database is asked: tried on one of the two.
ASKS_NO_DATABASE = frozenset({"nothing", "a negative number", "a text without end"})
LEGIBLE = "trướcsaungược"  # what is left of it
# Told by nobody but the program itself: they change with every look, whatever is typed.
NOT_COUNTED = frozenset({"web_sessions", "sign_in_throttles", "audit_entries", "drafts"})
BUTTONS = frozenset({"hidden", "submit", "button", "reset", "image"})
NOT_SHOWN_AGAIN = BUTTONS | {"password", "file", "checkbox", "radio"}


@dataclass(frozen=True, slots=True)
class FormFound:
    """A form of a page: where it goes, what it carries unseen, and what can be typed."""

    page: str
    action: str
    carried: dict[str, str]
    typed: tuple[tuple[str, str], ...]  # name, type

    @property
    def kind(self) -> str:
        """Forms of one kind are tried once: the same act of two cases, the same page of two roles."""
        return re.sub(r"/[\w-]{22}(?=/|$)", "/<ref>", self.action) + " ".join(name for name, _type in self.typed)


@pytest.fixture
def small(province_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A demonstration province with a handful of matters."""
    for app in app_on(settings_at(province_url, tmp_path)):
        app.config["CLOCK"] = Clock()
        yield app


@pytest.mark.long
def test_no_nonsense_typed_into_any_form_breaks_it_or_is_half_written(small: Flask) -> None:
    with small.app_context():
        engine = db.engine
    tried: set[str] = set()
    faults: list[str] = []
    for role in RoleKind:
        browse = signed_in(small, role)
        for _kind, path, answer in list(offered(small, browse)):
            if tried.issuperset(form.kind for form in forms_of(path, answer)):
                continue
            for form in forms_of(path, browse.client.get(path, follow_redirects=True)):  # as it is by now
                if form.kind not in tried:
                    tried.add(form.kind)
                    faults += [f"{role} {form.page}: {fault}" for fault in try_out(browse, engine, form)]
    assert len(tried) > 15
    assert not faults, "\n".join(faults)


def forms_of(path: str, answer: TestResponse) -> Iterator[FormFound]:
    """The forms of a page that are posted and have something to type."""
    if answer.mimetype != "text/html":
        return
    for form in Page(answer).all("form", method="post"):
        fields = [*form.iter("input"), *form.iter("textarea"), *form.iter("select")]
        typed = tuple((field.get("name") or "", kind_of(field)) for field in fields if kind_of(field) not in BUTTONS)
        if any(typed):
            carried = {
                field.get("name") or "": field.get("value") or "" for field in fields if kind_of(field) == "hidden"
            }
            yield FormFound(path, form.get("action") or answer.request.path, carried, tuple(t for t in typed if t[0]))


def kind_of(field: Element) -> str:
    return (field.get("type") or "text") if field.tag == "input" else field.tag


def try_out(browse: Browse, engine: Engine, form: FormFound) -> Iterator[str]:
    """What is wrong with the answers to nonsense in every field of a form at once."""
    before = rows(engine, but=NOT_COUNTED)
    for name in sorted(NONSENSE.keys() - (ASKS_NO_DATABASE if engine.dialect.name == "sqlite" else ())):
        value = NONSENSE[name]
        # No upload of a file is tried here: what is typed into it is no file at all.
        sent = {field: value for field, kind in form.typed if kind != "file"}
        answer = browse.client.post(form.action, data=form.carried | sent, headers={"Referer": "http://localhost/"})
        after = rows(engine, but=NOT_COUNTED)
        if answer.status_code >= 500:
            yield f"{name}: {answer.status_code}"
        elif answer.status_code == 200 and answer.mimetype == "text/html":
            yield from (f"{name}: {fault}" for fault in answered(Page(answer), form, value))
            if after != before:
                yield f"{name}: something was written"
        before = after


def answered(page: Page, form: FormFound, value: str) -> Iterator[str]:
    """What is wrong with a form shown again. A question that follows is none: a line of text takes almost anything."""
    if page.all("button", name="step", value="confirm"):
        return
    shown = {str(one.get("name")): one for tag in ("input", "textarea") for one in page.all(tag) if one.get("name")}
    if not page.all("div", class_="td-summary") and not page.all("div", class_="td-flash--over"):
        yield "nobody says what is wrong"
    for field, kind in form.typed:
        if kind in NOT_SHOWN_AGAIN | {"select"} or field not in shown:
            continue
        kept = shown[field].get("value") if shown[field].tag == "input" else "".join(shown[field].itertext())
        if (kept or "").strip() not in {value.strip(), LEGIBLE}:
            yield f"{field}: what was typed is gone"
