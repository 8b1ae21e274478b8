"""What the words of a petition spoke for, when it was classified as something else: for its head to see.

Revision: 0013
After: 0012
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kinds = sa.Enum(
        "complaint", "denunciation", "feedback", name="hint_ignored", native_enum=False, create_constraint=True, length=32
    )
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hint_ignored", kinds, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_petitions_hint_ignored"), type_="check")
        batch_op.drop_column("hint_ignored")
