"""What the pages of one day of reception show: the day with its visits, its forms, the question before cancelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.calendars import working_calendar
from app.casework.conclusions import held_by_head
from app.casework.permissions import Deed
from app.casework.reception_days import CHANGEABLE
from app.casework.reception_schedule import DayRow, Standing, day_row, find_day, moves_of, unposted
from app.casework.register import RegisterLine, lines_of_day
from app.extensions import db
from app.records.agencies import Agency
from app.records.reception import Chair, ReceptionDay, ReceptionKind, ReceptionRule
from app.statute.groups import is_group
from app.statute.instruments import cite_all
from app.statute.reception import in_person
from app.web.access import current_viewer
from app.web.clock import ZONE, today
from app.web.reception.appointment_pages import Expected, expected_on
from app.web.reception.day_after import Concluded, concluded_of, online_link
from app.web.reception.day_forms import OutcomeForm
from app.web.reception.day_words import (
    badge,
    counted,
    group_words,
    hours_of,
    kind_of,
    off_words,
    people_words,
    who_receives,
)
from app.web.reception.month import month_url
from app.web.reception.pages import kind_words, outcome_words
from app.web.reception.posting import Posting, posted_late, posting_of
from app.web.reception.rule_words import rule_words
from app.web.views import Action, Both, Change, Confirmation, DueWords, Fact, Link
from app.web.wording import day, number, spoken, weekday_and_day, words


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit of the day."""

    url: str
    number: str
    people: str
    count: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of reception. ``notes``: what there is to know of it that calls for nothing."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    badge: DueWords
    sentence: str
    notes: tuple[str, ...]
    facts: tuple[Fact, ...]
    actions: tuple[Action, ...]
    expected: tuple[Expected, ...]
    visits: tuple[VisitLine, ...]
    counted: str
    posting: Posting | None
    concluded: Concluded | None
    online: Link | None


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form about a day. ``both``: what somebody else saved meanwhile, beside what was typed."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    verb: str
    back: str
    explained: tuple[str, ...] = ()
    both: tuple[Both, ...] = ()
    empty: bool = False
    deputy: str = ""
    minute: str = ""


def the_day(ref: str) -> ReceptionDay:
    """The day of an address. Aborts with 404 when it is not there for this person."""
    found = find_day(db.session(), current_viewer(), ref, today=today())
    return found or abort(404)


def kept_day(ref: str) -> ReceptionDay:
    """The day of an address, for whoever keeps its schedule. Aborts with 404, or 403 for somebody who only looks."""
    found = the_day(ref)
    if not current_viewer().may(Deed.PLAN_RECEPTION, found.agency_id):
        abort(403)
    return found


def day_page(it: ReceptionDay) -> DayPage:
    """Everything the page of a day shows, for the viewer of this request."""
    row = day_row(db.session(), current_viewer(), it, today=today())
    agency = db.session().get_one(Agency, it.agency_id)
    return DayPage(
        title=kind_of(row.kind),
        lede=" · ".join((day_words(row), agency.name)),
        crumbs=crumbs_of(row, ""),
        badge=badge(row),
        sentence=_sentence(row),
        notes=tuple(_notes(row, agency)),
        facts=(*_facts(row), *_rule_of(it)),
        actions=tuple(_actions(row)),
        expected=expected_on(current_viewer(), row.on, agency_id=row.agency_id),
        visits=tuple(_visit(line, row) for line in lines_of_day(db.session(), current_viewer(), it.id)),
        counted=counted(row.visits, row.people) if row.visits else "",
        posting=posting_of(row.on) if unposted(row) else None,
        concluded=concluded_of(it) if held_by_head(it) and row.standing is Standing.HELD else None,
        online=online_link(it, row),
    )


def day_words(row: DayRow) -> str:
    """Thứ Ba 01/12/2026."""
    said = weekday_and_day(row.on)
    return said[:1].upper() + said[1:]


