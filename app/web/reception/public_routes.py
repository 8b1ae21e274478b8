"""Doors without a lock: the posted schedules of reception, for anybody, and kept in any cache for a while."""

from __future__ import annotations

from flask import Response, make_response, render_template

from app.extensions import limiter
from app.web.access import current_person, public
from app.web.reception import public_pages as pages
from app.web.reception import room

A_WHILE = "public, max-age=300"
MOST = "120 per minute"


@room.get("/cong-khai/lich-tiep-cong-dan")
@public
@limiter.limit(MOST)
def public_index() -> Response:
    return _kept(render_template("reception/public_index.html", page=pages.index_page()))


@room.get("/cong-khai/lich-tiep-cong-dan/<code>")
@public
@limiter.limit(MOST)
def public_schedule(code: str) -> Response:
    page = pages.schedule_page(pages.posting_agency(code))
    return _kept(render_template("reception/public_schedule.html", page=page))


@room.get("/cong-khai/lich-tiep-cong-dan/<code>/lich.ics")
@public
@limiter.limit(MOST)
def public_calendar(code: str) -> Response:
    answer = Response(pages.calendar_of(pages.posting_agency(code)), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="lich-tiep-cong-dan.ics"'
    return _kept(answer)


def _kept(content: str | Response) -> Response:
    """A page in a language and a light, which stand in a cookie; one with a person's name in its frame is not kept."""
    answer = make_response(content)
    if current_person() is None:
        answer.headers["Cache-Control"] = A_WHILE
        answer.vary.update(("Cookie", "Accept-Language"))
    return answer
