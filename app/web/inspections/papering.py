"""The papers of inspections as forms: the conclusion while it is drafted, the report of a year until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.casework import audit
from app.casework.errors import Refused
from app.casework.file_types import WORD
from app.casework.inspections import papering
from app.casework.inspections.concluding import Written
from app.casework.inspections.papering import SUMMARY, Draft, Numbered
from app.casework.inspections.sight import Seen
from app.casework.outbox import Attachment
from app.casework.papers.linking import padded
from app.casework.papers.shape import Sheet, laid_out, overlaid
from app.extensions import db
from app.records.inspections import InspectionPaper, InspectionPlan, InspectionStage
from app.records.matters import Matter
from app.records.people import Account
from app.statute.inspections import result_before
from app.statute.papers import OfficialPaper
from app.statute.papers.oversight import INSPECTION_CONCLUSION, INSPECTION_RESULT
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.forms import refused_into_form
from app.web.inspections.doing import crumbs_of, own_inspection
from app.web.inspections.forms import AnnounceForm
from app.web.inspections.parts import plan_crumbs
from app.web.paper_files import PaperFile, TemplateWords, paper_file, words_before
from app.web.paper_forms import PaperForm, form_of
from app.web.views import Link
from app.web.wording import day, moment, spoken

LOOK, DOCX, ISSUE, SAVE = "look", "docx", "issue", "save"
Keep = Callable[[PaperForm], object]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What stands around the form. ``sends``: the verb of issuing it here; ``otherwise``: how else it is recorded."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    note: str
    saved: str
    sends: str = ""
    otherwise: Link | None = None
    sheet: Sheet | None = None
    dotted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """One request about one paper."""

    paper: OfficialPaper
    draft: Draft
    page: PaperPage

    def form(self) -> PaperForm:
        form = form_of(self.draft.passages)(
            data={**{one.name: one.text for one in self.draft.passages}, "version": self.draft.version}
        )
        if form.fresh:
            form.issued_on.data = today()
        return form

    def sheet(self, form: PaperForm, *, issued: bool = False) -> Sheet:
        typed = overlaid(self.draft.passages, form.typed())
        if not issued:
            return laid_out(self.paper, typed)
        return laid_out(self.paper, typed, number=padded(form.number.data or ""), on=form.issued_on.data)

    def file(self, form: PaperForm, *, issued: bool = False) -> PaperFile:
        """The file of what is typed. Raises Refused when the province's template cannot be filled in."""
        typed, on = overlaid(self.draft.passages, form.typed()), form.issued_on.data or today()
        return paper_file(self.paper, typed, self.sheet(form, issued=issued), on=on)

    def answer(self, form: PaperForm, keep: Keep, told: str) -> Answer:
        """A look at it, the file to take along, or what ``keep`` does; else the form."""
        then = request.form.get("then", "")
        if form.validate_on_submit() and then == DOCX:
            try:
                return as_file(Attachment(f"{self.paper.name.vi}.docx", WORD.media_type, self.file(form).content))
            except Refused as refused:
                refused_into_form(form, refused)
        if form.is_submitted() and then in {SAVE, ISSUE} and not form.errors:
            with committing(form) as done:
                keep(form)
            if done:
                flash(told)
                return redirect(self.page.back)
        return self.shown(form, look=then == LOOK or bool(self.page.sends and not form.errors))

    def shown(self, form: PaperForm, *, look: bool) -> str:
        page, words = self.page, TemplateWords()
        if look:
            page = replace(page, sheet=self.sheet(form), dotted=form.dotted())
            words = words_before(lambda: self.file(form), form)
        return render_template("inspections/paper.html", page=page, words=words, form=form,
                               passages=self.draft.passages)  # fmt: skip


def _saved(row: InspectionPaper | None) -> str:
    if row is None:
        return ""
    account = db.session.get(Account, row.changed_by_id) if row.changed_by_id else None
    who = account.full_name if account else ""
    return _("Bản thảo chung: %(who)s lưu lúc %(when)s.", who=who, when=moment(row.changed_at))


# --- the conclusion ---------------------------------------------------------------------------------------------------


def conclusion_page(ref: str) -> Answer:
    """The answer to GET and POST of the conclusion while it is drafted."""
    seen = own_inspection(ref, InspectionStage.UNDER_WAY)
    writing = _conclusion(seen)
    form = writing.form()

    def keep(form: PaperForm) -> None:
        papering.draft_conclusion(
            db.session(), ref, form.typed(), by=current_viewer(), at=now(), today=today(),
            expected_version=form.version.data,
        )  # fmt: skip

    return writing.answer(form, keep, _("Đã lưu bản thảo kết luận. Số và ngày ghi khi công bố."))


