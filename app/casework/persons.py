"""What is said of citizens, as plain values: typed, shown, found again, read on the sealed page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.casework.folding import fold, fold_name
from app.records.matters import MatterKind, PersonRole
from app.records.reception import VisitOutcome


class Looker(Protocol):
    """Somebody looking: a :class:`~app.casework.permissions.Viewer`, which stands one step above this module."""

    @property
    def account_id(self) -> int: ...

    def agencies(self) -> frozenset[int]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a citizen."""

    full_name: str
    birth_year: int | None = None
    address: str = ""
    paper: str = ""
    paper_number: str = ""
    paper_issued_on: date | None = None
    paper_issued_by: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A citizen as anybody who sees the matter may read."""

    position: int
    role: PersonRole
    shown_as: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """The paper by which somebody acts for another one. ``kind``: see statute.mandates; empty: there is none."""

    kind: str = ""
    number: str = ""
    given_on: date | None = None
    until_on: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody as typed: as what, who, by which paper, since when."""

    role: PersonRole
    person: Person
    mandate: Mandate
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody in a matter. ``person`` is None, and whatever says who they are is empty, while it is sealed."""

    position: int
    role: PersonRole
    person: Person | None
    since_on: date | None
    ended_on: date | None
    end_reason: str
    mandate: Mandate
    earlier: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed of a person so far."""

    full_name: str = ""
    birth_year: int | None = None
    paper_number: str = ""
    address: str = ""

    def likeness(self, person: Person) -> int:
        """How much ``person`` looks like what was typed: the paper first, then name, birth year and address."""
        points = 8 if self.paper_number and person.paper_number == self.paper_number.strip() else 0
        points += 4 if fold_name(person.full_name) == fold_name(self.full_name) else 0
        points += 2 if self.birth_year and person.birth_year == self.birth_year else 0
        return points + (1 if self.address and fold(self.address) in fold(person.address) else 0)


@dataclass(frozen=True, slots=True)
class EarlierMatter:
    """A matter in which somebody stood before. ``outcome``: of a visit."""

    ref: str
    code: str
    kind: MatterKind
    title: str
    opened_on: date
    open: bool
    stage: str = ""
    outcome: VisitOutcome | None = None


@dataclass(frozen=True, slots=True)
class EarlierPerson:
    """Somebody who came before, and when. Suggested, never merged."""

    person: Person
    matters: tuple[EarlierMatter, ...]


@dataclass(frozen=True, slots=True)
class LineWords:
    """What one content of a matter says. ``concerns``: whom; ``document``: by which it came; ``earlier``: before.

    ``found``: on what ground it was resolved, of a sealed one; of others the act says it.
    """

    text: str
    concerns: str = ""
    document: str = ""
    earlier: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """What one matter of a sealed chain is about."""

    code: str
    kind: MatterKind
    content: str
    request: str
    papers: str
    note: str
    act_notes: tuple[str, ...]
    lines: tuple[tuple[int, LineWords], ...] = ()  # its contents by number


@dataclass(frozen=True, slots=True)
class SealedPage:
    """What a grantee reads."""

    people: tuple[Person, ...]
    parts: tuple[SealedPart, ...]


def noted(note: str, data: Mapping[str, Any]) -> str:
    """What an act of a sealed matter says in free words: its note, what it rests on, what a superior asked."""
    found = (
        f"Nội dung {number}: {said}"
        for number, one in (data.get("findings") or {}).items()
        if (said := ". ".join(filter(None, (one.get("basis"), one.get("evidence")))))
    )
    told = ("evidence_no", "evidence_by", "giver_name", "asked")
    said = ", ".join(filter(None, (*(str(data.get(name, "")) for name in told), note)))
    return "\n".join(filter(None, (said, *found)))
