"""The schedule of reception: a month, the paper to post, one day planned, changed, held, cancelled; and groups."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.reception_days import Plan, change_day, plan_day
from app.extensions import db
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.reception import ReceptionDay, ReceptionKind, VisitOutcome
from tests.makers import HOA, a_visit, an_agency, at
from tests.web.conftest import Browse, Page
from tests.web.desks import A_VISIT, TODAY, Desk, a_desk, at_the_desk, kept_on, looking, somebody
from tests.web.grown import counted

SCHEDULE = "/lich-tiep-cong-dan"
NEW = f"{SCHEDULE}/moi"
TUESDAY = TODAY + timedelta(days=8)  # 01/12/2026
PLANNED: dict[str, Any] = {
    "kind": "head", "on": "01/12/2026", "starts_at": "7h30", "ends_at": "11:00", "place": "Phòng 1",
    "chaired_by": "Ông Siu Blut, Chủ tịch UBND xã", "expected_version": "1",
}  # fmt: skip


@pytest.fixture
def desk(records: Session) -> Desk:
    return a_desk(records)


@pytest.fixture
def officer(sqlite_app: Flask, desk: Desk) -> Browse:
    return at_the_desk(sqlite_app, desk.who[RoleKind.OFFICER])


def a_day(records: Session, desk: Desk, on: date, kind: ReceptionKind = ReceptionKind.HEAD) -> ReceptionDay:
    """Planned two weeks before; committed."""
    before, plan = on - timedelta(days=14), Plan(on, kind, time(7, 30), time(11), place="Phòng 1")
    by = desk.unit.officer
    day = plan_day(records, plan, agency_id=desk.agency.id, by=by, at=at(before), today=before)
    records.commit()
    return day


def errors_of(page: Page) -> str:
    return page.text("div", class_="td-summary")


def typed(desk: Desk, **changed: str) -> dict[str, Any]:
    return {**PLANNED, "agency": str(desk.agency.id), **changed}


def test_a_day_is_planned_from_the_calendar_and_stands_in_it(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
    browse = at_the_desk(app, desk.who[RoleKind.OFFICER])
    browse.open(NEW)
    page = browse.send(NEW, **typed(desk))
    assert "Đã lưu buổi tiếp thứ Ba 01/12/2026." in page.text("div", role="status")
    month = browse.open(f"{SCHEDULE}?thang=2026-12")
    assert "Định kỳ 07:30–11:00 đã lên lịch" in month.text("table", class_="td-month")
    assert "Ông Siu Blut, Chủ tịch UBND xã" in month.text("table", class_="td-table")
    with looking(app) as session:
        day = session.scalars(select(ReceptionDay)).one()
        assert (day.on, day.kind, day.starts_at, day.place) == (TUESDAY, ReceptionKind.HEAD, time(7, 30), "Phòng 1")


def test_a_planned_day_says_by_when_its_schedule_must_be_posted_and_why(
    officer: Browse, records: Session, desk: Desk
) -> None:
    officer.open(NEW)
    officer.send(NEW, **typed(desk))
    ref = records.scalars(select(ReceptionDay.ref)).one()
    records.rollback()
    page = officer.open(f"{SCHEDULE}/{ref}")
    said = page.text("section", **{"aria-labelledby": "niem-yet"})
    assert "đến hạn hôm nay Niêm yết lịch chậm nhất thứ Hai 23/11/2026." in said.replace("nayNiêm", "nay Niêm")
    assert "Lùi 5 ngày làm việc" in said
    assert "Không tính 24/11/2026: Ngày Văn hóa Việt Nam" in said
    assert page.all("a", href="/phap-luat/tcd.publish_schedule")


def test_a_schedule_posted_after_its_last_day_says_so_for_good(officer: Browse, records: Session, desk: Desk) -> None:
    late, in_time = a_day(records, desk, date(2026, 11, 27)), a_day(records, desk, TUESDAY)
    for day in (late, in_time):
        day.posted_on, day.posted_where = TODAY, "Trụ sở"
    records.commit()
    assert "23/11/2026, muộn, hạn 19/11/2026" in officer.open(f"{SCHEDULE}/{late.ref}").text("aside")
    assert "muộn" not in officer.open(f"{SCHEDULE}/{in_time.ref}").text("aside")
    assert "niêm yết 23/11, muộn: hạn 19/11" in officer.open(SCHEDULE).text("table", class_="td-month")
    assert "muộn" not in officer.open(f"{SCHEDULE}?thang=2026-12").text("table", class_="td-month")


def test_a_date_that_cannot_be_posted_in_time_is_warned_of_before_it_is_saved(
    officer: Browse, records: Session, desk: Desk
) -> None:
    soon = typed(desk, on="27/11/2026")
    officer.open(NEW)
    asked = officer.send(NEW, **soon)
    assert "Hạn niêm yết lịch của ngày này là thứ Năm 19/11/2026, đã qua" in asked.text("div", class_="td-note")
    assert "Còn kịp niêm yết: từ thứ Ba 01/12/2026." in asked.text("div", class_="td-note")
    assert asked.all("input", name="place")[0].get("value") == "Phòng 1"
    assert records.scalar(select(ReceptionDay.id)) is None
    records.rollback()
    assert "Đã lưu buổi tiếp" in officer.send(NEW, **soon | kept_on(asked)).text()
    month = officer.open(SCHEDULE)
    assert "chưa niêm yết, quá hạn 19/11" in month.text("table", class_="td-month")
    assert "lịch phải niêm yết chậm nhất thứ Năm 19/11/2026, đã quá hạn." in month.text()
    officer.open(NEW)
    day = a_day(records, desk, TUESDAY)
    path, moved = f"{SCHEDULE}/{day.ref}/doi", typed(desk, reason="Đi họp", expected_version=str(day.version))
    records.rollback()
    officer.open(path)
    asked = officer.send(path, **moved | {"on": "30/11/2026"})
    assert "đã qua" in asked.text("div", class_="td-note")
    assert "Vẫn lưu buổi tiếp" in asked.text("form", class_="td-form")
    again = officer.send(path, **moved | {"on": "26/11/2026", "warned": "2026-11-30"})
    assert "đã qua" in again.text("div", class_="td-note")  # another date is another question
    assert "Đã lưu" in officer.send(path, **moved | {"on": "26/11/2026", "warned": "2026-11-26"}).text()


def test_the_calendar_names_days_off_and_marks_today(officer: Browse) -> None:
    page = officer.open(SCHEDULE)
    assert "Ngày Văn hóa Việt Nam" in page.text("table", class_="td-month")
    assert [cell.text for cell in page.all("th", scope="col")][:7] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    assert len(page.all("td", class_="is-today")) == 1
    august = officer.open(f"{SCHEDULE}?thang=2026-08")
    assert "làm bù" in august.text("table", class_="td-month")
    for link in ("prev", "next"):
        assert officer.open(str(august.all("a", rel=link)[0].get("href"))).status == 200


@pytest.mark.parametrize("month", ["2026-13", "abc", "0001-01", "", "2026-1"])
def test_a_month_nobody_wrote_is_this_month(officer: Browse, month: str) -> None:
    assert "Tháng 11/2026" in officer.open(f"{SCHEDULE}?thang={month}").text("main")


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Chọn loại buổi tiếp"),
        ({"on": ""}, "on", "Nhập ngày tiếp"),
        ({"on": "31/11/2026"}, "on", "Không có ngày 31/11/2026"),
        ({"on": "01/12/2028"}, "on", "nhiều nhất một năm"),
        ({"on": "30/06/2025"}, "on", "từ 01/07/2025"),
        ({"starts_at": "sáng"}, "starts_at", "Nhập giờ dạng 7:30"),
        ({"starts_at": "25:00"}, "starts_at", "Nhập giờ dạng 7:30"),
        ({"starts_at": ""}, "starts_at", "Nhập giờ bắt đầu"),
        ({"ends_at": "7:00"}, "ends_at", "sau giờ bắt đầu"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_at_its_field_and_kept(  # noqa: PLR0917
    officer: Browse, records: Session, desk: Desk, changed: dict[str, str], field: str, sentence: str
) -> None:
    officer.open(NEW)
    page = officer.send(NEW, **typed(desk, **changed))
    assert sentence in errors_of(page)
    assert page.all("div", id=f"{field}-error")
    for name in ("on", "starts_at", "ends_at", "place", "chaired_by"):
        assert page.all("input", name=name)[0].get("value") == changed.get(name, PLANNED[name])
    assert records.scalar(select(ReceptionDay.id)) is None


def test_a_day_off_is_warned_of_and_planned(officer: Browse, desk: Desk) -> None:
    asked = officer.open(f"{NEW}?ngay=2026-11-24")
    assert "Ngày Văn hóa Việt Nam" in asked.text("div", class_="td-note")
    page = officer.send(NEW, **typed(desk, on="24/11/2026", warned="2026-11-24"))
    assert "Ngày này là ngày nghỉ: Ngày Văn hóa Việt Nam." in page.text("div", role="status")


def test_the_next_day_of_a_kind_begins_like_the_last_one(officer: Browse, records: Session, desk: Desk) -> None:
    a_day(records, desk, TUESDAY)
    page = officer.open(f"{NEW}?ngay=2026-12-08&loai=head")
    values = {one.get("name"): one.get("value") for one in page.all("input")}
    assert (values["on"], values["starts_at"], values["place"]) == ("08/12/2026", "07:30", "Phòng 1")


def test_a_past_day_leads_straight_to_its_outcome_and_is_marked(
    officer: Browse, records: Session, desk: Desk
) -> None:  # fmt: skip
    officer.open(NEW)
    page = officer.send(NEW, **typed(desk, on="16/11/2026"))
    assert page.text("h1") == "Kết quả buổi tiếp"
    path = f"{SCHEDULE}/{records.scalars(select(ReceptionDay.ref)).one()}/ket-qua"
    records.rollback()
    page = officer.send(path, chair="head", document="Biên bản số 4/BB ngày 16/11/2026", expected_version="1")
    assert "không có công dân đến" in page.text("span", class_="td-due")
    assert "Lịch nhập muộn 7 ngày." in page.text()
    assert "Biên bản số 4/BB ngày 16/11/2026" in page.text("aside")


def test_a_past_day_without_outcome_calls_for_work(officer: Browse, records: Session, desk: Desk) -> None:
    day = a_day(records, desk, date(2026, 11, 10))
    page = officer.open(SCHEDULE)
    assert "Có 1 buổi đã qua chưa ghi kết quả buổi tiếp." in page.text("div", class_="td-note")
    assert "Lịch tiếp công dân 1" in page.text("nav", class_="td-nav")
    page = officer.open(f"{SCHEDULE}/{day.ref}")
    assert page.text("a", class_="btn-primary") == "Ghi kết quả buổi tiếp"


def test_a_deputy_is_named_with_the_reason_and_never_counts_for_the_head(
    officer: Browse, records: Session, desk: Desk
) -> None:
    day = a_day(records, desk, date(2026, 11, 10))
    a_visit(records, desk.unit, on=day.on, reception_kind=ReceptionKind.HEAD, outcome=VisitOutcome.ANSWERED)
    records.commit()
    path = f"{SCHEDULE}/{day.ref}/ket-qua"
    version: dict[str, Any] = {"expected_version": str(day.version)}
    records.rollback()
    officer.open(path)
    page = officer.send(path, chair="deputy", chaired_by="Bà Mai, Phó Chủ tịch", **version)
    assert "Nhập lý do cấp phó tiếp thay" in page.text("div", id="reason-error")
    page = officer.send(path, chair="deputy", chaired_by="Bà Mai, Phó Chủ tịch", reason="Đi họp", **version)
    assert "Cấp phó tiếp thay không tính vào số ngày người đứng đầu" in page.text("div", class_="td-note")
    assert "Luật Tiếp công dân, Điều 15 khoản 2" in page.text("div", class_="td-note")
    assert "Bà Mai, Phó Chủ tịch (cấp phó tiếp thay)" in page.text("aside")


def test_a_day_is_cancelled_on_a_page_that_asks_and_needs_a_reason(
    officer: Browse, records: Session, desk: Desk
) -> None:
    day = a_day(records, desk, TUESDAY)
    path = f"{SCHEDULE}/{day.ref}/huy"
    assert "Hủy buổi tiếp thứ Ba 01/12/2026?" in officer.open(path).text("h1")
    assert "Nhập lý do hủy" in errors_of(officer.send(path, reason=" ", expected_version="1"))
    page = officer.send(path, reason="Bão số 13", expected_version="1")
    assert "đã hủy" in page.text("span", class_="td-due")
    paper = officer.open(f"{SCHEDULE}/ban-niem-yet?thang=2026-12").text("article")
    assert "Không tiếp: Bão số 13" in paper
    again = officer.open(f"{SCHEDULE}/{day.ref}/doi")
    assert again.text("h1") == "Lên lịch lại"
    page = officer.send(f"{SCHEDULE}/{day.ref}/doi", **typed(desk, on="02/12/2026", expected_version="2"))
    assert "đã lên lịch" in page.text("span", class_="td-due")


def test_a_day_with_visits_is_not_cancelled(officer: Browse, records: Session, desk: Desk) -> None:
    day = a_day(records, desk, TODAY)
    a_visit(records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD)
    records.commit()
    assert "Hủy buổi tiếp" not in officer.open(f"{SCHEDULE}/{day.ref}").text()
    officer.open(f"{SCHEDULE}/{day.ref}/huy")
    page = officer.send(f"{SCHEDULE}/{day.ref}/huy", reason="Bận", expected_version=str(day.version))
    assert "đã có 1 lượt tiếp, không hủy được" in errors_of(page)


def test_the_second_of_two_editors_sees_both_versions_and_decides(
    officer: Browse, records: Session, desk: Desk
) -> None:
    day = a_day(records, desk, TUESDAY)
    path = f"{SCHEDULE}/{day.ref}/doi"
    officer.open(path)
    theirs = Plan(TUESDAY, ReceptionKind.HEAD, time(8), time(11), place="Hội trường")
    change_day(
        records, day, theirs, expected_version=1, by=desk.unit.head, at=at(TODAY), today=TODAY
    )  # fmt: skip
    records.commit()
    page = officer.send(path, **typed(desk, place="Phòng 2", chaired_by=""))
    assert "Có người vừa thay đổi buổi tiếp này" in errors_of(page)
    both = page.text("table", class_="td-both")
    assert "Nơi tiếpHội trườngPhòng 2" in both
    assert "Từ giờ08:0007:30" in both
    version = str(page.all("input", name="expected_version")[0].get("value"))
    officer.send(path, **typed(desk, place="Phòng 2", chaired_by="", expected_version=version))
    records.rollback()
    records.refresh(day)
    assert (day.place, day.starts_at) == ("Phòng 2", time(7, 30))


def test_a_visit_is_logged_from_its_day_and_holds_it(officer: Browse, records: Session, desk: Desk) -> None:
    day = a_day(records, desk, TODAY)
    page = officer.open(f"{SCHEDULE}/{day.ref}")
    link = next(one for one in page.all("a") if one.text == "Ghi lượt tiếp vào buổi này")
    form = officer.open(str(link.get("href")))
    chosen = [one.get("value") for one in form.all("option") if one.get("selected") is not None]
    assert "head" in chosen
    officer.send("/tiep-dan/ghi", **{**A_VISIT, "agency": str(desk.agency.id), "reception_kind": "head"})
    page = officer.open(f"{SCHEDULE}/{day.ref}")
    assert "1 lượt tiếp, 1 người" in page.text()
    assert "Rơ Mah Thoan" in page.text("table", class_="td-table")


def test_opening_the_schedule_asks_the_database_no_more_for_more_days(
    officer: Browse, records: Session, desk: Desk, sqlite_app: Flask
) -> None:
    a_day(records, desk, TODAY)
    officer.open(SCHEDULE)  # what is remembered from now on is asked once
    few = statements(sqlite_app, officer, SCHEDULE)
    for number in range(1, 7):
        a_day(records, desk, TODAY - timedelta(days=number), ReceptionKind.REGULAR)
        a_visit(records, desk.unit, on=TODAY - timedelta(days=number))
    records.commit()
    assert statements(sqlite_app, officer, SCHEDULE) == few


def statements(app: Flask, browse: Browse, path: str) -> int:
    with app.app_context():
        engine = db.engine
    with counted(engine) as sent:
        browse.open(path)
    return len(sent)


# --- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "month", "plan"),
    [
        (RoleKind.OFFICER, 200, 200), (RoleKind.HEAD, 200, 200), (RoleKind.SUPERVISOR, 200, 403),
        (RoleKind.HANDLER, 200, 403), (RoleKind.COORDINATOR, 403, 403), (RoleKind.OBSERVER, 403, 403),
        (RoleKind.AUDITOR, 403, 403), (RoleKind.ADMINISTRATOR, 403, 403),
    ],
)  # fmt: skip
def test_officers_and_heads_keep_the_schedule_handlers_and_supervisors_read_it(  # noqa: PLR0917
    sqlite_app: Flask, records: Session, desk: Desk, kind: RoleKind, month: int, plan: int
) -> None:
    day = a_day(records, desk, TUESDAY)
    somebody(records, desk.agency, kind, username="ai.do")
    records.commit()
    browse = at_the_desk(sqlite_app, "ai.do")
    browse.open(SCHEDULE, month)
    browse.open(f"{SCHEDULE}/{day.ref}", month)
    browse.open(NEW, plan)
    for path in ("doi", "ket-qua", "huy"):
        browse.open(f"{SCHEDULE}/{day.ref}/{path}", plan)


def test_a_day_of_another_agency_does_not_exist(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    day = a_day(records, desk, TUESDAY)
    other = a_desk(records, "UBND xã Ia Nan", prefix="nan")
    browse = at_the_desk(sqlite_app, other.who[RoleKind.HEAD])
    for path in ("", "/doi", "/ket-qua", "/huy"):
        browse.open(f"{SCHEDULE}/{day.ref}{path}", 404)
    assert "UBND xã Ia Nan" in browse.open(f"{SCHEDULE}?noi={desk.agency.id}").text("p", class_="td-lede")
    browse.open(NEW)
    assert "Chọn một mục" in errors_of(browse.send(NEW, **typed(desk)))


def test_a_supervisor_chooses_any_agency_and_changes_nothing(sqlite_app: Flask, records: Session, desk: Desk) -> None:
    day = a_day(records, desk, TODAY)
    a_visit(records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD)
    somebody(records, an_agency(records, "Thanh tra tỉnh"), RoleKind.SUPERVISOR, username="giam.sat")
    records.commit()
    browse = at_the_desk(sqlite_app, "giam.sat")
    page = browse.open(f"{SCHEDULE}?noi={desk.agency.id}")
    assert "1 lượt tiếp, 1 người" in page.text("table", class_="td-month")
    page = browse.open(f"{SCHEDULE}/{day.ref}")
    assert HOA.full_name not in page.html
    assert "Ghi" not in page.text("main").split("Lượt tiếp của buổi này")[0]


def test_a_sealed_visit_stands_without_a_name_and_only_where_it_may_be_seen(
    sqlite_app: Flask, officer: Browse, records: Session, desk: Desk
) -> None:
    day = a_day(records, desk, TODAY)
    a_visit(
        records, desk.unit, on=TODAY, reception_kind=ReceptionKind.HEAD, kind=PetitionKind.DENUNCIATION, people_count=6
    )
    somebody(records, desk.agency, RoleKind.OFFICER, username="can.bo.khac")
    records.commit()
    page = officer.open(f"{SCHEDULE}/{day.ref}")
    assert HOA.full_name not in page.html
    assert "Đoàn 6 người" in page.text()
    other = at_the_desk(sqlite_app, "can.bo.khac").open(f"{SCHEDULE}/{day.ref}")
    assert "đã lên lịch" in other.text("span", class_="td-due")
    assert "Đoàn 6 người" not in other.text()


def test_a_visit_is_offered_the_session_on_the_schedule_of_its_day(
    officer: Browse, records: Session, desk: Desk
) -> None:
    assert officer.open("/tiep-dan/ghi").text("p", class_="td-lede").startswith("Tiếp thường xuyên · ")
    a_day(records, desk, TODAY)
    lede = officer.open("/tiep-dan/ghi").text("p", class_="td-lede")
    assert lede.startswith("Tiếp định kỳ của người đứng đầu · ")
