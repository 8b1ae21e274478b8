"""A province's own templates of papers, and from which day each is used.

Revision: 0021
After: 0020
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "paper_templates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["accounts.id"], name=op.f("fk_paper_templates_uploaded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_templates")),
        sa.UniqueConstraint("ref", name=op.f("uq_paper_templates_ref")),
    )
    op.create_index(op.f("ix_paper_templates_paper"), "paper_templates", ["paper"])
    op.create_table(
        "paper_template_uses",
        sa.Column("id", KEY, nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("template_id", KEY, nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["template_id"], ["paper_templates.id"], name=op.f("fk_paper_template_uses_template_id_paper_templates")
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["accounts.id"], name=op.f("fk_paper_template_uses_set_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template_uses")),
        sa.UniqueConstraint("paper", "from_on", name=op.f("uq_paper_template_uses_paper_from_on")),
    )


def downgrade() -> None:
    # What was issued stays as it was issued; papers are made from the built-in layout again.
    op.drop_table("paper_template_uses")
    op.drop_table("paper_templates")
