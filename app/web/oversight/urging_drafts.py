"""What stands around a letter that was not issued yet: the question, the day proposed, how it is thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.calendars import chosen_policies, working_calendar
from app.extensions import db
from app.records.agencies import Agency
from app.records.urgings import Track, Urging
from app.statute.calendar import CalendarYearUnknown
from app.web.oversight.urging_pages import basis_words, crumbs, turn_words
from app.web.views import Confirmation, Link
from app.web.wording import number, words


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The question before a letter is issued. ``gone``: what was chosen and stands in it no more."""

    question: str
    lede: str
    crumbs: tuple[Link, ...]
    gone: str
    internal: str
    basis: str
    empty: bool
    discard_url: str
    back: str


def draft_page(urging: Urging, *, chosen: int, standing: int) -> DraftPage:
    """The question before a letter is issued."""
    to = db.session.get_one(Agency, urging.agency_id).name
    left = chosen - standing
    gone = ngettext(
        "%(n)s việc đã chọn không đưa vào thư: không còn quá hạn, hoặc cơ quan nhận không được biết.",
        "%(n)s việc đã chọn không đưa vào thư: không còn quá hạn, hoặc cơ quan nhận không được biết.",
        left, n=number(left),
    )  # fmt: skip
    return DraftPage(
        question=_issue_words(urging.track, to),
        lede=" · ".join(filter(None, (ngettext("%(n)s việc", "%(n)s việc", standing, n=number(standing)),
                                      turn_words(urging.turn), words(urging.track)))),
        crumbs=crumbs(_("Thư chưa ban hành")),
        gone=gone if left else "",
        internal=_("Hạn nội bộ của nơi ban hành: luật không quy định số ngày. Đề xuất %(n)s ngày làm việc.",
                   n=number(chosen_policies(db.session()).urging_reply_working_days)),
        basis=basis_words(urging.track),
        empty=standing == 0,
        discard_url=url_for("oversight.urging_discard", ref=urging.ref),
        back=url_for("oversight.urging"),
    )  # fmt: skip


def _issue_words(track: Track, to: str) -> str:
    if track is Track.BOARD:
        return _("Ban hành văn bản đề nghị gửi %(agency)s?", agency=to)
    return _("Ban hành công văn đôn đốc gửi %(agency)s?", agency=to)


def proposed_reply_day(on: date) -> date | None:
    """By when an answer is asked for, at first; nothing where the calendar does not reach so far."""
    session = db.session()
    try:
        return working_calendar(session).add_working_days(on, chosen_policies(session).urging_reply_working_days)
    except CalendarYearUnknown:
        return None


def discarding(urging: Urging) -> Confirmation:
    """The question before a draft goes."""
    to = db.session.get_one(Agency, urging.agency_id).name
    return Confirmation(
        question=_("Bỏ thư chưa ban hành gửi %(agency)s?", agency=to),
        verb=_("Bỏ thư chưa ban hành"),
        back=url_for("oversight.urging_letter", ref=urging.ref),
        explained=(_("Các vụ việc trong thư không đổi, chọn lại được từ danh sách."),),
    )
