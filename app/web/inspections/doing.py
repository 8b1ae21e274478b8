"""The steps of an inspection as forms: opened with what is known, and done when sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.inspections import concluding, reading, teams
from app.casework.inspections.concluding import FILES, Finding, Recommendation
from app.casework.inspections.lists import units
from app.casework.inspections.sight import Seen, find_own
from app.casework.inspections.teams import Inviting, invitation_facts, whom_to_invite
from app.casework.overdue import Filters, kind_of, overdue
from app.casework.papers.inviting import inviting_passages, inviting_sheet
from app.casework.papers.linking import padded
from app.casework.papers.shape import Sheet
from app.casework.permissions import visible
from app.extensions import db
from app.records.agencies import Agency
from app.records.inspections import InspectionMatter, InspectionStage
from app.records.matters import Matter
from app.statute.inspections import CONTROLS
from app.statute.papers.oversight import INSPECTION_INVITATION
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now, today
from app.web.commits import committing
from app.web.due_rows import kind_words
from app.web.forms import Form
from app.web.inspections.forms import BeginForm, FindingForm, InviteForm, RecommendationForm, StepForm
from app.web.inspections.parts import agency_names, plan_crumbs, step_page
from app.web.paper_files import PaperFile, paper_file, words_before
from app.web.people import the_day
from app.web.views import Confirmation, DueWords, Link, Mark
from app.web.wording import due_words, number, spoken, term

CHOSEN, LOOK = "chon", "look"
MOST_OFFERED = 50


def own_inspection(ref: str, *stages: InspectionStage, together: bool = False) -> Seen:
    """An inspection of one's own agency, in one of ``stages``; ``together``: or one it leads with another.

    Raises NotFound, NotAllowed; 404 in another stage.
    """
    seen = find_own(db.session(), current_viewer(), ref, together=together)
    if stages and seen.inspection.stage not in stages:
        abort(404)
    return seen


def crumbs_of(seen: Seen) -> tuple[Link, ...]:
    """The way back to an inspection."""
    it = seen.inspection
    here = Link(_("Cuộc thứ %(n)s", n=number(it.position)), url_for("inspections.inspection", ref=it.ref))
    return plan_crumbs(seen.plan, here)


def step(
    seen: Seen, form: StepForm, do: Callable[[], object], *, title: str, verb: str, told: str, lede: str = "",
    names: tuple[str, ...] = (),
) -> Answer:  # fmt: skip
    """Ask for one step, or do it and go back to the inspection."""
    back, crumbs = url_for("inspections.inspection", ref=seen.inspection.ref), crumbs_of(seen)
    if form.validate_on_submit():
        with committing(form) as done:
            do()
        if done:
            flash(told)
            return redirect(back)
    return step_page(form, title, verb, crumbs=crumbs, back=back, lede=lede, names=names)


def begun(ref: str, form: BeginForm) -> None:
    """The inspection begins. Raises as teams.begin."""
    on = form.began_on.data or today()
    teams.begin(db.session(), ref, on, by=current_viewer(), at=now(), today=today())


# --- the invitation ---------------------------------------------------------------------------------------------------


def inviting_page(ref: str) -> Answer:
    """The answer to GET and POST of the invitation: the question with the paper as it would go, a look, issuing it."""
    seen = own_inspection(ref, InspectionStage.DECIDED, InspectionStage.UNDER_WAY)
    bodies = whom_to_invite(db.session(), seen, today=today()) or abort(404)
    form = InviteForm()
    form.to.choices = [(str(one.id), one.name) for one in bodies]
    if form.fresh:
        form.issued_on.data, form.meets_on.data = today(), max(seen.inspection.first_on, today())
        form.to.data = bodies[0].id
    to = next((one for one in bodies if one.id == form.to.data), bodies[0])
    said = form.inviting() if form.validate_on_submit() else None
    if said is None or request.form.get("then") == LOOK:
        return _invitation_asked(seen, to, form, said)
    with committing(form) as done:
        content = _file(seen, to, said, issued=True).content
        teams.invite(db.session(), ref, to.id, said, content, by=current_viewer(), at=now(), today=today())
    if not done:
        return _invitation_asked(own_inspection(ref), to, form, said)
    flash(_("Đã ban hành giấy mời số %(no)s. Người được mời thấy cuộc kiểm tra này từ bây giờ.", no=said.number))
    return redirect(url_for("inspections.inspection", ref=ref))


def _invitation_asked(seen: Seen, to: Agency, form: InviteForm, said: Inviting | None) -> str:
    shown = said or Inviting("", today(), form.signer(), form.meets_on.data or today(), form.place.data or "")
    title = _("Mời cơ quan tham gia đoàn kiểm tra")
    return render_template(
        "inspections/invite.html", form=form, title=title, crumbs=(*crumbs_of(seen), Link(title, "")),
        back=url_for("inspections.inspection", ref=seen.inspection.ref), sheet=_sheet(seen, to, shown),
        words=words_before(lambda: _file(seen, to, shown), form),
    )  # fmt: skip


def _file(seen: Seen, to: Agency, said: Inviting, *, issued: bool = False) -> PaperFile:
    """The invitation. Raises Refused when the province's template cannot be filled in."""
    facts = invitation_facts(db.session(), seen, said, to, today=today())
    sheet = _sheet(seen, to, said, issued=issued)
    return paper_file(INSPECTION_INVITATION, inviting_passages(facts), sheet, on=said.on)


def _sheet(seen: Seen, to: Agency, said: Inviting, *, issued: bool = False) -> Sheet:
    facts = invitation_facts(db.session(), seen, said, to, today=today())
    return inviting_sheet(facts, number=padded(said.number), on=said.on) if issued else inviting_sheet(facts)


