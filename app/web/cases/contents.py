"""Contents added, put in other words, taken out: forms filled, deeds done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _

from app.casework import contents, identities, ledger
from app.casework.case_files import respondents_of
from app.casework.content_lines import ContentLine, lines_of
from app.casework.errors import OutOfOrder
from app.casework.persons import LineWords
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter
from app.statute.terms import DENUNCIATIONS
from app.web.access import current_viewer
from app.web.act_contents import OPEN, open_words
from app.web.acting import CONFLICT, Answer, Way
from app.web.cases.content_forms import ContentForm, StrikeForm
from app.web.cases.pages import address_of
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.contents import apart, title_of
from app.web.drafting import finish_draft
from app.web.forms import Form, sentence_of
from app.web.parties import respondent_words
from app.web.views import Link


@dataclass(frozen=True, slots=True)
class ContentPage:
    """What stands around a form. ``number``: 0 of one that is added; ``known``: whom the matter is against."""

    title: str
    subject: str
    way: Way
    number: int
    text: str
    denounces: bool
    sealed: bool
    known: tuple[str, ...]


def added(matter: Matter) -> Answer:
    """The answer to the form of further contents."""
    if closed := _closed(matter, _("Thêm nội dung")):
        return closed
    form = ContentForm(data={"since_on": today(), **_seen(matter)})
    if form.validate_on_submit():
        lines = [form.words(one) for one in apart(form.text.data)]
        if _done(matter, form, lambda: _add(matter, form, lines)):
            flash(_("Đã ghi thêm nội dung."))
            return redirect(_back(matter))
    return _page("cases/content.html", matter, form, _("Thêm nội dung"))


def _add(matter: Matter, form: ContentForm, lines: list[LineWords]) -> None:
    contents.add_contents(
        db.session(), matter, lines, since_on=_day(form), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def changed(matter: Matter, number: int) -> Answer:
    """The answer to the form that puts a content in other words; a sealed one is opened first, and that is audited."""
    title = _("Sửa nội dung %(n)s", n=number)
    if closed := _closed(matter, title):
        return closed
    line = _line(matter, number)
    form = ContentForm(data={**_said(line), "since_on": line.since_on, **_seen(matter)})
    if request.form.get("step") == OPEN:
        words = open_words(matter)[number]
        form = ContentForm(formdata=None, data={**_said(words), "since_on": line.since_on, **_seen(matter)})
    elif matter.sealed and form.fresh:
        return _page("cases/content_ask.html", matter, Form(), title, line)
    elif form.validate_on_submit() and _done(matter, form, lambda: _change(matter, number, form)):
        flash(_("Đã sửa nội dung %(n)s.", n=number))
        return redirect(_back(matter))
    return _page("cases/content.html", matter, form, title, line)


def _change(matter: Matter, number: int, form: ContentForm) -> None:
    contents.change_content(
        db.session(), matter, number, form.words(), since_on=_day(form), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def struck(matter: Matter, number: int) -> Answer:
    """The answer to the form that takes out what was written down by mistake."""
    title = _("Bỏ nội dung %(n)s", n=number)
    if closed := _closed(matter, title):
        return closed
    line, form = _line(matter, number), StrikeForm(data=_seen(matter))
    if form.validate_on_submit() and _done(matter, form, lambda: _strike(matter, number, form)):
        flash(_("Đã bỏ nội dung %(n)s.", n=number))
        return redirect(_back(matter))
    return _page("cases/content_strike.html", matter, form, title, line)


def _strike(matter: Matter, number: int, form: StrikeForm) -> None:
    contents.strike_content(
        db.session(), matter, number, form.reason.data or "", by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


# ---- what they share


def _seen(matter: Matter) -> dict[str, int]:
    return {"expected_version": matter.version, "mark": last_change(db.session(), matter.id)}


def _said(words: ContentLine | LineWords) -> dict[str, str]:
    return {"text": words.text, "concerns": words.concerns, "document": words.document}


def _day(form: ContentForm) -> date:
    return form.since_on.data or today()  # a valid form has a day


def _back(matter: Matter) -> str:
    return f"{address_of(matter)}#tung-noi-dung"


def _done(matter: Matter, form: Form, deed: Callable[[], None]) -> bool:
    with committing(form) as done:
        deed()
        finish_draft(matter)
    return bool(done)


def _closed(matter: Matter, title: str) -> Answer | None:
    """Why nothing can be written: 403 for somebody who keeps no contents here, 409 when it is too late."""
    session, viewer = db.session(), current_viewer()
    opens = not matter.sealed or identities.may_open(session, matter, viewer=viewer, at=now())
    if not contents.may_write(matter, viewer) or not opens:
        abort(403)
    refused = contents.closed_because(matter, ledger.acts_of(session, matter))
    return _refused(matter, title, refused) if refused else None


def _refused(matter: Matter, title: str, refused: OutOfOrder) -> Answer:
    page = render_template(
        "acting/closed.html", title=title, why=sentence_of(refused), way=_way(matter), subject=matter.code, both=()
    )
    return page, CONFLICT


def _line(matter: Matter, number: int) -> ContentLine:
    """The content of this number, if it stands. Aborts with 404."""
    session = db.session()
    lines = lines_of(session, matter, ledger.acts_of(session, matter))
    found = next((line for line in lines if line.position == number and line.stands), None)
    return found or abort(404)


def _way(matter: Matter) -> Way:
    back = _back(matter)
    return Way(back=back, crumbs=(Link(matter.code, back), Link(title_of(matter), "")))


def _page(template: str, matter: Matter, form: Form, title: str, line: ContentLine | None = None) -> str:
    page = ContentPage(
        title=title,
        subject=matter.code,
        way=_way(matter),
        number=line.position if line else 0,
        text=line.text if line else "",
        denounces=matter.procedure in DENUNCIATIONS,
        sealed=matter.sealed,
        known=() if matter.sealed else tuple(map(respondent_words, respondents_of(db.session(), matter))),
    )
    meanwhile = changed_since(matter, form, lambda _rows: {}) if "mark" in form else None
    return render_template(template, page=page, form=form, way=page.way, meanwhile=meanwhile)
