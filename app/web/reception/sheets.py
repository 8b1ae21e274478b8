"""The registers on screen: of reception and of petitions, by agency and period, in the layout of each day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.agencies import agencies_on
from app.casework.held_texts import layout_key
from app.casework.permissions import Deed
from app.casework.petition_register import PetitionTally, petition_register
from app.casework.register import Key, Line, Period, Tally, register
from app.extensions import db
from app.records.people import RoleKind
from app.statute.forms import Paper, form_on
from app.statute.instruments import cite_all
from app.statute.registers import Layout, Register, layout_on
from app.statute.time_limits.shape import Certainty
from app.web.access import current_viewer
from app.web.clock import today
from app.web.lists import page_url, place_asked
from app.web.reception.cells import Row, petition_row, visit_row
from app.web.reception.day_words import people_words
from app.web.reception.forms import PeriodForm
from app.web.rules import held_by, held_words
from app.web.views import Empty, Foot, Link
from app.web.wording import day, foot, number, spoken

SCREENS = {Register.VISITS: "reception.register", Register.PETITIONS: "reception.petitions"}
PRINTS = {Register.VISITS: "reception.print_register", Register.PETITIONS: "reception.print_petitions"}
EXPORTS = {Register.VISITS: "reception.export_register", Register.PETITIONS: "reception.export_petitions"}


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A heading with its number, and the heading over several ("": it stands alone)."""

    title: str
    group: str
    item: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one layout. ``said``: since when it is kept so, and what to know of it."""

    caption: str
    said: str
    columns: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]

    @property
    def grouped(self) -> tuple[tuple[str, int], ...]:
        """The row of headings over several columns: words and how many they span; empty when there is none."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if column.group and found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return tuple(found) if any(group for group, _span in found) else ()


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page of a register."""

    title: str
    lede: str
    action: str
    sections: tuple[Section, ...]
    foot: Foot
    empty: Empty
    print_url: str
    export_url: str
    chips: tuple[Link, ...]
    other: Link


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


def title_of(kind: Register) -> str:
    """What a register is called."""
    return _("Sổ tiếp công dân") if kind is Register.VISITS else _("Sổ theo dõi đơn")


def visits_page(form: PeriodForm) -> SheetPage:
    """A page of the register of reception of the period asked for."""
    period, after = period_of(form), _after()
    found = register(db.session(), current_viewer(), agency_id=int(form.noi.data), period=period, after=after)
    said = _foot(len(found.lines), found.total.visits, kind=Register.VISITS, after=after, onward=found.next)
    empty = Empty(_("Không có lượt tiếp nào trong kỳ này."), _new(Deed.LOG_VISIT, _("Ghi lượt tiếp"), "reception.log"))
    lines: list[Line] = sorted((*found.empty, *found.lines), key=lambda line: line.received_on, reverse=True)
    sections = _sections(Register.VISITS, form, lines)
    said = replace(said, words=with_people(said, found.total))
    return _page(Register.VISITS, form, period, sections=sections, said=said, empty=empty)


def petitions_page(form: PeriodForm) -> SheetPage:
    """A page of the register of petitions of the period asked for."""
    period, after = period_of(form), _after()
    found = petition_register(db.session(), current_viewer(), agency_id=int(form.noi.data), period=period, after=after)
    said = _foot(len(found.lines), found.total.petitions, kind=Register.PETITIONS, after=after, onward=found.next)
    empty = Empty(
        _("Không có đơn nào trong kỳ này."), _new(Deed.REGISTER_PETITION, _("Nhập đơn mới"), "petitions.register")
    )
    sections = _sections(Register.PETITIONS, form, found.lines)
    said = replace(said, words=with_signatories(said, found.total))
    return _page(Register.PETITIONS, form, period, sections=sections, said=said, empty=empty)


def _new(deed: Deed, verb: str, endpoint: str) -> Link | None:
    return Link(verb, url_for(endpoint)) if current_viewer().may(deed) else None


def _after() -> Key | None:
    place = place_asked()
    return Key(*place) if place else None


def _foot(shown: int, total: int, *, kind: Register, after: Key | None, onward: Key | None) -> Foot:
    return foot(
        shown, total, _("lượt tiếp") if kind is Register.VISITS else _("đơn"),
        next_url=page_url(SCREENS[kind], (onward.received_on, onward.id)) if onward else None,
        first_url=page_url(SCREENS[kind]) if after else None,
    )  # fmt: skip


def with_people(said: Foot, total: Tally) -> str:
    """The foot with the people of the whole period: a group is one visit, and everybody in it is counted here."""
    people = _("cả kỳ %(people)s được tiếp", people=people_words(total.people))
    return " · ".join((said.words.rstrip("."), people, *beside_people(total))) + "."


def beside_people(total: Tally) -> Iterator[str]:
    """Groups, visits about an earlier matter, days nobody came: each only where there is one."""
    groups = ngettext("%(n)s đoàn đông người", "%(n)s đoàn đông người", total.groups, n=number(total.groups))
    empty = ngettext(
        "%(n)s buổi không có công dân đến", "%(n)s buổi không có công dân đến", total.empty, n=number(total.empty)
    )
    again = ngettext("%(n)s lượt tiếp lại việc cũ", "%(n)s lượt tiếp lại việc cũ", total.again, n=number(total.again))
    counts = ((total.groups, groups), (total.again, again), (total.empty, empty))
    yield from (words for count, words in counts if count)


def with_signatories(said: Foot, total: PetitionTally) -> str:
    """The foot with the signatories of the whole period, and how much is sealed in its months."""
    signed = _("cả kỳ %(people)s ký", people=people_words(total.signatories))
    kept = ngettext(
        "%(n)s đơn giữ kín nhận trong các tháng này, không ghi ở đây",
        "%(n)s đơn giữ kín nhận trong các tháng này, không ghi ở đây",
        total.kept, n=number(total.kept),
    )  # fmt: skip
    return " · ".join((said.words.rstrip("."), signed, *([kept] if total.kept else []))) + "."


def _page(
    kind: Register, form: PeriodForm, period: Period, *, sections: Iterable[Section], said: Foot, empty: Empty
) -> SheetPage:
    asked = as_asked(form, period)
    other = Register.PETITIONS if kind is Register.VISITS else Register.VISITS
    return SheetPage(
        title=title_of(kind),
        lede=" · ".join(filter(None, (form.desk, dates_of(period), model_of(kind, period)))),
        action=url_for(SCREENS[kind]),
        sections=tuple(sections),
        foot=said,
        empty=empty,
        print_url=url_for(PRINTS[kind], **asked),
        export_url=url_for(EXPORTS[kind], **asked),
        chips=tuple(_chips(form, kind)),
        other=Link(title_of(other), url_for(SCREENS[other], **asked)),
    )


# --- lines in the layout of their day -----------------------------------------------------------------------------


def _sections(kind: Register, form: PeriodForm, lines: Sequence[Any]) -> Iterator[Section]:
    """The lines, the latest first, cut where the layout changes."""
    row: Any = visit_row if kind is Register.VISITS else petition_row
    found: list[tuple[Layout, list[Any]]] = []
    for line in lines:
        layout = layout_on(kind, line.received_on)
        if not found or found[-1][0] != layout:
            found.append((layout, []))
        found[-1][1].append(line)
    for layout, mine in found:
        yield section_of(layout, form.desk, (row(line, layout) for line in mine), told=len(found) > 1)


def section_of(layout: Layout, desk: str, rows: Iterable[Row], *, told: bool) -> Section:
    """Rows under the headings of a layout. ``told``: with the days it is used on, beside another one."""
    return Section(
        caption=_("%(register)s của %(agency)s", register=title_of(layout.register), agency=desk),
        said=_since(layout) if told else "",
        columns=tuple(
            ColumnHead(spoken(one.title), spoken(one.group) if one.group else "", one.item.value)
            for one in layout.columns
        ),
        rows=tuple(rows),
    )


def _since(layout: Layout) -> str:
    if layout.until_on is None:
        return _("Sổ theo bố cục từ ngày %(day)s", day=day(layout.from_on))
    return _("Sổ theo bố cục đến hết ngày %(day)s", day=day(layout.until_on))


def model_of(kind: Register, period: Period) -> str:
    """The form a register is kept by; where none is known, what its layout rests on."""
    layout = layout_on(kind, period.until_on)
    held = held_words(held_by(layout_key(layout))).rstrip(".")
    resting = held or spoken(layout.note).rstrip(".") if layout.certainty is not Certainty.VERIFIED else ""
    return form_of(kind, period) or resting


def form_of(kind: Register, period: Period) -> str:
    """The form a register is kept by; nothing where none is known."""
    made = form_on(Paper.REGISTER, period.until_on) if kind is Register.VISITS else None
    if made is None:
        return ""
    where = spoken(cite_all([made.provision]))
    if made.holds_on(period.from_on):
        return _("mẫu %(number)s, %(where)s", number=made.number, where=where)
    since = day(made.from_on)
    return _("mẫu %(number)s, %(where)s, từ ngày %(day)s", number=made.number, where=where, day=since)


# --- the period ---------------------------------------------------------------------------------------------------


def period_of(form: PeriodForm) -> Period:
    """The days asked for; from the first of this month until today when nothing (or nonsense) is asked."""
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


def dates_of(period: Period) -> str:
    """từ 01/11/2026 đến 23/11/2026."""
    if period.from_on == period.until_on:
        return _("ngày %(day)s", day=day(period.from_on))
    return _("từ %(first)s đến %(last)s", first=day(period.from_on), last=day(period.until_on))


def as_asked(form: PeriodForm, period: Period) -> dict[str, Any]:
    """The period and the desk as an address carries them."""
    return {"tu": period.from_on.isoformat(), "den": period.until_on.isoformat(), "noi": str(form.noi.data)}


def _chips(form: PeriodForm, kind: Register) -> Iterable[Link]:
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
        yield Link(name, url_for(SCREENS[kind], **as_asked(form, Period(first, last))))
