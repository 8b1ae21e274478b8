"""What the pages of the law show: every rule the register knows, and one rule with all its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import abort, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.casework.held_texts import UNSURE, limit_key
from app.statute.duties import DUTIES, Duty, duties_of
from app.statute.events import event
from app.statute.instruments import cite_all
from app.statute.terms import ACTS, PROCEDURES, Procedure, Term
from app.statute.time_limits import TIME_LIMITS, UnknownRule, versions
from app.statute.time_limits.shape import Certainty, Extension, TimeLimit
from app.web.clock import today
from app.web.help.instruments import unsure_instruments
from app.web.help.law_words import COUNTINGS, MEANINGS, OWNERS, PAUSES, length_of, meanings
from app.web.lists import asked, known, member, options
from app.web.rules import certainty_short, entry_url, force_words, held_by, held_words, length_words, sure_short
from app.web.views import Empty, FilterBar, FilterField, Link
from app.web.wording import day, number, spoken, term, term_choices

IN_FORCE, ENDED = "", "da-het"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of the list, by the version that governs today, or its last."""

    words: str
    url: str
    length: str
    owner: str
    cite: str
    sure: str
    kept: bool  # some procedure has a duty that follows it
    ended: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    words: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class LawPage:
    """The list of rules."""

    lede: str
    filters: FilterBar
    groups: tuple[RuleGroup, ...]
    empty: Empty | None
    ways: tuple[Link, ...]
    meanings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionPart:
    """One version of a rule: facts, the words of the law, and the note of whoever read it (English)."""

    words: str
    now: bool
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class UseLine:
    """A duty that follows the rule."""

    procedure: str
    url: str
    duty: str
    starts: str
    satisfied: str
    others: tuple[Link, ...]  # the other readings of it


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule. ``original``: the Vietnamese term it is a translation of."""

    title: str
    original: str
    id: str
    sure: str
    meaning: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    versions: tuple[VersionPart, ...]
    uses: tuple[UseLine, ...]


# --- the list -----------------------------------------------------------------------------------------------------


def law_page() -> LawPage:
    """Every rule, grouped by subject, narrowed as the address says."""
    chosen = list(_chosen())
    groups: dict[str, list[RuleLine]] = {words: [] for _prefix, words in subjects()}
    for limit in chosen:
        groups[subject_of(limit.id)].append(_line(limit))
    shown = tuple(RuleGroup(words, tuple(lines)) for words, lines in groups.items() if lines)
    count = sum(len(group.lines) for group in shown)
    lede = ngettext(
        "%(n)s quy định về thời hạn, mỗi quy định với điều luật và độ chắc chắn.",
        "%(n)s quy định về thời hạn, mỗi quy định với điều luật và độ chắc chắn.", count, n=number(count),
    )  # fmt: skip
    return LawPage(
        lede=lede,
        filters=_bar(),
        groups=shown,
        empty=None if shown else Empty(_("Không có quy định nào như vậy."), Link(_("Xem mọi quy định"), _here())),
        ways=(
            Link(_("Thủ tục từng loại hồ sơ"), url_for("help.procedures")),
            Link(_("Các cách hiểu đang dùng"), url_for("help.readings")),
            Link(_("Văn bản được dẫn"), url_for("help.instruments")),
        ),
        meanings=meanings(),
    )


def subjects() -> tuple[tuple[str, str], ...]:
    """The subjects rules are grouped by, what is met most often first; the longest prefix of a rule names its own."""
    return (
        ("", _("Tiếp công dân, xử lý đơn")),
        ("kn.", _("Khiếu nại")),
        ("kn.disc", _("Khiếu nại quyết định kỷ luật")),
        ("tc.", _("Tố cáo")),
        ("tc.prot", _("Bảo vệ người tố cáo")),
    )


def subject_of(rule: str) -> str:
    return max((one for one in subjects() if rule.startswith(one[0])), key=lambda one: len(one[0]))[1]


def _here() -> str:
    return url_for("help.law")


def _bar() -> FilterBar:
    sure = options((one.value, certainty_short(one)) for one in Certainty)
    fields = (
        FilterField("thu-tuc", _("Thủ tục"), options(term_choices(PROCEDURES)), asked("thu-tuc"), phone=True),
        FilterField("chac-chan", _("Độ chắc chắn"), sure, asked("chac-chan"), phone=True),
        FilterField(
            "hieu-luc", _("Hiệu lực"), ((IN_FORCE, _("Đang có hiệu lực")), (ENDED, _("Chưa hoặc không còn"))),
            asked("hieu-luc"),
        ),
    )  # fmt: skip
    return FilterBar(_here(), fields, clear=_here())


def _chosen() -> Iterator[TimeLimit]:
    procedure, sure = known(PROCEDURES, "thu-tuc"), member(Certainty, "chac-chan")
    used = {rule for duty in duties_of(Procedure(procedure)) for rule in duty.limits} if procedure else None
    for rule in dict.fromkeys(limit.id for limit in TIME_LIMITS):
        limit = governing(rule, today())
        in_force = limit.in_force_from <= today() and (limit.in_force_until is None or today() <= limit.in_force_until)
        if in_force is (asked("hieu-luc") == ENDED):
            continue
        if (used is None or rule in used) and (sure is None or limit.certainty is sure):
            yield limit


def governing(rule: str, on: date) -> TimeLimit:
    """The version of a day; where none governs it, the last."""
    found = versions(rule)
    held = [
        one for one in found if one.in_force_from <= on and (one.in_force_until is None or on <= one.in_force_until)
    ]
    return held[-1] if held else found[-1]


def _line(limit: TimeLimit) -> RuleLine:
    return RuleLine(
        words=spoken(Term(limit.term, limit.english)),
        url=entry_url(limit.id),
        length=length_of(limit),
        owner=str(OWNERS[limit.owner]),
        cite=spoken(cite_all(limit.provisions)),
        sure=_sure(limit),
        kept=limit.id in _followed(),
        ended=_span(limit),
    )


def _followed() -> frozenset[str]:
    return frozenset(rule for duty in DUTIES for rule in duty.limits)


# --- one rule -----------------------------------------------------------------------------------------------------


def rule_page(rule: str) -> RulePage:
    """Everything the register knows of a rule. Aborts with 404 when there is none of this id."""
    try:
        found = versions(rule)
    except UnknownRule:
        abort(404)
    limit = governing(rule, today())
    return RulePage(
        title=spoken(Term(limit.term, limit.english)),
        original=limit.term if str(get_locale()) == "en" else "",
        id=rule,
        sure=_sure(limit),
        meaning=held_words(_held(limit)) or str(MEANINGS[limit.certainty]),
        facts=tuple(_facts(limit)),
        versions=tuple(_version(one, limit) for one in reversed(found)),
        uses=tuple(_uses(rule)),
    )


def _facts(limit: TimeLimit) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("Ai phải làm"), (str(OWNERS[limit.owner]),)
    yield _("Bắt đầu tính từ"), (_capital(spoken(event(limit.starts))),)
    done = tuple(_capital(spoken(event(code))) for code in limit.satisfied_by)
    if done:
        yield _("Hoàn thành khi có đủ") if limit.needs_all else _("Hoàn thành khi"), done
    yield _("Cách đếm"), (str(COUNTINGS[limit.counting]),)
    yield _("Mã quy định"), (limit.id,)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _version(limit: TimeLimit, now: TimeLimit) -> VersionPart:
    return VersionPart(
        words=force_words(limit.in_force_from, limit.in_force_until),
        now=limit is now,
        facts=tuple((name, tuple(lines)) for name, lines in _version_facts(limit) if lines),
        quote=limit.quote,
        note=limit.note,
    )


def _span(limit: TimeLimit) -> str:
    told = limit.in_force_until is not None or limit.in_force_from > today()
    return force_words(limit.in_force_from, limit.in_force_until) if told else ""


def _version_facts(limit: TimeLimit) -> Iterator[tuple[str, list[str]]]:
    cited = (*limit.provisions, *limit.transitional, *limit.lapses)
    yield _("Thời hạn"), [length_of(limit)]
    yield (
        _("Trường hợp khác"),
        [
            _("%(length)s: %(when)s", length=length_words(one.length, one.unit), when=_(one.when))
            for one in limit.variants
        ],
    )
    yield _("Gia hạn"), [_extension(limit.extension)] if limit.extension else []
    yield _("Đồng hồ dừng khi"), _pauses(limit)
    yield _("Căn cứ"), [spoken(cite_all(limit.provisions))]
    yield _("Văn bản chưa chắc chắn"), list(unsure_instruments(cited))
    yield _("Chuyển tiếp"), [spoken(cite_all(refs)) for refs in (limit.transitional, limit.lapses) if refs]
    yield _("Độ chắc chắn"), [f"{certainty_short(limit.certainty)}. {MEANINGS[limit.certainty]}", *_told(limit)]
    yield _("Rà soát ngày"), [day(limit.checked_on)]
    yield _("Áp dụng"), [] if limit.enabled else [_("Đang tắt, vì chưa đọc được nguồn của quy định này.")]


def _sure(limit: TimeLimit) -> str:
    return sure_short(limit.certainty, limit_key(limit.id, limit.in_force_from))


def _held(limit: TimeLimit) -> str:
    """By which source an administrator held an uncertain version against its text."""
    return held_by(limit_key(limit.id, limit.in_force_from)) if limit.certainty in UNSURE else ""


def _told(limit: TimeLimit) -> list[str]:
    return [said] if (said := held_words(_held(limit))) else []


def _extension(cap: Extension) -> str:
    said = {"times": number(cap.times), "days": number(cap.days_each)}
    return _("Tối đa %(times)s lần, mỗi lần không quá %(days)s ngày", **said)


def _pauses(limit: TimeLimit) -> list[str]:
    where = spoken(cite_all(limit.pause_provisions)) if limit.pause_provisions else ""
    found = [str(PAUSES[one]) for one in limit.paused_by]
    if found and where:
        found[-1] = f"{found[-1]} ({where})"
    if found and limit.pauses_count_from:
        found.append(_("chỉ tính những ngày dừng từ %(day)s", day=day(limit.pauses_count_from)))
    return found


def _uses(rule: str) -> Iterator[UseLine]:
    for duty in DUTIES:
        if rule in duty.limits:
            for procedure in (one for one in Procedure if one in duty.procedures):
                yield _use(rule, duty, procedure)


def _use(rule: str, duty: Duty, procedure: Procedure) -> UseLine:
    done = sorted(duty.satisfied_by or ({duty.trigger} if duty.by_trigger else set()), key=list(ACTS).index)
    return UseLine(
        procedure=term(PROCEDURES, procedure),
        url=url_for("help.procedure", procedure=procedure.value),
        duty=spoken(duty.term),
        starts=term(ACTS, duty.trigger),
        satisfied=", ".join(term(ACTS, one) for one in done),
        others=tuple(_other(one) for one in duty.limits if one != rule),
    )


def _other(rule: str) -> Link:
    limit = governing(rule, today())
    return Link(spoken(Term(limit.term, limit.english)), entry_url(rule))
