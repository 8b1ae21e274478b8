"""A file of the demonstration: what somebody brought, and everything done about it, before any of it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.histories import Step, Where
from app.casework.demonstration.names import person
from app.casework.demonstration.stories import Story
from app.casework.permissions import Viewer
from app.casework.persons import Person
from app.casework.refusals import NO_EVIDENCE, Evidence
from app.casework.respondents import NewRespondent
from app.records.petitions import Forwarder, PetitionKind, Source
from app.records.reception import ReceptionKind, VisitOutcome
from app.statute.terms import DENUNCIATIONS, Procedure

KINDS = {**dict.fromkeys(DENUNCIATIONS, PetitionKind.DENUNCIATION), Procedure.FEEDBACK: PetitionKind.FEEDBACK}
FORWARDERS = {
    Forwarder.PRESS: "Báo và phát thanh, truyền hình tỉnh",
    Forwarder.FRONT: "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    Forwarder.DEPUTY: "Đoàn đại biểu Quốc hội tỉnh",
    Forwarder.AGENCY: "Văn phòng UBND tỉnh",
}
COMING_BACK = 22  # percent of the people at a desk who were there before
AS_A_GROUP = 4  # percent who come in a group


@dataclass(slots=True)
class VisitPart:
    """What the register of reception says beside the story."""

    outcome: VisitOutcome
    reception_kind: ReceptionKind = ReceptionKind.REGULAR
    people_count: int = 1
    outcome_agency: str = ""
    refusal_ground: str | None = None
    evidence: Evidence = NO_EVIDENCE
    papers: str = ""
    note: str = ""
    within_competence: bool | None = None
    kind: PetitionKind | None = None


@dataclass(slots=True)
class File:
    """One file. ``matters`` is filled in as it is written: the id of each matter of the chain."""

    desk: Desk
    story: Story
    people: Sequence[Person]
    steps: list[Step]
    procedure: Procedure | None = None
    source: Source | None = None  # None: a visit that leads to no petition
    visit: VisitPart | None = None
    forwarder: Forwarder | None = None
    respondent: NewRespondent | None = None
    complex_grounds: Sequence[str] = ()
    to_desk: Desk | None = None
    assignee: Viewer | None = None
    previous: File | None = None
    again: File | None = None  # the visit before, about the same thing
    matters: dict[Where, int] = field(default_factory=dict)

    @property
    def kind(self) -> PetitionKind | None:
        if self.procedure is None:
            return None
        return KINDS.get(self.procedure, PetitionKind.COMPLAINT)

    @property
    def sealed(self) -> bool:
        return self.kind is PetitionKind.DENUNCIATION

    @property
    def received_on(self) -> date:
        return self.steps[0].on

    @property
    def forwarder_name(self) -> str:
        return FORWARDERS[self.forwarder] if self.forwarder else ""

    def day_of(self, act: str, where: Where = Where.CASE) -> date | None:
        """When an act of the plan happens first."""
        return next((step.on for step in self.steps if step.act == act and step.where is where), None)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every plan is made from."""

    chance: Chance
    days: Days
    desks: Mapping[str, Desk]
    known: dict[str, list[Person]] = field(default_factory=dict)  # by desk: who has been there

    def desk(self, **wanted: bool) -> Desk:
        """A desk, as often as its weight says. ``head=True``: only one whose head has an account."""
        fitting = {
            desk.code: desk.weight
            for desk in self.desks.values()
            if desk.weight and (not wanted.get("head") or desk.head) and (desk.resolves or not wanted.get("resolves"))
        }
        return self.desks[self.chance.weighted(fitting)]

    def somebody(self, desk: Desk, *, sealed: bool) -> Person:
        """Who comes: often somebody who was there before. A denouncer stands in no other file."""
        known = self.known.setdefault(desk.code, [])
        if known and not sealed and self.chance.happens(COMING_BACK):
            return self.chance.one(known)
        found = person(self.chance, self.chance.weighted(desk.lives), desk.village(self.chance))
        if not sealed:
            known.append(found)
        return found

    def people(self, desk: Desk, *, sealed: bool = False) -> list[Person]:
        count = 2 if not sealed and self.chance.happens(AS_A_GROUP * 2) else 1
        return list({one.full_name: one for one in (self.somebody(desk, sealed=sealed) for _ in range(count))}.values())

    def working_day(self, first: date, last: date) -> date:
        """A working day between two, both within the register."""
        first, last = max(first, self.days.first), max(last, self.days.first)
        span = max((last - first).days, 0)
        day = self.days.on_or_before(date.fromordinal(first.toordinal() + self.chance.number(0, span)))
        return max(day, self.days.on_or_after(self.days.first))


def step(act: str, on: date, where: Where = Where.CASE, **data: Any) -> Step:
    """A step with its fields by name."""
    return Step(act, on, where, data)
