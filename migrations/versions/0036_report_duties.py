"""Report duties: rounds, each agency's part, what was sent, and the drafts made of it.

Revision: 0036
After: 0035
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_rounds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column(
            "collector",
            sa.Enum(
                "coordinator", "inspectorate", name="report_collector", native_enum=False, create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=True),
        sa.Column("covers_until", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("by_agency_id", KEY, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.CheckConstraint(
            "(form = 'ad_hoc') = (by_agency_id IS NOT NULL)", name=op.f("ck_report_rounds_asked_by_somebody")
        ),
        sa.ForeignKeyConstraint(["by_agency_id"], ["agencies.id"], name=op.f("fk_report_rounds_by_agency_id_agencies")),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_report_rounds_made_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_rounds")),
        sa.UniqueConstraint("key", name=op.f("uq_report_rounds_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_report_rounds_ref")),
    )
    op.create_index("ix_report_rounds_collector", "report_rounds", ["collector", "due_on", "id"], unique=False)
    op.create_table(
        "report_duties",
        sa.Column("matter_id", KEY, autoincrement=False, nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_report_duties_matter_id_matters")),
        sa.ForeignKeyConstraint(["round_id"], ["report_rounds.id"], name=op.f("fk_report_duties_round_id_report_rounds")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_report_duties")),
    )
    op.create_index(op.f("ix_report_duties_round_id"), "report_duties", ["round_id"], unique=False)
    op.create_table(
        "sent_reports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("act_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_sent_reports_act_id_acts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_sent_reports_matter_id_matters")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["accounts.id"], name=op.f("fk_sent_reports_sent_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_reports")),
        sa.UniqueConstraint("act_id", name=op.f("uq_sent_reports_act_id")),
    )
    op.create_index("uq_sent_reports_turn", "sent_reports", ["matter_id", "turn"], unique=True)
    op.create_table(
        "report_merges",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_report_merges_made_by_id_accounts")),
        sa.ForeignKeyConstraint(["round_id"], ["report_rounds.id"], name=op.f("fk_report_merges_round_id_report_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_merges")),
        sa.UniqueConstraint("ref", name=op.f("uq_report_merges_ref")),
    )
    op.create_index(op.f("ix_report_merges_round_id"), "report_merges", ["round_id"], unique=False)


def downgrade() -> None:
    op.drop_table("report_merges")
    op.drop_table("sent_reports")
    op.drop_table("report_duties")
    op.drop_table("report_rounds")
