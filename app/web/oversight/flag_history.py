"""The page of one flag: how it went, from the record; and the button by which note is taken of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.errors import NotFound
from app.casework.flag_history import FlagStep, HistoryLine, history, state_of
from app.casework.flagged import one_flag
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.web.clock import ZONE, today
from app.web.oversight.flags import REASONS, STEPS, FlagLine, flag_line
from app.web.views import Link, TimelineEntry


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One flag. ``acknowledge_url``: where to take note of it, while nobody did anything."""

    title: str
    crumbs: tuple[Link, ...]
    line: FlagLine
    timeline: tuple[TimelineEntry, ...]
    acknowledge_url: str
    urge_url: str


def flag_page(viewer: Viewer, flag_id: int) -> FlagPage:
    """One flag the viewer may see, or 404."""
    session = db.session()
    try:
        row = one_flag(session, viewer, flag_id)
    except NotFound:
        abort(404)
    lines = history(session, viewer, flag_id, today=today())
    state = state_of(lines)
    urges, open_yet = viewer.may(Deed.URGE), row.withdrawn_on is None
    return FlagPage(
        title=_("Cờ quá hạn %(code)s", code=row.code),
        crumbs=(Link(_("Cờ quá hạn"), url_for("oversight.flags")), Link(row.code, "")),
        line=flag_line(row, state),
        timeline=tuple(map(_entry, reversed(lines))),
        acknowledge_url=url_for("oversight.acknowledge_flag", flag_id=flag_id)
        if urges and state is FlagStep.RAISED
        else "",
        urge_url=url_for("oversight.draft_urging") if urges and open_yet and _not_urged(lines) else "",
    )


def _not_urged(lines: list[HistoryLine]) -> bool:
    return not any(one.step is FlagStep.URGED for one in lines)


def _entry(line: HistoryLine) -> TimelineEntry:
    on = line.on or (line.at.astimezone(ZONE).date() if line.at else None)
    url = url_for("oversight.urging_letter", ref=line.ref) if line.ref else ""
    return TimelineEntry(
        on, STEPS[line.step](), lines=tuple(_said(line)), by=line.by,
        files=(Link(_("Thư đôn đốc"), url),) if url else (),
    )  # fmt: skip


def _said(line: HistoryLine) -> Iterator[str]:
    if line.number:
        yield _("văn bản số %(number)s", number=line.number)
    if line.words:
        yield line.words
    if line.reason in REASONS:
        yield REASONS[line.reason]()
