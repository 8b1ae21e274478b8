"""What an act says beside its date, checked against the law's table before it is written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.casework.errors import Refused
from app.statute import grounds
from app.statute.findings import FINDINGS
from app.statute.grounds import Ground
from app.statute.papers_sent import PAPERS_SENT
from app.statute.procedures import Edge, FieldKind, FieldSpec
from app.statute.terms_of_mediation import NEXT_AUTHORITIES, SIDES
from app.statute.terms_of_orders import GIVERS

DATED: dict[str, Mapping[str, Ground]] = {
    "reception_refused": grounds.REFUSAL_GROUNDS,
    "online_reception": grounds.ONLINE_GROUNDS,
    "complaint_not_accepted": grounds.COMPLAINT_NOT_ACCEPTED,
    "complaint_suspended": grounds.COMPLAINT_SUSPENDED,
    "complaint_discontinued": grounds.COMPLAINT_DISCONTINUED,
    "denunciation_not_accepted": grounds.DENUNCIATION_NOT_ACCEPTED,
    "denunciation_suspended": grounds.DENUNCIATION_SUSPENDED,
    "denunciation_discontinued": grounds.DENUNCIATION_DISCONTINUED,
    "denunciation_continued": grounds.DENUNCIATION_CONTINUED,
    "denunciation_filed": grounds.DENUNCIATION_FILED,
    "denunciation_not_processed": grounds.DENUNCIATION_NOT_PROCESSED,
    "denunciation_transferred": grounds.DENUNCIATION_TRANSFERRED,
    "clear_cases": grounds.CLEAR_CASES,
    "overdue_not_accepted": grounds.OVERDUE_NOT_ACCEPTED,
    "resolver_at_fault": grounds.RESOLVER_AT_FAULT,
    "take_over": grounds.TAKE_OVER,
    **FINDINGS,
}
UNDATED: dict[str, Collection[str]] = {
    "complexity": grounds.COMPLEXITY,
    "verdicts": grounds.VERDICTS,
    "inspection_routes": grounds.INSPECTION_ROUTES,
    "verified_how": grounds.VERIFIED_HOW,
    "handlings": grounds.HANDLINGS,
    "publications": grounds.PUBLICATIONS,
    "recipients": grounds.RECIPIENTS,
    "chairs": grounds.CHAIRS,
    "papers_sent": PAPERS_SENT,
    "sides": SIDES,
    "next_authorities": NEXT_AUTHORITIES,
    "givers": GIVERS,
}

TOLD_BEFORE = ("decided_on", "found_on")  # days that lie before the act that tells them


def checked(edge: Edge, data: Mapping[str, object], on: date) -> dict[str, Any]:
    """``data`` as it is kept (dates as ISO text). Raises Refused, naming the field that is missing or impossible."""
    kept = checked_fields(edge.fields, data, on)
    _check_days(kept, on)
    return kept


def checked_fields(fields: Collection[FieldSpec], data: Mapping[str, object], on: date) -> dict[str, Any]:
    """``data`` as it is kept, held against ``fields``. Raises Refused, naming the one that is missing or impossible."""
    kept = {name: _plain(value) for name, value in data.items() if value not in (None, "", [], ())}
    for spec in fields:
        value = kept.get(spec.name)
        if value is not None:
            kept[spec.name] = _of_kind(spec, value, on)
        elif spec.required:
            raise Refused("Chưa nhập thông tin bắt buộc của bước này.", field=spec.name)
    return kept


def as_far_as_typed(fields: Collection[FieldSpec], data: Mapping[str, object], on: date) -> dict[str, Any]:
    """What can be read of an act somebody is still typing; the rest is left out. Never to be kept."""
    kept = {}
    for spec in fields:
        try:
            kept.update(checked_fields((replace(spec, required=False),), {spec.name: data.get(spec.name)}, on))
        except Refused:
            continue
    return kept


def _check_days(kept: Mapping[str, Any], on: date) -> None:
    day = on.isoformat()
    if kept.get("dialogue_on", day) < day:
        raise Refused("Nhập ngày đối thoại không sớm hơn ngày mời %(day)s.", field="dialogue_on", day=on)
    if kept.get("meeting_on", day) < day:
        raise Refused("Nhập ngày họp không sớm hơn ngày thông báo %(day)s.", field="meeting_on", day=on)
    if kept.get("term_on", day) < day:
        raise Refused("Nhập hạn không sớm hơn ngày văn bản giao hạn %(day)s.", field="term_on", day=on)
    for name in TOLD_BEFORE:
        if kept.get(name, day) > day:
            raise Refused("Nhập ngày không muộn hơn ngày của bước này, %(day)s.", field=name, day=on)


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, (tuple, set, frozenset)) else value


def _of_kind(spec: FieldSpec, value: Any, on: date) -> Any:
    if spec.kind in (FieldKind.NUMBER, FieldKind.TERM):
        return _number(spec, value)
    if spec.kind in (FieldKind.CONTENTS, FieldKind.PEOPLE):
        return sorted({_number(spec, one) for one in (value if isinstance(value, list) else [value])})
    if spec.kind is FieldKind.DATE:
        return _day(spec, value)
    if spec.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        codes = value if isinstance(value, list) else [value]
        for code in codes:
            _check_choice(spec, str(code), on)
        return codes if spec.kind is FieldKind.CHOICES else str(codes[0])
    return value


def _number(spec: FieldSpec, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Refused("Nhập một số.", field=spec.name) from None


def _day(spec: FieldSpec, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refused("Nhập một ngày, ví dụ 05/10/2026.", field=spec.name) from None


def _check_choice(spec: FieldSpec, code: str, on: date) -> None:
    if spec.choices in UNDATED:
        known = code in UNDATED[spec.choices]
    else:
        ground = DATED[spec.choices].get(code)
        known = ground is not None and ground.holds_on(on)
    if not known:
        raise Refused("Chọn một căn cứ còn hiệu lực vào ngày của bước này.", field=spec.name)
