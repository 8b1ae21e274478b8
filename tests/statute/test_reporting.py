"""Reports: who owes which by when, what a day off does to a named day, and what a return starts."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, Assessment, Scope, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.instruments import cite, cite_formally, cite_in_english
from app.statute.log import ActRefused
from app.statute.policies import DEFAULT, Policies
from app.statute.reporting import FORM_OF, FORMS, Collector, merges, period_of, periods_due
from app.statute.terms import Procedure

TODAY = date(2026, 1, 5)
NOVEMBER = date(2026, 11, 1)  # a Sunday


def assessed(
    *acts: ActFact, rule: str = "bc.plan_year", today: date = date(2026, 12, 31), policies: Policies = DEFAULT
) -> Assessment:
    return assess(
        Procedure.REPORT_DUTY, {"rule": rule}, acts, today=today, calendar=BUILT_IN, scope=Scope.WHOLE,
        policies=policies,
    )  # fmt: skip


def asked(on: date | None = NOVEMBER) -> ActFact:
    return ActFact("report_asked", TODAY, {"term_on": on.isoformat()} if on else {}, 1)


def sent(on: date, ref: int = 2) -> ActFact:
    return ActFact("report_sent", on, {}, ref)


def returned(on: date, until: date) -> ActFact:
    return ActFact("report_returned", on, {"term_on": until.isoformat(), "reason": "Thiếu số liệu"}, 3)


def test_a_year_asks_for_the_own_plan_two_reports_of_the_plan_four_of_the_circular_and_the_provinces_four() -> None:
    found = {
        one.form.code: one.named_on
        for one in periods_due(date(2026, 1, 1), date(2026, 12, 31), calendar=BUILT_IN, policies=DEFAULT)
    }
    assert found == {
        "plan_own": None, "plan_half": date(2026, 6, 10), "plan_year": NOVEMBER,
        "ttcp_q1": date(2026, 3, 17), "ttcp_half": date(2026, 6, 16), "ttcp_nine": date(2026, 9, 16),
        "ttcp_year": date(2026, 12, 16), "province_q1": date(2026, 3, 20), "province_half": date(2026, 6, 19),
        "province_nine": date(2026, 9, 21), "province_year": date(2026, 12, 21),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        ("ttcp_q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("ttcp_half", date(2025, 12, 15), date(2026, 6, 14)),
        ("ttcp_nine", date(2025, 12, 15), date(2026, 9, 14)),
        ("ttcp_year", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_the_circular_closes_figures_on_the_fourteenth(form: str, first: date, last: date) -> None:
    period = period_of(FORM_OF[form], 2026, calendar=BUILT_IN, policies=DEFAULT)
    assert (period.covers_from, period.covers_until) == (first, last)
    assert period.form.internal


def test_the_last_day_of_a_period_of_the_circular_is_the_provinces_own() -> None:
    period = period_of(FORM_OF["ttcp_q1"], 2026, calendar=BUILT_IN, policies=Policies(report_working_days=5))
    assert period.named_on == date(2026, 3, 20)
    policies = Policies(province_report_working_days=1)
    own = period_of(FORM_OF["province_q1"], 2026, calendar=BUILT_IN, policies=policies)
    assert (own.covers_until, own.named_on) == (date(2026, 3, 14), date(2026, 3, 16))
    assert own.form.internal


def test_the_plan_is_gathered_by_so_noi_vu_and_the_circular_by_the_inspectorate() -> None:
    assert {one.collector for one in FORMS if one.code.startswith("plan")} == {Collector.COORDINATOR}
    assert {one.collector for one in FORMS if one.code.startswith("ttcp")} == {Collector.INSPECTORATE}
    own = [one for one in FORMS if one.code.startswith("province")]
    assert {(one.collector, one.owed_by) for one in own} == {(Collector.GOVERNMENT, "thanh-tra")}
    assert not any(merges(one.code) for one in own)


def test_a_year_without_a_calendar_waits() -> None:
    beyond = max(one.year for one in BUILT_IN.years) + 1
    assert not list(periods_due(date(beyond, 1, 1), date(beyond, 12, 31), calendar=BUILT_IN, policies=DEFAULT))


def test_a_named_day_that_is_off_moves_to_the_next_working_day() -> None:
    (duty,) = assessed(asked()).duties
    assert (duty.raw_due_on, duty.due_on, duty.status) == (NOVEMBER, date(2026, 11, 2), Status.OVERDUE)
    (kept,) = assessed(asked(), policies=Policies(roll_forward=False)).duties
    assert kept.due_on == NOVEMBER


def test_a_report_sent_on_the_moved_day_is_on_time_and_a_day_later_late() -> None:
    assert assessed(asked(), sent(date(2026, 11, 2))).duties[0].status is Status.MET
    late = assessed(asked(), sent(date(2026, 11, 3))).duties[0]
    assert (late.status, late.days_late) == (Status.MET_LATE, 1)


def test_a_day_a_paper_names_is_not_moved() -> None:
    (duty,) = assessed(asked(), rule="bc.ad_hoc").duties
    assert duty.due_on == NOVEMBER


def test_the_own_plan_has_no_last_day_and_is_never_late() -> None:
    (duty,) = assessed(asked(None), rule="bc.plan_own").duties
    assert (duty.due_on, duty.status) == (None, Status.OPEN)


def test_a_returned_report_owes_a_second_duty_beside_the_first() -> None:
    first, again = assessed(
        asked(), sent(date(2026, 10, 30)), returned(date(2026, 11, 3), date(2026, 11, 7)), today=date(2026, 11, 9)
    ).duties
    assert first.status is Status.MET
    assert (again.rule, again.due_on, again.status, again.days_late) == (
        "bc.returned", date(2026, 11, 7), Status.OVERDUE, 2,
    )  # fmt: skip
    *_first, met = assessed(
        asked(), sent(date(2026, 10, 30)), returned(date(2026, 11, 3), date(2026, 11, 7)), sent(date(2026, 11, 6), 4)
    ).duties
    assert met.status is Status.MET


def test_nothing_is_returned_that_was_not_sent() -> None:
    with pytest.raises(ActRefused):
        assessed(asked(), returned(date(2026, 11, 3), date(2026, 11, 7)))


def test_an_accepted_report_is_over() -> None:
    found = assessed(asked(), sent(date(2026, 10, 30)), ActFact("report_accepted", date(2026, 11, 2), {}, 3))
    assert found.closed


def test_the_plan_of_the_province_is_cited_by_its_parts() -> None:
    assert cite("KHDV III.4").endswith("mục III.4")
    assert cite_in_english("KHDV III.4").endswith("part III.4")
    assert cite_formally("KHDV III.4").startswith("mục III.4 Kế hoạch")
