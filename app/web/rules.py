"""The rules of law in words: what a rule is called, where it stands, how sure it is, and where its entry is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import policy_choices
from app.casework.held_texts import UNSURE, limit_key
from app.casework.settled import settled
from app.extensions import db
from app.statute.disputed_pairs import pair_answers, pair_of
from app.statute.instruments import cite_all
from app.statute.papers import OfficialPaper
from app.statute.reporting import INTERNAL_RULES
from app.statute.terms import Term
from app.statute.time_limits import versions
from app.statute.time_limits.shape import Certainty, Counting, TimeLimit, Unit
from app.web.clock import today
from app.web.wording import day, number, spoken

Also = tuple[str, date | None, str]  # another reading of a disputed limit: rule, date, citation


def version_of(rule: str, rule_from: date | None = None) -> TimeLimit:
    """The version of a rule that came into force on a day; its latest, when none is named or none did."""
    known = versions(rule)
    return next((one for one in known if one.in_force_from == rule_from), known[-1])


def citation(rule: str, rule_from: date | None = None) -> str:
    """The provisions of a version of a rule, in words."""
    return spoken(cite_all(version_of(rule, rule_from).provisions))


def rule_words(rule: str, rule_from: date | None = None) -> str:
    """What a rule is called."""
    limit = version_of(rule, rule_from)
    return spoken(Term(limit.term, limit.english))


def model_words(paper: OfficialPaper) -> str:
    """The form the law annexes for a paper today: Mẫu số 03 (NĐ 155/2026/NĐ-CP); empty where none was read."""
    model = paper.model_on(today())
    return spoken(model) if model else ""


def force_words(first: date | None, last: date | None = None) -> str:
    """The days a text is in force; nothing where its first day is not known."""
    if first is None:
        return ""
    if last is None:
        return _("Hiệu lực từ %(day)s", day=day(first))
    return _("Hiệu lực %(first)s đến %(last)s", first=day(first), last=day(last))


def entry_url(rule: str) -> str:
    """Where everything the register knows of a rule stands."""
    return url_for("help.rule", rule=rule)


CERTAINTIES: dict[str, Callable[[], str]] = {
    Certainty.VERIFIED: lambda: _("Đã đối chiếu với văn bản."),
    Certainty.INTERPRETATION: lambda: _("Theo cách hiểu của phần mềm, pháp luật không nói rõ."),
    Certainty.UNVERIFIED: lambda: _("Chưa đối chiếu được với văn bản gốc."),
    Certainty.DISPUTED: lambda: _("Pháp luật có hai cách hiểu, lấy hạn sớm hơn."),
    Certainty.ORDERED: lambda: _("Do văn bản của cấp trên ấn định, luật không đặt hạn này."),
}
SHORT_CERTAINTIES: dict[str, Callable[[], str]] = {
    Certainty.VERIFIED: lambda: _("đã đối chiếu"),
    Certainty.INTERPRETATION: lambda: _("theo cách hiểu"),
    Certainty.UNVERIFIED: lambda: _("chưa đối chiếu"),
    Certainty.DISPUTED: lambda: _("có hai cách hiểu"),
    Certainty.ORDERED: lambda: _("do cấp trên giao"),
}


def certainty_words(certainty: str, rules: Collection[str] = ()) -> str:
    """How sure the rule behind a date is, in a sentence. ``rules``: the limits side by side, of a disputed one."""
    own = _pair_words(rules)
    if own:
        return own
    if certainty == Certainty.DISPUTED and not settled(db.session()).policies.strict_reading:
        return _("Pháp luật có hai cách hiểu; nơi đây chọn hạn muộn hơn cho việc được xét từ khi chọn.")
    return CERTAINTIES[certainty]() if certainty in CERTAINTIES else ""


def _pair_words(rules: Collection[str]) -> str:
    """That this pair was settled by itself, how and by which source; "" where it was not."""
    pair = pair_of(rules) if settled(db.session()).policies.pairs else None
    choice = policy_choices(db.session()).get(pair.policy) if pair is not None else None
    if pair is None or choice is None:
        return ""
    return _(
        "Pháp luật có hai cách hiểu; nơi đây chọn riêng cho các hạn này, với việc được xét từ khi chọn: %(answer)s"
        " Nguồn: %(source)s.",
        answer=spoken(pair_answers(pair)[choice.value]), source=choice.source.rstrip("."),
    )  # fmt: skip


def held_words(source: str) -> str:
    """That an administrator held against the text what the product has from memory, by ``source``; "" without one."""
    return _("Quản trị viên đã đối chiếu: %(source)s.", source=source.rstrip(".")) if source else ""


def certainty_short(certainty: str) -> str:
    """The same for a line of a list."""
    return SHORT_CERTAINTIES[certainty]() if certainty in SHORT_CERTAINTIES else ""


def held_by(key: str) -> str:
    """By which source an administrator held a text against its original (casework.held_texts); "" while nobody did."""
    return settled(db.session()).held.get(key, "")


def sure_words(certainty: str, key: str, rules: Collection[str] = ()) -> str:
    """How sure a text is here, in a sentence: what somebody held against the original says by which source.

    ``rules``: of a disputed limit, all that stand side by side.
    """
    held = held_words(held_by(key)) if certainty in UNSURE else ""
    if key.partition("@")[0] in INTERNAL_RULES:
        own = _("Ngày cuối là hạn nội bộ do tỉnh đặt, không phải hạn luật định: văn bản đã đọc không nêu ngày.")
        return " ".join(filter(None, (own, held)))
    if not held:
        return certainty_words(certainty, rules)
    return held if certainty == Certainty.UNVERIFIED else f"{certainty_words(certainty, rules)} {held}"


def sure_short(certainty: str, key: str) -> str:
    """The same for a line of a list; the source stands where the line leads to."""
    if certainty not in UNSURE or not held_by(key):
        return certainty_short(certainty)
    if certainty == Certainty.UNVERIFIED:
        return _("quản trị viên đã đối chiếu")
    return _("có hai cách hiểu, quản trị viên đã đối chiếu")


def rule_key(rule: str, rule_from: date | None) -> str:
    """What the confirmation of a version of a rule is kept under."""
    return limit_key(rule, version_of(rule, rule_from).in_force_from)


def cited(rule: str, rule_from: date | None, certainty: str) -> str:
    """Where a limit stands and how sure that is: the small line of every list."""
    told = certainty != Certainty.ORDERED  # else the citation says it
    if rule in INTERNAL_RULES:
        return " · ".join((_("hạn nội bộ"), citation(rule, rule_from)))
    sure = sure_short(certainty, rule_key(rule, rule_from)) if told else ""
    return " · ".join(part for part in (citation(rule, rule_from), sure) if part)


def certainly_words(due_on: date | None, also: Collection[Also], today: date, *, running: bool) -> str:
    """From when a disputed limit is out whichever reading holds; nothing where there is one reading, or one date."""
    days = [one for one in (due_on, *(read for _rule, read, _cite in also)) if one is not None]
    if due_on is None or not also or not days or max(days) == due_on:
        return ""
    last = day(max(days))
    if running and due_on < today <= max(days):
        return _("Quá hạn theo cách hiểu chặt; chắc chắn quá hạn sau %(day)s.", day=last)
    return _("Chắc chắn quá hạn sau %(day)s.", day=last)


def length_words(length: int | None, unit: Unit, counting: Counting = Counting.AFTER) -> str:
    """30 ngày · 7 ngày làm việc · ngay · không quy định số ngày · 2 lần mỗi tháng."""
    if unit is Unit.IMMEDIATELY:
        return _("ngay")
    if length is None or unit is Unit.NO_NUMBER:
        return _("không quy định số ngày")
    n = number(length)
    if counting is Counting.QUOTA:
        every = {
            Unit.MONTHS: ngettext("%(n)s lần mỗi tháng", "%(n)s lần mỗi tháng", length, n=n),
            Unit.CALENDAR_DAYS: ngettext("%(n)s lần mỗi tuần", "%(n)s lần mỗi tuần", length, n=n),
        }
        return every.get(unit, ngettext("%(n)s lần mỗi ngày làm việc", "%(n)s lần mỗi ngày làm việc", length, n=n))
    words = {
        Unit.CALENDAR_DAYS: ngettext("%(n)s ngày", "%(n)s ngày", length, n=n),
        Unit.WORKING_DAYS: ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", length, n=n),
        Unit.HOURS: ngettext("%(n)s giờ", "%(n)s giờ", length, n=n),
        Unit.MONTHS: ngettext("%(n)s tháng", "%(n)s tháng", length, n=n),
        Unit.YEARS: ngettext("%(n)s năm", "%(n)s năm", length, n=n),
    }
    return words[unit]
