"""Doors of the law desk: the readings, one chosen or given up, the texts that are not sure."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.web.access import may
from app.web.admin import law_doing, room
from app.web.admin.law_pages import law_page, reading_or_404, text_or_404, texts_page

Page = str | Response


@room.get("/luat")
@may(Deed.ADMINISTER)
def law() -> Page:
    return render_template("admin/law.html", page=law_page())


@room.route("/luat/cach-hieu/<reading>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def law_reading(reading: str) -> Page:
    return law_doing.chosen(reading_or_404(reading))


@room.route("/luat/cach-hieu/<reading>/mac-dinh", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def law_reading_back(reading: str) -> Page:
    return law_doing.given_up(reading_or_404(reading))


@room.get("/luat/doi-chieu")
@may(Deed.ADMINISTER)
def law_texts() -> Page:
    return render_template("admin/law_texts.html", page=texts_page())


@room.route("/luat/doi-chieu/<key>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def law_text(key: str) -> Page:
    return law_doing.held(text_or_404(key))


@room.route("/luat/doi-chieu/<key>/bo", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def law_text_back(key: str) -> Page:
    return law_doing.not_held(text_or_404(key))
