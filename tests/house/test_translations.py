"""English is complete: every string of the sources has its English, with the same values in it."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.house.sources import APP, ROOT

ENGLISH = APP / "translations" / "en" / "LC_MESSAGES" / "messages.po"
VALUE = re.compile(r"%\((\w+)\)[sd]|%%")
MEND = "run `make translations`, then fill in app/translations/en/LC_MESSAGES/messages.po and run it again"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the sources say, read as `make translations` reads it."""
    template = tmp_path_factory.mktemp("translations") / "messages.pot"
    options = ["--mapping", str(ROOT / "pyproject.toml"), "--output", str(template)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *options, str(APP)])
    return catalogue(template)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return catalogue(ENGLISH, locale="en")


def catalogue(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def forms(text: object) -> tuple[str, ...]:
    """One form, or singular and plural."""
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def named(message: Message) -> tuple[str, ...]:
    """What tells a string from every other: its words, and its context where one was given."""
    return (message.context or "", *forms(message.id))


def test_every_string_of_the_sources_has_its_english(sources: Catalog, english: Catalog) -> None:
    written = {named(message): message for message in english if message.id and not message.fuzzy}
    wanted = [named(message) for message in sources if message.id]
    assert len(wanted) > 0
    missing = [name for name in wanted if name not in written or not all(forms(written[name].string))]
    assert missing == [], MEND


def test_the_english_catalogue_holds_nothing_the_sources_no_longer_say(sources: Catalog, english: Catalog) -> None:
    said = {named(message) for message in sources if message.id}
    gone = [named(message) for message in english if message.id and named(message) not in said]
    assert gone == [], MEND
    assert list(english.obsolete) == [], MEND


def test_the_english_keeps_every_value(english: Catalog) -> None:
    def values(text: str) -> set[str]:
        return {found.group() for found in VALUE.finditer(text)}

    changed = [
        (message.id, text)
        for message in english
        if message.id
        for text in forms(message.string)
        if text and values(text) != set().union(*map(values, forms(message.id)))
    ]
    assert changed == []


def test_the_compiled_english_is_that_of_the_catalogue(english: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, english)
    compiled.seek(0)
    with ENGLISH.with_suffix(".mo").open("rb") as committed:
        assert texts(committed) == texts(compiled), MEND


def texts(compiled: io.BufferedIOBase) -> dict[object, str]:
    catalog = dict(gettext.GNUTranslations(compiled)._catalog)  # type: ignore[attr-defined]
    catalog.pop("", None)  # the header: who compiled it, and when
    return catalog


def test_the_catalogue_names_no_place_and_no_day_that_changes(english: Catalog) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    assert "\n#: " not in text
    assert "\n#, fuzzy" not in text
    assert str(english.locale) == "en"


def test_the_english_has_one_kind_of_apostrophe(english: Catalog) -> None:
    written = [form for message in english if message.id for form in forms(message.string)]
    assert [one for one in written if re.search(r"\w'\w", one)] == []
