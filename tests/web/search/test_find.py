"""The page of the search: one box with filters; what was typed stands in no address."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.casework.persons import Person
from app.extensions import db, limiter
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind, WebSession
from app.records.petitions import PetitionKind
from app.web.search.marking import SHOWN, excerpt, marked
from tests.makers import a_case, a_petition, a_visit, an_agency, classify
from tests.web.conftest import Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, looking, somebody

DUOC = Person("Nguyễn Văn Được", address="làng Bi")


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    """A commune with a visit, a petition and a case; a supervisor of the province."""
    with looking(sqlite_app) as records:
        found = a_desk(records, "UBND xã Đắk Đoa")
        a_visit(records, found.unit, people=[DUOC], content="Hỏi về thủy điện & <b>nước</b>")
        a_petition(records, found.unit, people=[DUOC], content="Khiếu nại đất đai ở làng Bi")
        a_case(records, found.unit, document_no="1159/TB-UBND-NC")
        somebody(records, an_agency(records, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="tt")
        somebody(records, found.agency, RoleKind.OFFICER, username="dong.nghiep")
        somebody(records, found.agency, RoleKind.AUDITOR, username="nhat.ky")
        records.commit()
    return found


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


def ask(browse: Browse, typed: str, **filters: str) -> Page:
    browse.open("/tim")
    return browse.send("/tim", 200, q=typed, **filters)


def codes(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-code")]


def test_the_box_finds_people_texts_and_numbers(handler: Browse) -> None:
    assert len(codes(ask(handler, "nguyen van duoc"))) == 2
    assert codes(ask(handler, "1159/TB-UBND", loai="case")) == ["KN-0001/2026"]
    page = ask(handler, "khieu nai dat dai")
    assert "Khiếu nại" in [one.text for one in page.all("mark")]
    assert "Khớp ở nội dung" in page.text()
    assert str(page.all("input", id="q")[0].get("value")) == "khieu nai dat dai"


def test_every_page_has_the_box_and_the_key_leads_to_it(handler: Browse) -> None:
    page = handler.open("/viec-cua-toi")
    assert page.all("form", role="search")[0].get("action") == "/tim"
    assert page.all("form", role="search")[0].get("method") == "post"
    assert "data-search" in page.all("input", name="q")[0].attrib
    assert codes(handler.send("/tim", q="1159"))
    assert "Đến ô tìm kiếm" in handler.open("/tro-giup/phim-tat").text()


def test_who_reads_no_matters_has_no_search(sqlite_app: Flask, desk: Desk) -> None:
    assert desk
    auditor = at_the_desk(sqlite_app, "nhat.ky")
    page = auditor.open("/tai-khoan")
    assert page.all("form", role="search") == []
    assert not [one for one in page.all("a") if one.get("href") == "/tim"]
    auditor.open("/tim", 403)


def test_what_was_typed_stands_in_no_address_and_in_no_log(
    handler: Browse, sqlite_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    handler.open("/tim")
    with caplog.at_level("DEBUG"):
        page = handler.send("/tim", q="nguyen van duoc", loai="petition")
    address = page.response.request.full_path
    assert re.fullmatch(r"/tim\?lan=[\w-]{8}&loai=petition", address)
    assert "duoc" not in caplog.text.lower()
    links = " ".join(str(one.get("href")) for one in page.all("a"))
    assert "duoc" not in links
    with sqlite_app.app_context():
        kept = [str(row) for row in db.session.scalars(select(WebSession.data))]
    assert "duoc" not in " ".join(kept)
    assert len(codes(handler.open(address))) == 1  # opened again: the same answer
    again = at_the_desk(sqlite_app, "tt").open(address)
    assert "đã hết phiên" in again.text()
    assert codes(again) == []


def test_filters_narrow_and_are_taken_off_by_a_link(handler: Browse) -> None:
    page = ask(handler, "nguyen van duoc", loai="visit")
    assert [one[:2] for one in codes(page)] == ["LT"]
    assert len(codes(handler.open(next(str(a.get("href")) for a in page.all("a") if a.text == "Bỏ lọc")))) == 2
    nothing = ask(handler, "nguyen van duoc", nam="2020")
    assert "Không thấy hồ sơ nào" in nothing.text()
    assert "Có phải" not in nothing.text()
    assert [a.text for a in nothing.all("a", class_="btn-quiet")] == ["Tìm lại không có điều kiện lọc"]


def test_a_mistyped_name_is_offered_as_it_is_written(handler: Browse) -> None:
    page = ask(handler, "nguyen van duok")
    offered = [one.get("value") for one in page.all("button", name="q")]
    assert offered == ["Nguyễn Văn Được"]
    assert len(codes(handler.send("/tim", q=str(offered[0])))) == 2


def test_what_is_marked_is_escaped(handler: Browse) -> None:
    page = ask(handler, "thuy dien nuoc b")
    assert [one.text for one in page.all("mark")][:2] == ["thủy điện", "b"]
    assert "nước" not in [one.text for one in page.all("b")]
    assert "&lt;<mark>b</mark>&gt;<mark>nước</mark>&lt;/<mark>b</mark>&gt;" in page.html


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "x" * 201])
def test_nothing_to_look_for_is_told(handler: Browse, typed: str) -> None:
    page = ask(handler, typed)
    assert page.all("div", class_="td-error")
    assert page.response.request.method == "POST"


NOBODY_WROTE = (
    "lan=", "lan=nothing", "lan=%00", "sau=1.2", "sau=x.y", "sau=99999999999999999999.1", "nam=abc",
    "loai=zzz&linh-vuc=%00",
)  # fmt: skip


def test_an_address_nobody_wrote_is_a_page_all_the_same(handler: Browse) -> None:
    word = ask(handler, "dat").response.request.args["lan"]
    for query in NOBODY_WROTE:
        handler.open(f"/tim?{query}")
        handler.open(f"/tim?{query}&lan={word}")


def test_a_long_answer_is_read_page_by_page(sqlite_app: Flask, desk: Desk) -> None:
    with looking(sqlite_app) as records:
        for number in range(30):
            a_petition(records, desk.unit, content=f"Khiếu nại con suối số {number}")
        records.commit()
    browse = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = ask(browse, "con suoi")
    assert "Hiện 25 trong 30 hồ sơ" in page.text()
    first = codes(page)
    page = browse.open(str(page.all("a", rel="next")[0].get("href")))
    assert "Hiện 5 trong 30 hồ sơ" in page.text()
    assert len({*first, *codes(page)}) == 30
    assert [a.text for a in page.all("a") if a.text == "Về đầu danh sách"]


def test_a_denunciation_is_found_by_its_code_alone(sqlite_app: Flask, desk: Desk) -> None:
    with looking(sqlite_app) as records:
        one = a_petition(records, desk.unit, people=[Person("Kơ Nari")], content="Chuyện chim hoàng yến")
        records.commit()
        classify(records, desk.unit, one, PetitionKind.DENUNCIATION, field="officials")
        records.commit()
        code = records.scalars(select(Matter.code).where(Matter.sealed, Matter.kind == MatterKind.PETITION)).one()
    for username in (desk.who[RoleKind.HANDLER], desk.who[RoleKind.HEAD], "tt"):
        browse = at_the_desk(sqlite_app, username)
        page = ask(browse, code)
        assert codes(page) == [code]
        assert "Nội dung chỉ xem trong hồ sơ" in page.text()
        assert "hoàng" not in page.text()
        for typed in ("ko nari", "chim hoàng yến", "nguoi to cao"):
            assert codes(ask(browse, typed)) == [], typed
    assert codes(ask(at_the_desk(sqlite_app, "dong.nghiep"), code)) == []


def test_the_page_speaks_english(handler: Browse) -> None:
    handler.open("/ngon-ngu/en")
    assert "Matches in: name of a person" in ask(handler, "nguyen van duoc").text()
    assert "Did you mean:" in ask(handler, "nguyen van duok").text()


def test_asking_too_often_is_told(handler: Browse) -> None:
    limiter.reset()
    handler.open("/tim")
    token = handler.page.csrf_token if handler.page else ""
    answers = [handler.client.post("/tim", data={"csrf_token": token, "q": "dat"}).status_code for _ in range(61)]
    limiter.reset()
    assert answers[:60] == [303] * 60
    assert answers[60] == 429


def test_words_side_by_side_are_one_mark() -> None:
    shown = marked("Đơn khiếu nại, đất <b>&đai", ("khieu", "nai", "dai"))
    assert shown == "Đơn <mark>khiếu nại</mark>, đất &lt;b&gt;&amp;<mark>đai</mark>"


def test_of_a_long_text_the_part_with_the_words_is_shown() -> None:
    long = "mở đầu " * 60 + "rồi đến thủy điện Ia Ly xả nước " + "kết thúc " * 60
    shown = excerpt(long, ("thuy", "dien"))
    assert len(shown.striptags()) <= SHOWN + 4
    assert shown.count("<mark>") == shown.count("<mark>thủy điện</mark>") == 1
    assert shown.startswith("… ")
    assert shown.endswith(" …")
