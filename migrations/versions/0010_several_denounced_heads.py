"""A denunciation of the heads of several agencies is hidden from each of them.

Revision: 0010
After: 0009
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "matter_exclusions",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_matter_exclusions_agency_id_agencies")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_exclusions_matter_id_matters")),
        sa.PrimaryKeyConstraint("matter_id", "agency_id", name=op.f("pk_matter_exclusions")),
    )
    op.create_index(op.f("ix_matter_exclusions_agency_id"), "matter_exclusions", ["agency_id"])
    _hide_from_the_others()


def _hide_from_the_others() -> None:
    """Until now only the first agency was kept out; the others are named among the respondents."""
    op.execute(
        "INSERT INTO matter_exclusions (matter_id, agency_id) "
        "SELECT DISTINCT matters.id, respondents.agency_id FROM matters "
        "JOIN respondents ON respondents.matter_id = matters.id "
        "WHERE respondents.is_head AND matters.excluded_agency_id IS NOT NULL "
        "AND respondents.agency_id <> matters.excluded_agency_id"
    )
    op.execute(  # the visit it was taken at names nobody itself
        "INSERT INTO matter_exclusions (matter_id, agency_id) "
        "SELECT DISTINCT petitions.visit_id, hidden.agency_id FROM matter_exclusions AS hidden "
        "JOIN petitions ON petitions.matter_id = hidden.matter_id "
        "WHERE petitions.visit_id IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM matter_exclusions AS there "
        "WHERE there.matter_id = petitions.visit_id AND there.agency_id = hidden.agency_id)"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_matter_exclusions_agency_id"), "matter_exclusions")
    op.drop_table("matter_exclusions")
