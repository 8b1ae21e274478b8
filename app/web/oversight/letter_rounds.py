"""A whole round of letters before it goes: whom each would go to on a day, and of how many duties."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import backlog
from app.casework.permissions import Viewer, visible
from app.casework.recipients import LetterKind
from app.extensions import db
from app.post.previews import Going, round_on
from app.web.clock import today
from app.web.mail_words import recipient_words
from app.web.oversight.letter_forms import RoundForm
from app.web.views import Empty, Foot, Link
from app.web.wording import foot, number


@dataclass(frozen=True, slots=True)
class GoingLine:
    """A letter that would go."""

    to: str
    holder: str
    address: str
    duties: str
    preview: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """The question, and who the round would reach. ``note``: what to bear in mind about it."""

    lede: str
    crumbs: tuple[Link, ...]
    lines: tuple[GoingLine, ...] = ()
    foot: Foot | None = None
    note: str = ""
    empty: Empty | None = None


def round_form() -> RoundForm:
    """The question as the address asks it; the weekly letters of today at first."""
    form = RoundForm(request.args) if request.args else RoundForm(formdata=None, day=today(), kind=LetterKind.WEEKLY)
    form.kind.choices = [
        (LetterKind.MONTHLY_AGENCY, _("Thư hằng tháng")),
        (LetterKind.WEEKLY, _("Thư hằng tuần")),
        (LetterKind.GRAVE_AGENCY, _("Thư báo ngay")),
        (LetterKind.REPORT_REMINDER, _("Thư nhắc gửi báo cáo")),
    ]
    return form


def round_page(viewer: Viewer, form: RoundForm) -> RoundPage:
    """The page; with the round when ``form`` asks for one."""
    lede = _("Danh sách được lập để xem, không ghi và không gửi gì. Số việc tính theo những việc bạn được xem.")
    crumbs = (Link(_("Thư đã gửi"), url_for("oversight.letters")), Link(_("Chạy thử một đợt"), ""))
    if not request.args or not form.validate() or (day := form.day.data) is None:
        return RoundPage(lede, crumbs)
    found = round_on(db.session(), LetterKind(form.kind.data), day=day, today=today(), only=visible(viewer))
    if not found:
        return RoundPage(lede, crumbs, empty=Empty(_("Ngày này không có thư nào phải gửi.")))
    return RoundPage(
        lede, crumbs, lines=tuple(_line(one, day.isoformat()) for one in found),
        foot=foot(len(found), len(found), _("thư")),
        note=_("Chưa ai cho gửi lần đầu: thư của đợt này chờ xác nhận hoặc chưa được soạn.")
        if backlog.must_wait(db.session(), today=today()) else "",
    )  # fmt: skip


def _line(going: Going, day: str) -> GoingLine:
    to = going.recipient
    return GoingLine(
        to=recipient_words(to),
        holder=to.holder,
        address=to.address,
        duties=ngettext("%(n)s việc", "%(n)s việc", going.duties, n=number(going.duties)),
        preview=url_for("oversight.preview", to=to.place, day=day),
    )
