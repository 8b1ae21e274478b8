"""The bench runs: both pages answer, on a small register."""

from __future__ import annotations

import pytest

from tests.bench.province import fill
from tests.bench.searching import measure
from tests.conftest import engine_at


def test_both_pages_are_asked_in_turn(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    engine = engine_at(sqlite_url)
    fill(engine, 300)
    engine.dispose()
    measure(sqlite_url, ["dat", "Đắk Đoa"])
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.strip().startswith(("dat", "Đắk Đoa"))]) == 4
