"""Indexes that lead to what was done, and what ended, since a day: the backlog month by month.

Revision: 0031
After: 0030
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

INDEXES = {"ix_obligations_satisfied": "satisfied_on", "ix_obligations_ended": "ended_on"}


def upgrade() -> None:
    for name, column in INDEXES.items():
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, "obligations", [column], postgresql_where=there, sqlite_where=there)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="obligations")
