"""Inspections: plans with their changes, teams, invitations, findings and recommendations.

Revision: 0035
After: 0034
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inspection_plans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=160), nullable=False),
        sa.Column("result_matter_id", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (number IS NULL)", name=op.f("ck_inspection_plans_approved_with_its_number")
        ),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (result_matter_id IS NULL)",
            name=op.f("ck_inspection_plans_approved_with_its_result_due"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_inspection_plans_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_inspection_plans_created_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["result_matter_id"], ["matters.id"], name=op.f("fk_inspection_plans_result_matter_id_matters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_plans")),
        sa.UniqueConstraint("agency_id", "year", name=op.f("uq_inspection_plans_agency_id_year")),
        sa.UniqueConstraint("ref", name=op.f("uq_inspection_plans_ref")),
        sa.UniqueConstraint("result_matter_id", name=op.f("uq_inspection_plans_result_matter_id")),
    )
    op.create_table(
        "inspections",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("partners", sa.String(length=300), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "planned",
                "decided",
                "under_way",
                "announced",
                "cancelled",
                name="inspection_stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("decision_no", sa.String(length=80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_signed_by", sa.String(length=160), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("conclusion_no", sa.String(length=80), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("conclusion_signed_by", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'announced') = (announced_on IS NOT NULL)", name=op.f("ck_inspections_announced_on_a_day")
        ),
        sa.CheckConstraint(
            "stage IN ('planned', 'cancelled') OR (decided_on IS NOT NULL AND decision_no <> '')",
            name=op.f("ck_inspections_decided_by_a_paper"),
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_inspections_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_inspections_plan_id_inspection_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_inspections_plan_id_position")),
        sa.UniqueConstraint("ref", name=op.f("uq_inspections_ref")),
    )
    op.create_table(
        "inspection_findings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("control", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_inspection_findings_agency_id_agencies")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_inspection_findings_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_findings_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_inspection_findings_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_findings")),
    )
    op.create_index("ix_inspection_findings_inspection_id", "inspection_findings", ["inspection_id"])
    op.create_table(
        "inspection_invitations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=160), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum("came", "stayed_away", name="attendance", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("who_came", sa.String(length=300), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_inspection_invitations_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_invitations_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["accounts.id"], name=op.f("fk_inspection_invitations_issued_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_invitations")),
        sa.UniqueConstraint(
            "inspection_id", "agency_id", name=op.f("uq_inspection_invitations_inspection_id_agency_id")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_inspection_invitations_ref")),
    )
    op.create_index("ix_inspection_invitations_agency_id", "inspection_invitations", ["agency_id"])
    op.create_table(
        "inspection_matters",
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_inspection_matters_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_matters_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_inspection_matters_matter_id_matters")),
        sa.PrimaryKeyConstraint("inspection_id", "matter_id", name=op.f("pk_inspection_matters")),
    )
    op.create_index("ix_inspection_matters_matter_id", "inspection_matters", ["matter_id"])
    op.create_table(
        "inspection_members",
        sa.Column("id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "leader",
                "deputy",
                "secretary",
                "member",
                name="team_part",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("post", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_members_inspection_id_inspections")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_members")),
        sa.UniqueConstraint("inspection_id", "position", name=op.f("uq_inspection_members_inspection_id_position")),
    )
    op.create_table(
        "inspection_plan_changes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("plan_id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_inspection_plan_changes_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_plan_changes_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plans.id"], name=op.f("fk_inspection_plan_changes_plan_id_inspection_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_plan_changes")),
    )
    op.create_index("ix_inspection_plan_changes_inspection_id", "inspection_plan_changes", ["inspection_id"])
    op.create_index("ix_inspection_plan_changes_plan_id", "inspection_plan_changes", ["plan_id"])
    op.create_table(
        "inspection_units",
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_inspection_units_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_units_inspection_id_inspections")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "agency_id", name=op.f("pk_inspection_units")),
    )
    op.create_index("ix_inspection_units_agency_id", "inspection_units", ["agency_id"])
    op.create_table(
        "inspection_recommendations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("finding_id", KEY, nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("term_on", sa.Date(), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_inspection_recommendations_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_inspection_recommendations_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["inspection_findings.id"],
            name=op.f("fk_inspection_recommendations_finding_id_inspection_findings"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_recommendations_inspection_id_inspections")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_inspection_recommendations_matter_id_matters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_recommendations")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_inspection_recommendations_matter_id")),
    )
    op.create_index(
        "ix_inspection_recommendations_inspection_id", "inspection_recommendations", ["inspection_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_inspection_recommendations_inspection_id", table_name="inspection_recommendations")
    op.drop_table("inspection_recommendations")
    op.drop_index("ix_inspection_units_agency_id", table_name="inspection_units")
    op.drop_table("inspection_units")
    op.drop_index("ix_inspection_plan_changes_plan_id", table_name="inspection_plan_changes")
    op.drop_index("ix_inspection_plan_changes_inspection_id", table_name="inspection_plan_changes")
    op.drop_table("inspection_plan_changes")
    op.drop_table("inspection_members")
    op.drop_index("ix_inspection_matters_matter_id", table_name="inspection_matters")
    op.drop_table("inspection_matters")
    op.drop_index("ix_inspection_invitations_agency_id", table_name="inspection_invitations")
    op.drop_table("inspection_invitations")
    op.drop_index("ix_inspection_findings_inspection_id", table_name="inspection_findings")
    op.drop_table("inspection_findings")
    op.drop_table("inspections")
    op.drop_table("inspection_plans")
