"""Days as a calendar program reads them: an iCalendar file (RFC 5545), without anything a schedule does not post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_LINE = 73  # octets; a line goes on with a blank on the next one
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day of a schedule. ``key`` is the same as long as it is the same day of reception."""

    key: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str = ""
    about: str = ""
    cancelled: bool = False


def calendar_file(name: str, days: Iterable[Appointment], *, at: datetime) -> bytes:
    """The file. Moments are told in UTC, so that no description of a time zone goes along."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tiếp Dân//Lịch tiếp công dân//VI", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]  # fmt: skip
    for day in days:
        lines += _event(day, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(day: Appointment, at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{day.key}@tiep-dan", f"DTSTAMP:{_utc(at)}")
    yield from (f"DTSTART:{_utc(day.starts_at)}", f"DTEND:{_utc(day.ends_at)}", f"SUMMARY:{_text(day.summary)}")
    if day.place:
        yield f"LOCATION:{_text(day.place)}"
    if day.about:
        yield f"DESCRIPTION:{_text(day.about)}"
    yield from (f"STATUS:{'CANCELLED' if day.cancelled else 'CONFIRMED'}", "END:VEVENT")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.translate(ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most so many octets, never through the middle of a letter."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
