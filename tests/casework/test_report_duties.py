"""Report duties: opened once for whoever owes them, sent with figures, returned, accepted; late like anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import report_merging as merging
from app.casework.acts import record_act
from app.casework.errors import NotAllowed, NotFound, OutOfOrder, Refused
from app.casework.flags import raise_and_withdraw
from app.casework.following import Hand
from app.casework.ledger import reassess
from app.casework.matters import find_matter
from app.casework.overdue import Filters, Kind, overdue
from app.casework.permissions import SYSTEM, Viewer
from app.casework.report_list import ReportLine, State, reports_of, round_lines, rounds
from app.casework.report_rounds import Asked, ask_for, lift_of_ended, open_period, periods_ahead
from app.casework.report_sending import Sending, send_report
from app.records.agencies import Agency, Level
from app.records.audit import AuditEntry
from app.records.matters import Custody, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.reports import ReportCollector, ReportRound, SentReport
from tests.makers import Unit, a_petition, a_unit, a_viewer, an_agency, at

TODAY = date(2026, 10, 5)
FIGURES = {"visits": 120, "petitions": 30, "cases": 12, "settled": 9, "overdue": 1}
SENDING = Sending(TODAY, "45/BC-UBND", TODAY, 1, FIGURES, {"done": "Đã tiếp công dân đủ kỳ."})
ASKED = Asked(
    "Báo cáo vụ việc đông người", "Số vụ, kết quả", date(2026, 10, 12), "812/SNV", TODAY, ReportCollector.COORDINATOR
)


@dataclass(frozen=True)
class Province:
    """Two communes and those who gather."""

    one: Unit
    other: Unit
    coordinator: Viewer
    inspector: Viewer

    def open(self, session: Session, form: str = "plan_year", today: date = TODAY) -> ReportRound:
        hand = Hand(SYSTEM, at(today), today)
        period = next(one for one in periods_ahead(session, today) if one.form.code == form)
        open_period(session, period, hand)
        return session.scalars(select(ReportRound).where(ReportRound.key == period.key)).one()

    def line(self, session: Session, it: ReportRound, unit: Unit | None = None) -> ReportLine:
        wanted = (unit or self.one).agency.id
        lines = round_lines(session, self.coordinator, it.id)
        return next(one for one in lines if one.agency_id == wanted)

    def matter(self, session: Session, it: ReportRound, unit: Unit | None = None) -> Matter:
        return session.get_one(Matter, self.line(session, it, unit).matter_id)


@pytest.fixture
def province(session: Session) -> Province:
    interior = an_agency(session, "Sở Nội vụ", level=Level.DEPARTMENT)
    inspectorate = an_agency(session, "Thanh tra tỉnh", level=Level.DEPARTMENT)
    return Province(
        a_unit(session, "UBND xã Ia Dom"),
        a_unit(session, "UBND xã Chư Sê"),
        a_viewer(session, interior, RoleKind.COORDINATOR),
        a_viewer(session, inspectorate, RoleKind.SUPERVISOR),
    )


def sent(session: Session, matter: Matter, by: Viewer, said: Sending = SENDING, today: date = TODAY) -> SentReport:
    return send_report(session, matter, said, by=by, at=at(today), today=today)


def test_a_year_ahead_is_opened_once_for_every_agency_but_who_gathers(session: Session, province: Province) -> None:
    hand = Hand(SYSTEM, at(TODAY), TODAY)
    ahead = periods_ahead(session, TODAY)
    assert {one.form.code for one in ahead} == {
        "plan_year", "ttcp_year", "plan_own", "ttcp_q1", "plan_half", "ttcp_half", "ttcp_nine", "province_year",
        "province_q1", "province_half", "province_nine",
    }  # fmt: skip
    ahead = [one for one in ahead if not one.form.owed_by]
    assert [open_period(session, one, hand) for one in ahead] == [3] * len(ahead)
    assert [open_period(session, one, hand) for one in ahead] == [0] * len(ahead)
    found = {one.form: one for one in rounds(session, province.coordinator, today=TODAY)}
    assert found["plan_year"].agencies == 3
    of_the_plan = {one.agency for one in round_lines(session, province.coordinator, found["plan_year"].id)}
    assert of_the_plan == {"UBND xã Ia Dom", "UBND xã Chư Sê", "Thanh tra tỉnh"}
    of_the_circular = {one.agency for one in round_lines(session, province.inspector, found["ttcp_year"].id)}
    assert of_the_circular == {"UBND xã Ia Dom", "UBND xã Chư Sê", "Sở Nội vụ"}


def test_the_provinces_own_report_is_owed_by_the_inspectorate_alone(session: Session, province: Province) -> None:
    inspectorate = session.get_one(Agency, province.inspector.roles[0].agency_id)
    inspectorate.code = "thanh-tra"
    session.flush()
    it = province.open(session, "province_year")
    (line,) = round_lines(session, province.inspector, it.id)
    assert (line.agency, line.due_on, it.collector) == (
        "Thanh tra tỉnh", date(2026, 12, 21), ReportCollector.GOVERNMENT
    )  # fmt: skip
    mine, total = reports_of(session, province.inspector, running=True)
    assert (total, [one.form for one in mine]) == (1, ["province_year"])
    matter = session.get_one(Matter, line.matter_id)
    with pytest.raises(NotFound):
        sent(session, matter, province.one.officer)
    sent(session, matter, province.inspector)
    assert matter.stage == "report_sent"
    with pytest.raises(NotAllowed):
        record_act(session, matter, "report_accepted", TODAY, by=province.coordinator, at=at(TODAY), today=TODAY)
    record_act(session, matter, "report_accepted", TODAY, by=province.inspector, at=at(TODAY), today=TODAY)
    assert not matter.open
    with pytest.raises(Refused, match="không tổng hợp"):
        merging.make(session, it, by=province.inspector, at=at(TODAY))


def test_the_provinces_own_report_begins_with_what_its_agencies_sent(session: Session, province: Province) -> None:
    inspectorate = session.get_one(Agency, province.inspector.roles[0].agency_id)
    inspectorate.code = "thanh-tra"
    session.flush()
    own, below = province.open(session, "province_year"), province.open(session, "ttcp_year")
    assert merging.gathered_for(session, province.inspector, own) == {}
    for unit in (province.one, province.other):
        line = next(
            one for one in round_lines(session, province.inspector, below.id) if one.agency_id == unit.agency.id
        )
        sent(session, session.get_one(Matter, line.matter_id), unit.officer)
    assert merging.gathered_for(session, province.inspector, own) == {
        code: 2 * figure for code, figure in SENDING.figures.items()
    }
    assert merging.gathered_for(session, province.inspector, below) == {}


def test_the_inspectorate_sends_what_it_owes_to_so_noi_vu(session: Session, province: Province) -> None:
    it = province.open(session)
    mine, _total = reports_of(session, province.inspector, running=True)
    assert [one.form for one in mine] == ["plan_year"]
    matter = session.get_one(Matter, mine[0].matter_id)
    sent(session, matter, province.inspector)
    with pytest.raises(NotAllowed):
        sent(session, province.matter(session, it), province.inspector)
    assert matter.stage == "report_sent"


def test_what_was_opened_alike_is_what_the_law_says_of_each(session: Session, province: Province) -> None:
    it = province.open(session)
    wanted = select(Obligation).where(Obligation.duty == "bc.plan_year").order_by(Obligation.id)
    before = [(one.id, one.due_on, one.raw_due_on, one.judged_at, one.agency_id) for one in session.scalars(wanted)]
    assert len(before) == len(round_lines(session, province.coordinator, it.id)) == 3
    for line in round_lines(session, province.coordinator, it.id):
        matter = session.get_one(Matter, line.matter_id)
        assert (matter.stage, matter.open) == ("report_due", True)
        reassess(session, matter, today=TODAY, at=at(TODAY + timedelta(days=1)))
    after = [(one.id, one.due_on, one.raw_due_on, one.judged_at, one.agency_id) for one in session.scalars(wanted)]
    assert after == before


def test_what_was_opened_alike_has_its_place_and_stands_in_the_trail(session: Session, province: Province) -> None:
    province.open(session)
    opened = set(session.scalars(select(Matter.id).where(Matter.kind == MatterKind.REPORT_DUTY)))
    assert len(opened) == 3
    assert len({one.ref for one in session.scalars(select(Matter).where(Matter.id.in_(opened)))}) == 3
    for table in (Custody, AuditEntry):
        assert set(session.scalars(select(table.matter_id).where(table.matter_id.in_(opened)))) == opened, table


def test_a_later_agency_is_added_and_an_ended_one_is_asked_no_more(session: Session, province: Province) -> None:
    it = province.open(session)
    an_agency(session, "UBND xã mới")
    province.other.agency.until_on = TODAY - timedelta(days=1)
    session.flush()
    assert province.open(session).id == it.id
    assert len(round_lines(session, province.coordinator, it.id)) == 4
    hand = Hand(SYSTEM, at(TODAY), TODAY)
    assert [lift_of_ended(session, hand), lift_of_ended(session, hand)] == [1, 0]
    assert province.line(session, it, province.other).state is State.LIFTED


def test_a_late_report_is_in_the_list_flagged_and_seen_by_its_head(session: Session, province: Province) -> None:
    it = province.open(session)
    later = date(2026, 11, 9)
    found = overdue(session, province.one.head, today=later, filters=Filters(kind=Kind.REPORT))
    assert [(one.days_late, one.title) for one in found.rows] == [(7, it.title)]
    raise_and_withdraw(session, today=later, at=at(later))
    assert overdue(session, province.inspector, today=later, filters=Filters(kind=Kind.REPORT)).total == 3
    assert province.line(session, it).days_late(later) == 7


def test_a_sent_report_keeps_its_figures_and_is_no_longer_awaited(session: Session, province: Province) -> None:
    it = province.open(session)
    made = sent(session, province.matter(session, it), province.one.officer)
    line = province.line(session, it)
    assert (made.turn, made.figures, line.state, line.document) == (1, FIGURES, State.SENT, "45/BC-UBND")
    assert reports_of(session, province.one.head, running=True)[1] == 0
    assert reports_of(session, province.one.head, running=False)[1] == 1
    assert overdue(session, province.one.head, today=date(2026, 12, 1), filters=Filters(kind=Kind.REPORT)).total == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(SENDING, files=0), "files"),
        (replace(SENDING, document_no=" "), "document_no"),
        (replace(SENDING, figures={**FIGURES, "settled": 13}), "settled"),
        (replace(SENDING, figures={**FIGURES, "overdue": -1}), "overdue"),
        (replace(SENDING, figures={"visits": 1}), "petitions"),
    ],
)
def test_a_report_that_is_not_whole_is_not_taken(
    session: Session, province: Province, said: Sending, field: str
) -> None:
    matter = province.matter(session, province.open(session))
    with pytest.raises(Refused) as refused:
        sent(session, matter, province.one.officer, said)
    assert refused.value.field == field


def test_a_returned_report_has_a_day_of_its_own_and_the_first_stays_on_time(
    session: Session, province: Province
) -> None:
    it = province.open(session)
    matter = province.matter(session, it)
    sent(session, matter, province.one.officer)
    back = {"reason": "Thiếu phần kiến nghị", "term_on": date(2026, 10, 12)}
    record_act(session, matter, "report_returned", TODAY, by=province.coordinator, at=at(TODAY), today=TODAY, data=back)
    line = province.line(session, it)
    assert (line.state, line.awaited_on, line.days_late(date(2026, 10, 15))) == (State.RETURNED, date(2026, 10, 12), 3)
    again = sent(session, matter, province.one.officer, replace(SENDING, document_no="51/BC-UBND"))
    assert again.turn == 2
    record_act(session, matter, "report_accepted", TODAY, by=province.coordinator, at=at(TODAY), today=TODAY)
    assert not matter.open
    ledger = session.execute(select(Obligation.duty, Obligation.open).where(Obligation.matter_id == matter.id)).all()
    assert sorted(map(tuple, ledger)) == [("bc.plan_year", False), ("bc.returned", False)]


def test_only_who_gathers_returns_and_nobody_sends_for_another_agency(session: Session, province: Province) -> None:
    matter = province.matter(session, province.open(session))
    sent(session, matter, province.one.officer)
    for by in (province.one.head, province.inspector):
        with pytest.raises(NotAllowed):
            record_act(session, matter, "report_accepted", TODAY, by=by, at=at(TODAY), today=TODAY)
    with pytest.raises(NotFound):
        sent(session, matter, province.other.officer)
    with pytest.raises(NotAllowed):
        sent(session, matter, province.coordinator)


def test_a_coordinator_sees_reports_of_every_agency_and_nothing_else(session: Session, province: Province) -> None:
    petition = a_petition(session, province.one)
    it = province.open(session)
    seen = find_matter(session, province.matter(session, it).ref, viewer=province.coordinator)
    assert seen.kind is MatterKind.REPORT_DUTY
    with pytest.raises(NotFound):
        find_matter(session, petition.ref, viewer=province.coordinator)


def test_a_report_asked_for_apart_goes_to_the_chosen_agencies(session: Session, province: Province) -> None:
    hand = Hand(province.coordinator, at(TODAY), TODAY)
    it = ask_for(session, ASKED, [province.one.agency.id, 999], hand)
    (line,) = round_lines(session, province.coordinator, it.id)
    assert (line.agency, line.due_on, line.state) == ("UBND xã Ia Dom", date(2026, 10, 12), State.DUE)
    with pytest.raises(Refused) as twice:
        ask_for(session, ASKED, [province.other.agency.id], hand)
    assert twice.value.field == "document_no"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (replace(ASKED, due_on=TODAY - timedelta(days=1)), "due_on"),
        (replace(ASKED, document_on=TODAY + timedelta(days=1)), "document_on"),
    ],
)
def test_a_report_is_not_asked_for_by_a_day_gone(
    session: Session, province: Province, asked: Asked, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask_for(session, asked, [province.one.agency.id], Hand(province.coordinator, at(TODAY), TODAY))
    assert refused.value.field == field


def test_who_does_not_gather_asks_for_nothing(session: Session, province: Province) -> None:
    for by in (province.one.head, province.inspector):
        with pytest.raises(NotAllowed):
            ask_for(session, ASKED, [province.one.agency.id], Hand(by, at(TODAY), TODAY))


def test_a_report_is_not_returned_before_it_is_sent(session: Session, province: Province) -> None:
    matter = province.matter(session, province.open(session))
    with pytest.raises(OutOfOrder):
        record_act(session, matter, "report_accepted", TODAY, by=province.coordinator, at=at(TODAY), today=TODAY)
    assert session.scalar(select(func.count()).select_from(SentReport)) == 0
