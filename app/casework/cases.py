"""Cases: the facts that choose a time limit. Their acts: :mod:`app.casework.acts`; read back: ``case_files``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.casework import audit, ledger
from app.casework.acts import hold
from app.casework.errors import NotAllowed, Refused
from app.casework.permissions import Deed, Viewer
from app.records.matters import Matter
from app.statute.assessment import Assessment
from app.statute.grounds import COMPLEXITY

FACTS = frozenset({"remote_area", "complex_grounds", "several_places", "dismissal", "result_differs"})


def state_facts(
    session: Session,
    matter: Matter,
    facts: Mapping[str, Any],
    *,
    by: Viewer,
    at: datetime,
    today: date,
    document_no: str = "",
    expected_version: int | None = None,
) -> Assessment:
    """Say what selects a longer limit: a remote area, written grounds of complexity, several places, a dismissal.

    What was judged already stays judged. Raises NotFound, NotAllowed, ChangedMeanwhile, Refused on the fact or on
    ``document_no``: complexity and remoteness rest on a document.
    """
    hold(session, matter, by=by, expected_version=expected_version)
    if not by.may(Deed.WORK_CASE, matter.agency_id):
        raise NotAllowed("Không có quyền sửa hồ sơ này.")
    _check_facts(facts, document_no)
    matter.facts = {**matter.facts, **facts}
    found = ledger.reassess(session, matter, today=today, at=at)
    stated = {name: matter.facts[name] for name in sorted(facts)}
    audit.note(
        session, by=by.account_id or None, at=at, action="facts_stated", matter=matter, document=document_no, **stated
    )
    session.flush()
    return found


def _check_facts(facts: Mapping[str, Any], document_no: str) -> None:
    for name in facts:
        if name not in FACTS:
            raise Refused("Không có tình tiết “%(name)s”.", field=name, name=name)
    if not set(facts.get("complex_grounds") or ()) <= set(COMPLEXITY):
        raise Refused("Chọn tiêu chí phức tạp trong danh sách.", field="complex_grounds")
    if (facts.get("complex_grounds") or facts.get("remote_area")) and not document_no.strip():
        raise Refused("Nhập số văn bản xác định tình tiết này.", field="document_no")
