"""The desk: a visit is written down, its page and receipt, the registers, the roster, the national database."""

from flask import Blueprint

room = Blueprint("reception", __name__)

from app.web.reception import (  # noqa: E402 (the views register themselves on the room)
    appointment_routes,
    database_routes,
    day_routes,
    paper_routes,
    public_routes,
    register_routes,
    roster_routes,
    routes,
    rule_routes,
)

__all__ = [
    "appointment_routes",
    "database_routes",
    "day_routes",
    "paper_routes",
    "public_routes",
    "register_routes",
    "room",
    "roster_routes",
    "routes",
    "rule_routes",
]
