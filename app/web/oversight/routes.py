"""Doors of oversight: the backlog, what is late and near, the flags, refusals to receive, how heads receive."""

from __future__ import annotations

from flask import render_template

from app.casework.permissions import Deed
from app.web.access import current_viewer, may
from app.web.oversight import room
from app.web.oversight.backlog import backlog_page
from app.web.oversight.dues import due_soon_page, overdue_page
from app.web.oversight.flags import flags_page
from app.web.oversight.heads import heads_page, wanting_page
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


@room.get("/co-qua-han")
@may(Deed.WATCH_PROVINCE)
def flags() -> str:
    return render_template("oversight/flags.html", page=flags_page(current_viewer()))


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
