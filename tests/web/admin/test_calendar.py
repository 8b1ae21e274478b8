"""The calendar desk: a year to look at, changes asked first with what they move, a proposed swap that stays one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.records.people import RoleKind
from tests.web.admin.conftest import seen
from tests.web.conftest import Browse, an_account_with

DESK = "/quan-tri/lich-nghi"
ADD = f"{DESK}/2026/them"
CULTURE = f"{DESK}/ngay/2026-11-24"
NEW = f"{DESK}/nam-moi"
WHY: dict[str, Any] = {"source": "CV 13000/VPCP-KGVX", "reason": "Chính phủ đã chấp thuận"}
SWAP: dict[str, Any] = WHY | {"off": "23/11/2026", "name": "Nghỉ hoán đổi", "work": "28/11/2026"}


def test_a_year_shows_its_days_its_source_and_what_is_only_proposed(desk: Browse) -> None:
    page = desk.open(f"{DESK}?nam=2026")
    assert len(page.all("table", class_="td-month")) == 12
    assert "14 ngày nghỉ, 2 thứ Bảy làm bù, 249 ngày làm việc" in page.text()
    assert "Đề xuất, chưa áp dụng: nghỉ thứ Hai 23/11/2026, làm bù thứ Bảy 28/11/2026" in page.text()
    assert "Lịch năm 2027 còn tạm tính" in page.text()
    assert [one.text for one in page.all("td", class_="is-work")] == ["10", "22"]
    desk.open(f"{DESK}?nam=1990", 404)
    desk.open(f"{DESK}/ngay/2026-11-25", 404)
    desk.open(f"{DESK}/ngay/none", 404)


def test_the_proposed_swap_is_filled_in_asked_and_entered(desk: Browse) -> None:
    form = desk.open(f"{ADD}?nghi=2026-11-23&bu=2026-11-28")
    assert form.all("input", name="off")[0].get("value") == "23/11/2026"
    assert form.all("input", name="name")[0].get("value") == "Nghỉ hoán đổi, làm bù thứ Bảy 28/11/2026"
    asked = desk.send(ADD, **SWAP, seen=seen(desk)).text()
    assert "Tính thử: không hạn đang chạy nào đổi ngày cuối." in asked
    assert "thứ Hai 23/11/2026ngày làm việcnghỉ: Nghỉ hoán đổi" in asked
    assert "Đề xuất, chưa áp dụng" in desk.open(f"{DESK}?nam=2026").text()  # asked is not done
    desk.open(ADD)
    done = desk.send(ADD, **SWAP, seen=seen(desk), step="confirm").text()
    assert "Đã sửa lịch nghỉ." in done
    assert "Đề xuất, chưa áp dụng" not in done
    assert "15 ngày nghỉ, 3 thứ Bảy làm bù" in done
    assert "Nguồn: CV 13000/VPCP-KGVX. Lý do: Chính phủ đã chấp thuận." in done
    assert "Sửa lịch nghỉ: ngày nghỉ 23/11/2026; làm bù 28/11/2026." in desk.open("/quan-tri/nhat-ky").text()


def test_wrong_input_is_said_at_its_field(desk: Browse) -> None:
    desk.open(ADD)
    first = seen(desk)
    for typed, said in (
        ({"off": "", "work": "", "name": ""}, "Nhập ngày nghỉ, hoặc ngày thứ Bảy làm bù."),
        ({"off": "31/02/2026"}, "Không có ngày 31/02/2026."),
        ({"off": "28/11/2026", "work": ""}, "vốn là ngày nghỉ."),
        ({"name": ""}, "Nhập tên ngày nghỉ 23/11/2026."),
        ({"work": "27/11/2026"}, "Ngày làm bù là một ngày thứ Bảy; 27/11/2026 thì không."),
        ({"source": ""}, "Nêu nguồn."),
        ({"source": "--"}, "Nêu nguồn: số, ngày"),
        ({"reason": " "}, "Nêu lý do."),
    ):
        assert said in desk.send(ADD, **SWAP | typed, seen=first).text(), typed
    desk.send(ADD, **SWAP, seen=first, step="confirm")
    desk.open(ADD)
    assert "Ngày 23/11/2026 đã là ngày nghỉ." in desk.send(ADD, **SWAP, seen=first, step="confirm").text()
    another = SWAP | {"off": "21/12/2026", "work": ""}
    assert "Có người vừa sửa lịch năm này." in desk.send(ADD, **another, seen=first, step="confirm").text()


def test_what_is_wrong_is_said_in_the_order_of_the_page(desk: Browse) -> None:
    desk.open(ADD)
    wrong = desk.send(ADD, **SWAP | {"off": "31/02/2026", "source": "", "reason": ""}, seen=seen(desk))
    (summary,) = wrong.all("div", role="alert")
    assert [one.get("href") for one in summary.iter("a")] == ["#off", "#source", "#reason"]


def test_a_day_is_put_right_and_removed(desk: Browse) -> None:
    desk.open(CULTURE)
    done = desk.send(CULTURE, **WHY, off="25/11/2026", name="Ngày Văn hóa", seen=seen(desk), step="confirm").text()
    assert "thứ Tư 25/11/2026 Ngày Văn hóa nghỉ" in done
    gone = f"{DESK}/ngay/2026-11-25/bo"
    desk.open(gone)
    assert "Bỏ ngày nghỉ thứ Tư 25/11/2026?" in desk.send(gone, **WHY, seen=seen(desk)).text()
    desk.open(gone)
    assert "13 ngày nghỉ" in desk.send(gone, **WHY, seen=seen(desk), step="confirm").text()
    saturday = f"{DESK}/ngay/2026-08-22"
    desk.open(saturday)
    moved = desk.send(saturday, **WHY, work="29/08/2026", seen=seen(desk), step="confirm").text()
    assert "thứ Bảy 29/08/2026 Làm bù đi làm" in moved


def test_a_year_is_entered_line_by_line_and_marked_official(desk: Browse) -> None:
    form = desk.open(NEW)
    assert form.all("input", name="year")[0].get("value") == "2028"
    days = (form.all("textarea", name="days")[0].text or "").split("\n")
    assert "01/05/2028 Quốc tế Lao động 1/5" in days  # a Monday; 01/01/2028 is a Saturday
    typed: dict[str, Any] = WHY | {"year": "2028", "days": "03/01/2028 Nghỉ bù", "saturdays": "", "seen": "0"}
    wrong = desk.send(NEW, **typed | {"days": "03/01/2028 x\n30/02/2028 y\n31/04/2028 z"}).text()
    assert "Dòng 2: Không có ngày 30/02/2028." in wrong
    assert "Dòng 3: Không có ngày 31/04/2028." in wrong  # all at once
    assert "Nhập tên ngày nghỉ 03/01/2028." in desk.send(NEW, **typed | {"days": "03/01/2028"}).text()
    assert "Đã có lịch năm 2027" in desk.send(NEW, **typed | {"year": "2027"}).text()
    assert "Nhập lịch nghỉ năm 2028?" in desk.send(NEW, **typed).text()
    desk.open(NEW)
    assert "Đã nhập lịch nghỉ." in desk.send(NEW, **typed, step="confirm").text()
    page = desk.open(f"{DESK}?nam=2028")
    assert "tạm tính" in page.text("span", class_="td-tag")
    mark = f"{DESK}/2028/nguon"
    desk.open(mark)
    assert "Không ngày nào của lịch đổi" in desk.send(mark, **WHY, seen=seen(desk)).text()
    desk.open(mark)
    desk.send(mark, **WHY, seen=seen(desk), step="confirm")
    assert "chính thức" in desk.open(f"{DESK}?nam=2028").text("span", class_="td-tag")


@pytest.mark.parametrize("kind", [one for one in RoleKind if one is not RoleKind.ADMINISTRATOR])
def test_the_calendar_desk_is_the_administrator_s(browse: Browse, records: Session, kind: RoleKind) -> None:
    an_account_with(records, kind)
    browse.enter("thu.ha")
    for path in (DESK, ADD, CULTURE, f"{CULTURE}/bo", NEW, f"{DESK}/2026/nguon"):
        browse.open(path, 403)
