"""The floors below the fifth are told what time it is; they never look."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import APP, files, named

CLOCKS = {
    "date": {"today", "fromtimestamp"},
    "datetime": {"today", "now", "utcnow", "fromtimestamp"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "func": {"now", "current_timestamp", "current_date", "localtimestamp"},
}


def looks_at_a_clock(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            whose = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in CLOCKS.get(whose, set()):
                found.append(f"{named(path)}:{node.lineno} {whose}.{node.attr}")
    return found


@pytest.mark.parametrize("floor", ["statute", "records", "casework"])
def test_no_clock_below_the_fifth_floor(floor: str) -> None:
    assert [place for path in files("*.py", under=APP / floor) for place in looks_at_a_clock(path)] == []


def test_the_guard_sees_a_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.sources.ROOT", tmp_path)
    file = tmp_path / "late.py"
    file.write_text(
        "import datetime\nfrom datetime import date\ndate.today()\ndatetime.datetime.now()\n", encoding="utf-8"
    )
    assert looks_at_a_clock(file) == ["late.py:3 date.today", "late.py:4 datetime.now"]
