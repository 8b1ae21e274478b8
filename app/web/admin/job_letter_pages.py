"""The alarm letter before it goes: to whom, and what it would say on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flask import current_app, request, url_for
from flask_babel import gettext as _

from app.casework.recipients import Recipient, administrators_on
from app.extensions import db
from app.post.alarms import letter_on
from app.web.admin.jobs_forms import JobLetterForm
from app.web.clock import ZONE, now, today
from app.web.mail_words import LetterPage, blocks_of
from app.web.views import Empty, Link
from app.web.wording import weekday_and_day

MORNING = time(8)


@dataclass(frozen=True, slots=True)
class JobLetterPage(LetterPage):
    """The letter about a job: a page as that of any other letter."""


def job_letter_form() -> JobLetterForm:
    """The question as the address asks it; today stands in it at first."""
    form = JobLetterForm(request.args) if request.args else JobLetterForm(formdata=None, day=today())
    listed = administrators_on(db.session(), form.day.data or today())
    form.to.choices = form.to.with_empty([(one.place, f"{one.holder}, {one.agency}") for one in listed])
    return form


def job_letter_page(form: JobLetterForm) -> JobLetterPage:
    """The page; with the letter when ``form`` names a recipient and a day."""
    crumbs = (Link(_("Việc tự chạy"), url_for("admin.jobs")), Link(_("Xem trước"), ""))
    page = JobLetterPage(_("Xem trước thư báo lỡ hẹn"), _("Thư được lập để xem, không ghi và không gửi gì."), crumbs)
    if not request.args or not form.validate() or (day := form.day.data) is None:
        return page
    to = next(one for one in administrators_on(db.session(), day) if one.place == form.to.data)
    letter = letter_on(db.session(), to, at=_moment_of(day), base_url=current_app.config["SETTINGS"].base_url)
    if letter is None:
        return replace(page, empty=Empty(_("Không có thư: không việc nào lỡ hẹn.")))
    return replace(
        page, subject=letter.subject, facts=_facts(to, day), blocks=blocks_of(letter.text),
        note=_("Ngày chưa đến: thư tính như từ nay đến ngày đó không việc nào chạy.") if day > today() else "",
    )  # fmt: skip


def _facts(to: Recipient, day: date) -> tuple[tuple[str, str], ...]:
    return (
        (_("Gửi tới"), " · ".join(filter(None, (to.holder, to.address)))),
        (_("Ngày gửi"), weekday_and_day(day)),
    )


def _moment_of(day: date) -> datetime:
    return now() if day == today() else datetime.combine(day, MORNING, tzinfo=ZONE)
