"""The backlog, the lists of what is late and near, the flags: counts equal rows, and nothing hidden shows."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.casework import flags
from app.records.agencies import Level
from app.records.matters import Matter
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.web.views import FilterBar, FilterField
from tests.makers import a_case, a_petition, an_act, an_agency
from tests.web.conftest import THE_MORNING, Browse, Page
from tests.web.desks import Desk, a_desk, at_the_desk, somebody

TODAY = THE_MORNING.date()
LATE, VERY_LATE, NEAR = date(2026, 10, 5), date(2026, 8, 3), date(2026, 10, 26)


@pytest.fixture
def dom(records: Session) -> Desk:
    records.expire_on_commit = False
    return a_desk(records)


@pytest.fixture
def se(records: Session) -> Desk:
    return a_desk(records, "UBND xã Chư Sê", prefix="se")


@pytest.fixture
def watcher(sqlite_app: Flask, records: Session, dom: Desk) -> Browse:
    assert dom
    inspectorate = an_agency(records, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    somebody(records, inspectorate, RoleKind.SUPERVISOR, username="thanh.tra")
    records.commit()
    return at_the_desk(sqlite_app, "thanh.tra")


def codes_of(page: Page) -> list[str]:
    return ["".join(one.itertext()) for one in page.all("a", class_="td-code")]


def figures_of(page: Page) -> dict[str, tuple[str, str]]:
    """Words -> (figure, where it leads)."""
    found = {}
    for cell in page.all("dl", class_="td-figures")[0]:
        words, link = "".join(cell[0].itertext()), cell[1][0]
        found[words] = ("".join(link.itertext()), link.get("href") or "")
    return found


def a_province(records: Session, dom: Desk, se: Desk) -> dict[str, Matter]:
    found = {
        "dom": a_case(records, dom.unit, on=LATE),
        "dom old": a_case(records, dom.unit, on=VERY_LATE),
        "se": a_case(records, se.unit, on=LATE),
        "near": a_case(records, se.unit, on=NEAR),
        "secret": a_case(records, se.unit, on=date(2026, 9, 7), kind=PetitionKind.DENUNCIATION),
    }
    records.commit()
    return found


def test_no_backlog_is_good_news(watcher: Browse) -> None:
    page = watcher.open("/ton-dong")
    assert "Không có việc quá hạn." in page.text("main")
    assert {figure for figure, _url in figures_of(page).values()} == {"0"}
    assert "Không có cờ quá hạn nào đang gắn." in watcher.open("/co-qua-han").text("main")


def test_each_of_the_five_figures_opens_its_list(watcher: Browse, records: Session, dom: Desk, se: Desk) -> None:
    a_province(records, dom, se)
    figures = figures_of(watcher.open("/ton-dong"))
    assert figures["Quá hạn"][0] == "6"  # a denunciation a month and a half old owes three things
    for words in ("Quá hạn", "Vụ việc đang giải quyết", "Đến hạn trong 5 ngày làm việc", "Quá hạn, chưa ai giữ"):
        figure, address = figures[words]
        assert len(codes_of(watcher.open(address))) == int(figure), words
    middle, address = figures["Số ngày quá hạn trung vị"]
    badges = watcher.open(address).text("main")
    assert f"quá hạn {middle} ngày" in badges


NARROWED: dict[str, set[str]] = {
    "loai=complaint": {"dom", "dom old", "se"},
    "loai=denunciation": {"secret"},
    "tuoi=61-90": {"dom old", "secret"},
    "giai-doan=verifying": {"dom"},
    "nghia-vu=kn.resolve_first": {"dom", "dom old", "se"},
    "nguoi=nobody": {"dom", "dom old", "se", "secret"},
    "cap=commune": {"dom", "dom old", "se", "secret"},
    "cap=department": set(),
    "linh-vuc=policy": set(),
    "linh-vuc=land": {"dom", "dom old", "se", "secret"},
    "linh-vuc=none": set(),
    "hanh-vi=no": {"dom", "dom old", "se", "secret"},
    "hanh-vi=yes": set(),
    "loai=nothing": {"dom", "dom old", "se", "secret"},
}


def test_the_filters_narrow_list_and_figures_alike(watcher: Browse, records: Session, dom: Desk, se: Desk) -> None:
    cases = a_province(records, dom, se)
    an_act(records, cases["dom"], "verifying", date(2026, 10, 12), by=dom.unit.handler)
    records.commit()
    for narrow, names in NARROWED.items():
        page = watcher.open(f"/ton-dong?{narrow}")
        assert set(codes_of(page)) == {cases[name].code for name in names}, narrow
        assert figures_of(page)["Quá hạn"][0] == str(len(codes_of(page))), narrow


def test_paper_says_what_narrowed_the_list_and_repeats_nothing_typed(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    a_province(records, dom, se)
    assert watcher.open("/ton-dong").all("p", class_="td-narrowed") == []
    said = watcher.open(f"/ton-dong?co-quan={se.agency.code}&cap=commune").text("p", class_="td-narrowed")
    assert said == f"Đang lọc: Cơ quan: {se.agency.name}; Cấp: Xã, phường, đặc khu"
    assert "Trần" not in FilterBar("/", (FilterField("tim", "Tìm", chosen="Trần Văn A"),)).in_words[0]


def test_the_month_that_runs_opens_what_is_late_now(watcher: Browse, records: Session, dom: Desk, se: Desk) -> None:
    a_province(records, dom, se)
    page = watcher.open(f"/ton-dong?co-quan={dom.agency.code}&tuoi=90")
    last = page.all("figure", class_="td-plot")[0].findall(".//tbody/tr")[-1].find(".//a")
    assert last is not None
    assert last.text == figures_of(watcher.open(f"/ton-dong?co-quan={dom.agency.code}"))["Quá hạn"][0]
    assert str(len(codes_of(watcher.open(last.get("href") or "")))) == last.text


def test_every_figure_of_the_trend_opens_a_list_as_long(watcher: Browse, records: Session, dom: Desk, se: Desk) -> None:
    found = a_province(records, dom, se)
    an_act(records, found["dom old"], "verifying", date(2026, 10, 12), by=dom.unit.handler)
    records.commit()
    for narrowed in ("", "?co-quan=" + dom.unit.agency.code, "?tuoi=1-10"):
        page = watcher.open(f"/ton-dong{narrowed}")
        links = {str(one.get("href")): "".join(one.itertext()) for one in page.all("a")}
        months = {address: int(figure) for address, figure in links.items() if "/ton-dong/thang/" in address}
        assert sum(months.values()) > 0
        for address, figure in months.items():
            assert len(codes_of(watcher.open(address))) == figure, address
    assert "không áp dụng cho hình này" in page.text("main")


def test_what_is_late_is_found_by_where_it_happened(watcher: Browse, records: Session, dom: Desk, se: Desk) -> None:
    petition = a_petition(
        records, dom.unit, on=VERY_LATE, kind=PetitionKind.COMPLAINT, place_id=se.unit.agency.id
    )  # fmt: skip
    case = a_case(records, dom.unit, on=VERY_LATE, petition=petition)
    a_case(records, dom.unit, on=LATE)
    records.commit()
    page = watcher.open("/ton-dong?nhom=place")
    assert "Chưa nêu địa bàn" in page.text("main")
    links = [str(one.get("href")) for one in page.all("a")]
    there = f"dia-ban={se.unit.agency.code}"
    address = next(one for one in links if one.startswith("/qua-han") and there in one and "nguoi" not in one)
    assert set(codes_of(watcher.open(address))) == {case.code}
    assert codes_of(watcher.open(f"/vu-viec?dia-ban={se.unit.agency.code}")) == [case.code]
    assert watcher.open("/ton-dong/tiep-lai").text("main").count("Không có lượt tiếp nào") == 1


def test_each_figure_of_a_narrowed_backlog_opens_a_list_as_long(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    cases = a_province(records, dom, se)
    an_act(records, cases["dom"], "verifying", date(2026, 10, 12), by=dom.unit.handler)
    records.commit()
    for narrow in (*NARROWED, "loai=visit", "tuoi=over-90", f"co-quan={se.unit.agency.code}&loai=complaint"):
        figures = figures_of(watcher.open(f"/ton-dong?{narrow}"))
        for words in ("Quá hạn", "Vụ việc đang giải quyết", "Đến hạn trong 5 ngày làm việc", "Quá hạn, chưa ai giữ"):
            figure, address = figures[words]
            assert len(codes_of(watcher.open(address))) == int(figure), (narrow, words)


def test_how_long_it_is_late_narrows_nothing_that_is_not_late(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    a_province(records, dom, se)
    soon = "Đến hạn trong 5 ngày làm việc"
    whole = figures_of(watcher.open("/ton-dong"))[soon]
    assert int(whole[0]) > 0
    assert figures_of(watcher.open("/ton-dong?tuoi=over-90"))[soon] == whole
    assert len(codes_of(watcher.open("/sap-den-han?tuoi=over-90"))) == int(whole[0])


def test_what_is_due_soon_can_be_narrowed_by_what_is_to_be_done(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    a_province(records, dom, se)
    offered = [one.get("value") or "" for one in watcher.open("/sap-den-han").all("select", id="loc-nghia-vu")[0]]
    rows = {rule: codes_of(watcher.open(f"/sap-den-han?nghia-vu={rule}")) for rule in offered}
    whole = rows.pop("")
    assert whole
    assert sorted(code for codes in rows.values() for code in codes) == sorted(whole)
    chosen = watcher.open("/sap-den-han?nghia-vu=kn.resolve_second").all("option", value="kn.resolve_second")
    assert [one.get("selected") is not None for one in chosen] == [True]


def test_pages_follow_each_other_without_gap_and_the_total_stays(watcher: Browse, records: Session, dom: Desk) -> None:
    cases = [a_case(records, dom.unit, on=date(2026, 9, 7 + number % 4)) for number in range(60)]
    records.commit()
    seen: list[str] = []
    page = watcher.open("/qua-han")
    assert "Hiện 25 trong 60 việc" in page.text("div", class_="td-foot")
    while True:
        seen += codes_of(page)
        onward = page.all("a", rel="next")
        if not onward:
            break
        page = watcher.open(onward[0].get("href") or "")
    assert sorted(seen) == sorted(case.code for case in cases)
    assert "Về đầu danh sách" in page.text("div", class_="td-foot")


def test_an_address_nobody_wrote_opens_the_first_page(watcher: Browse) -> None:
    for narrow in ("sau=hom-qua", "sau=2026-13-01.4", "co-quan=khong-co", "nguoi=ai", "tuoi=x", "giai-doan=x",
                   f"sau=2026-01-01.{10**30}", "sau=2026-01-01.-1", "nghia-vu=x", "nghia-vu=%00"):  # fmt: skip
        assert watcher.open(f"/qua-han?{narrow}")


def test_a_supervisors_list_names_the_field_and_never_the_content(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    petition = a_petition(
        records, dom.unit, on=LATE, kind=PetitionKind.COMPLAINT, content="Ông Siu Blơ ở làng Bi khiếu nại thu hồi đất"
    )
    a_case(records, dom.unit, on=LATE, petition=petition)
    a_province(records, dom, se)
    flags.raise_and_withdraw(records, today=TODAY, at=THE_MORNING)
    records.commit()
    for address in ("/ton-dong", "/qua-han", "/co-qua-han", "/vu-viec"):
        page = watcher.open(address)
        assert "Siu Blơ" not in page.html, address
        assert "Đất đai" in page.text("main")
    assert "Nội dung chỉ xem trong hồ sơ" in watcher.open("/ton-dong").text("main")


def test_the_near_list_holds_what_is_due_within_five_working_days(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    cases = a_province(records, dom, se)
    assert codes_of(watcher.open("/sap-den-han")) == [cases["near"].code]


def test_every_role_sees_its_own_rows_and_their_number(
    sqlite_app: Flask, watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    cases = a_province(records, dom, se)
    expected = {
        RoleKind.OFFICER: [cases["se"].code],  # sealed matters are not the desk's once handed over
        RoleKind.HANDLER: [*[cases["secret"].code] * 3, cases["se"].code],
        RoleKind.HEAD: [*[cases["secret"].code] * 3, cases["se"].code],
    }
    for kind, codes in expected.items():
        page = at_the_desk(sqlite_app, se.who[kind]).open("/qua-han")
        assert sorted(codes_of(page)) == sorted(codes), kind
        assert f"Hết danh sách: {len(codes)} việc." in page.text("main")
        assert at_the_desk(sqlite_app, se.who[kind]).open("/ton-dong", status=403)
    assert len(codes_of(watcher.open("/qua-han"))) == 6


def test_flags_stand_and_are_withdrawn_with_their_reason(
    watcher: Browse, records: Session, dom: Desk, se: Desk
) -> None:
    cases = a_province(records, dom, se)
    flags.raise_and_withdraw(records, today=TODAY, at=THE_MORNING)
    an_act(records, cases["dom"], "decided", TODAY, by=dom.unit.head)
    flags.raise_and_withdraw(records, today=TODAY, at=THE_MORNING)
    records.commit()
    standing = watcher.open("/co-qua-han")
    assert "Hết danh sách: 5 cờ." in standing.text("main")
    assert len(codes_of(standing)) == 5
    withdrawn = watcher.open("/co-qua-han?co=da-rut")
    assert codes_of(withdrawn) == [cases["dom"].code]
    assert "Rút 23/11/2026: đã làm xong" in withdrawn.text("main")
    assert len(codes_of(watcher.open(f"/co-qua-han?co-quan={se.agency.code}"))) == 4
