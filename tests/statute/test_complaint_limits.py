"""The limits of complaints on every day they are asked for: what lengthens them, which readings stand side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.assessment import ActFact, assess
from app.statute.calendar import BUILT_IN
from app.statute.instruments import INSTRUMENTS
from app.statute.time_limits import TIME_LIMITS, NotInForce, limit_in_force
from app.statute.time_limits.shape import Certainty, TimeLimit, Unit
from tests.statute.transcribed_complaints import VARIANTS

COMPLAINTS = [row for row in TIME_LIMITS if row.id.startswith("kn.")]
FIRST_DAY, LAST_DAY = date(2012, 7, 1), date(2030, 12, 31)
DECREES = ("kn.accept_decree_pre2026", "kn.accept_decree_2026")


def test_what_lengthens_a_limit_is_transcribed_twice() -> None:
    found = {f"{row.id} {each.name} {each.length}" for row in COMPLAINTS for each in row.variants}

    assert found == set(VARIANTS.strip().splitlines())
    assert {each.unit for row in COMPLAINTS for each in row.variants} == {Unit.CALENDAR_DAYS}


@pytest.mark.parametrize("row", COMPLAINTS, ids=lambda row: f"{row.id}@{row.in_force_from}")
def test_a_version_cites_only_what_was_in_force_when_it_began(row: TimeLimit) -> None:
    for ref in row.provisions:
        instrument = INSTRUMENTS[ref.split()[0]]
        assert instrument.in_force_from <= row.in_force_from, ref
        ended = instrument.in_force_until
        assert ended is None or (row.in_force_until is not None and row.in_force_until <= ended), ref


def beside(on: date) -> str:
    """The decree's or circular's limit of acceptance on a day, as "10 working_days ND124"."""
    found = []
    for rule in DECREES:
        try:
            found.append(limit_in_force(rule, on))
        except NotInForce:
            continue
    assert len(found) <= 1
    return " ".join(f"{row.length} {row.unit} {row.provisions[0].split()[0]}" for row in found)


def test_one_limit_of_a_decree_stands_beside_that_of_the_law_on_every_day() -> None:
    spans: list[tuple[str, date]] = []
    for count in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=count)
        if not spans or spans[-1][0] != beside(day):
            spans.append((beside(day), day))

    assert spans == [
        ("", FIRST_DAY),
        ("10 working_days TT07_2013", date(2016, 12, 5)),
        ("10 working_days ND124", date(2020, 12, 10)),
        ("7 working_days ND124", date(2026, 7, 1)),
    ]


@pytest.mark.parametrize("rule", ["kn.accept_first_law", "kn.accept_second_law", "kn.disc_accept_law"])
def test_the_law_is_disputed_only_while_a_decree_says_otherwise(rule: str) -> None:
    for count in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=count)
        disputed = limit_in_force(rule, day).certainty is Certainty.DISPUTED
        assert disputed is bool(beside(day)), day


# received; the law's last day; the decree's
ACCEPTANCES = [
    ("2025-03-03", "2025-03-13", "2025-03-17"),
    ("2026-02-10", "2026-02-23", "2026-03-03"),  # over Tết: day 10 is 20/02
    ("2026-06-30", "2026-07-10", "2026-07-14"),  # the last day of the ten working days
    ("2026-07-01", "2026-07-13", "2026-07-10"),  # the first day of the seven
    ("2026-08-19", "2026-09-03", "2026-08-27"),  # Saturday 22/8 is worked
]


@pytest.mark.parametrize(("received", "law", "decree"), ACCEPTANCES)
@pytest.mark.parametrize("procedure", ["complaint_first", "complaint_second", "discipline_first", "discipline_second"])
def test_the_strict_reading_is_due_and_the_other_stands_beside_it(
    procedure: str, received: str, law: str, decree: str
) -> None:
    start = date.fromisoformat(received)

    found = assess(procedure, {}, [ActFact("received", start)], today=start, calendar=BUILT_IN)

    (acceptance,) = [one for one in found.duties if "accept" in one.duty]
    readings = [acceptance.due_on, *(one.due_on for one in acceptance.also)]
    assert readings == sorted([date.fromisoformat(law), date.fromisoformat(decree)])
    assert acceptance.certainty is Certainty.DISPUTED
    by_decree = any(acceptance.rule == rule for rule in DECREES)
    assert by_decree is (decree < law)
