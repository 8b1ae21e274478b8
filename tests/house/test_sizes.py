"""Nothing grows past what one reading takes in."""

from __future__ import annotations

from tests.house.sources import APP, ROOT, files, functions, length, named

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_VIEW = 15
TESTS = ROOT / "tests"


def test_files() -> None:
    ours = [*files("*.py", "*.html", "*.js", "*.css"), *files("*.py", under=TESTS), ROOT / "migrations" / "env.py"]
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ours}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions() -> None:
    lines = {
        f"{named(path)}:{function.lineno} {function.name}": length(function)
        for path in [*files("*.py"), *files("*.py", under=TESTS)]
        for function in functions(path)
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}


def test_views() -> None:
    lines = {
        f"{named(path)}:{function.lineno} {function.name}": length(function)
        for path in files("routes.py", under=APP / "web")
        for function in functions(path)
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_VIEW} == {}
