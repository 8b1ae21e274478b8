"""Indexes that tell the figures of the backlog by themselves, without a look at each duty and its matter.

Revision: 0040
After: 0039
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

OPEN = {"postgresql_where": sa.text("open"), "sqlite_where": sa.text("open = 1")}


def _where(condition: str) -> dict[str, sa.TextClause]:
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}


NEW = (
    ("ix_obligations_late", "obligations", ("due_on", "paused_on", "rule", "agency_id", "matter_id"), OPEN),
    (
        "ix_matters_running",
        "matters",
        ("id", "kind", "assignee_id", "procedure", "stage", "field", "place_id", "agency_id"),
        OPEN,
    ),
    ("ix_matters_hidden", "matters", ("excluded_agency_id", "id"), _where("excluded_agency_id IS NOT NULL")),
    (
        "ix_petitions_conduct",
        "petitions",
        ("matter_id",),
        {"postgresql_where": sa.text("officials_conduct"), "sqlite_where": sa.text("officials_conduct = 1")},
    ),
)
WIDER = (  # with what they had before at the front
    ("ix_matters_assignee_open", "matters", ("assignee_id",), ("id",), OPEN),
    ("ix_cases_accepted_on", "cases", ("accepted_on",), ("matter_id",), {}),
    ("ix_acts_matter_on", "acts", ("matter_id", "on", "id"), ("act",), {}),
    (
        "ix_obligations_satisfied",
        "obligations",
        ("satisfied_on",),
        ("due_on", "ended_on", "paused_on", "superseded", "open", "agency_id", "matter_id"),
        _where("satisfied_on IS NOT NULL"),
    ),
)


def upgrade() -> None:
    for name, table, columns, where in NEW:
        op.create_index(name, table, list(columns), unique=False, **where)
    for name, table, before, more, where in WIDER:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, [*before, *more], unique=False, **where)


def downgrade() -> None:
    for name, table, before, _more, where in WIDER:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, list(before), unique=False, **where)
    for name, table, _columns, _where_of_it in reversed(NEW):
        op.drop_index(name, table_name=table)
