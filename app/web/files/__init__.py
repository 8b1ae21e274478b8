"""Files: sent while one types, added to a matter, opened."""

from flask import Blueprint

room = Blueprint("files", __name__)

from app.web.files import routes  # noqa: E402, F401 (the views register themselves on the room)
