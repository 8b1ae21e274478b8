"""Who decides on a sealed petition may read it: so nobody lets themselves read it by deciding on it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.casework import assignments, identities, petitions
from app.casework.errors import NotAllowed
from app.casework.permissions import Viewer
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import DAY, Unit, a_petition, a_unit, a_viewer, an_agency, at


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session, under=an_agency(session, "UBND tỉnh"))


def classified(session: Session, matter: Matter, by: Viewer) -> None:
    petitions.classify(
        session, matter, PetitionKind.DENUNCIATION, on=DAY, reason="Tố cáo", field="officials", by=by, at=at(DAY),
        today=DAY,
    )  # fmt: skip


def opens(session: Session, matter: Matter, viewer: Viewer) -> bool:
    return identities.may_open(session, matter, viewer=viewer, at=at(DAY))


def test_a_colleague_opens_no_sealed_petition_by_classifying_or_accepting_it(session: Session, unit: Unit) -> None:
    colleague = a_viewer(session, unit.agency, RoleKind.HANDLER)
    matter = a_petition(session, unit, denunciation=True)
    classified(session, matter, unit.handler)
    with pytest.raises(NotAllowed):
        classified(session, matter, colleague)
    with pytest.raises(NotAllowed):
        petitions.accept(session, matter, DAY, document_no="1/QĐ", by=colleague, at=at(DAY), today=DAY)
    assert (opens(session, matter, unit.handler), opens(session, matter, colleague)) == (True, False)


def test_what_the_head_gave_to_somebody_is_classified_by_nobody_else(session: Session, unit: Unit) -> None:
    colleague = a_viewer(session, unit.agency, RoleKind.HANDLER)
    matter = a_petition(session, unit, denunciation=True)
    assignments.assign(session, matter, unit.handler.account_id, by=unit.head, at=at(DAY), today=DAY)
    with pytest.raises(NotAllowed):
        classified(session, matter, colleague)
    classified(session, matter, unit.handler)
    classified(session, matter, unit.head)
