"""The first run of a province's own installation, and the page that says whether this server is well."""

from flask import Blueprint

room = Blueprint("setup", __name__)

# The views register themselves on the room.
from app.web.setup import gate, health, routes  # noqa: E402, F401
