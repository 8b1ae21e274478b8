"""On PostgreSQL the latest rows of an agency are read by the index of its rows, not by walking through all."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.casework.permissions import HeldRole, Viewer
from app.casework.search.finding import Asked, find
from app.casework.search.index import AS_THEY_STAND
from app.records.people import RoleKind
from tests.conftest import engine_at

ROWS, AGENCIES = 20_000, 2_000
TIMES = 8  # psycopg prepares what is asked for the sixth time; then the plan is one for all agencies
FILLED = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO search_rows (place, matter_id, agency_id, tokens, names)
      SELECT one, one, one % :agencies, to_tsvector('simple', 'dat'), 'nguyen van duoc'
      FROM generate_series(1, :rows) AS one;
"""
READ = "SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'search_rows'"


@pytest.fixture
def engine(postgresql_url: str) -> Engine:
    engine = engine_at(postgresql_url)
    with engine.begin() as connection:
        for statement in filter(str.strip, FILLED.split(";")):
            connection.execute(text(statement), {"agencies": AGENCIES, "rows": ROWS})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE search_rows"))
    return engine


@pytest.mark.parametrize("agencies", [(7,), (7, 8)])
def test_rows_of_other_agencies_are_not_walked_through(engine: Engine, agencies: tuple[int, ...]) -> None:
    viewer = Viewer(1, tuple(HeldRole(RoleKind.HANDLER, one) for one in agencies))
    with Session(engine) as session:
        for _ in range(TIMES):
            find(session, viewer, Asked("dat"))
        before = session.scalar(text(READ)) or 0
        find(session, viewer, Asked("dat"))
        read = (session.scalar(text(READ)) or 0) - before
    engine.dispose()
    assert 0 < read <= AS_THEY_STAND


def test_a_question_is_read_once_not_for_every_row(engine: Engine) -> None:
    """A plan for all questions knows none of them: what it reads again for each of 3,000 rows took 20 ms."""
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_rest: asked.append(statement))
    with Session(engine) as session:
        find(session, Viewer(1, (HeldRole(RoleKind.SUPERVISOR, 1),)), Asked("nguyen van duoc"))
    engine.dispose()
    questions = [statement for statement in asked if "@@" in statement]
    assert questions
    assert all(statement.count("@@") == statement.count("@@ (SELECT CAST(") for statement in questions)
