"""The administrators' desks: agencies, accounts and roles, mail, jobs, the audit trail."""

from flask import Blueprint

room = Blueprint("admin", __name__, url_prefix="/quan-tri")

# The views register themselves on the room.
from app.web.admin import accounts_routes, agencies_routes, jobs_routes, mail_routes, trail_routes  # noqa: E402, F401
