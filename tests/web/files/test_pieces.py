"""Files in pieces at their doors: resumed, answered again, refused as a whole file is."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.records.documents import Document
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests import papers
from tests.makers import a_petition, an_agency, classify
from tests.web.conftest import Browse
from tests.web.desks import TODAY, Desk, a_desk, at_the_desk, looking, somebody

LONG = papers.PDF + bytes(5_000)


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        found = a_desk(records, under=an_agency(records, "UBND tỉnh"))
        a_petition(records, found.unit, on=TODAY)
        somebody(records, an_agency(records, "Sở Xây dựng"), RoleKind.HANDLER, username="so.handler")
        records.commit()
    return found


@pytest.fixture
def ref(sqlite_app: Flask, desk: Desk) -> str:
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open("/don")
    return str(page.all("a", class_="td-code")[0].get("href")).rpartition("/")[2]


def piece(browse: Browse, ref: str, told: bytes, offset: int, **others: Any) -> Any:
    token = browse.open("/tai-khoan").csrf_token
    data = {
        "csrf_token": token, "name": "đơn.pdf", "size": str(len(LONG)), "mark": "17", "offset": str(offset),
        "piece": (io.BytesIO(told), "piece"), **others,
    }  # fmt: skip
    return browse.client.post(f"/ho-so/{ref}/tep/phan", data=data, headers={"Accept": "application/json"})


def rows(app: Flask) -> list[tuple[str, int]]:
    with looking(app) as records:
        return [(one.name, one.size) for one in records.scalars(select(Document).order_by(Document.id))]


def test_a_lost_line_goes_on_where_it_stopped_and_a_lost_answer_is_given_again(
    sqlite_app: Flask, desk: Desk, ref: str
) -> None:
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    assert piece(handler, ref, LONG[:2_000], 0).json == {"came": 2_000}
    assert piece(handler, ref, b"", 0).json == {"came": 2_000}  # asked how much is there
    done = piece(handler, ref, LONG[2_000:], 2_000).json
    again = piece(handler, ref, LONG[2_000:], 2_000).json
    assert done["files"] == again["files"]
    assert rows(sqlite_app) == [("đơn.pdf", len(LONG))]
    link = done["files"][0]["url"]
    assert handler.client.get(link, buffered=True).data == LONG


def test_what_is_refused_whole_is_refused_in_pieces(sqlite_app: Flask, desk: Desk, ref: str) -> None:
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    for told in (papers.EXE, papers.locked(), papers.office(word__vbaProject__bin=b"x"), papers.LOCKED_PDF):
        answer = piece(handler, ref, told, 0, size=str(len(told))).json
        assert answer["files"] == []
        assert answer["troubles"][0]
    assert rows(sqlite_app) == []


def test_who_does_not_see_or_open_a_matter_adds_nothing_to_it(sqlite_app: Flask, desk: Desk, ref: str) -> None:
    assert piece(at_the_desk(sqlite_app, "so.handler"), ref, LONG, 0).status_code == 404
    with looking(sqlite_app) as records:
        matter = records.scalars(select(Matter)).one()
        classify(records, desk.unit, matter, PetitionKind.DENUNCIATION, on=TODAY)
        records.commit()
    assert piece(at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]), ref, LONG, 0).status_code == 403
