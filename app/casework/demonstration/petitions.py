"""Plans of petitions that become no case: answered, guided, transferred, returned, filed, or still waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.casework.demonstration.chance import dealt
from app.casework.demonstration.days import duty_named
from app.casework.demonstration.desks import BAN_TCD, Desk
from app.casework.demonstration.files import File, Ground, step
from app.casework.demonstration.histories import Step, Where
from app.casework.demonstration.intake import screened
from app.casework.demonstration.stories import tell
from app.casework.respondents import NewRespondent
from app.statute import grounds
from app.statute.procedures import edges_of
from app.statute.terms import Procedure
from app.statute.withdrawals import WITHDRAWN_GROUNDS

TRIAGE, PA, TC = Procedure.TRIAGE, Procedure.FEEDBACK, Procedure.DENUNCIATION
FIRST = Procedure.COMPLAINT_FIRST
WAITING, DUE_SOON, LATE = "waiting", "due_soon", "late"
TO_ANOTHER = "transferred_to_another_desk"  # a petition linked to it opens there: two petitions in one file

FATES: dict[tuple[Procedure, str], int] = {
    (PA, "answered"): 17, (PA, "transferred"): 6, (PA, TO_ANOTHER): 8, (PA, "guided"): 9, (PA, "filed"): 3,
    (PA, "returned"): 1, (PA, WAITING): 3, (PA, DUE_SOON): 3, (PA, LATE): 3,
    (FIRST, "guided"): 9, (FIRST, "returned"): 3, (FIRST, "transferred"): 3, (FIRST, "not_accepted"): 4,
    (FIRST, "filed"): 1, (FIRST, WAITING): 1, (FIRST, DUE_SOON): 2, (FIRST, LATE): 2,
    (TC, "transferred"): 4, (TC, TO_ANOTHER): 1, (TC, "not_processed"): 1, (TC, "filed"): 1, (TC, "not_accepted"): 1,
    (TC, "kept_for_inspection"): 1, (TC, DUE_SOON): 1, (TC, LATE): 1,
    (TRIAGE, "filed"): 1, (TRIAGE, "supplement_requested"): 1, (TRIAGE, WAITING): 2, (TRIAGE, LATE): 1,
}  # fmt: skip
CLOCKS = {
    PA: "tcd.reception_reply", FIRST: "kn.accept_first", TC: "tc.initial_handling", TRIAGE: "tcd.unhandled_45_days",
}  # fmt: skip
OF_ANOTHER_STORY = WITHDRAWN_GROUNDS  # nobody withdrew
STORIES = {PA: "feedback", FIRST: "complaints", TC: "denunciations", TRIAGE: "feedback"}
ELSEWHERE = (
    "Tòa án nhân dân khu vực", "Cơ quan Thi hành án dân sự tỉnh", "Công an tỉnh", "Bảo hiểm xã hội tỉnh",
    "Chi nhánh Văn phòng Đăng ký đất đai", "Công ty Điện lực",
)  # fmt: skip
WHY = {
    "filed": "Đơn không ghi rõ họ tên, địa chỉ người viết.",
    "returned": "Đơn gửi nhiều nơi, nội dung đã được hướng dẫn.",
    "not_processed": "Đơn đã gửi đồng thời đến cơ quan có thẩm quyền.",
}
GROUNDS = {"filed": "TC_KTL_01", "not_processed": "TC_KTL_08", "transferred": "TC_KTL_07"}  # of a denunciation
HARDLY_EVER = 11  # percent of the handled ones that were handled too late


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a petition."""

    procedure: Procedure
    outcome: str

    @property
    def petitions(self) -> int:
        return 2 if self.outcome == TO_ANOTHER else 1

    @property
    def running(self) -> bool:
        return self.outcome in (WAITING, DUE_SOON, LATE)


def petition_files(ground: Ground, count: int) -> list[File]:
    """Files with ``count`` petitions together, in the proportions of :data:`FATES`."""
    found, left = [], count
    for procedure, outcome in ground.chance.shuffled(dealt(FATES, count)):
        fate = Fate(procedure, outcome)
        if left < fate.petitions:
            fate = Fate(procedure, "transferred")
        if left == 0:
            break
        found.append(_planned(ground, fate))
        left -= fate.petitions
    return found


