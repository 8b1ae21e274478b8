"""The next act of each of many matters, and whose it is: one statement, however many matters and acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.acts import may_record_at
from app.casework.desk import DeskRow
from app.casework.errors import OutOfOrder
from app.casework.ledger import assessed, counted, ground_of
from app.casework.permissions import Viewer
from app.casework.timeline import ActRow, acts_of
from app.extensions import db
from app.records.matters import MatterKind
from app.records.people import RoleKind
from app.statute.assessment import OpenAct
from app.statute.terms import ACT_VERBS
from app.web.standing import PETITION_PAGES, next_act
from app.web.views import Link
from app.web.wording import term, words

ACT_PAGES = {
    MatterKind.VISIT: "reception.act",
    MatterKind.PETITION: "petitions.act",
    MatterKind.CASE: "cases.act",
    MatterKind.CONCLUSION_TASK: "conclusions.act",
    MatterKind.MEDIATION: "mediations.act",
    MatterKind.INSPECTION_TERM: "inspections.act",
    MatterKind.REPORT_DUTY: "reports.act",
}


@dataclass(frozen=True, slots=True)
class Step:
    """The next act of a matter: where the viewer records it, or (``waits``) for whom it waits."""

    act: Link | None
    waits: str = ""


NO_STEP = Step(None)


def steps_of(rows: Sequence[DeskRow], viewer: Viewer, today: date) -> dict[int, Step]:
    """By the id of the matter; nothing for one whose acts are all done."""
    session = db.session()
    ground, logs = ground_of(session), _logs(acts_of(session, [row.matter_id for row in rows]))
    found: dict[int, Step] = {}
    for row in rows:
        log = logs.get(row.matter_id)
        if log is None:
            continue
        try:
            following = next_act(log[0], assessed(log[0], counted(log), today=today, ground=ground))
        except OutOfOrder:  # its page says what is wrong with it
            continue
        if following is not None:
            found[row.matter_id] = _step(row, following, viewer)
    return found


def _logs(acts: Sequence[ActRow]) -> dict[int, list[ActRow]]:
    logs: dict[int, list[ActRow]] = {}
    for act in sorted(acts, key=lambda one: one.id):
        logs.setdefault(act.matter_id, []).append(act)
    return logs


def _step(row: DeskRow, following: OpenAct, viewer: Viewer) -> Step:
    verb, endpoint = term(ACT_VERBS, following.act), ACT_PAGES.get(row.kind)
    if not may_record_at(viewer, row.kind, row.agency_id, following.role):
        return Step(None, _("Chờ %(who)s: %(act)s", who=words(RoleKind(following.role)).lower(), act=verb))
    own = PETITION_PAGES.get(following.act) if row.kind is MatterKind.PETITION else None
    if own is not None:
        return Step(Link(verb, url_for(own, ref=row.ref)))
    return Step(Link(verb, url_for(endpoint, ref=row.ref, act=following.act))) if endpoint else Step(None)
