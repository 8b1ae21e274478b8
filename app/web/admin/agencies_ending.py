"""Ending an agency: what is asked, the page that shows what happens, and the deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.casework.agency_list import agency_with_ref
from app.casework.errors import Refused
from app.casework.succession import Ending, Foreseen, OpenMatter, end_agency, foresee, open_matters
from app.extensions import db
from app.records.agencies import Agency
from app.web.access import current_viewer
from app.web.admin.agencies_changing import ChangePage, others, overtaken
from app.web.admin.agencies_forms import TO, EndForm, choose_from, pointing
from app.web.admin.agencies_pages import crumbs_of
from app.web.clock import now, today
from app.web.commits import committing
from app.web.forms import refused_into_form
from app.web.views import Change, Confirmation
from app.web.wording import day, number, words

Answer = str | Response
SUCCESSORS = ("successor", "successor_2", "successor_3", "successor_4")
KEPT = ("last_on", "document", *SUCCESSORS)  # what travels with the page of what happens


@dataclass(frozen=True, slots=True)
class Pointed:
    """An open matter and the name of the field that says who takes it."""

    code: str
    kind: str
    url: str
    field: str


@dataclass(frozen=True, slots=True)
class EndPage:
    """The page of what happens. ``matters``: those to be pointed by hand; ``kept``: what was typed before."""

    asked: Confirmation
    matters: tuple[Pointed, ...]
    kept: tuple[tuple[str, str], ...]


def ending_answer(agency: Agency) -> Answer:
    """The answer to GET and POST: the form, then what happens, then the deed."""
    form = _form(agency)
    if "edit" in request.form or not form.validate_on_submit():
        return _asking(agency, form)
    ending = _ending(form)
    try:
        foreseen = foresee(db.session(), agency, ending, by=current_viewer(), today=today())
    except Refused as refused:
        refused_into_form(form, refused)
        return _asking(agency, form)
    if request.form.get("step") != "confirm":
        return _showing(agency, form, ending, foreseen)
    return _doing(agency, form, ending, foreseen)


def _form(agency: Agency) -> EndForm:
    given: dict[str, Any] = {"data": {"expected_version": agency.version}}
    lines = others(agency, today())
    form = EndForm(**given)
    choose_from(form, lines, *SUCCESSORS)
    chosen = {ref: lines[ref] for ref in form.chosen() if ref in lines}
    if len(chosen) > 1:
        form = pointing(open_matters(db.session(), agency, viewer=current_viewer()), chosen)(**given)
        choose_from(form, lines, *SUCCESSORS)
    return form


def _ending(form: EndForm) -> Ending:
    found = (agency_with_ref(db.session(), ref) for ref in form.chosen())
    return Ending(
        form.last_on.data or today(), tuple(one for one in found if one is not None), form.document.data or ""
    )


def _asking(agency: Agency, form: EndForm) -> str:
    page = ChangePage(
        title=_("Kết thúc hoạt động %(name)s", name=agency.name),
        verb=_("Xem việc sẽ làm"),
        crumbs=crumbs_of(agency, _("Kết thúc hoạt động")),
        back=url_for("admin.agency", ref=agency.ref),
        lede=_(
            "Hồ sơ đang mở chuyển sang đơn vị kế thừa, vai ở đơn vị này hết. Không xóa gì; không làm ngược lại được."
        ),
    )
    return render_template("admin/agency_end.html", page=page, form=form)


def _showing(agency: Agency, form: EndForm, ending: Ending, foreseen: Foreseen) -> str:
    for name in KEPT:  # their fields are on the page before
        form.form_errors = [*form.form_errors, *form[name].errors]
        form[name].errors = ()
    page = EndPage(
        asked=Confirmation(
            question=_("Kết thúc hoạt động %(name)s?", name=agency.name),
            verb=_("Kết thúc hoạt động"),
            back=url_for("admin.agency", ref=agency.ref),
            explained=tuple(_explained(ending, foreseen)),
            changes=tuple(_changes(agency, ending, foreseen)),
        ),
        matters=tuple(map(_pointed, foreseen.matters)) if len(ending.successors) > 1 else (),
        kept=tuple((name, value) for name, values in request.form.lists() for value in values if name in KEPT),
    )
    return render_template("admin/agency_end_confirm.html", page=page, form=form)


def _doing(agency: Agency, form: EndForm, ending: Ending, foreseen: Foreseen) -> Answer:
    with committing(form) as done:
        to = {one.ref: one.id for one in ending.successors}
        pointed = {one.id: to.get(form[f"{TO}{one.id}"].data, 0) for one in foreseen.matters if f"{TO}{one.id}" in form}
        end_agency(
            db.session(), agency, ending, pointed=pointed, expected_version=form.expected_version.data,
            by=current_viewer(), at=now(), today=today(),
        )  # fmt: skip
    if not done:
        overtaken(agency, form.expected_version)
        return _showing(agency, form, ending, foreseen)
    flash(_("%(name)s đã kết thúc hoạt động ngày %(day)s.", name=agency.name, day=day(ending.last_on)))
    return redirect(url_for("admin.agency", ref=agency.ref))


def _explained(ending: Ending, foreseen: Foreseen) -> Iterator[str]:
    yield _("Văn bản: %(document)s.", document=ending.document)
    if foreseen.matters and ending.successors:
        yield _(
            "Việc đã làm và hạn đã tính giữ nguyên. Nghĩa vụ còn phải làm đi theo hồ sơ; nghĩa vụ đã xong và hồ sơ đã "
            "đóng ở lại đơn vị cũ. Người đang được phân công thôi giữ hồ sơ; đơn vị kế thừa phân công lại."
        )
        yield _("Số và mã của hồ sơ giữ nguyên: chúng thuộc sổ đã ghi.")
    if len(ending.successors) > 1 and foreseen.matters:
        yield _("Có nhiều đơn vị kế thừa: chọn đơn vị nhận từng hồ sơ đang mở ở dưới.")
    if foreseen.roles:
        yield _("Vai không tự chuyển. Giao vai mới ở đơn vị kế thừa trên trang của từng tài khoản.")


def _changes(agency: Agency, ending: Ending, foreseen: Foreseen) -> Iterator[Change]:
    until = _("đến hết %(day)s", day=day(ending.last_on))
    takers = ", ".join(one.name for one in ending.successors)
    yield Change(_("Đơn vị"), _("đang hoạt động"), until, agency.name)
    yield Change(_("Đơn vị kế thừa"), "", takers)
    if foreseen.matters:
        yield Change(
            _("Hồ sơ đang mở"), agency.name, takers or _("chưa có đơn vị nhận"), counted_words(foreseen.matters)
        )
    if foreseen.called_off:
        ahead = ngettext("%(n)s buổi", "%(n)s buổi", foreseen.called_off, n=number(foreseen.called_off))
        yield Change(_("Buổi tiếp công dân sau ngày đó"), _("đã lên lịch"), _("hủy"), ahead)
    if foreseen.below:
        yield Change(_("Đơn vị trực thuộc"), agency.name, takers, ", ".join(foreseen.below))
    for role in foreseen.roles:
        yield Change(role.full_name, words(role.kind), _("hết vai ngày %(day)s", day=day(ending.last_on)))


def counted_words(matters: tuple[OpenMatter, ...]) -> str:
    """12 vụ việc, 5 đơn, 3 lượt tiếp: each counted by itself."""
    kinds = Counter(one.kind for one in matters)
    return ", ".join(f"{words(kind).lower()}: {number(count)}" for kind, count in sorted(kinds.items()))


def _pointed(one: OpenMatter) -> Pointed:
    return Pointed(one.code, words(one.kind), url_for("cases.open", ref=one.ref) if one.seen else "", f"{TO}{one.id}")
