"""The desk: a visit is written down, its page and receipt, and the register of citizen reception."""

from flask import Blueprint

room = Blueprint("reception", __name__)

from app.web.reception import day_routes, register_routes, routes  # noqa: E402, F401 (the views register themselves on the room)
