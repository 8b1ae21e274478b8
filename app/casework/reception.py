"""The desk: logging a visit with everything the register of reception asks, and the petition taken at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from app.casework import audit, identities, sessions
from app.casework.acts import Entry, append
from app.casework.errors import NotAllowed, Refused
from app.casework.exclusions import excluded_agencies
from app.casework.following import Hand
from app.casework.identities import EarlierPerson, Person, Typed
from app.casework.matters import Opening, open_matter, short_title
from app.casework.numbers import PREFIXES
from app.casework.online import refuse_secret_denouncer
from app.casework.permissions import Deed, Viewer, visible
from app.casework.reception_days import BY_HEAD, chair_of, day_of_visit
from app.casework.refusals import NO_EVIDENCE, Evidence, check_refusal
from app.casework.registration import NewPetition, register_petition
from app.casework.repeats import series_of
from app.casework.respondents import NewRespondent, exclude_denounced_head, name_respondents
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind, PersonRole, Series
from app.records.petitions import PetitionKind, Source
from app.records.reception import Chair, ReceptionKind, Visit, VisitOutcome
from app.statute.groups import is_group
from app.statute.terms import Procedure

PETITION_OF = {VisitOutcome.PETITION_TAKEN: Source.VISIT, VisitOutcome.STATEMENT_TAKEN: Source.ORAL}
ACT_OF = {
    VisitOutcome.PETITION_TAKEN: "petition_registered",
    VisitOutcome.STATEMENT_TAKEN: "petition_registered",
    VisitOutcome.ANSWERED: "answered",
    VisitOutcome.GUIDED: "guided",
    VisitOutcome.TRANSFERRED: "transferred",
    VisitOutcome.REFUSED: "refused",
}  # noted: the answer follows, within its time limit


@dataclasses.dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as typed: the columns of the register of reception, and what the law asks beside them.

    ``mandate``: by what the representatives of a group speak for it (LTCD 29); kept for a group only.
    ``ground_complete_on``: when the grounds of a refusal were complete (the visit's day, when empty); ``explained``:
    the officer told the person why, there and then, at ``explained_at``. ``repeats``: the ref of an earlier visit
    about the same thing, as the officer said; forgotten when this one is sealed. ``field``,
    ``promised_on``, ``contact``: when the answer to what was noted is promised, and whom to ask.
    ``written_on``, ``signatories``, ``contested`` and ``facts`` go to the petition taken.
    """

    received_on: date
    people: Sequence[Person]
    content: str
    outcome: VisitOutcome
    reception_kind: ReceptionKind = ReceptionKind.REGULAR
    people_count: int | None = None
    mandate: str = ""
    kind: PetitionKind | None = None
    request: str = ""
    prior_settler: str = ""
    within_competence: bool | None = None
    outcome_agency: str = ""
    outcome_document: str = ""
    refusal_ground: str | None = None
    ground_complete_on: date | None = None
    evidence: Evidence = NO_EVIDENCE
    explained: bool = True
    explained_at: time | None = None
    papers: str = ""
    note: str = ""
    secret: bool = False
    repeats: str = ""
    promised_on: date | None = None
    contact: str = ""
    respondents: Sequence[NewRespondent] = ()
    field: str | None = None
    written_on: date | None = None
    signatories: int = 1
    contested: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def denunciation(self) -> bool:
        return self.kind is PetitionKind.DENUNCIATION

    @property
    def hidden(self) -> bool:
        """Whether it is sealed from the start."""
        return self.secret or self.denunciation


def log_visit(session: Session, new: NewVisit, *, agency_id: int, by: Viewer, at: datetime, today: date) -> Matter:
    """Log a visit with its outcome; a petition or statement taken is registered with it. The visit's matter.

    Raises NotAllowed, OutOfOrder, Refused naming the field.
    """
    if not by.may(Deed.LOG_VISIT, agency_id):
        raise NotAllowed("Không có quyền ghi lượt tiếp ở đơn vị này.")
    _check_new(new, today)
    desk = session.get_one(Agency, agency_id)
    if new.received_on < desk.from_on:
        raise Refused("Nhập ngày tiếp từ %(day)s, ngày đơn vị hoạt động.", field="received_on", day=desk.from_on)
    repeats_id = _repeated(session, new, agency_id, by)
    facts = told_to_the_head(session, new, agency_id)
    matter = open_matter(session, _opening(new, agency_id, facts), by=by, at=at)
    visit = _visit(matter, new, by)
    visit.repeats_id = repeats_id
    session.add(visit)
    identities.attach_people(session, matter, new.people, PersonRole.VISITOR, at=at)
    for entry in entries_of(new):
        append(session, matter, entry, by=by, at=at, today=today, together=entry.act != "received")
    if new.outcome in PETITION_OF:
        register_petition(session, _petition(new, matter), agency_id=agency_id, by=by, at=at, today=today)
    if new.hidden:
        _hide(session, matter, new, by=by, at=at)
    _put_on_its_day(session, matter, visit, new, Hand(by, at, today))
    audit.note(session, by=by.account_id or None, at=at, action="visit_logged", matter=matter)
    session.flush()
    return matter


def _repeated(session: Session, new: NewVisit, agency_id: int, by: Viewer) -> int | None:
    """The series it is said to stand in. A hidden visit leaves it when it is sealed, and closes the others with it."""
    if not new.repeats:
        return None
    return series_of(session, by, new.repeats, agency_id=agency_id, on=new.received_on)


