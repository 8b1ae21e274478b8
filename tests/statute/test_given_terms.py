"""A term a paper gives: the law has no number, the day written there is the last one (NĐ 154 Điều 25.2)."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, Status, assess
from app.statute.calendar import BUILT_IN
from app.statute.reckoning import StepKind, in_words

Row = tuple[str, str, str] | tuple[str, str]
GIVEN: Row = ("task_given", "2026-09-16", "2026-10-01")


def found_of(rows: list[Row], today: str) -> Assessment:
    log = [
        ActFact(row[0], date.fromisoformat(row[1]), {"term_on": row[2]} if len(row) > 2 else {}, ref, f"{ref}/TB-UBND")
        for ref, row in enumerate(rows, 1)
    ]
    return assess("conclusion_task", {}, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def standing(rows: list[Row], today: str) -> list[tuple[str, str, int | None]]:
    """Of every term: its last day, how it stands, how late."""
    return [(f"{one.due_on}", one.status.value, one.days_late) for one in found_of(rows, today).duties]


# the log, the day it is looked at, every term
STANDINGS: list[tuple[list[Row], str, list[tuple[str, str, int | None]]]] = [
    ([GIVEN], "2026-09-17", [("2026-10-01", "open", None)]),
    ([GIVEN], "2026-10-01", [("2026-10-01", "due_soon", None)]),
    ([GIVEN], "2026-10-02", [("2026-10-01", "overdue", 1)]),
    # a Sunday, and the National Day: the paper names a day, nothing moves it
    ([("task_given", "2026-08-03", "2026-08-30")], "2026-08-31", [("2026-08-30", "overdue", 1)]),
    ([("task_given", "2026-08-03", "2026-09-02")], "2026-09-03", [("2026-09-02", "overdue", 1)]),
    ([GIVEN, ("result_sent", "2026-10-01")], "2026-10-20", [("2026-10-01", "met", None)]),
    ([GIVEN, ("result_sent", "2026-10-05")], "2026-10-20", [("2026-10-01", "met_late", 4)]),
    # urged: nothing of the term changes
    ([GIVEN, ("task_urged", "2026-09-28"), ("task_urged", "2026-10-02")], "2026-10-02",
     [("2026-10-01", "overdue", 1)]),
    # extended in time, twice
    ([GIVEN, ("term_extended", "2026-09-30", "2026-10-15"), ("term_extended", "2026-10-14", "2026-10-30")],
     "2026-10-20", [("2026-10-01", "ended", None), ("2026-10-15", "ended", None), ("2026-10-30", "open", None)]),
    # extended when it was over: what ran stays late
    ([GIVEN, ("term_extended", "2026-10-04", "2026-10-15"), ("result_sent", "2026-10-10")], "2026-10-20",
     [("2026-10-01", "ended", 3), ("2026-10-15", "met", None)]),
    ([GIVEN, ("task_revoked", "2026-09-20")], "2026-10-20", [("2026-10-01", "ended", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "today", "terms"), STANDINGS)
def test_a_term_stands_by_the_day_its_paper_names(
    rows: list[Row], today: str, terms: list[tuple[str, str, int | None]]
) -> None:
    assert standing(rows, today) == terms


def test_the_task_is_over_when_the_citizen_has_the_result() -> None:
    running, done = found_of([GIVEN], "2026-10-02"), found_of([GIVEN, ("result_sent", "2026-10-05")], "2026-10-05")

    assert (running.stage, running.closed) == ("task_open", False)
    assert (done.stage, done.closed) == ("result_sent", True)
    assert [one.act for one in done.open_acts] == ["closed"]


def test_why_the_date_is_due_names_the_paper_and_counts_nothing() -> None:
    (term,) = found_of([GIVEN], "2026-09-17").duties

    assert [step.kind for step in term.reckoning] == [
        StepKind.START_AT, StepKind.VERSION, StepKind.GIVEN, StepKind.DUE,
    ]  # fmt: skip
    assert term.reckoning[2].document == "1/TB-UBND"
    assert in_words(term.reckoning[2]) == "Hạn do văn bản ấn định: 01/10/2026"
    assert "NĐ 154/2026/NĐ-CP, Điều 25 khoản 2" in term.citation


def test_the_extension_names_its_own_paper() -> None:
    duties = found_of([GIVEN, ("term_extended", "2026-09-30", "2026-10-15")], "2026-10-02").duties

    running: DutyState = duties[-1]
    assert (running.started_on, running.reckoning[2].document) == (date(2026, 9, 30), "2/TB-UBND")
    assert [one.end_reason for one in duties] == ["term_extended", None]


def test_a_paper_without_a_day_leaves_the_law_without_a_number() -> None:
    (term,) = found_of([("task_given", "2026-09-16")], "2026-12-31").duties

    assert (term.due_on, term.status) == (None, Status.OPEN)
    assert StepKind.NO_NUMBER in [step.kind for step in term.reckoning]


def test_before_the_decree_there_is_no_such_task() -> None:
    with pytest.raises(ActRefused, match=r"chỉ có từ ngày 01/07/2026"):
        found_of([("task_given", "2026-06-30", "2026-07-30")], "2026-08-01")


def test_a_result_needs_a_task_and_is_sent_once() -> None:
    with pytest.raises(ActRefused, match="chưa được tiếp nhận"):
        found_of([("result_sent", "2026-09-16")], "2026-09-17")
    with pytest.raises(ActRefused, match="Đã gửi kết quả cho công dân"):
        found_of([GIVEN, ("result_sent", "2026-10-01"), ("task_urged", "2026-10-02")], "2026-10-02")
