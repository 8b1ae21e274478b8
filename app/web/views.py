"""What the shared parts of pages take: plain values, every word ready. A view makes them, a template prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """The six states a time limit can be shown in: the shape in ``marks.svg`` and the tint of the badge."""

    OPEN = "open"
    SOON = "soon"
    OVER = "over"
    PAUSED = "paused"
    MET = "met"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class DueWords:
    """A due badge: mark, words, and the line under it (mostly a date). Made by ``wording.due_words``.

    ``why``: the address that answers why the date is what it is.
    """

    state: Mark
    words: str
    date: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One line of the sum: what was added, the ``papers`` that say so, where the law does, and the day it led to.

    ``url``: the entry of the law the citation leads to.
    """

    words: str
    day: str
    cite: str = ""
    papers: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class WhyReading:
    """One reading of a disputed limit: whether it is the one that is due, its date, where it stands, its entry."""

    words: str
    day: str
    cite: str
    url: str


class DayMark(StrEnum):
    """How a day looks in the little calendar."""

    START = "start"
    COUNT = "count"
    PAUSE = "pause"
    OFF = "off"
    TODAY = "today"
    DUE = "due"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A cell. ``words`` is said after the number to whoever cannot see the tint."""

    number: int
    marks: tuple[DayMark, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A row of seven cells, Monday first; None is an empty cell."""

    begins: str
    days: tuple[CalendarDay | None, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a limit is what it is: the sum, its last line, the calendar, and notes (what is left, a provisional year).

    ``sure``: how sure the rule is, in a sentence. ``readings``: those of a disputed limit, side by side, and
    ``certain`` the sentence about them. ``url``: the page of this why alone.
    """

    steps: tuple[WhyStep, ...]
    total: WhyStep
    calendar: tuple[CalendarWeek, ...] = ()
    notes: tuple[str, ...] = ()
    open: bool = False
    sure: str = ""
    readings: tuple[WhyReading, ...] = ()
    certain: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act of a matter, or the next one (``next_act``). ``lines``: document and content; ``by``: who, in grey.

    ``late``: the duties it did too late, each leading to the why of its date. ``ways``: how it can be put right;
    ``stays``: why whoever typed it today cannot undo it.
    """

    day: date | None
    title: str
    lines: tuple[str, ...] = ()
    by: str = ""
    badges: tuple[DueWords, ...] = ()
    late: tuple[Link, ...] = ()
    next_act: bool = False
    pause: bool = False
    typed_late: str = ""
    ways: tuple[Link, ...] = ()
    stays: str = ""
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a list: "Hiện 25 trong 96 vụ việc" and where to go on. Made by ``wording.foot``."""

    words: str
    next: Link | None = None
    first: Link | None = None
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A working day of the week strip. ``count`` 0 is a dash; ``note``: hôm nay, nghỉ lễ."""

    words: str
    count: int
    url: str | None = None
    note: str = ""
    is_today: bool = False
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done now. One ``primary`` at most in a region; ``why_not`` says why it is closed."""

    words: str
    url: str
    primary: bool = False
    quiet: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of what will change: what, before, after; ``why`` the date after is what it is.

    ``effect``: what becomes of a time limit, in a word or two; ``late``: that it becomes overdue by this.
    """

    what: str
    before: str
    after: str
    note: str = ""
    why: Why | None = None
    effect: str = ""
    late: str = ""


class Both(NamedTuple):
    """A field two people typed differently, for ``parts/_both.html``: what stands now, and what this person typed."""

    label: str
    theirs: str
    yours: str
    field: str = ""  # its name in the form


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others did since a form was opened: a sentence each; and where the form now differs from what stands."""

    sentences: tuple[str, ...] = ()
    both: tuple[Both, ...] = ()


NOTHING = Meanwhile()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A confirmation page: asks, shows what changes, repeats the verb, leads back."""

    question: str
    verb: str
    back: str
    explained: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    danger: bool = False
    meanwhile: Meanwhile = NOTHING


@dataclass(frozen=True, slots=True)
class FilterField:
    """A drop-down list of the filter bar; without ``options`` a line to type in.

    ``phone``: one of the two shown on a phone without asking for more.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    phone: bool = False


@dataclass(frozen=True, slots=True)
class FilterBar:
    """The GET form above a list. ``chips``: saved or suggested filters; ``clear``: the list without any.

    ``save``: where this one is given a name, ``manage``: where the saved ones are renamed and removed.
    """

    action: str
    fields: tuple[FilterField, ...]
    chips: tuple[Link, ...] = ()
    chips_label: str = ""
    clear: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    save: str = ""
    manage: str = ""

    @property
    def in_use(self) -> bool:
        return any(one.chosen for one in self.fields)

    @property
    def in_words(self) -> tuple[tuple[str, str], ...]:
        """What narrows the list, for paper. What was typed stays on the screen: it may name a person."""
        said = ((one, dict(one.options).get(one.chosen, "")) for one in self.fields if one.chosen)
        return tuple((one.label, words) for one, words in said if words or not one.options)


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty list: one sentence of fact, one act."""

    words: str
    act: Link | None = None


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A line of the navigation."""

    words: str
    icon: str
    url: str
    here: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What the layout shows around a page."""

    locale: str
    theme: str
    demonstration: bool
    navigation: tuple[NavigationEntry, ...] = ()
    name: str = ""
    initials: str = ""
    part: str = ""  # "Xử lý đơn, UBND phường Pleiku"
    search_url: str = ""
    languages: tuple[tuple[str, str, str], ...] = field(default=())  # code, what to show, where it switches
    lights: Link | None = None  # the switch to the other theme
    new_visit: str = ""  # where Alt+N leads, for those who may


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what was written down under it."""

    words: str
    said: str


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A visit, petition or case of the same chain."""

    words: str
    url: str
    facts: str
