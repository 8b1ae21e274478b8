"""The earlier case a petition comes back about: known from its classification on, before any case of its own exists.

Revision: 0003
After: 0002
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("previous_case_id", KEY, nullable=True))
        batch_op.create_index(batch_op.f("ix_petitions_previous_case_id"), ["previous_case_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_petitions_previous_case_id_cases"), "cases", ["previous_case_id"], ["matter_id"]
        )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_previous_case_id"), ["previous_case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_previous_case_id"))
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_petitions_previous_case_id_cases"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_petitions_previous_case_id"))
        batch_op.drop_column("previous_case_id")
