"""A small province with duties that are late, written straight into the ledger: what oversight reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy.orm import Session

from app.records.agencies import Agency, AgencyParent, Level
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind
from app.statute.time_limits import versions

LONG_AGO = date(2025, 7, 1)
THEN = datetime(2026, 1, 5, 2, tzinfo=UTC)
CANARY = "CANARY-Nguyễn-Thị-Bông"
_numbers = count(1)


def an_agency(session: Session, name: str, *, email: str = "", under: Agency | None = None) -> Agency:
    level = Level.COMMUNE if under else Level.PROVINCE
    agency = Agency(code=f"dv{next(_numbers)}", name=name, level=level, email=email, from_on=LONG_AGO)
    session.add(agency)
    session.flush()
    if under:
        session.add(AgencyParent(agency_id=agency.id, parent_id=under.id, from_on=LONG_AGO))
    session.flush()
    return agency


def an_official(session: Session, kind: RoleKind, agency: Agency, email: str = "", *, locale: str = "vi") -> Account:
    number = next(_numbers)
    account = Account(
        username=f"can-bo-{number}", full_name=f"Cán Bộ {number}", email=email, locale=locale, created_at=THEN
    )
    session.add(account)
    session.flush()
    session.add(Role(account_id=account.id, agency_id=agency.id, kind=kind, from_on=LONG_AGO))
    session.flush()
    return account


def a_duty(
    session: Session,
    agency: Agency,
    due_on: date | None,
    *,
    code: str = "",
    rule: str = "kn.resolve_first",
    procedure: str = "complaint_first",
    sealed: bool = False,
    against_the_head_of: Agency | None = None,
    matter: Matter | None = None,
) -> Obligation:
    """A duty of a case at ``agency``, open, due on ``due_on``. The title holds a name that no letter may carry."""
    if matter is None:
        matter = _a_matter(session, agency, code, procedure, sealed=sealed, excluded=against_the_head_of)
    act = Act(matter_id=matter.id, act="accepted", on=LONG_AGO, typed_at=THEN)
    session.add(act)
    session.flush()
    duty = Obligation(
        matter_id=matter.id,
        agency_id=agency.id,
        duty="resolve",
        rule=rule,
        trigger_act_id=act.id,
        started_on=LONG_AGO,
        raw_due_on=due_on,
        due_on=due_on,
        certainty="verified",
        rule_from=versions(rule)[-1].in_force_from,
        judged_at=THEN,
    )
    session.add(duty)
    session.flush()
    return duty


def _a_matter(
    session: Session, agency: Agency, code: str, procedure: str, *, sealed: bool, excluded: Agency | None
) -> Matter:
    matter = Matter(
        kind=MatterKind.CASE,
        procedure=procedure,
        stage="verifying",
        agency_id=agency.id,
        origin_agency_id=agency.id,
        code=code or f"KN-{next(_numbers):04}/2026",
        year=2026,
        title=CANARY,
        sealed=sealed,
        excluded_agency_id=excluded.id if excluded else None,
        opened_on=LONG_AGO,
        created_at=THEN,
    )
    session.add(matter)
    session.flush()
    return matter


@dataclass(frozen=True, slots=True)
class Province:
    """Two communes and an inspectorate under the provincial committee, each with its people."""

    committee: Agency
    inspectorate: Agency
    ia_dom: Agency
    pleiku: Agency
    supervisor: Account
    head_of_ia_dom: Account


def a_province(session: Session) -> Province:
    """UBND xã Ia Dom has a head with an address; phường Pleiku only an address of its own."""
    committee = an_agency(session, "UBND tỉnh")
    inspectorate = an_agency(session, "Thanh tra tỉnh", under=committee)
    ia_dom = an_agency(session, "UBND xã Ia Dom", email="vanthu@iadom.example", under=committee)
    pleiku = an_agency(session, "UBND phường Pleiku", email="vanthu@pleiku.example", under=committee)
    return Province(
        committee,
        inspectorate,
        ia_dom,
        pleiku,
        supervisor=an_official(session, RoleKind.SUPERVISOR, inspectorate, "giamsat@thanhtra.example"),
        head_of_ia_dom=an_official(session, RoleKind.HEAD, ia_dom, "chutich@iadom.example"),
    )
