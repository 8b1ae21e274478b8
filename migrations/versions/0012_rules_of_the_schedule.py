"""Rules of the schedule of reception, and which day was made of which.

Revision: 0012
After: 0011
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def one_of(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "reception_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("kind", one_of("reception_rule_kind", "regular", "head", "unscheduled"), nullable=False),
        sa.Column("every", one_of("reception_rule_every", "month_day", "week", "month_weekday"), nullable=False),
        sa.Column("off", one_of("reception_rule_off", "next", "previous", "skip"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("chaired_by", sa.String(length=120), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("made_until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_reception_rules_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_reception_rules_created_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_rules")),
        sa.UniqueConstraint("ref", name=op.f("uq_reception_rules_ref")),
    )
    op.create_index(op.f("ix_reception_rules_agency_id"), "reception_rules", ["agency_id"])
    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("rule_on", sa.Date(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_reception_days_rule_id_rule_on"), ["rule_id", "rule_on"])
        batch_op.create_foreign_key(
            batch_op.f("fk_reception_days_rule_id_reception_rules"), "reception_rules", ["rule_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reception_days_rule_id_reception_rules"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_reception_days_rule_id_rule_on"), type_="unique")
        batch_op.drop_column("rule_on")
        batch_op.drop_column("rule_id")
    op.drop_table("reception_rules")
