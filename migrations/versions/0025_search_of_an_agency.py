"""The search of one agency is led by that agency: whose each row is, and on SQLite an index of each agency's words.

Filled here from the rows that are there, a batch at a time; on PostgreSQL the table is made anew with its indexes: rows
changed where they stand would leave it, and the indexes of words, twice as large. What has no row yet, ``flask --app wsgi
search rebuild`` makes.

Revision: 0025
After: 0024
Created: 2026-11-30
"""

from __future__ import annotations

import logging

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_ONCE = 50_000
# Where its words stand: "dat" of agency 12 is "12.dat".
THEIRS = """
CREATE VIRTUAL TABLE search_by_agency USING fts5(
  tokens, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_.#@='"
)
"""
OF = "{row}agency_id || '.' || replace({row}tokens, ' ', ' ' || {row}agency_id || '.')"
OF_BOTH = (
    f"{OF} || CASE WHEN {{row}}origin_agency_id IS NULL THEN '' ELSE ' ' || "
    + OF.replace("agency_id", "origin_agency_id")
    + " END"
)
INSERTED = """
  INSERT INTO search_index (rowid, tokens) VALUES (new.place, new.tokens);
  INSERT INTO search_near (rowid, names) VALUES (new.place, new.names);
"""
DELETED = """
  INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.place, old.tokens);
  INSERT INTO search_near (search_near, rowid, names) VALUES ('delete', old.place, old.names);
"""
INSERTED_THEIRS = f"INSERT INTO search_by_agency (rowid, tokens) VALUES (new.place, {OF_BOTH.format(row='new.')});"
DELETED_THEIRS = (
    "INSERT INTO search_by_agency (search_by_agency, rowid, tokens)"
    f" VALUES ('delete', old.place, {OF_BOTH.format(row='old.')});"
)
FILLED = f"""
INSERT INTO search_by_agency (rowid, tokens)
SELECT place, {OF_BOTH.format(row="")} FROM search_rows WHERE place > :after AND place <= :upto ORDER BY place
"""
ORIGIN = "NULLIF(matters.origin_agency_id, matters.agency_id)"
THESE = "search_rows.place > :after AND search_rows.place <= :upto"
WHOSE = f"""
UPDATE search_rows SET agency_id = matters.agency_id, origin_agency_id = {ORIGIN}
FROM matters WHERE matters.id = search_rows.matter_id AND {THESE}
"""
ANEW = f"""
INSERT INTO search_rows_anew (place, matter_id, tokens, names, agency_id, origin_agency_id)
SELECT place, matter_id, tokens, names, matters.agency_id, {ORIGIN}
FROM search_rows JOIN matters ON matters.id = search_rows.matter_id WHERE {THESE} ORDER BY place
"""
log = logging.getLogger("alembic.runtime.migration")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def _upgrade_sqlite() -> None:
    _drop_triggers()
    op.add_column("search_rows", sa.Column("agency_id", KEY, nullable=False, server_default="0"))
    op.add_column("search_rows", sa.Column("origin_agency_id", KEY, nullable=True))
    op.execute(THEIRS)
    _in_batches(WHOSE, FILLED)
    _make_triggers(INSERTED + INSERTED_THEIRS, DELETED + DELETED_THEIRS)


def _upgrade_postgresql() -> None:
    near = op.get_bind().scalar(sa.text("SELECT to_regclass('ix_search_rows_names')"))
    op.create_table(
        "search_rows_anew",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("tokens", TSVECTOR(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_agency_id", sa.BigInteger(), nullable=True),
    )
    op.execute("ALTER TABLE search_rows_anew SET (toast_tuple_target = 8160)")
    op.execute("ALTER TABLE search_rows_anew ALTER COLUMN tokens SET STATISTICS 1000")
    _in_batches(ANEW)
    op.drop_table("search_rows")
    op.rename_table("search_rows_anew", "search_rows")
    log.info("search: the indexes")
    op.execute("SET LOCAL maintenance_work_mem = '256MB'")  # the indexes of words are slow to make with less
    op.create_primary_key(op.f("pk_search_rows"), "search_rows", ["place"])
    op.create_unique_constraint(op.f("uq_search_rows_matter_id"), "search_rows", ["matter_id"])
    op.create_foreign_key(op.f("fk_search_rows_matter_id_matters"), "search_rows", "matters", ["matter_id"], ["id"])
    op.execute("CREATE INDEX ix_search_rows_agency ON search_rows (agency_id, place)")
    op.execute(
        "CREATE INDEX ix_search_rows_origin ON search_rows (origin_agency_id, place) WHERE origin_agency_id IS NOT NULL"
    )
    op.execute("CREATE INDEX ix_search_rows_tokens ON search_rows USING gin (tokens) WITH (fastupdate = off)")
    if near:
        op.execute("CREATE INDEX ix_search_rows_names ON search_rows USING gin (names gin_trgm_ops)")


def _in_batches(*statements: str) -> None:
    """Run these over every row of the index, from the earliest on."""
    connection, after, done = op.get_bind(), 0, 0
    batch = sa.text("SELECT MAX(place), COUNT(*) FROM (SELECT place FROM search_rows WHERE place > :after"
                   " ORDER BY place LIMIT :most) AS batch")  # fmt: skip
    while True:
        upto, number = connection.execute(batch, {"after": after, "most": AT_ONCE}).one()
        if not number:
            return
        for statement in statements:
            connection.execute(sa.text(statement), {"after": after, "upto": upto})
        after, done = upto, done + number
        log.info("search: %s rows", done)


def _drop_triggers() -> None:
    for name in ("inserted", "deleted", "updated"):
        op.execute(f"DROP TRIGGER search_rows_{name}")


def _make_triggers(inserted: str, deleted: str) -> None:
    op.execute(f"CREATE TRIGGER search_rows_inserted AFTER INSERT ON search_rows BEGIN {inserted} END")
    op.execute(f"CREATE TRIGGER search_rows_deleted AFTER DELETE ON search_rows BEGIN {deleted} END")
    op.execute(f"CREATE TRIGGER search_rows_updated AFTER UPDATE ON search_rows BEGIN {deleted}{inserted} END")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _drop_triggers()
        op.execute("DROP TABLE search_by_agency")
    else:
        op.execute("DROP INDEX ix_search_rows_agency")
        op.execute("DROP INDEX ix_search_rows_origin")
    op.drop_column("search_rows", "origin_agency_id")
    op.drop_column("search_rows", "agency_id")
    if op.get_bind().dialect.name == "sqlite":
        _make_triggers(INSERTED, DELETED)
