"""Petitions of one content: what was done with one of them is not done again with another. Visits about one thing.

A duplicate (đơn trùng) names the first petition of its content; none names another duplicate, so a group is one step
deep. Only petitions in one register are ever grouped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.errors import OutOfOrder, Refused
from app.records.agencies import Agency
from app.records.matters import Act, Matter
from app.records.petitions import Petition, PetitionKind
from app.records.reception import Visit
from app.statute.once import ONCE_ACTS, once_provisions
from app.statute.terms import ACTS

CAME_THROUGH = "came_through"  # a fact: agencies that passed on what a sealed petition was taken out of


def others_of(session: Session, matter: Matter) -> list[Matter]:
    """The other petitions with the same content as ``matter``, the first one received on top."""
    petition = session.get_one(Petition, matter.id)
    first = petition.duplicate_of_id or petition.matter_id
    same = or_(Petition.matter_id == first, Petition.duplicate_of_id == first)
    wanted = select(Matter).join(Petition, Petition.matter_id == Matter.id).where(same, Matter.id != matter.id)
    return list(session.scalars(wanted.order_by(Petition.received_on, Matter.id)))


@dataclass(frozen=True, slots=True)
class DoneOnce:
    """What was guided or transferred before: which petition, by which act, when, to whom."""

    code: str
    act: str
    on: date
    to: str


def refuse_twice(session: Session, matter: Matter, act: str, *, on: date) -> None:
    """Refuse to guide or transfer again, on a day, what was so before. Raises OutOfOrder saying when."""
    for done in done_before(session, matter):
        if done.act == act:
            raise stopped_by(done, matter, on=on)


def stopped_by(done: DoneOnce, matter: Matter, *, on: date) -> OutOfOrder:
    """Why that is not done again, in the words of the refusal."""
    return OutOfOrder(
        "Đơn trùng %(code)s đã có “%(name)s” ngày %(day)s đến %(to)s: không làm lần nữa. Lưu đơn này.",
        provisions=once_provisions(done.act, matter.procedure, on), code=done.code, name=ACTS[done.act], day=done.on,
        to=done.to or "…",
    )  # fmt: skip


def done_before(session: Session, matter: Matter) -> tuple[DoneOnce, ...]:
    """What was done once already with the other petitions of this content."""
    return done_of(session, others_of(session, matter))


def done_of(session: Session, others: Sequence[Matter]) -> tuple[DoneOnce, ...]:
    """What was done once already with these petitions."""
    found = done_with(session, [other.id for other in others]) if others else {}
    return tuple(replace(one, code=other.code) for other in others for one in found.get(other.id, ()))


def done_with(session: Session, matter_ids: Sequence[int]) -> dict[int, list[DoneOnce]]:
    """What was guided or transferred of each of these matters; the codes are left out."""
    lines: dict[int, list[Act]] = {}
    for line in session.scalars(select(Act).where(Act.matter_id.in_(matter_ids)).order_by(Act.id)):
        lines.setdefault(line.matter_id, []).append(line)
    return {
        matter_id: [
            DoneOnce("", fact.act, fact.on, str(fact.data.get("to_agency") or ""))
            for fact in ledger.counted(rows)
            if fact.act in ONCE_ACTS
        ]
        for matter_id, rows in lines.items()
    }


def refuse_sending_back(session: Session, matter: Matter, receiver: Agency) -> None:
    """Refuse to transfer a petition to an agency that passed it on: it would go round. Raises Refused."""
    if receiver.id in came_through(session, matter):
        raise Refused(
            "%(name)s đã chuyển đơn này đi: không chuyển ngược lại. Trả lại đơn, hoặc báo cáo cấp trên phân định.",
            field="to_agency", name=receiver.name,
        )  # fmt: skip


def came_through(session: Session, matter: Matter) -> frozenset[int]:
    """The agencies that passed a petition on, or what it was taken out of."""
    passed: set[int] = set()
    row: Petition | None = session.get_one(Petition, matter.id)
    while row is not None:
        it = session.get_one(Matter, row.matter_id)
        passed |= {*it.facts.get(CAME_THROUGH, ())} | ({it.agency_id} if it is not matter else set())
        row = session.get(Petition, row.forwarded_from_id) if row.forwarded_from_id is not None else None
    return frozenset(passed)


def duplicates_of(session: Session, matter_ids: Sequence[int]) -> set[int]:
    """The ids of the petitions linked as one content with any of these, apart from these."""
    named = select(Petition.duplicate_of_id).where(Petition.matter_id.in_(matter_ids))
    firsts = {*matter_ids, *filter(None, session.scalars(named))}
    same = or_(Petition.matter_id.in_(firsts), Petition.duplicate_of_id.in_(firsts))
    return {*session.scalars(select(Petition.matter_id).where(same))} - {*matter_ids}


def repeats_of(session: Session, matter_ids: Sequence[int]) -> set[int]:
    """The ids of the visits about one thing with any of these, apart from these.

    Not one at which a petition was taken that turned out to be of another kind than a denunciation: that is a thing of
    its own by now, worked on in the open.
    """
    named = select(Visit.repeats_id).where(Visit.matter_id.in_(matter_ids))
    firsts = {*matter_ids, *filter(None, session.scalars(named))}
    same = or_(Visit.matter_id.in_(firsts), Visit.repeats_id.in_(firsts))
    another = and_(Petition.visit_id.is_not(None), Petition.kind != PetitionKind.DENUNCIATION)
    other_kind = select(Petition.visit_id).where(another)
    wanted = select(Visit.matter_id).where(same, Visit.matter_id.not_in(other_kind))
    return {*session.scalars(wanted)} - {*matter_ids}


def unlink_sealed(session: Session, matter_ids: Sequence[int]) -> None:
    """A sealed petition or visit is linked to no other matter, and none to it."""
    for column in (Petition.matter_id, Petition.duplicate_of_id):
        session.execute(update(Petition).where(column.in_(matter_ids)).values(duplicate_of_id=None))
    _leave_series(session, matter_ids)


def _leave_series(session: Session, visit_ids: Sequence[int]) -> None:
    """A sealed visit repeats none and none repeats it; when it was the first of a series, the next one is."""
    left = select(Visit).where(Visit.repeats_id.in_(visit_ids), ~Visit.matter_id.in_(visit_ids))
    first: dict[int, int] = {}
    for visit in session.scalars(left.order_by(Visit.received_on, Visit.matter_id)).all():
        sealed = visit.repeats_id or 0
        visit.repeats_id = first.get(sealed)
        first.setdefault(sealed, visit.matter_id)
    session.execute(update(Visit).where(Visit.matter_id.in_(visit_ids)).values(repeats_id=None))


__all__ = [
    "CAME_THROUGH",
    "DoneOnce",
    "came_through",
    "done_before",
    "done_of",
    "done_with",
    "duplicates_of",
    "others_of",
    "refuse_sending_back",
    "refuse_twice",
    "repeats_of",
    "stopped_by",
    "unlink_sealed",
]
