"""Whole invented histories, their ledgers written by hand from the law."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.assessment import ActFact, ActRefused, Assessment, assess
from app.statute.calendar import BUILT_IN

Row = tuple[str, str | None, str, int | None]  # duty, due on, status, days late


def assessed(procedure: str, acts: list[tuple[str, str, dict[str, object]]], today: str, **facts: object) -> Assessment:
    log = [ActFact(act, date.fromisoformat(on), data) for act, on, data in acts]
    return assess(procedure, facts, log, today=date.fromisoformat(today), calendar=BUILT_IN)


def ledger(found: Assessment) -> set[Row]:
    return {
        (one.duty, one.due_on.isoformat() if one.due_on else None, one.status.value, one.days_late)
        for one in found.duties
    }


def test_a_complex_first_complaint_decided_three_days_late() -> None:
    found = assessed(
        "complaint_first",
        [
            ("received", "2026-07-01", {}),
            ("accepted", "2026-07-10", {}),
            ("verifying", "2026-07-13", {}),
            ("reported", "2026-08-10", {}),
            ("dialogue_notified", "2026-08-11", {"dialogue_on": "2026-08-18"}),
            ("dialogue_held", "2026-08-18", {}),
            ("decided", "2026-08-27", {}),
            ("sent", "2026-09-04", {}),
        ],
        "2026-11-23",
        complex_grounds=["a"],
    )

    assert found.stage == "sent"
    assert ledger(found) == {
        ("kn.accept_first", "2026-07-10", "met", None),  # 7 working days; the law's 10 days end on 13/7
        ("tcd.unhandled_45_days", "2026-08-15", "met", None),
        ("kn.resolve_first", "2026-08-24", "met_late", 3),  # 45 days, one ground of complexity
        ("kn.dialogue_notice", "2026-08-13", "met", None),
        ("kn.send_first_decision", "2026-09-04", "met", None),  # 31/8 to 02/9 are off
    }
    acceptance = found.duties[0]
    assert [(one.rule, one.due_on) for one in acceptance.also] == [("kn.accept_first_law", date(2026, 7, 13))]


def test_a_denunciation_extended_suspended_and_concluded_on_the_last_days() -> None:
    found = assessed(
        "denunciation",
        [
            ("received", "2026-07-01", {}),
            ("accepted", "2026-07-09", {}),
            ("sent", "2026-07-10", {}),
            ("verifying", "2026-07-10", {}),
            ("extended", "2026-08-05", {"days": 30, "criteria": ["a"]}),
            ("suspended", "2026-08-12", {}),
            ("sent", "2026-08-14", {}),
            ("resumed", "2026-09-03", {}),
            ("reported", "2026-09-20", {}),
            ("concluded", "2026-09-29", {}),
            ("sent", "2026-10-06", {}),
            ("handled", "2026-10-08", {}),
            ("published", "2026-10-09", {}),
            ("closed", "2026-10-30", {}),
        ],
        "2026-11-23",
    )

    assert found.stage == "closed"
    assert found.closed
    assert ledger(found) == {
        ("tc.initial_handling", "2026-07-10", "met", None),
        ("tcd.unhandled_45_days", "2026-08-15", "met", None),
        ("tc.acceptance_notice_denouncer", "2026-07-16", "met", None),
        ("tc.content_notice_denounced", "2026-07-16", "met", None),
        ("tc.resolution", "2026-09-29", "met", None),  # 30 + 30, and 22 days suspended
        ("tc.suspension_notice", "2026-08-19", "met", None),
        ("tc.conclusion_send", "2026-10-06", "met", None),
        ("tc.conclusion_notice_denouncer", "2026-10-06", "met", None),
        ("tc.conclusion_handling", "2026-10-08", "met", None),
        ("tc.publication_conclusion", "2026-10-08", "met_late", 1),
    }


def test_a_second_complaint_in_a_remote_area_over_tet() -> None:
    found = assessed(
        "complaint_second",
        [
            ("received", "2025-12-02", {}),
            ("accepted", "2025-12-10", {}),
            ("verifying", "2025-12-12", {}),
            ("dialogue_notified", "2026-01-12", {"dialogue_on": "2026-01-20"}),
            ("dialogue_held", "2026-01-20", {}),
            ("reported", "2026-01-26", {}),
            ("decided", "2026-02-11", {}),
            ("sent", "2026-02-24", {}),
            ("published", "2026-02-26", {}),
        ],
        "2026-11-23",
        remote_area=True,
    )

    assert found.stage == "published"
    assert ledger(found) == {
        ("kn.accept_second", "2025-12-12", "met", None),
        ("kn.resolve_second", "2026-02-09", "met_late", 2),  # day 60 is Sunday 08/2
        ("kn.send_second_decision", "2026-02-23", "met_late", 1),  # day 7 lies in Tết
        ("kn.publish_second_decision", "2026-02-26", "met", None),
    }


def test_a_discipline_complaint_overdue_and_undecided() -> None:
    found = assessed(
        "discipline_first",
        [("received", "2026-08-03", {}), ("accepted", "2026-08-12", {}), ("verifying", "2026-08-13", {})],
        "2026-09-14",
        remote_area=True,  # discipline knows no remote area
    )

    assert ledger(found) == {
        ("kn.disc_accept", "2026-08-12", "met", None),
        ("tcd.unhandled_45_days", "2026-09-17", "met", None),
        ("kn.disc_resolve", "2026-09-11", "overdue", 3),
    }


def test_feedback_transferred_on_the_tenth_working_day() -> None:
    found = assessed("feedback", [("received", "2026-08-21", {}), ("transferred", "2026-09-08", {})], "2026-11-23")

    assert found.closed
    assert ledger(found) == {
        ("tcd.reception_reply", "2026-09-08", "met", None),  # Saturday 22/8 is worked; 31/8 to 02/9 are off
        ("tcd.unhandled_45_days", "2026-10-05", "met", None),
    }


def test_a_withdrawn_complaint_still_owes_the_sending() -> None:
    found = assessed(
        "complaint_first",
        [
            ("received", "2026-06-01", {}),
            ("accepted", "2026-06-10", {}),
            ("withdrawn", "2026-07-20", {}),
            ("discontinued", "2026-07-22", {"ground": "DC_RUT"}),
        ],
        "2026-07-28",
    )

    assert not found.closed
    assert ledger(found) == {
        ("kn.accept_first", "2026-06-11", "met", None),
        ("kn.resolve_first", "2026-07-10", "met_late", 12),
        ("kn.issue_discontinuance", "2026-07-20", "met_late", 2),  # at once: NĐ 124, Điều 28b, from 01/7/2026
        ("kn.send_discontinuance_decision", "2026-07-27", "overdue", 1),
    }


def test_a_suspended_complaint_has_no_date_and_a_late_one_keeps_its_own() -> None:
    acts: list[tuple[str, str, dict[str, object]]] = [("received", "2026-10-01", {}), ("accepted", "2026-10-09", {})]
    in_time = assessed("complaint_first", [*acts, ("suspended", "2026-11-02", {})], "2026-11-23")
    late = assessed("complaint_first", [*acts, ("suspended", "2026-11-16", {})], "2026-11-23")

    assert ("kn.resolve_first", None, "paused", None) in ledger(in_time)
    assert ("kn.resolve_first", "2026-11-09", "paused", 7) in ledger(late)


def test_a_complaint_before_a_court_ends_the_duty_and_says_why() -> None:
    found = assessed(
        "complaint_first",
        [("received", "2026-10-01", {}), ("accepted", "2026-10-09", {}), ("court_accepted", "2026-10-30", {})],
        "2026-11-23",
    )

    resolution = next(one for one in found.duties if one.duty == "kn.resolve_first")
    assert (resolution.status.value, resolution.end_reason) == ("ended", "court")


REFUSED = [
    ("complaint_first", [("accepted", "2026-10-01", {})], "accepted", "Điều 27"),
    ("complaint_first", [("received", "2026-10-01", {}), ("extended", "2026-10-05", {"days": 9})], "extended",
     "Điều 28"),
    ("complaint_first", [("received", "2026-05-04", {}), ("accepted", "2026-05-12", {}),
                         ("suspended", "2026-06-01", {})], "suspended", "Điều 11a"),
    ("complaint_second", [("received", "2026-10-01", {}), ("accepted", "2026-10-08", {}),
                          ("verifying", "2026-10-09", {}),
                          ("reported", "2026-11-02", {}), ("decided", "2026-11-09", {})], "decided", "Điều 39"),
    ("denunciation", [("received", "2026-07-01", {}), ("accepted", "2026-07-09", {}),
                      ("extended", "2026-08-11", {"days": 30, "criteria": ["a"]})], "extended", "Điều 30"),
    ("denunciation", [("received", "2026-07-01", {}), ("accepted", "2026-07-09", {}),
                      ("extended", "2026-08-05", {"days": 31, "criteria": ["a"]})], "extended", "Điều 30"),
    ("denunciation", [("received", "2026-07-01", {}), ("accepted", "2026-07-09", {}),
                      ("extended", "2026-08-05", {"days": 30, "criteria": []})], "extended", "Điều 30"),
    ("denunciation", [("received", "2026-07-01", {}), ("accepted", "2026-07-09", {}),
                      ("extended", "2026-08-05", {"days": 30, "criteria": ["a"]}),
                      ("extended", "2026-09-05", {"days": 30, "criteria": ["a"]})], "extended", "Điều 30"),
    ("denunciation", [("received", "2026-07-01", {}), ("accepted", "2026-07-09", {}), ("concluded", "2026-07-20", {})],
     "concluded", "Điều 35"),
    ("feedback", [("received", "2026-12-01", {})], "received", "Điều 25"),
]  # fmt: skip


@pytest.mark.parametrize(("procedure", "acts", "refused", "article"), REFUSED)
def test_an_act_out_of_order_is_refused_with_its_article(
    procedure: str, acts: list[tuple[str, str, dict[str, object]]], refused: str, article: str
) -> None:
    with pytest.raises(ActRefused) as caught:
        assessed(procedure, acts, "2026-11-23")

    assert caught.value.act == refused
    assert article in caught.value.article


def test_a_year_without_a_calendar_never_blocks_an_entry() -> None:
    found = assessed("complaint_first", [("received", "2031-03-03", {})], "2031-03-04")

    acceptance = next(one for one in found.duties if one.duty == "kn.accept_first")
    assert acceptance.status.value == "unreckoned"
    assert "2031" in (acceptance.unreckoned or "")
