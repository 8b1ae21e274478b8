"""Plans of visits that lead to no petition: answered, guided, noted, transferred, refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle

from app.casework.demonstration.chance import dealt
from app.casework.demonstration.days import duty_named
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import File, Ground, VisitPart, step
from app.casework.demonstration.histories import Step, Where
from app.casework.demonstration.intake import visit_part
from app.casework.demonstration.petitions import ELSEWHERE
from app.casework.demonstration.stories import tell
from app.casework.refusals import Evidence
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.statute.grounds import REFORM_OF_2026, REFUSAL_GROUNDS
from app.statute.terms import Procedure

NOTED_AND_ANSWERED, NOTED_OPEN, NOTED_LATE = "noted_and_answered", "noted_open", "noted_late"
OUTCOMES: dict[str, int] = {
    VisitOutcome.ANSWERED: 48, VisitOutcome.GUIDED: 30, NOTED_AND_ANSWERED: 8, NOTED_OPEN: 2, NOTED_LATE: 2,
    VisitOutcome.TRANSFERRED: 4, VisitOutcome.REFUSED: 6,
}  # fmt: skip
NOTED = (NOTED_AND_ANSWERED, NOTED_OPEN, NOTED_LATE)
KINDS = {None: 5, PetitionKind.FEEDBACK: 4, PetitionKind.COMPLAINT: 2}
REVIEWERS = (("UBND tỉnh Gia Lai", "UBND"), ("Thanh tra tỉnh", "TTT"), ("Tòa án nhân dân tỉnh", "TA"))
# Of what kinds the refusals are, one after another: the ground, and after how many working days the head signed
# (WAITING: not yet, and still in time; NEVER: not yet, and late).
WAITING, NEVER = -1, -2
REFUSALS = (
    ("4.1.h", WAITING), ("LTCD-9.3", 2), ("4.1.i", 0), ("4.1.b", 0), ("LTCD-9.3", NEVER), ("4.1.h", 6), ("4.1.k", 0),
    ("LTCD-9.2", 0), ("4.1.h", 3), ("4.1.c", 0),
)  # fmt: skip


def visit_files(ground: Ground, count: int) -> list[File]:
    """``count`` visits in the proportions of :data:`OUTCOMES`."""
    refusals = cycle(REFUSALS)
    files = [
        _refusal(ground, *next(refusals)) if outcome == VisitOutcome.REFUSED else _planned(ground, outcome)
        for outcome in dealt(OUTCOMES, count)
    ]
    _some_come_again(files)
    return files


def _some_come_again(files: Sequence[File]) -> None:
    """Every sixth visit at a desk is of somebody who was there before, about the same thing."""
    before: dict[int, File] = {}
    plain = [file for file in files if file.visit and file.visit.outcome is not VisitOutcome.REFUSED]
    for at, file in enumerate(sorted(plain, key=_first_day)):
        earlier = before.get(file.desk.agency_id)
        if at % 6 == 0 and earlier and file.visit and earlier.visit and _first_day(earlier) < _first_day(file):
            file.again, file.people, file.story = earlier, earlier.people, earlier.story
            file.visit.kind, file.visit.people_count = earlier.visit.kind, earlier.visit.people_count
        before[file.desk.agency_id] = file


def _first_day(file: File) -> date:
    return min(one.on for one in file.steps)


def _refusal(ground: Ground, code: str, signed_after: int) -> File:
    """Somebody is not received."""
    days, law = ground.days, REFUSAL_GROUNDS[code]
    first = max(days.first, law.from_on, REFORM_OF_2026)
    on = (
        days.after(days.today, -1)
        if signed_after == WAITING
        else ground.working_day(first, days.after(days.today, -10))
    )
    desk = ground.desk(head=True)
    file = File(desk, tell(ground.chance, "only_asked", desk.place, on), ground.people(desk), [])
    file.visit = part = visit_part(ground, VisitOutcome.REFUSED)
    part.people_count = max(part.people_count, len(file.people))
    open_kinds = [kind for kind in law.kinds if kind != PetitionKind.DENUNCIATION]  # what was only asked is no secret
    part.kind = PetitionKind(ground.chance.one(open_kinds)) if open_kinds else ground.chance.weighted(KINDS)
    part.refusal_ground = code
    if law.needs:
        dated = on - timedelta(days=ground.chance.number(30, 200))
        number, (reviewer, sign) = ground.chance.number(12, 900), ground.chance.one(REVIEWERS)
        part.evidence = Evidence(f"{number}/TB-{sign}", dated, reviewer)
    file.steps = [step("received", on, Where.VISIT)]
    if signed_after > 0:
        file.steps.append(step("refusal_notified", days.after(on, signed_after), Where.VISIT))
    return file


def _planned(ground: Ground, outcome: str) -> File:
    desk = ground.desk()
    on = _day(ground, outcome)
    part = visit_part(ground, VisitOutcome.NOTED if outcome in NOTED else VisitOutcome(outcome))
    file = File(desk, tell(ground.chance, "only_asked", desk.place, on), ground.people(desk), [])
    file.visit = part
    part.people_count = max(part.people_count, len(file.people))
    part.kind = ground.chance.weighted(KINDS)
    if part.outcome in (VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED):
        part.outcome_agency = ground.chance.one(ELSEWHERE)
        part.within_competence = False
    file.steps = _steps(ground, outcome, on)
    return file


def _day(ground: Ground, outcome: str) -> date:
    days = ground.days
    duty = duty_named(Procedure.RECEPTION, "tcd.reception_reply")
    if outcome == NOTED_OPEN:
        return days.starting(duty, days.after(days.today, ground.chance.number(1, 6)))
    if outcome == NOTED_LATE:
        return days.starting(duty, days.today - timedelta(days=ground.chance.number(2, 20)))
    return ground.working_day(days.first, days.after(days.today, -1))


def _steps(ground: Ground, outcome: str, on: date) -> list[Step]:
    days = ground.days
    steps = [step("received", on, Where.VISIT)]
    if outcome == NOTED_AND_ANSWERED:
        steps.append(step("answered", days.after(on, ground.chance.number(2, 8)), Where.VISIT))
    return [one for one in steps if one.on <= days.today]


def asked(ground: Ground, desk: Desk, on: date, outcome: VisitOutcome = VisitOutcome.ANSWERED) -> File:
    """A visit on a chosen day, answered there and then or guided."""
    file = File(desk, tell(ground.chance, "only_asked", desk.place, on), [ground.somebody(desk, sealed=False)], [])
    file.visit = VisitPart(outcome, outcome_agency=ELSEWHERE[0] if outcome is VisitOutcome.GUIDED else "")
    file.steps = [step("received", on, Where.VISIT)]
    return file
