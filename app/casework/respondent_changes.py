"""Respondents of a petition or case added, put right, ended; and who stays kept out of a denunciation (decision 0039).

An agency whose head is denounced is kept out at once. It is let in again by nobody's correction: a supervisor says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.casework import audit, identities
from app.casework.acts import hold
from app.casework.case_files import RespondentRow, respondents_of
from app.casework.chains import chain_of
from app.casework.content_lines import OF
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.exclusions import exclude, excluded_agencies
from app.casework.parties import TAKEN, check_end, take
from app.casework.permissions import Deed, Viewer, visible
from app.casework.respondents import STANDS, KeptOut, NewRespondent, foresee_keeping_out, keep_out
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.petitions import Respondent
from app.statute.terms import DENUNCIATIONS

MOST = 30  # of one matter
LONGEST_NAME = 160


def open_respondents(session: Session, matter: Matter, *, viewer: Viewer, at: datetime) -> list[RespondentRow]:
    """Against whom a sealed matter is. Written in the trail. Raises NotAllowed without a grant."""
    if not identities.may_open(session, matter, viewer=viewer, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    audit.note(session, by=viewer.account_id, at=at, action="sealed_opened", matter=matter)
    return respondents_of(session, matter, ended=True)


def add(
    session: Session, matter: Matter, new: NewRespondent, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Name somebody more. Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, and Refused naming the field."""
    take(session, matter, by=by, at=at, expected_version=expected_version)
    rows = _rows(session, matter)
    if len(rows) >= MOST:
        raise Refused("Một hồ sơ nhiều nhất %(most)s bên bị khiếu nại, tố cáo.", field="respondent_name", most=MOST)
    new = _checked(session, new, rows)
    session.add(
        Respondent(
            matter_id=matter.id, agency_id=new.agency_id, name=new.name, post=new.post, is_head=new.is_head, earlier=""
        )
    )  # fmt: skip
    session.flush()
    _done(session, matter, "respondent_added", len(rows) + 1, by=by, at=at, today=today)


