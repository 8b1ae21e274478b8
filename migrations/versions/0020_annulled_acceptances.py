"""A petition whose acceptance was annulled goes on: it says so itself, and has a stage of its own, as its case has.

Nothing that was judged changes: what the annulment ended stays ended, and it starts no time limit.

Revision: 0020
After: 0019
Created: 2026-11-29
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# A case comes to this stage by an annulment alone; one that was closed since stays closed.
ANNULLED = "SELECT id FROM matters WHERE kind = 'case' AND stage = '{stage}'"
LAST_LINES = """
    SELECT case_petitions.petition_id, acts.act, acts."on", acts.data, acts.document_no, acts.document_on, acts.note,
      acts.typed_at, acts.typed_late_days, acts.by_id
    FROM acts JOIN case_petitions ON case_petitions.case_id = acts.matter_id
    WHERE acts.act = 'acceptance_annulled'
      AND acts.id NOT IN (SELECT corrects_id FROM acts WHERE corrects_id IS NOT NULL)
      AND acts.matter_id IN ({annulled})
"""
THEIR_PETITIONS = "SELECT petition_id FROM case_petitions WHERE case_id IN ({annulled})"


def upgrade() -> None:
    annulled = ANNULLED.format(stage="not_accepted")
    op.execute(
        'INSERT INTO acts (matter_id, act, "on", data, document_no, document_on, note, typed_at, typed_late_days, by_id)'
        + LAST_LINES.format(annulled=annulled)
    )
    op.execute(
        "UPDATE matters SET stage = 'acceptance_annulled', open = true, closed_on = NULL"
        f" WHERE id IN ({THEIR_PETITIONS.format(annulled=annulled)})"
    )
    op.execute(
        "UPDATE matters SET stage = 'acceptance_annulled' WHERE kind = 'case' AND stage = 'not_accepted'"
    )


def downgrade() -> None:
    op.execute(
        "UPDATE matters SET stage = 'accepted', open = false, closed_on = opened_on"
        " WHERE kind = 'petition' AND stage = 'acceptance_annulled'"
    )
    op.execute(
        "UPDATE matters SET stage = 'not_accepted' WHERE kind = 'case' AND stage = 'acceptance_annulled'"
    )
