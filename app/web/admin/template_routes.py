"""Doors of the templates of papers: the kinds, one kind, one template, its days of use."""

from __future__ import annotations

from datetime import date

from flask import abort, render_template
from werkzeug.wrappers import Response

from app.casework.permissions import Deed
from app.web.access import may
from app.web.admin import room, template_doing, template_using
from app.web.admin.template_doing import paper_or_404, template_or_404
from app.web.admin.template_pages import index_groups

Page = str | Response


@room.get("/mau-van-ban")
@may(Deed.ADMINISTER)
def paper_templates() -> Page:
    return render_template("admin/paper_templates.html", groups=index_groups())


@room.route("/mau-van-ban/<paper>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def paper_template(paper: str) -> Page:
    return template_doing.uploaded(paper_or_404(paper))


@room.get("/mau-van-ban/<paper>/khoi-dau")
@may(Deed.ADMINISTER)
def starter_template(paper: str) -> Page:
    return template_doing.starter_file(paper_or_404(paper))


@room.route("/mau-van-ban/<paper>/thoi-dung/<on>", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def withdraw_template(paper: str, on: str) -> Page:
    return template_using.withdrawn(paper_or_404(paper), _day(on))


@room.get("/mau-van-ban/tep/<ref>")
@may(Deed.ADMINISTER)
def template(ref: str) -> Page:
    return template_doing.shown(*template_or_404(ref))


@room.get("/mau-van-ban/tep/<ref>/<any(goc, thu, pdf):what>")
@may(Deed.ADMINISTER)
def template_file(ref: str, what: str) -> Page:
    return template_doing.file_of(*template_or_404(ref), what)


@room.route("/mau-van-ban/tep/<ref>/dung", methods=["GET", "POST"])
@may(Deed.ADMINISTER)
def use_template(ref: str) -> Page:
    return template_using.put_in_force(*template_or_404(ref))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)
