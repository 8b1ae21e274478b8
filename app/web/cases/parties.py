"""People of a petition or case added, put right, ended: forms filled, deeds done. Sealed ones are opened first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _

from app.casework import ledger, parties
from app.casework.case_files import respondents_of
from app.casework.errors import OutOfOrder
from app.casework.identities.parties import open_parties, parties_in
from app.casework.persons import PartyRow
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.act_contents import OPEN
from app.web.acting import CONFLICT, Answer, Way
from app.web.cases.pages import address_of
from app.web.cases.party_forms import EndPartyForm, PartyForm, filled_with
from app.web.changes import changed_since
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import finish_draft
from app.web.forms import Form, sentence_of
from app.web.parties import parties_panel, role_words
from app.web.views import Link


@dataclass(frozen=True, slots=True)
class PartyPage:
    """What stands around a form. ``who``: whom it is about; empty for a sealed one that was not opened."""

    title: str
    subject: str
    way: Way
    who: str
    sealed: bool


def opened(matter: Matter) -> Answer:
    """The people of a sealed matter, after each opening of them; of any other they stand on its page."""
    if not parties.may_keep(db.session(), matter, current_viewer(), at=now()):
        abort(403)
    if not matter.sealed:
        return redirect(back_to(matter))
    if request.form.get("step") != OPEN:
        return _page("cases/party_ask.html", matter, Form(), _("Các bên"))
    rows = _open(matter)
    against = respondents_of(db.session(), matter, ended=True)
    panel = parties_panel(matter, ledger.counted(ledger.log_of(db.session(), matter)), opened=(rows, against))
    return render_template("cases/parties_of_file.html", it=panel, way=way_to(matter, _("Các bên")), code=matter.code)


def added(matter: Matter) -> Answer:
    """The answer to the form of somebody new."""
    title = _("Thêm người")
    if refused := closed(matter, title):
        return refused
    form = PartyForm(data={"since_on": today(), **seen_in(matter)})
    form.offer(matter)
    if form.validate_on_submit() and done(matter, form, lambda: _add(matter, form)):
        flash(_("Đã ghi thêm người."))
        return redirect(back_to(matter))
    return _page("cases/party.html", matter, form, title)


def _add(matter: Matter, form: PartyForm) -> None:
    parties.add(
        db.session(), matter, form.typed(), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def changed(matter: Matter, number: int) -> Answer:
    """The answer to the form that puts somebody right; of a sealed matter they are opened first, and audited."""
    title = _("Sửa người trong hồ sơ")
    if refused := closed(matter, title):
        return refused
    row = _row(matter, number)
    form = PartyForm(data={**filled_with(row), **seen_in(matter)})
    if request.form.get("step") == OPEN:
        row = next(one for one in _open(matter) if one.position == number)
        form = PartyForm(formdata=None, data={**filled_with(row), **seen_in(matter)})
    form.offer(matter, row.role)
    if matter.sealed and form.fresh and request.form.get("step") != OPEN:
        return _page("cases/party_ask.html", matter, Form(), title, row)
    valid = request.form.get("step") != OPEN and form.validate_on_submit()
    if valid and done(matter, form, lambda: _change(matter, number, form)):
        flash(_("Đã sửa."))
        return redirect(back_to(matter))
    return _page("cases/party.html", matter, form, title, row)


def _change(matter: Matter, number: int, form: PartyForm) -> None:
    parties.change(
        db.session(), matter, number, form.typed(), by=current_viewer(), at=now(), today=today(),
        expected_version=form.expected_version.data,
    )  # fmt: skip


def ended(matter: Matter, number: int) -> Answer:
    """The answer to the form by which somebody has no part any more."""
    title = _("Thôi tham gia")
    if refused := closed(matter, title):
        return refused
    row, form = _row(matter, number), EndPartyForm(data={"on": today(), **seen_in(matter)})
    if form.validate_on_submit() and done(matter, form, lambda: _end(matter, number, form)):
        flash(_("Đã ghi thôi tham gia."))
        return redirect(back_to(matter))
    return _page("cases/party_end.html", matter, form, title, row)


def _end(matter: Matter, number: int, form: EndPartyForm) -> None:
    parties.end(
        db.session(), matter, number, on=form.on.data or today(), reason=form.reason.data or "", by=current_viewer(),
        at=now(), today=today(), expected_version=form.expected_version.data,
    )  # fmt: skip


# ---- what they share


def seen_in(matter: Matter) -> dict[str, int]:
    """How a matter stood when a form was opened."""
    return {"expected_version": matter.version, "mark": last_change(db.session(), matter.id)}


def back_to(matter: Matter) -> str:
    """Where the people of a matter stand."""
    return f"{address_of(matter)}#cac-ben"


def _open(matter: Matter) -> tuple[PartyRow, ...]:
    """The people of a sealed matter, for a grantee. Written in the trail. Aborts with 400 for a form not of ours."""
    if not matter.sealed or not Form().validate_on_submit():
        abort(400)
    found: list[PartyRow] = []
    with committing():
        found += open_parties(db.session(), matter, viewer=current_viewer(), at=now())
    return tuple(found)


def _row(matter: Matter, number: int) -> PartyRow:
    """The one in this place who has a part, sealed as the matter is. Aborts with 404."""
    rows = parties_in(db.session(), matter)
    return next((one for one in rows if one.position == number and one.ended_on is None), None) or abort(404)


def done(matter: Matter, form: Form, deed: Callable[[], None]) -> bool:
    """Do it; whether it was done: otherwise the form says why."""
    with committing(form) as kept:
        deed()
        finish_draft(matter)
    return bool(kept)


def closed(matter: Matter, title: str) -> Answer | None:
    """Why nothing can be written: 403 for somebody who keeps no people here, 409 when it is too late."""
    if not parties.may_keep(db.session(), matter, current_viewer(), at=now()):
        abort(403)
    refused = parties.closed_because(matter)
    return _refused(matter, title, refused) if refused else None


def _refused(matter: Matter, title: str, refused: OutOfOrder) -> Answer:
    said = {"title": title, "why": sentence_of(refused), "way": way_to(matter, title), "subject": matter.code}
    return render_template("acting/closed.html", both=(), **said), CONFLICT


def way_to(matter: Matter, title: str) -> Way:
    """The way to a page about the people of a matter."""
    back = back_to(matter)
    return Way(back=back, crumbs=(Link(matter.code, back), Link(title, "")))


def _page(template: str, matter: Matter, form: Form, title: str, row: PartyRow | None = None) -> str:
    who = ""
    if row is not None:
        name = row.person.full_name if row.person else ""
        who = ", ".join(filter(None, (name, role_words(matter, row.role))))
    page = PartyPage(title, matter.code, way_to(matter, title), who, matter.sealed)
    meanwhile = changed_since(matter, form, lambda _rows: {}) if "mark" in form else None
    return render_template(template, page=page, form=form, way=page.way, meanwhile=meanwhile)
