"""Every date answers why: in the file, on a page of its own, for whoever may see the matter and nobody else."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import select

from app.casework.calendars import seed_calendar
from app.records.agencies import Level
from app.records.matters import Matter
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import PetitionKind
from app.records.settings import CalendarDayRow, DayKind
from app.statute.grounds import COMPLAINT_SUSPENDED
from tests.makers import a_case, a_petition, an_act, an_agency
from tests.web.conftest import Page
from tests.web.desks import Desk, a_desk, at_the_desk, looking, somebody

HANDLER, HEAD, OFFICER = RoleKind.HANDLER, RoleKind.HEAD, RoleKind.OFFICER


def obligation_of(app: Flask, matter: Matter, duty: str) -> Obligation:
    with looking(app) as session:
        wanted = select(Obligation).where(Obligation.matter_id == matter.id, Obligation.duty == duty)
        return session.scalars(wanted.order_by(Obligation.id.desc())).first()  # type: ignore[return-value]


def a_resolved_case(app: Flask) -> tuple[Desk, Matter]:
    """Accepted on 05/10/2026, stopped from 12/10 until 26/10, decided on 16/11 and sent on the 18th."""
    with looking(app) as session:
        desk = a_desk(session)
        case = a_case(session, desk.unit, on=date(2026, 10, 5))
        by = desk.unit.handler
        an_act(session, case, "verifying", date(2026, 10, 7), by=by)
        an_act(
            session,
            case,
            "suspended",
            date(2026, 10, 12),
            by=by,
            document_no="231/QĐ",
            data={"ground": next(iter(COMPLAINT_SUSPENDED))},
        )
        an_act(session, case, "resumed", date(2026, 10, 26), by=by, document_no="247/QĐ")
        an_act(session, case, "reported", date(2026, 11, 10), by=by)
        an_act(session, case, "decided", date(2026, 11, 16), by=desk.unit.head, document_no="300/QĐ")
        an_act(session, case, "sent", date(2026, 11, 18), by=by, data={"papers": ["decided"]})
        session.commit()
    return desk, case


def steps(page: Page) -> list[tuple[str, str]]:
    """The sum, line by line: what is said and the day it led to."""
    (table, *_rest) = page.all("table", class_="td-sum")
    lines = [["|".join(filter(None, map(str.strip, cell.itertext()))) for cell in row] for row in table.iter("tr")]
    return [(said, day) for said, day in lines]


def test_a_satisfied_limit_tells_start_pause_papers_roll_version_and_how_it_ended(app: Flask) -> None:
    desk, case = a_resolved_case(app)
    handler = at_the_desk(app, desk.who[HANDLER])
    page = handler.open(f"/han/{obligation_of(app, case, 'kn.resolve_first').id}")
    start, version, count, pause, total = steps(page)
    assert start == (
        "Thụ lý ngày 05/10/2026; đếm từ ngày kế tiếp|Văn bản: 15/TB-TL|Bộ luật Dân sự 2015, Điều 147 khoản 2",
        "05/10/2026",
    )
    assert version[0].startswith("Theo bản quy định có hiệu lực từ 01/07/2012, chọn theo ngày bắt đầu tính|Quy định:")
    assert count == ("Cộng 30 ngày|Luật Khiếu nại, Điều 28", "04/11/2026")
    assert "Cộng 14 ngày tạm dừng, 12/10/2026 đến trước 26/10/2026|Văn bản: 231/QĐ; 247/QĐ" in pause[0]
    assert total == ("Hạn: Ra quyết định giải quyết", "18/11/2026")
    assert "Xong ngày 16/11/2026, đúng hạn." in page.text("main")
    assert "Độ chắc chắn: Đã đối chiếu với văn bản." in page.text("main")
    assert page.all("a", href="/phap-luat/kn.resolve_first")
    assert page.all("table", class_="td-cal")


def test_the_file_explains_every_line_of_its_ledger_also_what_is_over(app: Flask) -> None:
    desk, case = a_resolved_case(app)
    page = at_the_desk(app, desk.who[HEAD]).open(f"/vu-viec/{case.ref}")
    with looking(app) as session:
        petition_and_case = session.scalars(select(Obligation.id)).all()
    assert len(page.all("details", class_="td-why")) >= len(petition_and_case)
    assert "Xong ngày 18/11/2026, đúng hạn." in page.text("main")


def test_a_judged_date_does_not_move_with_the_calendar_and_the_why_says_so(app: Flask) -> None:
    desk, case = a_resolved_case(app)
    with looking(app) as session:
        seed_calendar(session)
        session.add(CalendarDayRow(day=date(2026, 11, 18), year=2026, kind=DayKind.OFF, name="Nghỉ bão"))
        session.commit()
    handler = at_the_desk(app, desk.who[HANDLER])
    page = handler.open(f"/han/{obligation_of(app, case, 'kn.resolve_first').id}")
    recounted, judged, total = steps(page)[-3:]
    assert recounted == ("Tính lại hôm nay, theo lịch nghỉ và quy định hiện nay", "19/11/2026")
    assert judged[0].startswith("Đã tính ngày 16/11/2026, theo lịch nghỉ, quy định và hồ sơ lúc đó.")
    assert total == ("Hạn: Ra quyết định giải quyết", "18/11/2026")
    assert "Đã tính ngày 16/11/2026" in handler.open(f"/vu-viec/{case.ref}").text("main")


def test_a_disputed_limit_shows_its_readings_side_by_side_wherever_it_stands(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        petition = a_petition(session, desk.unit, on=date(2026, 11, 13), kind=PetitionKind.COMPLAINT)
        session.commit()
    head = at_the_desk(app, desk.who[HEAD])
    app.config["CLOCK"].pass_by(days=1)  # the law ends on 23/11, the decree on 25/11
    head.enter(desk.who[HEAD])
    page = head.open(f"/han/{obligation_of(app, petition, 'kn.accept_first').id}")
    dates = [one.text for one in page.all("b") if one.text and one.text.endswith("/2026")]
    assert dates == ["23/11/2026", "25/11/2026"]
    late = "Quá hạn theo cách hiểu chặt; chắc chắn quá hạn sau 25/11/2026."
    for path in (f"/don/{petition.ref}", "/qua-han", "/don-vi", "/don"):
        assert late in head.open(path).text("main"), path
        assert "có hai cách hiểu" in head.open(path).text("main"), path


def test_who_may_not_see_a_matter_finds_no_why(app: Flask) -> None:
    with looking(app) as session:
        desk, other = a_desk(session), a_desk(session, "UBND xã Ia Pếch", prefix="pech")
        inspectorate = an_agency(session, "Thanh tra tỉnh", level=Level.DEPARTMENT)
        for kind, name in ((RoleKind.SUPERVISOR, "tt"), (RoleKind.AUDITOR, "ks"), (RoleKind.OBSERVER, "qs")):
            somebody(session, inspectorate, kind, username=name)
        open_case = a_case(session, desk.unit, on=date(2026, 10, 5))
        sealed = a_case(session, desk.unit, on=date(2026, 10, 5), kind=PetitionKind.DENUNCIATION)
        session.commit()
    mine = obligation_of(app, open_case, "kn.resolve_first").id
    hidden = obligation_of(app, sealed, "tc.resolution").id
    answers = {
        desk.who[HANDLER]: (200, 200), desk.who[HEAD]: (200, 200), desk.who[OFFICER]: (200, 404),
        other.who[HANDLER]: (404, 404), "tt": (200, 200), "ks": (403, 403), "qs": (403, 403),
    }  # fmt: skip
    for username, (of_the_case, of_the_sealed) in answers.items():
        browse = at_the_desk(app, username)
        browse.open(f"/han/{mine}", of_the_case)
        browse.open(f"/han/{hidden}", of_the_sealed)
        assert browse.open("/han/987654321", 404 if of_the_case != 403 else 403)


def test_rows_of_lists_lead_to_the_why_and_say_how_sure_it_is(app: Flask) -> None:
    with looking(app) as session:
        desk = a_desk(session)
        case = a_case(session, desk.unit, on=date(2026, 10, 5))
        session.commit()
    head = at_the_desk(app, desk.who[HEAD])
    head.open(f"/ho-so/{case.ref}/phan-cong")
    head.send(f"/ho-so/{case.ref}/phan-cong", account_id=str(desk.unit.head.account_id), seen="")
    address = f"/han/{obligation_of(app, case, 'kn.resolve_first').id}"
    for path in ("/qua-han", "/don-vi", "/vu-viec"):
        page = head.open(path)
        assert page.all("a", href=address), path
        assert "Điều 28 · đã đối chiếu" in page.text("main"), path
    handler = at_the_desk(app, desk.who[HANDLER])
    assert handler.open("/don")


def test_after_a_decision_the_citizen_s_own_limits_are_told_and_are_nobody_s_duty(app: Flask) -> None:
    desk, case = a_resolved_case(app)
    page = at_the_desk(app, desk.who[HANDLER]).open(f"/vu-viec/{case.ref}")
    said = page.text("section", class_="td-rights")
    assert "có thể khiếu nại lần hai đến 18/12/2026, khởi kiện đến 18/11/2027" in said
    assert "không phải nghĩa vụ của cơ quan" in said
    with looking(app) as session:
        assert not session.scalars(select(Obligation.id).where(Obligation.rule.like("%lawsuit%"))).all()
