"""The door of the trail."""

from __future__ import annotations

from flask import render_template

from app.casework.permissions import Deed
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.trail_pages import trail_page


@room.get("/nhat-ky")
@may(Deed.READ_AUDIT)
def trail() -> str:
    return render_template("admin/trail.html", page=trail_page(current_viewer()))
