"""Notices of what is near, and who has seen them.

Revision: 0017
After: 0016
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "due_notices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("obligation_id", KEY, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_due_notices_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_notices")),
        sa.UniqueConstraint("obligation_id", "due_on", "threshold", name=op.f("uq_due_notices_obligation_id_due_on_threshold")),
    )
    op.create_index(
        "ix_due_notices_standing",
        "due_notices",
        ["obligation_id"],
        sqlite_where=sa.text("withdrawn_on IS NULL"),
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )
    op.create_table(
        "due_notices_seen",
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_due_notices_seen_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["due_notices.id"], name=op.f("fk_due_notices_seen_notice_id_due_notices")
        ),
        sa.PrimaryKeyConstraint("notice_id", "account_id", name=op.f("pk_due_notices_seen")),
    )
    op.create_index(op.f("ix_due_notices_seen_account_id"), "due_notices_seen", ["account_id"])


def downgrade() -> None:
    op.drop_table("due_notices_seen")
    op.drop_table("due_notices")