def _put_on_its_day(session: Session, matter: Matter, visit: Visit, new: NewVisit, hand: Hand) -> None:
    """Put a visit on its day of reception, whose log follows."""
    own_head = matter.agency_id in excluded_agencies(session, matter)  # whose schedule must not tell that somebody came
    day = day_of_visit(
        session, matter.agency_id, new.received_on, new.reception_kind, at=hand.at, quietly=own_head
    )  # fmt: skip
    if new.denunciation and new.secret:
        refuse_secret_denouncer(session, day)
    visit.reception_day_id = day.id
    if day.kind is not ReceptionKind.REGULAR and not matter.sealed:  # a hidden one leaves no trace in an open log
        sessions.follow(session, day, hand)


def _hide(session: Session, matter: Matter, new: NewVisit, *, by: Viewer, at: datetime) -> None:
    shown_as = identities.DENOUNCER if new.denunciation else identities.SECRECY_ASKED
    again = identities.seal_matter(session, matter, by=by.account_id or None, at=at, shown_as=shown_as)
    if new.denunciation and new.outcome not in PETITION_OF:  # else the petition has named them already
        name_respondents(session, matter, new.respondents)
        exclude_denounced_head(session, matter, on=new.received_on, by=by, at=at, again=again)


def earlier_people(session: Session, typed: Typed, *, viewer: Viewer, limit: int = 5) -> list[EarlierPerson]:
    """Who came before and looks like the person being typed, among the unsealed matters ``viewer`` may see."""
    return identities.earlier_people(session, typed, within=visible(viewer), limit=limit)


def _check_new(new: NewVisit, today: date) -> None:
    if new.received_on > today:
        raise Refused("Ngày tiếp %(day)s chưa đến.", field="received_on", day=new.received_on)
    if not new.people or not all(person.full_name.strip() for person in new.people):
        raise Refused("Nhập họ tên người được tiếp.", field="full_name")
    if not new.content.strip():
        raise Refused("Nhập nội dung trình bày.", field="content")
    if new.people_count is not None and new.people_count < len(new.people):
        raise Refused("Số người không ít hơn %(n)s người đã ghi tên.", field="people_count", n=len(new.people))
    if new.outcome in (VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED) and not new.outcome_agency.strip():
        raise Refused("Nhập cơ quan được hướng dẫn hoặc chuyển đến.", field="outcome_agency")
    if new.outcome is VisitOutcome.REFUSED:
        kind = new.kind.value if new.kind else None
        said, on = new.evidence.said(), new.received_on
        check_refusal(new.refusal_ground or "", said, kind=kind, on=on, field="refusal_ground")


def told_to_the_head(session: Session, new: NewVisit, agency_id: int) -> dict[str, Any]:
    """The fact that the head received it, where he did: other times run for the answer."""
    by_head = chair_of(session, agency_id, new.received_on, new.reception_kind) is Chair.HEAD
    return {BY_HEAD: True} if by_head else {}


def _opening(new: NewVisit, agency_id: int, facts: dict[str, Any]) -> Opening:
    return Opening(
        kind=MatterKind.VISIT,
        agency_id=agency_id,
        on=new.received_on,
        series=None if new.hidden else Series.VISIT,
        prefix=PREFIXES[Series.VISIT],
        procedure=Procedure.RECEPTION,
        title="" if new.hidden else short_title(new.content),
        field=new.field,
        facts=facts,
    )


def _visit(matter: Matter, new: NewVisit, by: Viewer) -> Visit:
    return Visit(
        matter_id=matter.id,
        received_on=new.received_on,
        people_count=new.people_count or len(new.people),
        mandate=new.mandate.strip() if is_group(new.people_count or len(new.people)) else "",
        kind=new.kind.value if new.kind else None,
        content=new.content.strip(),
        request=new.request.strip(),
        prior_settler=new.prior_settler.strip(),
        within_competence=new.within_competence,
        outcome=new.outcome,
        outcome_agency=new.outcome_agency.strip(),
        outcome_document=new.outcome_document.strip(),
        refusal_ground=new.refusal_ground if new.outcome is VisitOutcome.REFUSED else None,
        papers=new.papers.strip(),
        receipt_no=matter.number if new.papers.strip() else None,
        note=new.note.strip(),
        received_by_id=by.account_id or None,
    )


def entries_of(new: NewVisit) -> Iterator[Entry]:
    """What was done at the desk, in order."""
    yield Entry("received", new.received_on)
    if new.outcome in ACT_OF:
        yield _outcome(new)
    if new.outcome is VisitOutcome.REFUSED and new.explained:
        yield _explained(new)
    if new.outcome is VisitOutcome.NOTED and (new.promised_on or new.contact.strip()):
        said = {"promised_on": new.promised_on, "contact": new.contact.strip() or None}
        yield Entry("answer_promised", new.received_on, {name: value for name, value in said.items() if value})


def _outcome(new: NewVisit) -> Entry:
    data: dict[str, object] = {}
    if new.outcome in (VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED):
        data["to_agency"] = new.outcome_agency.strip()
    if new.outcome is VisitOutcome.REFUSED:
        complete_on = new.ground_complete_on
        data = {"ground": new.refusal_ground, "ground_complete_on": complete_on, **new.evidence.said()}
    return Entry(ACT_OF[new.outcome], new.received_on, data, new.outcome_document)


def _explained(new: NewVisit) -> Entry:
    at = new.explained_at
    return Entry("refusal_explained", new.received_on, {"explained_at": at.strftime("%H:%M")} if at else {})


def _petition(new: NewVisit, visit: Matter) -> NewPetition:
    return NewPetition(
        received_on=new.received_on,
        source=PETITION_OF[new.outcome],
        content=new.content,
        people=new.people,
        request=new.request,
        field=new.field,
        written_on=new.written_on,
        signatories=max(new.signatories, len(new.people)),
        contested=new.contested,
        secret=new.secret,
        denunciation=new.denunciation,
        respondents=new.respondents,
        visit_id=visit.id,
        facts=new.facts,
    )
