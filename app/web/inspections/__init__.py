"""The room of inspections: plans of a year, each inspection step by step, what it asked, and who is invited."""

from flask import Blueprint

room = Blueprint("inspections", __name__)

from app.web.inspections import paper_routes, plan_routes, routes, term_routes  # noqa: E402 (the views register themselves on the room)

__all__ = ["paper_routes", "plan_routes", "room", "routes", "term_routes"]
