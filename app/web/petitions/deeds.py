"""From the forms of petitions to the deeds: registering, classifying, accepting, transferring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.casework import instances, petitions
from app.casework.acts import Entry
from app.casework.agencies import agencies_on
from app.casework.errors import OutOfOrder
from app.casework.folding import fold
from app.casework.permissions import Deed, visible
from app.casework.registration import NewPetition, register_petition
from app.casework.respondents import foresee_keeping_out, standing_in
from app.casework.same_content import refuse_twice
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import PetitionKind, Source
from app.statute.once import ONCE_ACTS
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.act_forms import ActForm, Entered
from app.web.acting import Way, record, travelling
from app.web.clock import now, today
from app.web.commits import committing
from app.web.contents import apart
from app.web.drafting import finish_draft
from app.web.foreseen import CONFIRM, foresee, foresee_acceptance
from app.web.forms import sentence_of
from app.web.parties import keeping_out_question
from app.web.people import the_day
from app.web.petitions import queue
from app.web.petitions.forms import FIRST, YES, ClassifyForm, NewPetitionForm, accept_form
from app.web.views import Change, Link
from app.web.wording import day, term, words


def registered(form: NewPetitionForm) -> Matter:
    """Write the petition typed into a valid form. Raises the refusals of :func:`register_petition`."""
    forwarded = form.source.data is Source.FORWARDED
    new = NewPetition(
        received_on=the_day(form.received_on),
        source=Source(form.source.data),
        content=form.content.data or "",
        lines=apart(form.lines.data),
        people=form.named(),
        listed=form.listed.people,
        anonymous=bool(form.anonymous.data),
        request=form.request.data or "",
        field=form.field.data or None,
        place_id=form.place_id,
        forwarder=form.forwarder.data if forwarded else None,
        forwarder_name=(form.forwarder_name.data or "") if forwarded else "",
        forward_document=(form.forward_document.data or "") if forwarded else "",
        forwarded_on=form.forwarded_on.data if forwarded else None,
        source_reference="" if forwarded else (form.source_reference.data or ""),
        written_on=form.written_on.data,
        signatories=max(form.signatories.data or 1, len(form.people())),
        language=form.language.data or "",
        translation=form.translation.data or "",
        translated_by=form.translated_by.data or "",
        translated_on=form.translated_on.data,
        facts={"several_contents": True} if form.several_contents.data else {},
        secret=bool(form.secret.data),
        denunciation=bool(form.denunciation.data),
        respondents=form.respondents(),
    )
    agency_id = int(form.agency.data)
    return register_petition(db.session(), new, agency_id=agency_id, by=current_viewer(), at=now(), today=today())


def classified(matter: Matter, form: ClassifyForm) -> str:
    """Classify as typed into a valid form: where to go on; "" when it was refused, which the form then says."""
    with committing(form) as done:
        _classify(matter, form)
        finish_draft(matter)
    if not done:
        return ""
    flash(_("Đã phân loại đơn %(code)s: %(kind)s.", code=matter.code, kind=words(form.kind.data).lower()))
    return after_classifying(matter)


def keeping_out(matter: Matter, form: ClassifyForm) -> str:
    """The page that asks before a denunciation is hidden from the agency of its head; "" where nothing is asked."""
    if form.kind.data is not PetitionKind.DENUNCIATION or request.form.get("step") == CONFIRM:
        return ""
    named = [*standing_in(db.session(), matter), *form.respondents()]
    found = foresee_keeping_out(db.session(), matter, named, on=the_day(form.on), by_classifying=True)
    if found is None:
        return ""
    back = url_for("petitions.page", ref=matter.ref)
    it = keeping_out_question(matter, found, verb=_("Phân loại và loại cơ quan này"), back=back)
    return render_template("acting/confirm.html", it=it, form=form, kept=travelling(form))


def _classify(matter: Matter, form: ClassifyForm) -> None:
    complaint, instance = form.kind.data is PetitionKind.COMPLAINT, form.chosen_instance
    petitions.classify(
        db.session(),
        matter,
        PetitionKind(form.kind.data),
        on=the_day(form.on),
        reason=form.reason.data or "",
        field=form.field.data or "",
        officials_conduct=form.officials_conduct.data == YES,
        instance=instance,
        previous_code=(form.previous_code.data or "") if instance != FIRST else "",
        discipline=form.of_discipline,
        contested=(form.contested.data or "") if complaint else "",
        secret=bool(form.secret.data),
        respondents=form.respondents(),
        expected_version=form.version.data,
        by=current_viewer(),
        at=now(),
        today=today(),
    )


def page_or_list(matter: Matter) -> str:
    """The file, or the list when nobody here may see the file any more."""
    seen = select(Matter.id).where(Matter.id == matter.id, visible(current_viewer()))
    if db.session.scalar(seen) is None:
        flash(_("Hồ sơ do cơ quan khác giữ từ đây. Cơ quan này không còn thấy."))
        return queue.onward(url_for("petitions.inbox"))
    return url_for("petitions.page", ref=matter.ref)


def after_classifying(matter: Matter) -> str:
    """On to its conditions and what becomes of it; away from what nobody here may see or handle any more."""
    target = page_or_list(matter)
    here = current_viewer().may(Deed.TRIAGE, matter.agency_id) and target == url_for("petitions.page", ref=matter.ref)
    return url_for("petitions.triage", ref=matter.ref, **queue.kept()) if here else target


# --- acts with a deed of their own --------------------------------------------------------------------------------


def way_to(matter: Matter, act: str, filled: Mapping[str, Any] | None = None) -> tuple[str, Way]:
    """Where an act of a petition is recorded, and how. ``filled``: what its form proposes."""
    carried = queue.standing_at(matter)
    if act == "accepted":
        return url_for("petitions.accept", ref=matter.ref, **carried), acceptance(matter, filled)
    if act == "transferred":
        return url_for("petitions.transfer", ref=matter.ref, **carried), transfer(matter, filled)
    return url_for("petitions.act", ref=matter.ref, act=act, **carried), way_of(matter, act, filled)


def _back(matter: Matter) -> str:
    """Where one came from: the page of the petition, or its decision while working through the queue."""
    if queue.working_through():
        return url_for("petitions.triage", ref=matter.ref, **queue.kept())
    return url_for("petitions.page", ref=matter.ref)


def stopped(matter: Matter, act: str) -> str:
    """Why an act is not done again with this content; asked before anything is typed. "" when it may be done."""
    if act not in ONCE_ACTS:
        return ""
    try:
        refuse_twice(db.session(), matter, act, on=today())
    except OutOfOrder as refused:
        return sentence_of(refused)
    return ""


def acceptance(matter: Matter, filled: Mapping[str, Any] | None = None) -> Way:
    """How a petition is accepted: it opens a case, which cannot be undone, only annulled."""
    return Way(
        back=_back(matter),
        crumbs=crumbs(matter),
        record=_accepted,
        foresee=_foreseen,
        form=accept_form(remote=bool(matter.facts.get("remote_area"))),
        more=("remote_area",),
        filled=filled or {},
    )


def _accepted(matter: Matter, entered: Entered, form: ActForm) -> str:
    petition = matter.code
    case = petitions.accept(
        db.session(),
        matter,
        entered.on,
        document_no=entered.document_no,
        document_on=entered.document_on,
        complex_grounds=entered.data.get("complex_grounds", ()),
        contents=[int(one) for one in entered.data.get("contents", ())],
        facts={"remote_area": bool(form["remote_area"].data)},
        note=entered.note,
        expected_version=entered.version,
        by=current_viewer(),
        at=now(),
        today=today(),
    )
    flash(_("Đã thụ lý đơn %(petition)s. Vụ việc %(case)s.", petition=petition, case=case.code))
    return queue.onward(url_for("cases.page", ref=case.ref))


def _foreseen(matter: Matter, entered: Entered) -> tuple[Change, ...]:
    facts = {
        "remote_area": bool(request.form.get("remote_area")),
        "complex_grounds": list(entered.data.get("complex_grounds", ())),
    }
    return foresee_acceptance(matter, entered, facts)


def transfer(matter: Matter, filled: Mapping[str, Any] | None = None) -> Way:
    """How a petition is transferred: to an agency of the register a linked petition opens there at once."""
    return Way(
        back=_back(matter),
        crumbs=crumbs(matter),
        record=_transferred,
        foresee=_foreseen_transfer,
        stopped=stopped(matter, "transferred"),
        filled=filled or {},
    )


def _named(entered: Entered) -> tuple[int | None, str]:
    """The agency of the register whose name was typed (marks and capitals do not count), or the name as typed."""
    typed = str(entered.data["to_agency"])
    known = {fold(agency.name): agency for agency in agencies_on(db.session(), entered.on)}
    agency = known.get(fold(typed))
    return (agency.id, agency.name) if agency else (None, typed)


def _foreseen_transfer(matter: Matter, entered: Entered) -> tuple[Change, ...]:
    if not entered.data.get("to_agency"):  # not typed yet
        return foresee(matter, entered)
    agency_id, name = _named(entered)
    petitions.receiver_of(db.session(), matter, agency_id, entered.on)
    after = (
        _("Mở ngay ở %(name)s", name=name)
        if agency_id is not None
        else _("Không mở: “%(name)s” không có trong danh mục", name=name)
    )
    return (*foresee(matter, entered), Change(_("Đơn ở cơ quan nhận"), "", after))


def _transferred(matter: Matter, entered: Entered, _form: ActForm) -> str:
    agency_id, name = _named(entered)
    petitions.transfer(
        db.session(),
        matter,
        entered.on,
        to_agency_id=agency_id,
        to_name=name,
        reason=str(entered.data.get("ground", "")),
        document_no=entered.document_no,
        document_on=entered.document_on,
        note=entered.note,
        expected_version=entered.version,
        by=current_viewer(),
        at=now(),
        today=today(),
    )
    flash(_("Đã chuyển đơn %(code)s đến %(name)s.", code=matter.code, name=name))
    return queue.onward(page_or_list(matter))


def way_of(matter: Matter, act: str, filled: Mapping[str, Any] | None = None) -> Way:
    """How an act of a petition without a page of its own is recorded."""
    done = _report_requested if act == "report_requested" else _recorded
    return Way(
        back=_back(matter), crumbs=crumbs(matter), record=done, stopped=stopped(matter, act), filled=filled or {}
    )


def _recorded(matter: Matter, entered: Entered, _form: ActForm) -> str:
    record(matter, entered)
    return _done(matter, entered)


def _done(matter: Matter, entered: Entered) -> str:
    code, act = matter.code, term(ACTS, entered.act)
    if queue.working_through():
        flash(_("%(code)s: đã ghi “%(act)s” ngày %(day)s.", code=code, act=act, day=day(entered.on)))
    else:
        flash(_("Đã ghi “%(act)s” ngày %(day)s.", act=act, day=day(entered.on)))
    return queue.onward(url_for("petitions.page", ref=matter.ref))


def _report_requested(matter: Matter, entered: Entered, _form: ActForm) -> str:
    instances.request_report(
        db.session(),
        matter,
        Entry(entered.act, entered.on, entered.data, entered.document_no, entered.document_on, entered.note),
        expected_version=entered.version,
        by=current_viewer(),
        at=now(),
        today=today(),
    )
    return _done(matter, entered)


def crumbs(matter: Matter, here: str = "") -> tuple[Link, ...]:
    """Where a page about a petition stands."""
    inbox = Link(_("Xử lý đơn"), url_for("petitions.inbox"))
    if not here:
        return inbox, Link(matter.code, url_for("petitions.page", ref=matter.ref))
    return inbox, Link(matter.code, url_for("petitions.page", ref=matter.ref)), Link(here, "")
