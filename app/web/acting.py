"""The page that records an act of any matter: what the law asks the act to say, and what it will do to the clocks.

    @room.route("/vu-viec/<ref>/viec/<act>", methods=["GET", "POST"])
    @may(Deed.WORK_CASE)
    def act(ref: str, act: str) -> Answer:
        matter = get_visible_matter(ref, MatterKind.CASE)
        return act_page(matter, act, Way(back=url_for("cases.page", ref=ref)))

A closed act answers 409 with the article; an act for a higher role 403. Acts of :data:`CONFIRMED` cannot be undone, or
move a clock that runs: the form is followed by a page of what changes, and only that page saves. Nothing typed is lost
on the way back, on an error, or when somebody else changed the matter meanwhile: then the page says who changed what.

An act with a deed of its own (classifying, accepting, transferring a petition) gives ``Way.record``; it is called
inside ``committing``, does the deed and answers where to go. ``Way.foresee`` answers the lines of the confirmation,
``Way.form`` a subclass of :class:`~app.web.act_forms.ActForm` with more fields, named in ``Way.more``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.casework import acts, ledger
from app.casework.agencies import agencies_on
from app.casework.content_lines import FINDINGS, ContentLine
from app.casework.errors import OutOfOrder, Refused
from app.casework.file_types import FIELD
from app.casework.timeline import ChangeRow, acts_of, last_change
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.statute.assessment import OpenAct
from app.statute.dialogues import DIFFERING, may_want_dialogue, spoke
from app.statute.findings import RIGHT, verdict_of
from app.statute.guards import TRIAL
from app.statute.instruments import cite_all
from app.statute.procedures import FieldKind, each_content_of, provisions_of
from app.statute.procedures import acts_of as acts_of_procedure
from app.statute.procedures.contents import FINDING
from app.statute.procedures.orders import NAMED
from app.statute.terms import ACT_VERBS, ACTS, PARTIES, Procedure
from app.web.access import current_viewer
from app.web.act_contents import OPEN, UNOPENED, Beside, Words, beside, open_words, standing, to_choose
from app.web.act_fields import fields_of, written
from app.web.act_forms import ActForm, Entered, form_of
from app.web.changes import changed_since, typed_in, value_words
from app.web.clock import now, today
from app.web.commits import committing
from app.web.drafting import REF, SAVES, finish_draft
from app.web.foreseen import CLOCKS, LOOK, Foreseen, check_witnessed, foresee, told_of_act
from app.web.forms import Form, refused_into_form, sentence_of
from app.web.parties import mandate_warnings, withdrawers
from app.web.standing import ENDED_EARLY, report_wanting
from app.web.views import NOTHING, Both, Change, Confirmation, Link, Meanwhile
from app.web.wording import day, spoken, term

Answer = str | Response | tuple[str, int]

# They stop, resume or lengthen a limit that runs: the new day is seen before it holds.
MOVE_A_CLOCK = (
    "suspended", "resumed", "extended", "expert_requested", "expert_answered", "court_accepted", "court_discontinued",
    "taken_over",
)  # fmt: skip
CONFIRMED = frozenset(
    {
        "accepted",
        "transferred",
        "acceptance_annulled",
        "decided",
        "concluded",
        "handled",
        "not_accepted",
        "referred_to_investigators",
        "discontinued",
        "sent",
        "closed",
        "no_re_resolution",
        "stop_ordered",
        "handled_at_once",
        *MOVE_A_CLOCK,
    }
)
CONFLICT = 409


def record(matter: Matter, entered: Entered) -> None:
    """Append the act to the log. What ``Way.record`` does when it is not given."""
    acts.record_act(
        db.session(), matter, entered.act, entered.on, by=current_viewer(), at=now(), today=today(), data=entered.data,
        document_no=entered.document_no, document_on=entered.document_on, note=entered.note,
        expected_version=entered.version,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Where an act is recorded from, and how. See the top of this file."""

    back: str
    crumbs: tuple[Link, ...] = ()
    record: Callable[[Matter, Entered, ActForm], str] | None = None
    foresee: Callable[[Matter, Entered], tuple[Change, ...]] = foresee
    form: type[ActForm] = ActForm
    more: tuple[str, ...] = ()
    stopped: str = ""  # why this act is not done here though the law has it open: told before anything is typed
    filled: Mapping[str, Any] = field(default_factory=dict)  # what the form proposes


