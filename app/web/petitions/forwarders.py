"""Whoever forwarded a petition is answered where the law says so: who, by when, and the act that records it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.petition_files import PetitionFile
from app.records.matters import Matter
from app.statute.duties import duties_of
from app.statute.duties.shape import Duty
from app.statute.terms import Procedure
from app.web.rules import citation
from app.web.standing import Standing
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


def forwarder_panel(matter: Matter, file: PetitionFile, standing: Standing) -> ForwarderPanel | None:
    """The panel of a petition that was forwarded; None of any other, and of a sealed one for who may not open it."""
    if file.forwarder is None or not file.opens:
        return None
    fact = f"forwarder={file.forwarder.value}"
    owed = [
        duty
        for duty in duties_of(Procedure(matter.procedure or Procedure.TRIAGE))
        if TOLD in duty.satisfied_by and duty.if_fact == fact
    ]
    no, on = file.forward_document, file.forwarded_on
    paper = _("văn bản số %(no)s ngày %(day)s", no=no, day=day(on)) if no and on else no or day(on)
    return ForwarderPanel(
        who=file.forwarder_name or words(file.forwarder),
        paper=paper,
        lines=tuple(_line(duty, standing) for duty in owed),
        act=_act(matter, standing),
    )


def _line(duty: Duty, standing: Standing) -> ForwarderLine:
    owed = term({duty.id: duty.term}, duty.id)
    found = next((one for one in standing.obligations if one.words == owed), None)
    if found is None:
        said = _("chưa đến lúc: hạn tính từ khi giải quyết xong")
        return ForwarderLine(f"{owed}: {said}", citation(duty.limits[0]))
    return ForwarderLine(f"{owed}: {found.badge.words}", found.line)


def _act(matter: Matter, standing: Standing) -> Link | None:
    """Where it is recorded that they were told, when that is offered to this person now."""
    url = url_for("petitions.act", ref=matter.ref, act=TOLD)
    return next((Link(one.words, url) for one in (*standing.actions, *standing.more_actions) if one.url == url), None)
