"""Writing a petition into a register."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.acts import Entry, append
from app.casework.errors import NotAllowed, Refused
from app.casework.identities import Person
from app.casework.identities.signing import MOST_SIGNATORIES, attach_list
from app.casework.matters import Opening, open_matter, short_title
from app.casework.numbers import PREFIXES
from app.casework.permissions import Deed, Viewer
from app.casework.persons import LineWords
from app.casework.places import check_place
from app.casework.respondents import NewRespondent, exclude_denounced_head, name_respondents
from app.records.matters import Matter, MatterKind, PersonRole, Series
from app.records.petitions import Forwarder, Petition, Source

AT_THE_DESK = (Source.VISIT, Source.ORAL)


@dataclasses.dataclass(frozen=True, slots=True)
class NewPetition:
    """A petition as registered. ``secret``: the person asked for secrecy; ``denunciation``: plainly one.

    ``listed``: who signed beside ``people``, who then speak for them all. ``language``: empty for Vietnamese.
    ``lines``: its contents one by one, where they were told apart. ``place_id``: of the commune where it happened;
    None: that of whom it is against, if they are a commune's.
    """

    received_on: date
    source: Source
    content: str
    people: Sequence[Person] = ()
    request: str = ""
    title: str = ""
    field: str | None = None
    place_id: int | None = None
    forwarder: Forwarder | None = None
    forwarder_name: str = ""
    forward_document: str = ""
    forwarded_on: date | None = None
    source_reference: str = ""
    anonymous: bool = False
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    translated_on: date | None = None
    listed: Sequence[Person] = ()
    written_on: date | None = None
    signatories: int = 1
    contested: str = ""
    secret: bool = False
    denunciation: bool = False
    respondents: Sequence[NewRespondent] = ()
    lines: Sequence[str] = ()
    visit_id: int | None = None
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def register_petition(
    session: Session, new: NewPetition, *, agency_id: int, by: Viewer, at: datetime, today: date
) -> Matter:
    """Write a petition into an agency's register. What is secret from the start gets no number, and is sealed at once.

    Raises NotAllowed, Refused naming the field.
    """
    if not by.may(Deed.REGISTER_PETITION, agency_id):
        raise NotAllowed("Không có quyền nhập đơn ở đơn vị này.")
    _check_new(new, today)
    check_place(session, new.place_id)
    matter = open_matter(session, opening_of(new, agency_id), by=by, at=at)
    session.add(petition_row(matter, new))
    identities.attach_people(session, matter, new.people, _role(new), at=at)
    attach_list(session, matter, new.listed, at=at)
    name_respondents(session, matter, new.respondents)
    identities.add_lines(session, matter, [LineWords(one) for one in new.lines], since_on=new.received_on)
    append(session, matter, Entry("received", new.received_on), by=by, at=at, today=today)
    again: tuple[Matter, ...] = ()
    if new.secret or new.denunciation:
        shown_as = identities.DENOUNCER if new.denunciation else identities.SECRECY_ASKED
        again = identities.seal_matter(session, matter, by=by.account_id or None, at=at, shown_as=shown_as)
    if new.denunciation:
        exclude_denounced_head(session, matter, on=new.received_on, by=by, at=at, again=again)
    session.flush()
    return matter


def _role(new: NewPetition) -> PersonRole:
    return PersonRole.REPRESENTATIVE if new.listed else PersonRole.PETITIONER


def _check_new(new: NewPetition, today: date) -> None:
    if new.received_on > today:
        raise Refused("Ngày nhận %(day)s chưa đến.", field="received_on", day=new.received_on)
    if new.written_on is not None and new.written_on > new.received_on:
        raise Refused("Ngày viết đơn không được sau ngày nhận %(day)s.", field="written_on", day=new.received_on)
    if not new.content.strip():
        raise Refused("Nhập nội dung đơn.", field="content")
    _check_people(new)
    _check_translation(new)


def _check_people(new: NewPetition) -> None:
    if len(new.listed) > MOST_SIGNATORIES:
        raise Refused("Danh sách nhiều nhất %(most)s người.", field="listed", most=MOST_SIGNATORIES)
    if new.anonymous and (new.people or new.listed):
        raise Refused("Đơn không ghi tên thì không nhập người đứng đơn.", field="anonymous")


def _check_translation(new: NewPetition) -> None:
    if new.translated_on is not None and new.translated_on < (new.written_on or new.translated_on):
        raise Refused("Ngày dịch không được trước ngày viết đơn.", field="translated_on")


def opening_of(new: NewPetition, agency_id: int) -> Opening:
    """What the matter of ``new`` starts with."""
    hidden = new.secret or new.denunciation
    facts = dict(new.facts)
    if new.source in AT_THE_DESK:
        facts["at_desk"] = True
    if new.forwarder is not None:
        facts["forwarder"] = new.forwarder.value
    if new.signatories > 1:
        facts["several_complainants"] = True
    if new.anonymous:
        facts["anonymous"] = True
    return Opening(
        kind=MatterKind.PETITION,
        agency_id=agency_id,
        on=new.received_on,
        series=None if hidden else Series.PETITION,
        prefix=PREFIXES[Series.PETITION],
        title="" if hidden else new.title.strip() or short_title(new.content),
        field=new.field,
        place_id=new.place_id,
        facts=facts,
    )


def petition_row(matter: Matter, new: NewPetition) -> Petition:
    """The petition itself, not yet added."""
    return Petition(
        matter_id=matter.id,
        visit_id=new.visit_id,
        source=new.source,
        forwarder=new.forwarder,
        forwarder_name=new.forwarder_name.strip(),
        forward_document=new.forward_document.strip(),
        forwarded_on=new.forwarded_on,
        source_reference=new.source_reference.strip(),
        anonymous=new.anonymous,
        language=new.language.strip(),
        translation=new.translation.strip(),
        translated_by=new.translated_by.strip(),
        translated_on=new.translated_on,
        received_on=new.received_on,
        written_on=new.written_on,
        signatories=new.signatories,
        content=new.content.strip(),
        request=new.request.strip(),
        contested=new.contested.strip(),
    )
