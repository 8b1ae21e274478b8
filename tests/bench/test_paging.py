"""The bench runs: every page answers, on a small register."""

from __future__ import annotations

import pytest

from tests.bench.paging import PAGES, measure
from tests.bench.province import fill
from tests.conftest import engine_at


def test_every_page_is_opened(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    engine = engine_at(sqlite_url)
    fill(engine, 300)
    engine.dispose()
    measure(sqlite_url, times=1)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + sum(1 + len(pages) for pages in PAGES.values())
