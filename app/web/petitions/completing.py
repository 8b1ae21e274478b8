"""What is added to a petition later: who forwarded it by which letter, its translation; and the list of who signed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.casework.completing import Details, complete_petition, may_complete
from app.casework.identities.signing import listed, signatories
from app.casework.places import places_on
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import Petition, Source
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import finish_draft
from app.web.petitions.deeds import crumbs
from app.web.petitions.intake_forms import CompletingForm
from app.web.views import Link
from app.web.wording import number

NAMES_ON_A_PAGE = 100


def completing_form(matter: Matter) -> CompletingForm:
    """The form, filled with what is known."""
    row = db.session.get_one(Petition, matter.id)
    names = (
        "forwarder", "forwarder_name", "forward_document", "forwarded_on", "source_reference", "language",
        "translation", "translated_by", "translated_on",
    )  # fmt: skip
    known = {name: getattr(row, name) for name in names}
    form = CompletingForm(data={**known, "place": str(matter.place_id or ""), "version": matter.version})
    form.today = today()
    form.offer_forwarders()
    form.offer_places(places_on(db.session(), today()))
    return form


def completing_page(matter: Matter, form: CompletingForm) -> str:
    """The form to fill in."""
    forwarded = db.session.get_one(Petition, matter.id).source is Source.FORWARDED
    return render_template(
        "petitions/complete.html", form=form, forwarded=forwarded, sealed=matter.sealed,
        crumbs=crumbs(matter, _("Bổ sung thông tin đơn")), back=url_for("petitions.page", ref=matter.ref),
    )  # fmt: skip


def completed(matter: Matter, form: CompletingForm) -> Answer:
    """Write down what was typed into a valid form, and lead back to the petition."""
    details = Details(
        forwarder=form.forwarder.data, forwarder_name=form.forwarder_name.data or "",
        forward_document=form.forward_document.data or "", forwarded_on=form.forwarded_on.data,
        source_reference=form.source_reference.data or "", language=form.language.data or "",
        translation=form.translation.data or "", translated_by=form.translated_by.data or "",
        translated_on=form.translated_on.data, place_id=form.place_id,
    )  # fmt: skip
    with committing(form) as done:
        complete_petition(
            db.session(), matter, details, by=current_viewer(), at=now(), today=today(),
            expected_version=form.version.data,
        )  # fmt: skip
        finish_draft(matter)
    if not done:
        return completing_page(matter, form)
    flash(_("Đã bổ sung thông tin đơn %(code)s.", code=matter.code))
    return redirect(url_for("petitions.page", ref=matter.ref))


# ---- who signed


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One name of the list."""

    place: str
    name: str
    born: str
    address: str


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A page of the list. ``next``: where the next one is."""

    code: str
    crumbs: tuple[Link, ...]
    total: str
    lines: tuple[SignedLine, ...]
    next: str


def signed_page(matter: Matter) -> SignedPage:
    """The names of a list, a hundred at a time. Raises NotAllowed for a sealed petition."""
    typed = request.args.get("sau", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("100000") else 0
    found = signatories(db.session(), matter, after=after, limit=NAMES_ON_A_PAGE + 1)
    shown = found[:NAMES_ON_A_PAGE]
    following = url_for("petitions.signed", ref=matter.ref, sau=shown[-1][0]) if len(found) > len(shown) else ""
    return SignedPage(
        code=matter.code,
        crumbs=crumbs(matter, _("Danh sách người đứng đơn")),
        total=number(listed(db.session(), matter.id)),
        lines=tuple(
            SignedLine(number(place), one.full_name, str(one.birth_year or ""), one.address) for place, one in shown
        ),
        next=following,
    )


__all__ = ["completed", "completing_form", "completing_page", "may_complete", "signed_page"]