def _planned(ground: Ground, fate: Fate) -> File:
    desk = ground.desks[BAN_TCD] if fate.outcome == TO_ANOTHER and ground.chance.happens(70) else ground.desk()
    received = _received(ground, fate)
    story = tell(ground.chance, STORIES[fate.procedure], desk.place, received)
    people = ground.people(desk, sealed=fate.procedure is TC)
    file = File(desk, story, people, [], None if fate.procedure is TRIAGE else fate.procedure)
    if fate.procedure in (FIRST, TC):
        file.respondent = NewRespondent(name=f"Cán bộ, công chức thuộc {desk.name}")
    file.steps = _steps(ground, fate, file, received)
    if fate.running and not file.sealed and ground.chance.happens(60):
        file.assignee = desk.handler(ground.chance, open_work=True)
        file.steps.append(step("assigned", file.steps[-1].on, Where.PETITION))
    return file


def _received(ground: Ground, fate: Fate) -> date:
    days, chance = ground.days, ground.chance
    duty = duty_named(fate.procedure, CLOCKS[fate.procedure])
    if fate.outcome == LATE:
        return days.starting(duty, days.today - timedelta(days=chance.number(2, 40)))
    if fate.outcome == DUE_SOON:
        return days.starting(duty, days.after(days.today, chance.number(1, 4)))
    if fate.outcome == WAITING:
        return days.after(days.today, -chance.number(0, 2))
    return ground.working_day(days.first, days.today - timedelta(days=25))


def _steps(ground: Ground, fate: Fate, file: File, received: date) -> list[Step]:
    days = ground.days
    if fate.procedure is TRIAGE:
        steps = [step("received", received, Where.PETITION)]
    else:
        steps = screened(ground, received, days.today)
    if not fate.running:
        late = ground.chance.happens(HARDLY_EVER)
        on = max(days.after(received, ground.chance.number(13, 24) if late else ground.chance.number(2, 6)), received)
        steps += _outcome(ground, fate, file, min(max(on, steps[-1].on), days.today))
    elif fate.outcome == WAITING and len(steps) > 1 and ground.chance.happens(50):
        steps = steps[:1]  # nobody has read it yet
        file.procedure = None
        file.respondent = None
    return [one for one in steps if one.on <= days.today]


def _outcome(ground: Ground, fate: Fate, file: File, on: date) -> list[Step]:
    if fate.outcome == TO_ANOTHER:
        return _sent_on(ground, fate, file, on)
    steps = [step(fate.outcome, on, Where.PETITION, **_said(ground, fate, on))]
    if fate.procedure is TC and fate.outcome == "transferred":
        steps.append(step("sent", on, Where.PETITION, papers=["transferred"]))  # the denouncer is told where it went
    return steps


def _said(ground: Ground, fate: Fate, on: date) -> dict[str, object]:
    """The fields the act asks for, each with something fitting."""
    act = fate.outcome
    edge = next(edge for edge in edges_of(fate.procedure) if edge.act == act)
    given: dict[str, object] = {"to_agency": ground.chance.one(ELSEWHERE), "reason": WHY.get(act, "")}
    given["routing"] = next(iter(grounds.INSPECTION_ROUTES))
    if act in GROUNDS:
        given["ground"] = GROUNDS[act]
    elif "ground" in {spec.name for spec in edge.fields}:
        known: Mapping[str, grounds.Ground] = (
            grounds.DENUNCIATION_NOT_ACCEPTED if fate.procedure is TC else grounds.COMPLAINT_NOT_ACCEPTED
        )
        fitting = [code for code, one in known.items() if one.holds_on(on) and code not in OF_ANOTHER_STORY]
        given["ground"] = ground.chance.one(fitting)
    return {spec.name: given[spec.name] for spec in edge.fields if given.get(spec.name)}


def _sent_on(ground: Ground, fate: Fate, file: File, on: date) -> list[Step]:
    """To another desk of the register, where it is taken up, answered or left lying."""
    file.to_desk = _another(ground, file.desk)
    steps = [step("transferred", on, Where.PETITION)]
    if fate.procedure is TC:
        steps.append(step("sent", on, Where.PETITION, papers=["transferred"]))
    if ground.chance.happens(80):
        classified = ground.days.after(on, ground.chance.number(1, 3))
        steps.append(step("classified", classified, Where.FORWARDED))
        if fate.procedure is PA and ground.chance.happens(85):
            answered = ground.days.after(classified, ground.chance.number(2, 6))
            steps.append(step("answered", answered, Where.FORWARDED))
        elif fate.procedure is TC:
            filed = ground.days.after(classified, 2)
            steps.append(step("filed", filed, Where.FORWARDED, reason=WHY["filed"], ground=GROUNDS["filed"]))
            steps.append(step("forwarder_notified", ground.days.after(filed, 2), Where.FORWARDED))
    return steps


def _another(ground: Ground, desk: Desk) -> Desk:
    while True:
        other = ground.desk(resolves=True)
        if other.code != desk.code:
            return other
