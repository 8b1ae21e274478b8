"""An act recorded after its paper was issued: the document is found again by its number."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.documents import Document
from app.records.matters import Act
from app.records.papers import MatterPaper
from app.statute.papers import PAPERS

ONE_FIGURE: Final = re.compile(r"(?<!\d)(\d)(?=/)")
LONGEST_NUMBER: Final = 80


def padded(number: str) -> str:
    """05/TB-UBND for 5/TB-UBND (NĐ 30/2020: a number under 10 has two figures)."""
    return ONE_FIGURE.sub(r"0\1", " ".join(number.split()), count=1)[:LONGEST_NUMBER]


def link_paper(session: Session, act: Act) -> None:
    """Say of the paper of this matter with the number of ``act`` that it belongs to it. ``act`` has been flushed."""
    codes = {one.code for one in PAPERS if act.act in one.acts}
    if not codes or not act.document_no:
        return
    mine = select(MatterPaper.document_id).where(
        MatterPaper.matter_id == act.matter_id,
        MatterPaper.number == padded(act.document_no),
        MatterPaper.paper.in_(codes),
    )
    for document in session.scalars(select(Document).where(Document.id.in_(mine), Document.act_id.is_(None))):
        document.act_id = act.id
