"""The room of the reports agencies owe: an agency's own, and those of all of them for whoever gathers."""

from flask import Blueprint

room = Blueprint("reports", __name__)

from app.web.reports import collect_routes, routes  # noqa: E402 (the views register themselves on the room)

__all__ = ["collect_routes", "room", "routes"]
