"""The administrators' desks: agencies, accounts and roles, mail, jobs, the audit trail."""

from flask import Blueprint

room = Blueprint("admin", __name__, url_prefix="/quan-tri")
