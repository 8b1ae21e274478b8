"""Petitions: registering, classifying, accepting, transferring. The rest are acts (:mod:`app.casework.acts`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.casework import audit, identities, instances, ledger
from app.casework.acts import Entry, append, arrive, hold
from app.casework.content_lines import lines_of
from app.casework.errors import NotAllowed, Refused
from app.casework.exclusions import copy_exclusions, excluded_agencies
from app.casework.hints import ignored, suspected
from app.casework.matters import open_matter
from app.casework.opened_cases import accepted_again, annulled_case, facts_of_case, open_case
from app.casework.permissions import Deed, Viewer
from app.casework.readings import carry_readings
from app.casework.registration import NewPetition, opening_of, petition_row, register_petition
from app.casework.respondents import (
    NewRespondent,
    copy_respondents,
    exclude_denounced_head,
    name_respondents,
    readmit,
)
from app.casework.same_content import refuse_sending_back
from app.casework.shared_files import originals_of, share_files
from app.records.agencies import Agency
from app.records.cases import Case, Relation
from app.records.matters import Assignment, Matter
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from app.statute.procedures.contents import NAMED
from app.statute.terms import FIELDS, Procedure

COMPLAINTS = {  # (instance, against a disciplinary decision)
    ("first", False): Procedure.COMPLAINT_FIRST,
    ("second", False): Procedure.COMPLAINT_SECOND,
    ("first", True): Procedure.DISCIPLINE_FIRST,
    ("second", True): Procedure.DISCIPLINE_SECOND,
}
AGAIN = {"further": Procedure.DENUNCIATION_FURTHER, "overdue": Procedure.DENUNCIATION_OVERDUE}  # tố cáo tiếp
BAN_TCD = "ban-tcd"


def procedure_of(kind: PetitionKind, instance: str = "first", *, discipline: bool = False) -> Procedure:
    """The way a petition of this kind goes. Raises KeyError for an unknown instance."""
    if kind is PetitionKind.DENUNCIATION:
        return AGAIN.get(instance, Procedure.DENUNCIATION)
    if kind is PetitionKind.FEEDBACK:
        return Procedure.FEEDBACK
    return COMPLAINTS[instance, discipline]


def classify(
    session: Session,
    matter: Matter,
    kind: PetitionKind,
    *,
    on: date,
    reason: str,
    field: str,
    by: Viewer,
    at: datetime,
    today: date,
    officials_conduct: bool = False,
    instance: str = "first",
    discipline: bool = False,
    contested: str = "",
    secret: bool = False,
    respondents: Sequence[NewRespondent] = (),
    previous_code: str = "",
    expected_version: int | None = None,
) -> Matter:
    """Say what a petition is, and why. A denunciation is sealed, and hidden from an agency whose head it denounces.

    ``previous_code``: of the case a second complaint or further denunciation (not ``instance`` "first") follows.
    It can be classified again until it is accepted; what was sealed stays sealed. Raises as acts.record_act, and
    Refused on ``reason``, ``field`` or ``previous_code``.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    _check_grant(session, matter, by=by, at=at)
    petition = session.get_one(Petition, matter.id)
    _check_classification(reason, field)
    hint = ignored(suspected(f"{petition.content}\n{petition.request}"), kind)
    petition.kind, petition.officials_conduct, petition.hint_ignored = kind, officials_conduct, hint
    matter.procedure, matter.field = procedure_of(kind, instance, discipline=discipline), field
    append(session, matter, _classified(matter, kind, hint, on, reason, secret=secret), by=by, at=at, today=today)
    name_respondents(session, matter, respondents)
    instances.link_previous(session, matter, previous_code, by=by, at=at)
    _keep_reason(session, matter, petition, reason, contested)
    _protect(session, matter, kind, secret=secret, on=on, by=by, at=at)
    session.flush()
    return matter


def _classified(
    matter: Matter, kind: PetitionKind, hint: PetitionKind | None, on: date, reason: str, *, secret: bool
) -> Entry:
    """The line of the log. Its reason is read there too, but of what is or will be sealed."""
    said = {"kind": kind.value, "hint": hint.value if hint else None}
    sealed = matter.sealed or secret or kind is PetitionKind.DENUNCIATION
    return Entry("classified", on, said, note="" if sealed else reason.strip())


def _check_grant(session: Session, matter: Matter, *, by: Viewer, at: datetime) -> None:
    """Whoever decides on what is sealed may read it from then on, so nobody gives it to themselves by deciding.

    The head may, who says who reads it; and whoever is the first to classify what nobody has in hand.
    """
    nobody_s = matter.procedure is None and matter.assignee_id is None
    if not matter.sealed or nobody_s or by.may(Deed.ASSIGN, matter.agency_id):
        return
    if not identities.may_open(session, matter, viewer=by, at=at):
        raise NotAllowed("Hồ sơ này do thủ trưởng phân công.")


