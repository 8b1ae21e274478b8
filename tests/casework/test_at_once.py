"""Several processes at the same moment, on each database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.records.cases import CasePetition
from app.records.matters import Matter, MatterKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionDay
from tests.conftest import settings_at
from tests.makers import DAY, a_petition, a_unit, at
from tests.workers import at_once


def test_two_desks_at_once_leave_no_gap_and_no_number_twice(engine: Engine, database_url: str, tmp_path: Path) -> None:
    with Session(engine) as session:
        a_unit(session)
        session.commit()
    answers = at_once("register", settings_at(database_url, tmp_path), at(DAY), processes=3)
    codes = sorted(code for answer in answers for code in answer)
    assert codes == [f"LT-{number:04d}/2026" for number in range(1, 31)]
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(ReceptionDay)) == 1


def test_two_people_accept_at_once_and_one_case_opens(engine: Engine, database_url: str, tmp_path: Path) -> None:
    with Session(engine) as session:
        a_petition(session, a_unit(session), kind=PetitionKind.COMPLAINT)
        session.commit()
    answers = at_once("accept", settings_at(database_url, tmp_path), at(DAY))
    assert sorted(answers, key=str) == ["KN-0001/2026", None]
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(CasePetition)) == 1
        assert session.scalars(select(Matter.code).where(Matter.kind == MatterKind.CASE)).all() == ["KN-0001/2026"]
