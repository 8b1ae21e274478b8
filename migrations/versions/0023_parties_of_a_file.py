"""The people of a file in their parts: more parts than before, and by which paper somebody acts.

Revision: 0023
After: 0022
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = ("visitor", "petitioner", "representative", "requester", "other_side", "signatory")
BESIDE = ("authorized", "lawyer", "legal_representative", "interested", "witness")


def closed(*members: str) -> sa.Enum:
    return sa.Enum(*members, name="person_role", native_enum=False, create_constraint=True, length=32)


def widen(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let the closed set of parts have other members: its CHECK is made anew."""
    with op.batch_alter_table("matter_people", schema=None) as batch_op:
        batch_op.alter_column(
            "role", type_=closed(*after), existing_type=closed(*before), existing_nullable=False
        )


def upgrade() -> None:
    widen(ROLES, (*ROLES, *BESIDE))
    op.create_table(
        "party_details",
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(length=300), nullable=False),
        sa.Column("earlier", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["matter_people.id"], name=op.f("fk_party_details_person_id_matter_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_party_details")),
    )


def downgrade() -> None:
    # The older program knows nobody beside a matter, and would take them for those it is of.
    quoted = ", ".join(f"'{role}'" for role in BESIDE)
    kept = op.get_bind().execute(sa.text(f"SELECT COUNT(*) FROM matter_people WHERE role IN ({quoted})")).scalar_one()
    if kept:
        message = f"{kept} people stand beside matters: the earlier program cannot hold them"
        raise RuntimeError(message)
    op.drop_table("party_details")
    widen((*ROLES, *BESIDE), ROLES)
