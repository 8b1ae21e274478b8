"""Doors of the registers: of reception and of petitions; on screen, as a print, as a workbook."""

from __future__ import annotations

from flask import render_template

from app.casework.permissions import Deed
from app.statute.registers import Register
from app.web.access import may
from app.web.acting import Answer
from app.web.reception import room
from app.web.reception.print_sheets import print_page, taken, workbook
from app.web.reception.sheets import period_form, petitions_page, visits_page


@room.get("/so-tiep-cong-dan")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def register() -> Answer:
    form = period_form()
    return render_template("reception/register.html", form=form, page=visits_page(form))


@room.get("/so-tiep-cong-dan/ban-in")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def print_register() -> Answer:
    return render_template("reception/register_print.html", page=print_page(taken(Register.VISITS, period_form())))


@room.get("/so-tiep-cong-dan/bang-tinh")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def export_register() -> Answer:
    return workbook(taken(Register.VISITS, period_form()))


@room.get("/so-theo-doi-don")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def petitions() -> Answer:
    form = period_form()
    return render_template("reception/register.html", form=form, page=petitions_page(form))


@room.get("/so-theo-doi-don/ban-in")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def print_petitions() -> Answer:
    return render_template("reception/register_print.html", page=print_page(taken(Register.PETITIONS, period_form())))


@room.get("/so-theo-doi-don/bang-tinh")
@may(Deed.LOG_VISIT, Deed.TRIAGE)
def export_petitions() -> Answer:
    return workbook(taken(Register.PETITIONS, period_form()))
