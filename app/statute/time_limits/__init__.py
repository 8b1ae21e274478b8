"""Every limit of time the register knows, as dated versions, and the one that governs a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from app.statute.time_limits import (
    complaints,
    complaints_at_once,
    complaints_decided,
    complaints_filing,
    denunciations,
    denunciations_concluded,
    denunciations_verifying,
    discipline,
    inspections,
    mediation,
    orders,
    protection,
    reception,
    reception_2026,
    reception_2026_online,
    reception_2026_oversight,
    reception_heads,
    reception_later,
    reporting,
)
from app.statute.time_limits.shape import TimeLimit

TIME_LIMITS: tuple[TimeLimit, ...] = (
    *complaints_filing.ROWS,
    *complaints.ROWS,
    *complaints_decided.ROWS,
    *complaints_at_once.ROWS,
    *discipline.ROWS,
    *denunciations.ROWS,
    *denunciations_verifying.ROWS,
    *denunciations_concluded.ROWS,
    *protection.ROWS,
    *reception_heads.ROWS,
    *reception.ROWS,
    *reception_later.ROWS,
    *reception_2026.ROWS,
    *reception_2026_online.ROWS,
    *reception_2026_oversight.ROWS,
    *mediation.ROWS,
    *orders.ROWS,
    *inspections.ROWS,
    *reporting.ROWS,
)


class UnknownRule(LookupError):
    """No rule has this id."""


class NotInForce(LookupError):
    """The rule is known, but no version of it governs the day asked for."""


class SwitchedOff(NotInForce):
    """The version that governs the day is shipped but switched off: its source was not read."""


class OverlappingVersions(LookupError):
    """Two versions of one rule claim the same day: the table is wrong, and nobody may choose between them."""


def _versions_by_id(rows: Iterable[TimeLimit]) -> dict[str, tuple[TimeLimit, ...]]:
    gathered: defaultdict[str, list[TimeLimit]] = defaultdict(list)
    for row in rows:
        gathered[row.id].append(row)
    return {rule_id: tuple(sorted(found, key=lambda row: row.in_force_from)) for rule_id, found in gathered.items()}


_VERSIONS = _versions_by_id(TIME_LIMITS)


def versions(rule_id: str) -> tuple[TimeLimit, ...]:
    """All versions of a rule, oldest first. Raises UnknownRule when no row has this id."""
    if rule_id not in _VERSIONS:
        message = f"không có quy định mang mã “{rule_id}”"
        raise UnknownRule(message)
    return _VERSIONS[rule_id]


def limit_in_force(rule_id: str, on: date) -> TimeLimit:
    """The one version of a rule that governs a day.

    Raises UnknownRule when no row has this id, NotInForce when none of its versions governs this day, SwitchedOff when
    the one that does is switched off, and OverlappingVersions when more than one does.
    """
    known = versions(rule_id)
    governing = [row for row in known if _governs(row, on)]
    if not governing:
        spans = "; ".join(_span(row) for row in known)
        message = f"{rule_id}: không có bản nào áp dụng cho ngày {on:%d/%m/%Y}; hiệu lực {spans}"
        raise NotInForce(message)
    if len(governing) > 1:
        spans = "; ".join(_span(row) for row in governing)
        message = f"{rule_id}: {len(governing)} bản cùng áp dụng cho ngày {on:%d/%m/%Y}: hiệu lực {spans}"
        raise OverlappingVersions(message)
    (limit,) = governing
    if not limit.enabled:
        message = f"{rule_id}: đang tắt, vì chưa đọc được nguồn của quy định này"
        raise SwitchedOff(message)
    return limit


def limits_in_force(on: date) -> tuple[TimeLimit, ...]:
    """Every limit that governs a day and is not switched off, in the order of the table.

    Raises OverlappingVersions when two versions of one rule govern it.
    """
    limits: list[TimeLimit] = []
    for rule_id in _VERSIONS:
        with suppress(NotInForce):
            limits.append(limit_in_force(rule_id, on))
    return tuple(limits)


def _governs(row: TimeLimit, on: date) -> bool:
    return row.in_force_from <= on and (row.in_force_until is None or on <= row.in_force_until)


def _span(row: TimeLimit) -> str:
    start = f"từ {row.in_force_from:%d/%m/%Y}"
    return start if row.in_force_until is None else f"{start} đến {row.in_force_until:%d/%m/%Y}"
