"""Petitions on the web: the list, a new one, classifying, accepting, transferring; as each role, on what is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.cases import Case, CasePetition
from app.records.matters import Matter, MatterKind
from app.records.people import RoleKind
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from app.records.reception import VisitOutcome
from tests.makers import a_petition, a_visit, an_agency
from tests.web.conftest import Browse, Page
from tests.web.desks import A_PETITION, CLASSIFIED, TODAY, Desk, a_desk, at_the_desk, looking, somebody


def hidden(browse: Browse) -> dict[str, Any]:
    """The hidden fields of the form on the page, but the token."""
    assert browse.page is not None
    fields = browse.page.all("input", type="hidden")
    return {str(one.get("name")): str(one.get("value") or "") for one in fields if one.get("name") != "csrf_token"}


def errors_of(page: Page) -> str:
    return page.text("div", class_="td-summary")


def rows(page: Page) -> int:
    return max(len(page.all("tr", role="row")) - 1, 0)


def test_a_petition_comes_in_is_classified_and_accepted(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
    officer = at_the_desk(app, desk.who[RoleKind.OFFICER])
    officer.open("/don/moi")
    page = officer.send("/don/moi", **A_PETITION, agency=str(desk.agency.id), field="land")
    assert "Đã nhập đơn Đ-0001/2026." in page.text("div", role="status")
    with looking(app) as session:
        ref = session.scalars(select(Matter.ref)).one()
    handler = at_the_desk(app, desk.who[RoleKind.HANDLER])
    handler.open(f"/don/{ref}/phan-loai")
    page = handler.send(f"/don/{ref}/phan-loai", **{**hidden(handler), **CLASSIFIED})
    assert "Khiếu nại lần đầu" in page.text("p", class_="td-lede")
    accept = f"/don/{ref}/thu-ly"
    handler.open(accept)
    typed = {"on": "23/11/2026", "document_no": "31/TB-UBND", "complex_grounds": "a", "remote_area": "y"}
    asked = handler.send(accept, **{**hidden(handler), **typed})
    assert "Thụ lý: Đ-0001/2026?" in asked.text("h1")
    assert "Ra quyết định giải quyết" in asked.text("table")
    done = handler.send(accept, **hidden(handler), step="confirm")
    assert "Đã thụ lý đơn Đ-0001/2026. Vụ việc KN-0001/2026." in done.text("div", role="status")
    with looking(app) as session:
        case = session.scalars(select(Matter).where(Matter.kind == MatterKind.CASE)).one()
        assert (case.code, case.facts["complex_grounds"], case.facts["remote_area"]) == ("KN-0001/2026", ["a"], True)
        assert session.get_one(Case, case.id).accepted_on == TODAY
        petition = session.scalars(select(Petition)).one()
        assert (petition.kind, petition.classification_reason) == (PetitionKind.COMPLAINT, CLASSIFIED["reason"])


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


@pytest.fixture
def petition(records: Session, desk: Desk) -> Matter:
    matter = a_petition(records, desk.unit, on=date(2026, 11, 20))
    records.commit()
    return matter


@pytest.fixture
def complaint(records: Session, desk: Desk) -> Matter:
    matter = a_petition(records, desk.unit, on=date(2026, 11, 20), kind=PetitionKind.COMPLAINT)
    records.commit()
    return matter


# --- who may ------------------------------------------------------------------------------------------------------

SUPERVISOR, AUDITOR = RoleKind.SUPERVISOR, RoleKind.AUDITOR


@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        (RoleKind.OFFICER, {"/don": 200, "/don/moi": 200, "": 200, "/phan-loai": 403, "/thu-ly": 403, "/chuyen": 403}),
        (RoleKind.HANDLER, {"/don": 200, "/don/moi": 200, "": 200, "/phan-loai": 200, "/thu-ly": 200, "/chuyen": 200}),
        (RoleKind.HEAD, {"/don": 200, "/don/moi": 200, "": 200, "/phan-loai": 200, "/thu-ly": 200, "/chuyen": 200}),
        (SUPERVISOR, {"/don": 403, "/don/moi": 403, "": 200, "/phan-loai": 403, "/thu-ly": 403, "/chuyen": 403}),
        (AUDITOR, {"/don": 403, "/don/moi": 403, "": 403, "/phan-loai": 403, "/thu-ly": 403, "/chuyen": 403}),
    ],
)
def test_each_role_does_its_own_part(  # noqa: PLR0917
    sqlite_app: Flask, records: Session, desk: Desk, complaint: Matter, kind: RoleKind, statuses: dict[str, int]
) -> None:
    somebody(records, desk.agency, kind, username="ai.do")
    records.commit()
    browse = at_the_desk(sqlite_app, "ai.do")
    for path, status in statuses.items():
        browse.open(path if path.startswith("/don") else f"/don/{complaint.ref}{path}", status)


@pytest.mark.parametrize("path", ["", "/phan-loai", "/thu-ly", "/chuyen", "/viec/filed"])
def test_a_petition_of_another_agency_does_not_exist(
    sqlite_app: Flask, records: Session, complaint: Matter, path: str
) -> None:
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    at_the_desk(sqlite_app, other.who[RoleKind.HANDLER]).open(f"/don/{complaint.ref}{path}", 404)


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_puts_the_earliest_due_date_first_and_its_total_equals_its_rows(
    handler: Browse, records: Session, desk: Desk
) -> None:
    for day in range(27):
        a_petition(records, desk.unit, on=date(2026, 11, 1) + timedelta(days=day % 20))
    a_petition(records, desk.unit, on=date(2026, 9, 1), content="Đơn để quá lâu")
    records.commit()
    first = handler.open("/don")
    assert "Đơn để quá lâu" in "".join(first.all("tbody")[0][0].itertext())
    assert "Hiện 25 trong 28 đơn" in first.text("div", class_="td-foot")
    second = handler.open(str(first.all("a", rel="next")[0].get("href")))
    assert (rows(first), rows(second)) == (25, 3)


def test_the_list_is_narrowed_by_kind_stage_source_and_state(
    handler: Browse, petition: Matter, complaint: Matter
) -> None:
    assert rows(handler.open("/don?loai=complaint")) == 1
    assert petition.code in handler.open("/don?loai=unclassified").text("tbody")
    assert rows(handler.open("/don?giai-doan=received")) == 1
    assert rows(handler.open("/don?nguon=post")) == 2
    assert "Không có đơn nào như vậy." in handler.open("/don?nguon=portal").text()
    assert rows(handler.open("/don?loai=nonsense&sau=hom-qua")) == 2
    file_petition(handler, petition)
    assert complaint.code in handler.open("/don").text("tbody")
    assert petition.code in handler.open("/don?tinh-trang=closed").text("tbody")


def file_petition(handler: Browse, petition: Matter) -> Page:
    path = f"/don/{petition.ref}/viec/filed"
    handler.open(path)
    return handler.send(path, **{**hidden(handler), "on": "23/11/2026", "reason": "Đơn không có chữ ký"})


def test_a_petition_taken_at_a_visit_leads_back_to_it(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    visit = a_visit(records, desk.unit, on=TODAY, outcome=VisitOutcome.PETITION_TAKEN)
    records.commit()
    ref = records.scalars(select(Matter.ref).where(Matter.kind == MatterKind.PETITION)).one()
    records.rollback()
    page = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER]).open(f"/don/{ref}")
    assert visit.code in page.text("aside")


# --- a new one ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"source": ""}, "source", "Chọn đơn đến bằng cách nào"),
        ({"full_name": ""}, "full_name", "Nhập họ và tên"),
        ({"content": " "}, "content", "Tóm tắt nội dung"),
        ({"received_on": "24/11/2026"}, "received_on", "không muộn hơn hôm nay"),
        ({"written_on": "21/11/2026"}, "written_on", "không muộn hơn ngày nhận"),
        ({"signatories": "không"}, "signatories", "từ 1 trở lên"),
    ],
)
def test_a_petition_typed_wrong_is_not_saved_and_not_lost(  # noqa: PLR0917
    handler: Browse, records: Session, desk: Desk, changed: dict[str, Any], field: str, sentence: str
) -> None:
    handler.open("/don/moi")
    page = handler.send("/don/moi", **{**A_PETITION, "agency": str(desk.agency.id), "address": "Thôn 3", **changed})
    assert sentence in errors_of(page)
    assert page.all("a", href=f"#{field}")
    assert page.all("input", name="address", value="Thôn 3")
    assert records.scalar(select(Matter.id)) is None


def test_a_forwarded_petition_keeps_who_sent_it(handler: Browse, records: Session, desk: Desk) -> None:
    handler.open("/don/moi")
    forwarded = {"source": "forwarded", "forwarder": "press", "forwarder_name": "Báo Gia Lai",
                 "forward_document": "45/CV-BGL"}  # fmt: skip
    page = handler.send("/don/moi", **{**A_PETITION, "agency": str(desk.agency.id), **forwarded})
    assert "Báo Gia Lai, văn bản số 45/CV-BGL chuyển đến" in page.text()
    row = records.scalars(select(Petition)).one()
    assert (row.source, row.forwarder, row.forward_document) == (Source.FORWARDED, Forwarder.PRESS, "45/CV-BGL")


# --- classifying --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["kind", "field", "officials_conduct", "reason", "on"])
def test_a_classification_says_everything(handler: Browse, petition: Matter, field: str) -> None:
    path = f"/don/{petition.ref}/phan-loai"
    handler.open(path)
    page = handler.send(path, **{**hidden(handler), **CLASSIFIED, field: ""})
    assert page.all("a", href=f"#{field}")


def test_a_second_complaint_against_discipline_goes_its_own_way(
    handler: Browse, records: Session, petition: Matter
) -> None:
    path = f"/don/{petition.ref}/phan-loai"
    handler.open(path)
    second = {"instance": "second", "discipline": "y", "contested": "Quyết định số 12/QĐ-UBND"}
    page = handler.send(path, **{**hidden(handler), **CLASSIFIED, **second})
    assert "Khiếu nại kỷ luật lần hai" in page.text("p", class_="td-lede")
    assert "Quyết định số 12/QĐ-UBND" in page.text("aside")
    records.rollback()
    assert records.get_one(Petition, petition.id).contested == "Quyết định số 12/QĐ-UBND"


def test_two_people_classifying_at_once_the_second_is_told(handler: Browse, petition: Matter) -> None:
    path = f"/don/{petition.ref}/phan-loai"
    handler.open(path)
    old = hidden(handler)
    handler.send(path, **{**old, **CLASSIFIED})
    handler.open(path)
    page = handler.send(path, **{**CLASSIFIED, **old, "kind": "feedback", "reason": "Chỉ là kiến nghị"})
    assert "Không đồng ý quyết định hành chính về đất của chính mình" in page.text()  # what the first one typed
    assert "Chỉ là kiến nghị" in page.text("textarea", name="reason")


def test_the_second_to_classify_sees_what_the_first_did_and_saves_what_they_typed(
    handler: Browse, petition: Matter
) -> None:
    address = f"/don/{petition.ref}/phan-loai"
    handler.open(address)
    opened = hidden(handler)
    handler.send(address, **{**opened, **CLASSIFIED})
    handler.open(address)
    told = handler.send(address, **{**opened, **CLASSIFIED, "reason": "Tab mở từ trước"})
    assert "ghi “Phân loại” ngày 23/11/2026" in told.text("main")
    assert told.text("textarea", id="reason") == "Tab mở từ trước"
    again = handler.send(address, **{**hidden(handler), **CLASSIFIED, "reason": "Tab mở từ trước"})
    assert "Đã phân loại đơn" in again.text("div", role="status")


def test_a_new_petition_begins_at_its_first_field(handler: Browse) -> None:
    page = handler.open("/don/moi")
    assert not [one for one in page.all("input") if one.get("autofocus") is not None]
    assert "Thêm người đứng đơn" in page.text("form", class_="td-form")


def test_the_same_form_sent_twice_writes_one_petition(handler: Browse, records: Session, desk: Desk) -> None:
    handler.open("/don/moi")
    typed = {**hidden(handler), **A_PETITION, "agency": str(desk.agency.id)}
    first = handler.send("/don/moi", **typed)
    handler.open("/don/moi")
    assert handler.send("/don/moi", **typed).text("h1") == first.text("h1")
    assert len(records.scalars(select(Petition)).all()) == 1


def test_a_petition_that_is_filed_is_not_classified_any_more(handler: Browse, petition: Matter) -> None:
    file_petition(handler, petition)
    page = handler.open(f"/don/{petition.ref}/phan-loai", 409)
    assert "Chưa phân loại được" in page.text("h1")
    assert "Điều" in page.text()


# --- accepting and transferring -----------------------------------------------------------------------------------


def test_an_unclassified_petition_is_not_accepted_and_the_page_names_the_article(
    handler: Browse, petition: Matter
) -> None:
    assert "Điều" in handler.open(f"/don/{petition.ref}/thu-ly", 409).text("div", role="alert")


def test_acceptance_before_receipt_is_refused_with_its_article(
    handler: Browse, records: Session, complaint: Matter
) -> None:
    path = f"/don/{complaint.ref}/thu-ly"
    handler.open(path)
    page = handler.send(path, **{**hidden(handler), "on": "19/11/2026", "document_no": "31/TB"})
    assert "Điều 27" in errors_of(page)
    assert records.scalar(select(CasePetition.case_id)) is None


def test_acceptance_asks_first_and_changes_nothing_until_then(
    handler: Browse, records: Session, complaint: Matter
) -> None:
    path = f"/don/{complaint.ref}/thu-ly"
    handler.open(path)
    page = handler.send(path, **{**hidden(handler), "on": "23/11/2026", "document_no": "31/TB"})
    assert page.all("button", value="confirm")
    assert records.scalar(select(CasePetition.case_id)) is None


def test_a_petition_is_accepted_once(handler: Browse, records: Session, complaint: Matter) -> None:
    path = f"/don/{complaint.ref}/thu-ly"
    handler.open(path)
    typed = {**hidden(handler), "on": "23/11/2026", "document_no": "31/TB", "step": "confirm"}
    handler.send(path, **typed)
    assert handler.client.post(path, data=typed | {"csrf_token": _token(handler)}).status_code == 409
    assert len(records.scalars(select(CasePetition)).all()) == 1


def _token(browse: Browse) -> str:
    return browse.open("/don/moi").csrf_token


def test_a_transfer_to_an_agency_of_the_register_opens_a_petition_there(
    handler: Browse, records: Session, complaint: Matter
) -> None:
    other = an_agency(records, "UBND xã Ia Nan")
    records.commit()
    path = f"/don/{complaint.ref}/chuyen"
    handler.open(path)
    typed = {**hidden(handler), "on": "23/11/2026", "document_no": "8/PC", "to_agency": "UBND xã Ia Nan"}
    handler.send(path, **typed)
    page = handler.send(path, **hidden(handler), step="confirm")
    assert "Đã chuyển đơn Đ-0001/2026 đến UBND xã Ia Nan." in page.text("div", role="status")
    there = records.scalars(select(Petition).where(Petition.forwarded_from_id == complaint.id)).one()
    assert records.get_one(Matter, there.matter_id).agency_id == other.id


def test_a_transfer_finds_the_agency_however_its_name_is_typed_and_says_what_opens_there(
    handler: Browse, records: Session, complaint: Matter
) -> None:
    an_agency(records, "Sở Nội vụ")
    records.commit()
    address = f"/don/{complaint.ref}/chuyen"
    handler.open(address)
    opened = hidden(handler)
    typed = {"on": "23/11/2026", "document_no": "8/PC"}
    known = handler.send(address, **{**opened, **typed, "to_agency": " sở  noi VỤ"})
    assert "Mở ngay ở Sở Nội vụ" in known.text("table")
    unknown = handler.send(address, **{**opened, **typed, "to_agency": "Hội Nông dân"})
    assert "“Hội Nông dân” không có trong danh mục" in unknown.text("table")
    own = handler.send(address, **{**opened, **typed, "to_agency": "ubnd xã ia dom"})
    assert "chính cơ quan này" in own.text("div", id="to_agency-error")


def test_a_transfer_to_a_body_outside_the_register_is_recorded(
    handler: Browse, records: Session, complaint: Matter
) -> None:
    path = f"/don/{complaint.ref}/chuyen"
    handler.open(path)
    typed = {**hidden(handler), "on": "23/11/2026", "document_no": "8/PC", "to_agency": "Tòa án nhân dân khu vực 1"}
    page = handler.send(path, **typed, step="confirm")
    assert "Tòa án nhân dân khu vực 1" in page.text("ol", class_="td-timeline")
    assert records.scalar(select(Petition.matter_id).where(Petition.forwarded_from_id == complaint.id)) is None


def test_acts_with_a_page_of_their_own_lead_there(handler: Browse, petition: Matter, complaint: Matter) -> None:
    assert handler.open(f"/don/{petition.ref}/viec/classified").text("h1") == "Phân loại đơn"
    assert handler.open(f"/don/{complaint.ref}/viec/accepted").text("h1") == "Thụ lý"
    handler.open(f"/don/{petition.ref}/viec/received", 404)
    handler.open(f"/don/{petition.ref}/viec/nonsense", 404)


def test_a_head_gives_an_unheld_petition_to_somebody_from_its_page_and_the_list_says_so(
    app: Flask,
) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        petition = a_petition(session, desk.unit, on=TODAY)
        session.commit()
        ref, code, handler_id = petition.ref, petition.code, desk.unit.handler.account_id
    head = at_the_desk(app, desk.who[RoleKind.HEAD])
    page = head.open(f"/don/{ref}")
    assert "Chưa ai giữ" in page.text("aside")
    give = next(str(one.get("href")) for one in page.all("a") if one.text == "Phân công")
    assert rows(head.open("/don?nguoi=nobody")) == 1
    head.open(give)
    page = head.send(give, **hidden(head), account_id=str(handler_id))
    assert f"Đã phân công {code}." in page.text("div", role="status")
    assert "Không có đơn nào như vậy." in head.open("/don?nguoi=nobody").text("main")
    assert rows(at_the_desk(app, desk.who[RoleKind.HANDLER]).open("/don?nguoi=toi")) == 1


def test_the_page_says_where_it_happened_and_of_what_is_sealed_never(
    handler: Browse, desk: Desk, records: Session
) -> None:
    place = an_agency(records, "UBND xã Chư Sê")
    open_to_all = a_petition(records, desk.unit, on=TODAY, kind=PetitionKind.COMPLAINT, place_id=place.id)
    sealed = a_petition(records, desk.unit, on=TODAY, kind=PetitionKind.DENUNCIATION, place_id=place.id)
    records.commit()
    told = handler.open(f"/don/{open_to_all.ref}").text("dl", class_="td-facts")
    assert told.index("Nơi xảy ra vụ việc") < told.index(place.name)
    assert "Nơi xảy ra vụ việc" not in handler.open(f"/don/{sealed.ref}").text("main")