def crumbs_of(row: DayRow, last: str) -> tuple[Link, ...]:
    """The way to a page about a day; ``last`` is empty on the page of the day itself."""
    first = Link(_("Lịch tiếp công dân"), month_url("reception.schedule", row.on.replace(day=1), row.agency_id))
    if not last:
        return first, Link(day(row.on), "")
    return first, Link(day(row.on), url_for("reception.day", ref=row.ref)), Link(last, "")


def _sentence(row: DayRow) -> str:
    said = {
        Standing.MISSING: _("Buổi tiếp đã qua. Ghi ai đã tiếp, hoặc không có công dân đến, hoặc hủy kèm lý do."),
        Standing.HELD: counted(row.visits, row.people),
        Standing.CANCELLED: row.reason,
    }
    return said.get(row.standing, "")


def _notes(row: DayRow, agency: Agency) -> Iterator[str]:
    if row.chair is Chair.DEPUTY and row.kind is ReceptionKind.HEAD and row.standing in (Standing.HELD, Standing.EMPTY):
        yield _never_for_the_head(agency)
    off = off_words(row.on, working_calendar(db.session()))
    if off and row.standing is not Standing.CANCELLED:
        yield _("Ngày này là ngày nghỉ: %(name)s.", name=off)
    late = (row.created_at.astimezone(ZONE).date() - row.on).days
    if late > 0 and row.starts_at is not None:
        yield _("Lịch nhập muộn %(n)s ngày.", n=number(late))


def _never_for_the_head(agency: Agency) -> str:
    return _(
        "Cấp phó tiếp thay không tính vào số ngày người đứng đầu phải trực tiếp tiếp công dân (%(law)s).",
        law=spoken(cite_all([in_person(agency.level.value)])),
    )


def _facts(row: DayRow) -> Iterator[Fact]:
    deputy = row.chair is Chair.DEPUTY
    said = (
        (_("Người tiếp"), who_receives(row) if row.standing is not Standing.CANCELLED else ""),
        (_("Lý do cấp phó tiếp thay"), row.reason if deputy and row.standing is not Standing.CANCELLED else ""),
        (_("Giờ tiếp"), hours_of(row)),
        (_("Nơi tiếp"), row.place),
        (_("Niêm yết lịch"), _posted(row)),
        (_("Biên bản"), row.document),
        (_("Ghi chú"), row.note),
    )
    yield from (Fact(name, text) for name, text in said if text)
    for move in moves_of(db.session(), row.ref):
        yield Fact(_("Dời từ %(day)s", day=weekday_and_day(move.from_on)), move.reason)


def _rule_of(it: ReceptionDay) -> Iterator[Fact]:
    rule = db.session().get(ReceptionRule, it.rule_id) if it.rule_id is not None else None
    if rule is not None:
        yield Fact(_("Lập theo quy tắc"), rule_words(rule))


def _posted(row: DayRow) -> str:
    if row.posted_on is None:
        return ""
    planned = row.kind is not ReceptionKind.UNSCHEDULED
    last = posted_late(row.on, row.posted_on) if planned else None
    late = _("muộn, hạn %(day)s", day=day(last)) if last else ""
    return ", ".join(filter(None, (day(row.posted_on), late, row.posted_where, row.posted_by)))


def _actions(row: DayRow) -> Iterator[Action]:
    viewer, past = current_viewer(), row.on <= today()
    if not viewer.may(Deed.PLAN_RECEPTION, row.agency_id):
        return
    missing, cancelled = row.standing is Standing.MISSING, row.standing is Standing.CANCELLED
    if past and not cancelled:
        recorded = row.standing in (Standing.HELD, Standing.EMPTY)
        verb = _("Sửa kết quả buổi tiếp") if recorded else _("Ghi kết quả buổi tiếp")
        yield Action(verb, url_for("reception.day_outcome", ref=row.ref), primary=missing)
        if viewer.may(Deed.LOG_VISIT, row.agency_id):
            url = url_for("reception.log", ngay=row.on.isoformat(), buoi=row.kind.value, noi=row.agency_id)
            yield Action(_("Ghi lượt tiếp vào buổi này"), url, primary=row.on == today())
    if unposted(row):
        url = url_for("reception.post_schedule", noi=row.agency_id, thang=f"{row.on:%Y-%m}", buoi=row.ref)
        yield Action(_("Ghi đã niêm yết"), url)
    if row.standing in CHANGEABLE:
        verb = _("Lên lịch lại") if cancelled else _("Đổi lịch buổi tiếp")
        yield Action(verb, url_for("reception.change_day", ref=row.ref))
    if not cancelled and not row.visits:
        yield Action(_("Hủy buổi tiếp"), url_for("reception.cancel_day", ref=row.ref))


