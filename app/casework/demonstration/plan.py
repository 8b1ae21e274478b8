"""Everything that is to have happened, before any of it is written: exactly as many matters as asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from app.casework.demonstration import chosen
from app.casework.demonstration.cases import case_files
from app.casework.demonstration.files import File, Ground
from app.casework.demonstration.intake import brought
from app.casework.demonstration.petitions import petition_files
from app.casework.demonstration.visits import visit_files

FROM_THE_DESK = 46  # percent of the petitions that are brought to the desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many of each. A case is accepted from a petition, so there are at least as many petitions as cases."""

    visits: int
    petitions: int
    cases: int


def planned(ground: Ground, wanted: Wanted) -> list[File]:
    """The files, in no order. Raises ValueError when there are fewer petitions than cases."""
    if wanted.petitions < wanted.cases:
        message = "there must be at least as many petitions as cases"
        raise ValueError(message)
    cases = list(islice(chosen.chosen_cases(ground), wanted.cases))
    cases += case_files(ground, wanted.cases - len(cases))
    loose = list(islice(chosen.chosen_petitions(ground), wanted.petitions - wanted.cases))
    loose += petition_files(ground, wanted.petitions - wanted.cases - len(loose))
    desk_visits = list(islice(chosen.chosen_visits(ground), wanted.visits))
    left = _bring(ground, [*cases, *loose], wanted.visits - len(desk_visits))
    return [*cases, *loose, *desk_visits, *visit_files(ground, left)]


def _bring(ground: Ground, files: list[File], visits: int) -> int:
    """Decide how every petition came in; how many visits are left for those who only ask."""
    for file in files:
        to_the_desk = visits > 0 and (file.people == [chosen.DUOC] or ground.chance.happens(FROM_THE_DESK))
        brought(ground, file, to_the_desk=to_the_desk)
        visits -= to_the_desk
    return visits
