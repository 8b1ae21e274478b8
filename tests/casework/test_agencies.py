from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework.agencies import (
    agencies_on,
    agency_by_code,
    is_remote,
    load_agencies,
    read_list,
    superior_of,
)
from app.casework.errors import NotFound, Refused
from app.records.agencies import Agency, AgencyParent, Level, RemoteArea
from tests.makers import DAY, VIETNAM, an_agency

NOW = datetime(2026, 7, 6, 9, tzinfo=VIETNAM)


def test_the_list_has_every_commune_and_department() -> None:
    lines = read_list()
    levels = [line.level for line in lines]
    assert levels.count(Level.COMMUNE) == 135
    assert len(lines) == 155
    assert len({line.code for line in lines}) == 155
    ia_dom = next(line for line in lines if line.name == "UBND xã Ia Dom")
    assert (ia_dom.place, ia_dom.head_title, ia_dom.parent) == ("xã Ia Dom", "Chủ tịch UBND xã", "ubnd-tinh")
    assert ia_dom.code.isdigit()


def test_loading_twice_adds_nothing_and_keeps_what_was_changed(session: Session) -> None:
    assert load_agencies(session, read_list(), at=NOW).created == 155
    agency_by_code(session, "thanh-tra").email = "thanh-tra@example.invalid"
    again = load_agencies(session, read_list(), at=NOW)
    assert (again.created, again.kept) == (0, 155)
    assert agency_by_code(session, "thanh-tra").email == "thanh-tra@example.invalid"
    assert session.scalar(select(func.count()).select_from(AgencyParent)) == 151


def test_a_commune_stands_under_the_province_and_the_desk_under_its_office(session: Session) -> None:
    load_agencies(session, read_list(), at=NOW)
    by_name = {agency.name: agency for agency in session.scalars(select(Agency))}

    def above(name: str) -> str | None:
        superior = superior_of(session, by_name[name].id, DAY)
        return superior.name if superior else None

    assert above("UBND phường Pleiku") == "UBND tỉnh"
    assert above("Ban Tiếp công dân tỉnh") == "Văn phòng UBND tỉnh"
    assert above("UBND tỉnh") is None


def test_a_list_with_an_unknown_parent_is_refused(session: Session) -> None:
    line = replace(read_list()[0], code="moi", parent="khong-co")
    with pytest.raises(Refused, match="khong-co"):
        load_agencies(session, [line], at=NOW)


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("departments: 3\n", encoding="utf-8")
    with pytest.raises(Refused):
        read_list(path)


def test_an_unknown_code_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        agency_by_code(session, "khong-co")


def test_an_agency_is_listed_only_while_it_exists(session: Session) -> None:
    agency = an_agency(session)
    agency.until_on = date(2026, 7, 5)
    session.flush()
    assert agency in agencies_on(session, date(2026, 7, 5))
    assert agency not in agencies_on(session, DAY)


def test_a_remote_area_is_remote_while_its_document_runs(session: Session) -> None:
    agency = an_agency(session)
    session.add(
        RemoteArea(agency_id=agency.id, document="861/QĐ", from_on=date(2026, 1, 1), until_on=date(2026, 6, 30))
    )
    session.flush()
    assert is_remote(session, agency.id, date(2026, 6, 30))
    assert not is_remote(session, agency.id, date(2026, 7, 1))
