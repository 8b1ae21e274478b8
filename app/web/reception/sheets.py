"""The register of citizen reception on screen and on paper: the thirteen columns of its form, by period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.casework.agencies import agencies_on
from app.casework.register import Followed, Key, Period, RegisterLine, Tally, register, whole_register
from app.extensions import db
from app.records.people import RoleKind
from app.records.reception import Chair, ReceptionKind, VisitOutcome
from app.statute.forms import REGISTER_COLUMNS, Paper, form_on
from app.statute.groups import is_group
from app.statute.instruments import cite_all
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.act_fields import choice_words
from app.web.clock import today
from app.web.lists import page_url, place_asked
from app.web.reception.day_words import group_words, kind_short, people_words
from app.web.reception.forms import PeriodForm
from app.web.reception.pages import followed_url, kind_words, outcome_words
from app.web.views import Empty, Foot, Link
from app.web.wording import day, foot, number, spoken, term, words


@dataclass(frozen=True, slots=True)
class PersonCell:
    """Column 3."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class FollowedCell:
    """Column 12: what became of it, with its page when the viewer may see it."""

    words: str
    url: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the register, every word ready."""

    number: str
    url: str
    day: str
    reception: str
    group: str
    people: tuple[PersonCell, ...]
    papers: str
    sealed: bool
    content: str
    request: str
    kind: str
    people_count: str
    prior_settler: str
    competent: str
    guided: str
    accepted_by: str
    followed: tuple[FollowedCell, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The register of a period, or one page of it."""

    title: str
    caption: str
    lede: str
    columns: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    foot: Foot
    empty: Empty
    print_url: str
    chips: tuple[Link, ...]
    crumbs: tuple[Link, ...]


def period_form() -> PeriodForm:
    """Which period, at which desk, as asked for in the address; this month when nothing is asked."""
    form = PeriodForm(request.args)
    members = current_viewer().agencies(RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD)
    names = [(str(one.id), one.name) for one in agencies_on(db.session(), today()) if one.id in members]
    if str(form.noi.data) not in dict(names):
        form.noi.data = int(names[0][0])
    form.noi.choices = form.desks = names
    form.validate()
    return form


def sheet_page(form: PeriodForm, *, whole: bool = False) -> SheetPage:
    """The register of the period asked for: a page of it, or the ``whole`` for printing."""
    period, viewer = _period(form), current_viewer()
    agency_id = int(form.noi.data)
    if whole:
        page = whole_register(db.session(), viewer, agency_id=agency_id, period=period)
        said = foot(len(page.lines), page.total.visits, _("lượt tiếp"))
        return _sheet(form, period, page.lines, _with_people(said, page.total))
    place = place_asked()
    after = Key(*place) if place else None
    page = register(db.session(), viewer, agency_id=agency_id, period=period, after=after)
    onward = page_url("reception.register", (page.next.received_on, page.next.id)) if page.next else None
    first = page_url("reception.register") if after else None
    said = foot(len(page.lines), page.total.visits, _("lượt tiếp"), next_url=onward, first_url=first)
    return _sheet(form, period, page.lines, _with_people(said, page.total))


def _with_people(said: Foot, total: Tally) -> Foot:
    """The foot with the people of the whole period: a group is one visit, and everybody in it is counted here."""
    groups = ngettext("%(n)s đoàn đông người", "%(n)s đoàn đông người", total.groups, n=number(total.groups))
    whole = (_("cả kỳ %(people)s được tiếp", people=people_words(total.people)), groups if total.groups else "")
    return replace(said, words=" · ".join(filter(None, (said.words.rstrip("."), *whole))) + ".")


def _sheet(form: PeriodForm, period: Period, lines: Iterable[RegisterLine], said: Foot) -> SheetPage:
    dates = _("từ %(first)s đến %(last)s", first=day(period.from_on), last=day(period.until_on))
    return SheetPage(
        title=_("Sổ tiếp công dân"),
        caption=_("Sổ tiếp công dân của %(agency)s %(dates)s", agency=form.desk, dates=dates),
        lede=" · ".join(filter(None, (form.desk, dates, _model(period)))),
        columns=tuple(one.en if str(get_locale()) == "en" else one.vi for one in REGISTER_COLUMNS),
        lines=tuple(_line(one) for one in lines),
        foot=said,
        empty=Empty(_("Không có lượt tiếp nào trong kỳ này."), Link(_("Ghi lượt tiếp"), url_for("reception.log"))),
        print_url=url_for("reception.print_register", **_asked(form, period)),
        chips=tuple(_chips(form)),
        crumbs=(
            Link(_("Sổ tiếp công dân"), url_for("reception.register", **_asked(form, period))),
            Link(_("Bản in"), ""),
        ),
    )


