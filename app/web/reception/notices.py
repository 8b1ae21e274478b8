"""The notice of a refusal (Thông báo về việc từ chối tiếp công dân): what both copies of its form ask."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from flask_babel import gettext as _

from app.casework.papers.reception import refusal_basis, refusal_reason
from app.casework.papers.shape import DOTS
from app.casework.papers.words import came_to, names, people_lines
from app.casework.refusals import refusal_of
from app.extensions import db
from app.statute.forms import TITLES, Paper
from app.statute.grounds import refusal_ground
from app.web.reception.papers import BY_HAND, Letterhead, Opened, crumbs, letterhead, written_out
from app.web.views import Link
from app.web.wording import day, spoken

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


def notice_page(it: Opened) -> NoticePage:
    """The notice for a visit that was refused. Aborts with 404 when it was not."""
    told = refusal_of(db.session(), it.matter)
    ground = refusal_ground(told.ground) if told else None
    if told is None or ground is None:
        abort(404)
    on = told.notice_on or told.on
    who, agency = names(it.people), it.agency.name
    about = it.content.rstrip(". ") or DOTS
    return NoticePage(
        code=it.matter.code,
        title=spoken(TITLES[Paper.REFUSAL_NOTICE]),
        lede=_("In để thủ trưởng ký. Ban hành xong thì ghi số, ngày vào hồ sơ."),
        crumbs=crumbs(it.matter, spoken(TITLES[Paper.REFUSAL_NOTICE])),
        head=letterhead(it, on, Paper.REFUSAL_NOTICE),
        number=told.notice_no or NUMBER_BY_HAND,
        on=written_out(told.notice_on) if told.notice_on else BY_HAND,
        to=who,
        came=(
            f"{_came_on(it)}, ông (bà) {who} đến {agency} để {came_to(it.line.kind)} về việc: {about}.",
            *people_lines(it.people),
        ),
        reason=refusal_reason(ground, told.evidence),
        basis=refusal_basis(ground, it.line.received_on),
        refused=f"{agency} từ chối tiếp nhận nội dung {came_to(it.line.kind)} của ông (bà) {who}.",
    )


def _came_on(it: Opened) -> str:
    return f"Ngày {day(it.line.received_on)}"
