"""The files of the people on the sign-in cards, told one by one: what they see first must be worth seeing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.casework.demonstration.cases import PROVINCE, taken_up
from app.casework.demonstration.days import duty_named, resolution_of
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import File, Ground, VisitPart, step
from app.casework.demonstration.histories import Course, End, Step, Where, can_be_suspended, history, interrupted_on
from app.casework.demonstration.intake import screened
from app.casework.demonstration.stories import chosen as story_of
from app.casework.demonstration.stories import tell
from app.casework.demonstration.visits import asked
from app.casework.permissions import Viewer
from app.casework.persons import Person
from app.casework.respondents import NewRespondent
from app.records.petitions import PetitionKind
from app.records.reception import VisitOutcome
from app.statute.deadlines import Pause
from app.statute.terms import Procedure

PLEIKU, IA_DOM = "23575", "23872"
FIRST, TC, PA = Procedure.COMPLAINT_FIRST, Procedure.DENUNCIATION, Procedure.FEEDBACK
DUOC = Person("Nguyễn Văn Được", 1968, "làng Mook Đen, xã Ia Dom", "Căn cước", "000068004471")
YOUNG_DUOC = Person("Nguyễn Văn Được", 1991, "thôn Ia Mut, xã Ia Dom")
DUOC_OF_IA_NAN = Person("Nguyễn Văn Đước", 1970, "xã Ia Nan", "Căn cước", "000070000925")
MY_LE = Person("Trần Thị Mỹ Lệ", 1975, "đường Nguyễn Viết Xuân, phường Pleiku", "Căn cước", "000075118214")
THIS_WEEK = (3, 2, 1, 2, 1)  # visits at Ia Dom, from today backwards


# ---- cases


def chosen_cases(ground: Ground) -> Iterator[File]:
    """The cases, the most telling first."""
    days, pleiku = ground.days, ground.desks[PLEIKU]
    today = days.today
    holder = pleiku.handlers[0]
    for name, due_on, reach in (
        ("hem_46", today - timedelta(days=12), 1.0),
        ("xay_dung_to_4", days.after(today, 5), 0.7),
        ("kinh_doanh_cho", days.after(today, 18), 0.5),
    ):
        course = _course(ground, FIRST, days.starting(resolution_of(FIRST), due_on), due_on, reach=reach)
        yield replace(_case(ground, pleiku, name, course), assignee=holder)
    yield replace(_case(ground, pleiku, "nguyen_viet_xuan", _resumed(ground)), people=[MY_LE], assignee=holder)
    stopped = days.after(today, -10)
    due_on = today + timedelta(days=6)
    accepted = days.starting(resolution_of(FIRST), due_on)
    end = End.SUSPENDED if can_be_suspended(FIRST, stopped) and stopped > accepted else End.OPEN
    course = replace(_course(ground, FIRST, accepted, due_on, reach=0.6), end=end, ends_on=max(stopped, accepted))
    yield replace(_case(ground, pleiku, "suoi_hoi_phu", course), assignee=holder)
    yield replace(_denounced_lately(ground, pleiku), assignee=holder)
    due_on = days.after(today, 8)
    course = _course(ground, TC, days.starting(resolution_of(TC), due_on), due_on, reach=0.65)
    yield replace(_case(ground, pleiku, "to_cao_thu_phi", course), assignee=holder)
    yield _road_between_communes(ground)


def _course(ground: Ground, procedure: Procedure, accepted: date, due_on: date, *, reach: float) -> Course:
    today = ground.days.today
    return Course(ground.days, ground.chance, procedure, accepted, due_on, End.OPEN, today, reach=reach)


def _resumed(ground: Ground) -> Course:
    days = ground.days
    due_on, resumed = days.after(days.today, 4), days.after(days.today, -3)
    pause = Pause(interrupted_on(days, resumed), resumed)
    if not can_be_suspended(FIRST, pause.start):
        return _course(ground, FIRST, days.starting(resolution_of(FIRST), due_on), due_on, reach=1.0)
    accepted = days.starting(resolution_of(FIRST), due_on, pauses=[pause])
    return replace(_course(ground, FIRST, accepted, due_on, reach=1.0), end=End.RESUMED, ends_on=resumed)


def _case(ground: Ground, desk: Desk, name: str, course: Course) -> File:
    sealed = course.procedure is TC
    file = File(desk, story_of(name), ground.people(desk, sealed=sealed), [], course.procedure)
    file.respondent = (
        NewRespondent(name=f"Công chức, viên chức thuộc {desk.name}")
        if sealed
        else NewRespondent(desk.agency_id, post=desk.head_title)
    )
    file.steps = [*taken_up(ground, course), *history(course), step("assigned", course.accepted_on)]
    return file


def _denounced_lately(ground: Ground, desk: Desk) -> File:
    """Accepted a few days ago; the notices have not gone out yet."""
    days = ground.days
    accepted = days.starting(duty_named(TC, "tc.acceptance_notice_denouncer"), days.after(days.today, 1))
    course = _course(ground, TC, accepted, days.due(resolution_of(TC), accepted), reach=1.0)
    file = _case(ground, desk, "to_cao_cap_phep", course)
    file.steps = [one for one in file.steps if one.act != "sent"]
    return file


def _road_between_communes(ground: Ground) -> File:
    days, desk = ground.days, ground.desks[IA_DOM]
    due_on = days.after(days.today, 3)
    course = _course(ground, FIRST, days.starting(resolution_of(FIRST), due_on), due_on, reach=0.9)
    file = _case(ground, desk, "lien_xa", course)
    file.people, file.assignee = [DUOC], desk.handlers[0]
    return file


# ---- petitions


def chosen_petitions(ground: Ground) -> Iterator[File]:
    """Petitions that are no cases yet, or never will be."""
    days, pleiku = ground.days, ground.desks[PLEIKU]
    holder = pleiku.handlers[0]
    late = days.starting(duty_named(PA, "tcd.reception_reply"), days.today - timedelta(days=3))
    yield _waiting(ground, pleiku, "nuoc_thai", PA, received=late, assignee=holder)
    soon = days.starting(duty_named(FIRST, "kn.accept_first"), days.after(days.today, 3))
    yield _waiting(ground, pleiku, "thu_hoi_giay", FIRST, received=soon, assignee=holder)
    yield from _sent_again(ground, pleiku)
    for name, ago in (("ranh_thua_dat", 1), ("can_bo_kho_khan", 4), ("cho_tra_loi", 41), ("bo_quen", 49)):
        yield _not_classified(ground, pleiku, name, ago)
    ia_dom = ground.desks[IA_DOM]
    received = ground.working_day(days.today - timedelta(days=120), days.today - timedelta(days=60))
    file = _waiting(ground, ia_dom, "cap_nuoc", PA, received=received)
    file.people = [DUOC_OF_IA_NAN]
    file.steps.append(step("answered", days.after(received, 6), Where.PETITION))
    yield file
    for procedure, duty, ahead in (
        (Procedure.DENUNCIATION_OVERDUE, "tc.overdue_superior_request", 2),
        (Procedure.DENUNCIATION_FURTHER, "tc.further_denunciation_review", 6),
    ):
        received = days.starting(duty_named(procedure, duty), days.after(days.today, ahead))
        yield _denounced_again(ground, procedure, received)


def _sent_again(ground: Ground, desk: Desk) -> Iterator[File]:
    """Transferred once, and written again by the same woman: the second one waits, and shows the first."""
    received = ground.working_day(ground.days.today - timedelta(days=80), ground.days.today - timedelta(days=50))
    first = _waiting(ground, desk, "tieng_on", PA, received=received)
    first.people = [MY_LE]
    first.steps.append(step("transferred", ground.days.after(received, 5), Where.PETITION, to_agency="Công an tỉnh"))
    yield first
    yield replace(_not_classified(ground, desk, "tieng_on_lan_nua", 2), people=[MY_LE])


def _not_classified(ground: Ground, desk: Desk, name: str, ago: int) -> File:
    """Received so many days ago (the working day before, over Tết too), only written down: its kind is to be said."""
    on = next(day for more in range(15) if ground.days.works(day := ground.days.today - timedelta(days=ago + more)))
    return File(desk, story_of(name), ground.people(desk), [step("received", on, Where.PETITION)])


def _denounced_again(ground: Ground, procedure: Procedure, received: date) -> File:
    """At the superior: the first resolution came too late, or is said to be wrong."""
    desk = ground.desks[PROVINCE]
    file = File(desk, tell(ground.chance, "denunciations", desk.place, received), [], [], procedure)
    file.people = ground.people(desk, sealed=True)
    file.respondent = NewRespondent(name=f"Công chức, viên chức thuộc {ground.desks[PLEIKU].name}")
    file.steps = screened(ground, received, ground.days.today)
    return file


def _waiting(
    ground: Ground, desk: Desk, name: str, procedure: Procedure, *, received: date, assignee: Viewer | None = None
) -> File:
    file = File(desk, story_of(name), ground.people(desk), [], procedure)
    file.steps = screened(ground, received, ground.days.today)
    if assignee is not None:
        file.assignee = assignee
        file.steps.append(step("assigned", file.steps[-1].on, Where.PETITION))
    if procedure is FIRST:
        file.respondent = NewRespondent(desk.agency_id, post=desk.head_title)
    return file


# ---- visits


def chosen_visits(ground: Ground) -> Iterator[File]:
    """The desk of Ia Dom: today, this week, and the people whose names are alike."""
    days, desk = ground.days, ground.desks[IA_DOM]
    day = days.today
    for place, count in enumerate(THIS_WEEK):
        if place or days.works(day):
            for _ in range(count):
                yield asked(
                    ground, desk, day, ground.chance.weighted({VisitOutcome.ANSWERED: 3, VisitOutcome.GUIDED: 1})
                )
        day = days.after(day, -1)
    yield _spoke(desk, "hoi_tien_do", DUOC, days.after(days.today, -12))
    yield _spoke(desk, "ho_ngheo", YOUNG_DUOC, ground.working_day(days.first, days.today - timedelta(days=90)))


def _spoke(desk: Desk, name: str, person: Person, on: date) -> File:
    part = VisitPart(VisitOutcome.ANSWERED, kind=PetitionKind.FEEDBACK)
    return File(desk, story_of(name), [person], [Step("received", on, Where.VISIT)], visit=part)
