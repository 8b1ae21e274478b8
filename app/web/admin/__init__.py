"""The administrators' desks: agencies, accounts and roles, mail, jobs, the audit trail."""

from flask import Blueprint

room = Blueprint("admin", __name__, url_prefix="/quan-tri")

# The views register themselves on the room.
from app.web.admin import (  # noqa: E402
    accounts_routes,  # noqa: F401
    agencies_routes,  # noqa: F401
    calendar_routes,  # noqa: F401
    jobs_routes,  # noqa: F401
    law_routes,  # noqa: F401
    letter_texts_routes,  # noqa: F401
    mail_routes,  # noqa: F401
    template_routes,  # noqa: F401
    terms_routes,  # noqa: F401
    trail_routes,  # noqa: F401
)
