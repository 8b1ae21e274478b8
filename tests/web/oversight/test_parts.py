"""The backlog in parts: every figure of every grouping opens a list as long as it says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.grouped import By
from app.casework.overdue import Age
from app.casework.permissions import HeldRole, Viewer
from app.casework.spans import Outcome, Stretch
from app.records.agencies import Agency, Level
from app.records.people import Account, Role, RoleKind
from app.records.petitions import PetitionKind
from tests.casework.test_spans import carry
from tests.makers import DAY, a_case, a_petition, a_unit, a_visit, an_act, an_agency
from tests.recount import recounted
from tests.web.conftest import Browse, Page
from tests.web.desks import at_the_desk, somebody
from tests.web.oversight.test_backlog import LATE, TODAY, VERY_LATE, codes_of, figures_of


@pytest.fixture
def watcher(sqlite_app: Flask, records: Session) -> Browse:
    """A supervisor over three agencies with something late, of several kinds, fields and stages."""
    dom, se = a_unit(records), a_unit(records, "UBND xã Chư Sê")
    office = a_unit(records, "Sở Xây dựng")
    office.agency.level = Level.DEPARTMENT
    began = a_case(records, dom, on=LATE)
    an_act(records, began, "verifying", LATE, by=dom.handler)
    conduct = {"field": "officials", "officials_conduct": True}
    of_an_official = a_petition(records, se, on=LATE, kind=PetitionKind.COMPLAINT, classified=conduct)
    a_case(records, se, on=LATE, petition=of_an_official)
    a_petition(records, se, on=VERY_LATE, kind=PetitionKind.COMPLAINT, classified=conduct)
    a_case(records, se, on=VERY_LATE, kind=PetitionKind.DENUNCIATION)
    a_case(records, office, on=VERY_LATE, kind=PetitionKind.FEEDBACK)
    a_petition(records, office, on=DAY)
    a_visit(records, office, on=DAY)
    somebody(
        records, an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT), RoleKind.SUPERVISOR, username="thanh.tra"
    )
    records.commit()
    return at_the_desk(sqlite_app, "thanh.tra")


def links_of(page: Page) -> list[tuple[int, str]]:
    """What the figures of the table say, and where they lead."""
    (table,) = page.all("figure", id="nhom")
    cells = [one for one in table.iter("td") if "td-num" in (one.get("class") or "")]
    return [(int(link.text or ""), link.get("href") or "") for cell in cells for link in cell.iter("a")]


def test_the_ages_and_their_sum_open_lists_as_long(watcher: Browse) -> None:
    ages = watcher.open("/ton-dong").all("figure", class_="td-plot")[1]
    links = [(int(one.text or ""), one.get("href") or "") for one in ages.iter("a")]
    assert len(links) == len(Age) + 1
    assert links[-1][0] == sum(figure for figure, _address in links[:-1]) > 0
    for figure, address in links:
        assert len(codes_of(watcher.open(address))) == figure, address


def test_a_red_bar_opens_what_its_figure_opens(watcher: Browse) -> None:
    (table,) = watcher.open("/ton-dong").all("figure", id="nhom")
    for row in table.iterfind(".//tbody/tr"):
        bar, figure = row.findall(".//a")[:2]
        assert bar.find(".//rect") is not None
        assert bar.get("href") == figure.get("href")


@pytest.mark.parametrize("by", By)
def test_each_figure_of_a_grouping_opens_a_list_as_long(watcher: Browse, by: By) -> None:
    links = links_of(watcher.open(f"/ton-dong?nhom={by}"))
    assert links
    for figure, address in links:
        assert len(codes_of(watcher.open(address))) == figure, address
    late = [figure for figure, address in links if address.startswith("/qua-han") and "nguoi=" not in address]
    assert sum(late) == len(codes_of(watcher.open("/qua-han")))


def test_a_grouping_keeps_the_filters_of_the_page(watcher: Browse) -> None:
    links = links_of(watcher.open("/ton-dong?nhom=agency&loai=complaint"))
    assert all("loai=complaint" in address for _figure, address in links)
    late = [figure for figure, address in links if address.startswith("/qua-han") and "nguoi=" not in address]
    assert sum(late) == len(codes_of(watcher.open("/qua-han?loai=complaint")))


def test_one_grouping_is_shown_and_the_others_are_links(watcher: Browse) -> None:
    for address, here in (
        ("/ton-dong", "Cơ quan"),
        ("/ton-dong?nhom=field", "Lĩnh vực"),
        ("/ton-dong?nhom=x", "Cơ quan"),
    ):
        page = watcher.open(address)
        chips = [one for one in page.all("a", class_="td-chip") if "nhom=" in (one.get("href") or "")]
        assert len(chips) == len(By)
        assert [one.text for one in chips if one.get("aria-current")] == [here]


def test_how_cases_were_settled_opens_lists_as_long(watcher: Browse, records: Session) -> None:
    carry(records, a_unit(records, "UBND xã Gào"))
    carry(records, a_unit(records, "UBND xã Kbang"), to=3)
    records.commit()
    page = watcher.open("/ton-dong")
    links = [
        (link.text, link.get("href") or "")
        for link in page.all("a")
        if link.text and "trong-nam=" in (link.get("href") or "")  # a bar has no words of its own
    ]
    figures = [(int(text.split(":")[-1].split()[0]), address) for text, address in links]
    assert len(figures) == len(Stretch) + len(Outcome) + 2
    assert sum(figure for figure, address in figures if f"trong-nam={Outcome.FOR_GOOD}" in address) == 1
    for figure, address in figures:
        assert len(codes_of(watcher.open(address))) == figure, address


def test_every_number_the_page_prints_is_the_one_counted_by_hand(watcher: Browse, records: Session) -> None:
    carry(records, a_unit(records, "UBND xã Gào"))
    records.commit()
    account = records.scalars(select(Account).where(Account.username == "thanh.tra")).one()
    (role,) = records.scalars(select(Role).where(Role.account_id == account.id))
    told = recounted(records, Viewer(account.id, (HeldRole(role.kind, role.agency_id),)), today=TODAY)
    agencies = {one.code: one.name for one in records.scalars(select(Agency))}
    records.rollback()  # reading took the one lock there is
    page = watcher.open("/ton-dong?nhom=agency")
    figures = {words: int(figure) for words, (figure, _url) in figures_of(page).items()}
    assert figures == {
        "Quá hạn": told["all"][0],
        "Vụ việc đang giải quyết": told["open cases"],
        "Đến hạn trong 5 ngày làm việc": told["soon"],
        "Số ngày quá hạn trung vị": told["all"][1],
        "Quá hạn, chưa ai giữ": told["all"][3],
    }
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in page.all("tr")]
    for month in [name for name in told if name.startswith("month ")]:
        year, number = month.removeprefix("month ").split("-")
        assert [f"{number}/{year}", *map(str, told[month])] in rows
    for code in [name.removeprefix("agency ") for name in told if name.startswith("agency ")]:
        late, middle, oldest, free = told[f"agency {code}"]
        share = f"{100 * late / told['all'][0]:.1f}\N{NO-BREAK SPACE}%".replace(".", ",")
        said = [str(late), share, f"{middle} ngày", f"{oldest} ngày", str(free), str(told[f"cases of agency {code}"])]
        assert [agencies[code], "", *said] in rows
    stretches = {"Thụ lý đến giao xác minh": "assigned", "Báo cáo xác minh đến quyết định, kết luận": "resolved"}
    for words, name in stretches.items():
        count, days = told[f"way {name}"]
        assert [words, str(days), str(count)] in rows
    assert ["Dứt điểm", "", str(told["settled for_good"]), "100,0\N{NO-BREAK SPACE}%"] in rows
