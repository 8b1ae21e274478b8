"""README and docs: every link leads somewhere, every picture is shown, the guide names what is on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.house.sources import ROOT, files, named

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *files("*.md", under=DOCS)]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NOT_IN_AN_ANCHOR = re.compile(r"[^\w\- ]")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
QUOTED = re.compile(r"\"([^\"\n]+)\"")
FILLED_IN = re.compile(r"%\(\w+\)[sd]")
HEAVIEST = 200_000  # bytes of a picture
LONGEST_README = 300  # lines
FINDING = re.compile(r"^\| ([^|]+?) \| (?:seen|cannot be done) \|", re.MULTILINE)


def read(page: Path) -> str:
    """A page without its code, where nothing is a link."""
    return CODE.sub("", page.read_text(encoding="utf-8"))


def links() -> Iterator[tuple[Path, bool, str]]:
    """Every link to something of ours: on which page, whether it shows a picture, and where it leads."""
    for page in PAGES:
        for shown, target in LINK.findall(read(page)):
            if "://" not in target:
                yield page, bool(shown), unquote(target)


def anchors(page: Path) -> set[str]:
    """What its headings are called in addresses."""
    return {NOT_IN_AN_ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in HEADING.findall(read(page))}


def test_every_link_leads_to_a_file_and_a_heading_of_it() -> None:
    lost = []
    for page, _shown, target in links():
        path, _hash, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(f"{named(page)}: {target}")
    assert lost == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(page.parent / target).resolve() for page, picture, target in links() if picture}
    assert {named(path) for path in files("*", under=DOCS / "images")} == {named(path) for path in shown}


def test_no_picture_is_heavy() -> None:
    heavy = [named(path) for path in files("*.png", under=DOCS) if path.stat().st_size > HEAVIEST]
    assert heavy == []


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


def on_the_screen() -> tuple[str, list[re.Pattern[str]]]:
    """What the program says: all of its text, and its sentences with a place for what is filled in."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in files("*.py", "*.html"))
    sentences = {said for said in QUOTED.findall(text) if FILLED_IN.search(said)}
    return text, [re.compile(".+".join(map(re.escape, FILLED_IN.split(said)))) for said in sentences]


def test_what_the_guide_says_stands_on_a_button_does() -> None:
    """There, bold are the words of the screen."""
    text, sentences = on_the_screen()
    elsewhere = [
        f"{named(page)}: {words}"
        for page in files("*.md", under=DOCS / "huong-dan")
        for words in (" ".join(found.split()).rstrip(":. …") for found in BOLD.findall(page.read_text("utf-8")))
        if words not in text and not any(sentence.fullmatch(words) for sentence in sentences)
    ]
    assert elsewhere == []


def test_every_finding_of_inspections_in_the_docs_is_quoted_by_the_test_that_shows_its_answer() -> None:
    rows = FINDING.findall((DOCS / "violations.md").read_text(encoding="utf-8"))
    tests = "".join(
        path.read_text(encoding="utf-8") for path in files("test_what_inspections_found*.py", under=ROOT / "tests")
    )
    quoted = re.findall(r'"""(.+?)"""', tests)
    assert len(rows) > 20
    assert [found for found in rows if not any(one.startswith(found.rstrip(")")) for one in quoted)] == []
