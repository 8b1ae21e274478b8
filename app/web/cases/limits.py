"""Why a limit is due when it is, as a page of its own: from a row of any list, from a letter, to print."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.ledger import ground_of
from app.casework.reckonings import explained
from app.extensions import db
from app.statute.terms import PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.clock import ZONE
from app.web.clock import today as web_today
from app.web.dues import badge, duty_words, sentence
from app.web.views import DueWords, Link, Why
from app.web.whys import why_of_line
from app.web.wording import day, moment, term, words


@dataclass(frozen=True, slots=True)
class LimitPage:
    """One line of the ledger and its why. ``facts``: name and what is said under it."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    badge: DueWords
    sentence: str
    why: Why
    facts: tuple[tuple[str, str], ...]


def limit_page(obligation_id: int) -> LimitPage:
    """The page, for the viewer of this request. Aborts with 404 where the matter is hidden or nothing is there."""
    session, today = db.session(), web_today()
    ground = ground_of(session)
    found = explained(session, current_viewer(), obligation_id, today=today, ground=ground)
    if found is None:
        abort(404)
    row, matter = found.row, found.matter
    title = duty_words(row.procedure, row.duty)
    return LimitPage(
        title=title,
        lede=" · ".join([matter.code, term(PROCEDURES, row.procedure or Procedure.TRIAGE), found.agency]),
        crumbs=(Link(matter.code, url_for("cases.open", ref=matter.ref)), Link(title, "")),
        badge=badge(row, today, ground.calendar, stage=matter.stage),
        sentence=sentence(row) if row.due_on else "",
        why=why_of_line(row, found.reckoned, today=today, calendar=ground.calendar),
        facts=(
            (_("Hồ sơ"), f"{words(matter.kind)} {matter.code}"),
            (_("Giai đoạn"), term(STAGES, matter.stage)),
            (_("Cơ quan"), found.agency),
            (_("Tính lúc"), day(row.judged_at.astimezone(ZONE).date()) if matter.sealed else moment(row.judged_at)),
        ),
    )
