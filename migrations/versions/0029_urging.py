"""Urging letters, their matters, replies and explanations; who took note of a flag.

Revision: 0029
After: 0028
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNANSWERED = sa.text("issued_on IS NOT NULL AND replied_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "urgings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column(
            "track",
            sa.Enum("inspectorate", "board", name="urging_track", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("by_agency_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("follows_id", KEY, nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("more", sa.String(length=1000), nullable=False),
        sa.Column("signed_by", sa.String(length=160), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by_id", KEY, nullable=True),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", KEY, nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("reply_number", sa.String(length=80), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply_words", sa.Text(), nullable=False),
        sa.Column("reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by_id", KEY, nullable=True),
        sa.Column("report_number", sa.String(length=80), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("report_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(issued_on IS NULL) = (number IS NULL)", name=op.f("ck_urgings_number_with_its_day")),
        sa.CheckConstraint(
            "issued_on IS NOT NULL OR (replied_on IS NULL AND reported_on IS NULL)",
            name=op.f("ck_urgings_issued_first"),
        ),
        sa.CheckConstraint(
            "issued_on IS NULL OR reply_due_on IS NOT NULL", name=op.f("ck_urgings_issued_with_a_reply_day")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_urgings_agency_id_agencies")),
        sa.ForeignKeyConstraint(["by_agency_id"], ["agencies.id"], name=op.f("fk_urgings_by_agency_id_agencies")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["accounts.id"], name=op.f("fk_urgings_drafted_by_id_accounts")),
        sa.ForeignKeyConstraint(["follows_id"], ["urgings.id"], name=op.f("fk_urgings_follows_id_urgings")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["accounts.id"], name=op.f("fk_urgings_issued_by_id_accounts")),
        sa.ForeignKeyConstraint(["reply_by_id"], ["accounts.id"], name=op.f("fk_urgings_reply_by_id_accounts")),
        sa.ForeignKeyConstraint(["report_by_id"], ["accounts.id"], name=op.f("fk_urgings_report_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgings")),
        sa.UniqueConstraint("follows_id", name=op.f("uq_urgings_follows_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_urgings_ref")),
    )
    op.create_index("ix_urgings_agency", "urgings", ["agency_id", "id"], unique=False)
    op.create_index("ix_urgings_by_agency", "urgings", ["by_agency_id", "issued_on", "id"], unique=False)
    op.create_index(
        "ix_urgings_unanswered",
        "urgings",
        ["reply_due_on", "id"],
        unique=False,
        postgresql_where=UNANSWERED,
        sqlite_where=UNANSWERED,
    )
    op.create_table(
        "urging_files",
        sa.Column("urging_id", KEY, nullable=False),
        sa.Column(
            "paper",
            sa.Enum("letter", "reply", name="urging_paper", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["urging_id"], ["urgings.id"], name=op.f("fk_urging_files_urging_id_urgings")),
        sa.PrimaryKeyConstraint("urging_id", "paper", name=op.f("pk_urging_files")),
    )
    op.create_table(
        "urging_items",
        sa.Column("id", KEY, nullable=False),
        sa.Column("urging_id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("obligation_id", KEY, nullable=True),
        sa.Column("stage", sa.String(length=60), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("days_late", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_urging_items_matter_id_matters")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_urging_items_obligation_id_obligations")
        ),
        sa.ForeignKeyConstraint(["urging_id"], ["urgings.id"], name=op.f("fk_urging_items_urging_id_urgings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_items")),
    )
    op.create_index(op.f("ix_urging_items_matter_id"), "urging_items", ["matter_id"], unique=False)
    op.create_index(op.f("ix_urging_items_obligation_id"), "urging_items", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_urging_items_urging_id"), "urging_items", ["urging_id"], unique=False)
    op.create_table(
        "flag_acknowledgements",
        sa.Column("flag_id", KEY, nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_flag_acknowledgements_by_id_accounts")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_flag_acknowledgements_flag_id_flags")),
        sa.PrimaryKeyConstraint("flag_id", "raised_on", name=op.f("pk_flag_acknowledgements")),
    )
    op.create_table(
        "urging_explanations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_urging_explanations_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["urging_items.id"], name=op.f("fk_urging_explanations_item_id_urging_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_explanations")),
    )
    op.create_index(op.f("ix_urging_explanations_item_id"), "urging_explanations", ["item_id"], unique=False)
    op.create_index(op.f("ix_petitions_forwarded_from_id"), "petitions", ["forwarded_from_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_petitions_forwarded_from_id"), table_name="petitions")
    op.drop_index(op.f("ix_urging_explanations_item_id"), table_name="urging_explanations")
    op.drop_table("urging_explanations")
    op.drop_table("flag_acknowledgements")
    op.drop_index(op.f("ix_urging_items_urging_id"), table_name="urging_items")
    op.drop_index(op.f("ix_urging_items_obligation_id"), table_name="urging_items")
    op.drop_index(op.f("ix_urging_items_matter_id"), table_name="urging_items")
    op.drop_table("urging_items")
    op.drop_table("urging_files")
    op.drop_index("ix_urgings_unanswered", table_name="urgings")
    op.drop_index("ix_urgings_by_agency", table_name="urgings")
    op.drop_index("ix_urgings_agency", table_name="urgings")
    op.drop_table("urgings")
