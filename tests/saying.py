"""The words of a paper, read from its .docx."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document as Word
from sqlalchemy.orm import Session

from app.casework.papers import composing
from app.casework.papers.facts import facts_of, named_facts
from app.casework.papers.shape import laid_out
from app.paper.official import NO_BREAK, made
from app.records.matters import Matter
from app.records.people import Account
from app.statute.papers import paper_on
from tests.makers import DAY, Unit, at


def lines(session: Session, unit: Unit, matter: Matter, code: str) -> list[str]:
    """The lines of a paper, those of its tables too, in their order."""
    paper = paper_on(code, DAY) or pytest.fail(code)
    if paper.joint:
        passages = composing.joint_passages(paper, facts_of(session, matter, viewer=unit.handler, today=DAY))
    else:
        officer = session.get_one(Account, unit.officer.account_id).full_name
        printer = (officer, "Cán bộ tiếp công dân")
        named = named_facts(session, matter, viewer=unit.handler, printer=printer, at=at(DAY), today=DAY)
        passages = composing.named_passages(paper, named)
    document: Any = Word(io.BytesIO(made(laid_out(paper, passages), title=paper.name.vi, at=at(DAY))))
    return [
        part.text.replace(NO_BREAK, " ")
        for block in document.iter_inner_content()
        for part in ([block] if hasattr(block, "runs") else [p for cell in block._cells for p in cell.paragraphs])
        if part.text
    ]


def holds(said: list[str], *wanted: str) -> None:
    """Each of ``wanted`` is part of a line, one after the other."""
    place = 0
    for one in wanted:
        found = next((n for n, line in enumerate(said[place:], start=place) if one in line), None)
        assert found is not None, (one, said)
        place = found
