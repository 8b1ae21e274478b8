"""Cases: the file, its acts, who works on it, its sealed page; and the first pages of handlers and heads."""

from flask import Blueprint

room = Blueprint("cases", __name__)

from app.web.cases import below_routes, content_routes, enforcement_routes, note_routes, party_routes, routes  # noqa: E402, F401 (the views register themselves on the room)
