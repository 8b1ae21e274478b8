"""The head's conclusion after a day of reception, and the tasks it gives.

Revision: 0006
After: 0005
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "conclusions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("reception_day_id", KEY, nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["reception_day_id"], ["reception_days.id"], name=op.f("fk_conclusions_reception_day_id_reception_days")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_conclusions_created_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusions")),
        sa.UniqueConstraint("ref", name=op.f("uq_conclusions_ref")),
    )
    op.create_index(op.f("ix_conclusions_reception_day_id"), "conclusions", ["reception_day_id"])
    op.create_table(
        "conclusion_tasks",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("conclusion_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("visit_id", KEY, nullable=True),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_post", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["conclusion_id"], ["conclusions.id"], name=op.f("fk_conclusion_tasks_conclusion_id_conclusions")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_conclusion_tasks_matter_id_matters")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.matter_id"], name=op.f("fk_conclusion_tasks_visit_id_visits")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_conclusion_tasks")),
    )
    op.create_index(op.f("ix_conclusion_tasks_conclusion_id"), "conclusion_tasks", ["conclusion_id"])
    op.create_index(op.f("ix_conclusion_tasks_visit_id"), "conclusion_tasks", ["visit_id"])


def downgrade() -> None:
    op.drop_table("conclusion_tasks")
    op.drop_table("conclusions")
