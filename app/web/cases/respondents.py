"""Respondents of a petition or case added, put right, ended: forms filled, deeds done. Sealed ones are opened first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.casework import respondent_changes
from app.casework.agencies import agency_names_on
from app.casework.case_files import RespondentRow, respondents_of
from app.casework.permissions import visible
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter
from app.statute.terms import DENUNCIATIONS, Procedure
from app.web.access import current_viewer
from app.web.act_contents import OPEN
from app.web.acting import Answer, Way, travelling
from app.web.cases.parties import back_to, closed, done, seen_in, way_to
from app.web.cases.party_forms import EndPartyForm, RespondentForm
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.foreseen import CONFIRM, EDIT
from app.web.forms import Form
from app.web.parties import keeping_out_question, respondent_label, respondent_words
from app.web.views import Confirmation


@dataclass(frozen=True, slots=True)
class RespondentPage:
    """What stands around a form. ``who``: whom it is about; of a sealed one that was not opened their place alone.

    ``part``: what they are called in the middle of a sentence; ``keeps_out``: whether the head of an agency among them
    keeps it out of the file, as of a denunciation.
    """

    title: str
    subject: str
    who: str
    way: Way
    part: str
    keeps_out: bool


def added(matter: Matter) -> Answer:
    """The answer to the form of somebody more."""
    title = _("Thêm %(part)s", part=_part(matter))
    if refused := closed(matter, title):
        return refused
    form = _form(matter)
    if asked := _asked_first(matter, form):
        return asked
    if _is_to_be_saved(form) and done(matter, form, lambda: _add(matter, form)):
        flash(_("Đã ghi thêm."))
        return redirect(_back_or_away(matter))
    return _page("cases/respondent.html", matter, form, title)


def _add(matter: Matter, form: RespondentForm) -> None:
    respondent_changes.add(
        db.session(), matter, form.typed(), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def changed(matter: Matter, number: int) -> Answer:
    """The answer to the form that puts somebody right; of a sealed matter they are opened first, and audited."""
    title = _("Sửa %(part)s", part=_part(matter))
    if refused := closed(matter, title):
        return refused
    row, form = _row(matter, number), _form(matter)
    told = None if matter.sealed else row
    if told is not None and form.fresh:
        form = _form(matter, told)
    if request.form.get("step") == OPEN:
        told = _opened(matter, number)
        form = _form(matter, told)
    elif matter.sealed and form.fresh:
        return _page("cases/party_ask.html", matter, Form(), title, number=number)
    elif asked := _asked_first(matter, form, number):
        return asked
    elif _is_to_be_saved(form) and done(matter, form, lambda: _change(matter, number, form)):
        flash(_("Đã sửa."))
        return redirect(_back_or_away(matter))
    return _page("cases/respondent.html", matter, form, title, told, number=number)


def _change(matter: Matter, number: int, form: RespondentForm) -> None:
    respondent_changes.change(
        db.session(), matter, number, form.typed(), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def ended(matter: Matter, number: int) -> Answer:
    """The answer to the form by which it is against somebody no more."""
    title = _("Thôi là %(part)s", part=_part(matter))
    if refused := closed(matter, title):
        return refused
    row, form = _row(matter, number), EndPartyForm(data={"on": today(), **seen_in(matter)})
    if form.validate_on_submit() and done(matter, form, lambda: _end(matter, number, form)):
        flash(_("Đã ghi thôi."))
        return redirect(_back_or_away(matter))
    return _page("cases/respondent_end.html", matter, form, title, None if matter.sealed else row, number=number)


def _end(matter: Matter, number: int, form: EndPartyForm) -> None:
    respondent_changes.end(
        db.session(), matter, number, on=form.on.data or today(), reason=form.reason.data or "", by=current_viewer(),
        at=now(), today=today(), expected_version=form.expected_version.data,
    )  # fmt: skip


# ---- an agency kept out, and let in again


def _is_to_be_saved(form: RespondentForm) -> bool:
    return request.form.get("step") != EDIT and form.validate_on_submit()


def _asked_first(matter: Matter, form: RespondentForm, number: int = 0) -> Answer | None:
    """The question before the head of an agency is named, which hides the file from it; None where nothing is asked."""
    if request.form.get("step") == CONFIRM or not _is_to_be_saved(form):
        return None
    found = respondent_changes.foretold(db.session(), matter, form.typed(), on=today(), number=number)
    if found is None:
        return None
    asked = keeping_out_question(matter, found, verb=_("Lưu và loại cơ quan này"), back=back_to(matter))
    it = replace(asked, meanwhile=changed_since(matter, form, lambda _rows: {}))
    return render_template("acting/confirm.html", it=it, form=form, kept=travelling(form))


def let_in(matter: Matter, code: str) -> Answer:
    """The question before an agency may know of a denunciation again, and the deed."""
    session = db.session()
    if not respondent_changes.may_let_in(session, matter, current_viewer()):
        abort(403)
    agency = session.scalar(select(Agency).where(Agency.code == code))
    if agency not in respondent_changes.kept_out_without_cause(session, matter) or agency is None:
        abort(404)
    form = Form()
    if form.validate_on_submit() and request.form.get("step") == CONFIRM:
        agency_id, name, where = agency.id, agency.name, _where_it_stays(matter, agency)
        with committing():
            respondent_changes.let_in(db.session(), matter, agency_id, by=current_viewer(), at=now())
        flash(_("Đã thôi loại %(agency)s khỏi hồ sơ.", agency=name) + f" {where}")
        return redirect(back_to(matter))
    asked = Confirmation(
        question=_("Thôi loại %(agency)s khỏi hồ sơ %(code)s?", agency=agency.name, code=matter.code),
        verb=_("Thôi loại cơ quan này"), back=back_to(matter),
        explained=(
            _("Trong hồ sơ không còn người đứng đầu, cấp phó nào của cơ quan này bị tố cáo."),
            _where_it_stays(matter, agency),
            _("Phần bảo mật vẫn chỉ người được cấp quyền mở."),
            _("Việc này được ghi vào nhật ký."),
        ),
    )  # fmt: skip
    return render_template("acting/confirm.html", it=asked, form=form, kept=[])


def _where_it_stays(matter: Matter, agency: Agency) -> str:
    """Whether who is let in sees the file now: where it is does not change."""
    if matter.agency_id == agency.id:
        return _("Hồ sơ đang ở %(agency)s: cơ quan này thấy lại ngay.", agency=agency.name)
    holder = db.session.get_one(Agency, matter.agency_id).name
    return _(
        "Hồ sơ vẫn do %(holder)s giữ: %(agency)s chỉ thấy khi %(holder)s chuyển hồ sơ đến đó.",
        holder=holder, agency=agency.name,
    )  # fmt: skip


# ---- what they share


def _form(matter: Matter, row: RespondentRow | None = None) -> RespondentForm:
    """The form as it was sent; or as ``row`` stands, whatever was sent."""
    if row is None:
        form = RespondentForm(data=seen_in(matter))
    else:
        told = {
            "respondent_agency": row.agency_id, "respondent_name": row.name, "respondent_post": row.post,
            "respondent_is_head": row.is_head,
        }  # fmt: skip
        form = RespondentForm(formdata=None, data={**told, **seen_in(matter)})
    form.offer([(str(one.id), one.name) for one in agency_names_on(db.session(), today())], row)
    return form


def _row(matter: Matter, number: int) -> RespondentRow:
    """The one in this place whom the matter is still against. Aborts with 404."""
    rows = respondents_of(db.session(), matter)
    return next((one for one in rows if one.number == number), None) or abort(404)


def _opened(matter: Matter, number: int) -> RespondentRow:
    """The same of a sealed matter, for a grantee. Written in the trail. Aborts with 400 for a form not of ours."""
    if not matter.sealed or not Form().validate_on_submit():
        abort(400)
    with committing():
        rows = respondent_changes.open_respondents(db.session(), matter, viewer=current_viewer(), at=now())
    return next((one for one in rows if one.number == number), None) or abort(404)


def _part(matter: Matter) -> str:
    """What they are called in the middle of a sentence."""
    return respondent_label(matter).lower()


def _keeps_out(matter: Matter) -> bool:
    """A denunciation does; what is not classified yet may become one."""
    return matter.procedure in {None, Procedure.TRIAGE, *DENUNCIATIONS}


def _back_or_away(matter: Matter) -> str:
    """The file, or the list when nobody here may see the file any more."""
    seen = select(Matter.id).where(Matter.id == matter.id, visible(current_viewer()))
    if db.session.scalar(seen) is not None:
        return back_to(matter)
    flash(_("Hồ sơ do cơ quan khác giữ từ đây. Cơ quan này không còn thấy."))
    return url_for("cases.index")


def _page(
    template: str, matter: Matter, form: Form, title: str, row: RespondentRow | None = None, *, number: int = 0
) -> str:
    label = respondent_label(matter)
    who = ", ".join(filter(None, (respondent_words(row) if row else "", f"{label} {number}" if number else "")))
    page = RespondentPage(title, matter.code, who, way_to(matter, title), _part(matter), _keeps_out(matter))
    meanwhile = changed_since(matter, form, lambda _rows: {}) if "mark" in form else None
    return render_template(template, page=page, form=form, way=page.way, meanwhile=meanwhile)
