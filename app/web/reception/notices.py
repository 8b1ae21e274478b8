"""The notice of a refusal (Thông báo về việc từ chối tiếp công dân): what both copies of its form ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort
from flask_babel import gettext as _

from app.casework.papers.reception import came_words, refusal_basis, refusal_reason, refused_words
from app.casework.papers.shape import DOTS, ended, on_words
from app.casework.papers.words import CLOSING, came_to, names, people_lines
from app.casework.refusals import refusal_of
from app.extensions import db
from app.statute.forms import TITLES, Paper
from app.statute.grounds import refusal_ground
from app.statute.papers import paper_on
from app.web.reception.papers import Letterhead, Opened, crumbs, letterhead
from app.web.views import Link
from app.web.wording import spoken

NUMBER_BY_HAND = "………/TB-………"


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The paper. ``number`` and ``on`` are dots until the head has issued it: neither is ever invented."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    head: Letterhead
    number: str
    on: str
    to: str
    came: tuple[str, ...]
    reason: str
    basis: str
    refused: str
    closing: str
    recipients: tuple[str, ...]


def notice_page(it: Opened) -> NoticePage:
    """The notice for a visit that was refused. Aborts with 404 when it was not."""
    told = refusal_of(db.session(), it.matter)
    ground = refusal_ground(told.ground) if told else None
    if told is None or ground is None:
        abort(404)
    on = told.notice_on or told.on
    who, agency, kind = names(it.people), it.agency.name, came_to(it.line.kind)
    about = it.content.rstrip(". ") or DOTS
    return NoticePage(
        code=it.matter.code,
        title=spoken(TITLES[Paper.REFUSAL_NOTICE]),
        lede=_("In để thủ trưởng ký. Ban hành xong thì ghi số, ngày vào hồ sơ."),
        crumbs=crumbs(it.matter, spoken(TITLES[Paper.REFUSAL_NOTICE])),
        head=letterhead(it, on, Paper.REFUSAL_NOTICE),
        number=told.notice_no or NUMBER_BY_HAND,
        on=on_words(told.notice_on),
        to=who,
        came=(came_words(it.line.received_on, who, agency, kind, about), *people_lines(it.people)),
        reason=refusal_reason(ground, told.evidence),
        basis=refusal_basis(ground, it.line.received_on),
        refused=refused_words(who, agency, kind),
        closing=CLOSING.format(who="ông (bà)"),
        recipients=_recipients(on),
    )


def _recipients(on: date) -> tuple[str, ...]:
    """Nơi nhận, as the catalogue of papers has it."""
    paper = paper_on("refusal_notice", on)
    return ended(paper.recipients, last=".") if paper else ()
