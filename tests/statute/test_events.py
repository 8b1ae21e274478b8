"""The events limits name are said in Vietnamese; one nobody worded yet stands in English, and the page says which."""

from __future__ import annotations

from app.statute.events import IN_VIETNAMESE, event
from app.statute.time_limits import TIME_LIMITS

NAMED = {code for limit in TIME_LIMITS for code in (limit.starts, *limit.satisfied_by)}


def test_words_stand_only_for_events_a_limit_names() -> None:
    assert IN_VIETNAMESE.keys() - NAMED == set()


def test_nearly_every_event_is_worded() -> None:
    assert len(NAMED - IN_VIETNAMESE.keys()) < len(NAMED) / 10, sorted(NAMED - IN_VIETNAMESE.keys())


def test_an_event_nobody_worded_stands_in_english() -> None:
    assert event("kept_for_later").vi == event("kept_for_later").en == "kept for later"
