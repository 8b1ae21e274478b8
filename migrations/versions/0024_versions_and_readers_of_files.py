"""Files: their versions, who opens them. What was there is opened by whoever opened it before.

Revision: 0024
After: 0023
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    audience = sa.Enum("matter", "named", name="audience", native_enum=False, create_constraint=True, length=32)
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audience", audience, nullable=False, server_default="matter"))
        batch_op.add_column(sa.Column("supersedes_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=300), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_documents_supersedes_id_documents"), "documents", ["supersedes_id"], ["id"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_documents_supersedes_id"), ["supersedes_id"])
    op.create_table(
        "document_readers",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_readers_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_document_readers_account_id_accounts")),
        sa.PrimaryKeyConstraint("document_id", "account_id", name=op.f("pk_document_readers")),
    )
    op.create_index(op.f("ix_document_readers_account_id"), "document_readers", ["account_id"])


def downgrade() -> None:
    op.drop_table("document_readers")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_documents_supersedes_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_documents_supersedes_id_documents"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_documents_audience"), type_="check")
        batch_op.drop_column("reason")
        batch_op.drop_column("supersedes_id")
        batch_op.drop_column("audience")
