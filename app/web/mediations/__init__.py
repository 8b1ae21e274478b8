"""The room of land disputes mediated by the commune. A stranger to the rooms of petitions and cases."""

from flask import Blueprint

room = Blueprint("mediations", __name__)

from app.web.mediations import routes  # noqa: E402 (the views register themselves on the room)

__all__ = ["room", "routes"]
