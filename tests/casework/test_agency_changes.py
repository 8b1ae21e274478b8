"""Agencies changed by an administrator: facts, place in the tree, remote-area documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.agencies import is_remote, superior_of
from app.casework.agency_changes import (
    AgencyFacts,
    add_agency,
    add_remote_area,
    change_agency,
    end_remote_area,
    set_email,
)
from app.casework.agency_list import agency_rows, unreachable_count
from app.casework.agency_tree import put_under
from app.casework.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from app.casework.permissions import ALLOWED, SYSTEM, Deed, Viewer
from app.records.agencies import Agency, Level
from app.records.audit import AuditEntry
from app.records.people import Account, RoleKind
from tests.makers import DAY, FROM, a_viewer, an_agency, at

NOW = at(DAY)
A_DAY = timedelta(days=1)


@pytest.fixture
def province(session: Session) -> Agency:
    return an_agency(session, "UBND tỉnh", level=Level.PROVINCE)


@pytest.fixture
def admin(session: Session, province: Agency) -> Viewer:
    return a_viewer(session, province, RoleKind.ADMINISTRATOR)


def facts(agency: Agency, **changed: Any) -> AgencyFacts:
    names = ("name", "from_on", "english", "place", "head_title", "email", "postal_address", "phone", "source")
    return AgencyFacts(**{name: getattr(agency, name) for name in names} | changed)


def above(session: Session, agency: Agency, on: date) -> str | None:
    superior = superior_of(session, agency.id, on)
    return superior.name if superior else None


def test_a_new_parent_from_a_day_leaves_the_days_before_as_they_were(
    session: Session, province: Agency, admin: Viewer
) -> None:
    office = an_agency(session, "Văn phòng UBND tỉnh", under=province, level=Level.PROVINCE)
    desk = an_agency(session, "Ban Tiếp công dân", under=office, level=Level.PROVINCE)
    put_under(session, desk, province, from_on=DAY, by=admin, at=NOW)
    assert (above(session, desk, DAY - A_DAY), above(session, desk, DAY)) == ("Văn phòng UBND tỉnh", "UBND tỉnh")
    rows = {row.name: row.parent for row in agency_rows(session, DAY - A_DAY)}
    assert rows["Ban Tiếp công dân"] == "Văn phòng UBND tỉnh"
    assert {row.name: row.parent for row in agency_rows(session, DAY)}["Ban Tiếp công dân"] == "UBND tỉnh"


def test_a_change_between_two_written_ones_ends_before_the_later(
    session: Session, province: Agency, admin: Viewer
) -> None:
    office, bureau = (an_agency(session, name, under=province) for name in ("Văn phòng", "Sở Nội vụ"))
    desk = an_agency(session, "Ban Tiếp công dân", under=province)
    later = DAY + timedelta(days=30)
    put_under(session, desk, office, from_on=later, by=admin, at=NOW)
    put_under(session, desk, bureau, from_on=DAY, by=admin, at=NOW)
    days = (DAY - A_DAY, DAY, later - A_DAY, later)
    assert [above(session, desk, day) for day in days] == ["UBND tỉnh", "Sở Nội vụ", "Sở Nội vụ", "Văn phòng"]
    put_under(session, desk, province, from_on=later, by=admin, at=NOW)  # the same day again: put right in place
    assert above(session, desk, later) == "UBND tỉnh"
    put_under(session, desk, None, from_on=later, by=admin, at=NOW)
    assert above(session, desk, later) is None


@pytest.mark.parametrize("place", [0, 1])
def test_nobody_stands_above_themselves(session: Session, province: Agency, admin: Viewer, place: int) -> None:
    office = an_agency(session, "Văn phòng", under=province)
    desk = an_agency(session, "Ban Tiếp công dân", under=office)
    with pytest.raises(Refused, match="trực thuộc") as refused:
        put_under(session, office, (office, desk)[place], from_on=DAY, by=admin, at=NOW)
    assert refused.value.field == "parent"


def test_a_cycle_that_only_begins_later_is_refused_too(session: Session, province: Agency, admin: Viewer) -> None:
    office, bureau = (an_agency(session, name, under=province) for name in ("Văn phòng", "Sở Nội vụ"))
    put_under(session, office, bureau, from_on=DAY + timedelta(days=60), by=admin, at=NOW)
    with pytest.raises(Refused) as refused:
        put_under(session, bureau, office, from_on=DAY, by=admin, at=NOW)
    assert refused.value.field == "parent"


def test_a_superior_exists_on_that_day(session: Session, province: Agency, admin: Viewer) -> None:
    desk, young = an_agency(session, "Ban", under=province), an_agency(session, "Sở mới")
    young.from_on = DAY + A_DAY
    session.flush()
    with pytest.raises(Refused) as refused:
        put_under(session, desk, young, from_on=DAY, by=admin, at=NOW)
    assert refused.value.field == "parent"
    put_under(session, desk, young, from_on=DAY + A_DAY, by=admin, at=NOW)
    with pytest.raises(Refused) as refused:
        put_under(session, desk, province, from_on=FROM - A_DAY, by=admin, at=NOW)
    assert refused.value.field == "from_on"


def test_the_second_of_two_editors_is_told(session: Session, province: Agency, admin: Viewer) -> None:
    seen = province.version
    changed = change_agency(
        session, province, facts(province, phone="0269 111"), expected_version=seen, by=admin, at=NOW
    )
    assert changed == ("phone",)
    with pytest.raises(ChangedMeanwhile):
        change_agency(session, province, facts(province, phone="0269 222"), expected_version=seen, by=admin, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        put_under(session, province, None, from_on=DAY, expected_version=seen, by=admin, at=NOW)
    assert province.phone == "0269 111"


def test_the_trail_names_the_fields_and_not_what_was_typed(session: Session, province: Agency, admin: Viewer) -> None:
    changed = facts(province, email="vanthu@tinh.example", english="Province")
    change_agency(session, province, changed, expected_version=None, by=admin, at=NOW)
    change_agency(session, province, changed, expected_version=None, by=admin, at=NOW)  # nothing left to change
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "agency_changed")).one()
    assert (entry.subject, entry.detail) == (f"agency:{province.code}", {"fields": ["english", "email"]})


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", " "), ("name", "ubnd XA ia dom"), ("email", "khong-phai-dia-chi"), ("from_on", DAY)],
)
def test_what_is_wrong_is_told_beside_its_field(
    session: Session, province: Agency, admin: Viewer, field: str, typed: Any
) -> None:
    an_agency(session, "UBND xã Ia Dom")
    with pytest.raises(Refused) as refused:  # the first day: the administrator's role began before
        change_agency(session, province, facts(province, **{field: typed}), expected_version=None, by=admin, at=NOW)
    assert refused.value.field == field


def test_an_earlier_first_day_moves_the_first_place_in_the_tree(
    session: Session, province: Agency, admin: Viewer
) -> None:
    office = an_agency(session, "Văn phòng", under=province)
    with pytest.raises(Refused) as refused:  # the province did not exist yet
        change_agency(session, office, facts(office, from_on=FROM - A_DAY), expected_version=None, by=admin, at=NOW)
    assert refused.value.field == "from_on"
    session.refresh(office)
    change_agency(session, province, facts(province, from_on=FROM - A_DAY), expected_version=None, by=admin, at=NOW)
    change_agency(session, office, facts(office, from_on=FROM - A_DAY), expected_version=None, by=admin, at=NOW)
    assert above(session, office, FROM - A_DAY) == "UBND tỉnh"


def test_a_new_agency_stands_under_its_superior_from_its_first_day(
    session: Session, province: Agency, admin: Viewer
) -> None:
    new = AgencyFacts(name="UBND xã Mới", from_on=DAY, email="vanthu@moi.example")
    made = add_agency(session, new, code="23999", level=Level.COMMUNE, superior=province, by=admin, at=NOW)
    assert (above(session, made, DAY), above(session, made, DAY - A_DAY)) == ("UBND tỉnh", None)
    for code, name, field in (("23999", "Khác", "code"), ("Mã Sai", "Khác", "code"), ("23998", "ubnd xã mới", "name")):
        with pytest.raises(Refused) as refused:
            add_agency(session, AgencyFacts(name=name, from_on=DAY), code=code, level=Level.COMMUNE, by=admin, at=NOW)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        add_agency(
            session, AgencyFacts(name="Sớm", from_on=FROM - A_DAY), code="som", level=Level.COMMUNE,
            superior=province, by=admin, at=NOW,
        )  # fmt: skip
    assert refused.value.field == "parent"


def test_a_remote_area_document_runs_between_its_days(session: Session, province: Agency, admin: Viewer) -> None:
    area = add_remote_area(session, province, "861/QĐ-TTg", from_on=DAY, until_on=None, by=admin, at=NOW)
    assert (is_remote(session, province.id, DAY - A_DAY), is_remote(session, province.id, DAY)) == (False, True)
    with pytest.raises(Refused) as refused:
        add_remote_area(session, province, "861/qđ-ttg", from_on=DAY + A_DAY, until_on=None, by=admin, at=NOW)
    assert refused.value.field == "document"
    with pytest.raises(Refused) as refused:
        end_remote_area(session, province, area.id, last_on=DAY - A_DAY, by=admin, at=NOW)
    assert refused.value.field == "last_on"
    end_remote_area(session, province, area.id, last_on=DAY, by=admin, at=NOW)
    assert not is_remote(session, province.id, DAY + A_DAY)
    with pytest.raises(Refused):
        end_remote_area(session, province, area.id, last_on=DAY + A_DAY, by=admin, at=NOW)
    with pytest.raises(NotFound):
        end_remote_area(session, an_agency(session, "Khác"), area.id, last_on=DAY, by=admin, at=NOW)
    with pytest.raises(Refused) as refused:
        add_remote_area(session, province, "Số khác", from_on=DAY, until_on=DAY - A_DAY, by=admin, at=NOW)
    assert refused.value.field == "until_on"


def test_an_agency_is_reached_through_its_head_or_its_own_address(session: Session, province: Agency) -> None:
    party = an_agency(session, "Ban Dân vận", level=Level.PARTY)
    assert unreachable_count(session, DAY) == 1  # nobody writes to the Party's bodies
    head = a_viewer(session, province, RoleKind.HEAD)
    assert unreachable_count(session, DAY) == 1
    account = session.get_one(Account, head.account_id)
    account.email = "chutich@tinh.example"
    session.flush()
    assert unreachable_count(session, DAY) == 0
    account.locked_at = NOW
    session.flush()
    assert unreachable_count(session, DAY) == 1
    set_email(session, province, "vanthu@tinh.example", by=SYSTEM, at=NOW)
    assert unreachable_count(session, DAY) == 0
    rows = {row.name: row for row in agency_rows(session, DAY)}
    assert (rows[party.name].unreachable, rows[province.name].unreachable) == (False, False)
    assert rows[province.name].found_by("ubnd TINH")
    assert not rows[province.name].found_by("xã")


@pytest.mark.parametrize("kind", RoleKind)
def test_only_administrators_change_agencies(session: Session, province: Agency, kind: RoleKind) -> None:
    viewer = a_viewer(session, province, kind)
    if Deed.ADMINISTER in ALLOWED[kind]:
        set_email(session, province, "", by=viewer, at=NOW)
        return
    with pytest.raises(NotAllowed):
        set_email(session, province, "a@b.example", by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        change_agency(session, province, facts(province), expected_version=None, by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        put_under(session, province, None, from_on=DAY, by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        add_agency(session, facts(province), code="moi", level=Level.COMMUNE, by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        add_remote_area(session, province, "1/QĐ", from_on=DAY, until_on=None, by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        end_remote_area(session, province, 1, last_on=DAY, by=viewer, at=NOW)
