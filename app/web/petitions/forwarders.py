"""Whoever forwarded a petition is answered where the law says so: who, by when, and the act that records it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework import ledger
from app.casework.acts import may_record
from app.casework.permissions import Viewer
from app.casework.petition_files import PetitionFile
from app.casework.timeline import ObligationRow, obligations_of
from app.extensions import db
from app.records.matters import Matter
from app.statute.duties import duties_of
from app.statute.duties.shape import Duty
from app.statute.terms import ACT_VERBS, Procedure
from app.web.clock import today
from app.web.rules import citation
from app.web.views import Link
from app.web.wording import day, term, words

TOLD = "forwarder_notified"


@dataclass(frozen=True, slots=True)
class ForwarderLine:
    """What is owed to the forwarder, by when, and where the law says so."""

    words: str
    cite: str


@dataclass(frozen=True, slots=True)
class ForwarderPanel:
    """Who forwarded, by which document, what is owed to them; ``act``: where it is recorded, when that is open."""

    who: str
    paper: str
    lines: tuple[ForwarderLine, ...]
    act: Link | None


def forwarder_panel(matter: Matter, file: PetitionFile, viewer: Viewer) -> ForwarderPanel | None:
    """The panel of a petition that was forwarded; None of any other."""
    if file.forwarder is None:
        return None
    fact = f"forwarder={file.forwarder.value}"
    owed = [
        duty
        for duty in duties_of(Procedure(matter.procedure or Procedure.TRIAGE))
        if TOLD in duty.satisfied_by and duty.if_fact == fact
    ]
    rows = obligations_of(db.session(), [matter.id])
    no, on = file.forward_document, file.forwarded_on
    paper = _("văn bản số %(no)s ngày %(day)s", no=no, day=day(on)) if no and on else no or day(on)
    return ForwarderPanel(
        who=file.forwarder_name or words(file.forwarder),
        paper=paper,
        lines=tuple(_line(duty, rows) for duty in owed),
        act=_act(matter, viewer),
    )


def _line(duty: Duty, rows: list[ObligationRow]) -> ForwarderLine:
    row = next((one for one in rows if one.duty == duty.id and not one.superseded), None)
    if row is None:
        said = _("chưa đến lúc: hạn tính từ khi giải quyết xong")
    elif row.satisfied_on:
        said = _("đã báo ngày %(day)s", day=day(row.satisfied_on))
    elif row.due_on and row.open:
        said = _("hạn %(day)s", day=day(row.due_on))
    else:
        said = _("không còn phải báo")
    return ForwarderLine(f"{term({duty.id: duty.term}, duty.id)}: {said}", citation(duty.limits[0]))


def _act(matter: Matter, viewer: Viewer) -> Link | None:
    found = ledger.assessment_of(db.session(), matter, today=today())
    open_act = next((one for one in found.open_acts if one.act == TOLD), None)
    if open_act is None or not may_record(viewer, matter, open_act.role):
        return None
    return Link(term(ACT_VERBS, TOLD), url_for("petitions.act", ref=matter.ref, act=TOLD))
