"""What a line of the log stands for elsewhere: the day of receipt, the acceptance in two logs, and its annulment.

A petition is accepted in its own log and in that of the case it opens; annulled, both say so, and the petition goes on
where it was before. Put right in the case, the line of the petition is put right with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import audit, ledger
from app.casework.ledger import WITHDRAWN_ENTRY, Ground
from app.casework.papers.linking import link_paper
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter, MatterKind
from app.records.mediations import Mediation
from app.records.petitions import Petition
from app.records.reception import Visit

ANNULLED = "acceptance_annulled"
IN_TWO_LOGS = frozenset({"accepted", ANNULLED})
COPIED = ("act", "on", "document_no", "document_on", "note", "typed_at", "typed_late_days", "by_id")


def settle(
    session: Session, matter: Matter, row: Act, lines: list[Act], ground: Ground | None = None, *, at: datetime,
    today: date,
) -> None:  # fmt: skip
    """Add a line to ``lines``, the log of a matter so far, with its trail, and reassess. Raises OutOfOrder."""
    session.add(row)
    action = "act_corrected" if row.corrects_id else "act_recorded"
    audit.note(session, by=row.by_id, at=at, action=action, matter=matter, act=row.act, on=row.on.isoformat())
    session.flush()
    link_paper(session, row)
    ledger.reassess(session, matter, today=today, at=at, newest=(row.id,), ground=ground, log=[*lines, row])


def carry_annulment(session: Session, matter: Matter, row: Act, *, at: datetime, today: date) -> None:
    """What annuls the acceptance of a case annuls it in its petitions, too."""
    if matter.kind is MatterKind.CASE and row.act == ANNULLED:
        for petition in _petitions_of(session, matter):
            twin = Act(matter_id=petition.id, data=dict(row.data), **_same(row))
            settle(session, petition, twin, ledger.log_of(session, petition), at=at, today=today)


def carry_correction(session: Session, matter: Matter, corrected: Act, row: Act, *, at: datetime, today: date) -> None:
    """What ``row`` says instead of ``corrected`` also stands on the petition, the visit or the case itself.

    Raises OutOfOrder where the petition went on since.
    """
    if row.act == "received":
        _received(session, matter).received_on = row.on
        return
    if matter.kind is not MatterKind.CASE or corrected.act not in IN_TWO_LOGS:
        return
    if row.act == "accepted":
        session.get_one(Case, matter.id).accepted_on = row.on
    for petition in _petitions_of(session, matter):
        _same_on_petition(session, petition, corrected, row, at=at, today=today)


def _received(session: Session, matter: Matter) -> Petition | Visit | Mediation:
    if matter.kind is MatterKind.MEDIATION:
        return session.get_one(Mediation, matter.id)
    return session.get(Petition, matter.id) or session.get_one(Visit, matter.id)


def _petitions_of(session: Session, case: Matter) -> Iterator[Matter]:
    for petition_id in session.scalars(select(CasePetition.petition_id).where(CasePetition.case_id == case.id)):
        yield session.get_one(Matter, petition_id)


def _same(row: Act) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COPIED}


def _same_on_petition(
    session: Session, petition: Matter, corrected: Act, row: Act, *, at: datetime, today: date
) -> None:
    answered, lines = set[int | None](), ledger.log_of(session, petition)
    answered.update(line.corrects_id for line in lines)
    known = (corrected.act, corrected.on)
    twins = [line for line in lines if (line.act, line.on) == known and line.id not in answered]
    if not twins or (row.act, row.on) == known:
        return
    data = {} if row.act == WITHDRAWN_ENTRY else {**twins[-1].data, **row.data}
    twin = Act(matter_id=petition.id, corrects_id=twins[-1].id, data=data, **_same(row))
    settle(session, petition, twin, lines, at=at, today=today)
