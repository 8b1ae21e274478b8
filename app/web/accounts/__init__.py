"""Signing in and out, and one's own account."""

from flask import Blueprint

room = Blueprint("accounts", __name__)

from app.web.accounts import link_routes, routes  # noqa: E402, F401 (the views register themselves on the room)
