"""Contents of petitions and cases, line by line; each case from before gets one, of what its petition says.

Nothing that was judged changes: a case already resolved has its line and no finding, and is not asked for one.

Revision: 0019
After: 0018
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# SQLite gives rowids only to INTEGER keys; PostgreSQL carries a country only with BIGINT ones.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AS_RECEIVED = "Như đơn đã nhận"


def upgrade() -> None:
    op.create_table(
        "contents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("concerns", sa.String(length=200), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=160), nullable=False),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("accepted_from_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_contents_matter_id_matters")),
        sa.ForeignKeyConstraint(
            ["accepted_from_id"], ["contents.id"], name=op.f("fk_contents_accepted_from_id_contents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
        sa.UniqueConstraint("matter_id", "position", name=op.f("uq_contents_matter_id_position")),
    )
    op.create_index(op.f("ix_contents_accepted_from_id"), "contents", ["accepted_from_id"])
    op.create_table(
        "sealed_lines",
        sa.Column("content_id", KEY, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("concerns", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("earlier", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_sealed_lines_content_id_contents")),
        sa.PrimaryKeyConstraint("content_id", name=op.f("pk_sealed_lines")),
    )
    _one_line_for_every_case()


def _one_line_for_every_case() -> None:
    """What its petition says; of a sealed case behind the seal, where the petition has it, too."""
    said = """
        SELECT {what} FROM cases
        JOIN matters ON matters.id = cases.matter_id
        LEFT JOIN (SELECT case_id, MIN(petition_id) AS petition_id FROM case_petitions GROUP BY case_id) AS first
          ON first.case_id = cases.matter_id
        LEFT JOIN petitions ON petitions.matter_id = first.petition_id
        LEFT JOIN sealed_contents ON sealed_contents.matter_id = first.petition_id
    """
    open_words = (
        "CASE WHEN matters.sealed THEN '' ELSE COALESCE(NULLIF(petitions.content, ''), NULLIF(matters.title, ''),"
        f" '{AS_RECEIVED}') END"
    )
    lines = f"cases.matter_id, 1, {open_words}, '', cases.accepted_on, '', '', :no"
    op.get_bind().execute(
        sa.text(
            "INSERT INTO contents (matter_id, position, text, concerns, since_on, document, earlier, struck)"
            + said.format(what=lines)
        ).bindparams(sa.bindparam("no", value=False, type_=sa.Boolean()))
    )
    hidden = f"contents.id, COALESCE(NULLIF(sealed_contents.content, ''), '{AS_RECEIVED}'), '', '', '', ''"
    op.execute(
        "INSERT INTO sealed_lines (content_id, text, concerns, document, earlier, found)"
        + said.format(what=hidden)
        + " JOIN contents ON contents.matter_id = cases.matter_id WHERE matters.sealed"
    )


def downgrade() -> None:
    op.drop_table("sealed_lines")
    op.drop_index(op.f("ix_contents_accepted_from_id"), table_name="contents")
    op.drop_table("contents")
