"""The file of the body below: named from its papers, asked for by an act, read above by two people, until it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import assignments, below, identities, instances
from app.casework.acts import Entry, correct_act, record_act
from app.casework.below import Named
from app.casework.case_files import Filters, State, cases
from app.casework.documents import may_add
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.identities import Person
from app.casework.instance_chain import earlier_of, readers_of, readings_of
from app.casework.permissions import Viewer, visible
from app.casework.petitions import NewRespondent
from app.casework.respondents import name_respondents
from app.casework.search.finding import Asked, find
from app.records.audit import AuditEntry
from app.records.cases import Case, CasePetition, FileReading, Relation
from app.records.matters import Act, Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import HOA, Unit, a_case, a_petition, a_unit, a_viewer, an_act, at, classify

KN, TC = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION
LATE, LATER = date(2026, 9, 7), date(2026, 9, 14)  # a case of DAY was due on 5 August
SOMEBODY = Person(full_name="Siu H’Yên", address="Làng Sơn")


@pytest.fixture
def province(session: Session) -> Unit:
    return a_unit(session, "UBND tỉnh")


@pytest.fixture
def commune(session: Session, province: Unit) -> Unit:
    return a_unit(session, under=province.agency)


@pytest.fixture
def first(session: Session, commune: Unit) -> Matter:
    """A first complaint the commune never decided."""
    return a_case(session, commune, document_no="15/TB-UBND")


def second(session: Session, province: Unit, *, person: Person = HOA, accepted: bool = True) -> Matter:
    """A second complaint at the province, in the hand of its handler; ``accepted``: the case it became."""
    again = {"instance": "second"}
    petition = a_petition(session, province, on=LATE, kind=KN, people=(person,), classified=again)
    assignments.assign(session, petition, province.handler.account_id, by=province.head, at=at(LATE), today=LATE)
    return a_case(session, province, on=LATE, petition=petition, document_no="90/TB-UBND") if accepted else petition


def name(session: Session, matter: Matter, named: Named, by: Viewer) -> Matter:
    return below.name_below(session, matter, named, by=by, at=at(LATER), today=LATER)


def ask(session: Session, matter: Matter, by: Viewer, on: date = LATER) -> Act:
    return an_act(session, matter, "lower_file_requested", on, by=by, document_no="91/UBND-NC")


def seen(session: Session, viewer: Viewer, matter: Matter) -> bool:
    return session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(viewer))) is not None


def petition_of(session: Session, case: Matter) -> Matter:
    of_the_case = select(CasePetition.petition_id).where(CasePetition.case_id == case.id)
    return session.scalars(select(Matter).where(Matter.id.in_(of_the_case))).one()


def owed(session: Session, matter: Matter, duty: str) -> Obligation:
    wanted = select(Obligation).where(Obligation.matter_id == matter.id, Obligation.duty == duty)
    return session.scalars(wanted.where(~Obligation.superseded)).one()


# ---- reading


def test_naming_opens_nothing_and_the_request_opens_one_file_to_the_handler_and_the_head(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    other = a_case(session, commune)
    colleague = a_viewer(session, province.agency, RoleKind.HANDLER)
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    assert not seen(session, province.handler, first)
    assert earlier_of(session, above, province.handler).hidden == 1

    ask(session, above, province.handler)

    complaint = petition_of(session, first)
    session.commit()
    for viewer, reads in (
        (province.handler, True),
        (province.head, True),
        (colleague, False),
        (province.officer, False),
    ):
        assert (seen(session, viewer, first), seen(session, viewer, complaint)) == (reads, reads)
        assert not seen(session, viewer, other)
        rows = cases(session, viewer, filters=Filters(state=State.CLOSED))
        assert (first.id in {one.id for one in rows.rows}) is reads
        assert rows.total == len(rows.rows)
        found = find(session, viewer, Asked(first.code))
        assert (first.id in {hit.matter_id for hit in found.hits}) is reads
    step = earlier_of(session, above, province.head).steps[0]
    assert (step.code, step.agency) == (first.code, commune.agency.name)


def test_whoever_reads_writes_nothing(session: Session, province: Unit, commune: Unit, first: Matter) -> None:
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    ask(session, above, province.handler)
    for by in (province.handler, province.head):
        assert not may_add(session, first, by=by, at=at(LATER))
        for matter in (first, petition_of(session, first)):
            with pytest.raises(NotAllowed):
                assignments.take(session, matter, by=by, at=at(LATER))
            with pytest.raises(NotAllowed):
                record_act(session, matter, "withdrawn", LATER, by=by, at=at(LATER), today=LATER)


def test_both_sides_see_it_and_it_stays_in_the_trail(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    line = ask(session, above, province.handler)

    (reading,) = readings_of(session, first, commune.head)
    assert (reading.agency, reading.document_no, reading.over) == ("UBND tỉnh", "91/UBND-NC", False)
    correct_act(session, line, withdraw=True, note="Nhầm", by=province.head, at=at(LATER), today=LATER)
    assert not seen(session, province.handler, first)
    assert readings_of(session, first, commune.head)[0].over
    wanted = select(AuditEntry.action).where(AuditEntry.matter_id == first.id, AuditEntry.action.like("file_%"))
    assert session.scalars(wanted.order_by(AuditEntry.id)).all() == ["file_opened_above", "file_closed_above"]


def test_it_goes_with_the_matter_above_and_ends_with_it(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    colleague = a_viewer(session, province.agency, RoleKind.HANDLER)
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    ask(session, above, province.handler)
    assignments.assign(session, above, colleague.account_id, by=province.head, at=at(LATER), today=LATER)
    assert (seen(session, province.handler, first), seen(session, colleague, first)) == (False, True)
    an_act(session, above, "withdrawn", LATER, by=province.head)
    an_act(session, above, "discontinued", LATER, by=province.head, data={"ground": "DC_RUT"})
    an_act(session, above, "sent", LATER, by=province.head, data={"papers": ["discontinued"]})
    assert not above.open
    assert not seen(session, colleague, first)
    assert not seen(session, province.head, first)


def test_without_a_case_below_there_is_no_file_to_ask_for(session: Session, province: Unit) -> None:
    with pytest.raises(Refused, match="nêu vụ việc trước"):
        ask(session, second(session, province), province.handler)


# ---- naming


def test_a_case_is_named_exactly_or_not_at_all(session: Session, province: Unit, commune: Unit, first: Matter) -> None:
    here, beside = commune.agency.id, a_unit(session, "UBND xã Ia Krêl", under=province.agency).agency.id
    above = second(session, province, accepted=False)
    told = set()
    for named in (
        Named(beside, first.code), Named(here, first.code[:-1]), Named(here, "KN"), Named(here, "%"),
        Named(here, number="15"), Named(here, first.code, "16/TB-UBND"), Named(here, number="15/tb-ubnd"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            name(session, above, named, province.handler)
        told.add((refused.value.field, str(refused.value)))
    assert len(told) == 1
    with pytest.raises(Refused, match="trực tiếp"):
        name(session, above, Named(a_unit(session, "UBND xã khác").agency.id, first.code), province.handler)
    assert name(session, above, Named(here, number=" 15/TB-UBND "), province.handler).id == first.id


def test_a_code_that_can_be_counted_through_is_not_enough_for_somebody_elses_complaint(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    above = second(session, province, person=SOMEBODY, accepted=False)
    for named in (Named(commune.agency.id, first.code), Named(commune.agency.id, number="15/TB-UBND")):
        with pytest.raises(Refused, match="Không tìm thấy"):
            name(session, above, named, province.handler)
    both = Named(commune.agency.id, first.code.lower(), "15/TB-UBND")
    assert name(session, above, both, province.handler).id == first.id


def test_who_does_not_handle_it_names_nothing(session: Session, province: Unit, commune: Unit, first: Matter) -> None:
    above = second(session, province)
    for by, refusal in ((province.officer, NotAllowed), (commune.head, NotFound)):
        with pytest.raises(refusal):
            name(session, above, Named(commune.agency.id, first.code), by)


# ---- what it does below


def test_a_second_complaint_accepted_ends_what_is_owed_of_the_first_and_what_was_judged_stays(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    above = second(session, province, accepted=False)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    assert owed(session, first, "kn.resolve_first").open
    case = a_case(session, province, on=LATER, petition=above, document_no="90/TB-UBND")

    row = owed(session, first, "kn.resolve_first")
    assert (first.stage, row.open, row.ended_on, row.end_reason) == (
        "second_complaint",
        False,
        LATER,
        "second_instance",
    )
    assert row.due_on == date(2026, 8, 5)  # late until then, and it stays so
    assert session.get_one(Case, case.id).relation is Relation.SECOND_INSTANCE
    line = session.scalars(select(Act).where(Act.matter_id == first.id).order_by(Act.id.desc())).first()
    assert line is not None
    assert (line.act, line.document_no, line.by_id) == (
        "second_complaint_lodged",
        "90/TB-UBND",
        province.handler.account_id,
    )


def test_named_after_the_acceptance_it_ends_on_the_day_of_the_acceptance(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    row = owed(session, first, "kn.resolve_first")
    assert (first.stage, row.ended_on) == ("second_complaint", LATE)
    assert session.get_one(Case, above.id).previous_case_id == first.id


def test_where_the_log_below_has_no_such_act_the_second_complaint_is_accepted_all_the_same(
    session: Session, province: Unit, commune: Unit, first: Matter
) -> None:
    an_act(session, first, "court_accepted", date(2026, 9, 1), by=commune.handler)
    above = second(session, province)
    name(session, above, Named(commune.agency.id, first.code), province.handler)
    assert (first.stage, above.stage) == ("in_litigation", "accepted")


# ---- what is sealed


def a_denunciation(session: Session, commune: Unit, **against: Any) -> Matter:
    given = {"respondents": [NewRespondent(commune.agency.id, "Ông Tuân, địa chính")], **against}
    return a_case(session, commune, petition=a_petition(session, commune, kind=TC, classified=given))


def overdue(session: Session, province: Unit) -> Matter:
    petition = a_petition(session, province, on=LATE, denunciation=True)
    classify(session, province, petition, TC, on=LATE, instance="overdue")
    assignments.assign(session, petition, province.handler.account_id, by=province.head, at=at(LATE), today=LATE)
    return petition


def ask_to_report(session: Session, province: Unit, above: Matter) -> None:
    asked = Entry("report_requested", LATER, document_no="77/UBND")
    instances.request_report(session, above, asked, by=province.head, at=at(LATER), today=LATER)


def order_to_stop(session: Session, province: Unit, above: Matter) -> None:
    an_act(session, above, "stop_ordered", LATER, by=province.head, data={"ground": "TC_VI_PHAM"})


def test_a_sealed_case_is_named_by_its_drawn_code_and_taken_over_by_who_never_saw_it(
    session: Session, province: Unit, commune: Unit
) -> None:
    below_it = a_denunciation(session, commune)
    above = overdue(session, province)
    with pytest.raises(Refused, match="Không tìm thấy"):
        name(session, above, Named(commune.agency.id, number="15/TB-TL"), province.handler)
    name(session, above, Named(commune.agency.id, below_it.code), province.handler)
    ask_to_report(session, province, above)
    assert not seen(session, province.handler, below_it)

    order_to_stop(session, province, above)

    assert seen(session, province.handler, below_it)
    assert not identities.may_open(session, below_it, viewer=province.handler, at=at(LATER))
    assert not seen(session, province.handler, petition_of(session, below_it))
    case = a_case(session, replace(province, handler=province.head), on=LATER, petition=above, by=province.head)
    assert below_it.stage == "taken_over"
    assert seen(session, province.handler, below_it)  # the case reads on what the petition read
    reading = session.scalars(select(FileReading).where(FileReading.until_at.is_(None))).one()
    assert (reading.reader_id, reading.case_id) == (case.id, below_it.id)


def test_the_head_below_lets_a_reader_into_what_is_sealed_and_nobody_else_does(
    session: Session, province: Unit, commune: Unit
) -> None:
    below_it, above = a_denunciation(session, commune), overdue(session, province)
    name(session, above, Named(commune.agency.id, below_it.code), province.handler)
    assert readers_of(session, below_it, commune.head, LATER) == []
    ask_to_report(session, province, above)
    order_to_stop(session, province, above)
    readers = {one.id for one in readers_of(session, below_it, commune.head, LATER)}
    assert readers == {province.handler.account_id, province.head.account_id}
    given: dict[str, Any] = {"purpose": "giải quyết tố cáo tiếp", "at": at(LATER), "today": LATER}
    with pytest.raises(NotAllowed):
        assignments.let_see(session, below_it, province.handler.account_id, by=province.head, **given)
    assignments.let_see(session, below_it, province.handler.account_id, by=commune.head, **given)
    assert identities.may_open(session, below_it, viewer=province.handler, at=at(LATER))


def test_a_head_who_is_denounced_again_learns_of_no_reader(session: Session, province: Unit, commune: Unit) -> None:
    below_it, above = a_denunciation(session, commune), overdue(session, province)
    name_respondents(session, above, [NewRespondent(commune.agency.id, "", is_head=True)])
    name(session, above, Named(commune.agency.id, below_it.code), province.handler)
    assert above.excluded_agency_id == commune.agency.id
    ask_to_report(session, province, above)
    order_to_stop(session, province, above)

    assert seen(session, province.handler, below_it)
    assert readings_of(session, below_it, commune.head) == []
    assert readers_of(session, below_it, commune.head, LATER) == []
    told = select(func.count()).where(AuditEntry.matter_id == below_it.id, AuditEntry.action == "file_opened_above")
    assert session.scalar(told) == 0


def test_what_denounces_the_head_of_the_reader_is_found_by_nobody_there(
    session: Session, province: Unit, commune: Unit
) -> None:
    against = {"respondents": [NewRespondent(province.agency.id, "", is_head=True)]}
    below_it, above = a_denunciation(session, commune, **against), overdue(session, province)
    assert below_it.excluded_agency_id == province.agency.id
    with pytest.raises(Refused, match="Không tìm thấy"):
        name(session, above, Named(below_it.agency_id, below_it.code), province.handler)
