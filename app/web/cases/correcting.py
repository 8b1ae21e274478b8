"""Putting an entry of a log right: the form that corrects it, the page that takes it back, what either would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.casework import corrections, ledger
from app.casework.agencies import agencies_on
from app.casework.content_lines import FINDINGS, nameable_again
from app.casework.corrections import STANDS_FOR_MORE, Correction, Way
from app.casework.errors import Refused
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Act, Matter
from app.statute.assessment import OpenAct
from app.statute.procedures import FieldKind, FieldSpec, each_content_of, edges_of
from app.statute.procedures.contents import BASIS, EVIDENCE, NAMED
from app.statute.procedures.people import WHO
from app.statute.terms import ACTS, Procedure
from app.web.access import current_viewer
from app.web.act_contents import short_words, to_choose
from app.web.act_fields import finding_words, written
from app.web.act_forms import PAGE, ActForm, Entered, form_of
from app.web.acting import Answer, travelling
from app.web.cases.pages import address_of
from app.web.changes import changed_since, typed_in
from app.web.clock import now, today
from app.web.commits import committing
from app.web.foreseen import clock_changes
from app.web.forms import (
    Form,
    LineField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
    refused_into_form,
    sentence_of,
)
from app.web.views import NOTHING, Both, Change, Confirmation, Link, Meanwhile
from app.web.wording import day, term

CONFLICT = 409


class CorrectForm(ActForm):
    """An entry as it should have been typed. Filled in with what it says; ``note`` says why it is corrected."""

    document_no = LineField(_l("Số, ký hiệu văn bản"), [Optional(), Length(max=80)])
    note = TextField(_l("Lý do sửa"), [Needed(), Length(max=PAGE)])


class UndoForm(Form):
    """Why one's own entry of today is taken back."""

    expected_version = VersionField()
    mark = VersionField()
    note = TextField(_l("Lý do"), [Needed(), Length(max=PAGE)])


class TakeBackForm(UndoForm):
    """By which document the head takes an entry back, and why."""

    document_no = LineField(_l("Số, ký hiệu văn bản bỏ mục này"), [Needed(), Length(max=80)])
    document_on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """What stands around the form: which entry, what it says now, what taking it back would change."""

    title: str
    crumbs: tuple[Link, ...]
    back: str
    said: tuple[str, ...]
    document: str = ""
    agencies: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    meanwhile: Any = None


def line_of(matter: Matter, line_id: int) -> Act:
    """The entry ``line_id`` of a matter the viewer sees. Aborts with 404."""
    line = db.session.get(Act, line_id)
    if line is None or line.matter_id != matter.id:
        abort(404)
    return line


def correct_page(matter: Matter, line: Act) -> Answer:
    """The answer to GET and POST of the form that corrects an entry."""
    form = _form(matter, line)
    if Way.CORRECT not in _ways(matter, line):
        return _closed(matter, line, form)
    if form.restored or request.form.get("step") == "edit" or not form.validate_on_submit():
        return _corrected_form(matter, line, form)
    if request.form.get("step") != "confirm":
        return _asked(matter, line, form)
    with committing(form) as done:
        corrections.correct(
            db.session(), line_of(matter, line.id), _correction(form), by=current_viewer(), at=now(), today=today(),
            expected_version=form.expected_version.data,
        )  # fmt: skip
    if not done:
        gone = Way.CORRECT not in _ways(matter, line)
        return _closed(matter, line, form) if gone else _corrected_form(matter, line, form)
    flash(_("Đã sửa “%(act)s”.", act=term(ACTS, line.act)))
    return redirect(_back(matter))


def take_back_page(matter: Matter, line: Act) -> Answer:
    """The answer to GET and POST of the page that takes an entry back: one's own of today, or the head's way."""
    ways = _ways(matter, line)
    form = _taking_form(matter, head=Way.TAKE_BACK in ways)
    if not {Way.UNDO, Way.TAKE_BACK} & set(ways):
        return _closed(matter, line, form)
    if form.validate_on_submit():
        with committing(form) as done:
            _taken_back(line_of(matter, line.id), form)
        if done:
            flash(_("Đã bỏ mục “%(act)s”.", act=term(ACTS, line.act)))
            return redirect(_back(matter))
        if not _ways(matter, line):
            return _closed(matter, line, form)
    return render_template("cases/take_back.html", page=_about(matter, line, form, taken_back=True), form=form)


# ---- correcting


