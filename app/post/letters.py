"""A notice becomes a letter: words only, nothing is read and nothing is sent.

Letters carry code, kind, stage, rule, days late and a link. A citizen's name, a title or a content never reaches
this file: :class:`app.casework.notices.LateRow` has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_decimal
from flask_babel import force_locale, gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.casework.notices import LateRow, LetterKind, MonthlyNotice
from app.casework.outbox import Letter
from app.casework.overdue import Age, age_of
from app.statute.instruments import cite_all, cite_in_english
from app.statute.terms import PROCEDURES, STAGES, Procedure, Term
from app.statute.time_limits import versions

MATTER_PATH = "/ho-so/{ref}"
_SEVERAL_BLANK_LINES = re.compile(r"\n{3,}")
SUBJECT, TEXT, HTML = "subject.txt", "body.txt", "body.html"


@dataclass(frozen=True, slots=True)
class Line:
    """A late duty, in words."""

    code: str
    kind: str
    stage: str
    agency: str  # empty where the whole letter is about one agency
    rule: str
    citation: str
    late: str
    due: str
    link: str


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """The late duties of one age."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgencyCounts:
    """How many duties of an agency are late, by age and in all."""

    agency: str
    by_age: tuple[str, ...]
    total: str


def compose(notice: MonthlyNotice, *, base_url: str) -> Letter:
    """The letter of ``notice`` in the language of its recipient; ``base_url`` is where its links lead."""
    locale = notice.recipient.locale
    with force_locale(locale):
        words = _Words(locale, base_url, own_agency=_own_agency(notice))
        context = {
            "lang": locale,
            "agency": notice.recipient.agency,
            "month": "{1}/{0}".format(*notice.period.split("-")),
            "day": f"{notice.computed_on:%d/%m/%Y}",
            "late": words.duties(len(notice.rows)),
            "matters": words.matters(len({row.matter_id for row in notice.rows})),
            "agencies": words.agencies(len({row.agency_id for row in notice.rows})),
            "oldest": words.days(notice.rows[0].days_late),
            "groups": words.groups(notice.rows),
            "ages": [_in_words(age) for age in Age],
            "short_ages": [_in_figures(age) for age in Age],
            "counts": words.counts(notice.rows),
            "all": words.count_line(gettext("Toàn tỉnh"), notice.rows),
            "unreached": notice.unreached,
            "home": base_url,
        }
        folder = f"letters/{notice.recipient.kind}/"
        subject, text, html = (_LETTERS.get_template(folder + part).render(context) for part in (SUBJECT, TEXT, HTML))
    return Letter(" ".join(subject.split()), _tidied(text), _tidied(html))


def _tidied(text: str) -> str:
    return _SEVERAL_BLANK_LINES.sub("\n\n", text.strip()) + "\n"


class _Words:
    """The words of one language."""

    def __init__(self, locale: str, base_url: str, *, own_agency: int | None) -> None:
        self.locale = locale
        self.base_url = base_url.rstrip("/")
        self.own_agency = own_agency

    def groups(self, rows: Iterable[LateRow]) -> list[AgeGroup]:
        lines: dict[Age, list[Line]] = {}
        for row in rows:
            lines.setdefault(age_of(row.days_late), []).append(self.line(row))
        return [
            AgeGroup(f"{_in_words(age)}: {self.duties(len(lines[age]))}", tuple(lines[age]))
            for age in reversed(Age)
            if age in lines
        ]

    def line(self, row: LateRow) -> Line:
        limit = next(version for version in versions(row.rule) if version.in_force_from == row.rule_from)
        vietnamese = self.locale == "vi"
        return Line(
            code=row.code,
            kind=self.term(PROCEDURES[row.procedure or Procedure.TRIAGE]),
            stage=self.term(STAGES[row.stage]),
            agency="" if row.agency_id == self.own_agency else row.agency,
            rule=limit.term if vietnamese else limit.english,
            citation=cite_all(limit.provisions) if vietnamese else "; ".join(map(cite_in_english, limit.provisions)),
            late=gettext("quá hạn %(days)s", days=self.days(row.days_late)),
            due=f"{row.due_on:%d/%m/%Y}",
            link=self.base_url + MATTER_PATH.format(ref=row.ref),
        )

    def counts(self, rows: Iterable[LateRow]) -> list[AgencyCounts]:
        """One line an agency, the most late first."""
        by_agency: dict[str, list[LateRow]] = {}
        for row in rows:
            by_agency.setdefault(row.agency, []).append(row)
        ordered = sorted(by_agency, key=lambda name: (-len(by_agency[name]), name))
        return [self.count_line(name, by_agency[name]) for name in ordered]

    def count_line(self, name: str, rows: Iterable[LateRow]) -> AgencyCounts:
        found = Counter(age_of(row.days_late) for row in rows)
        return AgencyCounts(name, tuple(self.number(found[age]) for age in Age), self.number(found.total()))

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


def _own_agency(notice: MonthlyNotice) -> int | None:
    return notice.recipient.agency_id if notice.recipient.kind is LetterKind.MONTHLY_AGENCY else None


def _in_figures(age: Age) -> str:
    first, last = age.days
    return f"> {first - 1}" if last is None else f"{first}–{last}"


def _in_words(age: Age) -> str:
    first, last = age.days
    if last is None:
        return gettext("Trên %(days)s ngày", days=first - 1)
    return gettext("%(first)s–%(last)s ngày", first=first, last=last)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app", "templates"),
        autoescape=select_autoescape(["html"]),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


_LETTERS = _environment()
