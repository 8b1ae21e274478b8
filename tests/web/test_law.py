"""The entries of the law: whoever is signed in may read every rule, reading and procedure, in both languages."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from app.records.settings import PolicyChoice
from app.statute.instruments import INSTRUMENTS
from app.statute.policies import READINGS
from app.statute.terms import Procedure
from app.statute.time_limits import TIME_LIMITS
from app.statute.time_limits.reporting import INSPECTORATE
from tests.web.conftest import Browse, an_account_with
from tests.web.desks import looking

PAGES = (
    "/phap-luat",
    "/phap-luat/kn.accept_first_law",
    *(f"/phap-luat/{one}" for one in ("cach-hieu", "thu-tuc", "van-ban")),
)


@pytest.fixture
def reader(browse: Browse, records: Session) -> Browse:
    an_account_with(records, RoleKind.HANDLER)
    browse.enter("thu.ha")
    return browse


@pytest.mark.parametrize("kind", [*RoleKind, None])
def test_every_role_reads_the_law(app: Flask, kind: RoleKind | None) -> None:
    with looking(app) as session:
        an_account_with(session, kind)
    browse = Browse(app)
    assert "Tên đăng nhập" in browse.open("/phap-luat").html
    browse.enter("thu.ha")
    for path in (*PAGES, *(f"/phap-luat/thu-tuc/{one.value}" for one in Procedure)):
        browse.open(path)
    assert browse.open("/phap-luat").all("a", href="/phap-luat", **{"aria-current": "page"})


def test_every_rule_has_its_entry_with_versions_words_and_certainty(reader: Browse) -> None:
    for rule in sorted({limit.id for limit in TIME_LIMITS}):
        page = reader.open(f"/phap-luat/{rule}")
        assert "Ai phải làm" in page.text("main"), rule
        assert "Rà soát ngày" in page.text("main"), rule


def test_an_entry_says_what_it_rests_on_and_who_uses_it_in_vietnamese_alone(reader: Browse) -> None:
    page = reader.open("/phap-luat/kn.resolve_first")
    said = page.text("main")
    assert not page.all("p", class_="td-lede", lang="en")
    assert "kn.resolve_first" in said
    assert "45 ngày: vụ việc phức tạp" in said
    assert "tạm đình chỉ giải quyết (Luật Khiếu nại, Điều 11a khoản 1" in said
    assert "đã đối chiếu. Đã đọc trong văn bản và đối chiếu từng con số." in said
    assert page.all("a", href="/phap-luat/thu-tuc/complaint_first")
    assert page.all("blockquote", lang="vi")
    assert all(one.get("lang") == "en" for note in page.all("details", class_="td-note-law") for one in note.iter("p"))


def test_in_english_the_quote_is_marked_vietnamese_and_the_note_stands_open(reader: Browse) -> None:
    reader.open("/ngon-ngu/en")
    page = reader.open("/phap-luat/kn.accept_first_law")
    assert page.all("blockquote", lang="vi")
    assert page.all("p", class_="td-note-law")
    assert page.text("p", class_="td-lede", lang="vi") == "Thụ lý khiếu nại lần đầu (thời hạn theo Luật)"


def test_the_list_narrows_by_procedure_certainty_and_force(reader: Browse) -> None:
    assert "Luật Tố cáo" not in reader.open("/phap-luat?thu-tuc=complaint_first").text("table")
    disputed = reader.open("/phap-luat?chac-chan=disputed")
    (table,) = disputed.all("table")
    assert {tag.text for tag in table.iter("span") if tag.get("class") == "td-tag"} == {"có hai cách hiểu"}
    ended = reader.open("/phap-luat?hieu-luc=da-het").text("table")
    assert "Hiệu lực" in ended
    none = reader.open("/phap-luat?thu-tuc=feedback&chac-chan=disputed&hieu-luc=da-het")
    assert bool(none.all("table")) is not ("Không có quy định nào như vậy." in none.text("main"))


def test_every_instrument_is_listed_with_how_sure_its_number_is(reader: Browse) -> None:
    assert reader.open("/phap-luat").all("a", href="/phap-luat/van-ban")
    page = reader.open("/phap-luat/van-ban")
    said = page.text("table")
    for one in INSTRUMENTS.values():
        assert one.named.vi in said, one.key
    assert said.index("Luật Đất đai (31/2024/QH15)") < said.index("Luật Khiếu nại (02/2011/QH13)")  # the unsure first


def test_an_entry_names_the_instruments_of_it_that_are_not_sure(reader: Browse) -> None:
    said = reader.open(f"/phap-luat/{INSPECTORATE}").text("main")
    assert "(01/2024/TT-TTCP): số hiệu và ngày hiệu lực chưa đối chiếu." in said
    assert "Văn bản chưa chắc chắn" not in reader.open("/phap-luat/kn.resolve_first").text("main")


def test_what_is_not_there_is_not_found(reader: Browse) -> None:
    reader.open("/phap-luat/kn.no_such_rule", 404)
    reader.open("/phap-luat/thu-tuc/no_such_procedure", 404)


def test_readings_say_what_holds_and_what_this_province_chose(reader: Browse, records: Session) -> None:
    page = reader.open("/phap-luat/cach-hieu")
    said = {section.get("aria-labelledby") for section in page.all("section")}
    assert {reading.id for reading in READINGS} <= said
    assert "Theo mặc định của phần mềm." in page.text("section", **{"aria-labelledby": "roll_ceilings"})
    records.add(PolicyChoice(name="roll_ceilings", value="yes", source="Công văn 12/TTT-NV"))
    records.commit()
    chosen = reader.open("/phap-luat/cach-hieu").text("section", **{"aria-labelledby": "roll_ceilings"})
    assert "Dời sang ngày làm việc kế tiếp." in chosen
    assert "Đơn vị quản trị chọn khác mặc định. Nguồn: Công văn 12/TTT-NV" in chosen


def test_a_procedure_says_from_where_each_act_leads_who_records_it_and_by_which_article(reader: Browse) -> None:
    page = reader.open("/phap-luat/thu-tuc/complaint_first")
    said = page.text("main")
    assert "Giao xác minh" in said
    assert "về giai đoạn trước khi tạm đình chỉ" in said
    assert page.all("th", id="giai-doan-verifying")
    assert page.all("a", href="#giai-doan-verifying")
    assert page.all("a", href="/phap-luat/kn.resolve_first")
