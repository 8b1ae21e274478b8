"""The file of a case below, read by whoever decides above: by their request, one file, as long as their matter runs.

Who reads it is said nowhere but in :func:`app.casework.permissions.visible`, which asks :func:`cases_read`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.casework import audit
from app.casework.errors import Refused
from app.casework.exclusions import excluded_agencies, not_hidden_from
from app.records.agencies import Agency
from app.records.cases import Case, CasePetition, FileReading
from app.records.matters import Act, Matter
from app.records.petitions import Petition
from app.statute.procedures import reading_below
from app.statute.terms import Procedure

ASKED = "lower_file_requested"
ABOVE = aliased(Matter)


def cases_read(account_id: int, headed: Collection[int], within: Collection[int]) -> Select[int]:
    """The ids of the cases below somebody reads: who has the matter above in hand, and the heads where it is.

    ``headed``: the agencies they head; ``within``: all where they have a role. Nothing is read for a matter that is
    over, nor for one that is hidden from them.
    """
    theirs: ColumnElement[bool] = ABOVE.assignee_id == account_id
    if headed:  # "in nothing" is rendered anew each time a statement is asked that was made once
        theirs = or_(theirs, ABOVE.agency_id.in_(headed))
    return (
        select(FileReading.case_id)
        .join(ABOVE, ABOVE.id == FileReading.reader_id)
        .where(FileReading.until_at.is_(None), ABOVE.open, theirs, not_hidden_from(within, ABOVE))
    )


def petitions_read(cases: Select[int]) -> Select[int]:
    """The ids of the petitions those cases were accepted from: the complaint is a paper of its file (LKN 34.1)."""
    return select(CasePetition.petition_id).where(CasePetition.case_id.in_(cases))


def previous_of(session: Session, matter: Matter) -> int | None:
    """The id of the case a petition or case follows."""
    of_petition = select(Petition.previous_case_id).where(Petition.matter_id == matter.id)
    of_case = select(Case.previous_case_id).where(Case.matter_id == matter.id)
    return session.scalar(of_petition) or session.scalar(of_case)


def follow_act(session: Session, matter: Matter, row: Act, *, at: datetime) -> None:
    """Open the file of the case below where ``row`` asks for it. Raises Refused where no case below is named."""
    if row.act not in reading_below(matter.procedure or Procedure.TRIAGE):
        return
    case_id = previous_of(session, matter)
    if case_id is not None:
        open_file(session, matter, case_id, row, at=at)
    elif row.act == ASKED:
        raise Refused("Chưa nêu vụ việc của cấp dưới: nêu vụ việc trước, rồi ghi yêu cầu hồ sơ.", field="on")


def open_file(session: Session, matter: Matter, case_id: int, row: Act, *, at: datetime) -> None:
    """The file of a case below is open for ``matter``, by the act ``row``; once."""
    if _running(session, matter.id, FileReading.case_id == case_id):
        return
    entry = _entry_of(session, row).id
    session.add(FileReading(case_id=case_id, reader_id=matter.id, agency_id=matter.agency_id, act_id=entry, from_at=at))
    session.flush()
    _told_below(session, case_id, matter, "file_opened_above", by=row.by_id, at=at)


def end_reading(session: Session, matter: Matter, *, by: int | None, at: datetime, act: Act | None = None) -> None:
    """Nothing below is read for ``matter`` any more; with ``act``: nothing that act opened."""
    which = [] if act is None else [FileReading.act_id == _entry_of(session, act).id]
    for reading in _running(session, matter.id, *which):
        reading.until_at = at
        _told_below(session, reading.case_id, matter, "file_closed_above", by=by, at=at)
    session.flush()


def carry_readings(session: Session, petition: Matter, case: Matter, *, at: datetime) -> None:
    """What was open to be read for a petition is so for the case it became."""
    for reading in _running(session, petition.id):
        reading.until_at = at
        session.add(
            FileReading(
                case_id=reading.case_id, reader_id=case.id, agency_id=case.agency_id, act_id=reading.act_id, from_at=at
            )
        )
    session.flush()


def _running(session: Session, reader_id: int, *which: ColumnElement[bool]) -> list[FileReading]:
    wanted = select(FileReading).where(FileReading.reader_id == reader_id, FileReading.until_at.is_(None), *which)
    return list(session.scalars(wanted))


def _entry_of(session: Session, row: Act) -> Act:
    """The entry of the log a line belongs to: itself, or what it corrects."""
    while row.corrects_id is not None:
        row = session.get_one(Act, row.corrects_id)
    return row


def _told_below(session: Session, case_id: int, matter: Matter, action: str, *, by: int | None, at: datetime) -> None:
    """The trail of the file below says who reads it; nothing, where the matter above denounces the head there."""
    below, above = session.get_one(Matter, case_id), session.get_one(Agency, matter.agency_id)
    if below.agency_id not in excluded_agencies(session, matter):
        audit.note(session, by=by, at=at, action=action, matter=below, agency=above.code)
