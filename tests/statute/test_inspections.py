"""Inspections: the province's plan as rows, what a recommendation goes through, and the day the result is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from app.casework.overdue import Kind
from app.statute.assessment import ActFact, ActRefused, Assessment, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.inspections import (
    CONTROLS,
    KINDS,
    SHOWN_BY_LATENESS,
    InspectionKind,
    in_its_half,
    kinds_of,
    result_due_on,
)
from app.statute.instruments import cite, cite_all, cite_formally, cite_in_english
from app.statute.terms import Procedure

RECOMMENDED = ("recommended", date(2026, 6, 1), {"term_on": date(2026, 7, 31)})


def recommended(*acts: tuple[str, date, Mapping[str, object]], today: date) -> Assessment:
    log = [ActFact(act, on, data, place) for place, (act, on, data) in enumerate((RECOMMENDED, *acts))]
    return assess(Procedure.INSPECTION_RECOMMENDATION, {}, log, today=today, calendar=BUILT_IN)


def duties(found: Assessment) -> list[tuple[Status, date | None]]:
    return [(duty.status, duty.due_on) for duty in found.duties]


def test_a_plan_of_the_province_is_cited_by_its_part() -> None:
    assert cite("KHDV III.3") == "Kế hoạch dân vận chính quyền của UBND tỉnh, mục III.3"
    assert cite_in_english("KHDV III.3") == "Plan of the province of mass work by the administration, part III.3"
    assert cite_formally("KHDV III.3").startswith("mục III.3 Kế hoạch thực hiện công tác dân vận")


def test_every_kind_and_every_control_has_its_source() -> None:
    assert all(cite(row.provision) for row in KINDS.values())
    assert all(cite_all(row.provisions) for row in CONTROLS.values())
    assert set(SHOWN_BY_LATENESS.values()) <= set(CONTROLS)
    assert {Kind(code) for code in SHOWN_BY_LATENESS} < set(Kind)


def test_each_agency_leads_what_the_plan_names_it_for_and_its_own_self_check() -> None:
    assert InspectionKind.HEADS in kinds_of("thanh-tra")
    assert InspectionKind.REFORM not in kinds_of("thanh-tra")
    assert kinds_of("so-noi-vu") == (InspectionKind.REFORM, InspectionKind.SELF_CHECK, InspectionKind.SURVEY)
    assert kinds_of("21553") == (InspectionKind.SELF_CHECK, InspectionKind.SURVEY)


def test_administrative_reform_is_inspected_in_the_second_half_year() -> None:
    assert not in_its_half(InspectionKind.REFORM, date(2026, 6, 30))
    assert in_its_half(InspectionKind.REFORM, date(2026, 7, 1))
    assert in_its_half(InspectionKind.HEADS, date(2026, 2, 2))


def test_the_result_is_due_before_the_first_of_november_and_no_day_off_moves_it() -> None:
    assert result_due_on(2026) == date(2026, 10, 31)  # a Saturday
    owed = [ActFact("inspection_result_owed", date(2026, 1, 15), {"term_on": result_due_on(2026)}, 0)]
    found = assess(Procedure.INSPECTION_RESULT, {}, owed, today=date(2026, 11, 1), calendar=BUILT_IN)
    assert duties(found) == [(Status.OVERDUE, date(2026, 10, 31))]
    sent = [*owed, ActFact("inspection_result_sent", date(2026, 10, 31), {}, 1)]
    found = assess(Procedure.INSPECTION_RESULT, {}, sent, today=date(2026, 11, 1), calendar=BUILT_IN)
    assert duties(found) == [(Status.MET, date(2026, 10, 31))]


def test_a_recommendation_is_late_the_day_after_its_term() -> None:
    assert duties(recommended(today=date(2026, 7, 31)))[0][0] is Status.DUE_SOON
    assert duties(recommended(today=date(2026, 8, 1))) == [(Status.OVERDUE, date(2026, 7, 31))]


def test_what_was_reported_in_time_is_met_until_it_is_found_not_carried_out() -> None:
    reported = ("carrying_out_reported", date(2026, 7, 20), {"carried_out": "Đã lập sổ"})
    assert duties(recommended(reported, today=date(2026, 9, 1)))[0][0] is Status.MET
    not_so = ("found_not_carried_out", date(2026, 8, 10), {"term_on": date(2026, 8, 31), "reason": "Sổ còn trống"})
    found = recommended(reported, not_so, today=date(2026, 9, 1))
    assert duties(found) == [(Status.MET, date(2026, 7, 31)), (Status.OVERDUE, date(2026, 8, 31))]
    assert found.stage == "recommendation_open"


def test_an_extension_ends_a_late_term_and_starts_another() -> None:
    longer = ("recommendation_extended", date(2026, 8, 5), {"term_on": date(2026, 9, 30)})
    (ended, _), running = duties(recommended(longer, today=date(2026, 9, 1)))
    assert ended not in (Status.MET, Status.OVERDUE)
    assert running == (Status.OPEN, date(2026, 9, 30))


def test_what_is_confirmed_is_over() -> None:
    found = recommended(("found_carried_out", date(2026, 7, 1), {}), today=date(2026, 7, 2))
    assert duties(found)[0][0] is Status.MET
    with pytest.raises(ActRefused):
        recommended(
            ("found_carried_out", date(2026, 7, 1), {}),
            ("carrying_out_reported", date(2026, 7, 3), {"carried_out": "Muộn"}), today=date(2026, 7, 4),
        )  # fmt: skip
