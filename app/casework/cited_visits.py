"""The earlier visit a refusal rests on: one of the same person, or about the same matter, never just anybody's.

Only a code of the own register can be looked up. With the agency of an answer beside it, the number is that agency's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.errors import Refused
from app.casework.folding import fold_name
from app.casework.numbers import PREFIXES
from app.casework.persons import Person
from app.records.matters import Matter, Series
from app.records.reception import Visit

A_VISIT = re.compile(rf"{PREFIXES[Series.VISIT]}-\d+/\d{{4}}", re.IGNORECASE)


def check_cited_visit(session: Session, matter: Matter, visit: Visit, said: Mapping[str, object]) -> None:
    """Refuse an earlier visit that is somebody else's. Raises Refused naming ``evidence_no``.

    Of a sealed visit nobody here knows who came, so nothing is compared.
    """
    code = str(said.get("evidence_no", "")).strip().upper()
    if matter.sealed or said.get("evidence_by") or not A_VISIT.fullmatch(code):
        return
    wanted = select(Matter, Visit).join(Visit, Visit.matter_id == Matter.id)
    wanted = wanted.where(Matter.code == code, Matter.origin_agency_id == matter.origin_agency_id, ~Matter.sealed)
    found = session.execute(wanted.where(Matter.id != matter.id)).one_or_none()
    if found is None:
        raise Refused(
            "Sổ của đơn vị không có lượt tiếp %(code)s. Nhập mã lượt tiếp trước, hoặc số văn bản trả lời.",
            field="evidence_no", code=code,
        )  # fmt: skip
    earlier, then = found
    if then.received_on > visit.received_on:
        raise Refused("Lượt tiếp %(code)s sau lượt này: nhập lượt tiếp trước.", field="evidence_no", code=code)
    if _series(then) == _series(visit):
        return
    if not _same(identities.known_people(session, earlier), identities.known_people(session, matter)):
        raise Refused(
            "Lượt tiếp %(code)s là của người khác, về việc khác. Nhập mã lượt tiếp trước của người này, "
            "hoặc chọn ở trên là tiếp lại việc đó.", field="evidence_no", code=code,
        )  # fmt: skip


def _series(visit: Visit) -> int:
    return visit.repeats_id or visit.matter_id


def _same(some: Iterable[Person], others: Iterable[Person]) -> bool:
    return any(_one_person(one, other) for one in some for other in others)


def _one_person(one: Person, other: Person) -> bool:
    if one.paper_number and other.paper_number:
        return one.paper_number == other.paper_number
    born = {one.birth_year, other.birth_year} - {None}
    return fold_name(one.full_name) == fold_name(other.full_name) and len(born) < 2  # noqa: PLR2004 - one year, or none
