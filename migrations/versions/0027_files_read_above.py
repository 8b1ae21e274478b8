"""The file of a case below, open to be read by who decides above, by the act that asked for it.

Revision: 0027
After: 0026
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("until_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "file_readings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("reader_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("act_id", KEY, nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.matter_id"], name=op.f("fk_file_readings_case_id_cases")),
        sa.ForeignKeyConstraint(["reader_id"], ["matters.id"], name=op.f("fk_file_readings_reader_id_matters")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_file_readings_agency_id_agencies")),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_file_readings_act_id_acts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_readings")),
    )
    op.create_index(op.f("ix_file_readings_case_id"), "file_readings", ["case_id"])
    op.create_index(op.f("ix_file_readings_reader_id"), "file_readings", ["reader_id"])
    op.create_index(
        "uq_file_readings_open", "file_readings", ["case_id", "reader_id"], unique=True,
        postgresql_where=STANDING, sqlite_where=STANDING,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("uq_file_readings_open", table_name="file_readings")
    op.drop_index(op.f("ix_file_readings_reader_id"), table_name="file_readings")
    op.drop_index(op.f("ix_file_readings_case_id"), table_name="file_readings")
    op.drop_table("file_readings")
