"""Writing a paper: its passages as a form, a look at it, the file to take along, and issuing it.

Of a sealed matter a paper handed to the very person stands behind a page that asks; every answer to it is an opening,
written in the trail. A joint paper has no such door: what it is made of cannot name anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.errors import Refused
from app.casework.file_types import WORD
from app.casework.outbox import Attachment
from app.casework.papers import keeping
from app.casework.papers.composing import joint_passages, named_passages
from app.casework.papers.facts import Done, Facts, NamedFacts, facts_of, named_facts
from app.casework.papers.linking import padded
from app.casework.papers.shape import Passage, Sheet, laid_out, overlaid
from app.casework.papers.templates import template_on
from app.casework.uploads import keep
from app.extensions import db
from app.paper.pdf import NoPdf, as_pdf
from app.records.matters import Matter
from app.records.papers import MatterPaper, PaperTemplate
from app.statute.papers import OfficialPaper
from app.web.access import current_person, current_viewer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.drafting import OPEN, REF, SAVES, finish_draft, sealer
from app.web.enclosed import folder
from app.web.forms import Form, refused_into_form
from app.web.paper_files import PaperFile, paper_file, words_before
from app.web.paper_forms import PaperForm, form_of
from app.web.papers.pages import IssuePage, LookPage, issue_page, look_page, opening_asked, saved_words, write_page
from app.web.wording import day, spoken, words

Answer = str | Response | tuple[str, int]
LOOK, DOCX, PDF, ISSUE = "look", "docx", "pdf", "issue"
CONFIRM, EDIT = "confirm", "edit"
PURPOSE = "papers"  # of the key that seals what is typed
MEDIA_PDF = "application/pdf"


def answered(matter: Matter, paper: OfficialPaper) -> Answer:
    """The answer to GET and POST. Aborts with 403 for whoever does not write papers of this matter."""
    if not keeping.may_make(db.session(), matter, by=current_viewer(), at=now()):
        abort(403)
    if matter.sealed and not paper.joint:
        asked = Form()
        if not asked.validate_on_submit():
            return render_template("papers/ask.html", page=opening_asked(matter, paper), form=asked, then=OPEN)
    return _writing(matter, paper).answer()


def _writing(matter: Matter, paper: OfficialPaper) -> Writing:
    facts, passages = _composed(matter, paper)
    row = keeping.draft_of(db.session(), matter, paper)
    typed = keeping.typed_in(row, sealer=sealer(PURPOSE))
    return Writing(matter, paper, facts, overlaid(passages, typed), row.version if row else 0, row)


def _composed(matter: Matter, paper: OfficialPaper) -> tuple[Facts, tuple[Passage, ...]]:
    if paper.joint:
        facts = facts_of(db.session(), matter, viewer=current_viewer(), today=today())
        return facts, joint_passages(paper, facts)
    if matter.sealed:
        with committing():  # the opening is written down
            named = _named(matter)
    else:
        named = _named(matter)
    return named, named_passages(paper, named)


def _named(matter: Matter) -> NamedFacts:
    viewer = current_viewer()
    return named_facts(db.session(), matter, viewer=viewer, printer=_printer(), at=now(), today=today())


def _printer() -> tuple[str, str]:
    """Name and post of whoever is signed in; the post in Vietnamese, as all of a paper."""
    person = current_person()
    with force_locale("vi"):
        return (person.full_name, words(person.roles[0].kind)) if person and person.roles else ("", "")


@dataclass(frozen=True, slots=True)
class Writing:
    """One request about one paper. ``passages``: as they stand saved, or as they were made."""

    matter: Matter
    paper: OfficialPaper
    facts: Facts
    passages: tuple[Passage, ...]
    version: int
    row: MatterPaper | None

    def answer(self) -> Answer:
        form = self.form()
        step = request.form.get("then", "")
        if request.method == "GET" or step in {OPEN, EDIT} or not form.validate_on_submit():
            return self.page(form)
        try:
            keeping.check_names(db.session(), self.matter, self.paper, form.typed())
        except Refused as refused:
            refused_into_form(form, refused)
            return self.page(form)
        doing: Mapping[str, Callable[[PaperForm], Answer]] = {
            LOOK: self.look, DOCX: self.docx, PDF: self.pdf, ISSUE: self.ask, CONFIRM: self.issue,
        }  # fmt: skip
        try:
            return doing.get(step, self.save)(form)
        except Refused as refused:  # what the province's template cannot be filled in with
            refused_into_form(form, refused)
            return self.page(form)

    def form(self) -> PaperForm:
        saved = {one.name: one.text for one in self.passages}
        last = self.recorded()
        number = {"number": last.document_no, "issued_on": last.document_on or last.on} if last else {}
        kind = form_of(self.passages)
        data = {**saved, **number, "version": self.version}
        if request.form.get("then") == OPEN:  # a page that is opened: what its draft holds, if one is asked for
            return kind(formdata=g.get("brought_back"), data=data)
        return kind(data=data)

    def recorded(self) -> Done | None:
        """The line of the log that was already written down with a number: it is this paper's."""
        last = None if self.paper.tells else self.facts.last(*self.paper.acts)
        return last if last and last.document_no else None

    def page(self, form: PaperForm) -> str:
        template = self.template(form)
        page = write_page(self.matter, self.paper, self.row, template.name if template else "")
        opened = request.form.get("then") == OPEN
        touched = "brought_back" in g if opened else not form.fresh
        return render_template("papers/write.html", page=page, form=form, passages=self.passages, touched=touched)

    def sheet(self, form: PaperForm, *, issued: bool = False) -> Sheet:
        typed = overlaid(self.passages, form.typed())
        if not issued:
            return laid_out(self.paper, typed)
        return laid_out(self.paper, typed, number=padded(form.number.data or ""), on=form.issued_on.data)

    # --- what the buttons do

    def save(self, form: PaperForm) -> Answer:
        with committing(form) as done:
            keeping.save_draft(
                db.session(), self.matter, self.paper, form.typed(), expected_version=form.version.data,
                sealer=sealer(PURPOSE), by=current_viewer(), at=now(),
            )  # fmt: skip
            finish_draft(None)
        if not done:
            return self.changed(form)
        flash(_("Đã lưu bản thảo “%(paper)s”.", paper=spoken(self.paper.name)))
        return redirect(self.address())

    def changed(self, form: PaperForm) -> str:
        """Saved by a colleague meanwhile: what stands now beside what was typed; saving again covers it."""
        row = keeping.draft_of(db.session(), self.matter, self.paper)
        standing = overlaid(self.passages, keeping.typed_in(row, sealer=sealer(PURPOSE)))
        who = saved_words(row)
        for one in standing:
            if form[one.name].data != one.text:
                form.standing_beside(one.name, _("Bản đang lưu (%(who)s): %(text)s", who=who, text=one.text or "–"))
        form.version.raw_data, form.version.data = None, row.version if row else 0
        return self.page(form)

    def look(self, form: PaperForm) -> Answer:
        page: LookPage = look_page(self.matter, self.paper)
        return render_template("papers/look.html", page=page, sheet=self.sheet(form))

    def docx(self, form: PaperForm) -> Answer:
        return as_file(Attachment(self.file_name("docx"), WORD.media_type, self.taken(form)))

    def pdf(self, form: PaperForm) -> Answer:
        try:
            content = as_pdf(self.taken(form))
        except NoPdf:
            without = _("Chưa tạo được PDF: máy chủ chưa cài LibreOffice hoặc LibreOffice không chạy. Tải tệp Word.")
            form.form_errors = [*form.form_errors, without]
            return self.page(form)
        return as_file(Attachment(self.file_name("pdf"), MEDIA_PDF, content))

    def taken(self, form: PaperForm) -> bytes:
        """The file of what is typed, to take along; that it was taken is written down."""
        with committing():
            keeping.note_taken(db.session(), self.matter, self.paper, by=current_viewer(), at=now())
        return self.file(form).content

    def template(self, form: PaperForm) -> PaperTemplate | None:
        """What this paper is made from on its day: a template of the province, or None for the built-in layout."""
        return template_on(db.session(), self.paper, form.issued_on.data or today())

    def file(self, form: PaperForm, *, issued: bool = False) -> PaperFile:
        """The file of what is typed. Raises Refused when the province's template cannot be filled in."""
        typed, on = overlaid(self.passages, form.typed()), form.issued_on.data or today()
        return paper_file(self.paper, typed, self.sheet(form, issued=issued), on=on)

    def ask(self, form: PaperForm) -> Answer:
        """The paper as it will be sent, before it is."""
        try:
            self.check(form)
        except Refused as refused:
            refused_into_form(form, refused)
            return self.page(form)
        page: IssuePage = issue_page(self.matter, self.paper, form.dotted())
        kept = [(one.name, str(value)) for one in form if one.name != "csrf_token" for value in one.raw_data or ()]
        kept += [(name, request.form.get(name, "")) for name in (REF, SAVES)]
        words = words_before(lambda: self.file(form, issued=True), form)
        sheet = self.sheet(form, issued=True)
        return render_template("papers/issue.html", page=page, sheet=sheet, words=words, form=form, kept=kept)

    def check(self, form: PaperForm) -> None:
        if form.issued_on.data is None:
            raise Refused("Nhập ngày ban hành ghi trên văn bản.", field="issued_on")
        keeping.check_issue(
            db.session(), self.matter, self.paper, number=form.number.data or "", on=form.issued_on.data, today=today()
        )

    def issue(self, form: PaperForm) -> Answer:
        on = form.issued_on.data
        if on is None:
            return self.ask(form)
        content = self.file(form, issued=True).content
        kept = keep(folder(), BytesIO(content), at=now())
        with committing(form) as done:
            row = keeping.issue(
                db.session(), self.matter, self.paper, form.typed(), kept, number=form.number.data or "", on=on,
                expected_version=form.version.data, sealer=sealer(PURPOSE), by=current_viewer(), at=now(),
                today=today(),
            )  # fmt: skip
            number = row.number
            finish_draft(None)
        if not done:
            return self.changed(form)
        said = " ".join(filter(None, (spoken(self.paper.name), number)))
        flash(_("Đã ban hành “%(paper)s” ngày %(day)s. Tệp nằm trong hồ sơ.", paper=said, day=day(on)))
        return redirect(url_for("cases.open", ref=self.matter.ref))

    def address(self) -> str:
        return url_for("papers.write", ref=self.matter.ref, paper=self.paper.slug)

    def file_name(self, ending: str) -> str:
        code = self.matter.code.replace("/", "-")
        name = _("Dự thảo %(paper)s %(code)s", paper=self.paper.name.vi, code=code)
        return f"{name}.{ending}"
