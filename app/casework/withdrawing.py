"""Who withdraws: a petition or case of several people says of each withdrawal which of them, and of how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import ledger
from app.casework.errors import Refused
from app.casework.identities.parties import parties_in
from app.casework.persons import PartyRow
from app.casework.speaking import SPEAKING, signed
from app.records.cases import CasePetition
from app.records.matters import Matter
from app.statute.assessment import ActFact
from app.statute.grounds import REFORM_OF_2026
from app.statute.procedures import Edge
from app.statute.procedures.contents import NAMED
from app.statute.procedures.people import OF, OTHERS, PEOPLE
from app.statute.withdrawals import PART, Said, said_by, wholly

SAID = (PEOPLE.name, OTHERS.name, OF)


@dataclass(frozen=True, slots=True)
class Roster:
    """Those a matter is of who can still withdraw: by name, and how many of a list or a number of signatories.

    ``of``: how many there are, with those of this matter who withdrew already.
    """

    people: tuple[PartyRow, ...]
    unnamed: int
    of: int

    @property
    def several(self) -> bool:
        return self.of > 1


def roster_of(session: Session, matter: Matter, log: Iterable[ActFact]) -> Roster:
    """Who can still withdraw. ``log``: the acts of the matter that count.

    Who withdrew from its petition is not in a case.
    """
    before, gone = wholly(_log_of_petitions(session, matter)), wholly(log)
    rows = [one for one in parties_in(session, matter) if one.role in SPEAKING and one.ended_on is None]
    here = [one for one in rows if one.position not in before.people]
    unnamed = max(signed(session, matter) - len(rows), 0) - before.others
    left = tuple(one for one in here if one.position not in gone.people)
    return Roster(left, max(unnamed - gone.others, 0), len(here) + max(unnamed, 0))


def still_in(session: Session, matter: Matter, log: Iterable[ActFact], *, opened: bool = False) -> tuple[PartyRow, ...]:
    """Everybody who has a part in a matter: neither ended nor withdrawn. ``log``: the acts of the matter that count.

    Once all those it is of have withdrawn, they are named to the end: what ends it is about them. Of a sealed matter
    nothing that says who they are, unless ``opened``.
    """
    gone = wholly(log).people | wholly(_log_of_petitions(session, matter)).people
    rows = tuple(one for one in parties_in(session, matter, opened=opened) if one.ended_on is None)
    left = tuple(one for one in rows if one.role not in SPEAKING or one.position not in gone)
    return left if any(one.role in SPEAKING for one in left) else rows


def _log_of_petitions(session: Session, case: Matter) -> list[ActFact]:
    ids = select(CasePetition.petition_id).where(CasePetition.case_id == case.id)
    petitions = session.scalars(select(Matter).where(Matter.id.in_(ids)).order_by(Matter.id)).all()
    return [fact for one in petitions for fact in ledger.counted(ledger.log_of(session, one))]


def with_people(
    session: Session, matter: Matter, edge: Edge, data: Mapping[str, Any], *, on: date, log: Sequence[ActFact]
) -> dict[str, Any]:
    """What a withdrawal says, with its people checked; others as they are. Raises Refused on ``people``, ``others``.

    Since the reform each person withdraws alone (NĐ 156 Điều 1; NĐ 124 Điều 7a); before it one could speak for all.
    """
    if PEOPLE not in edge.fields:
        return dict(data)
    kept = counted(session, matter, edge, data, log=log)
    roster = roster_of(session, matter, log)
    said = said_by(ActFact(edge.act, on, kept))
    if said is None:
        if roster.several and on >= REFORM_OF_2026:
            raise Refused("Hồ sơ của %(of)s người: chọn những người rút.", field=PEOPLE.name, of=roster.of)
        return kept
    _check(roster, said)
    everybody = said.count >= len(roster.people) + roster.unnamed
    if edge.act == PART and everybody and not kept.get(NAMED.name):
        raise Refused("Mọi người rút hết là rút toàn bộ đơn: ghi việc đó thay việc này.", field=PEOPLE.name)
    return kept


def everybody(session: Session, matter: Matter) -> dict[str, Any]:
    """What a withdrawal of the whole says of persons; nothing where there is only one."""
    roster = roster_of(session, matter, ledger.counted(ledger.log_of(session, matter)))
    if not roster.several:
        return {}
    named = [one.position for one in roster.people]
    return {PEOPLE.name: named, **({OTHERS.name: roster.unnamed} if roster.unnamed else {})}


def _check(roster: Roster, said: Said) -> None:
    if not said.people <= {one.position for one in roster.people}:
        raise Refused("Chọn lại người rút: có người không còn ở hồ sơ này, hoặc đã rút.", field=PEOPLE.name)
    if not 0 <= said.others <= roster.unnamed:
        raise Refused("Nhập số người từ 0 đến %(most)s.", field=OTHERS.name, most=roster.unnamed)


def counted(
    session: Session, matter: Matter, edge: Edge, data: Mapping[str, Any], *, log: Sequence[ActFact]
) -> dict[str, Any]:
    """What a withdrawal says, with of how many people it is, where it names some of several. Nothing is checked."""
    kept = {name: value for name, value in data.items() if name not in SAID}
    people, others = data.get(PEOPLE.name) or [], data.get(OTHERS.name) or 0
    if PEOPLE not in edge.fields or not (people or others):
        return kept
    roster = roster_of(session, matter, log)
    if not roster.several:
        return kept
    named = sorted({int(one) for one in people})
    return {**kept, PEOPLE.name: named, OF: roster.of, **({OTHERS.name: others} if others else {})}


__all__ = ["Roster", "counted", "everybody", "roster_of", "still_in", "with_people"]
