"""A report asked for apart, by a paper: its form, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.following import Hand
from app.casework.report_rounds import ask_for, may_be_asked
from app.extensions import db
from app.records.reports import ReportCollector
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.reports.forms import AskForm
from app.web.reports.round_pages import ROUNDS, own_collectors
from app.web.views import Link


@dataclass(frozen=True, slots=True)
class AskPage:
    """The surroundings of the form."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str


def _collector() -> ReportCollector:
    own = own_collectors(current_viewer())
    return own[0] if own else abort(403)


def ask_form() -> AskForm:
    """The form with the agencies one can ask."""
    form = AskForm(data={"document_on": today()})
    form.offer(may_be_asked(db.session(), current_viewer(), _collector(), today()))
    return form


def ask_page() -> AskPage:
    """The surroundings of the form."""
    title = _("Yêu cầu báo cáo đột xuất")
    return AskPage(
        title=title,
        lede=_("Theo một văn bản có số, ngày; mỗi cơ quan được chọn có một nghĩa vụ với hạn ghi trong văn bản."),
        crumbs=(Link(_("Nghĩa vụ báo cáo"), url_for(ROUNDS)), Link(title, "")),
        back=url_for(ROUNDS),
    )


def asked_for(form: AskForm) -> str:
    """Ask for what was typed; inside ``committing``. The opaque id of the round. Raises as ``ask_for``."""
    hand = Hand(current_viewer(), now(), today())
    return ask_for(db.session(), form.request(_collector()), form.chosen(), hand).ref
