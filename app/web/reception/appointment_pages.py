"""Appointments on the screen and on paper: the form, the slip, and who is to come on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework.appointments import (
    LONGEST_BRING,
    LONGEST_PLACE,
    LONGEST_WHOM,
    AppointmentRow,
    NewAppointment,
    appointments_of,
    appointments_on,
    appointments_told,
    may_appoint,
)
from app.casework.papers.reception import arranged_lines, bring_words, expected_lines
from app.casework.papers.shape import DOTS
from app.casework.permissions import Viewer
from app.extensions import db
from app.records.agencies import Agency
from app.records.appointments import Appointment
from app.records.matters import Matter
from app.statute.papers.bases import written_out
from app.web.access import current_viewer
from app.web.clock import ZONE, today
from app.web.forms import Form, HourField, LineField, Needed, TextField, VietnameseDateField
from app.web.lists import asked
from app.web.people import the_day
from app.web.reception.papers import Letterhead, Opened, crumbs, letterhead
from app.web.views import Confirmation, Empty, Link
from app.web.wording import hours, weekday_and_day


class AppointmentForm(Form):
    """An appointment."""

    on = VietnameseDateField(_l("Ngày hẹn"), [Needed(_l("Nhập ngày hẹn."))])
    hour = HourField(_l("Giờ hẹn"), [Needed(_l("Nhập giờ hẹn."))])
    place = LineField(_l("Nơi hẹn"), [Needed(_l("Nhập nơi hẹn.")), Length(max=LONGEST_PLACE)])
    whom = LineField(_l("Người sẽ tiếp"), [Needed(_l("Nhập người sẽ tiếp.")), Length(max=LONGEST_WHOM)])
    bring = TextField(_l("Giấy tờ cần mang theo"), [Length(max=LONGEST_BRING)])

    def appointment(self) -> NewAppointment:
        """What was typed into a valid form."""
        return NewAppointment(
            the_day(self.on), self.hour.data, self.place.data or "", self.whom.data or "", self.bring.data or ""
        )


@dataclass(frozen=True, slots=True)
class AppointPage:
    """What stands around the form."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class StandingAppointment:
    """An appointment on the page of its visit."""

    when: str
    where: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class SlipPage:
    """The slip: no form of the law, in Vietnamese whatever the language of the screen."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    head: Letterhead
    on: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of the day."""

    hour: str
    people: str
    code: str
    url: str
    whom: str
    place: str


@dataclass(frozen=True, slots=True)
class DayOfAppointments:
    """Who is to come on a day; ``before`` and ``after`` lead to the days beside it."""

    title: str
    day: str
    before: Link
    after: Link
    lines: tuple[Expected, ...]
    empty: Empty


def appoint_form(matter: Matter) -> AppointmentForm:
    """The form, with the place of the agency filled in. Aborts with 403 for whoever makes none with this visit."""
    if not may_appoint(db.session(), current_viewer(), matter):
        abort(403)
    form = AppointmentForm()
    if form.fresh:
        form.place.data = db.session.get_one(Agency, matter.agency_id).name
    return form


def appoint_page(matter: Matter) -> AppointPage:
    """The surroundings of the form."""
    title = _("Hẹn tiếp")
    lede = _("Lượt tiếp %(code)s", code=matter.code)
    back = url_for("reception.page", ref=matter.ref)
    return AppointPage(title, lede, crumbs(matter, title), back, matter.sealed)


def standing_appointments(matter: Matter, viewer: Viewer) -> tuple[StandingAppointment, ...]:
    """The appointments of a visit that stand. Of a sealed one whoever may not open it learns that there are some."""
    rows = appointments_of(db.session(), matter)
    if not appointments_told(db.session(), viewer, matter):
        return (StandingAppointment(_("Có buổi hẹn"), _kept_close(), ""),) if rows else ()
    mine = may_appoint(db.session(), viewer, matter)
    return tuple(
        StandingAppointment(
            _("%(hour)s %(day)s", hour=hours(one.hour), day=weekday_and_day(one.on)),
            _("gặp %(whom)s, %(place)s", whom=one.whom, place=one.place),
            url_for("reception.cancel_appointment", ref=matter.ref, appointment=one.ref) if mine else "",
        )
        for one in rows
    )


def cancelling(matter: Matter, ref: str) -> Confirmation:
    """The question before an appointment is called off. Aborts with 404 when it does not stand."""
    row = next((one for one in appointments_of(db.session(), matter) if one.ref == ref), None)
    if row is None or not may_appoint(db.session(), current_viewer(), matter):
        abort(404)
    when = _("%(hour)s %(day)s", hour=hours(row.hour), day=weekday_and_day(row.on))
    return Confirmation(
        question=_("Hủy buổi hẹn %(when)s?", when=when),
        verb=_("Hủy buổi hẹn"),
        back=url_for("reception.page", ref=matter.ref),
        explained=(_("Báo cho người được hẹn biết trước khi hủy. Cần hẹn lại thì lập phiếu mới."),),
    )


def slip_page(it: Opened) -> SlipPage:
    """The slip of the next appointment of a visit. Aborts with 404 when none stands."""
    row = _next(it.matter)
    title = _("Phiếu hẹn")
    made = row.created_at.astimezone(ZONE).date()
    return SlipPage(
        code=it.matter.code,
        title=title,
        lede=_("In rồi giao cho người được hẹn."),
        crumbs=crumbs(it.matter, title),
        head=letterhead(it, made),
        on=written_out(made),
        lines=(
            *expected_lines(it.people),
            f"Về việc: {it.content.rstrip('. ') or DOTS}.",
            *arranged_lines(f"{row.hour:%H} giờ {row.hour:%M}, {written_out(row.on)}", row.place, row.whom),
            bring_words(row.bring),
        ),
    )


def _next(matter: Matter) -> Appointment:
    """The first appointment from today on, else the last one that stood."""
    rows = appointments_of(db.session(), matter)
    if not rows:
        abort(404)
    return next((one for one in rows if one.on >= today()), rows[-1])


def day_page(viewer: Viewer) -> DayOfAppointments:
    """Who is to come today, or on the day of the address (``?ngay=``)."""
    on = _day_asked() or today()
    return DayOfAppointments(
        title=_("Hẹn hôm nay") if on == today() else _("Hẹn trong ngày"),
        day=weekday_and_day(on),
        before=Link(_("Ngày trước"), url_for("reception.appointments", ngay=(on - timedelta(days=1)).isoformat())),
        after=Link(_("Ngày sau"), url_for("reception.appointments", ngay=(on + timedelta(days=1)).isoformat())),
        lines=expected_on(viewer, on),
        empty=Empty(_("Không hẹn ai ngày này.")),
    )


def expected_on(viewer: Viewer, on: date, *, agency_id: int | None = None) -> tuple[Expected, ...]:
    """Who is to come on a day, to one desk or to all of this person's."""
    return tuple(_expected(one) for one in appointments_on(db.session(), viewer, on, agency_id=agency_id))


def _day_asked() -> date | None:
    try:
        found = date.fromisoformat(asked("ngay"))
    except ValueError:
        return None
    return found if date.min < found < date.max else None


def _kept_close() -> str:
    return _("Ngày, giờ, nơi hẹn và người tiếp do người được mở hồ sơ này biết.")


def _expected(one: AppointmentRow) -> Expected:
    url = url_for("reception.page", ref=one.ref)
    return Expected(hours(one.hour), ", ".join(one.people), one.code, url, one.whom, one.place)
