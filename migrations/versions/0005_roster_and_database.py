"""The roster of reception officers with their duty days and training; what was entered in the national database.

Revision: 0005
After: 0004
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DUTIES = ("regular", "support", "petitions", "representative")


def upgrade() -> None:
    op.create_table(
        "roster_officers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(*DUTIES, name="roster_duty", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("document_by", sa.String(length=160), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_roster_officers_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_roster_officers_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_roster_officers_created_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_officers")),
        sa.UniqueConstraint("ref", name=op.f("uq_roster_officers_ref")),
    )
    op.create_index(op.f("ix_roster_officers_agency_id"), "roster_officers", ["agency_id"])
    op.create_table(
        "roster_trainings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("course", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("certificate", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["roster_officers.id"], name=op.f("fk_roster_trainings_officer_id_roster_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_trainings")),
    )
    op.create_index(op.f("ix_roster_trainings_officer_id"), "roster_trainings", ["officer_id"])
    op.create_table(
        "roster_days",
        sa.Column("id", KEY, nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["roster_officers.id"], name=op.f("fk_roster_days_officer_id_roster_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_days")),
        sa.UniqueConstraint("officer_id", "on", name=op.f("uq_roster_days_officer_id_on")),
    )
    op.create_index(op.f("ix_roster_days_officer_id"), "roster_days", ["officer_id"])
    op.create_index(op.f("ix_roster_days_on"), "roster_days", ["on"])
    op.create_table(
        "database_entries",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_database_entries_by_id_accounts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_database_entries_matter_id_matters")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_database_entries")),
    )


def downgrade() -> None:
    op.drop_table("database_entries")
    op.drop_table("roster_days")
    op.drop_table("roster_trainings")
    op.drop_table("roster_officers")
