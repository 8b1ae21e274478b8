"""Whole procedures through the pages to the closed file, the clock on the day of each act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.casework.timeline import obligations_of
from app.records.matters import Matter
from app.records.people import RoleKind
from app.web.clock import ZONE
from tests.makers import a_case, a_petition
from tests.web.cases import journeys, side_ways
from tests.web.cases.journeys import HANDLER, HEAD, OFFICER, SEEN, SHUT, Journey, Said, of
from tests.web.cases.test_on_both import form_of
from tests.web.conftest import Browse, Page
from tests.web.desks import FOUND, Desk, a_desk, at_the_desk, looking


class Desks:
    """The people of one agency at their browsers, on the day of what they do."""

    def __init__(self, app: Flask, desk: Desk) -> None:
        self.app, self.desk = app, desk
        self.browsers = {kind: at_the_desk(app, desk.who[kind]) for kind in (OFFICER, HANDLER, HEAD)}
        self.address = ""

    def at(self, who: RoleKind, day: str) -> Browse:
        self.app.config["CLOCK"] = lambda: datetime.combine(of(day), time(9), ZONE)
        self.browsers[who].enter(self.desk.who[who])
        return self.browsers[who]

    def walk(self, journey: Journey) -> list[int]:
        """Take every step; the ids of the petition and of its case."""
        with looking(self.app) as session:
            petition = a_petition(
                session, self.desk.unit, on=of(journey.received), kind=journey.kind, classified=journey.classified,
                people=journey.people, signatories=len(journey.people),
            )  # fmt: skip
            session.commit()
        self.address = f"/don/{petition.ref}"
        for step in journey.steps:
            self.take(*step)
        with looking(self.app) as session:
            case = session.query(Matter).filter_by(ref=self.address.rsplit("/", 1)[1]).one()
            assert case.stage == "closed"
            return [petition.id, case.id]

    def take(self, day: str, act: str, who: RoleKind, said: Said) -> None:
        browse, page_of = self.at(who, day), f"{self.address}/viec/{act}"
        if SHUT in said:
            assert said[SHUT] in browse.open(page_of, status=409).text(), (day, act)
            assert said[SHUT] in browse.open(self.address).text("details", class_="td-not-yet"), (day, act)
            return
        form = {**form_of(browse.open(page_of)), "document_no": "1/VB", **found(act, said), **said}
        seen = form.pop(SEEN, "")
        page = self.send(browse, self.where(page_of, act), form)
        if page is not None and page.all("button", value="confirm"):
            assert seen in page.text(), (day, act, page.text())
            page = self.send(browse, self.where(page_of, act), {**form_of(page), "step": "confirm"})
        elif seen:
            assert page is not None
            assert seen in page.text("div", role="alert"), (day, act)
            return
        assert page is None, (day, act, page.text())

    def send(self, browse: Browse, address: str, form: Said) -> Page | None:
        """The page that answers; None when it is done and leads on: that page has tests of its own."""
        response = browse.client.post(address, data=form)
        if response.status_code == HTTPStatus.FOUND:
            self.address = urlsplit(response.location).path
            return None
        return Page(response)

    def where(self, page_of: str, act: str) -> str:
        return f"{self.address}/thu-ly" if act == "accepted" else page_of


def found(act: str, said: Said) -> Mapping[str, str]:
    """What an act finds of the one content."""
    if act in {"concluded", "handled_at_once"}:
        return {"finding_1": said.get("verdict", "right")}
    return FOUND if act == "decided" else {}


def ledger_of(app: Flask, ids: list[int]) -> dict[str, tuple[str, str]]:
    def told(on: date | None) -> str:
        return f"{on.day}/{on.month}" if on else ""

    with looking(app) as session:
        rows = obligations_of(session, ids)
    assert not any(row.open for row in rows)
    return {row.duty: (told(row.due_on), told(row.satisfied_on) or (row.end_reason or "")) for row in rows}


def test_a_complaint_goes_to_its_end_on_both_databases(app: Flask) -> None:
    with looking(app) as session:
        desks = Desks(app, a_desk(session))
    assert ledger_of(app, desks.walk(journeys.FIRST_COMPLAINT)) == journeys.FIRST_COMPLAINT.ledger


@pytest.mark.parametrize(
    "journey",
    [
        pytest.param(journeys.SECOND_COMPLAINT, id="second-complaint"),
        pytest.param(journeys.DISCIPLINE_FIRST, id="discipline"),
        pytest.param(journeys.DISCIPLINE_SECOND, id="discipline-again"),
        pytest.param(journeys.A_DENUNCIATION, id="denunciation"),
        pytest.param(journeys.WITHDRAWN, id="withdrawn"),
        pytest.param(journeys.DENUNCIATION_WITHDRAWN, id="denunciation-withdrawn"),
        pytest.param(journeys.TAKEN_OVER, id="taken-over"),
        pytest.param(journeys.ANNULLED, id="annulled"),
        pytest.param(journeys.IN_COURT, id="in-court"),
        pytest.param(side_ways.EXPERT, id="expert"),
        pytest.param(side_ways.CLEAR_CASE, id="clear-case"),
        pytest.param(side_ways.FURTHER, id="further"),
        pytest.param(side_ways.FOUND_RIGHT, id="found-right"),
        pytest.param(side_ways.ONE_BY_ONE, id="one-by-one"),
        pytest.param(side_ways.DENOUNCERS_ONE_BY_ONE, id="denouncers-one-by-one"),
        pytest.param(side_ways.SUSPENDED, id="suspended"),
    ],
)
def test_a_procedure_ends_with_the_ledger_the_law_gives_it(sqlite_app: Flask, journey: Journey) -> None:
    with looking(sqlite_app) as session:
        desks = Desks(sqlite_app, a_desk(session))
    assert ledger_of(sqlite_app, desks.walk(journey)) == journey.ledger


def test_a_second_complaint_names_the_case_it_follows(sqlite_app: Flask) -> None:
    with looking(sqlite_app) as session:
        desk = a_desk(session)
        late, in_time = (a_case(session, desk.unit, on=of(day)) for day in ("1/10", "2/11"))
        again = a_petition(session, desk.unit, on=of("9/11"))
        session.commit()
    desks = Desks(sqlite_app, desk)
    handler, address = desks.at(HANDLER, "9/11"), f"/don/{again.ref}/phan-loai"

    def classified(**said: str) -> Page:
        asked = {"kind": "complaint", "field": "land", "officials_conduct": "no", "reason": "Khiếu nại tiếp", **said}
        return handler.send(address, **{**form_of(handler.open(address)), **asked})

    refused = classified(instance="second", previous_code="KN-9999/2026")
    assert "Không tìm thấy khiếu nại lần đầu mang mã này" in refused.text("div", role="alert")
    refused = classified(instance="second", previous_code=in_time.code)
    assert "chưa hết hạn giải quyết" in refused.text("div", role="alert")
    classified(instance="second", previous_code=late.code)
    desks.address = f"/don/{again.ref}"
    desks.take("10/11", "accepted", HANDLER, {})
    related = handler.open(desks.address).text("section", **{"aria-labelledby": "lien-quan"})
    assert f"Vụ việc trước {late.code}" in related