@dataclass(frozen=True, slots=True)
class ActPage:
    """What ``acting/form.html`` prints. ``confirmed``: a page of what changes follows."""

    verb: str
    subject: str
    provisions: str
    confirmed: bool
    foreseen: Foreseen
    agencies: tuple[str, ...] = ()
    told: str = ""  # whom the law says to tell
    meanwhile: Meanwhile = NOTHING
    contents: Beside = Beside()  # noqa: RUF009 - nothing changes it
    warnings: tuple[str, ...] = ()  # mandates that are missing or over, where the act rests on who speaks


def act_page(matter: Matter, act: str, way: Way) -> Answer:
    """The answer to GET and POST. Aborts with 404 for an unknown act and 403 when it is not this person's."""
    if act not in ACTS:
        abort(404)
    open_act = _open_act(matter, act)
    if open_act is None or way.stopped:
        return _closed(matter, act, way), CONFLICT
    if not acts.may_record(current_viewer(), matter, open_act.role, act):
        abort(403)
    return _Acting(matter, open_act, way, standing(matter, open_act)).answer()


@dataclass(frozen=True, slots=True)
class Inlaid:
    """The form of an act inside another page: it is sent to the page of the act at ``url``, which answers."""

    page: ActPage
    form: ActForm
    way: Way
    url: str


def inlaid(matter: Matter, open_act: OpenAct, way: Way, url: str) -> Inlaid:
    """The form of an open act, to print inside another page. Only for a page that is not itself sent a form."""
    acting = _Acting(matter, open_act, way, standing(matter, open_act))
    form = acting.form()
    return Inlaid(acting.about(form), form, way, url)


def _open_act(matter: Matter, act: str) -> OpenAct | None:
    found = ledger.assessment_of(db.session(), matter, today=today())
    return next((one for one in found.open_acts if one.act == act), None)


def _closed(matter: Matter, act: str, way: Way) -> str:
    if (
        matter.kind is MatterKind.PETITION
        and matter.procedure is None
        and act not in acts_of_procedure(Procedure.TRIAGE)
    ):
        first = "Phân loại đơn trước: loại đơn định ra thủ tục và những việc được làm."
        why = sentence_of(OutOfOrder(first, provisions=provisions_of(Procedure.TRIAGE, act)))
    else:
        why = way.stopped or _why_closed(matter, act)
    return render_template(
        "acting/closed.html", title=term(ACT_VERBS, act), why=why, way=way, subject=matter.code,
        both=_typed_in_vain(matter, act, way) if request.method == "POST" else (),
    )  # fmt: skip


def _procedure(matter: Matter) -> str:
    return matter.procedure or Procedure.TRIAGE


def _typed_in_vain(matter: Matter, act: str, way: Way) -> tuple[Both, ...]:
    """Somebody closed the act while this person typed: what they typed, beside what was recorded."""
    fields = fields_of(_procedure(matter), act)
    asked = OpenAct(act, fields, (), "", document=False, each_content=each_content_of(_procedure(matter), act))
    form = form_of(
        asked,
        base=way.form,
        today=today(),
        contents=to_choose(standing(matter, asked)),
        people=withdrawers(matter, asked.fields),
    )()
    recorded = _standing(matter, act, form)
    of_each = (f"{name}_{number}" for number, each in form.each for name in each)
    names = (*recorded, *of_each, *(name for name in way.more if name not in recorded))
    rows = [
        Both(str(form[name].label.text), value_words(form[name], recorded.get(name)), typed_in(form[name]))
        for name in names
    ]
    return tuple(row for row in rows if row.yours)


