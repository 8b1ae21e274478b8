"""What became of a simulated year: what should have arrived and what did, by kind, and what accounts for repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from tests.year.expected import Expected, Kind
from tests.year.plan import Plan

A_DAY = re.compile(r"\d\d/\d\d/\d{4}")
SUBJECTS = {
    Kind.MONTHLY: re.compile(r"^Việc quá hạn tháng (?P<month>\d\d/\d{4})\b.*\((?P<number>[\d.]+) việc\)$"),
    Kind.WEEKLY: re.compile(r"^Việc trong tuần của .*: (?P<number>[\d.]+) việc quá hạn, (?P<near>[\d.]+) việc sắp đến"),
    Kind.AT_ONCE: re.compile(r"^Việc nghiêm trọng cần biết ngay: .*\((?P<number>[\d.]+) việc\)$"),
    Kind.REMINDER: re.compile(r"^Nhắc gửi báo cáo: .* còn (?P<number>[\d.]+) báo cáo chưa gửi$"),
    Kind.ALARM: re.compile(r"^Tiếp Dân: (?P<number>[\d.]+) việc tự chạy lỡ hẹn$"),
}


@dataclass
class Tally:
    """What became of the year. ``struck``: letters whose process died with them in hand, how often."""

    plan: Plan
    processes: int
    moments: int = 0
    killed: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    expected: Counter[Expected] = field(default_factory=Counter)
    arrived: Counter[Expected] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Kind] = field(default_factory=dict)
    moods: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    flags: int = 0

    @property
    def repeated(self) -> Counter[str]:
        """Letters that arrived more than once: how often too many."""
        return Counter({one: copies - 1 for one, copies in self.copies.items() if copies > 1})

    @property
    def unexplained(self) -> int:
        """How many copies no death and no silence between the server's 250 and our confirm accounts for."""
        return (self.repeated - self.struck - self.silent).total()

    @property
    def missing(self) -> Counter[Expected]:
        return self.expected - self.arrived

    @property
    def others(self) -> Counter[Expected]:
        return self.arrived - self.expected

    def take(self, letters: list[EmailMessage]) -> None:
        """Read what the mail server has: each letter once, however many copies of it came."""
        for letter in letters:
            number = str(letter["Message-ID"])
            self.copies[number] += 1
            if self.copies[number] == 1:
                one = read(letter)
                self.arrived[one] += 1
                self.kinds[number] = one.kind

    def by_kind(self) -> Iterator[str]:
        for kind in Kind:
            expected, arrived, missing, others = (
                _of(kind, part) for part in (self.expected, self.arrived, self.missing, self.others)
            )
            again = sum(number for one, number in self.repeated.items() if self.kinds[one] is kind)
            yield (
                f"  {kind}: should arrive {expected}, arrived {arrived}, missing {missing}, others {others}, "
                f"again {again}"
            )

    def __str__(self) -> str:
        moods = ", ".join(f"{mood} {number}" for mood, number in sorted(self.moods.items()))
        after = (self.repeated & self.struck).total()
        too_late = ((self.repeated - self.struck) & self.silent).total()
        lines = [
            f"seed {self.plan.seed}: {len(self.plan.bodies)} agencies, {len(self.plan.days)} days with a server",
            f"{self.processes} schedulers, woken at {self.moments} moments",
            f"killed {self.killed} times, {self.struck.total()} of them with a letter in hand",
            f"mail server: {moods}",
            f"letters that should arrive {self.expected.total()}, did not {self.missing.total()}",
            f"letters that should not have arrived {self.others.total()}",
            *self.by_kind(),
            f"arrived again {self.repeated.total()}",
            f"  killed between the server's 250 and our confirm {after}",
            f"  the server's answer came too late {too_late}",
            f"  without a reason {self.unexplained}",
            f"flags {self.flags}",
        ]
        return "\n".join([*lines, *(self.faults or ["no fault"])])


def read(letter: EmailMessage) -> Expected:
    """What a letter is, by its own words: kind and numbers from its subject, the day from its first sentence."""
    subject = str(letter["Subject"])
    for kind, pattern in SUBJECTS.items():
        if said := pattern.search(subject):
            part = letter.get_body(("plain",))
            day = A_DAY.search(str(part.get_content())) if part else None
            assert day, subject
            found = said.groupdict()
            number, near = (int(found.get(name, "0").replace(".", "")) for name in ("number", "near"))
            return Expected(kind, str(letter["To"]), found.get("month") or day[0], number, near)
    raise AssertionError(subject)


def _of(kind: Kind, found: Counter[Expected]) -> int:
    return sum(number for one, number in found.items() if one.kind is kind)
