"""A simulated year: every letter that should exist arrived, none other, none twice but where SMTP cannot tell.

Letters of every kind: monthly, weekly, at once, reminders of reports, alarms (``tests.year.expected``).

Three schedulers on PostgreSQL, killed (kill -9) at random moments, over a mail server that refuses, hangs up and falls
silent. ``make soak`` goes through the year with 160 agencies, the suite through two turns of a month; ``make year``
prints the tally for any seed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.year import plan
from tests.year.expected import Kind
from tests.year.simulate import simulated

SEED = 20261123


@pytest.mark.long
def test_two_turns_of_a_month_with_deaths_and_a_moody_mail_server(postgresql_url: str, tmp_path: Path) -> None:
    tally = simulated(plan.short(SEED), postgresql_url, tmp_path, dying=0.15)
    assert not tally.faults, str(tally)
    assert {one.kind for one in tally.arrived} == set(Kind), str(tally)
    assert tally.arrived.total() > 50, str(tally)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_a_year_of_160_agencies_with_deaths_and_a_moody_mail_server(
    postgresql_url: str, tmp_path: Path, seed: int
) -> None:
    tally = simulated(plan.whole(seed), postgresql_url, tmp_path, dying=0.05)
    print(tally)  # noqa: T201 - what `make soak` shows of the year
    assert not tally.faults, str(tally)
    assert {one.kind for one in tally.arrived} == set(Kind)
    assert tally.arrived.total() > 5000
    assert tally.repeated.total() > 0, "nobody died at the moment that matters"
