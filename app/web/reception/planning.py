"""What the forms that put a day on the schedule show: a new day, a day changed, and what to know of a date before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.agencies import agencies_on
from app.casework.calendars import working_calendar
from app.casework.permissions import Deed
from app.casework.reception_schedule import Standing, day_row, last_planned
from app.extensions import db
from app.records.reception import DayState, ReceptionDay, ReceptionKind
from app.web.access import current_viewer
from app.web.clock import today
from app.web.lists import asked, member
from app.web.reception.day_forms import PlanForm
from app.web.reception.day_pages import both_of, crumbs_of, day_words
from app.web.reception.day_words import kind_of, kind_short, planned_on_a_day_off
from app.web.reception.posting import posting_warning
from app.web.views import Both, Link
from app.web.wording import day, hours


@dataclass(frozen=True, slots=True)
class Last:
    """The latest day of a kind on the schedule: what the script offers when another kind is chosen."""

    kind: str
    starts_at: str
    ends_at: str
    chaired_by: str
    place: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What stands around the form of a day on the schedule. ``both``: what somebody else saved meanwhile."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    verb: str
    back: str
    warnings: tuple[str, ...]
    lasts: tuple[Last, ...] = ()
    both: tuple[Both, ...] = ()
    movable: bool = False


def plan_form(it: ReceptionDay | None = None) -> PlanForm:
    """The form of a day of the schedule: of ``it``, or of a new one like the last of its kind."""
    form, viewer = PlanForm(), current_viewer()
    there = [one for one in agencies_on(db.session(), today()) if viewer.may(Deed.PLAN_RECEPTION, one.id)]
    if not there:
        abort(403)
    form.offer([(str(one.id), one.name) for one in there])
    if form.is_submitted():
        return form
    if it is not None:
        form.agency.data = it.agency_id
        form.fill(it)
        return form
    ids = [one.id for one in there]
    form.agency.data = next((one for one in ids if str(one) == asked("noi")), ids[0])
    form.kind.data = member(ReceptionKind, "loai") or ReceptionKind.HEAD
    before = last_planned(db.session(), form.agency.data, form.kind.data)
    if before is not None:
        form.fill(before)
    form.on.data = day_asked()
    return form


def day_asked() -> date | None:
    """The day in the address, or None when there is none that can be read."""
    try:
        return date.fromisoformat(asked("ngay"))
    except ValueError:
        return None


def new_day_page(form: PlanForm) -> PlanPage:
    """What stands around the form of a new day."""
    back = url_for("reception.schedule", noi=form.agency.data)
    return PlanPage(
        title=_("Lên lịch buổi tiếp"),
        lede=form.desks[0][1] if len(form.desks) == 1 else "",
        crumbs=(Link(_("Lịch tiếp công dân"), back), Link(_("Lên lịch buổi tiếp"), "")),
        verb=_verb(form),
        back=back,
        warnings=_warnings(form),
        lasts=tuple(_lasts(int(form.agency.data))) if str(form.agency.data) in dict(form.desks) else (),
    )


def _lasts(agency_id: int) -> Iterator[Last]:
    for kind in ReceptionKind:
        before = last_planned(db.session(), agency_id, kind)
        if before is None:
            yield Last(kind.value, "", "", "", "")
        else:
            yield Last(
                kind.value, hours(before.starts_at), hours(before.ends_at), before.chaired_by, before.place
            )  # fmt: skip


def change_page(form: PlanForm, it: ReceptionDay) -> PlanPage:
    """What stands around the form that changes a day."""
    row = day_row(db.session(), current_viewer(), it, today=today())
    verb = _("Lên lịch lại") if row.standing is Standing.CANCELLED else _("Đổi lịch buổi tiếp")
    return PlanPage(
        title=verb, lede=f"{kind_of(row.kind)} · {day_words(row)}", crumbs=crumbs_of(row, verb), verb=_verb(form, it),
        back=url_for("reception.day", ref=row.ref), warnings=_warnings(form, it),
        both=both_of(form, it, _planned_words(it), form.plan_words()), movable=row.standing is not Standing.CANCELLED,
    )  # fmt: skip


def meant(form: PlanForm, it: ReceptionDay | None = None) -> bool:
    """Whether a valid plan may be saved: nothing to warn of, or the warning was read."""
    return not _too_late(form, it) or form.warned_of(form.on.data)


def _warnings(form: PlanForm, it: ReceptionDay | None = None) -> tuple[str, ...]:
    """What to know of the date before it is saved; a date that is warned of is remembered in the form."""
    if not isinstance(form.on.data, date):
        return ()
    late = _too_late(form, it)
    form.warned.data = form.on.data.isoformat() if late else ""
    return tuple(filter(None, (planned_on_a_day_off(form.on.data, working_calendar(db.session())), late)))


def _too_late(form: PlanForm, it: ReceptionDay | None) -> str:
    """That a new date can not be posted in time any more; one that stays has its posting told on its page."""
    stays = it is not None and it.state is not DayState.CANCELLED and it.on == form.on.data
    posted = form.kind.data != ReceptionKind.UNSCHEDULED
    return posting_warning(form.on.data) if isinstance(form.on.data, date) and posted and not stays else ""


def _verb(form: PlanForm, it: ReceptionDay | None = None) -> str:
    return _("Vẫn lưu buổi tiếp") if form.is_submitted() and _too_late(form, it) else _("Lưu buổi tiếp")


def _planned_words(it: ReceptionDay) -> dict[str, str]:
    return {
        "kind": kind_short(it.kind), "on": day(it.on), "starts_at": hours(it.starts_at), "ends_at": hours(it.ends_at),
        "chaired_by": it.chaired_by, "place": it.place,
    }  # fmt: skip
