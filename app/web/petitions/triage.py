"""Deciding what becomes of a petition: its conditions answered, who is competent, the proposal, and the act itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from app.casework import ledger
from app.casework.acts import may_record
from app.casework.competences import Competent
from app.casework.held_texts import competence_key, line_key
from app.casework.inbox import UNDECIDED
from app.casework.petition_files import Related, petition_file
from app.casework.same_content import stopped_by
from app.casework.timeline import ObligationRow, last_change, obligations_of
from app.casework.triage import examine
from app.casework.weighing import OUTCOMES, Weighed, answers_of, checklist_of, weigh
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import OpenAct
from app.statute.competence import WORDS
from app.statute.duties import duties_of
from app.statute.eligibility import Answer, Line
from app.statute.instruments import cite_all
from app.statute.outcomes import COMES_FIRST, REASONS, Place
from app.statute.terms import ACT_VERBS, FIELDS, PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.acting import Inlaid, inlaid
from app.web.clock import now, today
from app.web.forms import ChoiceField, Form, VersionField, sentence_of
from app.web.petitions import queue
from app.web.petitions.deeds import way_to
from app.web.petitions.reading import Reading, ignored_words, reading_of
from app.web.rules import sure_short
from app.web.views import RelatedLink
from app.web.wording import day, spoken, term

EVERY, CHOSEN = "all", "viec"
ANSWERS = {Answer.YES: _l("Có"), Answer.NO: _l("Không"), Answer.UNKNOWN: _l("Chưa rõ")}


class ExamineForm(Form):
    """The conditions of a petition, a question a field. Made by :func:`examine_form`."""

    version = VersionField()
    mark = VersionField()
    asked: tuple[Line, ...] = ()

    def answers(self) -> dict[str, Answer]:
        """What was answered; the button for all of them answers every question that is asked of every petition."""
        if EVERY in request.form:
            return {line.code: Answer.YES for line in self.asked if not line.rescues}
        said = {line.code: self[field_of(line)].data for line in self.asked}
        return {code: Answer(answer) for code, answer in said.items() if answer}


@dataclass(frozen=True, slots=True)
class Question:
    """A condition as it is printed beside its field. ``rescues``: asked only when the one before it failed."""

    field: str
    cite: str
    rescues: bool


@dataclass(frozen=True, slots=True)
class CompetentLine:
    """Who resolves what is about one respondent."""

    about: str
    who: str
    cite: str
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One act that may be chosen: its article, by when, and why not where it was done once already."""

    act: str
    words: str
    cite: str
    term: str
    url: str
    proposed: bool
    chosen: bool
    stopped: str


@dataclass(frozen=True, slots=True)
class TriagePage:
    """The page. ``proposal`` is what the answers and the competence speak for, in a sentence."""

    reading: Reading
    kind: str
    reason: str
    hint: str
    classify_url: str
    questions: tuple[Question, ...]
    examined: bool
    answered: str
    competent: tuple[CompetentLine, ...]
    place: str
    proposal: str
    because: tuple[str, ...]
    missing: int
    first: RelatedLink | None  # what it is the same as, and where that stands
    choices: tuple[Choice, ...]
    inlaid: Inlaid | None


def field_of(line: Line) -> str:
    """The name of the field of a question."""
    return f"q_{line.code}"


def examine_form(matter: Matter) -> ExamineForm:
    """The form of the conditions, filled with what was answered before."""
    lines, answers = checklist_of(db.session(), matter), answers_of(matter)
    fields: dict[str, Any] = {
        field_of(line): ChoiceField(spoken(line.question), [Optional()], choices=list(ANSWERS.items()))
        for line in lines
    }
    kind = type("ExaminedForm", (ExamineForm,), {**fields, "asked": lines})
    said = {field_of(line): answers.get(line.code, Answer.UNKNOWN) for line in lines}
    form: ExamineForm = kind(data={**said, "version": matter.version, "mark": last_change(db.session(), matter.id)})
    return form


def examined(matter: Matter, form: ExamineForm) -> None:
    """Keep what was answered. Raises the refusals of :func:`app.casework.triage.examine`."""
    examine(
        db.session(), matter, form.answers(), on=today(), by=current_viewer(), at=now(),
        expected_version=form.version.data,
    )  # fmt: skip


def not_to_decide(matter: Matter) -> str:
    """Where to go with a petition that is not classified yet, or that was decided on already; "" for any other."""
    if matter.stage not in UNDECIDED:
        return url_for("petitions.page", ref=matter.ref)
    return "" if matter.procedure else url_for("petitions.classify", ref=matter.ref, **queue.kept())


def triage_page(matter: Matter) -> TriagePage:
    """Everything the page shows, for the viewer of this request."""
    session = db.session()
    found, file = weigh(session, matter), petition_file(session, current_viewer(), matter)
    open_acts = [one for one in ledger.assessment_of(session, matter, today=today()).open_acts if one.act in OUTCOMES]
    mine = [one for one in open_acts if may_record(current_viewer(), matter, one.role)]
    choices = _choices(matter, found, sorted(mine, key=lambda one: OUTCOMES.index(one.act)))
    first = next((one for one in file.related if one.same and one.id == file.duplicate_of), None)
    return TriagePage(
        reading=reading_of(matter, _("Hướng xử lý"), file),
        kind=" · ".join(filter(None, (term(PROCEDURES, matter.procedure), term(FIELDS, matter.field)))),
        reason=file.reason,
        hint=ignored_words(file.hint_ignored),
        classify_url=url_for("petitions.classify", ref=matter.ref, **queue.kept()),
        questions=tuple(_question(line) for line in found.lines),
        examined=found.examined,
        answered=_answered(found),
        competent=tuple(_competent(one) for one in found.competent),
        place=_place(found),
        proposal=_proposal(found),
        because=tuple(f"{spoken(line.question)} ({spoken(cite_all(line.provisions))})" for line in _because(found)),
        missing=len(found.proposal.missing),
        first=_first_words(first) if first else None,
        choices=choices,
        inlaid=_inlaid(matter, mine, choices, _filled(found, first)),
    )


