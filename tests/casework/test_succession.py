"""An agency ends: open matters go to its successor, closed ones stay, roles end, nothing judged moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import assignments, identities
from app.casework.agencies import superior_of
from app.casework.errors import ChangedMeanwhile, NotAllowed, Refused
from app.casework.permissions import Viewer
from app.casework.petitions import NewRespondent
from app.casework.reception_days import Plan, plan_day
from app.casework.succession import Ending, end_agency, foresee, open_matters
from app.records.agencies import Agency, AgencySuccession, Level
from app.records.audit import AuditEntry
from app.records.matters import Act, Custody, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account, Role, RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import DayState, ReceptionKind
from tests.makers import DAY, FROM, Unit, a_case, a_petition, a_unit, a_viewer, an_act, an_agency, at

LAST = DAY + timedelta(days=23)
TODAY = LAST + timedelta(days=5)
NOW = at(TODAY)
PAPER = "Nghị quyết 99/NQ-HĐND"


@dataclass
class Province:
    """Two communes under the province, and who administers."""

    session: Session
    top: Agency
    old: Unit
    new: Unit
    admin: Viewer

    def end(
        self, *successors: Agency, last_on: date = LAST, document: str = PAPER,
        pointed: dict[int, int] | None = None, by: Viewer | None = None,
    ) -> None:  # fmt: skip
        self.session.flush()
        end_agency(
            self.session, self.old.agency, Ending(last_on, successors, document), pointed=pointed or {},
            expected_version=self.old.agency.version, by=by or self.admin, at=NOW, today=TODAY,
        )  # fmt: skip


@pytest.fixture
def province(session: Session) -> Province:
    top = an_agency(session, "UBND tỉnh", level=Level.PROVINCE)
    old, new = (a_unit(session, f"UBND xã {name}", under=top) for name in ("Ia Dom", "Chư Sê"))
    return Province(session, top, old, new, a_viewer(session, top, RoleKind.ADMINISTRATOR))


def close(session: Session, case: Matter, unit: Unit) -> None:
    """Withdrawn: nothing is left to do."""
    an_act(session, case, "discontinued", DAY, by=unit.head, data={"ground": "DC_RUT"})
    an_act(session, case, "sent", DAY, by=unit.handler, data={"papers": ["discontinued"]})
    an_act(session, case, "closed", DAY, by=unit.handler)
    assert not case.open


def closed_case(session: Session, unit: Unit) -> Matter:
    case = a_case(session, unit)
    close(session, case, unit)
    return case


def acts_of(session: Session, matter: Matter) -> Sequence[tuple[str, date]]:
    return [(act.act, act.on) for act in session.scalars(select(Act).where(Act.matter_id == matter.id))]


def test_open_matters_go_to_the_successor_with_their_numbers_acts_and_dates(
    session: Session, province: Province
) -> None:
    case = a_case(session, province.old)
    taken = a_case(session, province.new)  # the same number in the successor's own register
    assert (taken.code, taken.number) == (case.code, case.number)
    acts, number = acts_of(session, case), case.number
    due = dict(session.execute(select(Obligation.id, Obligation.due_on).where(Obligation.matter_id == case.id)).all())
    province.end(province.new.agency)
    session.expire_all()
    assert (case.agency_id, case.origin_agency_id) == (province.new.agency.id, province.old.agency.id)
    assert (case.number, case.code) == (number, taken.code)
    assert acts_of(session, case) == acts
    rows = session.scalars(select(Obligation).where(Obligation.matter_id == case.id)).all()
    assert {row.id: row.due_on for row in rows} == due
    assert {row.agency_id for row in rows if row.open} == {province.new.agency.id}
    custody = session.scalars(select(Custody).where(Custody.matter_id == case.id).order_by(Custody.id)).all()
    assert [(one.agency_id, one.until_on) for one in custody] == [
        (province.old.agency.id, LAST + timedelta(days=1)), (province.new.agency.id, None)
    ]  # fmt: skip
    assert custody[-1].document == PAPER
    a_case(session, province.new)  # and the successor's register goes on without a gap
    assert taken.number is not None
    assert session.scalar(select(func.max(Matter.number)).where(Matter.code.like("KN-%"))) == taken.number + 1


def test_what_was_done_in_time_and_what_is_closed_stays_with_the_old_agency(
    session: Session, province: Province
) -> None:
    case, closed = a_case(session, province.old), closed_case(session, province.old)
    province.end(province.new.agency)
    session.expire_all()
    assert closed.agency_id == province.old.agency.id
    rows = session.scalars(select(Obligation).where(Obligation.matter_id.in_([case.id, closed.id]))).all()
    assert {row.agency_id for row in rows if not row.open} == {province.old.agency.id}
    assert open_matters(session, province.old.agency, viewer=province.admin) == ()


def test_whoever_had_a_matter_is_relieved_and_the_new_head_assigns(session: Session, province: Province) -> None:
    case = a_case(session, province.old)
    assignments.assign(session, case, province.old.handler.account_id, by=province.old.head, at=at(DAY), today=DAY)
    province.end(province.new.agency)
    assert case.assignee_id is None
    assignments.assign(session, case, province.new.handler.account_id, by=province.new.head, at=NOW, today=TODAY)
    assert case.assignee_id == province.new.handler.account_id


def test_roles_end_on_the_last_day_and_later_ones_never_begin(session: Session, province: Province) -> None:
    ended_before = session.scalars(select(Role).where(Role.account_id == province.old.officer.account_id)).one()
    ended_before.until_on = DAY
    late = Role(
        account_id=province.old.head.account_id, agency_id=province.old.agency.id, kind=RoleKind.OFFICER, from_on=TODAY
    )
    session.add(late)
    session.flush()
    ending = Ending(LAST, (province.new.agency,), PAPER)
    told = foresee(session, province.old.agency, ending, by=province.admin, today=TODAY)
    assert sorted(one.kind for one in told.roles) == ["handler", "head", "officer"]
    province.end(province.new.agency)
    roles = session.scalars(select(Role).where(Role.agency_id == province.old.agency.id)).all()
    assert not [role for role in roles if role.held_on(LAST + timedelta(days=1)) or role.held_on(TODAY)]
    assert ended_before.until_on == DAY
    assert sum(role.held_on(LAST) for role in roles) == 2


def test_who_stood_under_the_agency_stands_under_its_successor(session: Session, province: Province) -> None:
    below = an_agency(session, "Trạm tiếp công dân", under=province.old.agency)
    with pytest.raises(Refused) as refused:
        province.end()
    assert refused.value.field == "successor"
    province.end(province.new.agency)
    first = LAST + timedelta(days=1)
    assert [superior_of(session, below.id, day) for day in (LAST, first)] == [province.old.agency, province.new.agency]
    assert superior_of(session, province.old.agency.id, first) is None
    assert superior_of(session, province.old.agency.id, LAST) == province.top


def test_a_successor_from_below_takes_the_place_of_its_superior(session: Session, province: Province) -> None:
    below = an_agency(session, "Trạm tiếp công dân", under=province.old.agency)
    beside = an_agency(session, "Trạm thứ hai", under=province.old.agency)
    province.end(below)
    assert superior_of(session, below.id, TODAY) == province.top
    assert superior_of(session, beside.id, TODAY) == below


def test_of_several_successors_each_matter_is_pointed_by_hand(session: Session, province: Province) -> None:
    third = an_agency(session, "UBND xã Ia Nan", under=province.top)
    one, other = a_case(session, province.old), a_case(session, province.old)
    with pytest.raises(Refused, match="còn 1 hồ sơ") as refused:
        province.end(province.new.agency, third, pointed={one.id: third.id})
    assert refused.value.field == "successor"
    session.refresh(province.old.agency)
    assert (province.old.agency.until_on, one.agency_id) == (None, province.old.agency.id)
    province.end(province.new.agency, third, pointed={one.id: third.id, other.id: province.new.agency.id})
    assert (one.agency_id, other.agency_id) == (third.id, province.new.agency.id)
    written = session.scalars(select(AgencySuccession).order_by(AgencySuccession.id)).all()
    assert [(row.successor_id, row.on, row.document) for row in written] == [
        (province.new.agency.id, LAST + timedelta(days=1), PAPER), (third.id, LAST + timedelta(days=1), PAPER)
    ]  # fmt: skip


def test_without_a_successor_an_agency_ends_only_with_nothing_open(session: Session, province: Province) -> None:
    closed = closed_case(session, province.old)
    case = a_case(session, province.old)
    with pytest.raises(Refused):
        province.end()
    close(session, case, province.old)
    province.end()
    assert province.old.agency.until_on == LAST
    assert closed.agency_id == province.old.agency.id


def test_a_denunciation_of_the_successors_head_goes_to_the_superior_and_is_not_told(
    session: Session, province: Province
) -> None:
    hidden = a_petition(
        session, province.old,
        respondents=(NewRespondent(province.new.agency.id, "", is_head=True),), denunciation=True,
    )  # fmt: skip
    hidden.agency_id = province.old.agency.id  # as one that was given back to whom it came to
    session.flush()
    assert hidden.excluded_agency_id == province.new.agency.id
    insider = a_viewer(session, province.new.agency, RoleKind.ADMINISTRATOR)
    ending = Ending(LAST, (province.new.agency,), PAPER)
    assert foresee(session, province.old.agency, ending, by=insider, today=TODAY).matters == ()
    code = hidden.code
    province.end(province.new.agency, by=insider)
    assert (hidden.agency_id, hidden.code) == (province.top.id, code)


def test_the_sealed_page_closes_to_the_people_of_the_old_agency(session: Session, province: Province) -> None:
    case = a_case(session, province.old, kind=PetitionKind.DENUNCIATION)
    assert identities.may_open(session, case, viewer=province.old.handler, at=at(DAY))
    province.end(province.new.agency)
    assert not identities.may_open(session, case, viewer=province.old.handler, at=NOW)
    assert case.agency_id == province.new.agency.id


@pytest.mark.parametrize(
    ("last_on", "document", "field"),
    [
        (TODAY, PAPER, "last_on"),
        (FROM - timedelta(days=1), PAPER, "last_on"),
        (LAST, " ", "document"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    session: Session, province: Province, last_on: date, document: str, field: str
) -> None:
    assert session
    with pytest.raises(Refused) as refused:
        province.end(province.new.agency, last_on=last_on, document=document)
    assert refused.value.field == field


def test_a_successor_is_another_agency_in_force(session: Session, province: Province) -> None:
    young = an_agency(session, "UBND xã Sau", under=province.top)
    young.from_on = LAST + timedelta(days=2)
    new = province.new.agency
    for successors in ((province.old.agency,), (new, new), (young,)):
        with pytest.raises(Refused) as refused:
            province.end(*successors)
        assert refused.value.field == "successor"


def test_an_agency_ends_once_and_the_second_editor_is_told(session: Session, province: Province) -> None:
    seen = province.old.agency.version
    province.end(province.new.agency)
    ending = Ending(LAST, (province.new.agency,), PAPER)
    with pytest.raises(ChangedMeanwhile):
        end_agency(
            session, province.old.agency, ending, pointed={}, expected_version=seen, by=province.admin, at=NOW,
            today=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        province.end(province.new.agency)
    assert refused.value.field == "last_on"
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "agency_ended")).one()
    assert entry.detail == {"successors": [province.new.agency.code], "on": LAST.isoformat()}


def test_the_last_administrators_agency_does_not_end(session: Session, province: Province) -> None:
    only = a_viewer(session, province.old.agency, RoleKind.ADMINISTRATOR)
    for role in session.scalars(select(Role).where(Role.account_id == province.admin.account_id)):
        role.until_on = DAY
    with pytest.raises(Refused, match="quản trị"):
        province.end(province.new.agency, by=only)
    other = a_viewer(session, province.top, RoleKind.ADMINISTRATOR)
    session.get_one(Account, other.account_id).demonstration = True  # can sign in
    province.end(province.new.agency, by=other)


def test_only_administrators_end_an_agency(session: Session, province: Province) -> None:
    assert session
    for viewer in (province.old.head, province.new.head):
        with pytest.raises(NotAllowed):
            province.end(province.new.agency, by=viewer)


# --- what its head owes by office -----------------------------------------------------------------------------------


def test_the_reception_a_head_owes_ends_with_the_agency_and_is_never_the_successors(
    session: Session, province: Province
) -> None:
    unit, before = province.old, LAST - timedelta(days=14)
    days = [
        plan_day(session, Plan(on, ReceptionKind.HEAD, time(7, 30), time(11)), agency_id=unit.agency.id,
                 by=unit.officer, at=at(before), today=before)
        for on in (LAST - timedelta(days=1), LAST + timedelta(days=2), LAST + timedelta(days=30))
    ]  # fmt: skip
    foreseen = foresee(session, unit.agency, Ending(LAST, (), PAPER), by=province.admin, today=TODAY)
    assert (foreseen.matters, foreseen.called_off) == ((), 2)
    province.end(province.new.agency)
    session.expire_all()
    duties = session.scalars(select(Matter).where(Matter.kind == MatterKind.AGENCY_DUTY)).all()
    assert {one.agency_id for one in duties} == {unit.agency.id}
    assert {row.agency_id for row in session.scalars(select(Obligation))} == {unit.agency.id}
    assert [one.stage for one in duties if one.procedure == "reception_duty"] == ["period_over"]
    assert [day.state for day in days] == [DayState.PLANNED, DayState.CANCELLED, DayState.CANCELLED]
    assert days[1].reason == "Đơn vị kết thúc hoạt động"
    open_rows = session.scalars(select(Obligation).where(Obligation.open, Obligation.started_on > LAST)).all()
    assert not open_rows
