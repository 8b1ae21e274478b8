"""Writing planned files into the register, step by step, in the order of time, through the deeds everybody uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.assignments import assign, take
from app.casework.contents import add_contents
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.contents import found, several
from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import File
from app.casework.demonstration.histories import Step, Where
from app.casework.demonstration.sessions import HeadDays
from app.casework.demonstration.stories import REASONS
from app.casework.identities import may_open
from app.casework.permissions import Viewer
from app.casework.persons import LineWords
from app.casework.petitions import accept, classify, register_petition, transfer
from app.casework.reception import NewVisit, log_visit
from app.casework.registration import NewPetition
from app.casework.respondents import NewRespondent
from app.casework.withdrawing import everybody
from app.records.cases import Relation
from app.records.matters import Matter, MatterKind
from app.records.petitions import Forwarder, Petition, Source
from app.records.reception import ReceptionKind, VisitOutcome
from app.statute.groups import is_group
from app.statute.procedures import edges_of
from app.statute.terms import Procedure
from app.statute.withdrawals import WHOLE

OPENS, CLOSES = time(7, 30), time(16, 30)
NUMBERED = frozenset({"received", "accepted", "transferred"})  # written the same day: numbers follow the days
TYPED_LATE = 16  # percent of the later acts that have a document to show
MINUTES = "BB"
ANSWERED_WITHIN = timedelta(days=9)  # what a head who noted something promises
CONTACT = "Cán bộ tiếp công dân"
TAKEN_UP = "taken_up"  # a denunciation is accepted by a decision, not by a notice
# What a document of an act is called in its number.
PAPERS = {
    "accepted": "TB", "not_accepted": "TB", "transferred": "PC", "guided": "HD", "returned": "TB", "verifying": "QĐ",
    "dialogue_notified": "GM", "reported": "BC", "suspended": "QĐ", "resumed": "QĐ", "discontinued": "QĐ",
    "extended": "QĐ", "decided": "QĐ", "concluded": "KL", "answered": "CV", "published": "TB", "refusal_notified": "TB",
    "kept_for_inspection": "CV", "enforcement_directed": "CV", "sent": "CV", "forwarder_notified": "CV",
    "handled": "QĐ", TAKEN_UP: "QĐ",
}  # fmt: skip
INSTANCES = {
    Procedure.COMPLAINT_SECOND: "second", Procedure.DISCIPLINE_SECOND: "second",
    Procedure.DENUNCIATION_FURTHER: "further", Procedure.DENUNCIATION_OVERDUE: "overdue",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step is typed, and which one it is. The fields order it: time first, then the place in the plan."""

    at: datetime
    file: int
    step: int


