"""What is left out by number is what is not shown, for every role; and nothing is owed in a matter that is closed."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.exclusions import exclude
from app.casework.permissions import Headed, HeldRole, Viewer, visible, visible_by_id
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from tests.casework.test_backlog_recounted import a_province, against_the_head, three_units
from tests.makers import an_agency


def test_by_number_is_seen_what_is_visible(session: Session) -> None:
    top, dom, se = three_units(session)
    a_province(session, dom, se)
    elsewhere = an_agency(session, "Văn phòng UBND tỉnh")
    for agency in (dom.agency, se.agency, elsewhere):
        against_the_head(session, top, agency)
    against_both = session.scalars(select(Matter).where(Matter.excluded_agency_id == se.agency.id)).first()
    assert against_both is not None
    exclude(session, against_both, [se.agency.id, elsewhere.id])
    theirs = session.scalars(select(Matter).where(Matter.agency_id == se.agency.id, Matter.sealed)).first()
    assert theirs is not None
    theirs.assignee_id = dom.handler.account_id
    session.flush()
    every = len(session.scalars(select(Matter.id)).all())
    roles = [HeldRole(kind, one.id) for kind in RoleKind for one in (dom.agency, elsewhere)]
    then = Headed(se.agency.id, date(2026, 1, 1), date(2026, 7, 1))
    viewers = [
        Viewer(dom.handler.account_id, held, headed) for headed in ((), (then,)) for held in combinations(roles, 2)
    ]
    seen = set()
    for viewer in (*viewers, *(Viewer(1, (role,), ()) for role in roles), Viewer(1, ())):
        shown = set(session.scalars(select(Matter.id).where(visible(viewer))))
        assert set(session.scalars(select(Matter.id).where(visible_by_id(viewer, Matter.id)))) == shown, viewer
        duties = select(Obligation.matter_id).where(visible_by_id(viewer, Obligation.matter_id))
        assert set(session.scalars(duties)) <= shown
        seen.add(len(shown))
    assert every > max(seen) > 0


def test_who_owes_something_owes_it_in_a_matter_that_is_open(session: Session) -> None:
    _top, dom, se = three_units(session)
    a_province(session, dom, se)
    owed = session.scalars(
        select(Matter.open).join(Obligation, Obligation.matter_id == Matter.id).where(Obligation.open)
    )
    found = owed.all()
    assert found
    assert all(found)
