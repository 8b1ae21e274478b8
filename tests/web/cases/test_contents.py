"""Contents on the page of a case and in the forms of its acts: listed, written, withdrawn, each with its result."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import identities
from app.casework.persons import LineWords
from app.extensions import db
from app.records.audit import AuditEntry
from app.records.matters import Act, Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from tests.makers import a_case, a_petition, an_act
from tests.web.conftest import Browse, Page
from tests.web.desks import A_PETITION, Desk, at_the_desk, filled_in, kept_on
from tests.web.grown import counted

ACCEPTED, REPORTED = date(2026, 10, 26), date(2026, 11, 9)
TWO = ("Thu hồi đất không đúng diện tích", "Không mời khi kiểm đếm")
SECTION = {"aria-labelledby": "tung-noi-dung"}
DECISION = {"on": "23/11/2026", "document_no": "300/QĐ-UBND"}


def a_case_of(records: Session, desk: Desk, kind: PetitionKind = PetitionKind.COMPLAINT, *texts: str) -> Matter:
    """Verified; only the resolution is left. Committed."""
    petition = a_petition(records, desk.unit, on=ACCEPTED, kind=kind, lines=texts or TWO)
    case = a_case(records, desk.unit, on=ACCEPTED, petition=petition)
    an_act(records, case, "verifying", date(2026, 11, 2), by=desk.unit.head)
    an_act(records, case, "reported", REPORTED, by=desk.unit.head)
    records.commit()
    return case


def found(*findings: str, remedy: str = "kept") -> dict[str, str]:
    said = {f"finding_{n}": one for n, one in enumerate(findings, start=1)}
    return said | ({f"remedy_{n}": remedy for n in range(1, len(findings) + 1)} if remedy else {})


def listed(page: Page) -> str:
    return page.text("section", **SECTION)


def test_the_decision_lists_every_content_and_is_refused_until_each_has_its_result(
    head: Browse, records: Session, desk: Desk
) -> None:
    case = a_case_of(records, desk)
    path = f"/vu-viec/{case.ref}"
    assert listed(head.open(path)).count("chưa có kết quả") == len(TWO)
    opened = head.open(f"{path}/viec/decided")
    assert all(text in opened.text("main") for text in TWO)

    typed: dict[str, Any] = {
        **kept_on(opened),
        **DECISION,
        **found("partly_right", remedy="changed"),
        "basis_1": "Biên bản đo lại",
    }
    refused = head.send(f"{path}/viec/decided", **typed)
    assert "Chọn kết quả của nội dung 2." in refused.text("fieldset", id="finding_2")
    assert refused.all("a", href="#finding_2")
    assert "Biên bản đo lại" in refused.html

    done = filled_in(head, f"{path}/viec/decided", **{**typed, **found("partly_right", "wrong"), "evidence_1": "12/BB"})
    for words in ("Đúng một phần; Giữ nguyên", "Sai toàn bộ; Giữ nguyên", "Biên bản đo lại", "12/BB"):
        assert words in listed(done)
    assert "Nội dung 2: Sai toàn bộ; Giữ nguyên" in done.text("ol", class_="td-timeline")
    assert not done.all("a", href=f"/ho-so/{case.ref}/noi-dung/them")
    assert "Đã có kết quả giải quyết từng nội dung" in head.open(f"/ho-so/{case.ref}/noi-dung/them", 409).text()


def test_a_finding_is_put_right_by_another_entry_and_no_content_loses_its_own(
    head: Browse, records: Session, desk: Desk
) -> None:
    case = a_case_of(records, desk)
    path = f"/vu-viec/{case.ref}"
    filled_in(
        head, f"{path}/viec/decided", **DECISION, **found("right", "right", remedy="annulled"), basis_1="Biên bản"
    )
    entry = records.scalars(select(Act.id).where(Act.act == "decided")).one()
    records.commit()
    correcting = next(
        str(one.get("href")) for one in head.open(path).all("a") if f"/muc/{entry}/sua" in str(one.get("href") or "")
    )
    opened = head.open(correcting)
    assert [one.get("value") for one in opened.all("input", name="finding_2") if one.get("checked") is not None] == [
        "right"
    ]
    typed: dict[str, Any] = {
        **kept_on(opened),
        "on": "23/11/2026",
        **found("right", "wrong"),
        "basis_1": "Biên bản",
        "note": "Chọn nhầm",
    }
    asked = head.send(correcting, **typed)
    assert "Sai toàn bộ; Giữ nguyên" in asked.text("table")
    page = head.send(correcting, **{**kept_on(asked), "step": "confirm"})
    assert listed(page).count("Sai toàn bộ; Giữ nguyên") == 1
    assert "Đúng toàn bộ; Giữ nguyên" in listed(page)
    assert "Biên bản" in listed(page)


def test_contents_are_added_several_at_once_changed_and_taken_out(
    handler: Browse, records: Session, desk: Desk
) -> None:
    case = a_case_of(records, desk)
    path = f"/ho-so/{case.ref}/noi-dung"
    opened = handler.open(f"{path}/them")
    assert "Không ghi tên hay điều làm lộ người viết đơn" in opened.text("div", id="text-help")
    refused = handler.send(f"{path}/them", **{**kept_on(opened), "text": "", "since_on": "31/02/2026"})
    assert refused.all("a", href="#text")
    assert refused.all("a", href="#since_on")

    page = filled_in(
        handler, f"{path}/them", text="Chậm trả tiền\n\nTính thiếu cây\ncà phê", since_on="20/11/2026",
        document="Đơn bổ sung ngày 18/11/2026",
    )  # fmt: skip
    for words in ("Chậm trả tiền", "Tính thiếu cây cà phê", "từ 20/11/2026, Đơn bổ sung ngày 18/11/2026"):
        assert words in listed(page)
    page = filled_in(handler, f"{path}/3", text="Chậm trả tiền 6 tháng", since_on="20/11/2026")
    assert "Chậm trả tiền 6 tháng" in listed(page)
    assert "23/11/2026: Chậm trả tiền" in listed(page)
    assert handler.send(f"{path}/4/bo", **{**kept_on(handler.open(f"{path}/4/bo")), "reason": ""}).all(
        "a", href="#reason"
    )
    page = filled_in(handler, f"{path}/4/bo", reason="Ghi hai lần")
    assert "đã bỏ, ghi nhầm" in listed(page)
    assert "".join(page.all("s")[0].itertext()) == "Tính thiếu cây\ncà phê"
    assert handler.open(f"{path}/4", 404)


def test_a_part_is_withdrawn_and_not_asked_for_again(
    handler: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    case = a_case_of(records, desk)
    path = f"/vu-viec/{case.ref}"
    assert handler.open(path).all("a", href=f"{path}/viec/withdrawn_part")
    page = filled_in(handler, f"{path}/viec/withdrawn_part", on="20/11/2026", document_no="2/BB", contents="2")
    assert "đã rút 20/11/2026" in listed(page)
    opened = head.open(f"{path}/viec/decided")
    assert opened.all("input", name="finding_1")
    assert not opened.all("input", name="finding_2")

    told = records.scalars(select(Act).where(Act.matter_id == case.id, Act.act == "withdrawn_part")).one()
    records.commit()
    correct = f"/ho-so/{case.ref}/muc/{told.id}/sua"
    boxes = handler.open(correct).all("input", name="contents")
    ticked = [one.get("value") for one in boxes if one.get("checked") is not None]
    assert ticked == ["2"]
    page = filled_in(handler, correct, on="20/11/2026", contents="1", note="Rút nội dung 1")
    assert "Nội dung: 2" in page.text("ol", class_="td-timeline")  # what was typed first stays to be read
    assert head.open(f"{path}/viec/decided").all("input", name="finding_2")


def test_a_new_petition_says_its_contents_and_only_those_ticked_are_accepted(
    sqlite_app: Flask, handler: Browse, records: Session, desk: Desk
) -> None:
    officer = at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])
    officer.open("/don/moi")
    page = officer.send("/don/moi", **{**A_PETITION, "agency": str(desk.agency.id), "lines": "\n\n".join(TWO)})
    assert all(text in listed(page) for text in TWO)
    petition = records.scalars(select(Matter)).one()
    records.commit()
    said: dict[str, Any] = {"kind": "complaint", "instance": "first", "field": "land", "officials_conduct": "no"}
    filled_in(handler, f"/don/{petition.ref}/phan-loai", **said, on="23/11/2026", reason="Không đồng ý quyết định")
    path = f"/don/{petition.ref}/thu-ly"
    ticked = [
        one.get("value") for one in handler.open(path).all("input", name="contents") if one.get("checked") is not None
    ]
    assert ticked == ["1", "2"]

    typed = {"on": "23/11/2026", "document_no": "31/TB-UBND"}
    assert filled_in(handler, path, **typed).all("a", href="#contents")
    case = filled_in(handler, path, **typed, contents="2")
    assert TWO[1] in listed(case)
    assert TWO[0] not in listed(case)
    page = handler.open(f"/don/{petition.ref}")
    assert listed(page).count("không thụ lý") == 1
    assert not page.all("a", href=f"/ho-so/{petition.ref}/noi-dung/them")


def test_the_contents_of_a_sealed_denunciation_are_numbers_until_a_grantee_opens_them_and_that_is_written_down(
    handler: Browse, head: Browse, records: Session, desk: Desk
) -> None:
    case = a_case_of(records, desk, PetitionKind.DENUNCIATION)
    path, mine = f"/vu-viec/{case.ref}", f"/ho-so/{case.ref}/noi-dung"
    assert not any(text in browse.open(path).html for text in TWO for browse in (handler, head))
    assert not head.open(path).all("a", href=f"{mine}/them")
    head.open(f"{mine}/them", 403)
    concluding = f"{path}/viec/concluded"
    assert not head.open(concluding).all("button", value="open")

    asked = handler.open(f"{mine}/1")
    assert TWO[0] not in asked.html
    opened = handler.send(f"{mine}/1", step="open")
    assert TWO[0] in opened.html
    handler.send(
        f"{mine}/1", **{**kept_on(opened), "text": "Nhận tiền", "concerns": "Trưởng thôn", "since_on": "26/10/2026"}
    )
    records.expire_all()
    assert identities.open_lines(
        records, records.get_one(Matter, case.id), viewer=desk.unit.handler, at=case.created_at
    )[1] == LineWords("Nhận tiền", "Trưởng thôn", "", f"23/11/2026: {TWO[0]}")
    records.rollback()

    identities.grant(
        records, records.get_one(Matter, case.id), desk.unit.head.account_id, purpose="Kết luận", by=None,
        at=case.created_at,
    )  # fmt: skip
    records.commit()
    page = head.send(concluding, **{**kept_on(head.open(concluding)), "step": "open", "basis_2": "Sổ quỹ"})
    assert "Nhận tiền" in page.text("main")
    assert "Sổ quỹ" in page.html
    openings = select(AuditEntry.account_id).where(AuditEntry.action == "sealed_opened").order_by(AuditEntry.id)
    assert list(records.scalars(openings)) == [desk.unit.handler.account_id, desk.unit.head.account_id]
    records.commit()

    done = filled_in(head, concluding, **DECISION, **found("right", "no_ground", remedy=""), basis_2="Sổ quỹ")
    assert "Nội dung 2: Không có cơ sở" in done.text("ol", class_="td-timeline")
    assert "Sổ quỹ" not in done.html
    assert records.scalars(select(Act.data).where(Act.act == "concluded")).one()["verdict"] == "partly_right"


def test_many_contents_cost_no_more_statements_than_two(
    sqlite_app: Flask, head: Browse, records: Session, desk: Desk
) -> None:
    few, many = (a_case_of(records, desk, PetitionKind.COMPLAINT, *texts) for texts in (TWO, TWO * 20))
    records.commit()
    with sqlite_app.app_context():
        engine = db.engine
    for where in ("/vu-viec/{}", "/vu-viec/{}/viec/decided"):
        sent = []
        for case in (few, many):
            head.open(where.format(case.ref))
            with counted(engine) as statements:
                head.open(where.format(case.ref))
            sent.append(len(statements))
        assert sent[0] == sent[1], where
