"""Plans of cases: on time, near the end, late by days and by months, suspended, extended, withdrawn, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.casework.demonstration.chance import dealt
from app.casework.demonstration.days import longest_extension, resolution_of
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import File, Ground, step
from app.casework.demonstration.histories import ARCHIVED_AFTER, Course, End, Step, Where, can_be_suspended, history
from app.casework.demonstration.intake import screened
from app.casework.demonstration.stories import Story, tell
from app.casework.respondents import NewRespondent
from app.statute import grounds
from app.statute.terms import Procedure

FIRST, SECOND = Procedure.COMPLAINT_FIRST, Procedure.COMPLAINT_SECOND
DISCIPLINE, TC, PA = Procedure.DISCIPLINE_FIRST, Procedure.DENUNCIATION, Procedure.FEEDBACK
PROVINCE = "ubnd-tinh"
RARELY_HEADED = ("23938", "23638", "21640")  # no head's account: their late cases must reach somebody all the same
DISCIPLINARY = ("so-nn-mt", "so-xay-dung")
A_FEW_WEEKS = range(5, 41)  # days from the first decision to the second complaint
SETTLING_IN = timedelta(days=70)  # from the first day of the register to the first resolution


class Target(StrEnum):
    """How a case is to stand today."""

    CLOSED = "closed"
    CLOSED_LATE = "closed_late"
    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    LATE_10 = "late_10"
    LATE_30 = "late_30"
    LATE_60 = "late_60"
    LATE_90 = "late_90"
    LATE_OVER_90 = "late_over_90"
    SUSPENDED = "suspended"
    SUSPENDED_LATE = "suspended_late"
    WITHDRAWN = "withdrawn"
    UNSENT = "unsent"
    IN_COURT = "in_court"
    EXTENDED = "extended"
    EXTENDED_TWICE = "extended_twice"


LATE: dict[Target, tuple[int, int]] = {
    Target.LATE_10: (1, 10),
    Target.LATE_30: (11, 30),
    Target.LATE_60: (31, 60),
    Target.LATE_90: (61, 90),
    Target.LATE_OVER_90: (91, 160),
}
SIGNED = frozenset({Target.CLOSED, Target.CLOSED_LATE, Target.UNSENT})  # the head signed something
OVER = frozenset({Target.CLOSED, Target.CLOSED_LATE, Target.WITHDRAWN, Target.IN_COURT})


@dataclass(frozen=True, slots=True)
class Shape:
    """A case to tell: the procedure, how it stands, whether it denounces the head of the agency."""

    procedure: Procedure
    target: Target
    against_the_head: bool = False


SHAPES: dict[Shape, int] = {
    Shape(FIRST, Target.CLOSED): 19, Shape(FIRST, Target.CLOSED_LATE): 8, Shape(FIRST, Target.ON_TIME): 6,
    Shape(FIRST, Target.DUE_SOON): 5, Shape(FIRST, Target.LATE_10): 4, Shape(FIRST, Target.LATE_30): 3,
    Shape(FIRST, Target.LATE_60): 2, Shape(FIRST, Target.LATE_90): 1, Shape(FIRST, Target.LATE_OVER_90): 2,
    Shape(FIRST, Target.SUSPENDED): 2, Shape(FIRST, Target.SUSPENDED_LATE): 1, Shape(FIRST, Target.WITHDRAWN): 4,
    Shape(FIRST, Target.UNSENT): 1, Shape(FIRST, Target.IN_COURT): 1,
    Shape(SECOND, Target.CLOSED): 1, Shape(SECOND, Target.ON_TIME): 1, Shape(SECOND, Target.DUE_SOON): 1,
    Shape(SECOND, Target.LATE_30): 1,
    Shape(DISCIPLINE, Target.CLOSED): 1, Shape(DISCIPLINE, Target.ON_TIME): 1, Shape(DISCIPLINE, Target.LATE_10): 1,
    Shape(Procedure.DISCIPLINE_SECOND, Target.DUE_SOON): 1,
    Shape(TC, Target.CLOSED): 4, Shape(TC, Target.CLOSED_LATE): 2, Shape(TC, Target.ON_TIME): 2,
    Shape(TC, Target.DUE_SOON): 1, Shape(TC, Target.LATE_10): 1, Shape(TC, Target.LATE_60): 1,
    Shape(TC, Target.EXTENDED): 3, Shape(TC, Target.EXTENDED_TWICE): 1, Shape(TC, Target.SUSPENDED): 1,
    Shape(TC, Target.WITHDRAWN): 1,
    Shape(TC, Target.ON_TIME, against_the_head=True): 1, Shape(TC, Target.LATE_30, against_the_head=True): 1,
    Shape(PA, Target.CLOSED): 12, Shape(PA, Target.ON_TIME): 4,
}  # fmt: skip


def case_files(ground: Ground, count: int) -> list[File]:
    """``count`` cases in the proportions of :data:`SHAPES`."""
    late_first = iter(RARELY_HEADED)
    files = []
    for shape in dealt(SHAPES, count):
        code = next(late_first, None) if shape.procedure is FIRST and shape.target in LATE else None
        desk = ground.desks[code] if code else _desk(ground, shape)
        files.append(_planned(ground, shape, desk))
    _link_second_complaints(ground, files)
    return files


def _desk(ground: Ground, shape: Shape) -> Desk:
    if shape.procedure in (SECOND, Procedure.DISCIPLINE_SECOND):
        return ground.desks[PROVINCE]
    if shape.procedure is DISCIPLINE:
        return ground.desks[ground.chance.one(DISCIPLINARY)]
    while True:
        desk = ground.desk(head=shape.target in SIGNED or shape.against_the_head, resolves=True)
        if not shape.against_the_head or desk.is_commune:
            return desk


def _planned(ground: Ground, shape: Shape, desk: Desk) -> File:
    complex_grounds = _complexity(ground, shape)
    course = course_of(ground, shape, desk, complex_grounds)
    story = _story(ground, shape, desk, course.accepted_on)
    people = ground.people(desk, sealed=shape.procedure is TC)
    file = File(desk, story, people, [], shape.procedure, complex_grounds=complex_grounds)
    file.respondent = _respondent(desk, shape)
    file.steps = [*taken_up(ground, course), *history(course)]
    if ground.chance.happens(93 if shape.target in OVER else 72):
        _assign(ground, file, desk, course, over=shape.target in OVER)
    return file


def _complexity(ground: Ground, shape: Shape) -> tuple[str, ...]:
    if shape.procedure in (TC, PA) or not ground.chance.happens(18):
        return ()
    return (ground.chance.one(list(grounds.COMPLEXITY)),)


def _story(ground: Ground, shape: Shape, desk: Desk, before: date) -> Story:
    if shape.procedure is TC:
        return tell(
            ground.chance, "against_the_head" if shape.against_the_head else "denunciations", desk.place, before
        )
    if shape.procedure is PA:
        return tell(ground.chance, "feedback", desk.place, before)
    discipline = shape.procedure in (DISCIPLINE, Procedure.DISCIPLINE_SECOND)
    return tell(ground.chance, "discipline" if discipline else "complaints", desk.place, before)


def _respondent(desk: Desk, shape: Shape) -> NewRespondent | None:
    if shape.procedure is PA:
        return None
    if shape.procedure is TC and not shape.against_the_head:
        return NewRespondent(name=f"Công chức, viên chức thuộc {desk.name}")
    return NewRespondent(desk.agency_id, post=desk.head_title, is_head=shape.against_the_head)


def _assign(ground: Ground, file: File, desk: Desk, course: Course, *, over: bool) -> None:
    """Give the case to somebody where it is resolved. A sealed one is assigned by the head only."""
    holder = ground.desks[PROVINCE] if file.respondent and file.respondent.is_head else desk
    if file.sealed and holder.head is None:
        return
    file.assignee = holder.handler(ground.chance, open_work=not over)
    file.steps.append(step("assigned", course.accepted_on, Where.CASE))


def taken_up(ground: Ground, course: Course) -> list[Step]:
    """Received, classified and accepted; now and then too late."""
    days, chance = ground.days, ground.chance
    back = chance.number(12, 17) if chance.happens(9) else chance.number(2, 5)
    received = max(days.after(course.accepted_on, -back), days.on_or_after(days.first))
    accepted = max(course.accepted_on, received)
    return [*screened(ground, received, accepted), step("accepted", accepted, Where.PETITION)]


# ---- when


def course_of(ground: Ground, shape: Shape, desk: Desk, complex_grounds: tuple[str, ...] = ()) -> Course:
    """The days of a case that is to stand as ``shape`` says."""
    if shape.procedure is PA:
        return _feedback_course(ground, shape)
    due_on, ends_on, end = _ending(ground, shape)
    if end is End.SUSPENDED and not can_be_suspended(shape.procedure, ends_on):
        end = End.OPEN
    each = longest_extension(ground.days.first)
    extensions = {Target.EXTENDED: 1, Target.EXTENDED_TWICE: 2}.get(shape.target, 0)
    facts = [name for name, holds in (("remote_area", desk.remote), ("complex", complex_grounds)) if holds]
    accepted = _accepted(ground, shape.procedure, due_on, facts, [each] * extensions)
    if end is End.SUSPENDED and not can_be_suspended(shape.procedure, accepted):
        end = End.OPEN
    return Course(
        ground.days, ground.chance, shape.procedure, accepted, due_on, end, max(ends_on, accepted),
        reach=ground.chance.share(0.05, 1.0), extensions=extensions,
        dialogue=shape.procedure is not FIRST or ground.chance.happens(55),
    )  # fmt: skip


def _accepted(ground: Ground, procedure: Procedure, due_on: date, facts: list[str], extensions: list[int]) -> date:
    days = ground.days
    day = days.starting(resolution_of(procedure), due_on, facts=facts, extensions=extensions)
    earliest = days.after(days.on_or_after(days.first), 2)
    return min(max(day, earliest), days.on_or_before(days.today))


def _feedback_course(ground: Ground, shape: Shape) -> Course:
    """No limit to resolve it is known: it goes on for some weeks."""
    days, chance = ground.days, ground.chance
    if shape.target is Target.CLOSED:
        ends_on = ground.working_day(days.first + timedelta(days=40), days.today - timedelta(days=8))
        accepted, end = days.after(ends_on, -chance.number(5, 20)), End.RESOLVED
    else:
        ends_on = days.today
        accepted, end = days.after(days.today, -chance.number(2, 14)), End.OPEN
    accepted = max(accepted, days.after(days.on_or_after(days.first), 2))
    return Course(days, chance, shape.procedure, accepted, ends_on, end, max(ends_on, accepted))


def _ending(ground: Ground, shape: Shape) -> tuple[date, date, End]:
    """When the resolution is due at first, when the case ends or stops, and how."""
    days, chance, target = ground.days, ground.chance, shape.target
    if target in LATE:
        return days.today - timedelta(days=chance.number(*LATE[target])), days.today, End.OPEN
    if target in (Target.SUSPENDED, Target.SUSPENDED_LATE):
        late = target is Target.SUSPENDED_LATE
        stopped = days.after(days.today, -chance.number(4, 9))
        return stopped + timedelta(days=-chance.number(3, 12) if late else chance.number(5, 14)), stopped, End.SUSPENDED
    if target in (Target.ON_TIME, Target.DUE_SOON, Target.EXTENDED, Target.EXTENDED_TWICE):
        ahead = chance.number(1, 5) if target is Target.DUE_SOON else chance.number(7, 16)
        return days.after(days.today, ahead), days.today, End.OPEN
    if target is Target.UNSENT:
        ended = days.after(days.today, -1)
        return ended + timedelta(days=chance.number(1, 5)), ended, End.UNSENT
    ended = ground.working_day(days.first + SETTLING_IN, days.today - timedelta(days=6))
    if target in (Target.WITHDRAWN, Target.IN_COURT):
        end = End.WITHDRAWN if target is Target.WITHDRAWN else End.IN_COURT
        return ended + timedelta(days=chance.number(6, 16)), ended, end
    margin = -chance.number(1, 34) if target is Target.CLOSED_LATE else chance.number(0, 8)
    return ended + timedelta(days=margin), ended, End.RESOLVED


# ---- second complaints


def _link_second_complaints(ground: Ground, files: list[File]) -> None:
    """A second complaint follows a first decision sent a few weeks before, where there is one."""
    firsts = [file for file in files if file.procedure is FIRST and file.day_of("sent") and file.day_of("decided")]
    for second in (file for file in files if file.procedure is SECOND):
        gone = [(second.received_on - (file.day_of("sent") or second.received_on)).days for file in firsts]
        fitting = [(days, place) for place, days in enumerate(gone) if days in A_FEW_WEEKS]
        if not fitting:
            continue
        first = firsts.pop(min(fitting)[1])
        second.previous, second.people, second.story = first, first.people, first.story
        second.respondent = first.respondent
        lodged = second.received_on
        closed = ground.days.after(lodged, 3)
        kept = [one for one in first.steps if one.on <= (first.day_of("sent") or lodged)]
        archived = ground.days.after(closed, ARCHIVED_AFTER)
        over = [step("second_complaint_lodged", lodged), step("closed", closed), step("file_handed_over", archived)]
        first.steps = [*kept, *(one for one in over if one.on <= ground.days.today)]
