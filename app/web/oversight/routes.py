"""Doors of oversight: the backlog, what is late and near, the flags, refusals to receive, how heads receive."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.past_months import Of
from app.casework.permissions import Deed
from app.casework.urging_replies import acknowledge
from app.extensions import db
from app.web.access import current_viewer, may
from app.web.clock import now
from app.web.commits import committing
from app.web.forms import Form
from app.web.oversight import room
from app.web.oversight.again_pages import again_page
from app.web.oversight.backlog import backlog_page
from app.web.oversight.dues import due_soon_page, overdue_page
from app.web.oversight.flag_history import flag_page
from app.web.oversight.flags import flags_page
from app.web.oversight.heads import heads_page, wanting_page
from app.web.oversight.month_pages import month_or_404, month_page
from app.web.oversight.refusals import refusals_page


@room.get("/ton-dong")
@may(Deed.WATCH_PROVINCE)
def backlog() -> str:
    """The first page of Thanh tra tỉnh."""
    return render_template("oversight/backlog.html", page=backlog_page(current_viewer()))


@room.get("/qua-han")
@may(Deed.READ_MATTERS)
def overdue() -> str:
    return render_template("oversight/overdue.html", page=overdue_page(current_viewer()))


@room.get("/sap-den-han")
@may(Deed.READ_MATTERS)
def due_soon() -> str:
    return render_template("oversight/overdue.html", page=due_soon_page(current_viewer()))


@room.get("/ton-dong/thang/<month>/<any(overdue, on_time, late):of>")
@may(Deed.WATCH_PROVINCE)
def month(month: str, of: str) -> str:
    """The list behind a figure of the trend."""
    page = month_page(current_viewer(), month_or_404(month), Of(of))
    return render_template("oversight/month.html", page=page)


@room.get("/ton-dong/tiep-lai")
@may(Deed.WATCH_PROVINCE)
def visits_again() -> str:
    """The visits after their case was resolved."""
    return render_template("oversight/visits_again.html", page=again_page(current_viewer()))


@room.get("/co-qua-han")
@may(Deed.WATCH_PROVINCE)
def flags() -> str:
    return render_template("oversight/flags.html", page=flags_page(current_viewer()))


@room.get("/co-qua-han/<int:flag_id>")
@may(Deed.WATCH_PROVINCE)
def flag(flag_id: int) -> str:
    """How one flag went."""
    return render_template("oversight/flag.html", page=flag_page(current_viewer(), flag_id), form=Form())


@room.post("/co-qua-han/<int:flag_id>/ghi-nhan")
@may(Deed.URGE)
def acknowledge_flag(flag_id: int) -> str | Response:
    form = Form()
    if form.validate_on_submit():
        with committing(form) as done:
            acknowledge(db.session(), flag_id, by=current_viewer(), at=now())
        if done:
            flash(_("Đã ghi nhận cờ."))
            return redirect(url_for("oversight.flag", flag_id=flag_id))
    return render_template("oversight/flag.html", page=flag_page(current_viewer(), flag_id), form=form)


@room.get("/tu-choi-tiep")
@may(Deed.WATCH_PROVINCE, Deed.ASSIGN)
def refusals() -> str:
    """How often people are refused: a head's own agency, for Thanh tra tỉnh all of them."""
    return render_template("oversight/refusals.html", page=refusals_page(current_viewer()))


@room.get("/thu-truong-tiep-dan")
@may(Deed.WATCH_PROVINCE, Deed.ASSIGN)
def heads() -> str:
    """How heads keep their days of reception: a head's own agency, for Thanh tra tỉnh all of them."""
    return render_template("oversight/heads.html", page=heads_page(current_viewer()))


@room.get("/thu-truong-tiep-dan/chua-ket-luan")
@may(Deed.WATCH_PROVINCE, Deed.ASSIGN)
def conclusions_wanting() -> str:
    return render_template("oversight/conclusions_wanting.html", page=wanting_page(current_viewer()))
