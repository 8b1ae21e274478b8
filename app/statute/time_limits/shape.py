"""The shape of one row of law about time.

A row is one version of one limit. When the law changes, the old row gets an end date and a new row is added;
a past row is never edited (docs/decisions/0003-law-as-dated-rows.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"
    IMMEDIATELY = "immediately"
    NO_NUMBER = "no_number"


class Counting(StrEnum):
    """How the end of a limit is found from its first day.

    AFTER: the day of the event is day zero; a calendar limit that ends on a day off moves to the next working day.
    CEILING: as AFTER, but never moved (the 45 days of NĐ 154/2026 Đ.41.3.b).
    EFFECT: "sau N ngày": what is spoken of happens on the day after the last one; never moved.
    DURATION: a minimum time something must last; the first day counts as day one; never moved.
    BEFORE: counted back from an event; a day off moves to the earlier working day.
    QUOTA: so many in every period; the limit is the last day of the period the date lies in.
    NAMED: a text names the last day itself, in every year; a day off moves it to the next working day.
    """

    AFTER = "after"
    CEILING = "ceiling"
    EFFECT = "effect"
    DURATION = "duration"
    BEFORE = "before"
    QUOTA = "quota"
    NAMED = "named"


class Certainty(StrEnum):
    """How sure we are of a row. Shown beside every date that rests on it."""

    VERIFIED = "verified"
    INTERPRETATION = "interpretation"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    ORDERED = "ordered"  # a superior set it by a paper: there is no text of law to check


class Owner(StrEnum):
    """Who owes the duty."""

    RESOLVER = "resolver"  # người giải quyết, cơ quan có thẩm quyền
    RECEIVER = "receiver"  # cơ quan tiếp công dân, tiếp nhận đơn
    HEAD = "head"  # người đứng đầu cơ quan
    VERIFIER = "verifier"  # người xác minh
    HANDLING_BODY = "handling_body"  # cơ quan có thẩm quyền xử lý, bảo vệ, thi hành
    RESPONDENT = "respondent"  # người bị khiếu nại, bên cung cấp thông tin
    SUPERIOR = "superior"  # cấp trên trực tiếp
    INSPECTORATE = "inspectorate"  # cơ quan thanh tra
    POLICE = "police"  # Công an
    BAN_TCD = "ban_tcd"  # Ban Tiếp công dân
    CITIZEN = "citizen"  # the citizen's own limit: never makes an authority late
    EVENT = "event"  # something the law brings about by itself


class PausedBy(StrEnum):
    """What stops a clock."""

    SUSPENSION = "suspension"  # tạm đình chỉ giải quyết
    EXPERT = "expert_assessment"  # trưng cầu giám định
    OBSTACLE = "obstacle"  # trở ngại khách quan of the complainant


@dataclass(frozen=True, slots=True)
class Variant:
    """Another length of the same limit, when a fact holds."""

    name: str  # a fact: remote_area, complex, remote_area_complex, dismissal, several_places …
    length: int | None
    unit: Unit
    when: str  # the condition in Vietnamese


@dataclass(frozen=True, slots=True)
class Extension:
    """Cap of extensions (gia hạn), each by a decision, counted from the raw last day. Lengths in calendar days."""

    times: int
    days_each: int


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One version of one time limit.

    ``provisions`` are references of the form "LKN 28" or "LTCD 28.1" (instrument key, article.clause.point)
    resolved by :mod:`app.statute.instruments`.
    """

    id: str
    term: str  # what is due, in Vietnamese, as a noun phrase a screen can show
    english: str
    owner: Owner
    starts: str  # the event that starts the clock, one word_with_underscores
    satisfied_by: tuple[str, ...]
    length: int | None
    unit: Unit
    provisions: tuple[str, ...]
    in_force_from: date
    in_force_until: date | None
    certainty: Certainty
    checked_on: date
    counting: Counting = Counting.AFTER
    variants: tuple[Variant, ...] = ()
    extension: Extension | None = None
    paused_by: tuple[PausedBy, ...] = ()
    pause_provisions: tuple[str, ...] = ()  # why a pause stops this clock
    pauses_count_from: date | None = None  # days of a pause before this day do not stop the clock
    transitional: tuple[str, ...] = ()  # the clause by which pauses stop clocks that started before that day, too
    lapses: tuple[str, ...] = ()  # the transitional clause by which a last day after in_force_until is none
    needs_all: bool = False  # every item of satisfied_by is needed, not any one
    by_a_paper: bool = False  # at once, by a paper an office issues: it may wait for the next working day
    enabled: bool = True  # shipped but switched off: its source was not read
    quote: str = ""
    note: str = ""

    @property
    def binds_authority(self) -> bool:
        """False for limits of the citizen, effects of time and minimum durations: they never make anybody late."""
        return self.owner not in (Owner.CITIZEN, Owner.EVENT) and self.counting is not Counting.DURATION