def _check_classification(reason: str, field: str) -> None:
    if not reason.strip():
        raise Refused("Nhập căn cứ phân loại.", field="reason")
    if field not in FIELDS:
        raise Refused("Chọn lĩnh vực.", field="field")


def _keep_reason(session: Session, matter: Matter, petition: Petition, reason: str, contested: str) -> None:
    if matter.sealed:
        for words in (reason, contested):
            identities.add_to_sealed(session, matter, words.strip())
        return
    petition.classification_reason = reason.strip()
    petition.contested = contested.strip() or petition.contested


def _protect(
    session: Session, matter: Matter, kind: PetitionKind, *, secret: bool, on: date, by: Viewer, at: datetime
) -> None:
    denunciation, again = kind is PetitionKind.DENUNCIATION, tuple[Matter, ...]()
    if denunciation or secret:
        shown_as = identities.DENOUNCER if denunciation else identities.SECRECY_ASKED
        again = identities.seal_matter(session, matter, by=by.account_id or None, at=at, shown_as=shown_as)
    if matter.sealed and by.account_id:
        identities.grant(session, matter, by.account_id, purpose=identities.TRIAGING, by=by.account_id, at=at)
    if denunciation:
        exclude_denounced_head(session, matter, on=on, by=by, at=at, again=again)
    else:
        readmit(session, matter, by=by, at=at)


def accept(
    session: Session,
    matter: Matter,
    on: date,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    document_no: str = "",
    document_on: date | None = None,
    complex_grounds: Sequence[str] = (),
    contents: Sequence[int] = (),
    facts: Mapping[str, Any] | None = None,
    note: str = "",
    previous_case_id: int | None = None,
    relation: Relation | None = None,
    expected_version: int | None = None,
) -> Matter:
    """Accept a petition: the case it opens. Raises as acts.record_act; ChangedMeanwhile when it was accepted.

    Accepted again after its acceptance was annulled, it goes on in the same case. ``contents``: which of its contents
    are accepted, by number; all of them when none is named.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    _check_grant(session, matter, by=by, at=at)
    annulled = annulled_case(session, matter)
    entry = Entry("accepted", on, {"complex_grounds": list(complex_grounds)}, document_no, document_on, note)
    append(session, matter, _naming(entry, contents), by=by, at=at, today=today)
    stated = facts_of_case(matter, complex_grounds, facts or {})
    if annulled is not None:
        return accepted_again(session, annulled, entry, stated, by=by, at=at, today=today)
    case = open_case(session, matter, on, by=by, at=at, facts=stated)
    _follow_previous(session, matter, case, previous_case_id, relation, at=at)
    _carry_contents(session, matter, case, contents, on=on)
    append(session, case, entry, by=by, at=at, today=today)
    instances.tell_below(session, case, entry, by=by, at=at, today=today)
    _hand_over(session, matter, case, by=by, at=at)
    audit.note(session, by=by.account_id or None, at=at, action="case_opened", matter=case)
    session.flush()
    return case


def _naming(entry: Entry, contents: Sequence[int]) -> Entry:
    """The acceptance as the petition has it: it says which of its contents were accepted."""
    return replace(entry, data={**entry.data, NAMED.name: list(contents)}) if contents else entry


def _carry_contents(session: Session, matter: Matter, case: Matter, contents: Sequence[int], *, on: date) -> None:
    """What is accepted is what the case resolves: the lines of the petition, or its whole content as one."""
    standing = _standing(session, matter)
    if standing:
        identities.copy_lines(session, matter, case, contents or standing, accepted=True)
    else:
        identities.line_of_petition(session, matter, case, on=on)


def _standing(session: Session, matter: Matter) -> list[int]:
    log = ledger.acts_of(session, matter)
    return [line.position for line in lines_of(session, matter, log) if line.stands]


def _follow_previous(
    session: Session, matter: Matter, case: Matter, previous_case_id: int | None, relation: Relation | None, *,
    at: datetime,
) -> None:  # fmt: skip
    """The case of a second complaint or a further denunciation follows the one it is about; what was read goes on."""
    row, earlier = session.get_one(Case, case.id), session.get_one(Petition, matter.id).previous_case_id
    if previous_case_id is None and earlier is not None:
        previous_case_id, relation = earlier, instances.RELATIONS.get(matter.procedure or "")
    row.previous_case_id, row.relation = previous_case_id, relation
    carry_readings(session, matter, case, at=at)


def _hand_over(session: Session, petition: Matter, case: Matter, *, by: Viewer, at: datetime) -> None:
    """Whoever has the petition has the case; the sealed page closes to the desk and opens to who resolves."""
    if petition.assignee_id is not None:
        session.add(
            Assignment(matter_id=case.id, account_id=petition.assignee_id, by_id=by.account_id or None, from_at=at)
        )
        case.assignee_id = petition.assignee_id
    if not petition.sealed:
        return
    done = (identities.RECEIVING, identities.TRIAGING)
    identities.end_grants(session, petition, by=by.account_id or None, at=at, purposes=done)
    for account_id in filter(None, {by.account_id, petition.assignee_id}):
        identities.grant(session, case, account_id, purpose=identities.RESOLVING, by=by.account_id or None, at=at)


def transfer(
    session: Session,
    matter: Matter,
    on: date,
    *,
    by: Viewer,
    at: datetime,
    today: date,
    to_agency_id: int | None = None,
    to_name: str = "",
    reason: str = "",
    document_no: str = "",
    document_on: date | None = None,
    note: str = "",
    expected_version: int | None = None,
) -> Matter | None:
    """Transfer a petition. To an agency of the register: a petition linked to it opens there and is given back.

    ``reason``: the code of the ground, where the law lists them. Raises as acts.record_act, and Refused on
    ``to_agency``.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    receiver = receiver_of(session, matter, to_agency_id, on)
    name = receiver.name if receiver else to_name.strip()
    data: dict[str, object] = {"to_agency": name, **({"ground": reason} if reason else {})}
    if receiver:
        data["to_agency_id"] = receiver.id
    append(session, matter, Entry("transferred", on, data, document_no, document_on, note), by=by, at=at, today=today)
    forwarded = None
    if receiver is not None:
        forwarded = _forwarded(session, matter, receiver, on, document_no, by=by, at=at)
        arrive(session, forwarded, Entry("received", on), by=by, at=at, today=today)
    if matter.sealed:
        done = (identities.RECEIVING, identities.TRIAGING)
        identities.end_grants(session, matter, by=by.account_id or None, at=at, purposes=done)
    session.flush()
    return forwarded


