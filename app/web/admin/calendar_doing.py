"""Keeping the calendar: each change asked first, with how many open duties would move, then entered with its source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import calendar_changes
from app.casework.calendar_changes import CalendarChange, change_year, changed, check_new, confirm_year, receptions_on
from app.casework.choices import Why, check_why
from app.casework.ledger import Ground
from app.casework.moved_dates import Foreseen, foresee
from app.casework.settled import supposed
from app.extensions import db
from app.statute.calendar import SATURDAY
from app.statute.calendar_days import CalendarYear
from app.web.access import current_viewer
from app.web.admin.asking import Answer, Asking, AskingPage, foreseen_words, seen_in, shift_changes
from app.web.admin.calendar_forms import AddForm, CorrectForm, MoveForm, SourceForm, YearForm, read_lines
from app.web.admin.calendar_pages import crumbs, fixed_days, seen_in_year
from app.web.clock import now, today
from app.web.lists import asked
from app.web.views import Change, Confirmation, Link
from app.web.wording import day as written
from app.web.wording import day_off, number, weekday_and_day

FORM = "admin/settle.html"


@dataclass(frozen=True, slots=True)
class _Changing:
    """A change of the days of one year, as its form says it. ``change`` reads the form."""

    year: CalendarYear
    page: AskingPage
    form: Any
    change: Callable[[], CalendarChange]
    question: str
    verb: str
    said: str

    def answer(self) -> Answer:
        return Asking(FORM, self.page, self._check, self._question, self._do, self.said).answer(self.form)

    def _check(self) -> None:
        check_why(self.form.why)
        changed(db.session(), self.change())

    def _question(self) -> Confirmation:
        change = self.change()
        after = changed(db.session(), change)
        moves = _moves(after, change.days)
        return Confirmation(
            question=self.question, verb=self.verb, back=self.page.back,
            explained=(*foreseen_words(moves), *_receptions([day for day, _name in change.off]), *_trail()),
            changes=(*_day_changes(self.year, after, change.days), *_sourced(self.form.why), *shift_changes(moves)),
        )  # fmt: skip

    def _do(self) -> None:
        change_year(
            db.session(), self.change(), self.form.why, seen=seen_in(self.form), by=current_viewer(), at=now()
        )  # fmt: skip


def added(year: CalendarYear) -> Answer:
    """The answer to the page where a day off, or a Saturday worked for it, is added."""
    off, work = _day(asked("nghi")), _day(asked("bu"))
    name = _("Nghỉ hoán đổi, làm bù thứ Bảy %(day)s", day=written(work)) if off and work else ""
    form = AddForm(off=off, work=work, name=name, seen=seen_in_year(year.year))

    def change() -> CalendarChange:
        named = ((form.off.data, form.name.data or ""),) if form.off.data else ()
        return CalendarChange(year.year, named, (form.work.data,) if form.work.data else ())

    page = _page(year, _("Thêm ngày nghỉ, làm bù"), _lede())
    question = _("Sửa lịch nghỉ năm %(year)s?", year=year.year)
    return _Changing(year, page, form, change, question, _("Sửa lịch nghỉ"), _("Đã sửa lịch nghỉ.")).answer()


def put_right(day: date) -> Answer:
    """The answer to the page where a day off gets another day or name, or a made-up Saturday another Saturday."""
    year = calendar_changes.year_entered(db.session(), day.year)
    names, seen = dict(year.days_off), seen_in_year(day.year)
    form: Any = CorrectForm(off=day, name=names[day], seen=seen) if day in names else MoveForm(work=day, seen=seen)

    def change() -> CalendarChange:
        if day in names:
            return CalendarChange(day.year, ((form.off.data, form.name.data or ""),), gone=(day,))
        return CalendarChange(day.year, work=(form.work.data,), gone=(day,))

    page = _page(year, _("Sửa %(day)s", day=weekday_and_day(day)), _lede())
    question = _("Sửa lịch nghỉ năm %(year)s?", year=day.year)
    return _Changing(year, page, form, change, question, _("Sửa lịch nghỉ"), _("Đã sửa lịch nghỉ.")).answer()


def removed(day: date) -> Answer:
    """The answer to the page where a day off, or a made-up Saturday, is removed."""
    year = calendar_changes.year_entered(db.session(), day.year)
    form = SourceForm(seen=seen_in_year(day.year))
    work = day in year.working_saturdays
    said = weekday_and_day(day)
    page = _page(year, _("Bỏ %(day)s khỏi lịch", day=said), _lede())
    question = _("Bỏ ngày làm bù %(day)s?", day=said) if work else _("Bỏ ngày nghỉ %(day)s?", day=said)
    verb = _("Bỏ ngày làm bù") if work else _("Bỏ ngày nghỉ")
    change = CalendarChange(day.year, gone=(day,))
    return _Changing(year, page, form, lambda: change, question, verb, _("Đã sửa lịch nghỉ.")).answer()


def confirmed(year: CalendarYear) -> Answer:
    """The answer to the page where a year is marked as official, or as provisional again."""
    form = SourceForm(source="", seen=seen_in_year(year.year))
    official = not year.official

    def question() -> Confirmation:
        states = {True: _("chính thức"), False: _("tạm tính")}
        return Confirmation(
            question=_("Ghi lịch năm %(year)s là chính thức?", year=year.year) if official
            else _("Ghi lịch năm %(year)s là tạm tính?", year=year.year),
            verb=_("Ghi là chính thức") if official else _("Ghi là tạm tính"), back=page.back,
            explained=(_("Không ngày nào của lịch đổi, không hạn nào đổi."), *_trail()),
            changes=(
                Change(_("Lịch năm %(year)s", year=year.year), states[year.official], states[official]),
                Change(_("Nguồn"), year.source, form.why.source),
                Change(_("Lý do"), "", form.why.reason),
            ),
        )  # fmt: skip

    def do() -> None:
        confirm_year(
            db.session(), year.year, form.why, official=official, seen=seen_in(form), by=current_viewer(), at=now()
        )

    title = _("Ghi là chính thức") if official else _("Ghi là tạm tính")
    page = _page(year, title, _("Nguồn nhập ở đây thay cho nguồn đang ghi của cả năm."))
    said = _("Đã ghi lịch năm %(year)s.", year=year.year)
    return Asking(FORM, page, lambda: check_why(form.why), question, do, said, moves=False).answer(form)


def year_entered() -> Answer:
    """The answer to the page where a year is entered."""
    coming = max(calendar_changes.years_entered(db.session())) + 1
    form = YearForm(year=coming, days=fixed_days(coming), seen="0")

    def wanted() -> CalendarYear:
        return CalendarYear(
            year=form.year.data or 0,
            days_off=tuple(read_lines(form.days.data or "")),
            working_saturdays=tuple(day for day, _name in read_lines(form.saturdays.data or "")),
            official=bool(form.official.data),
            source=form.source.data or "",
        )

    def check() -> None:
        check_why(form.why)
        check_new(db.session(), wanted())

    def question() -> Confirmation:
        year = wanted()
        moves = _moves(year, (date(year.year, 1, 1), date(year.year, 12, 31)))
        days = tuple(day for day, _name in year.days_off)
        empty = replace(year, days_off=(), working_saturdays=())
        return Confirmation(
            question=_("Nhập lịch nghỉ năm %(year)s?", year=year.year), verb=_("Nhập lịch năm"), back=page.back,
            explained=(*foreseen_words(moves), *_receptions(days), *_trail()),
            changes=(*_day_changes(empty, year, (*days, *year.working_saturdays)), *_sourced(form.why),
                     *shift_changes(moves)),
        )  # fmt: skip

    def do() -> None:
        calendar_changes.enter_year(
            db.session(), wanted(), form.reason.data or "", by=current_viewer(), at=now(), today=today()
        )  # fmt: skip

    title, back = _("Nhập năm mới"), url_for("admin.calendar")
    lede = _("Mỗi dòng một ngày: 01/01/2028 Tết Dương lịch. Ngày nghỉ cố định rơi vào ngày thường đã ghi sẵn.")
    page = AskingPage(title, lede, crumbs(today().year, Link(title, "")), back, _("Xem thay đổi"))
    said = _("Đã nhập lịch nghỉ.")
    return Asking("admin/calendar_year.html", page, check, question, do, said).answer(form)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _lede() -> str:
    return _("Việc đã xong giữ nguyên hạn. Việc đang mở được tính lại; trang sau nêu bao nhiêu hạn đổi ngày cuối.")


def _page(year: CalendarYear, title: str, lede: str) -> AskingPage:
    back = url_for("admin.calendar", nam=year.year)
    return AskingPage(title, lede, crumbs(year.year, Link(title, "")), back, _("Xem thay đổi"), _facts(year))


def _facts(year: CalendarYear) -> tuple[tuple[str, str], ...]:
    stands = _("chính thức") if year.official else _("tạm tính")
    return ((_("Lịch năm %(year)s", year=year.year), stands), (_("Nguồn"), year.source))


def _moves(year: CalendarYear, days: Collection[date]) -> Foreseen:
    held = supposed(db.session(), year=year)
    return foresee(db.session(), Ground(held.calendar, held.policies), today=today(), days=days)


def _day_changes(before: CalendarYear, after: CalendarYear, days: Collection[date]) -> Iterator[Change]:
    for day in sorted(set(days)):
        yield Change(weekday_and_day(day), _kind(before, day), _kind(after, day))


def _kind(year: CalendarYear, day: date) -> str:
    """What a day is in a year: off by a name, a made-up Saturday, or as the week has it."""
    names = dict(year.days_off)
    if day in names:
        return _("nghỉ: %(name)s", name=day_off(names[day]))
    if day in year.working_saturdays:
        return _("làm bù")
    return _("ngày làm việc") if day.weekday() < SATURDAY else _("nghỉ cuối tuần")


def _sourced(why: Why) -> Iterator[Change]:
    yield Change(_("Nguồn"), "", why.source)
    yield Change(_("Lý do"), "", why.reason)


def _receptions(days: Collection[date]) -> Iterator[str]:
    """That receptions are planned on what becomes a day off."""
    planned = receptions_on(db.session(), days) if days else 0
    if planned:
        yield ngettext(
            "%(n)s buổi tiếp công dân đã lên lịch vào ngày nghỉ này không tự dời: đơn vị dời trên lịch của mình.",
            "%(n)s buổi tiếp công dân đã lên lịch vào ngày nghỉ này không tự dời: đơn vị dời trên lịch của mình.",
            planned,
            n=number(planned),
        )


def _trail() -> Iterator[str]:
    yield _("Việc này được ghi vào nhật ký.")
