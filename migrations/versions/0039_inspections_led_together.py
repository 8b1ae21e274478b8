"""Inspections led together, the papers made of them, and the reports the province itself owes.

Revision: 0039
After: 0038
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RESULT = sa.text("inspection_id IS NULL")
BEFORE, SINCE = ("coordinator", "inspectorate"), ("coordinator", "inspectorate", "government")


def upgrade() -> None:
    op.create_table(
        "inspection_co_leads",
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_inspection_co_leads_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_co_leads_inspection_id_inspections")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "agency_id", name=op.f("pk_inspection_co_leads")),
    )
    op.create_index(op.f("ix_inspection_co_leads_agency_id"), "inspection_co_leads", ["agency_id"], unique=False)
    op.create_table(
        "inspection_papers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=True),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(number IS NULL) = (content IS NULL) AND (number IS NULL) = (issued_on IS NULL)",
            name=op.f("ck_inspection_papers_issued_with_its_number"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["accounts.id"], name=op.f("fk_inspection_papers_changed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_papers_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_inspection_papers_plan_id_inspection_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_papers")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_inspection_papers_inspection_id")),
    )
    op.create_index(
        "uq_inspection_papers_result", "inspection_papers", ["plan_id"], unique=True, sqlite_where=RESULT,
        postgresql_where=RESULT,
    )
    _collectors(SINCE)


def downgrade() -> None:
    _collectors(BEFORE)
    op.drop_table("inspection_papers")
    op.drop_table("inspection_co_leads")


def _collectors(codes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{code}'" for code in codes)
    with op.batch_alter_table("report_rounds", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_report_rounds_report_collector"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_report_rounds_report_collector"), f"collector IN ({listed})")
