"""Where a matter happened: the commune, taken from whom it is against, and of a mediation from who mediates.

Revision: 0038
After: 0037
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AGAINST = """
UPDATE matters SET place_id = (
    SELECT r.agency_id FROM respondents r JOIN agencies a ON a.id = r.agency_id
    WHERE r.matter_id = matters.id AND r.ended_on IS NULL AND a.level = 'commune' ORDER BY r.id LIMIT 1
) WHERE kind IN ('petition', 'case') AND NOT sealed
"""
MEDIATED = "UPDATE matters SET place_id = origin_agency_id WHERE kind = 'mediation'"


def upgrade() -> None:
    with op.batch_alter_table("matters") as matters:
        matters.add_column(sa.Column("place_id", KEY, nullable=True))
        matters.create_foreign_key(op.f("fk_matters_place_id_agencies"), "agencies", ["place_id"], ["id"])
    op.execute(AGAINST)
    op.execute(MEDIATED)


def downgrade() -> None:
    with op.batch_alter_table("matters") as matters:
        matters.drop_constraint(op.f("fk_matters_place_id_agencies"), type_="foreignkey")
        matters.drop_column("place_id")
