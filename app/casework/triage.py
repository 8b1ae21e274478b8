"""Triage: the conditions of a petition answered by somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import hold
from app.casework.errors import NotAllowed, OutOfOrder
from app.casework.permissions import Deed, Viewer
from app.casework.weighing import EXAMINED, checklist_of
from app.records.matters import Matter
from app.statute.eligibility import Answer
from app.statute.procedures import provisions_of
from app.statute.terms import Procedure


def examine(
    session: Session,
    matter: Matter,
    answers: Mapping[str, Answer],
    *,
    on: date,
    by: Viewer,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Keep what somebody found of the conditions. Answers to questions that are not asked are left out.

    Raises NotFound, NotAllowed, ChangedMeanwhile, and OutOfOrder for what has no conditions to ask for.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    if not by.may(Deed.TRIAGE, matter.agency_id):
        raise NotAllowed("Không có quyền xử lý đơn ở đơn vị đang giữ hồ sơ.")
    asked = {line.code for line in checklist_of(session, matter)}
    if not asked:
        raise OutOfOrder(
            "Phân loại đơn trước khi xem điều kiện.", provisions=provisions_of(Procedure.TRIAGE, "classified")
        )
    kept = {code: said.value for code, said in answers.items() if code in asked and said is not Answer.UNKNOWN}
    matter.facts = {
        **matter.facts,
        EXAMINED: {"procedure": matter.procedure, "on": on.isoformat(), "answers": kept},
    }
    audit.note(session, by=by.account_id or None, at=at, action="eligibility_examined", matter=matter)
    session.flush()
