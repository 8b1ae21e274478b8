"""What happens in a case after it was accepted: acts and their days, in an order the law allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days, longest_extension, resolution_of
from app.statute import grounds
from app.statute.procedures import edge_for
from app.statute.terms import Procedure

INTERRUPTION = timedelta(days=16)
LATE_SENDING = 18  # percent of the papers that go out late
ARCHIVED_AFTER = 8  # working days after the file was closed
COMPLAINTS = frozenset(
    {Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND, Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND}
)


class Where(StrEnum):
    """Which matter of a file an act belongs to."""

    VISIT = "visit"
    PETITION = "petition"
    FORWARDED = "forwarded"  # the petition as another agency of the register received it
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Step:
    """Something done on a day: an act of the law, or a deed that does more than add an act."""

    act: str
    on: date
    where: Where = Where.CASE
    data: Mapping[str, object] = field(default_factory=dict)


class End(StrEnum):
    """How a case stands at the end of its history."""

    OPEN = "open"
    RESOLVED = "resolved"  # decided, concluded, answered; then sent and, in time, closed
    UNSENT = "unsent"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    IN_COURT = "in_court"


@dataclass(frozen=True, slots=True)
class Course:
    """What a history is told from. ``ends_on``: the day of the resolution, the suspension or the withdrawal."""

    days: Days
    chance: Chance
    procedure: Procedure
    accepted_on: date
    due_on: date  # when the resolution was due at first; the acts are spread over the time until then
    end: End
    ends_on: date
    reach: float = 1.0  # how far the work got, of an open case
    extensions: int = 0
    dialogue: bool = False

    def soon(self, day: date, least: int, most: int) -> date:
        """A few working days later."""
        return self.days.after(day, self.chance.number(least, most))

    def spread(self, share: float) -> date:
        plan = self.ends_on if self.end is End.RESOLVED else self.due_on
        return self.days.within(self.accepted_on, max(plan, self.accepted_on), share)


def history(course: Course) -> list[Step]:
    """The acts of a case after its acceptance, until today."""
    way = {Procedure.DENUNCIATION: _denunciation, Procedure.FEEDBACK: _feedback}.get(course.procedure, _complaint)
    return [step for step in way(course) if step.on <= course.days.today]


def _before_the_end(course: Course, steps: Iterator[Step]) -> Iterator[Step]:
    """The work as far as it got: before what ended it, and never before the step before it."""
    last = course.accepted_on
    for step in steps:
        day = max(step.on, last)
        over = day > course.ends_on if course.end is End.RESOLVED else day >= course.ends_on
        if over and course.end not in (End.OPEN, End.RESOLVED):
            return
        day = min(day, course.ends_on)
        yield Step(step.act, day, step.where, step.data)
        last = day


# ---- complaints


def _complaint(course: Course) -> Iterator[Step]:
    work = _work_on_complaint(course)
    if course.end is End.RESUMED:
        yield from _interrupted(course)
        return
    if course.end is End.OPEN:
        for step in work:
            if step.on > course.spread(course.reach) or step.on > course.days.today:
                return
            yield step
        return
    yield from _before_the_end(course, work)
    yield from _end_of_complaint(course)


def _work_on_complaint(course: Course) -> Iterator[Step]:
    chance = course.chance
    verifying = course.soon(course.accepted_on, 1, 3)
    yield Step("verifying", verifying)
    reported = max(course.spread(chance.share(0.72, 0.88)), verifying)
    if course.dialogue:
        notified = max(course.spread(chance.share(0.3, 0.45)), verifying)
        held = course.days.on_or_after(notified + timedelta(days=chance.number(6, 9)))
        yield Step("dialogue_notified", notified, data={"dialogue_on": held.isoformat()})
        yield Step("dialogue_held", held)
        reported = max(reported, held)
    yield Step("reported", reported)


def _end_of_complaint(course: Course) -> Iterator[Step]:
    if course.end is End.SUSPENDED:
        yield from _suspended(course)
    elif course.end is End.WITHDRAWN:
        yield from _withdrawn(course, grounds.COMPLAINT_DISCONTINUED)
    elif course.end is End.IN_COURT:
        yield Step("court_accepted", course.ends_on)
        yield from _closed(course, course.soon(course.ends_on, 3, 10))
    else:
        yield Step("decided", course.ends_on)
        if course.end is End.RESOLVED:
            yield from _after_the_decision(course)


def _after_the_decision(course: Course) -> Iterator[Step]:
    sent = course.soon(course.ends_on, 1, 3)
    if course.chance.happens(LATE_SENDING):
        sent = course.soon(sent, 3, 5)
    yield _sent(sent, "decided")
    if course.procedure is Procedure.COMPLAINT_SECOND:
        sent = course.soon(sent, 2, 5)
        yield Step("published", sent)
    in_force = course.days.on_or_after(course.ends_on + timedelta(days=course.chance.number(46, 62)))
    if course.chance.happens(45):
        yield Step("in_force", in_force)
        directed = course.soon(in_force, 1, 4)
        yield Step("enforcement_directed", directed)
        enforced = course.soon(directed, 8, 25)
        yield Step("enforced", enforced)
        in_force = enforced
    yield from _closed(course, course.soon(in_force, 1, 6))


def _sent(on: date, paper: str) -> Step:
    """The paper that an act made goes out."""
    return Step("sent", on, data={"papers": [paper]})


def _closed(course: Course, on: date) -> Iterator[Step]:
    """The file is closed; that of a complaint goes to the archive."""
    yield Step("closed", on)
    if course.procedure in COMPLAINTS:
        yield Step("file_handed_over", course.days.after(on, ARCHIVED_AFTER))


def _suspended(course: Course) -> Iterator[Step]:
    known = grounds.DENUNCIATION_SUSPENDED
    if course.procedure is not Procedure.DENUNCIATION:
        known = grounds.COMPLAINT_SUSPENDED
    holding = [code for code, ground in known.items() if ground.holds_on(course.ends_on)]
    yield Step("suspended", course.ends_on, data={"ground": course.chance.one(holding)})
    yield _sent(course.soon(course.ends_on, 1, 3), "suspended")


def _interrupted(course: Course) -> Iterator[Step]:
    """Suspended for a while, taken up again on ``ends_on`` and reported."""
    verifying = course.soon(course.accepted_on, 1, 2)
    yield Step("verifying", verifying)
    suspended = max(interrupted_on(course.days, course.ends_on), verifying)
    holding = [code for code, ground in grounds.COMPLAINT_SUSPENDED.items() if ground.holds_on(suspended)]
    yield Step("suspended", suspended, data={"ground": holding[-1]})
    yield _sent(course.soon(suspended, 4, 4), "suspended")  # one day late
    yield Step("resumed", course.ends_on)
    yield _sent(course.soon(course.ends_on, 1, 1), "resumed")
    yield Step("reported", course.soon(course.ends_on, 2, 2))


def interrupted_on(days: Days, resumed_on: date) -> date:
    """When a case was suspended that is taken up again on ``resumed_on``."""
    return days.on_or_before(resumed_on - INTERRUPTION)


def _withdrawn(course: Course, known: Mapping[str, grounds.Ground]) -> Iterator[Step]:
    yield Step("withdrawn", course.ends_on)
    discontinued = course.soon(course.ends_on, 1, 4)
    by_withdrawal = [code for code, ground in known.items() if "RUT" in code and ground.holds_on(discontinued)]
    yield Step("discontinued", discontinued, data={"ground": by_withdrawal[0]})
    sent = course.soon(discontinued, 1, 3)
    yield _sent(sent, "discontinued")
    yield from _closed(course, course.soon(sent, 2, 8))


# ---- denunciations


def _denunciation(course: Course) -> Iterator[Step]:
    steps = sorted(_work_on_denunciation(course), key=lambda step: step.on)
    if course.end is End.OPEN:
        last = course.days.within(course.accepted_on, course.due_on, course.reach)
        yield from (step for step in steps if step.on <= last or step.act == "extended")
        return
    yield from _before_the_end(course, iter(steps))
    if course.end is End.SUSPENDED:
        yield from _suspended(course)
    elif course.end is End.WITHDRAWN:
        yield from _withdrawn(course, grounds.DENUNCIATION_DISCONTINUED)
    else:
        yield from _conclusion(course)


def _work_on_denunciation(course: Course) -> Iterator[Step]:
    accepted, chance = course.accepted_on, course.chance
    notices = 6 if chance.happens(LATE_SENDING) else chance.number(2, 4)
    yield Step("verifying", course.soon(accepted, 1, 4))
    yield _sent(course.days.after(accepted, notices), "accepted")
    yield from _extensions(course)
    yield Step("reported", course.spread(chance.share(0.75, 0.9)))


def _extensions(course: Course) -> Iterator[Step]:
    """Each decided a little before the time as it stood runs out."""
    days, each = course.days, longest_extension(course.accepted_on)
    for count in range(course.extensions):
        criteria = list(grounds.COMPLEXITY)[: count + 1]
        runs_out = days.due(resolution_of(course.procedure), course.accepted_on, extensions=[each] * count)
        on = days.after(days.on_or_before(runs_out), -course.chance.number(2, 3))
        on = max(on, days.after(course.accepted_on, 1 + count))
        yield Step("extended", on, data={"days": each, "criteria": criteria})


def _conclusion(course: Course) -> Iterator[Step]:
    concluded, chance = course.ends_on, course.chance
    yield Step("concluded", concluded, data={"verdict": chance.one(list(grounds.VERDICTS))})
    if course.end is End.UNSENT:
        return
    yield _sent(course.soon(concluded, 2, 4), "concluded")
    handled = course.soon(concluded, 4, 6)
    yield Step("handled", handled)
    published = course.soon(handled, 1, 3)
    yield Step("published", published)
    yield Step("closed", course.soon(published, 3, 15))


# ---- feedback


def _feedback(course: Course) -> Iterator[Step]:
    verifying = course.soon(course.accepted_on, 1, 3)
    yield Step("verifying", verifying)
    if course.end is End.OPEN:
        return
    answered = max(course.ends_on, verifying)
    yield Step("answered", answered)
    sent = course.soon(answered, 1, 2)
    yield Step("sent", sent)
    yield Step("closed", course.soon(sent, 1, 10))


def can_be_suspended(procedure: Procedure, on: date) -> bool:
    """Whether the law of the day knows the suspension of such a case."""
    return edge_for(procedure, "accepted", "suspended", on) is not None
