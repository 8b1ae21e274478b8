"""A mixed petition split on the web: nothing of the denunciation stays where its writer's name can be read."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.records.documents import Document
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import Petition, PetitionKind
from tests import papers
from tests.kept import kept
from tests.makers import an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import A_PETITION, A_VISIT, CLASSIFIED, Desk, a_desk, at_the_desk, looking, somebody
from tests.web.test_canary import VAULT, unpacked

CANARY = "chimyen"
# SQLite's own: words taken out go when it merges, or tidies.
FORGETS_LATER = {"search_index_data", "search_near_data", "search_by_agency_data"}
NAME = "Ksor H'Bia Nay"
MIXED = {"content": f"Khiếu nại thu hồi đất. {CANARY} nhận tiền khi đo đất.", "full_name": NAME,
         "lines": f"Thu hồi đất\n\n{CANARY} nhận tiền"}  # fmt: skip
LAND = {"kind": "complaint", "content": "Khiếu nại quyết định thu hồi 300 m² đất vườn", "field": "land"}
ROAD = {"kind": "feedback", "content": "Đề nghị sửa đường liên thôn", "field": "construction"}
BRIBE = {"kind": "denunciation", "content": f"{CANARY} nhận tiền", "field": "officials", "respondent_name": CANARY}


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    with looking(sqlite_app) as records:
        found = a_desk(records, under=an_agency(records, "UBND tỉnh"))
        for kind in RoleKind:
            somebody(records, found.agency, kind, username=f"khac.{kind.value}")
        records.commit()
    return found


def parts(*several: dict[str, str]) -> dict[str, Any]:
    return {f"parts-{n}-{name}": value for n, part in enumerate(several) for name, value in part.items()}


def hidden_fields(page: Page) -> dict[str, Any]:
    fields = page.all("input", type="hidden")
    return {str(one.get("name")): str(one.get("value") or "") for one in fields if one.get("name") != "csrf_token"}


def ref_of(app: Flask) -> str:
    with looking(app) as records:
        return str(records.scalars(select(Matter.ref).where(Matter.kind == MatterKind.PETITION)).one())


def typed_in(app: Flask, desk: Desk, **others: Any) -> str:
    officer = at_the_desk(app, desk.who[RoleKind.OFFICER])
    officer.open("/don/moi")
    officer.send("/don/moi", **{**A_PETITION, **MIXED, "agency": str(desk.agency.id), **others})
    return ref_of(app)


def asked_to_split(app: Flask, desk: Desk, ref: str, *several: dict[str, str]) -> tuple[Browse, Page]:
    """The page that asks before it is done."""
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    path = f"/don/{ref}/tach"
    page = handler.open(path)
    for _more in several[2:]:
        page = handler.send(path, **hidden_fields(page), step="add")
    asked = handler.send(path, **{**hidden_fields(page), "on": "23/11/2026", **parts(*several)})
    assert "Tách đơn" in asked.text("h1"), asked.text("div", class_="td-summary")
    return handler, asked


def split(app: Flask, desk: Desk, ref: str, *several: dict[str, str]) -> tuple[Browse, Page]:
    handler, asked = asked_to_split(app, desk, ref, *several)
    return handler, handler.send(f"/don/{ref}/tach", **hidden_fields(asked), step="confirm")


def test_a_petition_of_two_contents_becomes_two_and_shows_them(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk, content="Đất và đường")
    _handler, page = split(sqlite_app, desk, ref, LAND, ROAD)
    assert "Đã tách đơn Đ-0001/2026 thành các đơn Đ-0002/2026, Đ-0003/2026." in page.text("div", role="status")
    assert "Đã tách thành các đơn riêng" in page.text("p", class_="td-lede")
    assert page.text("section", **{"aria-labelledby": "lien-quan"}).count("tách từ đơn này") == 2


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk)
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open(f"/don/{ref}/tach")
    typed = parts(LAND, {"kind": "feedback", "content": "", "field": ""})
    page = handler.send(f"/don/{ref}/tach", **{**hidden_fields(page), "on": "23/11/2026", **typed})
    assert "Ghi nội dung của đơn tách ra." in page.text("div", class_="td-summary")
    assert LAND["content"] in page.html


def test_before_a_denunciation_is_taken_out_it_is_said_what_becomes_of_the_rest(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk)
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    page = handler.open(f"/don/{ref}/tach")
    asked = handler.send(f"/don/{ref}/tach", **{**hidden_fields(page), "on": "23/11/2026", **parts(LAND, BRIBE)})
    assert "Ở lại, chỉ với nội dung không phải tố cáo" in asked.text("table")
    assert "Đơn riêng, được giữ kín" in asked.text("table")
    assert "không trang nào nối hai đơn" in asked.text()


def test_a_file_chosen_for_the_denunciation_and_for_another_is_refused_where_it_is_chosen(
    sqlite_app: Flask, desk: Desk
) -> None:
    ref = typed_in(sqlite_app, desk, files=(BytesIO(papers.PDF), "don.pdf"))
    with looking(sqlite_app) as records:
        file = records.scalars(select(Document.ref)).one()
    handler = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])
    path = f"/don/{ref}/tach"
    page = handler.open(path)
    typed = {"on": "23/11/2026", **parts({**LAND, "files": file}, {**BRIBE, "files": file})}
    page = handler.send(path, **hidden_fields(page), **typed)
    assert "Tệp đi với nội dung tố cáo không đi với nội dung khác" in page.text("div", id="parts")
    assert all(one.get("checked") is not None for one in page.all("input", value=file))


def test_the_clocks_of_each_content_stand_beside_the_form_as_its_kind_is_chosen(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk)
    handler, path = at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER]), f"/don/{ref}/tach"
    page = handler.open(path)
    assert "Chọn loại đơn của từng nội dung" in page.text("section", class_="td-foreseen")
    assert page.all("form", **{"data-foreseen": "on parts-0-kind parts-1-kind"})
    typed = {"on": "23/11/2026", "parts-0-kind": "complaint", "parts-1-kind": "denunciation"}
    answer = handler.client.post(path, data={"csrf_token": page.csrf_token, **typed, "step": "clocks"})
    assert "<html" not in answer.text
    for said in ("Nội dung 1: Thụ lý", "Nội dung 2: Xử lý ban đầu", "30/11/2026"):
        assert said in answer.text
    looked = handler.send(path, **{**hidden_fields(page), **typed, "step": "look"})
    assert "Nội dung 1" in looked.text("section", class_="td-foreseen")


def test_a_denunciation_of_the_head_is_said_to_go_away_before_it_is_split_off(sqlite_app: Flask, desk: Desk) -> None:
    against = {**BRIBE, "respondent_name": "", "respondent_agency": str(desk.agency.id), "respondent_is_head": "y"}
    _handler, asked = asked_to_split(sqlite_app, desk, typed_in(sqlite_app, desk), LAND, against)
    assert f"Không ai ở {desk.agency.name} thấy đơn tố cáo tách ra. Đơn ấy chuyển đến UBND tỉnh." in asked.text("main")


def test_an_officer_of_the_desk_splits_nothing(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk)
    at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open(f"/don/{ref}/tach", 403)


@pytest.mark.parametrize("more", [(), (ROAD,)], ids=["one left", "two left"])
def test_no_page_tells_of_the_denunciation_beside_its_writer(
    sqlite_app: Flask, desk: Desk, more: tuple[dict[str, str], ...]
) -> None:
    scan = (BytesIO(papers.PDF), f"{CANARY}.pdf")
    ref = typed_in(sqlite_app, desk, files=scan)
    split(sqlite_app, desk, ref, LAND, BRIBE, *more)
    with looking(sqlite_app) as records:
        secret = records.scalars(select(Matter).where(Matter.sealed)).one()
        kind = records.get_one(Petition, secret.id).kind
        file = records.scalars(select(Document)).one()
    assert (kind, file.matter_id, file.name) == (PetitionKind.DENUNCIATION, secret.id, "Tệp 1.pdf")
    whole = [f"/don/{ref}", f"/don/{ref}/phan-loai", f"/don/{ref}/chuyen"]
    apart = [f"/don/{secret.ref}", f"/don/{secret.ref}/phan-loai", f"/ho-so/{secret.ref}/nguoi-to-cao"]
    lists = ["/don", "/so-theo-doi-don", "/so-tiep-cong-dan", "/quan-tri/nhat-ky", f"/tep/{file.ref}", "/tim"]
    for username in [*desk.who.values(), "khac.supervisor", "khac.auditor", "khac.administrator"]:
        browse = at_the_desk(sqlite_app, username)
        told = {path: browse.client.get(path).text for path in [*whole, *apart, *lists]}
        assert [path for path in told if CANARY in told[path].lower().replace(f"“{CANARY}”", "")] == []
        assert [path for path in apart if NAME in told[path] or "Đ-0001" in told[path]] == []
        assert [path for path in whole if secret.code in told[path] or secret.ref in told[path]] == []


def test_no_table_but_the_vault_holds_what_was_taken_out(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk, files=(BytesIO(papers.PDF), f"{CANARY}.pdf"))
    split(sqlite_app, desk, ref, LAND, BRIBE)
    with sqlite_app.app_context():
        engine = create_engine(db.engine.url)
    with Session(engine) as session:
        holding = {
            table
            for table, rows in kept(session)
            if table not in FORGETS_LATER and any(CANARY in str(value).lower() for row in rows for value in row)
        }
    engine.dispose()
    assert holding == VAULT - {"identities", "sealed_lines", "note_words", "party_details"}


def test_the_register_and_the_visit_say_no_more_than_what_is_left(sqlite_app: Flask, desk: Desk) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/tiep-dan/ghi")
    officer.send(
        "/tiep-dan/ghi", **{**A_VISIT, **MIXED, "agency": str(desk.agency.id), "papers": CANARY, "note": CANARY}
    )
    split(sqlite_app, desk, ref_of(sqlite_app), LAND, BRIBE)
    for path in ("/so-tiep-cong-dan", "/so-tiep-cong-dan/ban-in", "/don"):
        assert CANARY not in officer.client.get(path).text.lower(), path
    assert LAND["content"] in officer.open("/so-tiep-cong-dan").text()


LISTS = (
    "/don", "/don?nguon=forwarded", "/don?tinh-trang=closed", "/don/de-lau", "/so-theo-doi-don?tu=01/10/2026",
    "/so-theo-doi-don/ban-in?tu=01/10/2026", "/so-theo-doi-don/bang-tinh?tu=01/10/2026", "/csdl-quoc-gia",
    "/csdl-quoc-gia/bang-tinh", "/qua-han", "/ton-dong", "/don-vi", "/viec-cua-toi", "/quan-tri/nhat-ky",
    "/quan-tri/nhat-ky?giu-kin=co",
)  # fmt: skip


def rows_with(words: str, told: str) -> list[str]:
    """The rows of tables in which ``words`` stand."""
    return [row for row in re.findall(r"<tr.*?</tr>", told, re.DOTALL) if words in row]


SIGNATORIES = re.compile(r"(?<![\w/-])37(?![\w/-])")  # as a number of its own: codes and tokens are drawn


def test_no_list_names_the_day_of_what_was_taken_out_to_whoever_may_not_open_it(sqlite_app: Flask, desk: Desk) -> None:
    day = "05/10/2026"
    came = {"received_on": day, "signatories": "37", "source": "forwarded", "forwarder": "press"}
    ref = typed_in(sqlite_app, desk, **came, forwarder_name="Báo Gia Lai", forward_document="7/CV")
    split(sqlite_app, desk, ref, LAND, BRIBE)
    with looking(sqlite_app) as records:
        hidden = records.scalars(select(Matter).where(Matter.sealed)).one()
        rest = records.scalars(select(Matter).where(Matter.ref == ref)).one()
    met: dict[str, set[str]] = {}
    for kind in (RoleKind.HANDLER, RoleKind.HEAD, RoleKind.SUPERVISOR, RoleKind.AUDITOR):
        browse = at_the_desk(sqlite_app, f"khac.{kind.value}")
        for path in LISTS:
            answer = browse.client.get(path)
            rows = rows_with(hidden.code, unpacked(answer.data) or answer.text)
            met.setdefault(path, set()).update([kind.value] if rows else [])
            assert [row for row in rows if day in row or rest.code in row or "forwarded" in row] == []
            assert [row for row in rows if SIGNATORIES.search(row)] == []
        answer = browse.client.get(f"/don/{hidden.ref}")
        page = answer.text
        assert "08:00" not in page.rpartition("In lúc")[0], kind  # when it was split, on this clock
        assert not [one for one in ("Báo Gia Lai", "7/CV", NAME) if one in page], kind
        assert not SIGNATORIES.search(Page(answer).text()), kind
    assert met["/don/de-lau"] == {"head", "supervisor"}
    assert met["/don"] == {"handler", "head"}
    assert met["/don?nguon=forwarded"] == met["/so-theo-doi-don?tu=01/10/2026"] == met["/csdl-quoc-gia"] == set()
    assert met["/quan-tri/nhat-ky?giu-kin=co"] == {"auditor"}
    assert met["/quan-tri/nhat-ky"] == set()


def test_a_form_changed_meanwhile_says_no_minute_of_what_is_sealed(sqlite_app: Flask, desk: Desk) -> None:
    ref = typed_in(sqlite_app, desk)
    split(sqlite_app, desk, ref, LAND, BRIBE)
    with looking(sqlite_app) as records:
        hidden = records.scalars(select(Matter).where(Matter.sealed)).one()
    path = f"/don/{hidden.ref}/phan-loai"
    colleague = at_the_desk(sqlite_app, "khac.handler")
    assert "hoặc cấp phó của cơ quan này" in colleague.open(path).text()
    stale = {**CLASSIFIED, "kind": "denunciation", "version": "1", "mark": "0"}
    token = colleague.open(path).csrf_token
    told = colleague.client.post(path, data={**stale, "csrf_token": token}).text
    assert "23/11/2026)." in told
    assert "08:00" not in told.rpartition("In lúc")[0]
