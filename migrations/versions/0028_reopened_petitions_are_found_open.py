"""The search says of the petitions 0020 opened again that they are open: it had them among the closed.

Revision: 0028
After: 0027
Created: 2026-11-30
"""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

REOPENED = """
    matter_id IN (SELECT id FROM matters WHERE kind = 'petition' AND stage = 'acceptance_annulled' AND open)
"""
SAY_SO = {
    "sqlite": "UPDATE search_rows SET tokens = trim(replace(' ' || tokens || ' ', ' =closed ', ' =open '))",
    "postgresql": "UPDATE search_rows SET tokens = ts_delete(tokens, '=closed') || '=open'::tsvector",
}


def upgrade() -> None:
    op.execute(f"{SAY_SO[op.get_bind().dialect.name]} WHERE {REOPENED}")


def downgrade() -> None:
    """What the search says was true before, too."""
