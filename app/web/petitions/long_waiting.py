"""The page of the 45 days: petitions nobody has handled for long, for heads and for the provincial inspectorate."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.casework.long_waiting import (
    DUTY,
    FIRST_DAY,
    LAST_SAFE_DAY,
    Band,
    Key,
    LongWaiting,
    how_many_waiting,
    long_waiting,
)
from app.casework.permissions import Viewer
from app.extensions import db
from app.statute.terms import PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.clock import today
from app.web.lists import page_url, place_asked
from app.web.navigation import counts
from app.web.rules import citation, entry_url
from app.web.views import DueWords, Empty, Foot, Link, Mark
from app.web.wording import day, foot, number, term

MARKS = {Band.BREACH: Mark.OVER, Band.FROM_40: Mark.OVER, Band.FROM_30: Mark.SOON}


@dataclass(frozen=True, slots=True)
class LongLine:
    """One petition of the list."""

    badge: DueWords
    code: str
    url: str
    sealed: bool
    kind: str
    stage: str
    agency: str
    received: str
    assignee: str


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One petition that is sealed and not the viewer's to open: how long it waits, roughly, and no day."""

    badge: DueWords
    code: str
    url: str
    kind: str
    stage: str
    agency: str
    assignee: str


@dataclass(frozen=True, slots=True)
class LongPage:
    """The page. ``bands``: how many have waited how long, the longest first."""

    bands: tuple[tuple[str, DueWords], ...]
    lines: tuple[LongLine, ...]
    kept: tuple[KeptLine, ...]
    law: Link
    foot: Foot
    empty: Empty


@counts("petitions.unhandled")
def how_many(viewer: Viewer) -> Select[int] | None:
    """The count beside "Đơn để lâu", for heads: what waits at their own agency."""
    return how_many_waiting(viewer, today())


def long_page() -> LongPage:
    """The petitions that wait for long, for the viewer of this request."""
    place = place_asked()
    found = long_waiting(db.session(), current_viewer(), today=today(), after=Key(*place) if place else None)
    onward = page_url("petitions.unhandled", (found.next.on, found.next.id)) if found.next else None
    first = page_url("petitions.unhandled") if place else None
    return LongPage(
        bands=tuple((_band_words(band), DueWords(MARKS[band], number(found.counts[band]))) for band in Band),
        lines=tuple(map(_line, found.rows)),
        kept=tuple(map(_kept, found.kept)) if place is None else (),
        law=Link(citation(DUTY), entry_url(DUTY)),
        foot=foot(len(found.rows), found.listed, _("đơn"), next_url=onward, first_url=first),
        empty=Empty(_("Không có đơn nào để từ %(n)s ngày trở lên.", n=FIRST_DAY[Band.FROM_30])),
    )


def _band_words(band: Band) -> str:
    said = {
        Band.BREACH: _("Quá %(n)s ngày", n=LAST_SAFE_DAY),
        Band.FROM_40: _("Từ ngày %(first)s đến ngày %(last)s", first=FIRST_DAY[Band.FROM_40], last=LAST_SAFE_DAY),
        Band.FROM_30: _(
            "Từ ngày %(first)s đến ngày %(last)s", first=FIRST_DAY[Band.FROM_30], last=FIRST_DAY[Band.FROM_40] - 1
        ),
    }
    return said[band]


def _kept(row: LongWaiting) -> KeptLine:
    return KeptLine(
        badge=DueWords(MARKS[row.band], _band_words(row.band)),
        code=row.code,
        url=url_for("petitions.page", ref=row.ref),
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        stage=term(STAGES, row.stage),
        agency=row.agency,
        assignee=row.assignee or "",
    )


def _line(row: LongWaiting) -> LongLine:
    words = ngettext("%(num)d ngày", "%(num)d ngày", row.days)
    return LongLine(
        badge=DueWords(MARKS[row.band], words, _("ngày 45 là %(day)s", day=day(row.due_on))),
        code=row.code,
        url=url_for("petitions.page", ref=row.ref),
        sealed=row.sealed,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        stage=term(STAGES, row.stage),
        agency=row.agency,
        received=day(row.received_on),
        assignee=row.assignee or "",
    )
