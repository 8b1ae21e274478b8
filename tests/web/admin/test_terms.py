"""The internal terms at the administrator's desk: shown as ours, set with a ground, told by the trail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.records.people import RoleKind
from tests.web.conftest import Browse, an_account_with

SOON = "/quan-tri/han-noi-bo/soon_working_days"


def test_an_administrator_sets_a_term_with_a_ground_and_everybody_reads_it_as_internal(
    browse: Browse, records: Session
) -> None:
    an_account_with(records, RoleKind.ADMINISTRATOR)
    browse.enter("thu.ha")
    assert "Theo mặc định của phần mềm." in browse.open("/quan-tri/han-noi-bo").text()
    browse.open(SOON)
    assert "Nhập số ngày từ 3 đến 15." in browse.send(SOON, days="2", source="CV 1").text()
    assert "Nêu căn cứ" in browse.send(SOON, days="7", source="").text()
    done = browse.send(SOON, days="7", source="Công văn 12/TTT-VP").text()
    assert "7 ngày làm việc Căn cứ: Công văn 12/TTT-VP" in done
    assert "Gọi là sắp đến hạn: 7 ngày làm việc" in browse.open("/phap-luat/cach-hieu").text()
    assert "Đặt hạn nội bộ “Gọi là sắp đến hạn”: 5 thành 7 ngày" in browse.open("/quan-tri/nhat-ky").text()
    browse.open(SOON)
    assert "Theo mặc định của phần mềm." in browse.send(SOON, days="5", source="").text()
