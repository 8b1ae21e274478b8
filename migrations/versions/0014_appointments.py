"""Appointments made at the desk.

Revision: 0014
After: 0013
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("whom", sa.String(length=160), nullable=False),
        sa.Column("bring", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_appointments_matter_id_matters")),
        sa.ForeignKeyConstraint(["created_by_id"], ["accounts.id"], name=op.f("fk_appointments_created_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("ref", name=op.f("uq_appointments_ref")),
    )
    op.create_index(op.f("ix_appointments_matter_id"), "appointments", ["matter_id"])
    op.create_index(op.f("ix_appointments_on"), "appointments", ["on"])


def downgrade() -> None:
    op.drop_table("appointments")
