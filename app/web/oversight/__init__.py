"""Thanh tra's room: the backlog, the lists of what is late and near, the flags, the letters."""

from flask import Blueprint

room = Blueprint("oversight", __name__)

# The views register themselves on the room.
from app.web.oversight import letter_routes, routes, saved_routes, urging_routes  # noqa: E402, F401
