"""Every event a limit names can be said in Vietnamese: what is missing here is missing on the page of the rule."""

from __future__ import annotations

from app.statute.events import IN_VIETNAMESE, event
from app.statute.time_limits import TIME_LIMITS


def test_every_event_of_a_limit_is_worded() -> None:
    named = {code for limit in TIME_LIMITS for code in (limit.starts, *limit.satisfied_by)}
    assert named - IN_VIETNAMESE.keys() == set(), "add the words in app/statute/events.py"


def test_an_event_nobody_worded_stands_in_english() -> None:
    assert event("kept_for_later").vi == event("kept_for_later").en == "kept for later"
