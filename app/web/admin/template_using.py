"""Templates of papers put in force and withdrawn: the days, the question with what changes, the deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.errors import Refused
from app.casework.papers import templates
from app.casework.papers.templates import Span
from app.extensions import db
from app.records.papers import PaperTemplate
from app.statute.papers import OfficialPaper
from app.web.access import current_viewer
from app.web.admin.template_forms import UseForm, WithdrawForm
from app.web.admin.template_pages import AskPage, changes_of, crumbs_of
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import refused_into_form
from app.web.views import Confirmation, Link
from app.web.wording import day, spoken

Page = str | Response
CONFIRM, EDIT = "confirm", "edit"


@dataclass(frozen=True, slots=True)
class Asking:
    """One change of what a kind of paper is made from. ``template``: None is the built-in layout again."""

    paper: OfficialPaper
    template: PaperTemplate | None
    page: AskPage
    question: str
    verb: str
    span: Span | None = None  # the one that is cut short

    def answer(self, form: Any) -> Page:
        """The form; then the question; then it is done."""
        step = request.form.get("step")
        if step != EDIT and form.validate_on_submit() and self._checked(form):
            if step != CONFIRM:
                return self._question(form)
            if self._done(form):
                flash(
                    _(
                        "Đã đổi mẫu của “%(paper)s” từ %(day)s.",
                        paper=spoken(self.paper.name),
                        day=day(form.from_on.data),
                    )
                )
                return redirect(url_for("admin.paper_template", paper=self.paper.code))
        return render_template("admin/paper_template_use.html", page=self.page, form=form)

    def _until(self, form: Any) -> date | None:
        return self.span.until_on if self.span else form.until_on.data

    def _checked(self, form: Any) -> bool:
        from_on = form.from_on.data
        try:
            templates.check_days(from_on=from_on, until_on=self._until(form), today=today(), within=self.span)
        except Refused as refused:
            refused_into_form(form, refused)
            return False
        return True

    def _question(self, form: Any) -> Page:
        session = db.session()
        uses = templates.uses_of(session, self.paper)
        chosen = self.template.id if self.template else None
        after = templates.covered(uses, chosen, from_on=form.from_on.data, until_on=self._until(form))
        asked = Confirmation(
            question=self.question, verb=self.verb, back=self.page.back,
            explained=(_("Văn bản đã ban hành không đổi. Việc này được ghi vào nhật ký."),),
            changes=changes_of(templates.spans_of(session, uses), templates.spans_of(session, after)),
        )  # fmt: skip
        kept = [(one.name, one.raw_data[0]) for one in form if one.name != "csrf_token" and one.raw_data]
        return render_template("acting/confirm.html", it=asked, form=form, kept=kept)

    def _done(self, form: Any) -> bool:
        with committing(form) as done:
            templates.use_template(
                db.session(), self.paper, self.template, from_on=form.from_on.data, until_on=self._until(form),
                expected=form.seen.data or "", by=current_viewer(), at=now(), today=today(),
            )  # fmt: skip
        return bool(done)


def put_in_force(paper: OfficialPaper, template: PaperTemplate) -> Page:
    """A template is used from a day on, until another where one is named."""
    back = url_for("admin.template", ref=template.ref)
    page = AskPage(
        title=_("Đưa mẫu “%(name)s” vào dùng", name=template.name),
        lede=_("Không ghi ngày cuối thì dùng đến khi có mẫu khác. Văn bản đã ban hành không đổi."),
        crumbs=crumbs_of(paper, Link(template.name, back)), back=back,
    )  # fmt: skip
    question = _("Dùng mẫu “%(name)s” cho văn bản “%(paper)s”?", name=template.name, paper=spoken(paper.name))
    asking = Asking(paper, template, page, question, _("Đưa vào dùng"))
    return asking.answer(UseForm(data={"from_on": today(), "seen": _seen(paper)}))


def withdrawn(paper: OfficialPaper, on: date) -> Page:
    """The built-in layout is used again for the rest of the span that holds on a day."""
    spans = templates.spans_of(db.session(), templates.uses_of(db.session(), paper))
    span = next(one for one in spans if one.holds_on(on))
    template = span.template or abort(404)
    page = AskPage(
        title=_("Thôi dùng mẫu “%(name)s”", name=template.name),
        lede=_("Từ ngày ấy văn bản lập theo mẫu có sẵn của phần mềm. Văn bản đã ban hành không đổi."),
        crumbs=crumbs_of(paper, Link(template.name, url_for("admin.template", ref=template.ref))),
        back=url_for("admin.paper_template", paper=paper.code),
    )  # fmt: skip
    question = _("Thôi dùng mẫu “%(name)s” cho văn bản “%(paper)s”?", name=template.name, paper=spoken(paper.name))
    asking = Asking(paper, None, page, question, _("Thôi dùng"), span)
    return asking.answer(WithdrawForm(data={"from_on": max(today(), on), "seen": _seen(paper)}))


def _seen(paper: OfficialPaper) -> str:
    return templates.seen(templates.uses_of(db.session(), paper))