def change(
    session: Session, matter: Matter, number: int, new: NewRespondent, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """Put somebody right; what was written before stays to be read. Raises as :func:`add`."""
    take(session, matter, by=by, at=at, expected_version=expected_version)
    rows = _rows(session, matter)
    row = _standing(rows, number)
    new = _checked(session, new, [one for one in rows if one is not row])
    if _as_named(row) == new:
        return
    before = f"{today:%d/%m/%Y}: {_said(session, row)}"
    row.earlier = "\n".join(filter(None, (row.earlier, before)))
    row.agency_id, row.name, row.post, row.is_head = new.agency_id, new.name, new.post, new.is_head
    session.flush()
    _done(session, matter, "respondent_changed", number, by=by, at=at, today=today)


def end(
    session: Session, matter: Matter, number: int, *, on: date, reason: str, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> None:  # fmt: skip
    """It is against somebody no more: a mistake, a content withdrawn. They stay to be read. Raises as :func:`add`."""
    take(session, matter, by=by, at=at, expected_version=expected_version)
    row = _standing(_rows(session, matter), number)
    check_end(on, reason, since=matter.opened_on, today=today)
    row.ended_on, row.end_reason = on, reason.strip()
    session.flush()
    _done(session, matter, "respondent_ended", number, by=by, at=at, today=today)


# ---- who is kept out


def foretold(session: Session, matter: Matter, new: NewRespondent, *, on: date, number: int = 0) -> KeptOut | None:
    """What naming ``new`` (in the place of ``number``) would hide a denunciation from; None for nothing, or another."""
    if matter.procedure not in DENUNCIATIONS:
        return None
    rows = session.scalars(select(Respondent).where(Respondent.matter_id == matter.id).order_by(Respondent.id)).all()
    then = [new if place == number else _as_named(row) for place, row in enumerate(rows, 1) if row.ended_on is None]
    return foresee_keeping_out(session, matter, then if number else [*then, new], on=on)


def kept_out_without_cause(session: Session, matter: Matter) -> list[Agency]:
    """The agencies a denunciation is hidden from though no head of theirs stands denounced in it any more."""
    left = excluded_agencies(session, matter) - _denounced(session, matter)
    return list(session.scalars(select(Agency).where(Agency.id.in_(left)).order_by(Agency.name, Agency.id)))


def waiting_to_be_let_in(session: Session, viewer: Viewer, *, most: int) -> list[tuple[Matter, Agency]]:
    """The exclusions that have no cause any more, each of which only a supervisor ends: those ``viewer`` may end.

    An exclusion loses its cause where somebody was put right or ended: only such matters are looked into, the oldest
    first, and ``most`` of them at most.
    """
    put_right = or_(Respondent.ended_on.is_not(None), Respondent.earlier != "")
    changed = select(Respondent.matter_id).where(put_right)
    hidden = and_(Matter.open, Matter.excluded_agency_id.is_not(None), Matter.id.in_(changed), visible(viewer))
    found = session.scalars(select(Matter).where(hidden).order_by(Matter.id).limit(most))
    return [
        (matter, one)
        for matter in found
        if not _over(matter) and may_let_in(session, matter, viewer)
        for one in kept_out_without_cause(session, matter)
    ]


def may_let_in(session: Session, matter: Matter, viewer: Viewer) -> bool:
    """Whether ``viewer`` may end an exclusion: a supervisor, who works at none of the agencies kept out."""
    return viewer.may(Deed.WATCH_PROVINCE) and not excluded_agencies(session, matter) & viewer.agencies()


def let_in(session: Session, matter: Matter, agency_id: int, *, by: Viewer, at: datetime) -> None:
    """End the exclusion of an agency whose head is denounced no more, throughout the chain. Nothing else moves.

    Raises NotFound, NotAllowed, ChangedMeanwhile where the head is denounced again, or the exclusion is over.
    """
    hold(session, matter, by=by, expected_version=None)
    if not may_let_in(session, matter, by):
        raise NotAllowed("Chỉ Thanh tra tỉnh thôi loại một cơ quan khỏi hồ sơ.")
    if agency_id not in {one.id for one in kept_out_without_cause(session, matter)}:
        raise ChangedMeanwhile("Việc loại cơ quan này vừa thay đổi. Mở lại hồ sơ để xem.")
    for member in chain_of(session, matter):
        left = [one for one in _in_order(session, member) if one != agency_id]
        if exclude(session, member, left):
            audit.note(session, by=by.account_id or None, at=at, action="agency_readmitted", matter=member)
    session.flush()


def _in_order(session: Session, matter: Matter) -> list[int]:
    first = matter.excluded_agency_id
    return sorted(excluded_agencies(session, matter), key=lambda one: (one != first, one))


def _denounced(session: Session, matter: Matter) -> frozenset[int]:
    """The agencies whose heads stand denounced in the chain; a petition that became a case says it there."""
    speaking = [one.id for one in chain_of(session, matter) if one.kind in OF and not _over(one)]
    heads = select(Respondent.agency_id).where(Respondent.matter_id.in_(speaking), Respondent.is_head, STANDS)
    return frozenset(one for one in session.scalars(heads) if one is not None)


def _over(matter: Matter) -> bool:
    return matter.kind is MatterKind.PETITION and matter.stage == TAKEN


# ---- what they share


def _rows(session: Session, matter: Matter) -> Sequence[Respondent]:
    mine = select(Respondent).where(Respondent.matter_id == matter.id).order_by(Respondent.id)
    return session.scalars(mine.with_for_update()).all()


def _standing(rows: Sequence[Respondent], number: int) -> Respondent:
    row = rows[number - 1] if 0 < number <= len(rows) else None
    if row is None or row.ended_on is not None:
        raise ChangedMeanwhile("Người này không còn trong hồ sơ. Mở lại hồ sơ để xem.")
    return row


def _checked(session: Session, new: NewRespondent, others: Sequence[Respondent]) -> NewRespondent:
    """``new`` as it is written down. Raises Refused naming the field."""
    new = replace(new, name=_line(new.name), post=_line(new.post))
    if new.agency_id is None and not new.name and not new.post:
        raise Refused("Chọn cơ quan, hoặc nhập người, chức vụ.", field="respondent_name")
    if new.agency_id is not None and session.get(Agency, new.agency_id) is None:
        raise Refused("Chọn cơ quan trong danh mục.", field="respondent_agency")
    if new.is_head and new.agency_id is None:
        raise Refused("Chọn cơ quan mà người này đứng đầu hoặc là cấp phó.", field="respondent_is_head")
    if any(_as_named(one) == new for one in others if one.ended_on is None):
        raise Refused("Bên này đã có trong hồ sơ.", field="respondent_name")
    return new


def _line(typed: str) -> str:
    return " ".join(typed.split())[:LONGEST_NAME]


def _as_named(row: Respondent) -> NewRespondent:
    return NewRespondent(row.agency_id, row.name, is_head=row.is_head, post=row.post)


def _said(session: Session, row: Respondent) -> str:
    """What was written, in one line: it stays with what is written now."""
    agency = session.get(Agency, row.agency_id) if row.agency_id is not None else None
    named = agency.name if agency else ""
    return ", ".join(filter(None, (row.name, row.post, f"người đứng đầu {named}" if row.is_head else named)))


def _done(session: Session, matter: Matter, action: str, number: int, *, by: Viewer, at: datetime, today: date) -> None:
    audit.note(session, by=by.account_id or None, at=at, action=action, matter=matter, n=number)
    if matter.procedure in DENUNCIATIONS:
        keep_out(session, matter, on=today, by=by, at=at)
    session.flush()


__all__ = ["add", "change", "end", "kept_out_without_cause", "let_in", "may_let_in", "open_respondents"]
