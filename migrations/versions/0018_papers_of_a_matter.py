"""Official papers of a matter: being written, and issued.

Revision: 0018
After: 0017
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATE = sa.Enum("draft", "issued", name="paper_state", native_enum=False, create_constraint=True, length=32)
BEING_WRITTEN = sa.text("state = 'draft'")


def upgrade() -> None:
    op.create_table(
        "matter_papers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (document_id IS NOT NULL)", name=op.f("ck_matter_papers_issued_with_its_document")
        ),
        sa.CheckConstraint("(state = 'issued') = (issued_on IS NOT NULL)", name=op.f("ck_matter_papers_issued_on_a_day")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_papers_matter_id_matters")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_matter_papers_document_id_documents")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["accounts.id"], name=op.f("fk_matter_papers_changed_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_papers")),
        sa.UniqueConstraint("ref", name=op.f("uq_matter_papers_ref")),
        sa.UniqueConstraint("document_id", name=op.f("uq_matter_papers_document_id")),
    )
    op.create_index(op.f("ix_matter_papers_matter_id"), "matter_papers", ["matter_id"])
    op.create_index(
        "uq_matter_papers_draft", "matter_papers", ["matter_id", "paper"], unique=True,
        postgresql_where=BEING_WRITTEN, sqlite_where=BEING_WRITTEN,
    )


def downgrade() -> None:
    # What was issued stays as a document of its matter; only that it was made here is forgotten.
    op.drop_table("matter_papers")
