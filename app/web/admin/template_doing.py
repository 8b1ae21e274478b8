"""Templates of papers taken in and tried."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework.errors import Refused
from app.casework.file_types import WORD
from app.casework.outbox import Attachment
from app.casework.papers import templates
from app.casework.papers.examples import example_of
from app.extensions import db
from app.paper.package import LARGEST
from app.paper.pdf import NoPdf, as_pdf
from app.paper.province import NotATemplate, tried, words_of
from app.paper.starter import starter
from app.records.papers import PaperTemplate
from app.statute.papers import OfficialPaper
from app.web.access import current_viewer
from app.web.admin.template_forms import UploadForm
from app.web.admin.template_pages import paper_page, papers_now, template_page, trouble_words
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.forms import refused_into_form, sentence_of

Page = str | Response
MEDIA_PDF = "application/pdf"


def paper_or_404(code: str) -> OfficialPaper:
    """The kind of paper of a link, by today's law."""
    return next((one for one in papers_now() if one.code == code), None) or abort(404)


def template_or_404(ref: str) -> tuple[OfficialPaper, PaperTemplate]:
    """The template of a link, and the kind of paper it is of."""
    template = templates.template_with_ref(db.session(), ref) or abort(404)
    return paper_or_404(template.paper), template


def uploaded(paper: OfficialPaper) -> Page:
    """The answer to the page of a kind of paper: what was uploaded is looked through, tried, and kept."""
    form = UploadForm()
    if form.validate_on_submit() and (template := _kept(paper, form)) is not None:
        flash(_("Mẫu đọc được. Xem bản thử, rồi đưa vào dùng."))
        return redirect(url_for("admin.template", ref=template.ref))
    return render_template("admin/paper_template.html", page=paper_page(paper), form=form)


def _kept(paper: OfficialPaper, form: UploadForm) -> PaperTemplate | None:
    sent = form.file.data
    content = sent.read(LARGEST + 1) if sent else b""
    try:
        _trial(paper, content)
    except NotATemplate as not_one:
        form.file.errors = [*form.file.errors, *trouble_words(not_one)]
        return None
    except Refused as refused:
        refused_into_form(form, refused)
        return None
    kept = None
    with committing(form):
        kept = templates.add_template(
            db.session(), paper, content, name=sent.filename or "", by=current_viewer(), at=now()
        )
    return kept if not form.errors else None


def _trial(paper: OfficialPaper, content: bytes) -> bytes:
    return tried(content, example_of(paper, today()).fields, title=paper.name.vi, at=now())


def shown(paper: OfficialPaper, template: PaperTemplate) -> str:
    """The page of one template, with what it says of the invented matter."""
    lines, trouble = [], ""
    try:
        lines = words_of(_trial(paper, template.content))
    except NotATemplate as not_one:
        trouble = " ".join(trouble_words(not_one))
    except Refused as refused:
        trouble = sentence_of(refused)
    page = template_page(paper, template, lines, trouble)
    return render_template("admin/paper_template_one.html", page=page)


def file_of(paper: OfficialPaper, template: PaperTemplate, what: str) -> Page:
    """The file as it was uploaded, or the trial as Word or PDF."""
    if what == "goc":
        return as_file(Attachment(template.name, WORD.media_type, template.content))
    name = _("Bản thử %(paper)s", paper=paper.name.vi)
    try:
        made = _trial(paper, template.content)
        if what == "thu":
            return as_file(Attachment(f"{name}.docx", WORD.media_type, made))
        return as_file(Attachment(f"{name}.pdf", MEDIA_PDF, as_pdf(made)))
    except (NotATemplate, Refused, NoPdf):
        flash(_("Chưa tạo được bản thử."), "over")
        return redirect(url_for("admin.template", ref=template.ref))


def starter_file(paper: OfficialPaper) -> Page:
    """The built-in layout with its fields, to begin with."""
    name = _("Mẫu khởi đầu %(paper)s", paper=paper.name.vi)
    content = starter(paper, example_of(paper, today()).passages, at=now())
    return as_file(Attachment(f"{name}.docx", WORD.media_type, content))