def _conclusion(seen: Seen) -> Writing:
    draft = papering.conclusion_draft(db.session(), seen, by=current_viewer(), today=today())
    title, ref = _("Soạn văn bản kết luận"), seen.inspection.ref
    page = PaperPage(
        title=title, lede=_("Lập từ điều phát hiện và kiến nghị đã ghi; sửa được đến khi công bố."),
        crumbs=(*crumbs_of(seen), Link(title, "")), back=url_for("inspections.inspection", ref=ref),
        note=_("Phần không sửa vẫn theo điều phát hiện, kiến nghị ghi thêm sau này. Không nêu tên, nội dung của hồ sơ"
               " giữ bí mật."),
        saved=_saved(draft.row),
    )  # fmt: skip
    return Writing(INSPECTION_CONCLUSION, draft, page)


@dataclass(frozen=True, slots=True)
class Concluding:
    """The conclusion as it would be announced."""

    writing: Writing

    def summary(self) -> str:
        return next(one.text for one in self.writing.draft.passages if one.name == SUMMARY)

    def sheet(self, form: AnnounceForm, *, issued: bool = False) -> Sheet:
        typed = overlaid(self.writing.draft.passages, self.typed(form))
        if not issued:
            return laid_out(INSPECTION_CONCLUSION, typed)
        number, on = padded(form.number.data or ""), form.announced_on.data
        return laid_out(INSPECTION_CONCLUSION, typed, number=number, on=on)

    def typed(self, form: AnnounceForm) -> dict[str, str]:
        said = {one.name: one.text for one in self.writing.draft.passages}
        name = said["signed_by"] or (form.signed_by.data or "").partition(",")[0]
        return {**said, SUMMARY: form.summary.data or said[SUMMARY], "signed_by": _bare(name)}

    def file(self, form: AnnounceForm, *, issued: bool = False) -> PaperFile:
        """The file of what is typed. Raises Refused when the province's template cannot be filled in."""
        typed, on = overlaid(self.writing.draft.passages, self.typed(form)), form.announced_on.data or today()
        return paper_file(INSPECTION_CONCLUSION, typed, self.sheet(form, issued=issued), on=on)

    def words(self, form: AnnounceForm) -> TemplateWords:
        return words_before(lambda: self.file(form), form)

    def written(self, form: AnnounceForm) -> Written:
        return Written(self.typed(form), self.file(form, issued=True).content)


def _bare(name: str) -> str:
    """The name under a signature: "Ông" and "Bà" are not printed there."""
    first, _space, rest = name.strip().partition(" ")
    return rest if first in {"Ông", "Bà"} else name.strip()


def concluding_of(seen: Seen) -> Concluding:
    """The conclusion of an inspection as it stands before it is announced."""
    return Concluding(_conclusion(seen))


# --- the report of a year ---------------------------------------------------------------------------------------------


def result_page(plan: InspectionPlan, matter: Matter) -> Answer:
    """The answer to GET and POST of the report of a year: drafted, looked at, sent with its number."""
    writing = _result(plan, matter)
    form, ref, sends = writing.form(), plan.ref, request.form.get("then") == ISSUE

    def keep(form: PaperForm) -> None:
        by, session = current_viewer(), db.session()
        if sends:
            on = form.issued_on.data or today()
            said = Numbered(form.number.data or "", on, form.typed(), writing.file(form, issued=True).content)
            papering.send_result(session, ref, said, by=by, at=now(), today=today())
            return
        papering.draft_result(
            session, ref, form.typed(), by=by, at=now(), today=today(), expected_version=form.version.data
        )

    told = _("Đã gửi kết quả kiểm tra. Sở Nội vụ đọc được văn bản này.") if sends else _("Đã lưu bản thảo báo cáo.")
    return writing.answer(form, keep, told)


def _result(plan: InspectionPlan, matter: Matter) -> Writing:
    draft = papering.result_draft(db.session(), plan, by=current_viewer(), today=today())
    title, before = spoken(INSPECTION_RESULT.name), result_before(plan.year)
    other = Link(
        _("Đã gửi bằng văn bản soạn ở nơi khác: ghi số, ngày"),
        url_for("inspections.act", ref=matter.ref, act=papering.SENT),
    )
    page = PaperPage(
        title=title, lede=_("Lập từ các cuộc kiểm tra của kế hoạch; gửi trước %(day)s.", day=day(before)),
        crumbs=plan_crumbs(plan, Link(title, "")), back=url_for("inspections.plan", ref=plan.ref),
        note=_("Phần không sửa vẫn theo số liệu của ngày gửi. Ghi số, ngày rồi gửi: tệp được giữ đúng như đã gửi."),
        saved=_saved(draft.row), sends=_("Gửi kết quả về Sở Nội vụ"), otherwise=other,
    )  # fmt: skip
    return Writing(INSPECTION_RESULT, draft, page)


def taken(paper: InspectionPaper, subject: str) -> Answer:
    """The very file of an issued paper; who took it is written down."""
    file = Attachment(paper.file_name, WORD.media_type, paper.content or b"")
    with committing():
        by = current_viewer().account_id
        audit.note(db.session(), by=by, at=now(), action="inspection_paper_taken", subject=subject)
    return as_file(file)
