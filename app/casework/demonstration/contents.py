"""The contents of the invented petitions, and what was found of each: several in many of them.

Chosen by the number of the matter, not by chance: what the seed tells of everything else stays as it was.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.content_lines import FINDINGS, lines_of
from app.records.matters import Matter
from app.records.petitions import PetitionKind
from app.statute.findings import FINDINGS as FOUND
from app.statute.findings import PARTLY_RIGHT, RIGHT, WRONG
from app.statute.procedures import each_content_of
from app.statute.procedures.contents import BASIS, EVIDENCE, FINDING, REMEDY
from app.statute.terms import Procedure

CONTENTS = Path(__file__).with_name("contents.yaml")
MORE = (0, 1, 2, 0, 3, 1)  # how many contents stand beside the first
REMEDIES = {RIGHT: "annulled", PARTLY_RIGHT: "changed", WRONG: "kept"}
FULLY = 3  # every third content says its ground and paper


@cache
def _page() -> dict[str, list[str]]:
    page: dict[str, list[str]] = yaml.load(CONTENTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return page


def several(kind: PetitionKind | None, first: str, number: int) -> list[str]:
    """The contents of the petition of this number, its own before the others; none where it has just that one."""
    pool = _page()[kind.value] if kind else []
    more = MORE[number % len(MORE)] if pool else 0
    return [first, *(pool[(number + place) % len(pool)] for place in range(more))] if more else []


def found(session: Session, matter: Matter, act: str) -> dict[str, Any]:
    """What a resolution says of each content that stands; nothing for any other act."""
    specs = each_content_of(matter.procedure or Procedure.TRIAGE, act)
    if not specs:
        return {}
    log = ledger.acts_of(session, matter)
    said = {}
    for line in lines_of(session, matter, log):
        turn = matter.id + line.position
        one = {spec.name: _turn(sorted(FOUND[spec.choices]), turn) for spec in specs if spec.choices}
        if REMEDY in one:
            one[REMEDY] = REMEDIES[one[FINDING]]
        if turn % FULLY == 0:
            one |= {BASIS: _turn(_page()["grounds"], turn), EVIDENCE: _turn(_page()["papers"], turn)}
        said[str(line.position)] = one
    return {FINDINGS: said} if said else {}


def _turn(pool: list[str], turn: int) -> str:
    return pool[turn % len(pool)]
