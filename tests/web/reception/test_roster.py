"""The roster of reception officers: kept by the head, read by Thanh tra, a signal where nobody is appointed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.casework import roster
from app.casework.roster import Days
from app.records.audit import AuditEntry
from app.records.people import RoleKind
from app.records.roster import DutyDay, RosterOfficer
from tests.web.conftest import Browse
from tests.web.desks import Desk, a_desk, at_the_desk, looking, somebody

ROSTER = "/doi-ngu-tiep-cong-dan"
APPOINTED: Mapping[str, Any] = {
    "full_name": "Siu H'Lan", "post": "Công chức Văn phòng", "duty": "regular", "document_no": "12/QĐ-UBND",
    "document_on": "01/07/2026", "document_by": "Chủ tịch UBND xã", "from_on": "02/07/2026", "until_on": "",
    "expected_version": "0",
}  # fmt: skip


@pytest.fixture
def desk(app: Flask) -> Desk:
    with looking(app) as records:
        found = a_desk(records)
        other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
        for kind in RoleKind:
            somebody(records, other.agency, kind, username=f"khac.{kind.value}")
        records.commit()
    return found


@pytest.fixture
def head(app: Flask, desk: Desk) -> Browse:
    return at_the_desk(app, desk.who[RoleKind.HEAD])


def ticked(*boxes: str) -> dict[str, Any]:
    return dict.fromkeys(boxes, "on")


def appointed(head: Browse, desk: Desk, **changed: str) -> str:
    path = f"{ROSTER}/don-vi/{desk.agency.ref}/them"
    head.open(path)
    page = head.send(path, **{**APPOINTED, **changed})
    return page.response.request.path


def test_who_is_appointed_stands_on_the_roster_and_the_signal_goes(app: Flask, head: Browse, desk: Desk) -> None:
    supervisor = at_the_desk(app, "khac.supervisor")
    before = supervisor.open(ROSTER)
    assert "2 đơn vị, 2 đơn vị chưa phân công" in before.text("p", class_="td-lede")
    assert "NĐ 154/2026/NĐ-CP, Điều 42 khoản 2 điểm c" in before.text()
    assert "chưa phải vi phạm" in before.text()
    path = appointed(head, desk)
    assert "số 12/QĐ-UBND ngày 01/07/2026, Chủ tịch UBND xã ký" in head.open(path).text("aside")
    assert "1 đơn vị chưa phân công" in supervisor.open(ROSTER).text("p", class_="td-lede")
    read = supervisor.open(path)
    assert "Siu H'Lan" in read.text("h1")
    assert not read.all("input", type="checkbox")
    supervisor.open(f"{path}/sua", 403)
    with looking(app) as records:
        actions = list(records.scalars(select(AuditEntry.action).where(AuditEntry.action.like("roster_%"))))
    assert actions == ["roster_appointed"]


def test_days_on_duty_are_planned_and_done_and_can_be_counted(app: Flask, head: Browse, desk: Desk) -> None:
    path = appointed(head, desk)
    page = head.open(f"{path}?thang=2026-11")
    assert not page.all("input", name="da-2026-11-26")  # a day to come cannot be done
    assert not page.all("input", name="truc-2026-11-22")  # a Sunday
    page = head.send(
        f"{path}/ngay-truc?thang=2026-11",
        **ticked("truc-2026-11-20", "da-2026-11-20", "truc-2026-11-23", "truc-2026-11-26", "da-2026-11-26"),
    )
    assert "chưa đến: chưa thể ghi đã trực" in page.text("div", class_="td-summary")
    head.open(f"{path}?thang=2026-11")
    page = head.send(
        f"{path}/ngay-truc?thang=2026-11",
        **ticked("truc-2026-11-20", "da-2026-11-20", "truc-2026-11-23", "truc-2099-01-01"),
    )
    assert "đã trực 1 trong 2 ngày có lịch" in page.text()
    with looking(app) as records:
        officer = records.scalars(select(RosterOfficer)).one()
        counted = roster.days_of(records, [officer.id], first=date(2026, 11, 1), last=date(2026, 11, 30))
        assert counted == {officer.id: Days(planned=2, done=1)}
        assert {one.on for one in records.scalars(select(DutyDay))} == {date(2026, 11, 20), date(2026, 11, 23)}


def test_training_is_written_down_and_bad_input_is_told_beside_its_field(head: Browse, desk: Desk) -> None:
    path = appointed(head, desk)
    head.open(f"{path}/tap-huan")
    page = head.send(f"{path}/tap-huan", course="Kỹ năng tiếp công dân", on="24/11/2026", certificate="")
    assert "không muộn hơn hôm nay" in page.text("div", id="on-error")
    page = head.send(f"{path}/tap-huan", course="Kỹ năng tiếp công dân", on="12/10/2026", certificate="CC-07")
    assert "Kỹ năng tiếp công dân 12/10/2026 · CC-07" in page.text("aside")
    wrong = f"{ROSTER}/don-vi/{desk.agency.ref}/them"
    head.open(wrong)
    page = head.send(wrong, **{**APPOINTED, "full_name": " ", "duty": "", "document_on": "31/02/2026",
                               "until_on": "01/01/2026"})  # fmt: skip
    for name in ("full_name", "document_on", "until_on"):
        assert page.all("div", id=f"{name}-error"), name
    page = head.send(wrong, **{**APPOINTED, "from_on": "01/06/2026"})
    assert "không sớm hơn ngày văn bản 01/07/2026" in page.text("div", id="from_on-error")


def test_two_people_at_one_appointment_and_done_days_outside_it_are_refused(head: Browse, desk: Desk) -> None:
    path = appointed(head, desk)
    head.open(f"{path}/sua")
    head.send(f"{path}/sua", **{**APPOINTED, "expected_version": "1", "post": "Phó Chánh Văn phòng"})
    head.open(f"{path}/sua")
    page = head.send(f"{path}/sua", **{**APPOINTED, "expected_version": "1"})
    assert "Có người vừa thay đổi" in page.text("div", class_="td-summary")
    head.open(f"{path}?thang=2026-11")
    head.send(
        f"{path}/ngay-truc?thang=2026-11",
        **ticked("da-2026-11-20"),
    )
    head.open(f"{path}/sua")
    page = head.send(f"{path}/sua", **{**APPOINTED, "expected_version": "2", "until_on": "31/10/2026"})
    assert "Ngày 20/11/2026 đã ghi trực nằm ngoài" in page.text("div", id="until_on-error")


def test_each_role_enters_where_it_may_and_finds_nothing_of_another_agency(
    app: Flask, head: Browse, desk: Desk
) -> None:
    path = appointed(head, desk)
    everywhere = {RoleKind.SUPERVISOR, RoleKind.ADMINISTRATOR}
    members = {RoleKind.OFFICER, RoleKind.HEAD}
    for kind in RoleKind:
        browse = at_the_desk(app, f"khac.{kind.value}")
        entered = 200 if kind in everywhere | members else 403
        assert browse.client.get(ROSTER).status_code == entered, kind
        there = 200 if kind in everywhere else 404 if kind in members else 403
        for one in (path, f"{ROSTER}/don-vi/{desk.agency.ref}"):
            assert browse.client.get(one).status_code == there, (kind, one)
        kept = {RoleKind.ADMINISTRATOR: 200, RoleKind.HEAD: 404}.get(kind, 403)
        assert browse.client.get(f"{path}/sua").status_code == kept, kind
    assert at_the_desk(app, desk.who[RoleKind.OFFICER]).client.get(f"{path}/sua").status_code == 403


def test_one_agency_is_counted_as_one_in_english(head: Browse) -> None:
    head.client.get("/ngon-ngu/en")
    assert "1 agency, 1 with nobody" in head.open(ROSTER).text("p", class_="td-lede")
