"""What was not known of a petition when it was typed in: who forwarded it, its translation, where it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import audit, identities, ledger
from app.casework.acts import hold
from app.casework.errors import NotAllowed, Refused
from app.casework.permissions import Deed, Viewer
from app.casework.places import put_right
from app.records.matters import Matter
from app.records.petitions import Forwarder, Petition


@dataclass(frozen=True, slots=True)
class Details:
    """As typed; what is empty is not known."""

    forwarder: Forwarder | None = None
    forwarder_name: str = ""
    forward_document: str = ""
    forwarded_on: date | None = None
    source_reference: str = ""
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    translated_on: date | None = None
    place_id: int | None = None


def may_complete(matter: Matter, viewer: Viewer) -> bool:
    """Whether ``viewer`` types in or handles petitions where this one is."""
    return any(viewer.may(deed, matter.agency_id) for deed in (Deed.REGISTER_PETITION, Deed.TRIAGE))


def complete_petition(
    session: Session,
    matter: Matter,
    details: Details,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> None:
    """Write down what is known now. What the law owes whoever forwarded starts from the day the petition came.

    Raises NotFound, NotAllowed, ChangedMeanwhile, Refused on the field.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    if not may_complete(matter, by):
        raise NotAllowed("Không có quyền nhập đơn ở đơn vị này.")
    row = session.get_one(Petition, matter.id)
    _check_days(row, details, today)
    row.forwarder, row.forwarder_name = details.forwarder, details.forwarder_name.strip()
    row.forward_document, row.forwarded_on = details.forward_document.strip(), details.forwarded_on
    row.language, row.translated_on = details.language.strip(), details.translated_on
    row.translated_by = details.translated_by.strip()
    if matter.sealed:
        for words in (details.translation, details.source_reference):
            identities.add_to_sealed(session, matter, words.strip())
    else:
        row.translation, row.source_reference = details.translation.strip(), details.source_reference.strip()
    others = {name: value for name, value in matter.facts.items() if name != "forwarder"}
    matter.facts = {**others, **({"forwarder": details.forwarder.value} if details.forwarder else {})}
    put_right(session, matter, details.place_id)
    ledger.reassess(session, matter, today=today, at=at)
    audit.note(session, by=by.account_id or None, at=at, action="petition_completed", matter=matter)
    session.flush()


def _check_days(row: Petition, details: Details, today: date) -> None:
    for field, day in (("forwarded_on", details.forwarded_on), ("translated_on", details.translated_on)):
        if day is not None and day > today:
            raise Refused("Ngày %(day)s chưa đến.", field=field, day=day)
    if details.translated_on and row.written_on and details.translated_on < row.written_on:
        raise Refused("Ngày dịch không được trước ngày viết đơn.", field="translated_on")


__all__ = ["Details", "complete_petition", "may_complete"]
