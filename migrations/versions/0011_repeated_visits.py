"""The visit somebody comes again about: said by the officer, never guessed.

Revision: 0011
After: 0010
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("repeats_id", KEY, nullable=True))
        batch_op.create_index(batch_op.f("ix_visits_repeats_id"), ["repeats_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_visits_repeats_id_visits"), "visits", ["repeats_id"], ["matter_id"])


def downgrade() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_visits_repeats_id_visits"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_visits_repeats_id"))
        batch_op.drop_column("repeats_id")
