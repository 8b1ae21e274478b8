"""Who does without the weekly letter.

Revision: 0033
After: 0032
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter_mutes",
        sa.Column("account_id", KEY, autoincrement=False, nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_letter_mutes_account_id_accounts")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_letter_mutes")),
    )


def downgrade() -> None:
    op.drop_table("letter_mutes")
