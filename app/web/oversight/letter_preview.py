"""A letter before it goes: the one this recipient would have on this day, of what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import abort, current_app, request, url_for
from flask_babel import gettext as _

from app.casework.outbox import Letter
from app.casework.permissions import Viewer, visible
from app.casework.recipients import MONTHLY, LetterKind, Recipient, everybody_on
from app.extensions import db
from app.post.previews import letter_on
from app.web.clock import today
from app.web.enclosed import size_words
from app.web.mail_words import LetterPage, blocks_of, letter_words, recipient_words
from app.web.oversight.letter_forms import PreviewForm
from app.web.views import Empty, Link
from app.web.wording import weekday_and_day


@dataclass(frozen=True, slots=True)
class PreviewPage(LetterPage):
    """The question, and the letter when it was asked for."""

    sheet: Link | None = None
    html: str = ""


def preview_form() -> PreviewForm:
    """The question as the address asks it; today stands in it at first."""
    form = PreviewForm(request.args) if request.args else PreviewForm(formdata=None, day=today())
    found = everybody_on(db.session(), form.day_or(today()))
    form.offer([(one.place, _offered(one)) for one in found])
    return form


def _offered(recipient: Recipient) -> str:
    """As the list of recipients names it; the monthly letter, which most ask for, goes without its name."""
    to = f"{recipient_words(recipient)}: {recipient.holder or recipient.address}"
    return to if recipient.kind in MONTHLY else f"{letter_words(recipient.kind)}, {to}"


def preview_page(viewer: Viewer, form: PreviewForm) -> PreviewPage:
    """The page; with the letter when ``form`` names a recipient and a day."""
    page = PreviewPage(
        title=_("Xem trước thư"),
        lede=_("Thư được lập để xem, không ghi và không gửi gì."),
        crumbs=(Link(_("Thư đã gửi"), url_for("oversight.letters")), Link(_("Xem trước"), "")),
    )
    if (asked := _asked(form)) is None:
        return page
    recipient, day = asked
    letter = _letter(viewer, recipient, day)
    if letter is None:
        return replace(page, empty=Empty(_none(recipient, weekday_and_day(day))))
    where: dict[str, Any] = {"to": recipient.place, "day": day.isoformat()}
    return replace(
        page,
        subject=letter.subject,
        facts=(
            (_("Nơi nhận"), recipient_words(recipient)),
            (_("Gửi tới"), " · ".join(filter(None, (recipient.holder, recipient.address)))),
            (_("Ngày gửi"), weekday_and_day(day)),
            *((_("Tệp kèm theo"), f"{one.name} ({size_words(len(one.content))})") for one in letter.attachments),
        ),
        blocks=blocks_of(letter.text),
        note=_about(day),
        sheet=Link(_("Tải tệp .xlsx"), url_for("oversight.preview_sheet", **where)) if letter.attachments else None,
        html=url_for("oversight.preview_html", **where),
    )


def _none(recipient: Recipient, day: str) -> str:
    if recipient.kind is LetterKind.REPORT_REMINDER:
        return _("Không có thư: %(day)s cơ quan này không có báo cáo nào sắp đến hạn hoặc quá hạn.", day=day)
    return _("Không có thư: %(day)s không có việc quá hạn để báo cho nơi nhận này.", day=day)


def asked_letter(viewer: Viewer, form: PreviewForm) -> Letter:
    """The letter ``form`` asks for. Aborts with 404 when nobody could be asked about, or no letter would go."""
    asked = _asked(form)
    letter = _letter(viewer, *asked) if asked else None
    if letter is None:
        abort(404)
    return letter


def _asked(form: PreviewForm) -> tuple[Recipient, date] | None:
    """Whose letter of which day, or None while the question is not asked yet or cannot be answered."""
    if not request.args or not form.validate() or (day := form.day.data) is None:
        return None
    return next(one for one in everybody_on(db.session(), day) if one.place == form.to.data), day


def _letter(viewer: Viewer, recipient: Recipient, day: date) -> Letter | None:
    base_url, only = current_app.config["SETTINGS"].base_url, visible(viewer)
    return letter_on(db.session(), recipient, day=day, today=today(), base_url=base_url, only=only)


def _about(day: date) -> str:
    if day > today():
        return _("Ngày chưa đến: thư tính như từ nay đến ngày đó không có việc nào được làm thêm.")
    if day < today():
        return _("Ngày đã qua: thư tính theo các ngày ghi trong sổ hiện nay, có thể khác thư đã gửi hôm đó.")
    return ""