def receiver_of(session: Session, matter: Matter, to_agency_id: int | None, on: date) -> Agency | None:
    """The agency of the register a petition would be transferred to. Raises Refused on ``to_agency``."""
    if to_agency_id is None:
        return None
    agency = session.get(Agency, to_agency_id)
    if agency is None or not agency.existed_on(on):
        raise Refused("Chọn một cơ quan đang hoạt động vào ngày chuyển.", field="to_agency")
    if agency.id == matter.agency_id:
        raise Refused("Đơn đang ở chính cơ quan này.", field="to_agency")
    if agency.id in excluded_agencies(session, matter):
        raise Refused("Không chuyển tố cáo cho cơ quan có người đứng đầu bị tố cáo.", field="to_agency")
    refuse_sending_back(session, matter, agency)
    return agency


def _forwarded(
    session: Session, source: Matter, receiver: Agency, on: date, document_no: str, *, by: Viewer, at: datetime
) -> Matter:
    sender = session.get_one(Agency, source.agency_id)
    original = session.get_one(Petition, source.id)
    forwarder = Forwarder.BAN_TCD if sender.code == BAN_TCD else Forwarder.AGENCY
    new = NewPetition(
        received_on=on,
        source=Source.FORWARDED,
        content=original.content,
        request=original.request,
        title=source.title,
        field=source.field,
        place_id=source.place_id,
        forwarder=forwarder,
        forwarder_name=sender.name,
        forward_document=document_no,
        written_on=original.written_on,
        signatories=original.signatories,
        anonymous=original.anonymous,
        language=original.language,
        translation=original.translation,
        translated_by=original.translated_by,
        translated_on=original.translated_on,
        contested=original.contested,
        secret=source.sealed,
    )
    matter = open_matter(session, opening_of(new, receiver.id), by=by, at=at)
    petition = petition_row(matter, new)
    petition.forwarded_from_id, petition.previous_case_id = source.id, original.previous_case_id
    session.add(petition)
    matter.sealed = source.sealed
    copy_exclusions(session, source, matter)
    session.flush()
    identities.copy_people(session, source, matter)
    copy_respondents(session, source, matter)
    identities.copy_lines(session, source, matter, _standing(session, source))
    share_files(session, originals_of(session, source), matter, by=by, at=at)
    return matter


__all__ = [
    "NewPetition",
    "NewRespondent",
    "accept",
    "classify",
    "procedure_of",
    "receiver_of",
    "register_petition",
    "transfer",
]
