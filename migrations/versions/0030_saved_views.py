"""Filters of lists that somebody gave a name to.

Revision: 0030
After: 0029
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("listed", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=600), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_saved_views_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("ref", name=op.f("uq_saved_views_ref")),
        sa.UniqueConstraint("account_id", "listed", "name", name=op.f("uq_saved_views_account_id_listed_name")),
    )


def downgrade() -> None:
    op.drop_table("saved_views")
