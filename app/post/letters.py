"""A notice becomes a letter: words and the sheet that goes with them. Nothing is read and nothing is sent.

Letters carry code, kind, stage, rule, days late and a link. A citizen's name, a title or a content never reaches
this file: :class:`app.casework.notices.LateRow` has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from flask_babel import force_locale, gettext

from app.casework.letter_wordings import Wording
from app.casework.notices import LateRow, LetterKind, MonthlyNotice
from app.casework.outbox import Letter
from app.casework.overdue import Age, age_of
from app.casework.trends import SettledRow
from app.paper.late_words import Line, SettledLine, Words, in_figures, in_words, written
from app.paper.overdue_sheet import overdue_sheet
from app.post.wording import worded

MOST_ROWS = 80  # in the body, the oldest; the sheet has all. Gmail hides what comes after 102 kB of a message
MOST_SETTLED = 10


@dataclass(frozen=True, slots=True)
class Part:
    """Late duties that stand together: of one ``agency`` in the province's letter, without one in an agency's own."""

    agency: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """The late duties of one age. ``rest``: how many more of them only the sheet has."""

    title: str
    parts: tuple[Part, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was late the month before and is done now. ``rest``: how many more."""

    title: str
    lines: tuple[SettledLine, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class AgencyCounts:
    """How many duties of an agency are late, by age and in all."""

    agency: str
    by_age: tuple[str, ...]
    total: str


def compose(notice: MonthlyNotice, *, base_url: str, own: Wording | None = None) -> Letter:
    """The letter of ``notice`` in the language of its recipient; ``base_url`` is where its links lead.

    ``own``: the words set for it.
    """
    sheet = overdue_sheet(notice, base_url=base_url)
    with force_locale(notice.recipient.locale):
        context = _context(notice, _Composition(notice, base_url)) | {"home": base_url, "sheet": sheet.name}
        return replace(worded(notice.recipient.kind, context, own), attachments=(sheet,))


def _context(notice: MonthlyNotice, made: _Composition) -> dict[str, Any]:
    words = made.words
    return {
        "lang": notice.recipient.locale,
        "agency": notice.recipient.agency,
        "month": "{1}/{0}".format(*notice.period.split("-")),
        "day": written(notice.computed_on),
        "late": words.duties(len(notice.rows)),
        "matters": words.matters(len({row.matter_id for row in notice.rows})),
        "agencies": words.agencies(len({row.agency_id for row in notice.rows})),
        "oldest": words.days(notice.rows[0].days_late),
        "trend": " ".join(filter(None, (words.trend(notice.trend), words.meanwhile(notice.trend)))),
        "settled": made.settled(),
        "groups": made.groups(),
        "short_ages": [in_figures(age) for age in Age],
        "counts": made.counts(),
        "all": made.count_line(gettext("Toàn tỉnh"), notice.rows),
        "unreached": notice.unreached,
    }


class _Composition:
    """The parts of one letter."""

    def __init__(self, notice: MonthlyNotice, base_url: str) -> None:
        self.notice = notice
        self.words = Words(notice.recipient.locale, base_url)
        self.whole = notice.recipient.kind is LetterKind.MONTHLY_PROVINCE

    def groups(self) -> list[AgeGroup]:
        """The oldest first; in the province's letter agency by agency within an age."""
        everything = Counter(age_of(row.days_late) for row in self.notice.rows)
        shown: dict[Age, list[LateRow]] = {}
        for row in self.notice.rows[:MOST_ROWS]:
            shown.setdefault(age_of(row.days_late), []).append(row)
        return [
            AgeGroup(
                title=f"{in_words(age)}: {self.words.duties(everything[age])}",
                parts=tuple(self._parts(shown.get(age, ()))),
                rest=self._rest(everything[age] - len(shown.get(age, ()))),
            )
            for age in reversed(Age)
            if everything[age]
        ]

    def settled(self) -> Settled | None:
        done = self.notice.trend.settled
        if not done:
            return None
        since = {"day": written(self.notice.trend.on), "duties": self.words.duties(len(done))}
        more = len(done) - MOST_SETTLED
        return Settled(
            title=gettext("Đã làm xong từ ngày %(day)s: %(duties)s", **since),
            lines=tuple(self._settled_line(row) for row in done[:MOST_SETTLED]),
            rest=gettext("và %(duties)s nữa", duties=self.words.duties(more)) if more > 0 else "",
        )

    def counts(self) -> list[AgencyCounts]:
        """One line an agency, the most late first."""
        by_agency: dict[str, list[LateRow]] = {}
        for row in self.notice.rows:
            by_agency.setdefault(row.agency, []).append(row)
        ordered = sorted(by_agency, key=lambda name: (-len(by_agency[name]), name))
        return [self.count_line(name, by_agency[name]) for name in ordered]

    def count_line(self, name: str, rows: Iterable[LateRow]) -> AgencyCounts:
        found = Counter(age_of(row.days_late) for row in rows)
        number = self.words.number
        return AgencyCounts(name, tuple(number(found[age]) for age in Age), number(found.total()))

    def _parts(self, rows: Sequence[LateRow]) -> Iterable[Part]:
        if not self.whole:
            return [Part("", tuple(self._line(row) for row in rows))] if rows else []
        first = {agency: place for place, agency in reversed(list(enumerate(row.agency for row in rows)))}
        by_agency = groupby(sorted(rows, key=lambda row: first[row.agency]), key=lambda row: row.agency)
        return [Part(agency, tuple(self._line(row) for row in own)) for agency, own in by_agency]

    def _line(self, row: LateRow) -> Line:
        line = self.words.line(row)
        return replace(line, agency="") if self._goes_without_saying(row) else line

    def _settled_line(self, row: SettledRow) -> SettledLine:
        line = self.words.settled(row)
        return replace(line, agency="") if not self.whole and self._goes_without_saying(row) else line

    def _goes_without_saying(self, row: LateRow | SettledRow) -> bool:
        """Whether the agency of a row is named above it already."""
        return self.whole or row.agency_id == self.notice.recipient.agency_id

    def _rest(self, more: int) -> str:
        return gettext("và %(duties)s nữa trong tệp kèm theo", duties=self.words.duties(more)) if more else ""
