"""Made good: drafts, documents, invitations, attempts and attachments of letters, the state of a day of reception.

Revision: 0002
After: 0001
Created: 2026-11-23
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("invite", "reset", name="invitation_purpose", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_invitations_account_id_accounts")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_invitations_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_account_id"), ["account_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_drafts_account_id_accounts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_drafts_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("ref", name=op.f("uq_drafts_ref")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_account_form", ["account_id", "form", "saved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafts_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafts_saved_at"), ["saved_at"], unique=False)

    op.create_table(
        "letter_attachments",
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["outbox_letters.id"], name=op.f("fk_letter_attachments_letter_id_outbox_letters")
        ),
        sa.PrimaryKeyConstraint("letter_id", "position", name=op.f("pk_letter_attachments")),
    )
    op.create_table(
        "letter_attempts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "sent",
                "put_off",
                "given_up",
                "dropped",
                name="attempt_result",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["outbox_letters.id"], name=op.f("fk_letter_attempts_letter_id_outbox_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_attempts")),
    )
    with op.batch_alter_table("letter_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_attempts_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("matter_id", KEY, nullable=True),
        sa.Column("draft_id", KEY, nullable=True),
        sa.Column("act_id", KEY, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.CheckConstraint(
            "(matter_id IS NULL) <> (draft_id IS NULL)", name=op.f("ck_documents_of_a_matter_or_a_draft")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_documents_act_id_acts")),
        sa.ForeignKeyConstraint(["added_by_id"], ["accounts.id"], name=op.f("fk_documents_added_by_id_accounts")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_documents_draft_id_drafts")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_documents_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("ref", name=op.f("uq_documents_ref")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_documents_stored_as")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_matter_id"), ["matter_id"], unique=False)

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))

    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("postal_address", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("phone", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))

    with op.batch_alter_table("job_runs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ref", sa.String(length=32), nullable=True))
        batch_op.add_column(
            sa.Column(
                "state",
                sa.Enum(
                    "planned",
                    "held",
                    "cancelled",
                    name="day_state",
                    native_enum=False,
                    create_constraint=True,
                    length=32,
                ),
                nullable=False,
                server_default="held",
            )
        )
        batch_op.add_column(
            sa.Column(
                "chair",
                sa.Enum(
                    "officer",
                    "head",
                    "deputy",
                    name="reception_chair",
                    native_enum=False,
                    create_constraint=True,
                    length=32,
                ),
                nullable=False,
                server_default="officer",
            )
        )
        batch_op.add_column(sa.Column("chaired_by", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("starts_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("ends_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("place", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("document", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("created_by_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    _fill_in_the_days()
    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.alter_column("ref", existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column("created_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_reception_days_agency_id_on_kind"), ["agency_id", "on", "kind"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_reception_days_ref"), ["ref"])
        batch_op.create_foreign_key(
            batch_op.f("fk_reception_days_created_by_id_accounts"), "accounts", ["created_by_id"], ["id"]
        )

    with op.batch_alter_table("matters", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_matters_agency_id_code"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_matters_origin_agency_id_code"), ["origin_agency_id", "code"])

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mandate", sa.String(length=300), nullable=False, server_default=""))


def _fill_in_the_days() -> None:
    """Days written by a first visit: they were held, by whoever their kind says. Their age is not known: their own day."""
    days = sa.table(
        "reception_days",
        *(sa.column(name) for name in ("id", "ref", "kind", "chair")),
        sa.column("on", sa.Date()),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(days.c.id, days.c.kind, days.c.on)).all():
        values = {
            "ref": secrets.token_urlsafe(16),
            "chair": "head" if row.kind == "head" else "officer",
            "created_at": datetime.combine(row.on, time(), UTC),
        }
        connection.execute(days.update().where(days.c.id == row.id).values(values))


def downgrade() -> None:
    with op.batch_alter_table("matters", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_matters_origin_agency_id_code"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_matters_agency_id_code"), ["agency_id", "code"])

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_column("mandate")

    with op.batch_alter_table("reception_days", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reception_days_created_by_id_accounts"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_reception_days_ref"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_reception_days_agency_id_on_kind"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_reception_days_day_state"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_reception_days_reception_chair"), type_="check")
        batch_op.drop_column("version")
        batch_op.drop_column("created_by_id")
        batch_op.drop_column("created_at")
        batch_op.drop_column("note")
        batch_op.drop_column("document")
        batch_op.drop_column("reason")
        batch_op.drop_column("place")
        batch_op.drop_column("ends_at")
        batch_op.drop_column("starts_at")
        batch_op.drop_column("chaired_by")
        batch_op.drop_column("chair")
        batch_op.drop_column("state")
        batch_op.drop_column("ref")

    with op.batch_alter_table("job_runs", schema=None) as batch_op:
        batch_op.drop_column("failed_at")
        batch_op.drop_column("failures")

    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.drop_column("version")
        batch_op.drop_column("phone")
        batch_op.drop_column("postal_address")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("version")

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_matter_id"))
        batch_op.drop_index(batch_op.f("ix_documents_draft_id"))

    op.drop_table("documents")
    with op.batch_alter_table("letter_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_attempts_letter_id"))

    op.drop_table("letter_attempts")
    op.drop_table("letter_attachments")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_saved_at"))
        batch_op.drop_index(batch_op.f("ix_drafts_matter_id"))
        batch_op.drop_index("ix_drafts_account_form")

    op.drop_table("drafts")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_account_id"))

    op.drop_table("invitations")