def _model(period: Period) -> str:
    """The form the register is kept by; from when, for a period that begins before it was."""
    made = form_on(Paper.REGISTER, period.until_on)
    if made is None:
        return ""
    where = spoken(cite_all([made.provision]))
    if made.holds_on(period.from_on):
        return _("mẫu %(number)s, %(where)s", number=made.number, where=where)
    since = day(made.from_on)
    return _("mẫu %(number)s, %(where)s, từ ngày %(day)s", number=made.number, where=where, day=since)


# --- the period ---------------------------------------------------------------------------------------------------


def _period(form: PeriodForm) -> Period:
    now = today()
    first, last = form.tu.data, form.den.data
    if form.errors or (first is None and last is None):
        first, last = now.replace(day=1), now
    first = first or (last or now).replace(day=1)
    last = last or max(now, first)
    if not form.errors:
        form.tu.data, form.den.data = first, last
        form.tu.raw_data = form.den.raw_data = None
    return Period(first, last)


def _asked(form: PeriodForm, period: Period) -> dict[str, Any]:
    return {"tu": period.from_on.isoformat(), "den": period.until_on.isoformat(), "noi": str(form.noi.data)}


def _chips(form: PeriodForm) -> Iterable[Link]:
    now = today()
    month = now.replace(day=1)
    before = month - timedelta(days=1)
    periods = (
        (_("Hôm nay"), now, now),
        (_("Tuần này"), now - timedelta(days=now.weekday()), now),
        (_("Tháng này"), month, now),
        (_("Tháng trước"), before.replace(day=1), before),
        (_("Năm nay"), date(now.year, 1, 1), now),
    )
    for name, first, last in periods:
        yield Link(name, url_for("reception.register", **_asked(form, Period(first, last))))


# --- a line -------------------------------------------------------------------------------------------------------


def _line(line: RegisterLine) -> SheetLine:
    return SheetLine(
        number=str(line.number) if line.number is not None else line.code,
        url=url_for("reception.page", ref=line.ref),
        day=day(line.received_on),
        reception=kind_short(line.reception).lower() if line.reception else "",
        group=_group(line),
        people=tuple(_people(line)),
        papers="\n".join(_paper(one.paper, one.paper_number) for one in line.people if one.paper_number),
        sealed=line.sealed,
        content=line.content,
        request=line.request,
        kind=kind_words(line.kind) if line.kind else "",
        people_count=number(line.people_count),
        prior_settler=line.prior_settler,
        competent="x" if line.within_competence else "",
        guided=_body(line) if line.outcome is VisitOutcome.GUIDED else "",
        accepted_by=_accepted_by(line),
        followed=tuple(_followed(line)),
        note="\n".join(_notes(line)),
    )


def _group(line: RegisterLine) -> str:
    """What stands before the people named: they speak for a group. Of a sealed one only how many it was."""
    if not is_group(line.people_count):
        return ""
    said = group_words(line.people_count)
    return said if line.sealed else _("%(group)s, đại diện:", group=said)


def _people(line: RegisterLine) -> Iterable[PersonCell]:
    if line.sealed:
        yield from (PersonCell(shown) for shown in dict.fromkeys(line.shown_as))
    else:
        yield from (PersonCell(one.full_name, one.address) for one in line.people)


def _paper(paper: str, paper_number: str) -> str:
    return f"{paper} {paper_number}".strip()


def _body(line: RegisterLine) -> str:
    no = _("số %(no)s", no=line.outcome_document) if line.outcome_document else ""
    return ", ".join(filter(None, (line.outcome_agency, no)))


def _accepted_by(line: RegisterLine) -> str:
    if line.outcome is VisitOutcome.TRANSFERRED:
        return _body(line)
    return "\n".join(dict.fromkeys(one.agency for one in line.followed))


def _followed(line: RegisterLine) -> Iterable[FollowedCell]:
    if not line.followed:
        yield FollowedCell(outcome_words(line) if line.outcome is not VisitOutcome.REFUSED else words(line.outcome))
    for one in line.followed:
        yield _followed_cell(one)


def _followed_cell(one: Followed) -> FollowedCell:
    return FollowedCell(one.code, followed_url(one), term(STAGES, one.stage))


def _notes(line: RegisterLine) -> Iterable[str]:
    if line.chair is Chair.DEPUTY and line.reception is ReceptionKind.HEAD:
        yield words(line.chair)
    if line.mandate:
        yield _("Cử đại diện: %(mandate)s", mandate=line.mandate)
    if line.refusal_ground:
        yield choice_words("reception_refused", line.refusal_ground)
    if line.receipt_no is not None:
        yield _("Biên nhận số %(no)s", no=line.receipt_no)
    if line.note:
        yield line.note