@dataclass(slots=True)
class Writer:
    """One run. ``now``: nothing is typed after it."""

    session: Session
    chance: Chance
    desks: Mapping[str, Desk]
    heads: HeadDays
    now: datetime
    zone: tzinfo
    by_agency: dict[int, Desk] = field(default_factory=dict)
    numbers: dict[tuple[str, str, int], int] = field(default_factory=dict)
    dressed: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def write(self, files: list[File]) -> None:
        """Write every step of every file, oldest first."""
        self.by_agency = {desk.agency_id: desk for desk in self.desks.values()}
        for file in files:
            file.steps.sort(key=lambda one: one.on)
        moments = [moment for number, file in enumerate(files) for moment in self._moments(number, file)]
        for moment in sorted(moments, key=lambda one: (one.at, one.file, one.step)):
            file = files[moment.file]
            self._do(file, file.steps[moment.step], moment.at)
            self.session.flush()

    # ---- when it is typed

    def _moments(self, number: int, file: File) -> list[Moment]:
        found: list[Moment] = []
        numbered = [place for place, one in enumerate(file.steps) if one.act in NUMBERED]
        last = datetime.combine(file.received_on, OPENS, self.zone)
        for place, one in enumerate(file.steps):
            may_be_late = place > numbered[-1] and one.act in PAPERS
            last = max(self._typed(one, may_be_late=may_be_late), last + timedelta(minutes=2))
            found.append(Moment(min(last, self.now), number, place))
        return found

    def _typed(self, one: Step, *, may_be_late: bool) -> datetime:
        day = one.on
        if may_be_late and self.chance.happens(TYPED_LATE):
            day = min(day + timedelta(days=self.chance.number(1, 5)), self.heads.days.today)
        opens = datetime.combine(day, OPENS, self.zone)
        open_for = datetime.combine(day, CLOSES, self.zone) - opens
        return opens + timedelta(minutes=self.chance.number(0, open_for // timedelta(minutes=1)))

    # ---- who does it

    def _desk(self, matter: Matter) -> Desk:
        return self.by_agency[matter.agency_id]

    def _actor(self, file: File, matter: Matter, act: str) -> Viewer:
        desk = self._desk(matter)
        least = {edge.act: edge.role for edge in edges_of(matter.procedure or Procedure.TRIAGE)}.get(act, "handler")
        if least == "head" and desk.head:
            return desk.head
        if matter.kind is MatterKind.VISIT:
            return desk.officers[0]
        if file.assignee in desk.handlers and file.assignee is not None:
            return file.assignee
        return desk.handlers[len(file.steps) % len(desk.handlers)]

    def _let_in(self, file: File, matter: Matter, act: str, at: datetime) -> Viewer:
        """Who decides on a petition: of what is sealed, somebody who reads it already, or else the head."""
        one, head = self._actor(file, matter, act), self._desk(matter).head
        reads = not matter.sealed or may_open(self.session, matter, viewer=one, at=at)
        return one if reads or head is None else head

    # ---- the deeds

    def _do(self, file: File, one: Step, at: datetime) -> None:
        deeds = {
            "received": self._receive, "classified": self._classify, "transferred": self._transfer,
            "accepted": self._accept, "assigned": self._assign,
        }  # fmt: skip
        visit = one.where is Where.VISIT and one.act != "received"
        (self._record if visit else deeds.get(one.act, self._record))(file, one, at)
        self._dress(file)

    def _matter(self, file: File, where: Where) -> Matter:
        return self.session.get_one(Matter, file.matters[where])

    def _receive(self, file: File, one: Step, at: datetime) -> None:
        if one.where is Where.VISIT:
            self._log_visit(file, one, at)
            return
        desk = file.desk
        new = NewPetition(
            received_on=one.on, source=file.source or Source.POST, content=file.story.content, people=file.people,
            request=file.story.request, title=file.story.title, field=file.story.field, forwarder=file.forwarder,
            forwarder_name=file.forwarder_name, forward_document=self._forwarding(file, one),
            contested=file.story.contested, signatories=len(file.people),
            denunciation=file.sealed, respondents=self._respondents(file),
            lines=several(file.kind, file.story.content, len(self.dressed)),
        )  # fmt: skip
        matter = register_petition(
            self.session, new, agency_id=desk.agency_id, by=self.chance.one(desk.officers), at=at, today=at.date()
        )
        file.matters[Where.PETITION] = matter.id

    def _log_visit(self, file: File, one: Step, at: datetime) -> None:
        part, desk = file.visit, file.desk
        if part is None:
            message = "a step of a visit in a file without one"
            raise LookupError(message)
        kind = ReceptionKind.HEAD if self.heads.receives(desk, one.on) else part.reception_kind
        by = desk.head if kind is ReceptionKind.HEAD and desk.head else self.chance.one(desk.officers)
        promised = kind is ReceptionKind.HEAD and part.outcome is VisitOutcome.NOTED
        new = NewVisit(
            received_on=one.on, people=file.people, content=file.story.content, outcome=part.outcome,
            reception_kind=kind, people_count=part.people_count, mandate=_mandate(part.people_count, one.on),
            kind=None if file.sealed else part.kind, request=file.story.request,
            within_competence=part.within_competence, outcome_agency=part.outcome_agency,
            refusal_ground=part.refusal_ground, evidence=part.evidence, papers=part.papers, note=part.note,
            secret=file.sealed, field=file.story.field, contested=file.story.contested,
            repeats=self._matter(file.again, Where.VISIT).ref if file.again else "",
            promised_on=one.on + ANSWERED_WITHIN if promised else None, contact=CONTACT if promised else "",
        )  # fmt: skip
        visit = log_visit(self.session, new, agency_id=desk.agency_id, by=by, at=at, today=at.date())
        file.matters[Where.VISIT] = visit.id
        if file.source is not None:
            petition_id = self.session.scalars(select(Petition.matter_id).where(Petition.visit_id == visit.id)).one()
            file.matters[Where.PETITION] = petition_id
            if not file.sealed:
                self._matter(file, Where.PETITION).title = file.story.title

    def _classify(self, file: File, one: Step, at: datetime) -> None:
        matter = self._matter(file, one.where)
        if file.kind is None or file.procedure is None:
            message = "a step of classification in a file without a kind"
            raise LookupError(message)
        classify(
            self.session, matter, file.kind, on=one.on, reason=REASONS[file.kind], field=file.story.field,
            by=self._let_in(file, matter, "classified", at), at=at, today=at.date(),
            officials_conduct=file.story.conduct,
            instance=INSTANCES.get(file.procedure, "first"),
            discipline=file.procedure in (Procedure.DISCIPLINE_FIRST, Procedure.DISCIPLINE_SECOND),
            contested=file.story.contested, respondents=self._respondents(file),
        )  # fmt: skip

    def _transfer(self, file: File, one: Step, at: datetime) -> None:
        matter = self._matter(file, one.where)
        made = transfer(
            self.session, matter, one.on, by=self._actor(file, matter, "transferred"), at=at, today=at.date(),
            to_agency_id=file.to_desk.agency_id if file.to_desk else None, to_name=str(one.data.get("to_agency", "")),
            reason=str(one.data.get("ground", "")), document_no=self._number("transferred", self._desk(matter), one.on),
        )  # fmt: skip
        if made is not None:
            file.matters[Where.FORWARDED] = made.id

    def _accept(self, file: File, one: Step, at: datetime) -> None:
        matter = self._matter(file, one.where)
        previous = file.previous.matters.get(Where.CASE) if file.previous else None
        self._tell_apart(file, matter, one, at)
        number = self._number(TAKEN_UP if file.sealed else "accepted", self._desk(matter), one.on)
        case = accept(
            self.session, matter, one.on, by=self._let_in(file, matter, "accepted", at), at=at, today=at.date(),
            document_no=number, complex_grounds=file.complex_grounds, previous_case_id=previous,
            relation=Relation.SECOND_INSTANCE if previous else None,
        )  # fmt: skip
        file.matters[Where.CASE] = case.id

    def _tell_apart(self, file: File, matter: Matter, one: Step, at: datetime) -> None:
        """The contents of a petition handed in at a visit, written down before it is accepted."""
        lines = several(file.kind, file.story.content, matter.id) if Where.VISIT in file.matters else []
        if lines and not matter.sealed:
            add_contents(
                self.session, matter, [LineWords(text) for text in lines], since_on=one.on,
                by=self._actor(file, matter, "accepted"), at=at, today=at.date(),
            )  # fmt: skip

    def _assign(self, file: File, one: Step, at: datetime) -> None:
        matter = self._matter(file, one.where)
        head = self._desk(matter).head
        if file.assignee is None:
            message = "a step of assignment in a file without an assignee"
            raise LookupError(message)
        if head is None:
            take(self.session, matter, by=file.assignee, at=at)
        else:
            assign(self.session, matter, file.assignee.account_id, by=head, at=at, today=at.date())

    def _record(self, file: File, one: Step, at: datetime) -> None:
        matter = self._matter(file, one.where)
        record_act(
            self.session, matter, one.act, one.on, by=self._actor(file, matter, one.act), at=at, today=at.date(),
            data={
                **one.data,
                **found(self.session, matter, one.act),
                **(everybody(self.session, matter) if one.act == WHOLE else {}),
            },
            document_no=self._number(one.act, self._desk(matter), one.on, late=at.date() > one.on),
        )  # fmt: skip

    # ---- numbers, links and codes that come from the seed

    def _number(self, act: str, desk: Desk, on: date, *, late: bool = False) -> str:
        paper = PAPERS.get(act, MINUTES if late else "")  # what is typed late is typed from a paper
        if not paper:
            return ""
        key = (desk.code, paper, on.year)
        self.numbers[key] = self.numbers.get(key, 0) + self.chance.number(1, 4)
        return f"{self.numbers[key]}/{paper}-{desk.place.sign}"

    def _respondents(self, file: File) -> list[NewRespondent]:
        return [file.respondent] if file.respondent else []

    def _forwarding(self, file: File, one: Step) -> str:
        if file.forwarder is None:
            return ""
        return f"{self.chance.number(20, 900)}/{'CV' if file.forwarder is Forwarder.PRESS else 'PC'}-{one.on.year}"

    def _dress(self, file: File) -> None:
        """Links and random codes are made by chance: let it be the chance of the seed."""
        for matter_id in file.matters.values():
            matter = self.session.get_one(Matter, matter_id)
            if matter.id not in self.dressed:
                matter.ref = self.chance.ref()
                self.dressed.add(matter.id)
            if matter.sealed and matter.id not in self.hidden:
                matter.code = self.chance.code(matter.code.partition("-")[0])
                self.hidden.add(matter.id)


def _mandate(people: int, on: date) -> str:
    """The paper by which a group named who speaks for it; now and then it is still missing."""
    if not is_group(people) or people % 5 == 0:
        return ""
    return f"Giấy cử người đại diện ngày {on:%d/%m/%Y}, {people} chữ ký"
