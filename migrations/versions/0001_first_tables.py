"""The first tables, and the two that are written once.

Revision: 0001
Created: 2026-11-23
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Rows of these tables are written once: the log of acts, and the trail of who did or saw what.
WRITTEN_ONCE = ("acts", "audit_entries")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column(
            "theme",
            sa.Enum("light", "dark", name="theme", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("ref", name=op.f("uq_accounts_ref")),
        sa.UniqueConstraint("username", name=op.f("uq_accounts_username")),
    )
    op.create_table(
        "agencies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("english", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("head_title", sa.String(length=80), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "province",
                "department",
                "district",
                "commune",
                "party",
                name="agency_level",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.UniqueConstraint("code", name=op.f("uq_agencies_code")),
        sa.UniqueConstraint("ref", name=op.f("uq_agencies_ref")),
    )
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_years")),
    )
    op.create_table(
        "identities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("folded_address", sa.String(length=200), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column("paper_number", sa.String(length=40), nullable=False),
        sa.Column("paper_issued_on", sa.Date(), nullable=True),
        sa.Column("paper_issued_by", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_folded_name"), "identities", ["folded_name"], unique=False)
    op.create_index(op.f("ix_identities_paper_number"), "identities", ["paper_number"], unique=False)
    op.create_table(
        "job_runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
        sa.UniqueConstraint("job", "period", name=op.f("uq_job_runs_job_period")),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "policy_choices",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_policy_choices")),
    )
    op.create_table(
        "sign_in_throttles",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_throttles")),
    )
    op.create_table(
        "agency_parents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("parent_id", KEY, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_agency_parents_agency_id_agencies")),
        sa.ForeignKeyConstraint(["parent_id"], ["agencies.id"], name=op.f("fk_agency_parents_parent_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_parents")),
        sa.UniqueConstraint("agency_id", "from_on", name=op.f("uq_agency_parents_agency_id_from_on")),
    )
    op.create_index(op.f("ix_agency_parents_parent_id"), "agency_parents", ["parent_id"], unique=False)
    op.create_table(
        "agency_successions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("successor_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=160), nullable=False),
        sa.CheckConstraint("agency_id <> successor_id", name=op.f("ck_agency_successions_not_itself")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_agency_successions_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["agencies.id"], name=op.f("fk_agency_successions_successor_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_successions")),
        sa.UniqueConstraint("agency_id", "successor_id", name=op.f("uq_agency_successions_agency_id_successor_id")),
    )
    op.create_index(op.f("ix_agency_successions_successor_id"), "agency_successions", ["successor_id"], unique=False)
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("off", "work", name="day_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["calendar_years.year"], name=op.f("fk_calendar_days_year_calendar_years")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_index(op.f("ix_calendar_days_year"), "calendar_days", ["year"], unique=False)
    op.create_table(
        "counters",
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column(
            "series",
            sa.Enum(
                "visit",
                "petition",
                "complaint",
                "feedback",
                name="series",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_counters_agency_id_agencies")),
        sa.PrimaryKeyConstraint("agency_id", "series", "year", name=op.f("pk_counters")),
    )
    op.create_table(
        "matters",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "visit",
                "petition",
                "case",
                "conclusion_task",
                "agency_duty",
                "report_duty",
                "inspection_term",
                name="matter_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("procedure", sa.String(length=60), nullable=True),
        sa.Column("stage", sa.String(length=60), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("origin_agency_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("excluded_agency_id", KEY, nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("assignee_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_matters_agency_id_agencies")),
        sa.ForeignKeyConstraint(["assignee_id"], ["accounts.id"], name=op.f("fk_matters_assignee_id_accounts")),
        sa.ForeignKeyConstraint(["created_by_id"], ["accounts.id"], name=op.f("fk_matters_created_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["excluded_agency_id"], ["agencies.id"], name=op.f("fk_matters_excluded_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["origin_agency_id"], ["agencies.id"], name=op.f("fk_matters_origin_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_matters_agency_id_code")),
        sa.UniqueConstraint("ref", name=op.f("uq_matters_ref")),
    )
    op.create_index(
        "ix_matters_assignee_open",
        "matters",
        ["assignee_id"],
        unique=False,
        postgresql_where=sa.text("open"),
        sqlite_where=sa.text("open"),
    )
    op.create_index(
        "ix_matters_open_agency",
        "matters",
        ["agency_id", "kind", "id"],
        unique=False,
        postgresql_where=sa.text("open"),
        sqlite_where=sa.text("open"),
    )
    op.create_index(op.f("ix_matters_origin_agency_id"), "matters", ["origin_agency_id"], unique=False)
    op.create_table(
        "outbox_letters",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("recipient_account_id", KEY, nullable=True),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "held",
                "queued",
                "claimed",
                "sent",
                "failed",
                "dropped",
                name="letter_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_outbox_letters_agency_id_agencies")),
        sa.ForeignKeyConstraint(
            ["recipient_account_id"], ["accounts.id"], name=op.f("fk_outbox_letters_recipient_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_letters")),
        sa.UniqueConstraint(
            "kind", "recipient", "agency_id", "period", name=op.f("uq_outbox_letters_kind_recipient_agency_id_period")
        ),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_letters_message_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_outbox_letters_ref")),
    )
    op.create_index(op.f("ix_outbox_letters_agency_id"), "outbox_letters", ["agency_id"], unique=False)
    op.create_index("ix_outbox_letters_next", "outbox_letters", ["state", "next_try_at"], unique=False)
    op.create_table(
        "reception_days",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "head",
                "unscheduled",
                name="reception_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_reception_days_agency_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_days")),
    )
    op.create_index(op.f("ix_reception_days_agency_id"), "reception_days", ["agency_id"], unique=False)
    op.create_index(op.f("ix_reception_days_on"), "reception_days", ["on"], unique=False)
    op.create_table(
        "remote_areas",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("document", sa.String(length=160), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_remote_areas_agency_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_areas")),
    )
    op.create_index(op.f("ix_remote_areas_agency_id"), "remote_areas", ["agency_id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "officer",
                "handler",
                "head",
                "supervisor",
                "coordinator",
                "observer",
                "auditor",
                "administrator",
                name="role_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_roles_account_id_accounts")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_roles_agency_id_agencies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_account_id"), "roles", ["account_id"], unique=False)
    op.create_index("ix_roles_agency_kind", "roles", ["agency_id", "kind"], unique=False)
    op.create_table(
        "web_sessions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", KEY, nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_web_sessions_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_sessions_token_hash")),
    )
    op.create_index(op.f("ix_web_sessions_account_id"), "web_sessions", ["account_id"], unique=False)
    op.create_index(op.f("ix_web_sessions_expires_at"), "web_sessions", ["expires_at"], unique=False)
    op.create_table(
        "acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("document_no", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrects_id", KEY, nullable=True),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed_late_days", sa.Integer(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_acts_by_id_accounts")),
        sa.ForeignKeyConstraint(["corrects_id"], ["acts.id"], name=op.f("fk_acts_corrects_id_acts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_acts_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index("ix_acts_matter_on", "acts", ["matter_id", "on", "id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_assignments_account_id_accounts")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_assignments_by_id_accounts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_assignments_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_account_id"), "assignments", ["account_id"], unique=False)
    op.create_index(op.f("ix_assignments_matter_id"), "assignments", ["matter_id"], unique=False)
    op.create_index(
        "uq_assignments_open",
        "assignments",
        ["matter_id"],
        unique=True,
        postgresql_where=sa.text("until_at IS NULL"),
        sqlite_where=sa.text("until_at IS NULL"),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", KEY, nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_audit_entries_account_id_accounts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_audit_entries_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_account_id"), "audit_entries", ["account_id"], unique=False)
    op.create_index(op.f("ix_audit_entries_action"), "audit_entries", ["action"], unique=False)
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entries_matter_id"), "audit_entries", ["matter_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("previous_case_id", KEY, nullable=True),
        sa.Column(
            "relation",
            sa.Enum(
                "second_instance",
                "further",
                "re_resolution",
                "take_over",
                name="case_relation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("contested", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_cases_matter_id_matters")),
        sa.ForeignKeyConstraint(
            ["previous_case_id"], ["cases.matter_id"], name=op.f("fk_cases_previous_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_accepted_on"), "cases", ["accepted_on"], unique=False)
    op.create_table(
        "custodies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=160), nullable=False),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_custodies_ends_after_it_starts")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_custodies_agency_id_agencies")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_custodies_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custodies")),
    )
    op.create_index(op.f("ix_custodies_agency_id"), "custodies", ["agency_id"], unique=False)
    op.create_index(op.f("ix_custodies_matter_id"), "custodies", ["matter_id"], unique=False)
    op.create_table(
        "identity_grants",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("granted_by_id", KEY, nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_identity_grants_account_id_accounts")),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["accounts.id"], name=op.f("fk_identity_grants_granted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_identity_grants_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_grants")),
    )
    op.create_index(op.f("ix_identity_grants_account_id"), "identity_grants", ["account_id"], unique=False)
    op.create_index(op.f("ix_identity_grants_matter_id"), "identity_grants", ["matter_id"], unique=False)
    op.create_table(
        "matter_people",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "visitor",
                "petitioner",
                "representative",
                name="person_role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown_as", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["identities.id"], name=op.f("fk_matter_people_identity_id_identities")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_people_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_people")),
        sa.UniqueConstraint("matter_id", "position", name=op.f("uq_matter_people_matter_id_position")),
    )
    op.create_index(op.f("ix_matter_people_identity_id"), "matter_people", ["identity_id"], unique=False)
    op.create_table(
        "respondents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_respondents_agency_id_agencies")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_respondents_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondents")),
    )
    op.create_index(op.f("ix_respondents_agency_id"), "respondents", ["agency_id"], unique=False)
    op.create_index(op.f("ix_respondents_matter_id"), "respondents", ["matter_id"], unique=False)
    op.create_table(
        "sealed_contents",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("papers", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_sealed_contents_matter_id_matters")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_sealed_contents")),
    )
    op.create_table(
        "visits",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("reception_day_id", KEY, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("prior_settler", sa.String(length=200), nullable=False),
        sa.Column("within_competence", sa.Boolean(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "petition_taken",
                "statement_taken",
                "answered",
                "noted",
                "guided",
                "transferred",
                "refused",
                name="visit_outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("outcome_agency", sa.String(length=200), nullable=False),
        sa.Column("outcome_document", sa.String(length=80), nullable=False),
        sa.Column("refusal_ground", sa.String(length=20), nullable=True),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("receipt_no", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("received_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_visits_matter_id_matters")),
        sa.ForeignKeyConstraint(["received_by_id"], ["accounts.id"], name=op.f("fk_visits_received_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["reception_day_id"], ["reception_days.id"], name=op.f("fk_visits_reception_day_id_reception_days")
        ),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_received_on"), "visits", ["received_on"], unique=False)
    op.create_index(op.f("ix_visits_reception_day_id"), "visits", ["reception_day_id"], unique=False)
    op.create_table(
        "obligations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("duty", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("trigger_act_id", KEY, nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("raw_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("satisfied_on", sa.Date(), nullable=True),
        sa.Column("satisfied_act_id", KEY, nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=60), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("frozen_days_late", sa.Integer(), nullable=True),
        sa.Column("unreckoned", sa.String(length=200), nullable=True),
        sa.Column("certainty", sa.String(length=60), nullable=False),
        sa.Column("rule_from", sa.Date(), nullable=False),
        sa.Column("calendar_version", sa.String(length=40), nullable=False),
        sa.Column("judgement", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_obligations_agency_id_agencies")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_obligations_matter_id_matters")),
        sa.ForeignKeyConstraint(["satisfied_act_id"], ["acts.id"], name=op.f("fk_obligations_satisfied_act_id_acts")),
        sa.ForeignKeyConstraint(["trigger_act_id"], ["acts.id"], name=op.f("fk_obligations_trigger_act_id_acts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint(
            "matter_id",
            "duty",
            "trigger_act_id",
            "judgement",
            name=op.f("uq_obligations_matter_id_duty_trigger_act_id_judgement"),
        ),
    )
    op.create_index(
        "ix_obligations_agency_due",
        "obligations",
        ["agency_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("open"),
        sqlite_where=sa.text("open"),
    )
    op.create_index(
        "ix_obligations_due",
        "obligations",
        ["due_on", "id"],
        unique=False,
        postgresql_where=sa.text("open"),
        sqlite_where=sa.text("open"),
    )
    op.create_index(op.f("ix_obligations_matter_id"), "obligations", ["matter_id"], unique=False)
    op.create_table(
        "petitions",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("visit_id", KEY, nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "visit",
                "oral",
                "post",
                "forwarded",
                "portal",
                name="petition_source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "forwarder",
            sa.Enum(
                "agency",
                "press",
                "front",
                "deputy",
                "ban_tcd",
                name="forwarder",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("forwarder_name", sa.String(length=200), nullable=False),
        sa.Column("forward_document", sa.String(length=80), nullable=False),
        sa.Column("forwarded_from_id", KEY, nullable=True),
        sa.Column("split_from_id", KEY, nullable=True),
        sa.Column("duplicate_of_id", KEY, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("signatories", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "complaint",
                "denunciation",
                "feedback",
                name="petition_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("officials_conduct", sa.Boolean(), nullable=False),
        sa.Column("classification_reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("contested", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"], ["petitions.matter_id"], name=op.f("fk_petitions_duplicate_of_id_petitions")
        ),
        sa.ForeignKeyConstraint(
            ["forwarded_from_id"], ["petitions.matter_id"], name=op.f("fk_petitions_forwarded_from_id_petitions")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_petitions_matter_id_matters")),
        sa.ForeignKeyConstraint(
            ["split_from_id"], ["petitions.matter_id"], name=op.f("fk_petitions_split_from_id_petitions")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.matter_id"], name=op.f("fk_petitions_visit_id_visits")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_petitions")),
    )
    op.create_index(op.f("ix_petitions_received_on"), "petitions", ["received_on"], unique=False)
    op.create_index(op.f("ix_petitions_visit_id"), "petitions", ["visit_id"], unique=False)
    op.create_table(
        "case_petitions",
        sa.Column("petition_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.matter_id"], name=op.f("fk_case_petitions_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petitions.matter_id"], name=op.f("fk_case_petitions_petition_id_petitions")
        ),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_case_petitions")),
    )
    op.create_index(op.f("ix_case_petitions_case_id"), "case_petitions", ["case_id"], unique=False)
    op.create_table(
        "flags",
        sa.Column("id", KEY, nullable=False),
        sa.Column("obligation_id", KEY, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdraw_reason", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligations.id"], name=op.f("fk_flags_obligation_id_obligations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
        sa.UniqueConstraint("obligation_id", "due_on", name=op.f("uq_flags_obligation_id_due_on")),
    )
    op.create_index(
        "ix_flags_standing",
        "flags",
        ["raised_on", "id"],
        unique=False,
        postgresql_where=sa.text("withdrawn_on IS NULL"),
        sqlite_where=sa.text("withdrawn_on IS NULL"),
    )
    op.create_table(
        "letter_obligations",
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("obligation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["outbox_letters.id"], name=op.f("fk_letter_obligations_letter_id_outbox_letters")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_letter_obligations_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("letter_id", "obligation_id", name=op.f("pk_letter_obligations")),
    )
    op.create_index(op.f("ix_letter_obligations_obligation_id"), "letter_obligations", ["obligation_id"], unique=False)
    forbid_changes()


def forbid_changes() -> None:
    """Make the database itself refuse to change or delete what is written once."""
    if op.get_bind().dialect.name == "sqlite":
        for table in WRITTEN_ONCE:
            for deed in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_refuse_{deed} BEFORE {deed.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in WRITTEN_ONCE:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("letter_obligations")
    op.drop_table("flags")
    op.drop_table("case_petitions")
    op.drop_table("petitions")
    op.drop_table("obligations")
    op.drop_table("visits")
    op.drop_table("sealed_contents")
    op.drop_table("respondents")
    op.drop_table("matter_people")
    op.drop_table("identity_grants")
    op.drop_table("custodies")
    op.drop_table("cases")
    op.drop_table("audit_entries")
    op.drop_table("assignments")
    op.drop_table("acts")
    op.drop_table("web_sessions")
    op.drop_table("roles")
    op.drop_table("remote_areas")
    op.drop_table("reception_days")
    op.drop_table("outbox_letters")
    op.drop_table("matters")
    op.drop_table("counters")
    op.drop_table("calendar_days")
    op.drop_table("agency_successions")
    op.drop_table("agency_parents")
    op.drop_table("sign_in_throttles")
    op.drop_table("policy_choices")
    op.drop_table("marks")
    op.drop_table("job_runs")
    op.drop_table("identities")
    op.drop_table("calendar_years")
    op.drop_table("agencies")
    op.drop_table("accounts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
