"""Issuing a conclusion: its form with the visits of the day, and the warning about a term beyond what the law gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import abort, flash, url_for
from flask_babel import gettext as _

from app.casework import conclusions as deeds
from app.casework.agencies import agencies_on
from app.casework.conclusion_tasks import Bound, bounds_of, conclusions_of_day
from app.casework.conclusions import TaskRefused, may_conclude
from app.casework.errors import Refused
from app.casework.reception_schedule import find_day
from app.casework.register import RegisterLine, lines_of_day
from app.extensions import db
from app.records.conclusions import Conclusion
from app.records.matters import Matter
from app.records.reception import ReceptionDay
from app.statute.instruments import cite_all
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.act_forms import ActForm, Entered
from app.web.clock import now, today
from app.web.conclusions.forms import ConclusionForm, TaskForm
from app.web.dues import duty_words
from app.web.forms import sentence_of
from app.web.views import Link
from app.web.wording import day, spoken, term, weekday_and_day


@dataclass(frozen=True, slots=True)
class IssuePage:
    """What stands around the form. ``bounds``: what the law gives for the visits of the day, a line each."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str
    basis: str
    agencies: tuple[str, ...]
    earlier: tuple[str, ...]
    bounds: tuple[str, ...]
    sealed: bool


def concluded_day(ref: str) -> ReceptionDay:
    """The day of an address. Aborts with 404 when it is not there, 403 when this person does not conclude it."""
    found = find_day(db.session(), current_viewer(), ref, today=today()) or abort(404)
    if not may_conclude(current_viewer(), found):
        abort(403)
    return found


def conclusion_form(it: ReceptionDay) -> ConclusionForm:
    """The form with its lists."""
    form = ConclusionForm()
    lines = lines_of_day(db.session(), current_viewer(), it.id)
    form.offer(
        visits=[(str(one.id), _visit_words(one)) for one in lines],
        agencies={one.name.casefold(): one.id for one in agencies_on(db.session(), today())},
    )
    if form.fresh:
        form.issued_on.data, form.signed_by.data, form.expected_version.data = today(), it.chaired_by, it.version
    return form


def _visit_words(line: RegisterLine) -> str:
    names = ", ".join(dict.fromkeys(line.shown_as if line.sealed else (one.full_name for one in line.people)))
    return f"{line.code} · {names}" if names else line.code


def issue(it: ReceptionDay, form: ConclusionForm) -> Conclusion:
    """Issue what a valid form says. Raises Refused; what is wrong with one task is put on its block first."""
    try:
        return deeds.issue_conclusion(
            db.session(), it, form.conclusion(), expected_version=form.expected_version.data, by=current_viewer(),
            at=now(), today=today(),
        )  # fmt: skip
    except TaskRefused as wrong:
        form.refuse(wrong.place, wrong.refused.field, sentence_of(wrong.refused))
        raise Refused("Xem lại việc giao có lỗi ở dưới.") from wrong


def recorded(matter: Matter, entered: Entered, _form: ActForm) -> str:
    """Record an act of a task, and where to go then. Raises as conclusions.record_task."""
    deeds.record_task(
        db.session(), matter, entered.act, entered.on, by=current_viewer(), at=now(), today=today(), data=entered.data,
        document_no=entered.document_no, document_on=entered.document_on, note=entered.note,
        expected_version=entered.version,
    )  # fmt: skip
    flash(_("Đã ghi “%(act)s” ngày %(day)s.", act=term(ACTS, entered.act), day=day(entered.on)))
    return url_for("conclusions.task", ref=matter.ref)


def beyond(form: ConclusionForm) -> bool:
    """Whether a term goes beyond what the law gives and nobody was told yet: then the form tells it."""
    blocks = [block for block in form.blocks if block.typed and block.visit.data]
    bounds = bounds_of(db.session(), current_viewer(), [block.visit.data for block in blocks]) if blocks else {}
    late = [block for block in blocks if _goes_beyond(block, bounds.get(block.visit.data))]
    told = ";".join(f"{block.visit.data}:{block.term_on.data}" for block in late)
    if not late or told == form.warned.data:
        return False
    form.warned.data, form.warned.raw_data = told, None
    for block in late:
        block.warning = _beyond_words(bounds[block.visit.data])
    return True


def _goes_beyond(block: TaskForm, bound: Bound | None) -> bool:
    term_on = block.term_on.data
    return bound is not None and term_on is not None and term_on > bound.due_on


def _beyond_words(bound: Bound) -> str:
    return _(
        "Hạn giao muộn hơn hạn luật định %(day)s (%(duty)s, %(code)s). Sửa lại hạn, hoặc bấm lưu lần nữa để giữ.",
        day=day(bound.due_on), duty=duty_words(bound.procedure, bound.duty), code=bound.code,
    )  # fmt: skip


def issue_page(it: ReceptionDay) -> IssuePage:
    """The surroundings of the form."""
    lines = lines_of_day(db.session(), current_viewer(), it.id)
    back = url_for("reception.day", ref=it.ref)
    title = _("Ban hành thông báo kết luận")
    return IssuePage(
        title=title,
        lede=_("Buổi tiếp %(day)s", day=weekday_and_day(it.on)),
        crumbs=(
            Link(_("Lịch tiếp công dân"), url_for("reception.schedule")), Link(day(it.on), back), Link(title, ""),
        ),
        back=back,
        basis=spoken(cite_all(["ND154 25.2"])),
        agencies=tuple(sorted(one.name for one in agencies_on(db.session(), today()))),
        earlier=tuple(one.document_no for one in conclusions_of_day(db.session(), it.id)),
        bounds=tuple(_bounds(lines)),
        sealed=any(line.sealed for line in lines),
    )  # fmt: skip


def _bounds(lines: Sequence[RegisterLine]) -> Iterator[str]:
    """By visit, until when the law gives time for what it became."""
    bounds = bounds_of(db.session(), current_viewer(), [line.id for line in lines]) if lines else {}
    for line in lines:
        if line.id in bounds:
            bound = bounds[line.id]
            words = duty_words(bound.procedure, bound.duty)
            yield _("%(code)s: %(duty)s, hạn %(day)s", code=line.code, duty=words, day=day(bound.due_on))