def _visit(line: RegisterLine, row: DayRow) -> VisitLine:
    return VisitLine(
        url=url_for("reception.page", ref=line.ref),
        number=str(line.number) if line.number is not None else line.code,
        people=_people(line) if current_viewer().may(Deed.PLAN_RECEPTION, row.agency_id) else "",
        count=group_words(line.people_count) if is_group(line.people_count) else people_words(line.people_count),
        kind=kind_words(line.kind),
        outcome=outcome_words(line),
    )


def _people(line: RegisterLine) -> str:
    names = dict.fromkeys(line.shown_as if line.sealed else (one.full_name for one in line.people))
    return ", ".join(names)


# --- the forms ----------------------------------------------------------------------------------------------------


def outcome_form(it: ReceptionDay) -> OutcomeForm:
    """The form of what became of a day."""
    form = OutcomeForm()
    form.offer(it.kind)
    if not form.is_submitted():
        form.fill(it)
    return form


def outcome_page(form: OutcomeForm, it: ReceptionDay) -> FormPage:
    """What stands around the form of what became of a day."""
    row = day_row(db.session(), current_viewer(), it, today=today())
    title = _("Kết quả buổi tiếp")
    agency = db.session().get_one(Agency, it.agency_id)
    return FormPage(
        title=title, lede=f"{kind_of(row.kind)} · {day_words(row)}", crumbs=crumbs_of(row, title),
        verb=_("Lưu kết quả buổi tiếp"), back=url_for("reception.day", ref=row.ref), empty=not row.visits,
        deputy=_never_for_the_head(agency) if it.kind is ReceptionKind.HEAD else "",
        minute="" if row.visits else _("Chưa có lượt tiếp nào: ghi biên bản không có công dân đến, hoặc ghi chú."),
        explained=(counted(row.visits, row.people),) if row.visits else (),
        both=both_of(form, it, _outcome_words(it), form.outcome_words()),
    )  # fmt: skip


def both_of(form: Any, it: ReceptionDay, theirs: dict[str, str], yours: dict[str, str]) -> tuple[Both, ...]:
    """The fields two people typed differently, told once: saving again then goes over them knowingly."""
    if not form.is_submitted() or form.expected_version.data in (None, it.version):
        return ()
    form.expected_version.data, form.expected_version.raw_data = it.version, None
    labels = {name: form[name].label.text for name in theirs}
    return tuple(
        Both(labels[name], theirs[name], yours[name]) for name in theirs if theirs[name] != yours[name]
    )  # fmt: skip


def _outcome_words(it: ReceptionDay) -> dict[str, str]:
    return {
        "chair": words(it.chair), "chaired_by": it.chaired_by, "reason": it.reason, "document": it.document,
        "note": it.note,
    }  # fmt: skip


def cancelling(it: ReceptionDay) -> Confirmation:
    """The question before a day is cancelled."""
    row = day_row(db.session(), current_viewer(), it, today=today())
    return Confirmation(
        question=_("Hủy buổi tiếp %(day)s?", day=weekday_and_day(row.on)),
        verb=_("Hủy buổi tiếp"),
        back=url_for("reception.day", ref=row.ref),
        explained=(_("Buổi tiếp vẫn đứng trên lịch với lý do hủy. Bản niêm yết ghi lý do này."),),
        changes=(Change(kind_of(row.kind), badge(row).words, _("đã hủy"), note=hours_of(row)),),
    )
