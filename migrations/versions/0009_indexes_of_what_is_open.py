"""Indexes for what everybody opens every day.

SQLite uses a partial index only for the words it was made with: "open" never was what a statement says, "open = 1" is.

Revision: 0009
After: 0008
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OF_WHAT_IS_OPEN = (
    ("ix_matters_open_agency", "matters", ("agency_id", "kind", "id")),
    ("ix_matters_assignee_open", "matters", ("assignee_id",)),
    ("ix_obligations_due", "obligations", ("due_on", "id")),
    ("ix_obligations_agency_due", "obligations", ("agency_id", "due_on", "id")),
)


NEW = (
    ("ix_matters_open_origin", "matters", ("origin_agency_id", "kind", "id"), "open"),
    ("ix_matters_agency_opened", "matters", ("agency_id", "opened_on", "id"), None),
    ("ix_matters_opened", "matters", ("opened_on", "id"), None),
    ("ix_acts_corrects", "acts", ("corrects_id",), "corrects_id IS NOT NULL"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_again("open = 1")
    for name, table, columns, where in NEW:
        on_sqlite = "open = 1" if where == "open" else where
        op.create_index(
            name,
            table,
            list(columns),
            postgresql_where=sa.text(where) if where else None,
            sqlite_where=sa.text(on_sqlite) if on_sqlite else None,
        )


def downgrade() -> None:
    for name, table, _columns, _where in reversed(NEW):
        op.drop_index(name, table_name=table)
    if op.get_bind().dialect.name == "sqlite":
        _made_again("open")


def _made_again(where: str) -> None:
    for name, table, columns in OF_WHAT_IS_OPEN:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, list(columns), sqlite_where=sa.text(where))
