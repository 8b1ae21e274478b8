"""Duplicates are suggested by who wrote them, linked by a person, and handled once; nobody hidden is ever told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.casework import petitions
from app.casework.duplicates import candidates, link_duplicate, unlink_duplicate
from app.casework.errors import NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.same_content import others_of
from app.records.matters import Matter
from app.records.petitions import Petition, PetitionKind
from tests.makers import DAY, HOA, Unit, a_petition, a_unit, an_act, at, classify

LATER = DAY + timedelta(days=1)
SISTER = replace(HOA, full_name="Nguyễn Thị Hà", birth_year=1975, paper_number="064175009876")
SAME_TYPED_OTHERWISE = replace(HOA, full_name="NGUYEN THI HOA", address="làng mook trang, xã ia dom", paper_number="")


def linked(session: Session, unit: Unit, later: Matter, first: Matter) -> Matter:
    return link_duplicate(session, later, first.ref, by=unit.handler, at=at(LATER))


def moved(session: Session, unit: Unit, matter: Matter, to: Unit) -> Matter | None:
    return petitions.transfer(
        session, matter, LATER, to_agency_id=to.agency.id, document_no="07/CĐ", by=unit.handler, at=at(LATER),
        today=LATER,
    )  # fmt: skip


def test_the_same_person_typed_without_marks_is_suggested_and_says_why(session: Session) -> None:
    unit = a_unit(session)
    first = a_petition(session, unit)
    later = a_petition(session, unit, on=LATER, people=[SAME_TYPED_OTHERWISE], content="Xin xem lại thửa đất 12")

    (found,) = candidates(session, unit.handler, later)

    assert (found.code, found.alike) == (first.code, ("full_name", "birth_year", "address"))


def test_a_name_alone_or_another_person_suggests_nothing(session: Session) -> None:
    unit = a_unit(session)
    a_petition(session, unit, people=[SISTER])
    a_petition(session, unit, people=[replace(HOA, birth_year=1950, address="Pleiku", paper_number="")])
    later = a_petition(session, unit, on=LATER)

    assert candidates(session, unit.handler, later) == []


def test_neither_another_register_nor_a_denunciation_is_suggested(session: Session) -> None:
    unit, other = a_unit(session), a_unit(session, "UBND xã Ia Nan")
    a_petition(session, other)
    a_petition(session, unit, kind=PetitionKind.DENUNCIATION)
    later = a_petition(session, unit, on=LATER)

    assert candidates(session, unit.handler, later) == []


def test_a_group_is_one_step_deep_and_never_a_circle(session: Session) -> None:
    unit = a_unit(session)
    first, second, third = (a_petition(session, unit) for _ in range(3))
    linked(session, unit, second, first)

    assert linked(session, unit, third, second) is first
    assert {other.id for other in others_of(session, second)} == {first.id, third.id}
    with pytest.raises(Refused, match="trùng với chính đơn này"):
        linked(session, unit, first, third)


def test_what_named_a_petition_follows_it_to_the_first_one(session: Session) -> None:
    unit = a_unit(session)
    first, second, third = (a_petition(session, unit) for _ in range(3))
    linked(session, unit, third, second)
    linked(session, unit, second, first)

    session.expire_all()
    assert session.get_one(Petition, third.id).duplicate_of_id == first.id


def test_a_link_can_be_taken_back(session: Session) -> None:
    unit = a_unit(session)
    first, later = a_petition(session, unit), a_petition(session, unit)
    linked(session, unit, later, first)
    unlink_duplicate(session, later, by=unit.handler, at=at(LATER))

    assert others_of(session, later) == []


def test_only_who_handles_petitions_of_the_agency_links_them(session: Session) -> None:
    unit, other = a_unit(session), a_unit(session, "UBND xã Ia Nan")
    first, later, elsewhere = a_petition(session, unit), a_petition(session, unit), a_petition(session, other)

    with pytest.raises(NotAllowed):
        link_duplicate(session, later, first.ref, by=unit.officer, at=at(LATER))
    with pytest.raises(NotFound):
        linked(session, unit, later, elsewhere)


def test_sealing_takes_every_link_away(session: Session) -> None:
    unit = a_unit(session)
    first, second, third = (a_petition(session, unit) for _ in range(3))
    linked(session, unit, second, first)
    linked(session, unit, third, first)
    classify(session, unit, first, PetitionKind.DENUNCIATION)

    session.expire_all()
    assert [session.get_one(Petition, one.id).duplicate_of_id for one in (first, second, third)] == [None] * 3


def test_a_second_transfer_of_the_same_content_is_stopped_and_says_when_the_first_was(session: Session) -> None:
    unit, other = a_unit(session), a_unit(session, "UBND xã Ia Nan")
    first = a_petition(session, unit, kind=PetitionKind.FEEDBACK)
    later = a_petition(session, unit, on=LATER, kind=PetitionKind.FEEDBACK)
    linked(session, unit, later, first)
    moved(session, unit, first, other)

    with pytest.raises(OutOfOrder) as refused:
        moved(session, unit, later, other)
    assert refused.value.sentence == (
        f"Đơn trùng {first.code} đã có “Chuyển đơn” ngày {LATER:%d/%m/%Y} đến UBND xã Ia Nan: không làm lần nữa. "
        "Lưu đơn này."
    )
    an_act(session, later, "filed", LATER, by=unit.handler, data={"reason": "Đơn trùng"})


def test_a_complaint_is_guided_once(session: Session) -> None:
    unit = a_unit(session)
    first = a_petition(session, unit, kind=PetitionKind.COMPLAINT)
    later = a_petition(session, unit, on=LATER, kind=PetitionKind.COMPLAINT)
    linked(session, unit, later, first)
    an_act(session, first, "guided", LATER, by=unit.handler, data={"to_agency": "Tòa án nhân dân khu vực 1"})

    with pytest.raises(OutOfOrder, match="không làm lần nữa") as refused:
        an_act(session, later, "guided", LATER, by=unit.handler, data={"to_agency": "Tòa án nhân dân khu vực 1"})
    assert refused.value.article is None  # the circular that said once ended in 2021: our reading, no article


def test_a_petition_never_goes_round(session: Session) -> None:
    here, there, third = a_unit(session), a_unit(session, "UBND xã Ia Nan"), a_unit(session, "UBND xã Ia Pnôn")
    passed = moved(session, here, a_petition(session, here, kind=PetitionKind.FEEDBACK), there)
    assert passed is not None
    classify(session, there, passed, PetitionKind.FEEDBACK, on=LATER)

    with pytest.raises(Refused, match="không chuyển ngược lại") as refused:
        moved(session, there, passed, here)
    assert refused.value.field == "to_agency"
    onward = moved(session, there, passed, third)
    assert onward is not None
    classify(session, third, onward, PetitionKind.FEEDBACK, on=LATER)
    with pytest.raises(Refused, match="không chuyển ngược lại"):
        moved(session, third, onward, here)
