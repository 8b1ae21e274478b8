"""Search: one box over visits, people, petitions, cases and the numbers of documents."""

from flask import Blueprint

room = Blueprint("search", __name__)

from app.web.search import routes  # noqa: E402, F401 (the view registers itself on the room)
