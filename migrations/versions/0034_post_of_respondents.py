"""The post (chức vụ) of a respondent, apart from the name.

Revision: 0034
After: 0033
Created: 2026-11-30
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("respondents") as batch_op:
        batch_op.add_column(sa.Column("post", sa.String(160), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("respondents") as batch_op:
        batch_op.drop_column("post")
