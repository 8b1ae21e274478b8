"""Online reception: how a day is prepared, its points, its trials.

Revision: 0015
After: 0014
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "online_days",
        sa.Column("day_id", KEY, nullable=False),
        sa.Column("decision_no", sa.String(length=80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("other_place", sa.String(length=200), nullable=False),
        sa.Column("citizen_told_on", sa.Date(), nullable=True),
        sa.Column("bodies_told_on", sa.Date(), nullable=True),
        sa.Column("prepared_on", sa.Date(), nullable=True),
        sa.Column("connected_at", sa.Time(), nullable=True),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("identified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recording", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["reception_days.id"], name=op.f("fk_online_days_day_id_reception_days")),
        sa.PrimaryKeyConstraint("day_id", name=op.f("pk_online_days")),
    )
    op.create_table(
        "online_points",
        sa.Column("id", KEY, nullable=False),
        sa.Column("day_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["online_days.day_id"], name=op.f("fk_online_points_day_id_online_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_points")),
        sa.UniqueConstraint("day_id", "position", name=op.f("uq_online_points_day_id_position")),
    )
    op.create_table(
        "online_trials",
        sa.Column("id", KEY, nullable=False),
        sa.Column("day_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["online_days.day_id"], name=op.f("fk_online_trials_day_id_online_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_trials")),
    )
    op.create_index(op.f("ix_online_trials_day_id"), "online_trials", ["day_id"])


def downgrade() -> None:
    op.drop_table("online_trials")
    op.drop_table("online_points")
    op.drop_table("online_days")
