"""What waits for the head's signature: refusals to receive, to be agreed to in writing or turned into a reception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.permissions import Viewer
from app.casework.refusals import ToSign, to_sign
from app.extensions import db
from app.statute.calendar import WorkingCalendar
from app.statute.procedures import edges_of
from app.statute.terms import ACT_VERBS, Procedure
from app.web.act_fields import choice_words
from app.web.dues import explained, running_badge
from app.web.rules import cited
from app.web.views import DueWords, Link, Mark
from app.web.wording import day, term

WAYS = ("refusal_notified", "reception_ordered")  # agree, or do not


@dataclass(frozen=True, slots=True)
class SignLine:
    """A refusal that waits. ``ways``: the head's two ways, agreeing first."""

    badge: DueWords
    code: str
    url: str
    received: str
    ground: str
    cite: str
    ways: tuple[Link, ...]


def sign_lines(
    viewer: Viewer, today: date, calendar: WorkingCalendar, *, agency_id: int | None = None
) -> tuple[SignLine, ...]:
    """The refusals that wait for ``viewer``; nothing for who is no head."""
    rows = to_sign(db.session(), viewer, agency_id=agency_id)
    return tuple(_line(row, today, calendar) for row in rows)


def _line(row: ToSign, today: date, calendar: WorkingCalendar) -> SignLine:
    badge = running_badge(row.due_on, today, calendar) if row.due_on else DueWords(Mark.OPEN, _("chưa có hạn"))
    return SignLine(
        badge=explained(badge, row.obligation_id),
        code=row.code,
        url=url_for("cases.open", ref=row.ref),
        received=_("%(agency)s, tiếp ngày %(day)s", agency=row.agency, day=day(row.received_on)),
        ground=choice_words("reception_refused", row.ground),
        cite=cited(row.rule, row.rule_from, row.certainty),
        ways=tuple(
            Link(term(ACT_VERBS, act), url_for("reception.act", ref=row.ref, act=act))
            for act in WAYS
            if any(edge.act == act and edge.open_on(today) for edge in edges_of(Procedure.RECEPTION))
        ),
    )
