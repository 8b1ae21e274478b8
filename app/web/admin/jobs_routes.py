"""The door of the jobs: what the program does by itself."""

from __future__ import annotations

from flask import render_template

from app.casework.permissions import Deed
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.jobs_pages import jobs_page


@room.get("/viec-tu-chay")
@may(Deed.ADMINISTER)
def jobs() -> str:
    return render_template("admin/jobs.html", page=jobs_page(current_viewer()))
