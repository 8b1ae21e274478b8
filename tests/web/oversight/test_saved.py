"""Saved filters: kept under a name, one click away, sent as a link, and nobody else's."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.errors import NotFound, Refused
from app.casework.saved_views import MOST, own_view, remove_view, rename_view, save_view, views_of
from app.records.agencies import Level
from app.records.people import RoleKind
from tests.makers import a_case, a_unit, an_account, an_agency, at
from tests.web.conftest import Browse, Page
from tests.web.desks import at_the_desk, somebody
from tests.web.oversight.test_backlog import LATE, TODAY, codes_of


def chips_of(page: Page) -> dict[str, str]:
    return {one.text or "": one.get("href") or "" for one in page.all("a", class_="td-chip")}


@pytest.fixture
def app_with_late_cases(sqlite_app: Flask, records: Session) -> Flask:
    """Something late at a commune, and two who watch the province."""
    a_case(records, a_unit(records), on=LATE)
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    for username in ("thanh.tra", "thanh.tra.2"):
        somebody(records, inspectorate, RoleKind.SUPERVISOR, username=username)
    records.commit()
    return sqlite_app


def saved(app: Flask, name: str = "Đất đai") -> Browse:
    watcher = at_the_desk(app, "thanh.tra")
    narrowed = watcher.open("/ton-dong?linh-vuc=land&sau=2026-01-01.1&la=1")
    (save,) = [one.get("href") or "" for one in narrowed.all("a") if one.text == "Lưu bộ lọc"]
    page = watcher.send(save, name=name)
    assert f"Đã lưu bộ lọc “{name}”." in page.html
    return watcher


def test_a_filter_is_saved_from_its_list_and_opens_it_again(app_with_late_cases: Flask) -> None:
    watcher = saved(app_with_late_cases)
    for address in ("/ton-dong", "/ton-dong?cap=department"):
        assert chips_of(watcher.open(address))["Đất đai"] == "/ton-dong?linh-vuc=land"
    assert "Đất đai" not in chips_of(watcher.open("/qua-han"))
    assert len(codes_of(watcher.open("/ton-dong?linh-vuc=land"))) == 1


def test_it_is_its_owners_alone_and_its_link_is_everybodys(app_with_late_cases: Flask, records: Session) -> None:
    watcher, other = saved(app_with_late_cases), at_the_desk(app_with_late_cases, "thanh.tra.2")
    link = [one.text or "" for one in watcher.open("/bo-loc").all("td") if "linh-vuc=land" in (one.text or "")]
    assert link
    assert "Đất đai" not in chips_of(other.open("/ton-dong"))
    assert "Chưa lưu bộ lọc nào." in other.open("/bo-loc").text("main")
    assert codes_of(other.open("/ton-dong?linh-vuc=land")) == codes_of(watcher.open("/ton-dong?linh-vuc=land"))
    (view,) = [one for one in watcher.open("/bo-loc").all("a") if (one.get("href") or "").endswith("/ten")]
    for door in ("ten", "xoa"):
        other.open((view.get("href") or "").replace("/ten", f"/{door}"), status=404)
    assert records.is_active


def test_it_is_renamed_and_removed(app_with_late_cases: Flask) -> None:
    watcher = saved(app_with_late_cases)
    rename, remove = (
        next(
            one.get("href") or "" for one in watcher.open("/bo-loc").all("a") if (one.get("href") or "").endswith(door)
        )
        for door in ("/ten", "/xoa")
    )
    watcher.send(rename, name="  Đất   đai của xã ")
    assert "Đất đai của xã" in chips_of(watcher.open("/ton-dong"))
    assert "Xóa bộ lọc “Đất đai của xã”?" in watcher.open(remove).text("main")
    watcher.send(remove)
    assert chips_of(watcher.open("/bo-loc")) == {}
    assert "Đất đai của xã" not in chips_of(watcher.open("/ton-dong"))


def test_names_are_checked(session: Session) -> None:
    agency = an_agency(session, "Thanh tra tỉnh")
    one, other = (an_account(session, agency, RoleKind.SUPERVISOR).id for _ in range(2))

    def save(name: str, query: str = "cap=commune", account_id: int = one) -> str:
        view = save_view(session, account_id=account_id, listed="backlog", name=name, query=query, at=at(TODAY))
        return view.ref

    land = save("Đất đai")
    assert save("Đất đai", "linh-vuc=land") == land
    assert [view.query for view in views_of(session, one)] == ["linh-vuc=land"]
    save("Các sở")
    for wrong in (" ", "x" * 61):
        with pytest.raises(Refused):
            save(wrong)
    with pytest.raises(Refused):
        save("Dài", "nguoi=" + "x" * 600)
    with pytest.raises(Refused):
        rename_view(session, one, land, "Các sở")
    for number in range(MOST - 2):
        save(f"Bộ lọc {number}")
    with pytest.raises(Refused):
        save("Thừa")
    save("Đất đai", account_id=other)
    with pytest.raises(NotFound):
        own_view(session, other, land)
    with pytest.raises(NotFound):
        remove_view(session, other, land)
    remove_view(session, one, land)
    assert "Đất đai" not in {view.name for view in views_of(session, one)}
