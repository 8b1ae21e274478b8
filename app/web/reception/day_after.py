"""What a day of the head leads to: its conclusion with tasks, and, when it is held online, the steps before it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.conclusion_tasks import conclusions_of_day, days_wanting
from app.casework.conclusions import may_conclude
from app.casework.online import preparation_of
from app.casework.reception_schedule import DayRow, Standing
from app.extensions import db
from app.records.reception import ReceptionDay
from app.web.access import current_viewer
from app.web.views import Link
from app.web.wording import day


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the head concluded: the papers, whether one is still wanting, and where to issue it."""

    papers: tuple[Link, ...]
    wanting: bool
    issue_url: str


def online_link(it: ReceptionDay, row: DayRow) -> Link | None:
    """To the steps of an online day; for a planned one, to where the head decides that it is one."""
    prepared = preparation_of(db.session(), it)
    if prepared is None or (prepared.online is None and row.standing is not Standing.PLANNED):
        return None
    words = _("Chuẩn bị buổi tiếp trực tuyến") if prepared.online else _("Tiếp trực tuyến")
    return Link(words, url_for("online.page", ref=it.ref))


def concluded_of(it: ReceptionDay) -> Concluded:
    """The conclusions of a day the head held in person."""
    viewer, session = current_viewer(), db.session()
    wanting = days_wanting(session, viewer, [it.agency_id], first=it.on, last=it.on)
    return Concluded(
        papers=tuple(
            Link(
                _("Số %(no)s ngày %(day)s", no=one.document_no, day=day(one.issued_on)),
                url_for("conclusions.page", ref=one.ref),
            )
            for one in conclusions_of_day(session, it.id)
        ),
        wanting=any(one.ref == it.ref for one in wanting),
        issue_url=url_for("conclusions.new", day=it.ref) if may_conclude(viewer, it) else "",
    )
