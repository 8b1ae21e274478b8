"""The backlog in parts: every figure of every grouping opens a list as long as it says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework.grouped import By
from app.casework.spans import Outcome, Stretch
from app.records.agencies import Level
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.casework.test_spans import carry
from tests.makers import DAY, a_case, a_petition, a_unit, a_visit, an_act, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import at_the_desk, somebody
from tests.web.oversight.test_backlog import LATE, VERY_LATE, codes_of


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
        (link.text or "", link.get("href") or "") for link in page.all("a") if "trong-nam=" in (link.get("href") or "")
    ]
    figures = [(int(text.split(":")[-1].split()[0]), address) for text, address in links]
    assert len(figures) == len(Stretch) + len(Outcome) + 2
    assert sum(figure for figure, address in figures if f"trong-nam={Outcome.FOR_GOOD}" in address) == 1
    for figure, address in figures:
        assert len(codes_of(watcher.open(address))) == figure, address
