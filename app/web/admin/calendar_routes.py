"""Doors of the calendar desk: a year, a day off added, put right or removed, a year entered or confirmed."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.web.access import may
from app.web.admin import calendar_doing, room
from app.web.admin.calendar_pages import calendar_page, day_or_404, year_asked, year_or_404

Page = str | Response


@room.get("/lich-nghi")
@may(Deed.ADMINISTER)
def calendar() -> Page:
    return render_template("admin/calendar.html", page=calendar_page(year_asked()))


@room.route("/lich-nghi/nam-moi", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def calendar_new_year() -> Page:
    return calendar_doing.year_entered()


@room.route("/lich-nghi/<int:year>/them", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def calendar_add(year: int) -> Page:
    return calendar_doing.added(year_or_404(year))


@room.route("/lich-nghi/<int:year>/nguon", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def calendar_official(year: int) -> Page:
    return calendar_doing.confirmed(year_or_404(year))


@room.route("/lich-nghi/ngay/<day>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def calendar_day(day: str) -> Page:
    return calendar_doing.put_right(day_or_404(day))


@room.route("/lich-nghi/ngay/<day>/bo", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def calendar_day_gone(day: str) -> Page:
    return calendar_doing.removed(day_or_404(day))
