"""Drafts: saved as one types, listed for their owner, opened again, discarded."""

from flask import Blueprint

room = Blueprint("drafts", __name__)

from app.web.drafts import routes  # noqa: E402, F401 (the views register themselves on the room)