def _form(matter: Matter, line: Act) -> CorrectForm:
    as_open = OpenAct(line.act, _fields(matter, line), (), "", document=False, each_content=_of_each(matter, line))
    said = {spec.name: _as_typed(spec, line.data.get(spec.name)) for spec in as_open.fields}
    said |= {f"{name}_{n}": value for n, found in _found(line).items() for name, value in found.items()}
    fresh = {"on": line.on, "document_on": line.document_on, "expected_version": matter.version, "mark": _mark(matter)}
    contents = {int(number): short_words(int(number), "") for number in _found(line)} or _nameable(
        matter, as_open, line
    )
    form = form_of(as_open, base=CorrectForm, today=today(), contents=contents)(data={**said, **fresh})
    assert isinstance(form, CorrectForm)  # noqa: S101 - what form_of was asked for
    return form


def _fields(matter: Matter, line: Act) -> tuple[FieldSpec, ...]:
    """What may be said otherwise: of a sealed matter no free text, which is read on its sealed page only.

    Which given term an entry is about may not, nor who withdrew: it is taken back, and another one recorded.
    """
    if line.act in STANDS_FOR_MORE:
        return ()
    edge = next(one for one in edges_of(matter.procedure or Procedure.TRIAGE) if one.act == line.act)
    fixed = {FieldKind.TERM, FieldKind.TEXT} if matter.sealed else {FieldKind.TERM}
    return tuple(spec for spec in edge.fields if spec.kind not in fixed and spec not in WHO)


def _of_each(matter: Matter, line: Act) -> tuple[FieldSpec, ...]:
    """What may be said otherwise of each content it found something of."""
    specs = each_content_of(matter.procedure or Procedure.TRIAGE, line.act)
    return tuple(spec for spec in specs if not (matter.sealed and spec.kind is FieldKind.TEXT))


def _nameable(matter: Matter, as_open: OpenAct, line: Act) -> dict[int, str]:
    """The contents it may name instead of those it names; none of an entry that names none."""
    if NAMED not in as_open.fields:
        return {}
    return to_choose(nameable_again(db.session(), matter, line))


def _found(line: Act) -> Mapping[str, Mapping[str, Any]]:
    """What an entry found of each content, by number; empty where it says nothing of them."""
    return line.data.get(FINDINGS) or {}


def _as_typed(spec: FieldSpec, value: Any) -> Any:
    if spec.kind is FieldKind.CONTENTS:
        return [str(one) for one in value or ()]
    return date.fromisoformat(value) if spec.kind is FieldKind.DATE and isinstance(value, str) and value else value


def _correction(form: CorrectForm) -> Correction:
    typed: Entered = form.entered("")
    data = {name: form[name].data for name in form.said}  # what was emptied is to be empty
    data |= {FINDINGS: form.findings()} if form.each else {}
    return Correction(typed.on, typed.note, data, typed.document_no, typed.document_on)


def _asked(matter: Matter, line: Act, form: CorrectForm) -> Answer:
    """The page of what would change."""
    correction = _correction(form)
    meanwhile = changed_since(matter, form, lambda _rows: {})
    try:
        before, after = corrections.forecast(db.session(), matter, line, correction, today=today())
    except Refused as refused:
        refused_into_form(form, refused)
        return _corrected_form(matter, line, form, meanwhile)
    name = term(ACTS, line.act)
    asked = Confirmation(
        question=_("Sửa “%(act)s” của %(code)s?", act=name, code=matter.code),
        verb=_("Sửa mục này"),
        back=_back(matter),
        explained=(
            _("Mục cũ vẫn đọc được trong diễn biến. Lý do: %(why)s", why=correction.note),
        ),
        changes=(*_entry_changes(matter, line, form, correction), *clock_changes(before, after)),
        meanwhile=meanwhile,
    )  # fmt: skip
    return render_template("acting/confirm.html", it=asked, form=form, kept=travelling(form))


def _entry_changes(matter: Matter, line: Act, form: CorrectForm, correction: Correction) -> list[Change]:
    """The lines "cũ → mới" of the entry itself."""
    procedure = matter.procedure or Procedure.TRIAGE
    now_said = {name: value.isoformat() if isinstance(value, date) else value for name, value in form.data.items()}
    rows = [
        (str(form.on.label.text), day(line.on), day(correction.on)),
        (_("Số văn bản"), _paper(line.document_no, line.document_on),
         _paper(correction.document_no or line.document_no, correction.document_on or line.document_on)),
    ]  # fmt: skip
    for name in form.said:
        old, new = (
            "; ".join(written(procedure, line.act, {name: values.get(name)})) for values in (line.data, now_said)
        )
        rows.append((str(form[name].label.text), old, new))
    for number, found in form.findings().items():
        old, new = (_found_words(procedure, line.act, one) for one in (_found(line)[number], found))
        rows.append((short_words(int(number), ""), old, new))
    return [Change(what, old, new) for what, old, new in rows if old != new]


def _found_words(procedure: str, act: str, found: Mapping[str, Any]) -> str:
    return ". ".join(filter(None, (finding_words(procedure, act, found), found.get(BASIS), found.get(EVIDENCE))))


