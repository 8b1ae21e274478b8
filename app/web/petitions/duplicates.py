"""Petitions that may have the same content: suggested, linked, unlinked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.casework.duplicates import Candidate, candidates, link_duplicate, unlink_duplicate
from app.casework.same_content import DoneOnce, others_of
from app.casework.timeline import last_change
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import Petition
from app.statute.terms import ACTS, STAGES
from app.web.access import current_viewer
from app.web.clock import now
from app.web.commits import committing
from app.web.forms import Form, VersionField
from app.web.petitions.deeds import crumbs
from app.web.views import Link
from app.web.wording import day, term

LINK = "original"  # which petition this one has the content of

ALIKE = {
    "full_name": _l("họ tên"),
    "birth_year": _l("năm sinh"),
    "paper_number": _l("số giấy tờ"),
    "address": _l("địa chỉ"),
}


class DuplicateForm(Form):
    """Which petition this one has the content of; nothing chosen takes the link back."""

    original = HiddenField()
    version = VersionField()


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """One petition that may be linked. ``original`` is what choosing it sends."""

    link: Link
    title: str
    facts: str
    alike: str
    original: str
    done: tuple[str, ...] = ()  # what was guided or transferred of it


@dataclass(frozen=True, slots=True)
class DuplicatesPage:
    """What stands on the page."""

    code: str
    crumbs: tuple[Link, ...]
    back: str
    linked: bool
    group: tuple[Link, ...]
    lines: tuple[DuplicateLine, ...]


def duplicate_form(matter: Matter) -> DuplicateForm:
    """The form, knowing the version that was looked at."""
    return DuplicateForm(data={"version": matter.version})


def duplicates_page(matter: Matter) -> DuplicatesPage:
    """Everything the page shows, for the viewer of this request."""
    session, viewer = db.session(), current_viewer()
    group = others_of(session, matter)
    known = {other.ref for other in group}
    found = [one for one in candidates(session, viewer, matter) if one.ref not in known]
    return DuplicatesPage(
        code=matter.code,
        crumbs=crumbs(matter, _("Đơn trùng")),
        back=url_for("petitions.page", ref=matter.ref),
        linked=session.get_one(Petition, matter.id).duplicate_of_id is not None,
        group=tuple(Link(other.code, url_for("petitions.page", ref=other.ref)) for other in group),
        lines=tuple(map(duplicate_line, found)),
    )


def duplicate_line(one: Candidate) -> DuplicateLine:
    """A petition that may have the same content, in words."""
    facts = (_("nhận %(day)s", day=day(one.received_on)), term(STAGES, one.stage), one.agency)
    alike = ", ".join(str(ALIKE[name]) for name in one.alike)
    link = Link(one.code, url_for("petitions.page", ref=one.ref))
    done = tuple(map(_done_words, one.done))
    return DuplicateLine(link, one.title, " · ".join(facts), _("Giống: %(what)s", what=alike), one.ref, done)


def _done_words(done: DoneOnce) -> str:
    return _("%(act)s ngày %(day)s đến %(to)s", act=term(ACTS, done.act), day=day(done.on), to=done.to or "…")


def link_while_typing(matter: Matter, form: Form) -> None:
    """Link the petition chosen beside a form that is being filled in: it stays as typed, and knows the version of now.

    The form has its ``version`` and ``mark``; a refusal stands above it.
    """
    session, version = db.session(), form["version"].data
    with committing(form) as done:
        first = link_duplicate(
            session, matter, request.form[LINK], by=current_viewer(), at=now(), expected_version=version
        )
        words = _("Đã ghi %(code)s là đơn trùng của %(first)s. Nội dung đang nhập còn nguyên.", code=matter.code,
                  first=first.code)  # fmt: skip
    if not done:
        return
    flash(words)
    for field, stands in ((form["version"], matter.version), (form["mark"], last_change(session, matter.id))):
        field.data, field.raw_data = stands, None


def linked_or_unlinked(matter: Matter, form: DuplicateForm) -> str:
    """Do what the form says; the words that tell it. Raises as casework.duplicates."""
    session, viewer, version = db.session(), current_viewer(), form.version.data
    if form.original.data:
        first = link_duplicate(session, matter, form.original.data, by=viewer, at=now(), expected_version=version)
        return _("Đã ghi %(code)s là đơn trùng của %(first)s.", code=matter.code, first=first.code)
    unlink_duplicate(session, matter, by=viewer, at=now(), expected_version=version)
    return _("Đã bỏ liên kết đơn trùng của %(code)s.", code=matter.code)
