"""A late duty in the words of one language: a letter and the sheet that goes with it say the same.

Call it where the language is set (``force_locale``). Nothing here knows a citizen: neither do the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.numbers import format_decimal
from flask_babel import gettext, ngettext

from app.casework.notices import LateRow
from app.casework.overdue import Age, age_of
from app.casework.trends import SettledRow, Trend
from app.statute.instruments import cite_all
from app.statute.terms import PROCEDURES, STAGES, Procedure, Term
from app.statute.time_limits import versions
from app.statute.time_limits.shape import Certainty, TimeLimit

MATTER_PATH = "/ho-so/{ref}"
WHY_PATH = "/han/{id}"


@dataclass(frozen=True, slots=True)
class Line:
    """A late duty, in words."""

    code: str
    kind: str
    stage: str
    agency: str
    rule: str
    citation: str
    late: str
    due: str
    age: str
    link: str
    sure: str  # how sure the rule is
    certain: str  # late by the strict reading only: from when it is late whichever reading holds
    why: str  # where the date is explained


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A duty that was late and is done, in words."""

    code: str
    kind: str
    agency: str
    rule: str
    done: str


class Words:
    """The words of one language; links lead to ``base_url``."""

    def __init__(self, locale: str, base_url: str) -> None:
        self.locale = locale
        self.base_url = base_url.rstrip("/")

    def line(self, row: LateRow) -> Line:
        rule, citation = self._rule(row.rule, row.rule_from)
        return Line(
            code=row.code,
            kind=self.kind(row.procedure),
            stage=self.term(STAGES[row.stage]),
            agency=row.agency,
            rule=rule,
            citation=citation,
            late=gettext("quá hạn %(days)s", days=self.days(row.days_late)),
            due=written(row.due_on),
            age=in_words(age_of(row.days_late)),
            link=self.base_url + MATTER_PATH.format(ref=row.ref),
            sure=certainty(row.certainty, held=row.held),
            certain=self.certain(row),
            why=self.base_url + WHY_PATH.format(id=row.obligation_id),
        )

    def certain(self, row: LateRow) -> str:
        """Of a duty late by the strict reading only: from when it is late whichever reading holds."""
        last = row.certainly_late_after
        if last is None or (last - row.due_on).days < row.days_late:
            return ""
        return gettext("quá hạn theo cách hiểu chặt; chắc chắn quá hạn sau %(day)s", day=written(last))

    def settled(self, row: SettledRow) -> SettledLine:
        done = gettext("xong ngày %(day)s, trễ %(days)s", day=written(row.settled_on), days=self.days(row.days_late))
        return SettledLine(row.code, self.kind(row.procedure), row.agency, self._rule(row.rule, row.rule_from)[0], done)

    def trend(self, since: Trend) -> str:
        """More or fewer than on the day before, and which day that was."""
        if not since.before:
            day = written(since.on)
            return gettext("Nhiều hơn tháng trước: ngày %(day)s không có việc nào quá hạn.", day=day)
        than = {"day": written(since.on), "before": self.duties(since.before)}
        if since.more > 0:
            more = self.duties(since.more)
            return gettext("Nhiều hơn tháng trước %(more)s: ngày %(day)s có %(before)s quá hạn.", more=more, **than)
        if since.more < 0:
            fewer = self.duties(-since.more)
            return gettext("Ít hơn tháng trước %(fewer)s: ngày %(day)s có %(before)s quá hạn.", fewer=fewer, **than)
        return gettext("Bằng tháng trước: ngày %(day)s có %(before)s quá hạn.", **than)

    def meanwhile(self, since: Trend) -> str:
        """What made the difference, in a sentence; nothing when nothing happened."""
        happened = ", ".join(f"{said.lower()} {self.duties(count)}" for said, count in self.changes(since))
        return gettext("Từ đó đến nay: %(happened)s.", happened=happened) if happened else ""

    def changes(self, since: Trend) -> list[tuple[str, int]]:
        """What made the difference: words and number, what did not happen left out."""
        counted = (
            (gettext("Mới quá hạn"), since.new),
            (gettext("Đã làm xong"), len(since.settled)),
            (gettext("Không còn phải làm"), since.ended),
            (gettext("Tạm dừng"), since.paused),
        )
        return [(words, count) for words, count in counted if count]

    def kind(self, procedure: str | None) -> str:
        return self.term(PROCEDURES[procedure or Procedure.TRIAGE])

    def term(self, term: Term) -> str:
        return term.vi if self.locale == "vi" else term.en

    def number(self, n: int) -> str:
        return format_decimal(n, locale=self.locale)

    def duties(self, n: int) -> str:
        return ngettext("%(n)s việc", "%(n)s việc", n, n=self.number(n))

    def matters(self, n: int) -> str:
        return ngettext("%(n)s hồ sơ", "%(n)s hồ sơ", n, n=self.number(n))

    def agencies(self, n: int) -> str:
        return ngettext("%(n)s cơ quan", "%(n)s cơ quan", n, n=self.number(n))

    def days(self, n: int) -> str:
        return ngettext("%(n)s ngày", "%(n)s ngày", n, n=self.number(n))

    def _rule(self, rule: str, rule_from: date) -> tuple[str, str]:
        limit = _version(rule, rule_from)
        citation = cite_all(limit.provisions)
        return (limit.term, str(citation)) if self.locale == "vi" else (limit.english, citation.english)


def certainty(code: str, *, held: bool = False) -> str:
    """How sure the rule behind a date is. ``held``: an administrator held it against the text."""
    if held and code == Certainty.UNVERIFIED:
        return gettext("quản trị viên đã đối chiếu")
    if held and code == Certainty.DISPUTED:
        return gettext("có hai cách hiểu, quản trị viên đã đối chiếu")
    said = {
        Certainty.VERIFIED: gettext("đã đối chiếu"),
        Certainty.INTERPRETATION: gettext("theo cách hiểu"),
        Certainty.UNVERIFIED: gettext("chưa đối chiếu"),
        Certainty.DISPUTED: gettext("có hai cách hiểu"),
        Certainty.ORDERED: gettext("do cấp trên giao"),
    }
    return said[Certainty(code)]


def written(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def in_figures(age: Age) -> str:
    first, last = age.days
    return f"> {first - 1}" if last is None else f"{first}–{last}"


def in_words(age: Age) -> str:
    first, last = age.days
    if last is None:
        return gettext("Trên %(days)s ngày", days=first - 1)
    return gettext("%(first)s–%(last)s ngày", first=first, last=last)


@cache
def _version(rule: str, rule_from: date) -> TimeLimit:
    """The version of a rule that judged a duty, by its first day in force."""
    return next(version for version in versions(rule) if version.in_force_from == rule_from)
