"""What a found matter looks like in the list: plain rows, in one statement for a page of any index."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.casework.identities import names_in
from app.casework.permissions import Viewer, like, visible
from app.casework.search.finding import Hit
from app.records.agencies import Agency
from app.records.cases import Case
from app.records.matters import Act, Matter, MatterKind
from app.records.mediations import Mediation
from app.records.petitions import Petition
from app.records.reception import Visit


@dataclass(frozen=True, slots=True)
class Line:
    """A matter found. Of a sealed one: no content; ``people`` is what may be read of them."""

    ref: str
    kind: MatterKind
    code: str
    procedure: str | None
    stage: str
    field: str | None
    sealed: bool
    open: bool
    opened_on: date
    agency: str
    title: str
    content: str
    contested: str
    people: tuple[str, ...]
    numbers: tuple[str, ...]


def lines(session: Session, viewer: Viewer, hits: Sequence[Hit]) -> list[Line]:
    """The matters of ``hits``, in their order, in one statement."""
    if not hits:
        return []
    anybody, values = like(viewer)
    connection = session.connection()
    listed = _LISTED[connection.dialect.name]
    these = {"ids": listed.given([hit.matter_id for hit in hits])}
    rows = {row.id: row for row in connection.execute(_rows(anybody, listed), values | these).all()}
    found = (rows[hit.matter_id] for hit in hits if hit.matter_id in rows)
    return [_line(row, listed.read(row.people), listed.read(row.numbers)) for row in found]


@dataclass(frozen=True, slots=True)
class Listed:
    """How a database takes a list of numbers, and gives what belongs to a row as a list in its order."""

    given: Callable[[list[int]], Any]
    among: Callable[[Any], ColumnElement[bool]]
    told: Callable[[Any], ColumnElement[Any]]  # from a statement of what orders it and what is said
    read: Callable[[Any], tuple[str, ...]]  # each once


_IDS: Any = bindparam("ids")
_LISTED = {
    "sqlite": Listed(
        given=json.dumps,
        among=lambda key: key.in_(select(func.json_each(_IDS).table_valued("value").c.value)),
        told=lambda two: two.with_only_columns(
            func.json_group_array(func.json_array(*two.selected_columns))
        ).scalar_subquery(),
        read=lambda told: tuple(dict.fromkeys(said for _order, said in sorted(json.loads(told)))),
    ),
    "postgresql": Listed(
        given=list,
        among=lambda key: key == func.any(bindparam("ids", type_=ARRAY(BigInteger))),
        told=lambda two: func.array(
            two.with_only_columns(two.selected_columns[1]).order_by(two.selected_columns[0]).scalar_subquery()
        ),
        read=lambda told: tuple(dict.fromkeys(told)),
    ),
}


@lru_cache(maxsize=128)
def _rows(anybody: Viewer, listed: Listed) -> Select[*tuple[Any, ...]]:
    content = func.coalesce(Visit.content, Petition.content, Mediation.dispute, "").label("content")
    contested = func.coalesce(Petition.contested, Case.contested, "").label("contested")
    numbers = select(Act.id, Act.document_no).where(Act.matter_id == Matter.id, Act.document_no != "")
    return (
        select(
            Matter.id, Matter.ref, Matter.kind, Matter.code, Matter.procedure, Matter.stage, Matter.field,
            Matter.sealed, Matter.open, Matter.opened_on, Matter.title, Agency.name.label("agency"), content, contested,
            listed.told(names_in(Matter.id).correlate(Matter)).label("people"),
            listed.told(numbers.correlate(Matter)).label("numbers"),
        )
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Visit, Visit.matter_id == Matter.id)
        .outerjoin(Petition, Petition.matter_id == Matter.id)
        .outerjoin(Case, Case.matter_id == Matter.id)
        .outerjoin(Mediation, Mediation.matter_id == Matter.id)
        .where(listed.among(Matter.id), visible(anybody))
    )  # fmt: skip


def _line(row: Any, people: tuple[str, ...], numbers: tuple[str, ...]) -> Line:
    return Line(
        ref=row.ref, kind=row.kind, code=row.code, procedure=row.procedure, stage=row.stage, field=row.field,
        sealed=row.sealed, open=row.open, opened_on=row.opened_on, agency=row.agency,
        title="" if row.sealed else row.title, content="" if row.sealed else row.content,
        contested="" if row.sealed else row.contested, people=people, numbers=numbers,
    )  # fmt: skip
