"""The register of citizen reception: visits and people counted apart, its period, the form it is kept by."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from app.records.reception import Chair, ReceptionDay, ReceptionKind
from tests.makers import a_visit
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def test_the_register_counts_visits_and_people_apart_and_shows_the_kind_of_session(
    officer: Browse, records: Session, desk: Desk
) -> None:
    for count in (1, 12):
        a_visit(records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD, people_count=count)
    records.scalars(select(ReceptionDay)).one().chair = Chair.DEPUTY
    records.commit()
    for path in ("", "/ban-in"):
        page = officer.open(f"/so-tiep-cong-dan{path}")
        assert "2 lượt tiếp · cả kỳ 13 người được tiếp · 1 đoàn đông người." in page.text("main")
        assert "định kỳ" in page.text("tbody")
        assert "Cấp phó tiếp thay" in page.text("tbody")


def test_a_period_that_cannot_be_read_names_its_field(officer: Browse) -> None:
    page = officer.open("/so-tiep-cong-dan?tu=32/11/2026&den=mai")
    assert "Từ ngày: Không có ngày 32/11/2026" in page.text("div", class_="td-summary")
    assert "Đến ngày: Nhập ngày dạng" in page.text("div", class_="td-summary")
    assert page.all("div", id="tu-error")
    assert page.all("input", name="den")[0].get("value") == "mai"


def test_a_period_from_before_the_decree_says_from_when_the_form_is_used(officer: Browse) -> None:
    lede = officer.open("/so-tiep-cong-dan?tu=01/06/2026&den=31/07/2026").text("p", class_="td-lede")
    assert "mẫu 03/TCD" in lede
    assert "từ ngày 01/07/2026" in lede
    before = officer.open("/so-tiep-cong-dan?tu=01/06/2026&den=30/06/2026").text("p", class_="td-lede")
    assert "03/TCD" not in before
    assert "không nêu số mẫu" in before
