"""What matters say of themselves, read in a few statements for any number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.casework.identities import known_people_of
from app.casework.identities.signing import names_listed
from app.casework.persons import Person
from app.casework.search.tokens import CLOSED, OPEN, Told
from app.records.agencies import Agency
from app.records.cases import Case
from app.records.contents import Content
from app.records.matters import Act, Matter, MatterKind
from app.records.mediations import Mediation
from app.records.petitions import Petition, Respondent
from app.records.reception import Visit
from app.statute.terms import FIELDS, PROCEDURES, Procedure

SEARCHED = (MatterKind.VISIT, MatterKind.PETITION, MatterKind.CASE, MatterKind.MEDIATION)
NO_KIND = frozenset({Procedure.RECEPTION, Procedure.TRIAGE})  # says nothing of what a matter is about

Holding = aliased(Agency)
Origin = aliased(Agency)


def told(session: Session, ids: Sequence[int]) -> Iterator[tuple[Any, Told]]:
    """Of those of ``ids`` that can be searched: id and day, and what each says."""
    rows = session.execute(_matters(ids)).all()
    open_ones = [row.id for row in rows if not row.sealed]
    numbers = _gathered(session.execute(_document_numbers(ids)))
    respondents = _gathered(session.execute(_respondents(open_ones))) if open_ones else {}
    people = known_people_of(session, open_ones, ended=True) if open_ones else {}
    contents = _gathered(session.execute(_contents(open_ones))) if open_ones else {}
    signed = names_listed(session, open_ones) if open_ones else {}
    for row in rows:
        bare = _bare(row, tuple(numbers.get(row.id, ())))
        if row.sealed:
            yield row, bare
            continue
        full = _full(row, bare, people.get(row.id, ()), _others(row.id, respondents, contents))
        yield row, replace(full, listed=tuple(signed.get(row.id, ())))


def _matters(ids: Sequence[int]) -> Any:
    return (
        select(
            Matter.id, Matter.kind, Matter.procedure, Matter.code, Matter.title, Matter.field, Matter.sealed,
            Matter.open, Matter.agency_id, Matter.origin_agency_id, Matter.opened_on,
            Holding.name.label("holding"), Holding.place.label("holding_place"), Origin.name.label("origin"),
            Visit.content.label("visit_content"), Visit.request.label("visit_request"), Visit.prior_settler,
            Visit.outcome_agency, Visit.outcome_document,
            Petition.content, Petition.request, Petition.contested, Petition.forwarder_name,
            Petition.forward_document, Case.contested.label("case_contested"), Mediation.dispute,
            Mediation.request.label("mediation_request"), Mediation.address.label("plot"), Mediation.parcel_no,
            Mediation.sheet_no, Mediation.land_kind, Mediation.certificate_no,
        )
        .join(Holding, Holding.id == Matter.agency_id)
        .join(Origin, Origin.id == Matter.origin_agency_id)
        .outerjoin(Visit, Visit.matter_id == Matter.id)
        .outerjoin(Petition, Petition.matter_id == Matter.id)
        .outerjoin(Case, Case.matter_id == Matter.id)
        .outerjoin(Mediation, Mediation.matter_id == Matter.id)
        .where(Matter.id.in_(ids), Matter.kind.in_(SEARCHED))
    )  # fmt: skip


def _document_numbers(ids: Sequence[int]) -> Any:
    numbered = and_(Act.matter_id.in_(ids), Act.document_no != "")
    return select(Act.matter_id, Act.document_no).where(numbered).order_by(Act.id)


def _respondents(ids: Sequence[int]) -> Any:
    named = and_(Respondent.matter_id.in_(ids), Respondent.name != "")
    return select(Respondent.matter_id, Respondent.name).where(named).order_by(Respondent.id)


def _contents(ids: Sequence[int]) -> Any:
    kept = and_(Content.matter_id.in_(ids), Content.text != "", ~Content.struck)
    return select(Content.matter_id, Content.text).where(kept).order_by(Content.id)


def _others(matter_id: int, *told: Mapping[int, Sequence[str]]) -> list[str]:
    return [words for one in told for words in one.get(matter_id, ())]


def _gathered(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for matter_id, value in rows:
        found.setdefault(matter_id, []).append(value)
    return found


def _bare(row: Any, numbers: tuple[str, ...]) -> Told:
    """What may be found of any matter: its code, its numbers, its field and kind."""
    kinds = [FIELDS[row.field].vi] if row.field in FIELDS else []
    if row.procedure and row.procedure not in NO_KIND:
        kinds.append(PROCEDURES[row.procedure].vi)
    traits = [row.kind.value, OPEN if row.open else CLOSED, *([row.field] if row.field else [])]
    return Told(
        code=row.code, numbers=numbers, matter_id=row.id, kinds=tuple(kinds), traits=tuple(traits),
        agencies=frozenset({row.agency_id, row.origin_agency_id}),
    )  # fmt: skip


def _full(row: Any, bare: Told, people: Sequence[Person], others: Sequence[str]) -> Told:
    numbers = (
        row.outcome_document, row.forward_document, row.contested, row.case_contested, row.certificate_no,
    )  # fmt: skip
    texts = (
        row.visit_content, row.content, row.visit_request, row.request, row.prior_settler, row.outcome_agency,
        row.forwarder_name, row.contested, row.case_contested, row.dispute, row.mediation_request, row.plot,
        _parcel(row), row.land_kind, *(one.address for one in people), *others,
    )  # fmt: skip
    return replace(
        bare,
        numbers=(*bare.numbers, *filter(None, numbers)),
        people=tuple(one.full_name for one in people),
        places=tuple(dict.fromkeys((row.holding, row.holding_place, row.origin))),
        title=row.title,
        text=tuple(filter(None, texts)),
    )


def _parcel(row: Any) -> str:
    """thửa 345 tờ bản đồ 12: as people ask for a plot."""
    parcel = f"thửa {row.parcel_no}" if row.parcel_no else ""
    return " ".join(filter(None, (parcel, f"tờ bản đồ {row.sheet_no}" if row.sheet_no else "")))
