"""The versions of a rule follow one another: one a day, no hole between two, each citing what was in force then."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.statute.instruments import INSTRUMENTS
from app.statute.time_limits import TIME_LIMITS, limit_in_force, limits_in_force, versions
from app.statute.time_limits.shape import Certainty, TimeLimit

DAY = timedelta(days=1)
RULES = sorted({row.id for row in TIME_LIMITS})
AGAIN = sorted(rule for rule, count in Counter(row.id for row in TIME_LIMITS).items() if count > 1)
FIRST, LAST = date(2012, 1, 1), date(2030, 12, 31)
# A row switched off names the article that was last read.
RECEPTION = [row for row in TIME_LIMITS if row.id.startswith("tcd.") and row.enabled]


@pytest.mark.parametrize("rule", AGAIN)
def test_a_version_begins_on_the_day_after_the_one_before_it_ended(rule: str) -> None:
    known = versions(rule)

    for before, after in pairwise(known):
        assert before.in_force_until is not None
        assert after.in_force_from == before.in_force_until + DAY


def test_whenever_a_rule_begins_or_ends_one_version_governs_and_never_two() -> None:
    turns = {row.in_force_from for row in TIME_LIMITS}
    turns |= {row.in_force_until + DAY for row in TIME_LIMITS if row.in_force_until}
    for turn in turns:
        for day in (turn - DAY, turn, turn + DAY):
            limits_in_force(day)  # raises when two versions of one rule do


def test_every_day_from_2012_to_2030_a_rule_has_one_version_or_is_not_in_force() -> None:
    for rule in RULES:
        known = versions(rule)
        claimed = Counter(
            day for row in known for day in (max(row.in_force_from, FIRST), min(row.in_force_until or LAST, LAST))
        )
        covered = sum((min(row.in_force_until or LAST, LAST) - max(row.in_force_from, FIRST)).days + 1 for row in known)
        begins = max(known[0].in_force_from, FIRST)
        ends = min(known[-1].in_force_until or LAST, LAST)
        assert covered == (ends - begins).days + 1, rule  # neither a hole nor a day claimed twice
        assert max(claimed.values()) == 1 or len(known) == 1


@pytest.mark.parametrize("row", RECEPTION, ids=lambda row: f"{row.id}@{row.in_force_from}")
def test_a_limit_of_reception_cites_only_what_was_in_force_all_its_days(row: TimeLimit) -> None:
    for reference in row.provisions:
        instrument = INSTRUMENTS[reference.split(" ")[0]]
        assert instrument.in_force_from <= row.in_force_from, reference
        if instrument.in_force_until is not None:
            assert row.in_force_until is not None, reference
            assert row.in_force_until <= instrument.in_force_until, reference


# What became, on the day of the reform, of each limit on reception there was before: as the digest of NĐ 154 has it.
# "same" rests on articles whose amendment nobody read, unless the digest is sure of it.
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
SAME_SURELY = ["tcd.unscheduled_reception", "tcd.publish_schedule", "tcd.agency_head_days", "tcd.head_answer"]
SAME_PERHAPS = [
    "tcd.province_head_days", "tcd.reception_reply", "tcd.report_back", "tcd.inform_citizen", "tcd.deputy_schedule",
    "tcd.deputy_decline",
]  # fmt: skip
REPLACED = {
    "tcd.commune_head_days_until_2026": "tcd.commune_head_days",
    "tcd.public_unit_head_days_until_2026": "tcd.public_unit_head_days",
    "tcd.ban_tcd_briefing_until_2026": "tcd.ban_tcd_briefing",
    "tcd.ban_tcd_daily_until_2026": "tcd.ban_tcd_daily",
    "tcd.refusal_notice_until_2026": "tcd.refusal_notice",
}
UNCLEAR = ["tcd.filed_petition_retention", "tcd.guide_once", "tcd.transfer_once", "tcd.petition_handling_ten_days"]
REPEALED = ["tcd.district_head_days", "tcd.inspectorate_briefing"]


def _governs(rule: str, day: date) -> TimeLimit | None:
    found = [
        row for row in versions(rule) if row.in_force_from <= day and (row.in_force_until or date.max) >= day
    ]  # fmt: skip
    return found[0] if found else None


@pytest.mark.parametrize("rule", SAME_SURELY)
def test_a_limit_the_reform_left_as_it_was_is_as_sure_as_before(rule: str) -> None:
    assert limit_in_force(rule, BEFORE).certainty is limit_in_force(rule, AFTER).certainty is Certainty.VERIFIED


@pytest.mark.parametrize("rule", SAME_PERHAPS)
def test_a_limit_whose_amendment_nobody_read_goes_on_as_an_interpretation(rule: str) -> None:
    before, after = limit_in_force(rule, BEFORE), limit_in_force(rule, AFTER)

    assert (before.length, before.unit) == (after.length, after.unit)
    assert before.certainty is Certainty.VERIFIED
    assert after.certainty is Certainty.INTERPRETATION
    assert "not read" in after.note


@pytest.mark.parametrize(("old", "new"), REPLACED.items())
def test_a_limit_the_reform_replaced_ends_the_day_before_its_successor(old: str, new: str) -> None:
    assert _governs(old, BEFORE)
    assert not _governs(old, AFTER)
    assert not _governs(new, BEFORE)
    assert _governs(new, AFTER)


@pytest.mark.parametrize("rule", UNCLEAR)
def test_a_limit_whose_fate_is_unclear_says_it_is_unverified(rule: str) -> None:
    after = _governs(rule, AFTER)
    assert after is not None
    assert after.certainty is Certainty.UNVERIFIED


@pytest.mark.parametrize("rule", REPEALED)
def test_a_limit_that_was_repealed_governs_no_day_since(rule: str) -> None:
    assert _governs(rule, AFTER) is None
