"""Official papers of a matter: written, looked at, taken along, issued."""

from flask import Blueprint

room = Blueprint("papers", __name__)

from app.web.papers import routes  # noqa: E402, F401 (the views register themselves on the room)
