"""Doors of the jobs: what the program does by itself, and the letter that one missed its time, before it goes."""

from __future__ import annotations

from flask import render_template

from app.casework.permissions import Deed
from app.web.access import current_viewer, may
from app.web.admin import room
from app.web.admin.job_letter_pages import job_letter_form, job_letter_page
from app.web.admin.jobs_pages import jobs_page


@room.get("/viec-tu-chay")
@may(Deed.ADMINISTER)
def jobs() -> str:
    return render_template("admin/jobs.html", page=jobs_page(current_viewer()))


@room.get("/viec-tu-chay/thu")
@may(Deed.ADMINISTER)
def job_letter() -> str:
    form = job_letter_form()
    return render_template("oversight/letter_preview.html", page=job_letter_page(form), form=form)
