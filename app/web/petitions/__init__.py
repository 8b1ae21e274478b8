"""Petitions: what came in, what it is, what is done with it."""

from flask import Blueprint

room = Blueprint("petitions", __name__)

from app.web.petitions import routes  # noqa: E402, F401 (the views register themselves on the room)
