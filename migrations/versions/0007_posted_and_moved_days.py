"""Days of reception are posted, moved, and a head's one has a matter of its own.

Revision: 0007
After: 0006
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("posted_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("posted_where", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("posted_by", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("matter_id", KEY, nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_reception_days_matter_id"), ["matter_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_reception_days_matter_id_matters"), "matters", ["matter_id"], ["id"]
        )
    op.create_table(
        "reception_moves",
        sa.Column("id", KEY, nullable=False),
        sa.Column("day_id", KEY, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("was_posted", sa.Boolean(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["day_id"], ["reception_days.id"], name=op.f("fk_reception_moves_day_id_reception_days")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["accounts.id"], name=op.f("fk_reception_moves_moved_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_moves")),
    )
    op.create_index(op.f("ix_reception_moves_day_id"), "reception_moves", ["day_id"])
    op.create_index(op.f("ix_reception_moves_from_on"), "reception_moves", ["from_on"])


def downgrade() -> None:
    op.drop_table("reception_moves")
    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reception_days_matter_id_matters"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_reception_days_matter_id"), type_="unique")
        for column in ("matter_id", "posted_by", "posted_where", "posted_on"):
            batch_op.drop_column(column)
