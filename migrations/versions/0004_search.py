"""Search: one row a matter, found through FTS5 on SQLite and a GIN index on PostgreSQL.

The rows themselves are written by the program: ``flask --app wsgi search rebuild``, or by each deed from now on.

Revision: 0004
After: 0003
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.exc import DBAPIError

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Every token of ours is letters and digits, and these signs; case and marks are folded before.
INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
  tokens, content='search_rows', content_rowid='place', detail=none, tokenize="ascii tokenchars '_.#@='"
)
"""
NEAR = """
CREATE VIRTUAL TABLE search_near USING fts5(
  names, content='search_rows', content_rowid='place', detail=none, tokenize='trigram'
)
"""
INSERTED = """
  INSERT INTO search_index (rowid, tokens) VALUES (new.place, new.tokens);
  INSERT INTO search_near (rowid, names) VALUES (new.place, new.names);
"""
DELETED = """
  INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.place, old.tokens);
  INSERT INTO search_near (search_near, rowid, names) VALUES ('delete', old.place, old.names);
"""


def upgrade() -> None:
    op.create_table(
        "search_rows",
        sa.Column("place", KEY, autoincrement=False, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("tokens", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_search_rows_matter_id_matters")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_search_rows")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_search_rows_matter_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _index_sqlite()
    else:
        _index_postgresql()


def _index_sqlite() -> None:
    op.execute(INDEX)
    op.execute(NEAR)
    op.execute(f"CREATE TRIGGER search_rows_inserted AFTER INSERT ON search_rows BEGIN {INSERTED} END")
    op.execute(f"CREATE TRIGGER search_rows_deleted AFTER DELETE ON search_rows BEGIN {DELETED} END")
    op.execute(f"CREATE TRIGGER search_rows_updated AFTER UPDATE ON search_rows BEGIN {DELETED}{INSERTED} END")


def _index_postgresql() -> None:
    # A row is a page's half at most: kept where it stands, a look at it is one look.
    op.execute("ALTER TABLE search_rows SET (toast_tuple_target = 8160)")
    op.execute("ALTER TABLE search_rows ALTER COLUMN tokens SET STATISTICS 1000")
    op.execute("CREATE INDEX ix_search_rows_tokens ON search_rows USING gin (tokens) WITH (fastupdate = off)")
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DBAPIError:
        return  # not installed, or not allowed to this account: the search works without it, and the doctor says so
    op.execute("CREATE INDEX ix_search_rows_names ON search_rows USING gin (names gin_trgm_ops)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("inserted", "deleted", "updated"):
            op.execute(f"DROP TRIGGER search_rows_{name}")
        op.execute("DROP TABLE search_index")
        op.execute("DROP TABLE search_near")
    op.drop_table("search_rows")  # the extension stays: somebody else may use it
