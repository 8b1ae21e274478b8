"""Pages that explain: the map of keys, and in development every component of the look."""

from flask import Blueprint

room = Blueprint("help", __name__)

from app.web.help import law_routes, routes  # noqa: E402, F401 (the views register themselves on the room)
