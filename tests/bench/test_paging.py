"""The bench runs: every page answers, on a small register."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.bench import backlog
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


def test_the_backlog_is_opened_in_every_grouping(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    fill(engine, 300, searched=False)
    measure(engine.url.render_as_string(hide_password=False), backlog.PAGES, bare=backlog.A_COUNT, times=1)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + sum(1 + len(pages) for pages in backlog.PAGES.values())
