"""The slip about a promised answer: by when, and whom to ask (NĐ 154 Điều 25.3). The law has no form for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort
from flask_babel import gettext as _

from app.casework.papers.shape import DOTS
from app.casework.papers.words import names
from app.casework.timeline import acts_of
from app.extensions import db
from app.records.matters import Matter
from app.statute.instruments import cite_all
from app.statute.papers.bases import written_out
from app.statute.procedures import provisions_of
from app.statute.terms import Procedure
from app.web.reception.papers import Letterhead, Opened, crumbs, letterhead, officer_part
from app.web.views import Link
from app.web.wording import day

PROMISED = "answer_promised"


@dataclass(frozen=True, slots=True)
class Promise:
    """The last promise of a visit."""

    on: date
    promised_on: date | None
    contact: str


@dataclass(frozen=True, slots=True)
class PromisePage:
    """The paper."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    head: Letterhead
    on: str
    lines: tuple[str, ...]
    officer: str
    officer_part: str
    basis: str


def promise_of(matter: Matter) -> Promise | None:
    """The last promise in the log of a visit that nobody took back."""
    rows = acts_of(db.session(), [matter.id])
    answered = {row.corrects_id for row in rows}
    row = next((one for one in rows if one.act == PROMISED and one.id not in answered), None)
    if row is None:
        return None
    promised_on = row.data.get("promised_on")
    last = date.fromisoformat(str(promised_on)) if promised_on else None
    return Promise(row.on, last, str(row.data.get("contact", "")))


def promise_page(it: Opened) -> PromisePage:
    """The slip of a visit. Aborts with 404 where no answer was promised."""
    found = promise_of(it.matter) or abort(404)
    title = _("Phiếu hẹn trả lời")
    return PromisePage(
        code=it.matter.code,
        title=title,
        lede=_("Giao cho công dân trước khi ra về."),
        crumbs=crumbs(it.matter, title),
        head=letterhead(it, found.on),
        on=written_out(found.on),
        lines=(
            f"Ông (bà): {names(it.people)}.",
            f"Nội dung trình bày ngày {day(it.line.received_on)}: {it.content or DOTS}",
            f"Thời hạn trả lời: chậm nhất ngày {day(found.promised_on) or DOTS}.",
            f"Người cần liên hệ: {found.contact or DOTS}.",
        ),
        officer=it.line.officer or DOTS,
        officer_part=officer_part(it.line),
        basis=f"Căn cứ {cite_all(provisions_of(Procedure.RECEPTION, PROMISED, found.on))}.",
    )
