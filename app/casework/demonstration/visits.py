"""Plans of visits that lead to no petition: answered, guided, noted, transferred, refused."""

from __future__ import annotations

from datetime import date, timedelta

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
from app.statute.grounds import REFUSAL_GROUNDS
from app.statute.terms import Procedure

NOTED_AND_ANSWERED, NOTED_OPEN, NOTED_LATE = "noted_and_answered", "noted_open", "noted_late"
OUTCOMES: dict[str, int] = {
    VisitOutcome.ANSWERED: 52, VisitOutcome.GUIDED: 30, NOTED_AND_ANSWERED: 8, NOTED_OPEN: 2, NOTED_LATE: 2,
    VisitOutcome.TRANSFERRED: 4, VisitOutcome.REFUSED: 2,
}  # fmt: skip
NOTED = (NOTED_AND_ANSWERED, NOTED_OPEN, NOTED_LATE)
KINDS = {None: 5, PetitionKind.FEEDBACK: 4, PetitionKind.COMPLAINT: 2}
REVIEWERS = ("UBND tỉnh Gia Lai", "Thanh tra tỉnh", "Tòa án nhân dân tỉnh")
UNSIGNED, SIGNED_LATE = 25, 20  # percent of the written refusals


def visit_files(ground: Ground, count: int) -> list[File]:
    """``count`` visits in the proportions of :data:`OUTCOMES`."""
    return [_planned(ground, outcome) for outcome in dealt(OUTCOMES, count)]


def _planned(ground: Ground, outcome: str) -> File:
    desk = ground.desk(head=outcome == VisitOutcome.REFUSED)
    on = _day(ground, outcome)
    part = visit_part(ground, VisitOutcome.NOTED if outcome in NOTED else VisitOutcome(outcome))
    file = File(desk, tell(ground.chance, "only_asked", desk.place, on), ground.people(desk), [])
    file.visit = part
    part.people_count = max(part.people_count, len(file.people))
    part.kind = ground.chance.weighted(KINDS)
    if part.outcome in (VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED):
        part.outcome_agency = ground.chance.one(ELSEWHERE)
        part.within_competence = False
    elif part.outcome is VisitOutcome.REFUSED:
        _refused(ground, part, on)
    file.steps = _steps(ground, outcome, part, on)
    return file


def _day(ground: Ground, outcome: str) -> date:
    days = ground.days
    duty = duty_named(Procedure.RECEPTION, "tcd.reception_reply")
    if outcome == NOTED_OPEN:
        return days.starting(duty, days.after(days.today, ground.chance.number(1, 6)))
    if outcome == NOTED_LATE:
        return days.starting(duty, days.today - timedelta(days=ground.chance.number(2, 20)))
    return ground.working_day(days.first, days.after(days.today, -1))


def _refused(ground: Ground, part: VisitPart, on: date) -> None:
    kind = part.kind.value if part.kind else ""
    holding = [
        code
        for code, one in REFUSAL_GROUNDS.items()
        if one.holds_on(on) and not (one.kinds and kind and kind not in one.kinds)
    ]
    part.refusal_ground = ground.chance.one(holding)
    if REFUSAL_GROUNDS[part.refusal_ground].needs:
        dated = on - timedelta(days=ground.chance.number(30, 200))
        part.evidence = Evidence(f"{ground.chance.number(12, 900)}/TB-UBND", dated, ground.chance.one(REVIEWERS))


def _steps(ground: Ground, outcome: str, part: VisitPart, on: date) -> list[Step]:
    days = ground.days
    steps = [step("received", on, Where.VISIT)]
    if outcome == NOTED_AND_ANSWERED:
        steps.append(step("answered", days.after(on, ground.chance.number(2, 8)), Where.VISIT))
    if part.refusal_ground and REFUSAL_GROUNDS[part.refusal_ground].written:
        steps += _signed(ground, on)
    return [one for one in steps if one.on <= days.today]


def _signed(ground: Ground, on: date) -> list[Step]:
    """The written notice of a refusal: in time, late, or still waiting for the head."""
    if ground.chance.happens(UNSIGNED):
        return []
    took = ground.chance.number(5, 9) if ground.chance.happens(SIGNED_LATE) else ground.chance.number(1, 3)
    return [step("refusal_notified", ground.days.after(on, took), Where.VISIT)]


def asked(ground: Ground, desk: Desk, on: date, outcome: VisitOutcome = VisitOutcome.ANSWERED) -> File:
    """A visit on a chosen day, answered there and then or guided."""
    file = File(desk, tell(ground.chance, "only_asked", desk.place, on), [ground.somebody(desk, sealed=False)], [])
    file.visit = VisitPart(outcome, outcome_agency=ELSEWHERE[0] if outcome is VisitOutcome.GUIDED else "")
    file.steps = [step("received", on, Where.VISIT)]
    return file