def _answered(found: Weighed) -> str:
    """How many conditions are met, not met, open."""
    said = [found.answers.get(line.code, Answer.UNKNOWN) for line in found.lines if not line.rescues]
    counted = {one.value: said.count(one) for one in Answer}
    return _("Đạt %(yes)s, không đạt %(no)s, chưa rõ %(unknown)s", **counted)


def _question(line: Line) -> Question:
    sure = sure_short(line.certainty, line_key(line.code, line.from_on))
    return Question(field_of(line), " · ".join((spoken(cite_all(line.provisions)), sure)), bool(line.rescues))


def _competent(one: Competent) -> CompetentLine:
    who = term(WORDS, one.row.who)
    return CompetentLine(
        about=one.respondent,
        who=f"{who}: {', '.join(one.agencies)}" if one.agencies and one.agencies != (one.respondent,) else who,
        cite=" · ".join((spoken(cite_all(one.row.provisions)), sure_short(one.row.certainty, competence_key(one.row)))),
        note=spoken(one.row.note) if one.row.note else "",
    )


def _place(found: Weighed) -> str:
    said = {
        Place.HERE: _("Thuộc thẩm quyền của cơ quan này"),
        Place.ELSEWHERE: _("Không thuộc thẩm quyền của cơ quan này"),
        Place.UNKNOWN: _("Chưa xác định được thẩm quyền"),
    }
    return f"{said[found.place]}: {found.target}" if found.target else said[found.place]


def _proposal(found: Weighed) -> str:
    act = term(ACT_VERBS, found.outcome.act) if found.outcome.act else _("Chưa đề xuất")
    return f"{act}. {term(REASONS, found.outcome.reason)}"


def _because(found: Weighed) -> tuple[Line, ...]:
    follow = {found.outcome.act, *(act for act, first in COMES_FIRST.items() if first == found.outcome.act)}
    return tuple(line for line in found.proposal.decisive if line.follows in follow)


def _first_words(first: Related) -> RelatedLink:
    """Đ-0012/2026, nhận 10/11/2026, Đã thụ lý."""
    facts = _("nhận ngày %(day)s, %(stage)s", day=day(first.opened_on), stage=term(STAGES, first.stage).lower())
    return RelatedLink(first.code, url_for("petitions.page", ref=first.ref), facts)


# --- what may be chosen -------------------------------------------------------------------------------------------


def _choices(matter: Matter, found: Weighed, mine: Sequence[OpenAct]) -> tuple[Choice, ...]:
    rows = [row for row in obligations_of(db.session(), [matter.id]) if row.open]
    refused = {done.act: sentence_of(stopped_by(done, matter, on=today())) for done in reversed(found.done)}
    stopped = {one.act: refused.get(one.act, "") for one in mine}
    chosen = _chosen(found, [one.act for one in mine if not stopped[one.act]])
    return tuple(
        Choice(
            act=one.act,
            words=term(ACT_VERBS, one.act),
            cite=spoken(cite_all(one.provisions)),
            term=_term(matter, one.act, rows),
            url=url_for("petitions.triage", ref=matter.ref, **{**queue.kept(), CHOSEN: one.act}),
            proposed=one.act == found.outcome.act,
            chosen=one.act == chosen,
            stopped=stopped[one.act],
        )
        for one in mine
    )


def _chosen(found: Weighed, allowed: Sequence[str]) -> str:
    for act in (request.args.get(CHOSEN, ""), found.outcome.act):
        if act in allowed:
            return act
    return ""


def _term(matter: Matter, act: str, rows: Sequence[ObligationRow]) -> str:
    """By when the act would be on time: the first date among what it would satisfy."""
    on = min(_dates(matter, act, rows), default=None)
    return _("hạn %(day)s", day=day(on)) if on else _("luật không đặt thời hạn")


def _dates(matter: Matter, act: str, rows: Sequence[ObligationRow]) -> Iterator[date]:
    duties = duties_of(Procedure(matter.procedure or Procedure.TRIAGE))
    met = {duty.id for duty in duties if act in duty.satisfied_by}
    yield from (row.due_on for row in rows if row.due_on and row.duty in met)


def _inlaid(
    matter: Matter, mine: Sequence[OpenAct], choices: Sequence[Choice], filled: Mapping[str, Mapping[str, str]]
) -> Inlaid | None:
    """The form of the act that is chosen; none while the conditions are being sent."""
    chosen = next((one.act for one in choices if one.chosen), "")
    if not chosen or request.method == "POST":
        return None
    url, way = way_to(matter, chosen, filled={**filled.get("", {}), **filled.get(chosen, {})})
    return inlaid(matter, next(one for one in mine if one.act == chosen), way, url)


def _filled(found: Weighed, first: Related | None) -> dict[str, dict[str, str]]:
    """What the form of an act proposes, by the act ("": of any): where it goes, by which ground, why it is filed."""
    proposed = {"to_agency": found.target}
    of_the_act = {"ground": found.outcome.ground}
    if first is not None:
        same = {"code": first.code, "day": day(first.opened_on)}
        of_the_act["reason"] = _("Trùng đơn %(code)s nhận ngày %(day)s.", **same)
    by_act = {"": proposed, found.outcome.act: of_the_act}
    return {act: {name: value for name, value in said.items() if value} for act, said in by_act.items()}