def _standing(matter: Matter, act: str, form: ActForm) -> dict[str, Any]:
    """What the log says of the last act of this kind, by the fields of its form. Empty fields when there is none."""
    last = next((row for row in reversed(acts_of(db.session(), [matter.id])) if row.act == act), None)
    names = ("on", *form.said, "document_no", "document_on", "note")
    if last is None:
        return dict.fromkeys(names)
    fields = {spec.name: spec.kind for spec in fields_of(matter.procedure or Procedure.TRIAGE, act)}
    hidden = {name for name, kind in fields.items() if matter.sealed and kind is FieldKind.TEXT}
    said = {name: _as_typed(fields[name], last.data.get(name)) for name in form.said if name not in hidden}
    return {"on": last.on, **said, "document_no": last.document_no, "document_on": last.document_on, "note": last.note}


def _as_typed(kind: FieldKind, value: Any) -> Any:
    return date.fromisoformat(value) if kind is FieldKind.DATE and isinstance(value, str) and value else value


def _why_closed(matter: Matter, act: str) -> str:
    try:
        ledger.forecast(db.session(), matter, act, today(), TRIAL, today=today())
    except OutOfOrder as refused:
        return sentence_of(refused)
    return _("Chưa ghi được việc này bây giờ.")


@dataclass(frozen=True, slots=True)
class _Acting:
    """One request about one open act."""

    matter: Matter
    open_act: OpenAct
    way: Way
    contents: tuple[ContentLine, ...]

    def answer(self) -> Answer:
        form, step = self.form(), request.form.get("step")
        if step == CLOCKS:
            return render_template("acting/clocks.html", it=self.foreseen(form))
        if step == OPEN:
            return self.page(form, opened=open_words(self.matter))
        if form.restored:
            return self.page(form, self.meanwhile(form))
        if step in {"edit", LOOK} or not form.validate_on_submit():
            return self.page(form)
        entered = form.entered(self.open_act.act)
        if self.open_act.act in CONFIRMED and step != "confirm":
            return self.confirmation(form, entered)
        return self.save(form, entered)

    def form(self) -> ActForm:
        contents = to_choose(self.contents)
        kind = form_of(self.open_act, base=self.way.form, today=today(), contents=contents,
            people=withdrawers(self.matter, self.open_act.fields),
        )  # fmt: skip
        mark = last_change(db.session(), self.matter.id)
        fresh = {"expected_version": self.matter.version, "mark": mark}
        return kind(data={"on": today(), **self.way.filled, **_pointed_at(), **fresh})

    def page(self, form: ActForm, meanwhile: Meanwhile = NOTHING, opened: Words = UNOPENED) -> str:
        return render_template("acting/form.html", page=self.about(form, meanwhile, opened), form=form, way=self.way)

    def foreseen(self, form: ActForm) -> Foreseen:
        return told_of_act(form, self.open_act.act, lambda entered: self.way.foresee(self.matter, entered))

    def about(self, form: ActForm, meanwhile: Meanwhile = NOTHING, opened: Words = UNOPENED) -> ActPage:
        asks_agency = any(spec.kind is FieldKind.AGENCY for spec in self.open_act.fields)
        return ActPage(
            verb=term(ACT_VERBS, self.open_act.act),
            subject=self.matter.code,
            provisions=spoken(cite_all(self.open_act.provisions)),
            confirmed=self.open_act.act in CONFIRMED,
            foreseen=self.foreseen(form),
            agencies=tuple(one.name for one in agencies_on(db.session(), today())) if asks_agency else (),
            told=", ".join(term(PARTIES, party) for party in self.open_act.notifies),
            meanwhile=meanwhile,
            contents=beside(self.matter, self.contents, opened),
            warnings=(*mandate_warnings(self.matter, self.open_act.act), *self.dialogue_wanting()),
        )

    def confirmation(self, form: ActForm, entered: Entered) -> str:
        meanwhile = self.meanwhile(form)
        try:
            changes = self.way.foresee(self.matter, entered)
            check_witnessed(self.matter, entered)
        except Refused as refused:
            refused_into_form(form, refused)
            return self.page(form, meanwhile)
        verb = term(ACT_VERBS, entered.act)
        asked = Confirmation(
            question=_("%(verb)s: %(code)s?", verb=verb, code=self.matter.code),
            verb=verb,
            back=self.way.back,
            explained=tuple(self.told(entered)),
            changes=changes,
            meanwhile=meanwhile,
        )
        return render_template("acting/confirm.html", it=asked, form=form, kept=travelling(form), way=self.way)

    def dialogue_wanting(self, found: Iterable[str] = ()) -> Iterator[str]:
        """That a first decision comes without a dialogue; ``found``: what was found of each content, once typed."""
        if not may_want_dialogue(self.matter.procedure, self.open_act.act):
            return
        if spoke(ledger.assessment_of(db.session(), self.matter, today=today()).history):
            return
        where = spoken(cite_all(DIFFERING))
        if found and verdict_of(found) != RIGHT:
            yield _("Kết quả khác yêu cầu của người khiếu nại mà chưa ghi buổi đối thoại nào (%(where)s).", where=where)
        elif not found:
            yield _(
                "Chưa ghi buổi đối thoại nào. Kết quả khác yêu cầu của người khiếu nại thì phải đối thoại trước"
                " (%(where)s).", where=where,
            )  # fmt: skip

    def told(self, entered: Entered) -> list[str]:
        said = [_("Ngày %(day)s.", day=day(entered.on))]
        if entered.document_no:
            dated = day(entered.document_on or entered.on)
            said.append(_("Văn bản số %(no)s ngày %(day)s.", no=entered.document_no, day=dated))
        if entered.act in ENDED_EARLY:
            log = ledger.assessment_of(db.session(), self.matter, today=today()).history
            said += filter(None, [report_wanting(log)])
        said += self.dialogue_wanting([str(one.get(FINDING)) for one in entered.data.get(FINDINGS, {}).values()])
        data = {name: _plain(value) for name, value in entered.data.items()}
        return said + list(written(self.matter.procedure or Procedure.TRIAGE, entered.act, data))

    def save(self, form: ActForm, entered: Entered) -> Answer:
        target = self.way.back
        with committing(form) as done:
            if self.way.record is not None:
                target = self.way.record(self.matter, entered, form)
            else:
                record(self.matter, entered)
            finish_draft(self.matter, of_act=entered.act)
        if not done:
            return self.page(form, self.meanwhile(form))
        if self.way.record is None:
            flash(_("Đã ghi “%(act)s” ngày %(day)s.", act=term(ACTS, entered.act), day=day(entered.on)))
        return redirect(target)

    def meanwhile(self, form: ActForm) -> Meanwhile:
        return changed_since(self.matter, form, lambda rows: self.standing(form, rows))

    def standing(self, form: ActForm, rows: list[ChangeRow]) -> dict[str, Any]:
        """What somebody else recorded of the same act; nothing when they did something else."""
        same = any(row.action == "act_recorded" and row.detail.get("act") == self.open_act.act for row in rows)
        return _standing(self.matter, self.open_act.act, form) if same else {}


def _pointed_at() -> dict[str, str]:
    """The given term the link was about."""
    return {NAMED: request.args[NAMED]} if NAMED in request.args else {}


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def travelling(form: Form) -> list[tuple[str, str]]:
    """What was typed, to travel with the confirmation."""
    fields = [field for field in form if field.name not in {"csrf_token", FIELD}]  # files are in the draft already
    typed = [(field.name, str(one)) for field in fields for one in field.raw_data or ()]
    return [*typed, *((name, request.form[name]) for name in (REF, SAVES) if name in request.form)]