# --- files --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A matter that could be looked into."""

    ref: str
    code: str
    kind: str
    title: str
    sealed: bool
    agency: str
    badge: DueWords


@dataclass(frozen=True, slots=True)
class FilesPage:
    """What could be looked into: what is late first, then what else is open."""

    title: str
    crumbs: tuple[Link, ...]
    back: str
    late: tuple[OfferedFile, ...]
    others: tuple[OfferedFile, ...]
    most: str


def files_page(seen: Seen) -> FilesPage:
    """The files of the units the viewer sees and the team did not take yet."""
    taken = set(
        db.session.scalars(
            db.select(InspectionMatter.matter_id).where(InspectionMatter.inspection_id == seen.inspection.id)
        )
    )
    late = _late(seen, taken)
    others = _others(seen, taken | {one for one, _line in late})
    title, full = _("Chọn hồ sơ xem xét"), len(late) + len(others) >= MOST_OFFERED
    return FilesPage(
        title=title, crumbs=(*crumbs_of(seen), Link(title, "")),
        back=url_for("inspections.inspection", ref=seen.inspection.ref), late=tuple(line for _id, line in late),
        others=tuple(others), most=_("Chỉ nêu %(n)s hồ sơ đầu mỗi phần.", n=number(MOST_OFFERED)) if full else "",
    )  # fmt: skip


def _late(seen: Seen, taken: set[int]) -> list[tuple[int, OfferedFile]]:
    found: dict[int, OfferedFile] = {}
    for unit in sorted(seen.units):
        filters = Filters(agency_id=unit)
        page = overdue(db.session(), current_viewer(), today=today(), filters=filters, limit=MOST_OFFERED)
        for row in page.rows:
            if row.matter_id in taken or row.matter_id in found or row.kind.value in ("office", "inspection"):
                continue
            badge = due_words("overdue", due_on=row.due_on, late=row.days_late or 0)
            found[row.matter_id] = OfferedFile(
                row.ref, row.code, kind_words()[row.kind], row.title, row.sealed, row.agency, badge
            )
    return list(found.items())[:MOST_OFFERED]


def _others(seen: Seen, known: set[int]) -> list[OfferedFile]:
    wanted = (
        db.select(Matter, Agency.name)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(Matter.agency_id.in_(seen.units), Matter.kind.in_(FILES), visible(current_viewer()))
        .where(Matter.id.not_in(known))
        .order_by(Matter.open.desc(), Matter.opened_on.desc(), Matter.id.desc())
        .limit(MOST_OFFERED)
    )
    return [_offered(matter, name) for matter, name in db.session.execute(wanted)]


def _offered(matter: Matter, agency: str) -> OfferedFile:
    badge = DueWords(Mark.OPEN if matter.open else Mark.MET, term(STAGES, matter.stage))
    kind = kind_words()[kind_of(matter.procedure)]
    return OfferedFile(
        matter.ref, matter.code, kind, "" if matter.sealed else matter.title, matter.sealed, agency, badge
    )


def files_taken(ref: str, form: Form) -> bool:
    """Take what was ticked; whether anything was."""
    refs, n = request.form.getlist(CHOSEN), 0
    if not refs:
        flash(_("Chọn ít nhất một hồ sơ."), "over")
        return False
    with committing(form) as done:
        n = concluding.examine(db.session(), ref, refs, by=current_viewer(), at=now())
    if done:
        flash(ngettext("Đã chọn %(n)s hồ sơ để xem xét.", "Đã chọn %(n)s hồ sơ để xem xét.", n, n=number(n)))
    return bool(done)


# --- findings, recommendations ------------------------------------------------------------------------------------


def finding_form(seen: Seen) -> FindingForm:
    """The form of a finding, with the units and the files that may be named."""
    form, session = FindingForm(), db.session()
    files = [one for one in reading.files(session, current_viewer(), seen) if not one.sealed]
    form.offer(
        [(str(one.agency_id), one.name) for one in units(session, seen.inspection.id)],
        [(str(one.id), f"{one.code} · {one.title}"[:120]) for one in files],
    )
    return form


def finding_of(form: FindingForm) -> Finding:
    """What was typed into a valid form."""
    return Finding(form.unit.data or 0, form.control.data or "", form.words.data or "", form.file.data)


def recommendation_form(seen: Seen) -> RecommendationForm:
    """The form of a recommendation; of one unit, to that unit at first."""
    form, session = RecommendationForm(), db.session()
    found = reading.findings(session, current_viewer(), seen)
    lines = [(str(one.id), f"{spoken(CONTROLS[one.control].term)} · {one.agency}"[:120]) for one in found]
    form.offer(agency_names(), lines)
    named = units(session, seen.inspection.id)
    if form.fresh and len(named) == 1:
        form.body.data = named[0].name
    return form


def recommendation_of(form: RecommendationForm) -> Recommendation:
    """What was typed into a valid form."""
    body = form.agencies.get((form.body.data or "").casefold(), 0)
    return Recommendation(body, form.words.data or "", the_day(form.term_on), form.because.data)


def striking(seen: Seen, question: str, verb: str, explained: str) -> Confirmation:
    """The question before a line goes."""
    return Confirmation(
        question=question, verb=verb, back=url_for("inspections.inspection", ref=seen.inspection.ref),
        explained=(explained,),
    )  # fmt: skip


__all__ = [
    "begun",
    "crumbs_of",
    "files_page",
    "files_taken",
    "finding_form",
    "finding_of",
    "inviting_page",
    "own_inspection",
    "recommendation_form",
    "recommendation_of",
    "step",
    "striking",
]