def _paper(number: str, on: date | None) -> str:
    return ", ".join(part for part in (number, day(on) if on and number else "") if part)


def _corrected_form(matter: Matter, line: Act, form: CorrectForm, told: Meanwhile = NOTHING) -> Answer:
    page = _about(matter, line, form)  # it is told once: what the question was about to tell is not asked for again
    page = replace(page, meanwhile=told) if told.sentences else page
    return render_template("cases/correct.html", page=page, form=form)


# ---- taking back


def _taking_form(matter: Matter, *, head: bool) -> UndoForm:
    filled = {"expected_version": matter.version, "mark": _mark(matter)}
    return TakeBackForm(data=filled) if head else UndoForm(data={**filled, "note": _("Ghi nhầm")})


def _taken_back(line: Act, form: UndoForm) -> None:
    hand: dict[str, Any] = {"by": current_viewer(), "at": now(), "today": today(), "note": form.note.data or ""}
    hand |= {"expected_version": form.expected_version.data}
    if isinstance(form, TakeBackForm):
        number, on = form.document_no.data or "", form.document_on.data
        corrections.take_back(db.session(), line, document_no=number, document_on=on, **hand)
    else:
        corrections.undo(db.session(), line, **hand)


# ---- around both


def _ways(matter: Matter, line: Act) -> tuple[Way, ...]:
    lines = ledger.log_of(db.session(), matter)
    gone = corrections.gone_out(db.session(), matter)
    found = corrections.ways_of(matter, line, lines, by=current_viewer(), today=today(), gone=gone)
    if not found and not any(one.corrects_id == line.id for one in lines):
        abort(403)
    return found


def _about(matter: Matter, line: Act, form: Any, *, taken_back: bool = False) -> CorrectPage:
    name = {"act": term(ACTS, line.act), "day": day(line.on)}
    asks_agency = any(spec.kind is FieldKind.AGENCY for spec in _fields(matter, line))
    return CorrectPage(
        title=_("Bỏ mục “%(act)s” ngày %(day)s?", **name) if taken_back else _("Sửa “%(act)s” ngày %(day)s", **name),
        crumbs=(Link(matter.code, _back(matter)), Link(_("Bỏ mục đã ghi") if taken_back else _("Sửa mục đã ghi"), "")),
        back=_back(matter),
        said=tuple(written(matter.procedure or Procedure.TRIAGE, line.act, line.data, sealed=matter.sealed)),
        document=_paper(line.document_no, line.document_on),
        agencies=tuple(one.name for one in agencies_on(db.session(), today())) if asks_agency else (),
        changes=_changes_without(matter, line) if taken_back else (),
        meanwhile=changed_since(matter, form, lambda _rows: {}),
    )


def _changes_without(matter: Matter, line: Act) -> tuple[Change, ...]:
    """What taking the entry back would change; nothing where later entries rest on it, which the deed then says."""
    try:
        return clock_changes(*corrections.forecast(db.session(), matter, line, None, today=today()))
    except Refused:
        return ()


def _closed(matter: Matter, line: Act, form: Form) -> Answer:
    """Somebody put it right meanwhile, or the way there was is over: what was typed stays to be read."""
    typed: Sequence[Both] = ()
    if request.method == "POST":
        fields = [field for field in form if field.name in {"on", "document_no", "document_on", "note"}]
        typed = [Both(str(field.label.text), "", typed_in(field)) for field in fields if typed_in(field)]
    lines = ledger.log_of(db.session(), matter)
    answered = any(one.corrects_id == line.id for one in lines)
    why = _("Dòng này đã được sửa. Hãy sửa dòng mới nhất.") if answered else _why_not(matter, line, lines)
    around = {"back": _back(matter), "crumbs": (Link(matter.code, _back(matter)), Link(_("Sửa mục đã ghi"), ""))}
    page = {"title": term(ACTS, line.act), "why": why, "way": around, "subject": matter.code, "both": typed}
    return render_template("acting/closed.html", **page), CONFLICT


def _why_not(matter: Matter, line: Act, lines: Sequence[Act]) -> str:
    if line.act in STANDS_FOR_MORE:
        return _("Không bỏ được mục “%(name)s”: chỉ sửa ngày, hoặc ra văn bản hủy.", name=term(ACTS, line.act))
    stays = corrections.why_it_stays(matter, line, lines, corrections.gone_out(db.session(), matter))
    if stays is not None and corrections.typed_today(line, current_viewer(), today()):
        return sentence_of(stays)
    return _("Chỉ người đã ghi mục này bỏ được, trong ngày đã ghi.")


def _back(matter: Matter) -> str:
    return address_of(matter) or url_for("cases.index")


def _mark(matter: Matter) -> int:
    return last_change(db.session(), matter.id)
