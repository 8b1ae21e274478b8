"""Reminding the agencies chosen in a round: the letters to look at, and, confirmed, into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import audit
from app.casework.permissions import collects
from app.casework.report_list import ReportLine, round_lines
from app.casework.report_reminders import Reminding, reminding
from app.extensions import db
from app.post.report_reminders import composed, put
from app.records.reports import ReportRound
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import Form
from app.web.lists import row_number
from app.web.reports.round_pages import CHOSEN, ROUND, ROUNDS, the_round
from app.web.reports.words import title_of
from app.web.views import Link
from app.web.wording import number

CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class To:
    """A letter in the question: to which agency, to whom, about how many reports."""

    agency: str
    whom: str
    reports: str


@dataclass(frozen=True, slots=True)
class RemindPage:
    """The question, with the first letter as it would go."""

    question: str
    verb: str
    crumbs: tuple[Link, ...]
    back: str
    letters: tuple[To, ...]
    notes: tuple[str, ...]
    subject: str
    text: str
    kept: tuple[int, ...]


def reminded(round_ref: str, form: Form) -> Answer:
    """The answer to the list: the question first, then the letters."""
    it = the_round(round_ref)
    if not collects(current_viewer(), it.collector.value):
        abort(403)
    chosen = _chosen(it)
    back = url_for(ROUND, round_ref=round_ref)
    if not form.validate_on_submit() or not chosen:
        flash(_("Chọn ít nhất một cơ quan chưa gửi."), "over")
        return redirect(back)
    if request.form.get("step") != CONFIRM:
        page = _question(it, chosen, reminding(db.session(), chosen, today=today()))
        return render_template("reports/remind.html", page=page, form=form)
    _write(round_ref, [one.matter_id for one in chosen], form)
    return redirect(back)


def _chosen(it: ReportRound) -> list[ReportLine]:
    ticked = {row_number(one) for one in request.form.getlist(CHOSEN)}
    lines = round_lines(db.session(), current_viewer(), it.id)
    return [one for one in lines if one.matter_id in ticked and one.awaited]


def _base_url() -> str:
    return str(current_app.config["SETTINGS"].base_url)


def _question(it: ReportRound, chosen: Sequence[ReportLine], found: Reminding) -> RemindPage:
    n = len(found.notices)
    letter = composed(db.session(), found.notices[0], _base_url()) if found.notices else None
    return RemindPage(
        question=ngettext("Gửi %(num)s thư nhắc?", "Gửi %(num)s thư nhắc?", n),
        verb=ngettext("Gửi %(num)s thư nhắc", "Gửi %(num)s thư nhắc", n) if n else "",
        crumbs=(Link(_("Nghĩa vụ báo cáo"), url_for(ROUNDS)), Link(title_of(it), url_for(ROUND, round_ref=it.ref)),
                Link(_("Nhắc gửi báo cáo"), "")),
        back=url_for(ROUND, round_ref=it.ref),
        letters=tuple(
            To(one.recipient.agency, one.recipient.holder or _("địa chỉ chung của cơ quan"), number(len(one.lines)))
            for one in found.notices
        ),
        notes=tuple(_notes(found)),
        subject=letter.subject if letter else "",
        text=letter.text if letter else "",
        kept=tuple(one.matter_id for one in chosen),
    )  # fmt: skip


def _notes(found: Reminding) -> list[str]:
    said = []
    if found.told_today:
        said.append(_("Hôm nay đã nhắc, không gửi thêm: %(names)s.", names=", ".join(found.told_today)))
    if found.unreached:
        said.append(
            _("Không có địa chỉ nhận thư: %(names)s. Báo quản trị viên nhập địa chỉ.", names=", ".join(found.unreached))
        )
    return said


def _write(round_ref: str, matter_ids: Sequence[int], form: Form) -> None:
    new, by = 0, current_viewer()
    with committing(form) as done:
        it = the_round(round_ref)
        lines = [one for one in round_lines(db.session(), by, it.id) if one.matter_id in matter_ids and one.awaited]
        found = reminding(db.session(), lines, today=today())
        new = put(db.session(), found.notices, at=now(), base_url=_base_url())
        audit.note(
            db.session(), by=by.account_id, at=now(), action="report_reminded", subject=f"round:{it.ref}", letters=new
        )
    if done:
        flash(ngettext("Đã đưa %(num)s thư nhắc vào hộp thư đi.", "Đã đưa %(num)s thư nhắc vào hộp thư đi.", new))
