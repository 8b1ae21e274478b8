"""The receipt for what was taken at the desk (Giấy biên nhận), of an open visit or of a sealed one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.papers.reception import (
    COPIES,
    LISTED,
    PAPERS_TAKEN,
    TakenPaper,
    copies_words,
    giver_lines,
    papers_taken,
    when_words,
)
from app.casework.papers.words import group_words
from app.statute.forms import TITLES, Paper
from app.statute.papers.bases import written_out
from app.web.clock import ZONE
from app.web.lists import asked
from app.web.reception.papers import Letterhead, Opened, crumbs, letterhead, officer_part
from app.web.views import Link
from app.web.wording import spoken

MOST_COPIES = 9


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """The paper. It is in Vietnamese whatever the language of the screen."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    log_url: str
    head: Letterhead
    on: str
    form_title: str
    number_line: str
    when_and_where: str
    officer: str
    officer_part: str
    giver: tuple[str, ...]
    listed: str
    columns: tuple[str, ...]
    papers: tuple[TakenPaper, ...]
    copies: int
    copies_line: str
    most_copies: int


def receipt_page(it: Opened) -> ReceiptPage:
    """The receipt of a visit; the address may say how many copies are made (``?so-ban=``)."""
    line, on, title = it.line, it.line.received_on, TITLES[Paper.RECEIPT]
    at, copies = it.matter.created_at.astimezone(ZONE), _copies()
    return ReceiptPage(
        code=it.matter.code,
        title=spoken(title),
        lede=_("Kiểm tra rồi in đủ số bản, giao người nộp 1 bản. Chỉ nhận bản sao, không nhận bản gốc."),
        crumbs=crumbs(it.matter, spoken(title)),
        log_url=url_for("reception.log"),
        head=letterhead(it, on, Paper.RECEIPT),
        on=written_out(on),
        form_title=title.vi.upper(),
        number_line=f"Số: {line.receipt_no}/{on.year} · Lượt tiếp {it.matter.code}"
        if line.receipt_no is not None
        else f"Lượt tiếp {it.matter.code}",
        when_and_where=when_words(at, on, it.agency.name),
        officer=line.officer,
        officer_part=officer_part(line),
        giver=(*giver_lines(it.people), *group_words(line)),
        listed=LISTED,
        columns=PAPERS_TAKEN,
        papers=papers_taken(line.outcome, it.papers),
        copies=copies,
        copies_line=copies_words(copies),
        most_copies=MOST_COPIES,
    )


def _copies() -> int:
    typed = asked("so-ban")
    return int(typed) if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_COPIES else COPIES
