"""Mediation of land disputes at the commune: a kind of matter, its register, its two sides, and the plot.

Revision: 0016
After: 0015
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("visit", "petition", "case", "conclusion_task", "agency_duty", "report_duty", "inspection_term")
ROLES = ("visitor", "petitioner", "representative", "signatory")
SERIES = ("visit", "petition", "complaint", "feedback")


def closed(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def widen(table: str, column: str, name: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a closed set have other members: its CHECK is made anew."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(
            column, type_=closed(name, *after), existing_type=closed(name, *before), existing_nullable=False
        )


def upgrade() -> None:
    widen("matters", "kind", "matter_kind", KINDS, (*KINDS, "mediation"))
    widen("matter_people", "role", "person_role", ROLES, (*ROLES, "requester", "other_side"))
    widen("counters", "series", "series", SERIES, (*SERIES, "mediation"))
    op.create_table(
        "mediations",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("visit_id", KEY, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sheet_no", sa.String(length=20), nullable=False),
        sa.Column("parcel_no", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("land_kind", sa.String(length=80), nullable=False),
        sa.Column("certificate_no", sa.String(length=80), nullable=False),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_mediations_matter_id_matters")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.matter_id"], name=op.f("fk_mediations_visit_id_visits")),
        sa.PrimaryKeyConstraint("matter_id", name=op.f("pk_mediations")),
    )
    op.create_index(op.f("ix_mediations_visit_id"), "mediations", ["visit_id"])


def downgrade() -> None:
    # The older program knows no such matter, and nothing it knows is near one: it is not turned into a complaint.
    kept = op.get_bind().execute(sa.text("SELECT COUNT(*) FROM matters WHERE kind = 'mediation'")).scalar_one()
    if kept:
        message = f"{kept} mediations of land disputes are kept: the earlier program cannot hold them"
        raise RuntimeError(message)
    op.drop_table("mediations")
    op.execute("DELETE FROM counters WHERE series = 'mediation'")
    op.execute("UPDATE matter_people SET role = 'petitioner' WHERE role IN ('requester', 'other_side')")
    widen("counters", "series", "series", (*SERIES, "mediation"), SERIES)
    widen("matter_people", "role", "person_role", (*ROLES, "requester", "other_side"), ROLES)
    widen("matters", "kind", "matter_kind", (*KINDS, "mediation"), KINDS)
