"""What a found matter looks like in the list: plain rows, in a fixed number of statements for a page of any index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.casework.identities import names_shown
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
    """The matters of ``hits``, in their order."""
    ids = [hit.matter_id for hit in hits]
    if not ids:
        return []
    anybody, values = like(viewer)
    connection, these = session.connection(), {"ids": ids}
    rows = {row.id: row for row in connection.execute(_rows(anybody), values | these).all()}
    shown = names_shown(session, ids)
    numbers: dict[int, dict[str, None]] = {}
    for matter_id, number in connection.execute(_NUMBERS, these).all():
        numbers.setdefault(matter_id, {})[number] = None
    return [_line(rows[one], tuple(shown.get(one, ())), tuple(numbers.get(one, ()))) for one in ids if one in rows]


_IDS: Any = bindparam("ids", expanding=True)
_NUMBERS = select(Act.matter_id, Act.document_no).where(Act.matter_id.in_(_IDS), Act.document_no != "").order_by(Act.id)


@lru_cache(maxsize=128)
def _rows(anybody: Viewer) -> Select[*tuple[Any, ...]]:
    content = func.coalesce(Visit.content, Petition.content, Mediation.dispute, "").label("content")
    contested = func.coalesce(Petition.contested, Case.contested, "").label("contested")
    return (
        select(
            Matter.id, Matter.ref, Matter.kind, Matter.code, Matter.procedure, Matter.stage, Matter.field,
            Matter.sealed, Matter.open, Matter.opened_on, Matter.title, Agency.name.label("agency"), content, contested,
        )
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Visit, Visit.matter_id == Matter.id)
        .outerjoin(Petition, Petition.matter_id == Matter.id)
        .outerjoin(Case, Case.matter_id == Matter.id)
        .outerjoin(Mediation, Mediation.matter_id == Matter.id)
        .where(Matter.id.in_(_IDS), visible(anybody))
    )  # fmt: skip


def _line(row: Any, people: tuple[str, ...], numbers: tuple[str, ...]) -> Line:
    return Line(
        ref=row.ref, kind=row.kind, code=row.code, procedure=row.procedure, stage=row.stage, field=row.field,
        sealed=row.sealed, open=row.open, opened_on=row.opened_on, agency=row.agency,
        title="" if row.sealed else row.title, content="" if row.sealed else row.content,
        contested="" if row.sealed else row.contested, people=people, numbers=numbers,
    )  # fmt: skip
