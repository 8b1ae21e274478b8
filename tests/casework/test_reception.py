from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.errors import NotAllowed, Refused
from app.casework.identities import SECRECY_ASKED, Person, Typed, people_shown
from app.casework.reception import earlier_people
from app.casework.refusals import Evidence
from app.records.matters import Act, Custody, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.petitions import Petition, PetitionKind, Source
from app.records.reception import ReceptionDay, ReceptionKind, Visit, VisitOutcome
from tests.makers import DAY, HOA, Unit, a_unit, a_visit


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def acts_of(session: Session, matter: Matter) -> list[str]:
    return list(session.scalars(select(Act.act).where(Act.matter_id == matter.id).order_by(Act.id)))


def duty_of(session: Session, matter: Matter, duty: str) -> Obligation:
    return session.scalars(select(Obligation).where(Obligation.matter_id == matter.id, Obligation.duty == duty)).one()


def test_a_visit_noted_owes_an_answer_in_ten_working_days(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    assert visit.code == "LT-0001/2026"
    assert (visit.kind, visit.stage, visit.open) == (MatterKind.VISIT, "received", True)
    reply = duty_of(session, visit, "tcd.reception_reply")
    assert (reply.due_on, reply.open) == (date(2026, 7, 20), True)
    assert session.scalars(select(Custody)).one().agency_id == unit.agency.id


def test_a_visit_answered_at_once_owes_nothing(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit, outcome=VisitOutcome.ANSWERED)
    assert acts_of(session, visit) == ["received", "answered"]
    assert (visit.open, visit.closed_on) == (False, DAY)


@pytest.mark.parametrize(
    ("outcome", "source"),
    [(VisitOutcome.PETITION_TAKEN, Source.VISIT), (VisitOutcome.STATEMENT_TAKEN, Source.ORAL)],
)
def test_a_petition_taken_is_registered_with_its_people(
    session: Session, unit: Unit, outcome: VisitOutcome, source: Source
) -> None:
    visit = a_visit(session, unit, outcome=outcome, papers="Đơn viết tay", people_count=3)
    petition = session.scalars(select(Petition).where(Petition.visit_id == visit.id)).one()
    matter = session.get_one(Matter, petition.matter_id)
    assert (matter.code, petition.source, matter.facts) == ("Đ-0001/2026", source, {"at_desk": True})
    assert people_shown(session, [matter.id])[matter.id][0].shown_as == HOA.full_name
    assert acts_of(session, visit) == ["received", "petition_registered"]
    row = session.get_one(Visit, visit.id)
    assert (row.receipt_no, row.people_count) == (1, 3)
    assert duty_of(session, matter, "tcd.reception_reply").due_on == date(2026, 7, 20)


def test_a_petition_taken_of_two_people_counts_both(session: Session, unit: Unit) -> None:
    """The desk asks how many came, not how many signed."""
    a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN, people=[HOA, Person("Rơ Châm Hyẻo")])
    assert session.scalars(select(Petition)).one().signatories == 2


