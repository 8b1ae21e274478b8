"""The room of online reception: a day decided, prepared step by step, held; and the notice of it."""

from flask import Blueprint

room = Blueprint("online", __name__)

from app.web.online import routes  # noqa: E402 (the views register themselves on the room)

__all__ = ["room", "routes"]
