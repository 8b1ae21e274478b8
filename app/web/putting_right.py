"""How the lines of a log can be put right by whoever reads them, and why what they typed today stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.corrections import STANDS_FOR_MORE, Gone, Typed, Way, gone_out, typed_today, ways_of, why_it_stays
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.forms import sentence_of
from app.web.views import Link


@dataclass(frozen=True, slots=True)
class PutRight:
    """The ways there are for one line; ``stays``: why its author cannot undo it today, empty when they can."""

    ways: tuple[Link, ...] = ()
    stays: str = ""


def put_right_of(matter: Matter, lines: Sequence[Typed], *, today: date) -> Mapping[int, PutRight]:
    """How the viewer can put each line of the matter's own log right. What went out is read where they typed today."""
    viewer, found = current_viewer(), {}
    mine = {line.id for line in lines if typed_today(line, viewer, today)}
    gone = gone_out(db.session(), matter) if mine else Gone()
    for line in lines:
        ways = ways_of(matter, line, lines, by=viewer, today=today, gone=gone)
        links = tuple(_way(matter, line.id, way) for way in ways)
        asked = ways == (Way.CORRECT,) and line.act not in STANDS_FOR_MORE  # the head has a way, by a document
        stays = why_it_stays(matter, line, lines, gone) if asked and line.id in mine else None
        found[line.id] = PutRight(links, sentence_of(stays) if stays else "")
    return found


def _way(matter: Matter, line_id: int, way: Way) -> Link:
    if way is Way.CORRECT:
        return Link(_("Sửa"), url_for("cases.correct", ref=matter.ref, line=line_id))
    words = _("Bỏ mục") if way is Way.UNDO else _("Bỏ mục bằng văn bản")
    return Link(words, url_for("cases.take_back", ref=matter.ref, line=line_id))
