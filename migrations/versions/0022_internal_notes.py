"""Internal notes of a file, their words beside the identities.

Revision: 0022
After: 0021
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "file_notes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_file_notes_matter_id_matters")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_file_notes_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_notes")),
        sa.UniqueConstraint("ref", name=op.f("uq_file_notes_ref")),
    )
    op.create_index(op.f("ix_file_notes_matter_id"), "file_notes", ["matter_id"])
    op.create_table(
        "note_words",
        sa.Column("note_id", KEY, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["file_notes.id"], name=op.f("fk_note_words_note_id_file_notes")),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_note_words")),
    )


def downgrade() -> None:
    op.drop_table("note_words")
    op.drop_index(op.f("ix_file_notes_matter_id"), table_name="file_notes")
    op.drop_table("file_notes")
