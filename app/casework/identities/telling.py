"""Whether a text names somebody of a sealed matter: asked before a paper leaves that may not."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.chains import chain_of
from app.casework.folding import fold
from app.records.identities import Identity
from app.records.matters import Matter, MatterPerson

NOT_A_WORD = re.compile(r"\W+")
SHORTEST = 6  # figures: a shorter number stands in too many others


def names_somebody(session: Session, matter: Matter, text: str) -> bool:
    """Whether ``text`` holds the name, the number of the papers or the phone of anybody of the chain of ``matter``."""
    words, figures = _words(text), _figures(text)
    chain = [one.id for one in chain_of(session, matter)]
    people = select(Identity).join(MatterPerson, MatterPerson.identity_id == Identity.id)
    for one in session.scalars(people.where(MatterPerson.matter_id.in_(chain))):
        if _words(one.full_name).strip() and _words(one.full_name) in words:
            return True
        numbers = (_figures(one.paper_number), _figures(one.phone))
        if any(len(number) >= SHORTEST and number in figures for number in numbers):
            return True
    return False


def _words(text: str) -> str:
    return f" {NOT_A_WORD.sub(' ', fold(text)).strip()} "


def _figures(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