def test_a_refusal_of_the_written_kind_owes_its_notice(session: Session, unit: Unit) -> None:
    visit = a_visit(
        session, unit, outcome=VisitOutcome.REFUSED, refusal_ground="4.1.h", evidence=Evidence(no="15/UBND")
    )
    assert visit.stage == "refused"
    assert duty_of(session, visit, "tcd.refusal_notice").due_on == date(2026, 7, 9)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people": ()}, "full_name"),
        ({"content": " "}, "content"),
        ({"people_count": 0}, "people_count"),
        ({"outcome": VisitOutcome.GUIDED}, "outcome_agency"),
        ({"outcome": VisitOutcome.REFUSED}, "refusal_ground"),
        ({"outcome": VisitOutcome.REFUSED, "refusal_ground": "4.1.i"}, "evidence_no"),
    ],
)
def test_what_is_missing_is_named(session: Session, unit: Unit, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        a_visit(session, unit, **change)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_ground_of_the_new_decree_does_not_hold_before_it(session: Session, unit: Unit) -> None:
    with pytest.raises(Refused) as refused:
        a_visit(session, unit, on=date(2026, 6, 30), outcome=VisitOutcome.REFUSED, refusal_ground="4.1.h", note="x")
    assert refused.value.field == "refusal_ground"


def test_only_the_desk_of_the_agency_logs_its_visits(session: Session, unit: Unit) -> None:
    with pytest.raises(NotAllowed):
        a_visit(session, Unit(unit.agency, unit.handler, unit.handler, unit.head))


def test_visits_of_one_day_share_their_session(session: Session, unit: Unit) -> None:
    a_visit(session, unit)
    a_visit(session, unit)
    assert session.scalar(select(func.count()).select_from(ReceptionDay)) == 1


def test_a_denunciation_at_the_desk_is_sealed_and_takes_no_number(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    visit = a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN, kind=PetitionKind.DENUNCIATION)
    second = a_visit(session, unit)
    petition = session.scalars(select(Matter).where(Matter.kind == MatterKind.PETITION)).one()
    assert (first.code, second.code) == ("LT-0001/2026", "LT-0002/2026")
    for matter in (visit, petition):
        assert (matter.sealed, matter.title, matter.number) == (True, "", None)
        assert "/" not in matter.code
    assert session.get_one(Visit, visit.id).content == ""


def test_secrecy_asked_for_seals_without_calling_it_a_denunciation(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit, secret=True)
    assert people_shown(session, [visit.id])[visit.id][0].shown_as == SECRECY_ASKED


def test_somebody_who_came_before_is_found_without_accents(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit)
    found = earlier_people(session, Typed(full_name="nguyen thi h"), viewer=unit.officer)
    assert [one.person for one in found] == [HOA]
    assert [one.code for one in found[0].matters] == [visit.code]
    assert earlier_people(session, Typed(paper_number=HOA.paper_number), viewer=unit.officer)


MANY = Person("Rơ Châm H’Đuốc", 1968, "Thôn Ia Mut, xã Ia Dom", "Căn cước", "064168004471")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (Typed("đuốc"), [MANY]),  # the last name alone
        (Typed("h'duoc ro cham"), [MANY]),  # in any order
        (Typed("thị ia dom"), [HOA]),  # a name and a place
        (Typed("1968"), [MANY]),  # a year in the field of the name
        (Typed("nguyen 1968"), [HOA]),
        (Typed("4471"), [MANY]),  # the end of a number there, too
        (Typed(paper_number="0641"), [MANY, HOA]),  # its beginning, as it is typed
        (Typed(birth_year=1971), [HOA]),
        (Typed(address="lang mook"), [HOA]),
        (Typed(address="ia dom", birth_year=1968), [MANY]),
        (Typed("khong ai"), []),
        (Typed("%"), []),
        (Typed("uoc"), []),  # the middle of a word is no beginning
    ],
)
def test_any_field_finds_who_came_before(session: Session, unit: Unit, typed: Typed, found: list[Person]) -> None:
    a_visit(session, unit)
    a_visit(session, unit, people=[MANY], on=DAY + timedelta(days=1))
    assert [one.person for one in earlier_people(session, typed, viewer=unit.officer)] == found


def test_the_same_person_typed_with_other_particulars_is_found_once(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    moved = replace(HOA, phone="", address="Thôn 2, xã Ia Dom")
    second = a_visit(session, unit, people=[moved], on=DAY + timedelta(days=1))
    namesake = replace(HOA, paper_number="064171009999")
    a_visit(session, unit, people=[namesake], on=DAY + timedelta(days=2))
    found = earlier_people(session, Typed(HOA.full_name, paper_number=HOA.paper_number), viewer=unit.officer)
    assert [one.person for one in found] == [moved, namesake]
    assert [one.ref for one in found[0].matters] == [second.ref, first.ref]


def test_what_became_of_each_matter_is_told_with_it(session: Session, unit: Unit) -> None:
    a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN)
    [found] = earlier_people(session, Typed(HOA.full_name), viewer=unit.officer)
    assert {(one.kind, one.stage, one.outcome) for one in found.matters} == {
        (MatterKind.VISIT, "petition_registered", VisitOutcome.PETITION_TAKEN), (MatterKind.PETITION, "received", None),
    }  # fmt: skip


def test_the_head_who_received_answers_on_the_spot_or_names_a_term(session: Session, unit: Unit) -> None:
    visit = a_visit(session, unit, reception_kind=ReceptionKind.HEAD)
    assert visit.facts == {"by_head": True}
    assert duty_of(session, visit, "tcd.head_answer_2026").open
    answered = a_visit(session, unit, reception_kind=ReceptionKind.HEAD, outcome=VisitOutcome.ANSWERED)
    assert not duty_of(session, answered, "tcd.head_answer_2026").open
    regular = a_visit(session, unit)
    assert regular.facts == {}


def test_an_answer_promised_with_a_person_to_contact_is_what_the_head_owed(session: Session, unit: Unit) -> None:
    visit = a_visit(
        session, unit, reception_kind=ReceptionKind.HEAD, promised_on=DAY + timedelta(days=9), contact="Ông Siu Blut"
    )
    said = session.scalars(select(Act).where(Act.matter_id == visit.id, Act.act == "answer_promised")).one()
    assert said.data == {"promised_on": "2026-07-15", "contact": "Ông Siu Blut"}
    assert duty_of(session, visit, "tcd.head_answer_2026").satisfied_on == DAY
    assert duty_of(session, visit, "tcd.reception_reply").open  # the answer itself is still owed


def test_nobody_is_found_at_another_agency_or_in_a_sealed_matter(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Gào")
    a_visit(session, unit)
    assert earlier_people(session, Typed(full_name="Nguyễn Thị Hòa"), viewer=other.officer) == []
    a_visit(session, other, secret=True)
    assert earlier_people(session, Typed(full_name="Nguyễn Thị Hòa"), viewer=other.officer) == []
