"""Who resolves: by the level of the agency, what of it the petition is about, and the day it came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.records.agencies import Level
from app.statute.competence import COMPETENCES, WORDS, About, Competence, Who, competence_on
from app.statute.instruments import INSTRUMENTS, cite, cite_in_english
from app.statute.terms import Procedure
from app.statute.time_limits.shape import Certainty

DISTRICTS, TIERS = date(2025, 6, 30), date(2025, 7, 1)  # the last day of districts, the first of two tiers
NOW = date(2026, 11, 2)


def who(procedure: str, level: str, about: About = About.AGENCY, day: date = NOW) -> str:
    found = competence_on(procedure, level, about, day)
    assert found is not None
    return found.who.value


@pytest.mark.parametrize(
    ("procedure", "level", "about", "day", "expected"),
    [
        # A decision of a commune's chairman: the chairman first, then the level above, which was the district.
        ("complaint_first", "commune", About.AGENCY, DISTRICTS, Who.ITS_HEAD),
        ("complaint_first", "commune", About.AGENCY, TIERS, Who.ITS_HEAD),
        ("complaint_second", "commune", About.AGENCY, DISTRICTS, Who.SUPERIOR),
        ("complaint_second", "commune", About.AGENCY, TIERS, Who.SUPERIOR),
        ("complaint_first", "district", About.AGENCY, DISTRICTS, Who.ITS_HEAD),
        ("complaint_first", "district", About.AGENCY, TIERS, Who.SUCCESSOR),
        ("complaint_second", "district", About.AGENCY, TIERS, Who.SUCCESSOR),
        ("complaint_first", "department", About.AGENCY, NOW, Who.ITS_HEAD),
        ("complaint_second", "department", About.AGENCY, NOW, Who.SUPERIOR),
        ("complaint_first", "province", About.AGENCY, NOW, Who.ITS_HEAD),
        ("complaint_second", "province", About.AGENCY, NOW, Who.MINISTER),
        ("discipline_first", "department", About.AGENCY, NOW, Who.ITS_HEAD),
        ("discipline_second", "commune", About.AGENCY, NOW, Who.SUPERIOR),
        ("discipline_second", "province", About.AGENCY, NOW, Who.MINISTER),
        # A denunciation: of somebody who works there, the head; of the head or the agency, the one above.
        ("denunciation", "commune", About.MEMBER, NOW, Who.ITS_HEAD),
        ("denunciation", "commune", About.HEAD, DISTRICTS, Who.SUPERIOR),
        ("denunciation", "commune", About.HEAD, TIERS, Who.SUPERIOR),
        ("denunciation", "commune", About.AGENCY, NOW, Who.SUPERIOR),
        ("denunciation", "department", About.MEMBER, NOW, Who.ITS_HEAD),
        ("denunciation", "department", About.HEAD, NOW, Who.SUPERIOR),
        ("denunciation", "province", About.HEAD, NOW, Who.PRIME_MINISTER),
        ("denunciation", "district", About.MEMBER, TIERS, Who.SUCCESSOR),
        ("denunciation", "party", About.MEMBER, NOW, Who.PARTY),
        ("feedback", "commune", About.AGENCY, NOW, Who.ITS_HEAD),
        ("feedback", "district", About.AGENCY, TIERS, Who.SUCCESSOR),
    ],
)
def test_who_resolves(procedure: str, level: str, about: About, day: date, expected: Who) -> None:
    assert who(procedure, level, about, day) == expected


def test_the_article_on_a_communes_chairman_changes_with_the_end_of_districts() -> None:
    before = competence_on("denunciation", "commune", About.HEAD, DISTRICTS)
    after = competence_on("denunciation", "commune", About.HEAD, TIERS)
    assert before is not None
    assert after is not None
    assert before.provisions == ("LTC 12.1", "LTC 13.2.a")
    assert after.provisions == ("LTC 12.1",)
    assert (before.certainty, after.certainty) == (Certainty.VERIFIED, Certainty.INTERPRETATION)
    assert after.note is not None


def test_what_districts_left_behind_is_unverified_and_says_why() -> None:
    found = competence_on("complaint_first", "district", About.AGENCY, TIERS)
    assert found is not None
    assert found.certainty is Certainty.UNVERIFIED
    assert found.note is not None


@pytest.mark.parametrize("procedure", [None, "triage", "denunciation_further", "reception"])
def test_what_is_not_classified_or_comes_back_has_no_row(procedure: str | None) -> None:
    assert competence_on(procedure, "commune", About.AGENCY, NOW) is None


def test_every_kind_level_and_day_has_exactly_one_row() -> None:
    day = date(2019, 1, 1)
    kinds = ("complaint_first", "complaint_second", "discipline_first", "discipline_second", "denunciation", "feedback")
    while day < date(2028, 1, 1):
        for procedure in kinds:
            for level in set(Level) - {Level.PARTY}:
                assert all(competence_on(procedure, level, about, day) for about in About), (procedure, level, day)
        day += timedelta(days=1)


@pytest.mark.parametrize("row", COMPETENCES, ids=lambda row: f"{row.who} {row.provisions} {row.from_on}")
def test_every_row_cites_an_article_in_force_and_says_what_is_not_sure(row: Competence) -> None:
    for ref in row.provisions:
        assert cite(ref)
        assert cite_in_english(ref)
        assert INSTRUMENTS[ref.split()[0]].in_force_from <= row.from_on
    assert WORDS[row.who].en
    assert row.procedures <= set(Procedure)
    assert row.levels <= set(Level)
    assert row.note is not None or row.certainty is Certainty.VERIFIED
