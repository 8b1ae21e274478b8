"""Who has withdrawn what, by the log: each person withdraws alone, the others go on (LKN 10, NĐ 124 Điều 7a; LTC 33.2).

An act that says nothing of persons is of everybody, as all were before persons were asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.statute.log import ActFact, ActRefused
from app.statute.procedures.contents import NAMED
from app.statute.procedures.people import OF, OTHERS, PEOPLE
from app.statute.terms import DENUNCIATIONS, Procedure

PART, WHOLE = "withdrawn_part", "withdrawn"
WHOLLY_WITHDRAWN = frozenset({"TC_RUT", "TC_KTL_15", "DC_RUT", "DC_RUT_CU"})
WITHDRAWN_GROUNDS = {"TC_RUT": ("LTC 33.1", "LTC 34.3.a"), "TC_KTL_15": ("LTC 33.1",)}  # they rest on a withdrawal


@dataclass(frozen=True, slots=True)
class Said:
    """What one withdrawal says of persons: those named by their places, how many others, of how many in all."""

    people: frozenset[int]
    others: int
    of: int

    @property
    def count(self) -> int:
        return len(self.people) + self.others


def said_by(act: ActFact) -> Said | None:
    """What a withdrawal says of persons; None for one that says nothing, and is of everybody."""
    of = act.data.get(OF)
    if act.act not in (PART, WHOLE) or not _is_number(of):
        return None
    people, others = frozenset(_numbers(act.data.get(PEOPLE.name))), _count(act.data.get(OTHERS.name))
    return Said(people, others, _count(of)) if people or others else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _numbers(value: object) -> list[int]:
    return [int(one) for one in value if str(one).isdecimal()] if isinstance(value, (list, tuple)) else []


@dataclass(slots=True)
class Withdrawn:
    """Some who withdrew: named ones once each, and others by their number."""

    people: set[int] = field(default_factory=set)
    others: int = 0

    def add(self, said: Said) -> None:
        self.people |= said.people
        self.others += said.others

    def count(self, *more: Withdrawn) -> int:
        """How many they are, with ``more``."""
        named = self.people.union(*(one.people for one in more))
        return len(named) + self.others + sum(one.others for one in more)


@dataclass(frozen=True, slots=True)
class Left:
    """How far a withdrawal is from being of everybody."""

    act: ActFact
    withdrew: int
    of: int


def wholly(log: Iterable[ActFact]) -> Withdrawn:
    """Who has withdrawn everything so far, of those a log names."""
    found = Withdrawn()
    for act in log:
        said = said_by(act)
        if said is not None and (act.act == WHOLE or not _numbers(act.data.get(NAMED.name))):
            found.add(said)
    return found


def not_of_everybody(log: Iterable[ActFact]) -> Left | None:
    """The first act said to be a withdrawal of the whole while somebody goes on; None when there is none."""
    before: list[ActFact] = []
    for act in log:
        before.append(act)
        said = said_by(act) if act.act == WHOLE else None
        if said is not None and (count := wholly(before).count()) < said.of:
            return Left(act, count, said.of)
    return None


def check_everybody(procedure: str, log: Iterable[ActFact]) -> None:
    """Who did not withdraw goes on: the whole is withdrawn by everybody, together or one by one. Raises ActRefused."""
    left = not_of_everybody(log)
    if left is not None:
        where = ("LTC 33.2",) if procedure in DENUNCIATIONS else ("LKN 10",)
        raise ActRefused(
            left.act, "Mới có %(n)s trong %(of)s người rút: ghi rút một phần, những người còn lại vẫn được giải quyết.",
            where, n=left.withdrew, of=left.of,
        ).about(PEOPLE.name)  # fmt: skip


def contents_withdrawn(log: Iterable[ActFact]) -> dict[int, date]:
    """By its number, since when a content is withdrawn: by everybody it stood for, one by one or together."""
    found: dict[int, date] = {}
    by: dict[int, Withdrawn] = {}
    whole = Withdrawn()
    for act in log:
        if act.act != PART:
            continue
        said, numbers = said_by(act), _numbers(act.data.get(NAMED.name))
        for number in numbers:
            if said is None:
                found[number] = act.on
            else:
                by.setdefault(number, Withdrawn()).add(said)
        if said is not None and not numbers:
            whole.add(said)
        if said is not None:
            gone = (number for number, some in by.items() if some.count(whole) >= said.of)
            found |= {number: act.on for number in gone if number not in found}
    return found


def since(log: Iterable[ActFact]) -> dict[int, tuple[date, bool]]:
    """By their place in the file, since when somebody has withdrawn, and whether everything."""
    found: dict[int, tuple[date, bool]] = {}
    for act in log:
        said = said_by(act)
        everything = act.act == WHOLE or not _numbers(act.data.get(NAMED.name))
        for place in said.people if said else ():
            if place not in found or (everything and not found[place][1]):
                found[place] = (act.on, everything)
    return found


def check_rest_goes_on(procedure: Procedure, acts: Iterable[ActFact]) -> None:
    """What is withdrawn in part goes on with the rest (LKN 10, LTC 33.2): that withdrawal ends no case.

    Raises ActRefused.
    """
    where = ("LTC 33.2",) if procedure in DENUNCIATIONS else ("LKN 10",)
    whole = False
    for act in acts:
        if act.act == "withdrawn":
            whole = True
        elif not whole and act.data.get("ground") in WHOLLY_WITHDRAWN:
            raise ActRefused(act, "Chỉ rút một phần: phần còn lại vẫn phải giải quyết.", where)


def check_withdrawals(acts: Iterable[ActFact]) -> None:
    """Who stops because of a withdrawal has one, and not one that was set aside (LTC 33.3, 34.3.a).

    Raises ActRefused.
    """
    last = ""
    for act in acts:
        if act.act in ("withdrawn", "withdrawal_set_aside"):
            last = act.act
        elif act.data.get("ground") not in WITHDRAWN_GROUNDS or last == "withdrawn":
            continue
        elif last:
            raise ActRefused(act, "Việc rút tố cáo không được chấp nhận: vẫn phải giải quyết.", ("LTC 33.3",))
        else:
            raise ActRefused(
                act, "Chưa ghi việc người tố cáo rút toàn bộ tố cáo: ghi trước, hoặc chọn căn cứ khác.",
                WITHDRAWN_GROUNDS[str(act.data["ground"])],
            )  # fmt: skip
