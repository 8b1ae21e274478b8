"""How often people are refused: visits, refusals, grounds, signs; and what is hidden stays uncounted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.permissions import Viewer
from app.casework.refusal_figures import Refusals, Sign, refusals
from app.casework.refusals import Evidence
from app.casework.register import Period
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.reception import VisitOutcome
from tests.makers import DAY, Unit, a_unit, a_viewer, a_visit, an_agency, at

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2026, 7, 20)
PAPER = Evidence("15/TB-UBND", date(2026, 6, 1), "UBND tỉnh")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


@pytest.fixture
def watcher(session: Session) -> Viewer:
    return a_viewer(session, an_agency(session, "Thanh tra tỉnh"), RoleKind.SUPERVISOR)


def refused(session: Session, unit: Unit, code: str, **others: Any) -> Matter:
    given = {"evidence": PAPER, **others}
    return a_visit(session, unit, outcome=VisitOutcome.REFUSED, refusal_ground=code, **given)


def by_head(session: Session, unit: Unit, matter: Matter, act: str, on: date) -> None:
    no = "9/TB-UBND" if act == "refusal_notified" else ""
    record_act(session, matter, act, on, by=unit.head, at=at(on), today=on, document_no=no)


def found_by(session: Session, viewer: Viewer, today: date = LATER, **narrowed: Any) -> Refusals:
    return refusals(session, viewer, YEAR, today=today, **narrowed)


def signs_of(found: Refusals) -> dict[str, tuple[Sign, ...]]:
    return {one.ref: one.signs for one in found.refused}


def test_visits_and_refusals_are_counted_by_agency_and_ground(session: Session, unit: Unit, watcher: Viewer) -> None:
    other = a_unit(session, "UBND xã Ia Nan")
    for _ in range(3):
        a_visit(session, unit)
    a_visit(session, other)
    refused(session, unit, "4.1.b")
    refused(session, unit, "4.1.b")
    refused(session, unit, "4.1.k")
    found = found_by(session, watcher)
    assert [(one.agency, one.visits, one.refused) for one in found.agencies] == [
        ("UBND xã Ia Dom", 6, 3), ("UBND xã Ia Nan", 1, 0),
    ]  # fmt: skip
    assert (found.visits, found.by_ground) == (7, [("4.1.b", 2), ("4.1.k", 1)])
    assert found_by(session, watcher, agency_id=other.agency.id).refused == ()


def test_a_day_outside_the_period_is_not_counted(session: Session, unit: Unit, watcher: Viewer) -> None:
    refused(session, unit, "4.1.b")
    july = refusals(session, watcher, Period(date(2026, 8, 1), date(2026, 8, 31)), today=LATER)
    assert (july.visits, july.refused) == (0, ())


def test_the_signs_of_a_refusal(session: Session, unit: Unit, watcher: Viewer) -> None:
    clean, unsigned, late, untold = (
        refused(session, unit, "4.1.b"), refused(session, unit, "LTCD-9.3"), refused(session, unit, "4.1.h"),
        refused(session, unit, "4.1.a", explained=False),
    )  # fmt: skip
    by_head(session, unit, late, "refusal_notified", date(2026, 7, 13))  # due on the 9th
    signed = refused(session, unit, "4.1.h")
    by_head(session, unit, signed, "refusal_notified", date(2026, 7, 8))
    found = found_by(session, watcher)
    assert signs_of(found) == {
        clean.ref: (), signed.ref: (), unsigned.ref: (Sign.NO_NOTICE,), late.ref: (Sign.LATE_NOTICE,),
        untold.ref: (Sign.NOT_EXPLAINED,),
    }  # fmt: skip
    assert dict(found.by_sign) == {
        Sign.NO_EVIDENCE: 0, Sign.NO_NOTICE: 1, Sign.LATE_NOTICE: 1, Sign.NOT_EXPLAINED: 1,
    }  # fmt: skip
    assert [one.signs for one in found.agencies] == [3]


def test_a_notice_still_in_time_is_no_sign(session: Session, unit: Unit, watcher: Viewer) -> None:
    refused(session, unit, "LTCD-9.3")
    assert found_by(session, watcher, today=date(2026, 7, 9)).refused[0].signs == ()
    assert found_by(session, watcher, today=date(2026, 7, 10)).refused[0].signs == (Sign.NO_NOTICE,)


def test_evidence_that_never_came_with_the_act_is_a_sign(session: Session, unit: Unit, watcher: Viewer) -> None:
    """As a register brought over from elsewhere has it."""
    matter = refused(session, unit, "4.1.k")
    act = session.scalars(select(Act).where(Act.matter_id == matter.id, Act.act == "refused")).one()
    bare = Act(
        matter_id=matter.id, act="refused", on=DAY, data={"ground": "4.1.k"}, corrects_id=act.id, typed_at=at(DAY)
    )
    session.add(bare)
    session.flush()
    assert found_by(session, watcher).refused[0].signs == (Sign.NO_EVIDENCE,)


def test_who_was_received_after_all_is_a_refusal_without_a_notice_to_miss(
    session: Session, unit: Unit, watcher: Viewer
) -> None:
    by_head(session, unit, refused(session, unit, "LTCD-9.3"), "reception_ordered", DAY)
    (one,) = found_by(session, watcher).refused
    assert (one.ordered, one.signs) == (True, ())


def test_a_notice_that_was_late_before_the_head_ordered_the_reception_stays_a_sign(
    session: Session, unit: Unit, watcher: Viewer
) -> None:
    by_head(session, unit, refused(session, unit, "4.1.h"), "reception_ordered", date(2026, 7, 13))  # due on the 9th
    (one,) = found_by(session, watcher).refused
    assert (one.ordered, one.signs) == (True, (Sign.LATE_NOTICE,))


def test_a_head_counts_the_own_agency_and_nobody_a_hidden_visit(session: Session, unit: Unit, watcher: Viewer) -> None:
    other = a_unit(session, "UBND xã Ia Nan")
    refused(session, other, "4.1.b")
    hidden = refused(session, unit, "4.1.b", secret=True)
    assert [one.ref for one in found_by(session, unit.head).refused] == [hidden.ref]
    hidden.excluded_agency_id = unit.agency.id
    session.flush()
    assert found_by(session, unit.head).visits == 0
    assert len(found_by(session, watcher).refused) == 2


def test_the_number_of_statements_does_not_grow(engine: Engine, session: Session, unit: Unit, watcher: Viewer) -> None:
    def told() -> int:
        seen: list[str] = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        session.expire_all()
        event.listen(engine, "before_cursor_execute", listen)
        found_by(session, watcher)
        event.remove(engine, "before_cursor_execute", listen)
        return len(seen)

    refused(session, unit, "4.1.b")
    few = told()
    for _ in range(6):
        refused(session, unit, "LTCD-9.3")
    assert (few, told()) == (4, 4)
