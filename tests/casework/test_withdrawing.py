"""A withdrawal of several people says who, and of how many; who withdrew from the petition is not in its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework import acts, identities, ledger
from app.casework.content_lines import lines_of
from app.casework.errors import OutOfOrder, Refused
from app.casework.withdrawing import roster_of
from app.records.matters import Act, Matter
from app.records.petitions import PetitionKind
from tests.makers import DAY, HOA, Unit, a_case, a_petition, a_unit, at

THEN = DAY + timedelta(days=3)
THREE = tuple(
    replace(HOA, full_name=name, paper_number=f"06400000000{n}") for n, name in enumerate(("Anh", "Bình", "Chi"))
)
TWO = ("Thu hồi sai", "Kiểm đếm thiếu")


@pytest.fixture
def unit(session: Session) -> Unit:
    return a_unit(session)


def a_case_of_three(session: Session, unit: Unit, *, on: date = DAY, signatories: int = 3, **others: Any) -> Matter:
    petition = a_petition(
        session, unit, on=on, kind=PetitionKind.COMPLAINT, people=THREE, signatories=signatories, lines=TWO, **others
    )
    return a_case(session, unit, on=on, petition=petition)


def record(session: Session, unit: Unit, matter: Matter, act: str, on: date = THEN, **data: Any) -> Act:
    return acts.record_act(session, matter, act, on, by=unit.handler, at=at(on), today=on, data=data, document_no="")


def standing(session: Session, matter: Matter) -> list[int]:
    log = ledger.counted(ledger.log_of(session, matter))
    return [line.position for line in lines_of(session, matter, log) if line.stands]


@pytest.mark.parametrize("act", ["withdrawn", "withdrawn_part"])
def test_of_several_people_each_withdrawal_says_whose_it_is(session: Session, unit: Unit, act: str) -> None:
    case = a_case_of_three(session, unit)
    with pytest.raises(Refused, match="3 người: chọn những người rút") as refused:
        record(session, unit, case, act)
    assert refused.value.field == "people"
    with pytest.raises(Refused, match="Chọn lại người rút"):
        record(session, unit, case, act, people=[4])


def test_who_is_left_goes_on_until_the_last_one_withdrew(session: Session, unit: Unit) -> None:
    case = a_case_of_three(session, unit)
    assert record(session, unit, case, "withdrawn_part", people=["1"]).data == {"people": [1], "of": 3}
    with pytest.raises(OutOfOrder, match="Mới có 2 trong 3 người rút"):
        record(session, unit, case, "withdrawn", people=[2])
    with pytest.raises(Refused, match="hoặc đã rút"):
        record(session, unit, case, "withdrawn", people=[1, 2, 3])
    with pytest.raises(Refused, match="rút toàn bộ đơn"):
        record(session, unit, case, "withdrawn_part", people=[2, 3])
    assert standing(session, case) == [1, 2]
    record(session, unit, case, "withdrawn", people=[2, 3])
    done = acts.record_act(
        session, case, "discontinued", THEN, by=unit.head, at=at(THEN), today=THEN, data={"ground": "DC_RUT"},
        document_no="9/QĐ",
    )  # fmt: skip
    assert done.id
    assert case.stage == "discontinued"


def test_a_content_falls_away_with_the_last_who_withdraws_it(session: Session, unit: Unit) -> None:
    case = a_case_of_three(session, unit)
    record(session, unit, case, "withdrawn_part", people=[1], contents=[2])
    everything = record(session, unit, case, "withdrawn_part", people=[2], contents=[1, 2])
    assert "contents" not in everything.data  # all there are is everything
    assert standing(session, case) == [1, 2]
    record(session, unit, case, "withdrawn_part", people=[3], contents=[2])
    assert standing(session, case) == [1]


def test_a_group_counts_those_it_does_not_name(session: Session, unit: Unit) -> None:
    case = a_case_of_three(session, unit, signatories=8)
    with pytest.raises(Refused, match="từ 0 đến 5") as refused:
        record(session, unit, case, "withdrawn_part", people=[1], others=6)
    assert refused.value.field == "others"
    said = record(session, unit, case, "withdrawn_part", people=[1], others=4).data
    assert said == {"people": [1], "others": 4, "of": 8}
    record(session, unit, case, "withdrawn", people=[2, 3], others=1)


def test_who_withdrew_from_the_petition_is_not_waited_for_in_its_case(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.COMPLAINT, people=THREE, signatories=3)
    record(session, unit, petition, "withdrawn_part", people=[1])
    case = a_case(session, unit, on=THEN, petition=petition)
    roster = roster_of(session, case, ())
    assert ([one.position for one in roster.people], roster.of) == ([2, 3], 2)
    record(session, unit, case, "withdrawn", people=[2, 3])


def test_of_one_person_and_before_the_reform_nothing_is_asked_of_persons(session: Session, unit: Unit) -> None:
    case = a_case(session, unit)
    assert record(session, unit, case, "withdrawn", people=[1]).data == {}
    older = a_case_of_three(session, unit, on=date(2026, 6, 1))
    assert record(session, unit, older, "withdrawn", on=date(2026, 6, 8)).data == {}


def test_sealed_people_are_named_by_their_place(session: Session, unit: Unit) -> None:
    petition = a_petition(session, unit, kind=PetitionKind.DENUNCIATION, people=THREE, signatories=3)
    assert petition.sealed
    roster = roster_of(session, petition, ())
    assert [one.person for one in roster.people] == [None] * 3
    identities.grant(session, petition, unit.handler.account_id, purpose="xử lý", by=None, at=at(THEN))
    assert record(session, unit, petition, "withdrawn_part", people=[2]).data == {"people": [2], "of": 3}
