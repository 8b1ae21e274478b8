"""Visits about the same thing: proposed, said by the officer, counted in one register, and never with a sealed one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.errors import Refused
from app.casework.identities import DENOUNCER, SECRECY_ASKED, people_shown, seal_matter
from app.casework.permissions import Viewer, visible
from app.casework.petitions import NewRespondent
from app.casework.register import Period, tally
from app.casework.repeats import Repeatable, likeliest, repeatable, repeats
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind
from app.records.reception import Visit, VisitOutcome
from tests.makers import DAY, HOA, Unit, a_unit, a_viewer, a_visit, at, classify


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def again(session: Session, unit: Unit, earlier: Matter, days: int, **others: Any) -> Matter:
    return a_visit(session, unit, on=after(days), repeats=earlier.ref, **others)


def nth_of(session: Session, unit: Unit, *visits: Matter) -> list[int | None]:
    found = repeats(session, unit.officer, [one.id for one in visits])
    return [found[one.id].nth if one.id in found else None for one in visits]


def test_a_visit_said_to_be_again_is_counted_from_the_first(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    second = again(session, unit, first, 7)
    third = again(session, unit, second, 14)
    other = a_visit(session, unit, on=after(20))
    assert nth_of(session, unit, first, second, third, other) == [1, 2, 3, None]
    assert session.get_one(Visit, third.id).repeats_id == first.id
    told = repeats(session, unit.officer, [second.id])[second.id]
    assert [one.code for one in told.visits] == [first.code, second.code, third.code]
    assert tally(session, unit.officer, agency_id=unit.agency.id, period=Period(DAY, after(30)), empty=0).again == 2


def test_a_visit_typed_in_late_takes_its_place_among_the_others(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    later = again(session, unit, first, 14)
    between = again(session, unit, first, 7)
    assert nth_of(session, unit, between, later) == [2, 3]


def test_what_somebody_came_about_is_proposed_once_with_its_next_number(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit, content="Hỏi về hỗ trợ cây trồng")
    second = again(session, unit, first, 7)
    other = a_visit(session, unit, on=after(3), content="Chứng thực hợp đồng")
    refs = [first.ref, second.ref, other.ref]
    proposed = repeatable(session, unit.officer, refs, agency_id=unit.agency.id)
    assert [(one.ref, one.title, one.nth) for one in proposed] == [
        (second.ref, "Hỏi về hỗ trợ cây trồng", 3), (other.ref, "Chứng thực hợp đồng", 2),
    ]  # fmt: skip
    assert repeatable(session, unit.officer, [], agency_id=unit.agency.id) == []


def test_a_visit_repeats_none_of_another_desk_none_unknown_and_none_to_come(session: Session, unit: Unit) -> None:
    other = a_unit(session, "UBND xã Gào")
    elsewhere, later = a_visit(session, other), a_visit(session, unit, on=after(5))
    wrong = ((elsewhere.ref, "Không tìm thấy"), ("không có", "Không tìm thấy"), (later.ref, "sau ngày tiếp"))
    for ref, sentence in wrong:
        with pytest.raises(Refused, match=sentence) as refused:
            a_visit(session, unit, repeats=ref)
        assert refused.value.field == "repeats"
    assert repeatable(session, unit.officer, [elsewhere.ref], agency_id=unit.agency.id) == []


@pytest.mark.parametrize("hidden", [{"secret": True}, {"kind": PetitionKind.DENUNCIATION}])
def test_a_sealed_visit_stands_in_no_series(session: Session, unit: Unit, hidden: dict[str, Any]) -> None:
    first = a_visit(session, unit)
    sealed = again(session, unit, first, 7, **hidden)
    assert session.get_one(Visit, sealed.id).repeats_id is None
    assert repeatable(session, unit.officer, [sealed.ref], agency_id=unit.agency.id) == []


def test_sealing_a_visit_afterwards_leaves_no_trace_of_it_in_the_numbers(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    others = [replace(HOA, full_name=name, paper_number=number) for name, number in (("Siu", "1"), ("Blut", "2"))]
    second, third = (again(session, unit, first, 7 * n, people=(one,)) for n, one in enumerate(others, 1))
    seal_matter(session, first, by=None, at=at(after(20)), shown_as=SECRECY_ASKED)
    assert nth_of(session, unit, second, third) == [1, 2]
    assert session.get_one(Visit, third.id).repeats_id == second.id
    seal_matter(session, third, by=None, at=at(after(21)), shown_as=SECRECY_ASKED)
    assert nth_of(session, unit, second, third) == [None, None]


def seen_by(session: Session, viewer: Viewer, *matters: Matter) -> list[bool]:
    session.flush()
    found = set(session.scalars(select(Matter.id).where(Matter.id.in_([one.id for one in matters]), visible(viewer))))
    return [one.id in found for one in matters]


def test_a_denunciation_closes_the_visits_about_the_same_thing_and_the_denounced_head_sees_none_of_them(
    session: Session, unit: Unit
) -> None:
    first = a_visit(session, unit, content="Ông Chủ tịch nhận tiền của nhà thầu")
    second = again(session, unit, first, 7, outcome=VisitOutcome.PETITION_TAKEN)
    other = a_visit(session, unit, on=after(8), content="Chứng thực hợp đồng")
    assert seen_by(session, unit.officer, first, second, other) == [True, True, True]
    petition = session.scalars(select(Matter).join(Petition).where(Petition.visit_id == second.id)).one()
    accused = NewRespondent(unit.agency.id, "", is_head=True)
    classify(session, unit, petition, PetitionKind.DENUNCIATION, on=after(9), respondents=(accused,))
    assert (first.sealed, first.title, session.get_one(Visit, first.id).content) == (True, "", "")
    assert [one.shown_as for one in people_shown(session, [first.id])[first.id]] == [DENOUNCER]
    for viewer in (unit.officer, unit.handler, unit.head):
        assert seen_by(session, viewer, first, second, petition, other) == [False, False, False, True]


def test_who_denounces_at_the_desk_what_they_came_about_before_closes_that_visit(session: Session, unit: Unit) -> None:
    first = a_visit(session, unit)
    again(session, unit, first, 7, kind=PetitionKind.DENUNCIATION)
    assert first.sealed
    colleague = a_viewer(session, unit.agency, RoleKind.OFFICER)
    assert seen_by(session, colleague, first) == [False]
    assert seen_by(session, unit.head, first) == [True]  # by its code, until somebody lets them open it


def test_an_earlier_visit_whose_petition_is_a_complaint_by_now_is_worked_on_in_the_open(
    session: Session, unit: Unit
) -> None:
    first = a_visit(session, unit, outcome=VisitOutcome.PETITION_TAKEN)
    petition = session.scalars(select(Matter).join(Petition).where(Petition.visit_id == first.id)).one()
    classify(session, unit, petition, PetitionKind.COMPLAINT)
    again(session, unit, first, 7, kind=PetitionKind.DENUNCIATION)
    assert seen_by(session, unit.officer, first, petition) == [True, True]


def proposed(content: str, kind: str | None = None) -> Repeatable:
    return Repeatable("ref", "LT-0001/2026", DAY, content, kind, content, 2, frozenset({"ref"}))


LAND = proposed("Chưa đồng ý mức hỗ trợ cây cao su khi thu hồi đất làm đường", "complaint")
ROAD = proposed("Kiến nghị sửa đường vào làng", "feedback")


@pytest.mark.parametrize(
    ("kind", "content", "like"),
    [
        ("complaint", "chua dong y muc ho tro cay cao su", LAND),
        (None, "Hỏi tiến độ: hỗ trợ cây cao su, thu hồi đất", LAND),
        ("feedback", "Chưa đồng ý mức hỗ trợ cây cao su", None),  # another kind
        ("complaint", "Hỏi về lương hưu của mẹ", None),
        ("complaint", "", None),
        ("feedback", "sửa đường vào làng", ROAD),
    ],
)
def test_only_what_looks_alike_is_marked(kind: str | None, content: str, like: Repeatable | None) -> None:
    assert likeliest([LAND, ROAD], kind=kind, content=content) is like
