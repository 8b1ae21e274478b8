"""The room of the head's conclusions after a day of reception, and of the tasks they give."""

from flask import Blueprint

room = Blueprint("conclusions", __name__)

from app.web.conclusions import routes  # noqa: E402 (the views register themselves on the room)

__all__ = ["room", "routes"]
