"""The tables of law: no row lost or altered, every provision resolved, one version a day, calendars that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.statute import time_limits
from app.statute.calendar_days import DAY_OFF_NAMES_EN, CalendarYear
from app.statute.calendar_years import CALENDAR_YEARS
from app.statute.instruments import INSTRUMENTS, UnknownProvision, cite, cite_all, cite_in_english
from app.statute.time_limits import (
    TIME_LIMITS,
    NotInForce,
    OverlappingVersions,
    SwitchedOff,
    UnknownRule,
    limit_in_force,
    limits_in_force,
    versions,
)
from app.statute.time_limits.shape import Certainty, Counting, Owner, PausedBy, TimeLimit, Unit
from tests.statute.transcribed_complaints import COMPLAINTS

DAY = timedelta(days=1)
REFORM = date(2026, 7, 1)

# The second transcription of the digests: rule, length, unit, counting, first and last day in force.
# A line per version. To change the law, add a line and a row; never edit a past one.
TRANSCRIBED = """
tc.initial_handling 7 working_days after 2019-01-01 -
tc.refusal_notice 0 immediately after 2019-01-01 -
tc.transfer_out_of_competence 5 working_days after 2019-01-01 -
tc.transfer_notice_denouncer 5 working_days after 2019-01-01 -
tc.press_forward_result_notice 20 calendar_days after 2019-01-01 -
tc.crime_transfer_intake 0 immediately after 2019-01-01 -
tc.harm_prevention 0 immediately after 2019-01-01 -
tc.acceptance_notice_denouncer 5 working_days after 2019-01-01 -
tc.content_notice_denounced 5 working_days after 2019-01-01 -
tc.resolution 30 calendar_days after 2019-01-01 -
tc.extension_notice - no_number after 2019-01-01 -
tc.verification_duration - no_number after 2019-01-01 -
tc.suspension_notice 5 working_days after 2019-01-01 -
tc.termination_notice 5 working_days after 2019-01-01 -
tc.resume_decision 0 immediately after 2019-01-01 -
tc.conclusion_send 5 working_days after 2019-01-01 -
tc.conclusion_notice_denouncer 5 working_days after 2019-01-01 -
tc.conclusion_handling 7 working_days after 2019-01-01 -
tc.crime_transfer_after_conclusion 0 immediately after 2019-01-01 -
tc.handling_result_report 5 working_days after 2019-01-01 -
tc.publication_conclusion 7 working_days after 2019-01-01 -
tc.publication_decision 7 working_days after 2019-01-01 -
tc.publication_min_period 15 calendar_days duration 2019-05-28 -
tc.monthly_followup_report 1 months after 2019-05-28 2026-06-30
tc.followup_report_2026 - no_number after 2026-07-01 -
tc.further_denunciation_review 20 calendar_days after 2019-01-01 -
tc.re_resolution 30 calendar_days after 2019-01-01 -
tc.overdue_superior_request 5 working_days after 2019-01-01 -
tc.overdue_resolver_report 5 working_days after 2019-01-01 -
tc.superior_takeover_resolution 30 calendar_days after 2019-05-28 -
tc.clear_case_immediate 0 immediately after 2019-01-01 -
tc.protection_consideration - no_number after 2019-01-01 -
tc.protection_urgent 0 immediately after 2019-05-28 -
tc.protection_execute 0 immediately after 2019-01-01 -
tc.protection_cannot_comply 0 immediately after 2019-01-01 -
tc.protection_police_decision 3 working_days after 2021-02-15 -
tc.protection_police_refusal 3 working_days after 2021-02-15 -
tc.protection_end_notice_police 0 immediately after 2021-02-15 -
tc.national_db_update - no_number after 2026-07-01 -
tcd.province_head_days 1 months quota 2014-07-01 2026-06-30
tcd.province_head_days 1 months quota 2026-07-01 -
tcd.district_head_days 2 months quota 2014-07-01 2025-06-30
tcd.commune_head_days_until_2026 1 calendar_days quota 2014-07-01 2026-06-30
tcd.commune_head_days 2 months quota 2026-07-01 -
tcd.agency_head_days 1 months quota 2014-07-01 -
tcd.public_unit_head_days_until_2026 1 months quota 2014-08-15 2026-06-30
tcd.unscheduled_reception - no_number after 2014-07-01 -
tcd.head_answer - no_number after 2014-07-01 2014-12-14
tcd.head_answer - no_number after 2014-12-15 2021-11-14
tcd.head_answer - no_number after 2021-11-15 -
tcd.publish_schedule 5 working_days before 2014-07-01 -
tcd.reception_reply 10 working_days after 2014-07-01 2026-06-30
tcd.reception_reply 10 working_days after 2026-07-01 -
tcd.report_back 7 working_days after 2014-07-01 2026-06-30
tcd.report_back 7 working_days after 2026-07-01 -
tcd.inform_citizen 5 working_days after 2014-07-01 2026-06-30
tcd.inform_citizen 5 working_days after 2026-07-01 -
tcd.deputy_schedule 10 working_days before 2014-07-01 2026-06-30
tcd.deputy_schedule 10 working_days before 2026-07-01 -
tcd.deputy_decline 5 working_days before 2014-07-01 2026-06-30
tcd.deputy_decline 5 working_days before 2026-07-01 -
tcd.ban_tcd_daily_until_2026 1 working_days quota 2014-08-15 2026-06-30
tcd.ban_tcd_briefing_until_2026 1 months quota 2014-08-15 2026-06-30
tcd.inspectorate_briefing 6 months after 2014-12-15 2021-11-14
tcd.filed_petition_retention 1 years duration 2014-12-15 2021-11-14
tcd.filed_petition_retention 1 years duration 2021-11-15 -
tcd.guide_once - no_number after 2014-12-15 2021-11-14
tcd.guide_once - no_number after 2021-11-15 -
tcd.transfer_once - no_number after 2021-11-15 2026-06-30
tcd.transfer_once - no_number after 2026-07-01 -
tcd.feedback_resolution - no_number after 2014-07-01 -
tcd.refusal_notice_until_2026 - no_number after 2014-12-15 2021-11-14
tcd.refusal_notice_until_2026 - no_number after 2021-11-15 2026-06-30
tcd.petition_handling_ten_days 10 working_days after 2021-11-15 -
tcd.refusal_notice 3 working_days after 2026-07-01 -
tcd.refusal_explained 0 immediately after 2026-07-01 -
tcd.public_unit_head_days 1 months quota 2026-07-01 -
tcd.public_unit_unscheduled - no_number after 2026-07-01 -
tcd.public_unit_answer 10 working_days after 2026-07-01 -
tcd.public_unit_publish 5 working_days before 2026-07-01 -
tcd.identity_check 0 immediately after 2026-07-01 -
tcd.lower_level_late - no_number after 2026-07-01 -
tcd.receipt 0 immediately after 2026-07-01 -
tcd.online_publish 5 working_days before 2026-07-01 -
tcd.online_notify 5 working_days before 2026-07-01 -
tcd.online_trial 1 working_days before 2026-07-01 -
tcd.online_connect 1 hours before 2026-07-01 -
tcd.online_record 0 immediately after 2026-07-01 -
ct.given_term - no_number after 2012-07-01 -
kt.recommendation - no_number after 2012-07-01 -
kt.result - no_number after 2015-01-01 -
bc.plan_own - no_number named 2015-01-01 -
bc.plan_half - no_number named 2015-01-01 -
bc.plan_year - no_number named 2015-01-01 -
bc.inspectorate - no_number named 2024-03-05 -
bc.province - no_number named 2024-03-05 -
bc.ad_hoc - no_number after 2012-07-01 -
bc.returned - no_number after 2012-07-01 -
tcd.check_subordinates - no_number after 2026-07-01 -
tcd.head_session_register - no_number after 2026-07-01 -
tcd.reception_conclusion - no_number after 2026-07-01 -
tcd.conclusion_task - no_number after 2026-07-01 -
dd.mediation_notice 3 working_days after 2024-08-01 -
dd.mediation 30 calendar_days after 2024-08-01 -
dd.mediation_record_send 0 immediately after 2024-08-01 -
dd.mediation_objection 10 calendar_days after 2024-08-01 -
tcd.head_answer_2026 0 immediately after 2026-07-01 -
tcd.national_db_update - no_number after 2026-07-01 -
tcd.ban_tcd_daily 1 working_days quota 2026-07-01 -
tcd.represented_bodies - no_number after 2026-07-01 -
tcd.ban_tcd_briefing 1 months quota 2026-07-01 -
tcd.police_briefing 1 months quota 2026-07-01 -
tcd.police_briefing_quarterly 1 quarters quota 2026-07-01 -
tcd.settle_request - no_number after 2026-07-01 -
tcd.report_to_chair - no_number after 2026-07-01 -
tcd.ban_tcd_reports - no_number after 2026-07-01 -
tcd.complex_case_report - no_number after 2026-07-01 -
tcd.unhandled_45_days 45 calendar_days ceiling 2026-07-01 -
tcd.result_notice_discipline 10 working_days after 2026-07-01 -
tc.clear_case_measures - no_number after 2019-01-01 -
tc.provide_information - no_number after 2019-05-28 -
tc.crime_report 0 immediately after 2019-05-28 -
tc.anonymous_handling - no_number after 2019-01-01 2019-05-27
tc.anonymous_handling - no_number after 2019-05-28 -
tc.overdue_result_report - no_number after 2019-01-01 -
tc.overdue_denouncer_told - no_number after 2019-01-01 -
tc.yearly_report_council 1 years quota 2019-01-01 -
tc.protection_police_urgent 0 immediately after 2021-02-15 -
tc.protection_police_transfer 0 immediately after 2021-02-15 -
"""

WORKING_DAYS_IN_YEAR = {2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249}


def _as_transcribed(row: TimeLimit) -> str:
    facts = (row.length, row.unit.value, row.counting.value, row.in_force_from, row.in_force_until)
    return " ".join((row.id, *("-" if fact is None else str(fact) for fact in facts)))


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def test_every_row_of_the_digests_is_there_unaltered() -> None:
    assert sorted(_as_transcribed(row) for row in TIME_LIMITS) == sorted(
        [*COMPLAINTS.strip().splitlines(), *TRANSCRIBED.strip().splitlines()]
    )


def test_a_version_is_named_by_its_rule_and_first_day() -> None:
    names = [(row.id, row.in_force_from) for row in TIME_LIMITS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", TIME_LIMITS, ids=lambda row: f"{row.id}@{row.in_force_from}")
def test_a_row_is_whole(row: TimeLimit) -> None:
    assert row.id.split(".")[0] in {"kn", "tc", "tcd", "dd", "ct", "kt", "bc"}
    assert row.term
    assert row.english
    assert row.starts
    assert row.satisfied_by
    assert row.in_force_until is None or row.in_force_from <= row.in_force_until
    assert row.checked_on == date(2026, 11, {"dd": 29, "kt": 30, "bc": 30}.get(row.id.split(".")[0], 23))
    for length, unit in [(row.length, row.unit), *((each.length, each.unit) for each in row.variants)]:
        assert (length is None) == (unit is Unit.NO_NUMBER)
        assert (length == 0) == (unit is Unit.IMMEDIATELY)
    assert len({each.name for each in row.variants}) == len(row.variants)
    assert not row.needs_all or len(row.satisfied_by) > 1
    assert row.pauses_count_from is None or row.paused_by


@pytest.mark.parametrize("row", TIME_LIMITS, ids=lambda row: f"{row.id}@{row.in_force_from}")
def test_every_provision_is_cited_in_two_languages(row: TimeLimit) -> None:
    assert row.provisions
    named = [INSTRUMENTS[ref.split()[0]].short for ref in row.provisions]
    assert all(name in cite_all(row.provisions) for name in named)
    for ref in row.provisions:
        assert cite(ref).startswith(INSTRUMENTS[ref.split()[0]].short)
        assert cite_in_english(ref).startswith(INSTRUMENTS[ref.split()[0]].english)


@pytest.mark.parametrize(
    ("ref", "vietnamese", "english"),
    [
        ("LKN 28", "Luật Khiếu nại, Điều 28", "Law on Complaints, Article 28"),
        ("LKN 33.1", "Luật Khiếu nại, Điều 33 khoản 1", "Law on Complaints, Article 33 clause 1"),
        (
            "ND154 41.3.b",
            "NĐ 154/2026/NĐ-CP, Điều 41 khoản 3 điểm b",
            "Decree 154/2026/NĐ-CP, Article 41 clause 3 point b",
        ),
        ("ND124 28b.1", "NĐ 124/2020/NĐ-CP, Điều 28b khoản 1", "Decree 124/2020/NĐ-CP, Article 28b clause 1"),
        ("LTC 31.2.đ", "Luật Tố cáo, Điều 31 khoản 2 điểm đ", "Law on Denunciations, Article 31 clause 2 point đ"),
        ("LKN 48 đoạn 2", "Luật Khiếu nại, Điều 48 đoạn 2", "Law on Complaints, Article 48 paragraph 2"),
        ("BLDS 147.2", "Bộ luật Dân sự 2015, Điều 147 khoản 2", "Civil Code 2015, Article 147 clause 2"),
        ("GIAO", "Văn bản của cấp trên, không phải thời hạn luật định", "Order of a superior, not a time limit of law"),
        ("TTHC 2.001801", "Thủ tục hành chính, mã số 2.001801", "Administrative procedure, code 2.001801"),
    ],
)
def test_a_provision_is_cited(ref: str, vietnamese: str, english: str) -> None:
    assert cite(ref) == vietnamese
    assert cite_in_english(ref) == english


@pytest.mark.parametrize(
    "ref",
    [
        "",
        "LKN",
        "LKN ",
        "XYZ 1",
        "lkn 1",
        "LKN Đ.33",
        "LKN 33.",
        "LKN 33.a",
        "LKN 33.1.2",
        "LKN  33",
        "TTHC 2.1",
        "GIAO 1",
    ],
)
def test_a_provision_that_cannot_be_resolved_is_an_error_that_names_it(ref: str) -> None:
    for citing in (cite, cite_in_english):
        with pytest.raises(UnknownProvision) as refusal:
            citing(ref)
        assert repr(ref) in str(refusal.value)


def test_instruments_are_listed_under_their_own_key() -> None:
    assert all(key == instrument.key for key, instrument in INSTRUMENTS.items())
    for field in ("short", "english"):
        assert len({getattr(instrument, field) for instrument in INSTRUMENTS.values()}) == len(INSTRUMENTS)


def test_no_two_versions_of_a_rule_govern_the_same_day() -> None:
    for day in _days(date(2012, 1, 1), date(2030, 12, 31)):
        limits_in_force(day)  # raises when two do


def test_a_rule_governs_from_its_first_to_its_last_day() -> None:
    row = limit_in_force("kn.accept_decree_pre2026", date(2026, 6, 30))
    assert row.in_force_until == REFORM - DAY
    assert limit_in_force("kn.accept_decree_2026", REFORM).length == 7
    with pytest.raises(NotInForce, match=r"kn\.accept_decree_2026: .* 30/06/2026; hiệu lực từ 01/07/2026$"):
        limit_in_force("kn.accept_decree_2026", date(2026, 6, 30))
    with pytest.raises(NotInForce, match=r"01/07/2026; hiệu lực từ 05/12/2016 đến .* đến 30/06/2026$"):
        limit_in_force("kn.accept_decree_pre2026", REFORM)


def test_an_unknown_rule_is_an_error_that_names_it() -> None:
    for asking in (versions, lambda rule: limit_in_force(rule, REFORM)):
        with pytest.raises(UnknownRule, match="no_such_rule"):
            asking("kn.no_such_rule")


def test_a_row_nobody_read_is_shipped_switched_off() -> None:
    off = [row for row in TIME_LIMITS if not row.enabled]
    assert {row.id for row in off} == {
        "tcd.petition_handling_ten_days", "tcd.filed_petition_retention", "tcd.guide_once"
    }  # fmt: skip
    for row in off:
        assert row.certainty is Certainty.UNVERIFIED
        assert row not in limits_in_force(date(2026, 11, 23))
        with pytest.raises(SwitchedOff, match=row.id):
            limit_in_force(row.id, date(2026, 11, 23))


def test_two_versions_of_one_day_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    row = limit_in_force("kn.resolve_first", REFORM)
    both = (replace(row, in_force_until=REFORM), replace(row, in_force_from=REFORM))
    monkeypatch.setitem(time_limits._VERSIONS, row.id, both)
    assert limit_in_force(row.id, REFORM - DAY) is both[0]
    assert limit_in_force(row.id, REFORM + DAY) is both[1]
    with pytest.raises(OverlappingVersions, match=r"kn\.resolve_first: 2 bản cùng áp dụng cho ngày 01/07/2026"):
        limit_in_force(row.id, REFORM)
    with pytest.raises(OverlappingVersions):
        limits_in_force(REFORM)


def test_what_stops_and_what_extends_a_clock() -> None:
    kept_away = {row.id for row in TIME_LIMITS if row.paused_by == (PausedBy.OBSTACLE,)}  # the complainant
    assert kept_away == {
        "kn.limitation_first_complaint", "kn.disc_limitation_first", "kn.disc_limitation_second",
        "kn.lawsuit_after_decision",
    }  # fmt: skip
    stopped = {row.id: row for row in TIME_LIMITS if row.paused_by and row.id not in kept_away}
    decisions = {"kn.resolve_first", "kn.resolve_second", "kn.disc_resolve"}
    complaints = decisions | {f"{rule}_after_court" for rule in decisions}
    denunciations = {"tc.resolution", "tc.re_resolution", "tc.superior_takeover_resolution"}
    assert set(stopped) == complaints | denunciations | {"tc.verification_duration"}
    for rule, row in stopped.items():
        assert row.paused_by == (PausedBy.SUSPENSION, *([] if rule in complaints else [PausedBy.EXPERT]))
        assert row.pauses_count_from == (REFORM if rule in complaints else None)
    extended = {row.id: row.extension for row in TIME_LIMITS if row.extension}
    assert set(extended) == denunciations
    assert {(extension.times, extension.days_each) for extension in extended.values()} == {(2, 30)}


def test_citizens_effects_and_durations_never_make_an_authority_late() -> None:
    for row in TIME_LIMITS:
        free = row.owner in {Owner.CITIZEN, Owner.EVENT} or row.counting is Counting.DURATION
        assert row.binds_authority is not free
        assert (row.counting is Counting.EFFECT) == (row.owner is Owner.EVENT)


def _worked(year: CalendarYear, day: date) -> bool:
    if day.weekday() >= 5:
        return day in year.working_saturdays
    return day not in dict(year.days_off)


@pytest.mark.parametrize(("number", "count"), WORKING_DAYS_IN_YEAR.items())
def test_a_calendar_year_has_its_official_number_of_working_days(number: int, count: int) -> None:
    (year,) = [year for year in CALENDAR_YEARS if year.year == number]
    assert sum(_worked(year, day) for day in _days(date(number, 1, 1), date(number, 12, 31))) == count


@pytest.mark.parametrize("year", CALENDAR_YEARS, ids=lambda year: str(year.year))
def test_a_calendar_year_lists_only_what_differs_from_the_week(year: CalendarYear) -> None:
    days = [day for day, _ in year.days_off]
    assert days == sorted(set(days))
    assert all(day.year == year.year and day.weekday() < 5 for day in days)
    assert all(day.year == year.year and day.weekday() == 5 for day in year.working_saturdays)
    assert year.source


def test_every_swapped_day_off_names_the_saturday_that_makes_up_for_it() -> None:
    named = [name for year in CALENDAR_YEARS for _, name in year.days_off if name.startswith("Nghỉ hoán đổi")]
    worked = [day for year in CALENDAR_YEARS for day in year.working_saturdays]

    assert [name.rsplit(" ", 1)[1] for name in named] == [f"{day:%d/%m/%Y}" for day in worked]


def test_calendar_years_follow_one_another_and_those_without_official_notices_are_provisional() -> None:
    assert [year.year for year in CALENDAR_YEARS] == list(range(2012, 2028))
    assert [year.year for year in CALENDAR_YEARS if not year.official] == [*range(2012, 2020), 2027]
    assert all("chưa" in year.source for year in CALENDAR_YEARS if not year.official)


def test_the_proposed_swap_is_shown_and_not_applied() -> None:
    (year,) = [year for year in CALENDAR_YEARS if year.pending]
    ((off, worked, status),) = year.pending
    assert (off, worked) == (date(2026, 11, 23), date(2026, 11, 28))
    assert status
    assert _worked(year, off)
    assert not _worked(year, worked)
    assert not _worked(year, date(2026, 11, 24))


def test_every_day_off_has_a_name_in_two_languages() -> None:
    assert {name for year in CALENDAR_YEARS for _, name in year.days_off} == set(DAY_OFF_NAMES_EN)


def test_what_repeats_in_a_citation_is_named_once() -> None:
    cited = cite_all(["LTC 30.1", "LTC 30.2", "LTC 31", "ND31 3"])

    assert cited == "Luật Tố cáo, Điều 30 khoản 1, khoản 2, Điều 31; NĐ 31/2019/NĐ-CP, Điều 3"
