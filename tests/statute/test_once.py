"""Guiding and transferring once for one content: by which article, on which day, and where by none."""

from __future__ import annotations

from datetime import date

import pytest

from app.statute.once import once_provisions


@pytest.mark.parametrize(
    ("act", "procedure", "on", "provisions"),
    [
        ("guided", "complaint_first", "2014-12-14", ()),
        ("guided", "complaint_first", "2014-12-15", ("TT07_2014 8.1",)),
        ("guided", "discipline_second", "2021-11-14", ("TT07_2014 8.1",)),
        ("guided", "complaint_first", "2021-11-15", ()),  # an ended circular is no reason any more
        ("guided", "complaint_first", "2026-07-01", ()),
        ("guided", "denunciation", "2018-12-31", ()),
        ("guided", "denunciation", "2019-01-01", ("LTC 24.3",)),
        ("transferred", "denunciation", "2021-11-14", ()),
        ("transferred", "denunciation", "2021-11-15", ("TT05_2021 14.1",)),
        ("transferred", "denunciation", "2026-07-01", ("TT05_2021 14.1",)),
        ("transferred", "feedback", "2026-07-01", ()),
        ("transferred", None, "2026-07-01", ()),
    ],
)
def test_the_article_is_that_of_the_day(act: str, procedure: str | None, on: str, provisions: tuple[str, ...]) -> None:
    assert once_provisions(act, procedure, date.fromisoformat(on)) == provisions
