"""How files begin: at the desk, by post, forwarded; received, classified, handed to somebody."""

from __future__ import annotations

from datetime import date

from app.casework.demonstration.files import File, Ground, VisitPart, step
from app.casework.demonstration.histories import Step, Where
from app.records.petitions import Forwarder, Source
from app.records.reception import ReceptionKind, VisitOutcome

TAKEN = {Source.VISIT: VisitOutcome.PETITION_TAKEN, Source.ORAL: VisitOutcome.STATEMENT_TAKEN}
AT_THE_DESK = {Source.VISIT: 4, Source.ORAL: 1}
OTHERWISE = {Source.POST: 5, Source.FORWARDED: 3, Source.PORTAL: 1}
RECEPTIONS = {ReceptionKind.REGULAR: 98, ReceptionKind.UNSCHEDULED: 2}  # on a head's day the head receives
FORWARDERS = {Forwarder.AGENCY: 4, Forwarder.PRESS: 2, Forwarder.FRONT: 2, Forwarder.DEPUTY: 1}
GROUP = (5, 23)
PAPERS = (
    "Đơn, 2 tờ",
    "Đơn, 1 tờ\nBản sao căn cước",
    "Đơn, 2 tờ\nBản sao giấy chứng nhận, 2 tờ",
    "Đơn, 3 tờ\nẢnh chụp, 4 tấm",
    "Đơn, 1 tờ\nBản sao biên bản làm việc, 2 tờ",
)


def brought(ground: Ground, file: File, *, to_the_desk: bool) -> None:
    """Decide how the petition of ``file`` came in. ``to_the_desk``: its visit is counted by the caller."""
    chance = ground.chance
    if to_the_desk:
        file.source = chance.weighted(AT_THE_DESK)
        file.visit = visit_part(ground, TAKEN[file.source])
        file.visit.people_count = max(file.visit.people_count, len(file.people))
        file.visit.papers = chance.one(PAPERS) if file.source is Source.VISIT else ""
        file.visit.kind = file.kind if chance.happens(70) else None
        file.visit.within_competence = True
        file.steps = [_at_the_desk(one, file.steps[0]) for one in file.steps]
        return
    file.source = chance.weighted(OTHERWISE)
    if file.source is Source.FORWARDED:
        file.forwarder = chance.weighted(FORWARDERS)
        file.steps += [one for one in _told(ground, file) if one.on <= ground.days.today]


def _told(ground: Ground, file: File) -> list[Step]:
    """Whoever forwarded it hears what became of it, where the law says so."""
    decided = file.day_of("decided")
    if file.sealed and file.forwarder in (Forwarder.PRESS, Forwarder.AGENCY):
        last = max(one.on for one in file.steps if one.where is Where.PETITION)
        on = max(ground.days.after(file.received_on, ground.chance.number(7, 12)), last)
        return [step("forwarder_notified", on, Where.PETITION)]
    if decided and file.forwarder is Forwarder.FRONT and not file.day_of("second_complaint_lodged"):
        return [step("forwarder_notified", ground.days.after(decided, 4))]
    return []


def _at_the_desk(one: Step, first: Step) -> Step:
    return Step(one.act, one.on, Where.VISIT, one.data) if one is first else one


def visit_part(ground: Ground, outcome: VisitOutcome) -> VisitPart:
    """A visit on some kind of reception, now and then by a group."""
    kind = ground.chance.weighted(RECEPTIONS)
    count = ground.chance.number(*GROUP) if ground.chance.happens(4) else ground.chance.weighted({1: 8, 2: 2})
    return VisitPart(outcome, reception_kind=kind, people_count=count)


def screened(ground: Ground, received_on: date, until: date, where: Where = Where.PETITION) -> list[Step]:
    """Received and, a day or two later, classified."""
    classified = min(ground.days.after(received_on, ground.chance.weighted({0: 2, 1: 5, 2: 3})), until)
    return [step("received", received_on, Where.PETITION), step("classified", max(classified, received_on), where)]
