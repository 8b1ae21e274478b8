"""The law desk: readings chosen with a source, texts held against the original, asked first, told everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.casework.held_texts import (
    COMPETENCE,
    GROUND,
    INSTRUMENT,
    REGISTER,
    UNSURE,
    competence_key,
    ground_key,
    instrument_key,
    limit_key,
    unsure_texts,
)
from app.records.people import RoleKind
from app.statute.competence import COMPETENCES
from app.statute.instruments import INSTRUMENTS
from app.statute.policies import READINGS
from app.statute.time_limits import TIME_LIMITS
from app.statute.time_limits.reporting import INSPECTORATE
from app.statute.time_limits.shape import Certainty, TimeLimit
from app.web.act_fields import GROUNDS, choices
from tests.web.admin.conftest import seen
from tests.web.conftest import Browse, an_account_with

CEILING = "/quan-tri/luat/cach-hieu/roll_ceilings"
ORDER = "/quan-tri/luat/cach-hieu/file_order"
LATEST = next(one for one in reversed(TIME_LIMITS) if one.certainty is Certainty.UNVERIFIED and not one.in_force_until)
DISPUTED = next(one for one in TIME_LIMITS if one.certainty is Certainty.DISPUTED and one.id == "kn.accept_first_law")
TYPED: dict[str, Any] = {"answer": "yes", "source": "Công văn 12/TTT-NV", "reason": "Thanh tra tỉnh hướng dẫn"}


def address(limit: TimeLimit) -> str:
    return f"/quan-tri/luat/doi-chieu/{limit_key(limit.id, limit.in_force_from)}"


def test_every_reading_is_listed_and_those_of_a_policy_can_be_chosen(desk: Browse) -> None:
    page = desk.open("/quan-tri/luat")
    links = {one.get("href") for one in page.all("a")}
    for reading in READINGS:
        assert page.all("h2", id=reading.id)
        assert (f"/quan-tri/luat/cach-hieu/{reading.id}" in links) is bool(reading.policy)
        if reading.policy:
            assert desk.open(f"/quan-tri/luat/cach-hieu/{reading.id}").all("input", type="radio")
    desk.open("/quan-tri/luat/cach-hieu/day_zero", 404)
    desk.open("/quan-tri/luat/cach-hieu/none", 404)


def test_a_reading_is_chosen_after_a_question_and_taken_back(desk: Browse) -> None:
    desk.open(CEILING)
    asked = desk.send(CEILING, **TYPED, seen=seen(desk))
    assert "Không sửa gì đã xét." in asked.text()
    assert "Tính thử: không hạn đang chạy nào đổi ngày cuối." in asked.text()
    assert "Dời sang ngày làm việc kế tiếp." in asked.text("table")
    assert "Nguồn: Công văn 12" not in desk.open("/quan-tri/luat").text()  # asked is not done
    desk.open(CEILING)
    done = desk.send(CEILING, **TYPED, seen=seen(desk), step="confirm").text()
    assert "Đã chọn cách hiểu." in done
    assert "Nguồn: Công văn 12/TTT-NV" in done
    assert "Nguyễn Thị Thu Hà. Lý do: Thanh tra tỉnh hướng dẫn" in done
    assert "Nguồn: Công văn 12/TTT-NV" in desk.open("/phap-luat/cach-hieu").text()
    assert "Dời sang ngày làm việc kế tiếp. Nguồn: Công văn 12/TTT-NV." in desk.open("/quan-tri/nhat-ky").text()

    desk.open(f"{CEILING}/mac-dinh")
    back = desk.send(f"{CEILING}/mac-dinh", reason="Thu hồi văn bản", seen=seen(desk), step="confirm").text()
    assert "Đã trở về mặc định." in back
    assert "Nguồn: Công văn 12" not in back
    assert "Trở về mặc định cho “Trần 45 ngày" in desk.open("/quan-tri/nhat-ky").text()


def test_wrong_input_is_said_at_its_field_and_what_was_typed_stays(desk: Browse) -> None:
    desk.open(CEILING)
    first = seen(desk)
    assert "Nêu nguồn." in desk.send(CEILING, answer="yes", source="", reason="x" * 9, seen=first).text()
    assert "Nêu nguồn: số, ngày" in desk.send(CEILING, answer="yes", source="..", reason="Vì thế", seen=first).text()
    assert "Nêu lý do." in desk.send(CEILING, answer="yes", source="CV 12/TTT", reason="", seen=first).text()
    assert "Chọn một mục" in desk.send(CEILING, answer="maybe", source="CV 12/TTT", reason="Vì thế", seen=first).text()
    kept = desk.send(CEILING, **TYPED, seen=first, step="edit")
    assert kept.all("input", name="source")[0].get("value") == TYPED["source"]
    desk.send(CEILING, **TYPED, seen=first, step="confirm")
    desk.open(CEILING)
    again = desk.send(CEILING, **TYPED, seen=seen(desk))
    assert "không có gì thay đổi" in again.text()
    old = desk.send(CEILING, **TYPED | {"answer": "no"}, seen=first, step="confirm")
    assert "Có người vừa chọn, xác nhận hoặc bỏ mục này." in old.text()
    assert "Có người vừa chọn" in desk.send(CEILING, **TYPED | {"answer": "no"}, seen="x", step="confirm").text()


def test_that_the_order_of_a_file_was_held_claims_no_date(desk: Browse) -> None:
    desk.open(ORDER)
    typed: dict[str, Any] = {
        "answer": "yes",
        "source": "Công báo số 575, ngày 25/12/2011",
        "reason": "Đã đọc từng khoản",
    }
    asked = desk.send(ORDER, **typed, seen=seen(desk)).text()
    assert "Không ngày nào đổi. Danh mục hồ sơ nêu nguồn này" in asked
    assert "Tính thử" not in asked
    assert "Nguồn: Công báo số 575" in desk.send(ORDER, **typed, seen="0", step="confirm").text()


def test_an_uncertain_rule_is_confirmed_with_a_source_and_said_wherever_it_is_used(desk: Browse) -> None:
    none_yet = desk.open("/quan-tri/luat/doi-chieu?xac-nhan=yes")
    assert "Không có quy định nào như vậy." in none_yet.text("main")
    texts = desk.open("/quan-tri/luat/doi-chieu")
    assert len(texts.all("tr", role="row")) >= len(unsure_texts())
    path, entry = address(LATEST), f"/phap-luat/{LATEST.id}"
    assert "chưa đối chiếu" in desk.open(entry).text()
    desk.open(path)
    typed: dict[str, Any] = {"source": "Công báo số 575", "reason": "Phòng Pháp chế đọc"}
    asked = desk.send(path, **typed, seen=seen(desk)).text()
    assert "Không số ngày, hạn nào đổi" in asked
    done = desk.send(path, **typed, seen="0", step="confirm").text()
    assert "Quản trị viên đã đối chiếu: Công báo số 575." in done
    said = desk.open(entry).text()
    assert "quản trị viên đã đối chiếu" in said
    assert "Quản trị viên đã đối chiếu: Công báo số 575." in said
    assert "Xác nhận đã đối chiếu “" in desk.open("/quan-tri/nhat-ky").text()
    assert "Công báo" in desk.open("/quan-tri/luat/doi-chieu?xac-nhan=yes").text("table")
    desk.open(f"{path}/bo")
    assert "Đã bỏ xác nhận." in desk.send(f"{path}/bo", reason="Đọc nhầm bản", seen=seen(desk), step="confirm").text()
    assert "Quản trị viên đã đối chiếu" not in desk.open(entry).text()
    desk.open("/quan-tri/luat/doi-chieu/none", 404)


def test_a_disputed_rule_keeps_its_two_readings_beside_the_confirmation(desk: Browse) -> None:
    path = address(DISPUTED)
    desk.open(path)
    typed: dict[str, Any] = {"source": "Ý kiến của Thanh tra tỉnh", "reason": "Hỏi trực tiếp"}
    assert "Phần mềm vẫn nêu cả hai cách hiểu." in desk.send(path, **typed, seen="0").text()
    desk.send(path, **typed, seen="0", step="confirm")
    said = desk.open(f"/phap-luat/{DISPUTED.id}").text()
    assert "có hai cách hiểu, quản trị viên đã đối chiếu" in said


def test_an_instrument_whose_number_is_from_memory_is_confirmed_and_its_entries_say_so(desk: Browse) -> None:
    unread = [key for key, one in unsure_texts().items() if one.kind == INSTRUMENT]
    assert set(unread) == {instrument_key(one) for one in INSTRUMENTS.values() if one.certainty in UNSURE}
    path, entry = f"/quan-tri/luat/doi-chieu/{instrument_key(INSTRUMENTS['TT01_2024'])}", f"/phap-luat/{INSPECTORATE}"
    assert desk.open("/quan-tri/luat/doi-chieu").all("a", href=path)
    asked = desk.open(path).text("main")
    assert "Căn cứ" not in asked
    assert "Số hiệu, ngày hiệu lực của văn bản" in asked  # what is confirmed: not the words of its articles
    assert "Hiệu lực từ 05/03/2024" in asked
    typed: dict[str, Any] = {"source": "Công báo số 575", "reason": "Phòng Pháp chế đọc"}
    assert "Đã xác nhận, kèm nguồn." in desk.send(path, **typed, seen="0", step="confirm").text()
    assert "Quản trị viên đã đối chiếu: Công báo số 575." in desk.open("/phap-luat/van-ban").text("table")
    assert "số hiệu và ngày hiệu lực quản trị viên đã đối chiếu." in desk.open(entry).text("main")


def test_a_disputed_ground_an_unread_competence_and_a_layout_are_confirmed_too(desk: Browse) -> None:
    texts = unsure_texts()
    disputed = [one for table in GROUNDS.values() for one in table.values() if one.disputed_from is not None]
    assert {ground_key(one) for one in disputed} == {key for key, one in texts.items() if one.kind == GROUND}
    unread = [row for row in COMPETENCES if row.certainty in UNSURE]
    assert len({competence_key(row) for row in unread}) == len(unread)
    assert {competence_key(row) for row in unread} <= texts.keys()
    assert any(one.kind == REGISTER for one in texts.values())
    for key, text in texts.items():
        if text.kind in {GROUND, COMPETENCE, REGISTER}:
            path = f"/quan-tri/luat/doi-chieu/{key}"
            desk.open(path)
            typed: dict[str, Any] = {"source": "Công báo số 575", "reason": "Phòng Pháp chế đọc"}
            done = desk.send(path, **typed, seen="0", step="confirm").text()
            assert "Đã xác nhận, kèm nguồn." in done, key
    with desk.app.test_request_context():
        offered = dict(choices("denunciation_findings", date(2026, 11, 23)))
    assert offered["no_ground"].endswith("có hai cách hiểu, quản trị viên đã đối chiếu")


@pytest.mark.parametrize("kind", [one for one in RoleKind if one is not RoleKind.ADMINISTRATOR])
def test_the_law_desk_is_the_administrator_s(browse: Browse, records: Session, kind: RoleKind) -> None:
    an_account_with(records, kind)
    browse.enter("thu.ha")
    for path in ("/quan-tri/luat", CEILING, f"{CEILING}/mac-dinh", "/quan-tri/luat/doi-chieu", address(LATEST),
                 f"{address(LATEST)}/bo"):  # fmt: skip
        browse.open(path, 403)
