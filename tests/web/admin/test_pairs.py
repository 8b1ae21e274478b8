"""One disputed pair of limits settled by itself at the law desk: with a source, told by the why; what runs follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.flags import raise_and_withdraw
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.oversight import Flag
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.statute.disputed_pairs import pair_readings
from tests.makers import a_case, a_petition, at
from tests.web.admin.conftest import seen
from tests.web.conftest import Browse, Clock, an_account_with
from tests.web.desks import Desk, a_desk, at_the_desk, looking

KEY = "kn.accept_decree_2026~kn.accept_first_law"
PAIR = f"/quan-tri/luat/cach-hieu/pair:{KEY}"
GENERAL = "/quan-tri/luat/cach-hieu/strict_reading"
ON, TODAY = date(2026, 11, 13), date(2026, 11, 24)
BY_LAW, BY_DECREE = date(2026, 11, 23), date(2026, 11, 25)
SOURCE = "Công văn 77/TTCP-BTCDTW"
TYPED: dict[str, Any] = {
    "answer": "kn.accept_decree_2026", "source": SOURCE, "reason": "Thanh tra Chính phủ trả lời tỉnh",
}  # fmt: skip


def acceptance(session: Session, matter_id: int) -> Obligation:
    wanted = select(Obligation).where(Obligation.matter_id == matter_id, Obligation.duty.like("kn.accept%"))
    return session.scalars(wanted).one()


@pytest.fixture
def desk(app: Flask) -> Browse:
    """The browser of an administrator, the day after the law's last day."""
    app.config["CLOCK"] = clock = Clock()
    clock.pass_by(days=1)
    with looking(app) as session:
        an_account_with(session, RoleKind.ADMINISTRATOR)
    browse = Browse(app)
    browse.enter("thu.ha")
    return browse


def a_petition_late_by_the_law(app: Flask) -> tuple[Desk, Matter, Matter]:
    """One waits for its acceptance, flagged since yesterday's last day; another was accepted on that day."""
    with looking(app) as session:
        desk = a_desk(session)
        waits = a_petition(session, desk.unit, on=ON, kind=PetitionKind.COMPLAINT)
        done = a_petition(session, desk.unit, on=ON, kind=PetitionKind.COMPLAINT)
        a_case(session, desk.unit, on=BY_LAW, petition=done)
        raise_and_withdraw(session, today=TODAY, at=at(TODAY))
        session.commit()
    return desk, waits, done


def settled(desk: Browse, path: str = PAIR, **typed: Any) -> str:
    desk.open(path)
    return desk.send(path, **TYPED | typed, seen=seen(desk), step="confirm").text()


def test_every_pair_stands_at_the_desk_after_the_reading_for_all_and_follows_it(desk: Browse) -> None:
    page = desk.open("/quan-tri/luat")
    ids = [one.get("id") for one in page.all("h2") if one.get("id")]
    pairs = [one.id for one in pair_readings()]
    at_place = ids.index("strict_reading") + 1
    assert ids[at_place : at_place + len(pairs)] == pairs
    assert "Theo cách hiểu chung cho các hạn khác nhau." in page.text()
    settled(desk, GENERAL, answer="no")
    later = desk.open(PAIR)
    assert [one.get("value") for one in later.all("input", type="radio") if one.get("checked") is not None] == ["later"]


def test_a_pair_is_settled_with_its_source_and_what_runs_follows_while_what_was_judged_stays(
    app: Flask, desk: Browse
) -> None:
    who, waits, done = a_petition_late_by_the_law(app)
    desk.open(PAIR)
    asked = desk.send(PAIR, **TYPED, seen=seen(desk)).text()
    assert "Tính thử: 1 hạn đang chạy sẽ có ngày cuối khác." in asked
    assert "Luôn theo “Thụ lý khiếu nại (thời hạn theo Nghị định)”." in asked
    assert "1 hạn đang chạy đổi ngày cuối." in settled(desk)
    with looking(app) as session:
        running, judged = acceptance(session, waits.id), acceptance(session, done.id)
        assert (running.due_on, running.rule, judged.due_on) == (BY_DECREE, "kn.accept_decree_2026", BY_LAW)
        flags = session.execute(select(Flag.due_on, Flag.withdrawn_on).where(Flag.obligation_id == running.id)).all()
        assert [tuple(row) for row in flags] == [(BY_LAW, TODAY)]
        ids = running.id, judged.id
    handler = at_the_desk(app, who.who[RoleKind.HANDLER])
    why = handler.open(f"/han/{ids[0]}").text("main")
    assert "nơi đây chọn riêng cho các hạn này, với việc được xét từ khi chọn: Luôn theo “Thụ lý khiếu nại" in why
    assert f"Nguồn: {SOURCE}." in why
    assert "Cách hiểu được chọn" in why
    assert "Hạn: Thụ lý hoặc thông báo không thụ lý|23/11/2026" in _sum(handler, ids[1])


def test_the_other_pairs_go_on_as_before_and_the_desk_the_list_and_the_trail_name_it(desk: Browse) -> None:
    settled(desk)
    page = desk.open("/quan-tri/luat")
    assert page.text().count("Chọn riêng cho các hạn này.") == 1
    assert f"Nguồn: {SOURCE}" in page.text()
    assert f"Nguồn: {SOURCE}" in desk.open("/phap-luat/cach-hieu").text()
    trail = desk.open("/quan-tri/nhat-ky").text()
    assert "Chọn cách hiểu cho “Theo hạn nào: “Thụ lý khiếu nại lần đầu (thời hạn theo Luật)”" in trail
    assert "Luôn theo “Thụ lý khiếu nại (thời hạn theo Nghị định)”." in trail


def test_a_pair_taken_back_follows_the_reading_for_all_again(app: Flask, desk: Browse) -> None:
    _who, waits, _done = a_petition_late_by_the_law(app)
    settled(desk)
    desk.open(f"{PAIR}/mac-dinh")
    back = desk.send(f"{PAIR}/mac-dinh", reason="Văn bản bị thu hồi", seen=seen(desk), step="confirm").text()
    assert "1 hạn đang chạy đổi ngày cuối." in back
    assert "Chọn riêng" not in back
    with looking(app) as session:
        assert acceptance(session, waits.id).due_on == BY_LAW
        flag = session.scalars(select(Flag)).first()
        assert flag is not None
        assert flag.withdrawn_on is None
    assert "Trở về mặc định cho “Theo hạn nào" in desk.open("/quan-tri/nhat-ky").text()


def test_no_pair_but_those_of_the_law_and_no_answer_but_theirs(desk: Browse) -> None:
    desk.open("/quan-tri/luat/cach-hieu/pair:kn.accept_first_law~kn.resolve_first", 404)
    desk.open(PAIR)
    assert "Chọn một mục" in desk.send(PAIR, **TYPED | {"answer": "kn.resolve_first"}, seen="0").text()


def _sum(browse: Browse, obligation_id: int) -> str:
    (table, *_rest) = browse.open(f"/han/{obligation_id}").all("table", class_="td-sum")
    return "|".join(filter(None, map(str.strip, table.itertext())))
