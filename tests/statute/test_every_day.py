"""Every day from 2012 to 2030: one version of a rule governs, none before it began or after it ended, never two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.time_limits import TIME_LIMITS, versions
from app.statute.time_limits import since as begins

FIRST, LAST = begins.LAW_ON_COMPLAINTS, date(2030, 12, 31)
RULES = tuple(dict.fromkeys(row.id for row in TIME_LIMITS))
BEGINNINGS = {value for name, value in vars(begins).items() if isinstance(value, date) and name != "CHECKED_ON"}
# Rules that end, with nothing under the same name after them, and why.
ENDED = {
    "kn.accept_decree_pre2026": "NĐ 155/2026 states acceptance anew: kn.accept_decree_2026",
    "kn.provide_information_circular": "TT 07/2013 ended with NĐ 124/2020, which has the limit in its own article",
    "kn.readmit_after_discontinuance_pre2026": "the reform has no such return of a discontinued complaint",
    "tc.monthly_followup_report": "the reform reports otherwise: tc.followup_report_2026",
    "tcd.ban_tcd_briefing_until_2026": "stated anew by NĐ 154/2026: tcd.ban_tcd_briefing",
    "tcd.ban_tcd_daily_until_2026": "stated anew by NĐ 154/2026: tcd.ban_tcd_daily",
    "tcd.commune_head_days_until_2026": "two tiers: tcd.commune_head_days",
    "tcd.district_head_days": "there is no district level from 01/7/2025",
    "tcd.inspectorate_briefing": "TT 06/2014 ended with TT 04/2021, which has none",
    "tcd.public_unit_head_days_until_2026": "stated anew by NĐ 154/2026: tcd.public_unit_head_days",
    "tcd.refusal_notice_until_2026": "stated anew by NĐ 154/2026: tcd.refusal_notice",
}


@pytest.mark.parametrize("rule", RULES)
def test_one_version_governs_each_day_of_a_rule(rule: str) -> None:
    known = versions(rule)
    begun, ended = known[0].in_force_from, known[-1].in_force_until or LAST
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        governing = sum(row.in_force_from <= day <= (row.in_force_until or day) for row in known)
        assert governing == (begun <= day <= ended), (rule, day)


@pytest.mark.parametrize("rule", RULES)
def test_a_version_begins_with_an_instrument_we_name(rule: str) -> None:
    for row in versions(rule):
        assert row.in_force_from in BEGINNINGS, (rule, row.in_force_from)


def test_a_rule_that_ends_for_good_says_why() -> None:
    over = {rule for rule in RULES if versions(rule)[-1].in_force_until}

    assert over == set(ENDED)


def test_the_reform_left_no_day_between_a_version_and_the_next() -> None:
    for rule in RULES:
        for older, newer in zip(versions(rule), versions(rule)[1:], strict=False):
            assert older.in_force_until is not None
            assert older.in_force_until + timedelta(days=1) == newer.in_force_from, rule
