"""How decisions and conclusions were carried out, by document.

Revision: 0026
After: 0025
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "enforcement_entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("heading", sa.String(length=60), nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("corrects_id", KEY, nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_enforcement_entries_matter_id_matters")),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["enforcement_entries.id"],
            name=op.f("fk_enforcement_entries_corrects_id_enforcement_entries"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_enforcement_entries_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_entries")),
        sa.UniqueConstraint("ref", name=op.f("uq_enforcement_entries_ref")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_enforcement_entries_corrects_id")),
    )
    op.create_index(op.f("ix_enforcement_entries_matter_id"), "enforcement_entries", ["matter_id"])
    op.create_table(
        "enforcement_figures",
        sa.Column("entry_id", KEY, nullable=False),
        sa.Column("figure", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["enforcement_entries.id"], name=op.f("fk_enforcement_figures_entry_id_enforcement_entries")
        ),
        sa.PrimaryKeyConstraint("entry_id", "figure", name=op.f("pk_enforcement_figures")),
    )


def downgrade() -> None:
    op.drop_table("enforcement_figures")
    op.drop_index(op.f("ix_enforcement_entries_matter_id"), table_name="enforcement_entries")
    op.drop_table("enforcement_entries")
