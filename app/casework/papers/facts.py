"""What a paper may say. Two kinds of it: what anybody may read, and what names the people.

:class:`Facts` is made of what stands in the register for everybody who sees a matter. It has no field that could hold
who denounced or what about: a joint paper of a denunciation is given nothing else. :class:`NamedFacts` is made for the
papers handed to the very person; of a sealed matter by a grantee only, and that is written in the trail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities, ledger
from app.casework.agencies import superior_of
from app.casework.appointments import appointments_of
from app.casework.case_files import respondents_of
from app.casework.conclusion_tasks import conclusions_of_day, tasks_of
from app.casework.papers.sides import COUNCIL, Sides, against, in_full, on_the_day, post_of
from app.casework.permissions import Viewer
from app.casework.persons import PartyRow, Person
from app.casework.petition_files import PetitionFile, petition_file
from app.casework.readings import previous_of
from app.casework.refusals import Refusal, refusal_of
from app.casework.register import RegisterLine, register_line
from app.casework.withdrawing import still_in
from app.records.agencies import Agency
from app.records.appointments import Appointment
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter, MatterKind
from app.records.petitions import Forwarder
from app.records.reception import ReceptionDay, Visit
from app.statute.assessment import ActFact
from app.statute.papers.complaints import SECOND
from app.statute.procedures import FieldKind, edges_of
from app.statute.terms import DENUNCIATIONS, Procedure

DECIDED: Final = "decided"


@dataclass(frozen=True, slots=True)
class Office:
    """The agency that issues. ``short``: its abbreviation where that is certain; ``post``: what its head is called."""

    name: str
    superior: str
    place: str
    post: str
    short: str


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the log that counts. Of a sealed matter without what was typed in free words."""

    act: str
    on: date
    data: dict[str, Any]
    document_no: str
    document_on: date | None


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the head concluded after the day of a visit; ``tasks``: what, whose, by when. Empty of a sealed visit."""

    chaired_by: str
    content: str
    tasks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The decision of the first instance, where the register knows it: its number, its day, who decided."""

    number: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What every paper of a matter may say. ``content``, ``request`` and ``contested`` are empty of a sealed one.

    ``shown_as``: those it still is of on the day. Of a sealed matter and of every denunciation ``respondents``,
    ``acting`` and ``interested`` are empty as well: who stands beside somebody says who that is.
    """

    office: Office
    subject: MatterKind
    code: str
    procedure: str
    received_on: date
    shown_as: tuple[str, ...]
    respondents: tuple[str, ...]
    acting: tuple[str, ...]
    interested: tuple[str, ...]
    content: str
    request: str
    contested: str
    forwarder: str
    forward_document: str
    log: tuple[Done, ...]
    conclusion: Concluded | None
    earlier: Earlier | None
    today: date

    def last(self, *acts: str) -> Done | None:
        """The last of these acts, or None while none is recorded."""
        return next((one for one in reversed(self.log) if one.act in acts), None)


@dataclass(frozen=True, slots=True)
class NamedFacts(Facts):
    """The same with the people, for a paper handed to them. ``visit``: the line of the register, of a visit.

    ``people``: those it still is of; ``sides``: they, and who stands beside them.
    """

    people: tuple[Person, ...]
    sides: Sides
    papers: str
    visit: RegisterLine | None
    appointment: Appointment | None
    refusal: Refusal | None
    officer: str
    officer_post: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class _File:
    """What is read once for a paper: the line of the register, the log as typed and as it counts, who is still in."""

    line: RegisterLine | None
    lines: dict[int, Act]
    counted: list[ActFact]
    parts: tuple[PartyRow, ...]


def _read(session: Session, matter: Matter, viewer: Viewer) -> _File:
    lines = {one.id: one for one in ledger.log_of(session, matter)}
    counted = ledger.counted(list(lines.values()))
    return _File(_line(session, matter, viewer), lines, counted, still_in(session, matter, counted))


def facts_of(session: Session, matter: Matter, *, viewer: Viewer, today: date) -> Facts:
    """What a joint paper may say of a matter the viewer sees."""
    return _facts(session, matter, _read(session, matter, viewer), viewer=viewer, today=today)


def _facts(session: Session, matter: Matter, file: _File, *, viewer: Viewer, today: date) -> Facts:
    shown, sides = _shown(session, matter, file.parts, today)
    return Facts(
        office=office_of(session, matter.agency_id, today), subject=matter.kind, code=matter.code,
        procedure=matter.procedure or Procedure.TRIAGE, shown_as=shown,
        log=tuple(_log(matter, file.lines, file.counted)), acting=sides.acting_words(),
        interested=tuple(one.full_name for one in sides.interested),
        respondents=() if _discreet(matter) else _respondents(session, matter),
        conclusion=_concluded(session, matter, viewer), earlier=_earlier(session, matter, today), today=today,
        **_said(session, matter, file.line, viewer),
    )  # fmt: skip


def _discreet(matter: Matter) -> bool:
    """Whether a paper everybody gets says nothing of anybody in a matter."""
    return matter.sealed or matter.procedure in DENUNCIATIONS


def _shown(session: Session, matter: Matter, rows: Sequence[PartyRow], today: date) -> tuple[tuple[str, ...], Sides]:
    """As what those a matter still is of are shown; and its sides, nobody of a matter that tells of nobody."""
    left = {one.position for one in rows}
    people = identities.people_shown(session, [matter.id])[matter.id]
    shown = tuple(one.shown_as for one in people if one.position in left)
    if _discreet(matter):
        return tuple(dict.fromkeys(shown)), Sides()
    return shown, on_the_day(rows, today)


def _respondents(session: Session, matter: Matter) -> tuple[str, ...]:
    return tuple(against(one) for one in respondents_of(session, matter))


def named_facts(
    session: Session, matter: Matter, *, viewer: Viewer, printer: tuple[str, str] = ("", ""), at: datetime, today: date
) -> NamedFacts:
    """What a paper handed to the person may say. Opening a sealed matter is written in the trail. Raises NotAllowed.

    ``printer``: name and post of whoever makes it; the post of another one who received is not known.
    """
    file = _read(session, matter, viewer)
    line, plain = file.line, _facts(session, matter, file, viewer=viewer, today=today)
    said = {one.name: getattr(plain, one.name) for one in fields(Facts)}
    papers = line.papers if line else ""
    if matter.sealed:
        page = identities.open_sealed(session, matter, viewer=viewer, at=at)
        own = [part for part in page.parts if part.kind is matter.kind] or list(page.parts)
        said |= {"content": own[0].content if own else "", "request": own[0].request if own else ""}
        said["respondents"] = _respondents(session, matter)
        papers = "\n".join(part.papers for part in page.parts if part.papers)
    parts = still_in(session, matter, file.counted, opened=True) if matter.sealed else file.parts
    sides = on_the_day(parts, today)
    return NamedFacts(
        **said, people=sides.people, sides=sides, papers=papers, visit=line,
        appointment=_appointment(session, matter, today),
        refusal=refusal_of(session, matter) if line and line.refusal_ground else None,
        officer=line.officer if line else "", officer_post=printer[1] if line and line.officer == printer[0] else "",
        written_at=matter.created_at.astimezone(at.tzinfo),
    )  # fmt: skip


def office_of(session: Session, agency_id: int, on: date) -> Office:
    """The agency whose paper it is, as it is on a day."""
    agency = session.get_one(Agency, agency_id)
    above = superior_of(session, agency_id, on)
    return Office(
        name=in_full(agency.name), superior=in_full(above.name) if above else "",
        place=(agency.place or "…………").removeprefix("xã ").removeprefix("phường "),
        post=post_of(agency.head_title, agency.name), short=COUNCIL if agency.name.startswith(COUNCIL) else "",
    )  # fmt: skip


# --- what stands in the file ----------------------------------------------------------------------------------------


def _line(session: Session, matter: Matter, viewer: Viewer) -> RegisterLine | None:
    return register_line(session, viewer, matter) if matter.kind is MatterKind.VISIT else None


def _said(session: Session, matter: Matter, line: RegisterLine | None, viewer: Viewer) -> dict[str, Any]:
    if line is not None:
        return _as_said(line.received_on, line.content, line.request)
    petition = _petition(session, matter)
    if petition is None:  # a case of before the register, without its petition
        return _as_said(session.get_one(Case, matter.id).accepted_on, "", "")
    file = petition_file(session, viewer, petition)
    said = _as_said(file.received_on, file.content, file.request)
    return said | {
        "contested": "" if matter.sealed else file.contested, "forwarder": _forwarder(file),
        "forward_document": file.forward_document,
    }  # fmt: skip


def _earlier(session: Session, matter: Matter, today: date) -> Earlier | None:
    below_id = previous_of(session, matter) if matter.procedure in SECOND and not matter.sealed else None
    below = session.get_one(Matter, below_id) if below_id else None
    if below is None or below.sealed:
        return None
    lines = ledger.log_of(session, below)
    log = _log(below, {line.id: line for line in lines}, ledger.counted(lines))
    last = [one for one in log if one.act == DECIDED and one.document_no][-1:]
    if not last:
        return None
    office = office_of(session, below.agency_id, today)
    return Earlier(last[0].document_no, last[0].document_on or last[0].on, f"{office.post} {office.name}".strip())


def _as_said(received_on: date, content: str, request: str) -> dict[str, Any]:
    return {
        "received_on": received_on, "content": content, "request": request, "contested": "", "forwarder": "",
        "forward_document": "",
    }  # fmt: skip


def _forwarder(file: PetitionFile) -> str:
    """Who passed it on; a private person who did is not named: it could be a relative."""
    return "" if file.forwarder in (None, Forwarder.PERSON) else file.forwarder_name


def _petition(session: Session, matter: Matter) -> Matter | None:
    if matter.kind is MatterKind.PETITION:
        return matter
    first = select(CasePetition.petition_id).where(CasePetition.case_id == matter.id).order_by(CasePetition.petition_id)
    petition_id = session.scalar(first.limit(1))
    return session.get_one(Matter, petition_id) if petition_id else None


def _log(matter: Matter, lines: Mapping[int, Act], counted: Sequence[ActFact]) -> Iterator[Done]:
    last = {line.corrects_id: line for line in lines.values() if line.corrects_id is not None}
    for fact in counted:
        line = lines[fact.ref] if isinstance(fact.ref, int) else None
        while line is not None and line.id in last:
            line = last[line.id]
        number, dated = (line.document_no, line.document_on) if line else ("", None)
        yield Done(fact.act, fact.on, _open_words(matter, fact.act, dict(fact.data)), number, dated)


def _open_words(matter: Matter, act: str, data: dict[str, Any]) -> dict[str, Any]:
    """What an act says; of a sealed matter without its free words."""
    if not matter.sealed:
        return data
    kinds = {spec.name: spec.kind for edge in edges_of(matter.procedure or Procedure.TRIAGE) if edge.act == act
             for spec in edge.fields}  # fmt: skip
    return {name: value for name, value in data.items() if name in kinds and kinds[name] is not FieldKind.TEXT}


def _concluded(session: Session, matter: Matter, viewer: Viewer) -> Concluded | None:
    """Of a visit on a day the head held: who chaired, and the conclusion, once there is one."""
    visit = session.get_one(Visit, matter.id) if matter.kind is MatterKind.VISIT else None
    if visit is None or visit.reception_day_id is None:
        return None
    held = session.get_one(ReceptionDay, visit.reception_day_id)
    if matter.sealed:
        return Concluded(held.chaired_by, "", ())
    rows = conclusions_of_day(session, held.id)
    tasks = [one for one in tasks_of(session, viewer, [row.id for row in rows]) if one.visit_ref in ("", matter.ref)]
    said = tuple((one.what, one.body, f"{one.term_on:%d/%m/%Y}" if one.term_on else "") for one in tasks)
    return Concluded(held.chaired_by, "\n".join(row.content for row in rows), said)


def _appointment(session: Session, matter: Matter, today: date) -> Appointment | None:
    rows = appointments_of(session, matter) if matter.kind is MatterKind.VISIT else []
    return next((one for one in rows if one.on >= today), rows[-1] if rows else None)


__all__ = ["Concluded", "Done", "Facts", "NamedFacts", "Office", "facts_of", "named_facts", "office_of"]
