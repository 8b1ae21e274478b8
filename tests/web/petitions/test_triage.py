"""Working through the petitions that wait: hints, conditions, competence, the proposal, and on to the next one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.duplicates import link_duplicate
from app.casework.respondents import NewRespondent
from app.records.agencies import Level
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import Forwarder, Petition, PetitionKind, Source
from tests.makers import HOA, a_petition, an_agency, at
from tests.web.conftest import Browse, Page
from tests.web.desks import CLASSIFIED, TODAY, Desk, a_desk, at_the_desk, kept_on, looking, somebody

ON = date(2026, 11, 20)
COMPLAINT, DENUNCIATION, FEEDBACK = PetitionKind
CITED = "Đề nghị xem lại Quyết định số 12/QĐ-UBND về thu hồi đất của gia đình tôi"


def form_of(page: Page, action: str | None = None) -> dict[str, Any]:
    """The hidden fields and chosen answers of the form that is sent to ``action`` (None: to the page itself)."""
    forms = [one for one in page.all("form", method="post") if one.get("action") == action and one.get("role") is None]
    fields = [one for one in forms[0].iter("input") if one.get("type") in {"hidden", "radio"}]
    given = {
        str(one.get("name")): str(one.get("value") or "")
        for one in fields
        if one.get("type") == "hidden" or one.get("checked") is not None
    }
    return {name: value for name, value in given.items() if name != "csrf_token"}


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def handler(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.HANDLER])


def about_here(records: Session, desk: Desk, kind: PetitionKind = COMPLAINT, **others: Any) -> Matter:
    """A petition about the agency of the desk, classified."""
    said = {"respondents": [NewRespondent(desk.agency.id)]}
    matter = a_petition(records, desk.unit, on=ON, kind=kind, classified=said, **others)
    records.commit()
    return matter


# --- classifying --------------------------------------------------------------------------------------------------


def test_a_hint_stands_beside_the_choice_and_one_that_is_ignored_stays_for_the_head(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    matter = a_petition(records, desk.unit, on=ON, content=CITED)
    records.commit()
    path = f"/don/{matter.ref}/phan-loai"
    page = handler.open(path)
    assert "Nghi là khiếu nại: “Quyết định số 12/QĐ-UBND”" in page.text("main")
    handler.send(path, **{**form_of(page), **CLASSIFIED, "kind": "feedback"})
    head = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD])
    ignored = "nghi là khiếu nại"
    assert ignored in head.open(f"/don/{matter.ref}").text("main")
    assert ignored in head.open("/don?goi-y=khac").text("table")
    path = f"/don/{matter.ref}/phan-loai"
    page = head.open(path)
    done = head.send(path, **{**form_of(page), **CLASSIFIED, "reason": "Không đồng ý quyết định thu hồi"})
    assert done.text("h1") == "Hướng xử lý đơn"
    story = head.open(f"/don/{matter.ref}").text("main")
    assert "Phân loại khác gợi ý" not in story
    assert "Loại đơn: Kiến nghị, phản ánh" in story
    assert "Loại đơn: Khiếu nại" in story
    assert "Không đồng ý quyết định thu hồi" in story
    assert "Không có đơn nào như vậy" in head.open("/don?goi-y=khac").text("main")


def test_linking_a_duplicate_loses_nothing_that_is_typed(handler: Browse, records: Session, desk: Desk) -> None:
    first, later = (a_petition(records, desk.unit, on=ON) for _ in range(2))
    records.commit()
    path = f"/don/{later.ref}/phan-loai"
    page = handler.open(path)
    assert first.code in page.text("section", **{"aria-labelledby": "don-trung"})
    typed = {"kind": "complaint", "reason": "Đang viết dở", "field": "land"}
    page = handler.send(path, **{**form_of(page), **typed, "original": first.ref})
    assert "Nội dung đang nhập còn nguyên" in page.text("div", role="status")
    assert page.text("textarea", name="reason") == "Đang viết dở"
    assert page.all("input", name="kind", value="complaint")[0].get("checked") is not None
    assert page.all("div", role="alert") == []
    page = handler.send(path, **{**form_of(page), **CLASSIFIED})
    assert page.text("h1") == "Hướng xử lý đơn"
    records.rollback()
    assert records.get_one(Petition, later.id).duplicate_of_id == first.id


# --- the decision -------------------------------------------------------------------------------------------------


def test_every_condition_met_here_proposes_acceptance_and_its_form_is_there(
    handler: Browse, records: Session, desk: Desk
) -> None:
    matter = about_here(records, desk)
    path = f"/don/{matter.ref}/xu-ly"
    page = handler.open(path)
    assert "Thuộc thẩm quyền của cơ quan này" in page.text("section", **{"aria-labelledby": "tham-quyen"})
    assert "Chưa đề xuất" in page.text("section", **{"aria-labelledby": "huong-xu-ly"})
    assert "Luật Khiếu nại, Điều 11 khoản 5" in page.text("form", id="dieu-kien")
    page = handler.send(path, **{**form_of(page), "all": "yes"})
    assert "Đề xuất: Thụ lý. Thuộc thẩm quyền, mọi điều kiện đều đạt." in page.text("main")
    accept = f"/don/{matter.ref}/thu-ly"
    typed = {**form_of(page, accept), "on": "23/11/2026", "document_no": "9/TB-UBND"}
    asked = handler.send(accept, **typed)
    assert "Thụ lý: " in asked.text("h1")


def test_a_condition_that_fails_proposes_its_act_and_ground_and_stays_with_what_was_done(
    handler: Browse, records: Session, desk: Desk
) -> None:
    matter = about_here(records, desk)
    path = f"/don/{matter.ref}/xu-ly"
    page = handler.open(path)
    answers = {name: "yes" for name in form_of(page) if name.startswith("q_")}
    page = handler.send(path, **{**form_of(page), **answers, "q_in_time": "no"})
    assert "Đề xuất: Thông báo không thụ lý" in page.text("main")
    assert page.all("input", name="ground", value="KN11_6")[0].get("checked") is not None
    refuse = f"/don/{matter.ref}/viec/not_accepted"
    typed = {**form_of(page, refuse), "on": "23/11/2026", "document_no": "9/TB-UBND"}
    asked = handler.send(refuse, **typed)
    assert "Thông báo không thụ lý: " in asked.text("h1")  # it ends the petition: asked before it is done
    done = handler.send(refuse, **{**kept_on(asked), "step": "confirm"})
    story = done.text("main")
    assert "Điều kiện không đạt: Còn thời hiệu, thời hạn" in story
    assert "Đề xuất khi đó: Thông báo không thụ lý" in story


def test_what_belongs_elsewhere_is_guided_there_and_the_agency_is_filled_in(
    handler: Browse, records: Session, desk: Desk
) -> None:
    other = an_agency(records, "Sở Y tế", level=Level.DEPARTMENT)
    said = {"respondents": [NewRespondent(other.id)]}
    matter = a_petition(records, desk.unit, on=ON, kind=COMPLAINT, classified=said)
    records.commit()
    page = handler.open(f"/don/{matter.ref}/xu-ly")
    assert "Không thuộc thẩm quyền của cơ quan này: Sở Y tế" in page.text("main")
    assert page.all("input", name="to_agency")[0].get("value") == "Sở Y tế"
    assert "Luật Khiếu nại, Điều 20 khoản 1 · đã đối chiếu" in page.text("main")


def test_another_outcome_may_be_chosen_than_the_one_proposed(handler: Browse, records: Session, desk: Desk) -> None:
    matter = about_here(records, desk)
    page = handler.open(f"/don/{matter.ref}/xu-ly?viec=filed")
    assert page.text("h2", id="viec") == "Lưu đơn"
    assert page.all("h2", id="viec") != handler.open(f"/don/{matter.ref}/xu-ly?viec=no_such").all("h2", id="viec")


def test_a_second_transfer_is_stopped_before_anything_is_typed_and_says_when_the_first_was(
    handler: Browse, records: Session, desk: Desk
) -> None:
    first, later = (about_here(records, desk, FEEDBACK) for _ in range(2))
    path = f"/don/{first.ref}/chuyen"
    handler.open(path)
    assert handler.page is not None
    typed = {**form_of(handler.page), "on": "21/11/2026", "to_agency": "Sở Y tế", "document_no": "8/CV"}
    asked = handler.send(path, **typed)
    handler.send(path, **form_of(asked), step="confirm")
    link_duplicate(records, records.get_one(Matter, later.id), first.ref, by=desk.unit.handler, at=at(TODAY))
    records.commit()
    when = "đã có “Chuyển đơn” ngày 21/11/2026 đến Sở Y tế"
    assert when in handler.open(f"/don/{later.ref}/xu-ly").text("section", **{"aria-labelledby": "huong-xu-ly"})
    stopped = handler.open(f"/don/{later.ref}/chuyen", 409)
    assert when in stopped.text("main")
    assert stopped.all("input", name="to_agency") == []


def test_a_sealed_petition_names_nobody_and_no_agency_it_is_against(
    handler: Browse, records: Session, desk: Desk
) -> None:
    other = an_agency(records, "Sở Nội vụ", level=Level.DEPARTMENT)
    said = {"respondents": [NewRespondent(other.id, "Ông Lê Văn Kín")]}
    matter = a_petition(records, desk.unit, on=ON, kind=DENUNCIATION, classified=said)
    records.commit()
    page = handler.open(f"/don/{matter.ref}/xu-ly")
    main = page.html.split("<datalist")[0]
    for secret in (HOA.full_name, "Lê Văn Kín", "Sở Nội vụ", "quyết định thu hồi đất số 12"):
        assert secret not in main
    assert "Không thuộc thẩm quyền của cơ quan này" in page.text("main")


# --- one after the other ------------------------------------------------------------------------------------------


def test_the_queue_leads_from_one_petition_to_the_next_by_urgency_without_the_list(
    handler: Browse, records: Session, desk: Desk
) -> None:
    late, soon, fresh = (
        a_petition(records, desk.unit, on=day, content=content)
        for day, content in ((date(2026, 9, 1), "Rất lâu"), (date(2026, 11, 2), "Sắp hạn"), (ON, "Mới nhận"))
    )
    records.commit()
    page = handler.open("/don?nguon=post")
    page = handler.open(str(page.all("a", **{"data-next": ""})[0].get("href")))
    assert "Rất lâu" in page.text("aside")
    page = handler.open(str(page.all("a", **{"data-next": ""})[0].get("href")))
    assert "Sắp hạn" in page.text("aside")
    typed = {**form_of(page), **CLASSIFIED, "kind": "feedback"}
    path = str(handler.client.get("/don/tiep-theo?lan-luot=1").headers["Location"])
    assert path.startswith(f"/don/{late.ref}/xu-ly")
    page = handler.send(f"/don/{soon.ref}/phan-loai?lan-luot=1&nguon=post", **typed)
    page = handler.open(f"/don/{soon.ref}/xu-ly?lan-luot=1&nguon=post&viec=filed")
    form = next(one for one in page.all("form", method="post") if "filed" in (one.get("action") or ""))
    action = str(form.get("action"))
    assert "nguon=post" in action
    typed = {**form_of(page, action), "on": "23/11/2026", "reason": "Trùng nội dung đã trả lời"}
    done = handler.send(action, **typed)
    assert "đã ghi “Lưu đơn”" in done.text("div", role="status")
    assert "Mới nhận" in done.text("aside")
    done = handler.open(str(done.all("a", **{"data-next": ""})[0].get("href")))
    assert "Không còn đơn nào chờ sau đơn này" in done.text("div", role="status")
    assert fresh.code in done.text("table")


def test_a_petition_that_was_decided_on_goes_to_its_page(handler: Browse, records: Session, desk: Desk) -> None:
    matter = about_here(records, desk)
    page = handler.open(f"/don/{matter.ref}/viec/filed")
    handler.send(f"/don/{matter.ref}/viec/filed", **{**form_of(page), "on": "23/11/2026", "reason": "Trùng"})
    page = handler.open(f"/don/{matter.ref}/xu-ly")
    assert "Việc làm được bây giờ" in page.text("main")


@pytest.mark.parametrize(
    ("kind", "status"), [(RoleKind.OFFICER, 403), (RoleKind.HANDLER, 200), (RoleKind.HEAD, 200),
                         (RoleKind.SUPERVISOR, 403), (RoleKind.AUDITOR, 403)],
)  # fmt: skip
def test_only_who_handles_petitions_decides(
    sqlite_app: Flask, records: Session, desk: Desk, kind: RoleKind, status: int
) -> None:
    matter = about_here(records, desk)
    somebody(records, desk.agency, kind, username="ai.do")
    records.commit()
    browse = at_the_desk(sqlite_app, "ai.do")
    for path in (f"/don/{matter.ref}/xu-ly", "/don/tiep-theo"):
        browse.open(path, status)


def test_a_duplicate_is_counted_apart_in_the_list(handler: Browse, records: Session, desk: Desk) -> None:
    first, later = (about_here(records, desk, FEEDBACK) for _ in range(2))
    link_duplicate(records, records.get_one(Matter, later.id), first.ref, by=desk.unit.handler, at=at(TODAY))
    records.commit()
    assert "Trong đó 1 đơn trùng, đếm riêng." in handler.open("/don").text("div", class_="td-foot")
    assert later.code in handler.open("/don?trung=only").text("table")
    assert later.code not in handler.open("/don?trung=without").text("table")


def test_somebody_elses_change_is_told_and_the_answers_stay(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        matter = about_here(session, desk)
        path, matter_id = f"/don/{matter.ref}/xu-ly", matter.id
    first, second = (at_the_desk(app, desk.who[kind]) for kind in (RoleKind.HANDLER, RoleKind.HEAD))
    mine, theirs = first.open(path), second.open(path)
    second.send(path, **{**form_of(theirs), "q_signed": "no"})
    page = first.send(path, **{**form_of(mine), "q_in_time": "no"})
    assert "Hồ sơ đã thay đổi" in page.text("main")
    assert page.all("input", name="q_in_time", value="no")[0].get("checked") is not None
    with looking(app) as session:
        assert session.get_one(Matter, matter_id).facts["eligibility"]["answers"] == {"signed": "no"}
        assert session.scalars(select(Act).where(Act.matter_id == matter_id)).all()


# --- 45 days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "status"), [(RoleKind.OFFICER, 403), (RoleKind.HANDLER, 403), (RoleKind.HEAD, 200),
                         (RoleKind.SUPERVISOR, 200), (RoleKind.AUDITOR, 403)],
)  # fmt: skip
def test_heads_and_the_inspectorate_see_what_nobody_handles(
    sqlite_app: Flask, records: Session, desk: Desk, kind: RoleKind, status: int
) -> None:
    late, warned = (a_petition(records, desk.unit, on=day) for day in (date(2026, 10, 8), date(2026, 10, 12)))
    somebody(records, desk.agency, kind, username="ai.do")
    records.commit()
    page = at_the_desk(sqlite_app, "ai.do").open("/don/de-lau", status)
    if status == 200:
        rows = page.all("tbody")[0]
        assert [late.code in "".join(rows[0].itertext()), warned.code in "".join(rows[1].itertext())] == [True, True]
        assert "46 ngày" in "".join(rows[0].itertext())
        assert "Quá 45 ngày: 1" in page.text("main")
        assert "Đơn để lâu" in page.text("nav", class_="td-nav")
        assert HOA.full_name not in page.html


def test_nothing_that_waits_for_long_is_said_so(sqlite_app: Flask, desk: Desk) -> None:
    page = at_the_desk(sqlite_app, desk.who[RoleKind.HEAD]).open("/don/de-lau")
    assert "Không có đơn nào để từ 30 ngày trở lên." in page.text("main")


# --- whoever forwarded --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forwarder", "kind", "words"),
    [
        (Forwarder.PRESS, DENUNCIATION, "10/12/2026"),  # 20 days (LTC 26.2)
        (Forwarder.BAN_TCD, COMPLAINT, "chưa đến lúc: hạn tính từ khi giải quyết xong"),
        (Forwarder.PRESS, FEEDBACK, "luật không đặt thời hạn"),
    ],
)
def test_whoever_forwarded_is_named_with_when_they_are_answered(  # noqa: PLR0917
    handler: Browse, records: Session, desk: Desk, forwarder: Forwarder, kind: PetitionKind, words: str
) -> None:
    matter = a_petition(
        records, desk.unit, on=ON, kind=kind, source=Source.FORWARDED, forwarder=forwarder,
        forwarder_name="Báo Cao Nguyên", forward_document="15/CV",
    )  # fmt: skip
    records.commit()
    section = handler.open(f"/don/{matter.ref}").text("section", **{"aria-labelledby": "noi-chuyen"})
    assert "Báo Cao Nguyên" in section
    assert "15/CV" in section
    assert words in section


def test_classifying_a_denunciation_of_a_head_asks_first_and_says_where_it_goes(
    handler: Browse, records: Session, desk: Desk
) -> None:
    matter = a_petition(records, desk.unit, on=ON, content="Chủ tịch xã nhận tiền khi cấp đất")
    records.commit()
    path = f"/don/{matter.ref}/phan-loai"
    typed = {**CLASSIFIED, "kind": "denunciation", "respondent_agency": str(desk.agency.id), "respondent_is_head": "y"}
    asked = handler.send(path, **{**form_of(handler.open(path)), **typed})
    assert f"Loại {desk.agency.name} khỏi hồ sơ" in asked.text("h1")
    assert "chỉ còn Thanh tra tỉnh thấy hồ sơ" in asked.text("main")  # nobody above is in the register
    assert "Chưa phân loại" in handler.open(f"/don/{matter.ref}").text("main")
    handler.send(path, **{**kept_on(asked), "step": "confirm"})
    handler.open(f"/don/{matter.ref}", 404)
