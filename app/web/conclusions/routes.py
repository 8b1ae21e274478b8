"""Doors of the conclusions: issue one after a day, read and print it; the tasks it gave, each with its acts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.permissions import Deed
from app.records.matters import MatterKind
from app.web.access import get_visible_matter, may
from app.web.acting import Answer, Way, act_page
from app.web.commits import committing
from app.web.conclusions import room
from app.web.conclusions.issuing import beyond, concluded_day, conclusion_form, issue, issue_page, recorded
from app.web.conclusions.pages import conclusion_page, printed_page, task_crumbs, task_page, tasks_page
from app.web.drafting import drafted, finish_draft
from app.web.forms import Form


@room.route("/lich-tiep-cong-dan/<day>/ket-luan", methods=["GET", "POST"])
@may(Deed.ASSIGN)
@drafted("conclusion", _l("Thông báo kết luận"))
def new(day: str) -> Answer:
    """The head issues the conclusion of a day with its tasks."""
    it = concluded_day(day)
    form = conclusion_form(it)
    if "add_task" in request.form:
        form.add_block()
    elif form.validate_on_submit() and not beyond(form):
        with committing(form) as done:
            made = issue(it, form)
            finish_draft(None)
        if done:
            flash(_("Đã ban hành thông báo kết luận số %(no)s.", no=made.document_no))
            return redirect(url_for("conclusions.page", ref=made.ref))
    return render_template("conclusions/new.html", form=form, page=issue_page(it))


@room.get("/ket-luan-tiep-cong-dan/<ref>")
@may(Deed.READ_MATTERS)
def page(ref: str) -> Answer:
    return render_template("conclusions/conclusion.html", page=conclusion_page(ref))


@room.get("/ket-luan-tiep-cong-dan/<ref>/ban-in")
@may(Deed.READ_MATTERS)
def printed(ref: str) -> Answer:
    return render_template("conclusions/printed.html", page=printed_page(ref))


@room.get("/viec-ket-luan")
@may(Deed.READ_MATTERS)
def index() -> Answer:
    return render_template("conclusions/tasks.html", page=tasks_page())


@room.get("/viec-ket-luan/<ref>")
@may(Deed.READ_MATTERS)
def task(ref: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.CONCLUSION_TASK)
    return render_template("conclusions/task.html", page=task_page(matter), form=Form())


@room.route("/viec-ket-luan/<ref>/viec/<act>", methods=["GET", "POST"])
@may(Deed.REGISTER_PETITION)
@drafted("act")
def act(ref: str, act: str) -> Answer:
    matter = get_visible_matter(ref, MatterKind.CONCLUSION_TASK)
    way = Way(back=url_for("conclusions.task", ref=ref), crumbs=task_crumbs(matter), record=recorded)
    return act_page(matter, act, way)
