"""Whether this server is well, for whoever watches it: names only, nothing about anybody."""

from __future__ import annotations

import logging

from flask import jsonify
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.casework.job_desk import missed_jobs
from app.extensions import db
from app.web.access import public
from app.web.clock import now
from app.web.doctor.register import is_brought_up
from app.web.setup import room

log = logging.getLogger(__name__)


@room.get("/suc-khoe")
@public
def health() -> tuple[Response, int]:
    """200 while the database answers, is brought up, and no job missed its time; else 503."""
    checks = {"database": False, "migrations": False, "jobs": False}
    missed: list[str] = []
    try:
        checks["migrations"] = is_brought_up(db.engine)
        checks["database"] = True
        if checks["migrations"]:
            missed = missed_jobs(db.session(), now=now())
            checks["jobs"] = not missed
    except SQLAlchemyError as error:
        log.error("health: %s", type(error).__name__)  # noqa: TRY400 - the class alone: no place of the database
    well = all(checks.values())
    return jsonify(ok=well, checks=checks, missed=missed), 200 if well else 503
