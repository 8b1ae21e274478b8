"""Agencies: the list to start with, who stands above whom, and who is the head on a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import NotFound, Refused
from app.records.agencies import Agency, AgencyParent, Level, RemoteArea
from app.records.people import Role, RoleKind

BUILT_IN_LIST = Path(__file__).with_name("data") / "agencies.yaml"


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency of a list to load. ``parent`` is a code of the same list, or of an agency already there."""

    code: str
    name: str
    level: Level
    from_on: date
    head_title: str = ""
    english: str = ""
    place: str = ""
    parent: str | None = None
    source: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many agencies were new, and how many were there already and stayed as they are."""

    created: int
    kept: int


def read_list(path: Path = BUILT_IN_LIST) -> list[AgencyLine]:
    """The agencies of a file in the shape of ``data/agencies.yaml``. Raises Refused when it has another shape."""
    return lines_of(path.read_text(encoding="utf-8"))


def lines_of(text: str) -> list[AgencyLine]:
    """The agencies of a text in the shape of ``data/agencies.yaml``.

    Raises Refused, which names the row where there is one: the third of ``communes`` is "communes 3".
    """
    try:
        page: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
        first, source, communes = page["from_on"], page["department_source"], page["communes"]
        departments, named = list(page["departments"]), page.get("department_place", "")
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise Refused("Tệp danh sách đơn vị không đúng mẫu: %(error)s", field="file", error=_told(error)) from error
    found = [
        _line("departments", number, lambda row: _department(row, first, source, named), row)
        for number, row in enumerate(departments, 1)
    ]
    found += [
        _line("communes", number, lambda row: _commune(row, first, page), row) for number, row in enumerate(communes, 1)
    ]
    _check_codes(found)
    return found


def _line(part: str, number: int, read: Callable[[dict[str, Any]], AgencyLine], row: dict[str, Any]) -> AgencyLine:
    """One row, read and checked. Raises Refused, naming it."""
    place = f"{part} {number}"
    try:
        line = read(row)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            "Danh sách đơn vị, dòng %(place)s: %(error)s", field="file", place=place, error=_told(error)
        ) from error
    wrong = next((name for name, fits in LINE_SHAPE.items() if not fits(getattr(line, name))), None)
    if wrong is not None:
        raise Refused("Danh sách đơn vị, dòng %(place)s: xem lại mục “%(name)s”", field="file", place=place, name=wrong)
    return line


def _check_codes(lines: Sequence[AgencyLine]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.code in seen:
            raise Refused("Danh sách đơn vị: mã “%(code)s” đứng hai lần", field="file", code=line.code)
        seen.add(line.code)


def _told(error: Exception) -> str:
    """What a person can look for in the file: the missing name, or where the text stops being YAML."""
    if isinstance(error, KeyError):
        return f"thiếu “{error.args[0]}”"
    return " ".join(str(error).split())[:LONGEST_REASON]


def _is_text(longest: int, *, needed: bool = True) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest and (bool(value.strip()) or not needed)


LONGEST_REASON = 200
LINE_SHAPE: dict[str, Callable[[object], bool]] = {
    "code": _is_text(40), "name": _is_text(160), "head_title": _is_text(80, needed=False),
    "english": _is_text(160, needed=False), "place": _is_text(160, needed=False), "source": _is_text(300, needed=False),
    "from_on": lambda value: isinstance(value, date),
}  # fmt: skip


def _department(row: dict[str, Any], first: date, source: str, place: str) -> AgencyLine:
    return AgencyLine(
        code=row["code"],
        name=row["name"],
        english=row.get("english", ""),
        place=row.get("place", place),
        level=Level(row["level"]),
        head_title=row["head_title"],
        parent=row.get("parent"),
        from_on=row.get("from_on", first),
        source=source,
    )


def _commune(row: dict[str, Any], first: date, page: dict[str, Any]) -> AgencyLine:
    place = f"{row['kind']} {row['name']}"
    return AgencyLine(
        code=row["code"],
        name=f"UBND {place}",
        english=f"People's Committee of {row['name']}",
        place=place,
        level=Level.COMMUNE,
        head_title=f"Chủ tịch UBND {row['kind']}",
        parent=page["commune_parent"],
        from_on=first,
        source=page["commune_source"],
    )


def load_agencies(session: Session, lines: Sequence[AgencyLine], *, at: datetime) -> Loaded:
    """Add the agencies that are not there yet. What somebody changed by hand stays; running it again adds nothing.

    Raises Refused when a parent is neither in the list nor in the register.
    """
    known = {agency.code: agency for agency in session.scalars(select(Agency))}
    new = [line for line in lines if line.code not in known]
    for line in new:
        known[line.code] = Agency(
            code=line.code, name=line.name, english=line.english, place=line.place, head_title=line.head_title,
            level=line.level, email=line.email, from_on=line.from_on, source=line.source,
        )  # fmt: skip
        session.add(known[line.code])
    session.flush()
    for line in new:
        if line.parent is not None:
            if line.parent not in known:
                raise Refused(
                    "Đơn vị %(code)s: không có đơn vị cấp trên “%(parent)s”",
                    field="file", code=line.code, parent=line.parent,
                )  # fmt: skip
            parent = known[line.parent]
            session.add(AgencyParent(agency_id=known[line.code].id, parent_id=parent.id, from_on=line.from_on))
    if new:
        audit.note(session, by=None, at=at, action="agencies_loaded", created=len(new))
    session.flush()
    return Loaded(created=len(new), kept=len(lines) - len(new))


def agency_by_code(session: Session, code: str) -> Agency:
    """The agency with this code. Raises NotFound."""
    agency = session.scalar(select(Agency).where(Agency.code == code))
    if agency is None:
        raise NotFound("Không có đơn vị mã “%(code)s”", code=code)
    return agency


def agencies_on(session: Session, on: date) -> list[Agency]:
    """Every agency that exists on a day: province first, then departments, communes by name."""
    rows = session.scalars(select(Agency).where(_runs(Agency.from_on, Agency.until_on, on)).order_by(Agency.id))
    order = list(Level)
    return sorted(rows, key=lambda agency: order.index(agency.level))


class AgencyName(NamedTuple):
    """An agency to choose by its name."""

    id: int
    code: str
    name: str


def agency_names_on(session: Session, on: date) -> tuple[AgencyName, ...]:
    """As :func:`agencies_on`, no more of each than a list to choose from needs; the same tuple until one changes.

    They come as one text: a province has hundreds, and a page that only lists them need not make a row of each.
    """
    connection = session.connection()
    return _read(connection.execute(_names(connection.dialect.name), {"day": on}).scalar_one())


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[AgencyName, ...]:
    return tuple(AgencyName(*told) for _level, *told in sorted(json.loads(text)))


@cache
def _names(dialect: str) -> Select[str]:
    level = case({one: place for place, one in enumerate(Level)}, value=Agency.level)
    told = (level, Agency.id, Agency.code, Agency.name)
    if dialect == "postgresql":
        every: Any = cast(func.json_agg(func.json_build_array(*told)), Text)
    else:
        every = func.json_group_array(func.json_array(*told))
    runs = _runs(Agency.from_on, Agency.until_on, bindparam("day"))
    return select(func.coalesce(every, "[]")).where(runs)


def parents_on(session: Session, on: date) -> dict[int, str]:
    """The code of the agency directly above, for every agency that has one on a day."""
    rows = session.execute(
        select(AgencyParent.agency_id, Agency.code)
        .join(Agency, Agency.id == AgencyParent.parent_id)
        .where(_runs(AgencyParent.from_on, AgencyParent.until_on, on))
    )
    return {row.agency_id: row.code for row in rows}


def superiors_on(session: Session, on: date) -> dict[int, int]:
    """The id of the agency directly above, for every agency that has one on a day."""
    wanted = select(AgencyParent.agency_id, AgencyParent.parent_id)
    rows = session.execute(wanted.where(_runs(AgencyParent.from_on, AgencyParent.until_on, on)))
    return dict(rows.all())


def superior_of(session: Session, agency_id: int, on: date) -> Agency | None:
    """The agency directly above on a day, or None when the register knows none."""
    return session.scalar(
        select(Agency)
        .join(AgencyParent, AgencyParent.parent_id == Agency.id)
        .where(AgencyParent.agency_id == agency_id, _runs(AgencyParent.from_on, AgencyParent.until_on, on))
    )


def above(session: Session, ids: Collection[int], on: date) -> frozenset[int]:
    """The ids of every agency that stands above one of ``ids`` on a day. One statement."""
    parents, found = superiors_on(session, on), set[int]()
    nearest = {parents[one] for one in ids if one in parents}
    while nearest - found:
        found |= nearest
        nearest = {parents[one] for one in nearest if one in parents}
    return frozenset(found)


def agencies_under(session: Session, agency_id: int, on: date) -> list[Agency]:
    """The agencies directly below one on a day, by name."""
    return list(
        session.scalars(
            select(Agency)
            .join(AgencyParent, AgencyParent.agency_id == Agency.id)
            .where(AgencyParent.parent_id == agency_id, _runs(AgencyParent.from_on, AgencyParent.until_on, on))
            .order_by(Agency.name, Agency.id)
        )
    )


def is_remote(session: Session, agency_id: int, on: date) -> bool:
    """Whether a document in force on the day makes the agency's area a remote one."""
    runs = _runs(RemoteArea.from_on, RemoteArea.until_on, on)
    found = select(RemoteArea.id).where(RemoteArea.agency_id == agency_id, runs).limit(1)
    return session.scalar(found) is not None


def holds_a_role(session: Session, account_id: int, agency_id: int, on: date, *kinds: RoleKind) -> bool:
    """Whether an account holds one of ``kinds`` (any, when none is named) at an agency on a day."""
    held = [Role.account_id == account_id, Role.agency_id == agency_id, _runs(Role.from_on, Role.until_on, on)]
    if kinds:
        held.append(Role.kind.in_(kinds))
    return session.scalar(select(Role.id).where(*held).limit(1)) is not None


def _runs(from_on: Any, until_on: Any, day: Any) -> ColumnElement[bool]:
    return and_(from_on <= day, or_(until_on.is_(None), until_on >= day))
