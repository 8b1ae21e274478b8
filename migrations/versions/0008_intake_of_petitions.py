"""How a petition came: e-mail, whoever forwarded it and when, a foreign language, no name; a list of who signed; files
that several matters share, and what a browser calls a file it sends in pieces.

Revision: 0008
After: 0007
Created: 2026-11-29
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SOURCES = ("visit", "oral", "post", "forwarded", "portal")
FORWARDERS = ("agency", "press", "front", "deputy", "ban_tcd")
ROLES = ("visitor", "petitioner", "representative")


def closed(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def widen(table: str, column: str, name: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a closed set have other members: its CHECK is made anew."""
    nullable = column == "forwarder"
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(
            column, type_=closed(name, *after), existing_type=closed(name, *before), existing_nullable=nullable
        )


def upgrade() -> None:
    widen("petitions", "source", "petition_source", SOURCES, (*SOURCES, "email"))
    widen("petitions", "forwarder", "forwarder", FORWARDERS, (*FORWARDERS, "person"))
    widen("matter_people", "role", "person_role", ROLES, (*ROLES, "signatory"))
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forwarded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("source_reference", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("language", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("translation", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("translated_by", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("translated_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_petitions_split_from_id"), ["split_from_id"], unique=False)
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_documents_stored_as"), type_="unique")
        batch_op.create_index(batch_op.f("ix_documents_stored_as"), ["stored_as"], unique=False)
        batch_op.add_column(sa.Column("sent_as", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_documents_sent_as"), ["sent_as"], unique=False)


def downgrade() -> None:
    # What the older program does not know becomes the nearest it does; a file that was shared stays with the first.
    op.execute("UPDATE petitions SET source = 'portal' WHERE source = 'email'")
    op.execute("UPDATE petitions SET forwarder = 'agency' WHERE forwarder = 'person'")
    op.execute("UPDATE matter_people SET role = 'petitioner' WHERE role = 'signatory'")
    op.execute("DELETE FROM documents WHERE id NOT IN (SELECT MIN(id) FROM documents GROUP BY stored_as)")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_sent_as"))
        batch_op.drop_column("sent_as")
        batch_op.drop_index(batch_op.f("ix_documents_stored_as"))
        batch_op.create_unique_constraint(batch_op.f("uq_documents_stored_as"), ["stored_as"])
    with op.batch_alter_table("petitions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_petitions_split_from_id"))
        for column in (
            "translated_on", "translated_by", "translation", "language", "anonymous", "source_reference",
            "forwarded_on",
        ):  # fmt: skip
            batch_op.drop_column(column)
    widen("matter_people", "role", "person_role", (*ROLES, "signatory"), ROLES)
    widen("petitions", "forwarder", "forwarder", (*FORWARDERS, "person"), FORWARDERS)
    widen("petitions", "source", "petition_source", (*SOURCES, "email"), SOURCES)
