"""How a matter stands, ready to print: due badge and why, ledger, timeline, open acts, people as shown.

    standing = standing_of(matter, act_url=lambda act: url_for("petitions.act", ref=matter.ref, act=act))

One :class:`Standing` for any matter (visit, petition, case); ``parts/_standing.html`` holds the macros that print it:
``due_panel``, ``given_terms``, ``next_acts``, ``happened``, ``obligations``, ``people``. ``others`` are matters of the
same chain whose acts and obligations are told along with its own: the petition and the visit of a case. Their ids must
have gone through ``visible()`` already. Reads only; a fixed number of statements whatever the history.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flask_babel import gettext as _

from app.casework.acts import may_record
from app.casework.errors import OutOfOrder
from app.casework.identities import DENOUNCER, SECRECY_ASKED, people_shown
from app.casework.ledger import Filed, Ground, assessed, counted, ground_of
from app.casework.permissions import Viewer
from app.casework.reckonings import States, reckoned_of, states_of
from app.casework.timeline import ActRow, ObligationRow, acts_of, obligations_of
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import ActFact, ActRefused, Assessment, OpenAct
from app.statute.duties import duties_of
from app.statute.log import History
from app.statute.procedures import OVER_FOR_THE_CASE, goes_on_with_the_petition
from app.statute.running_terms import ABOUT_ONE
from app.statute.terms import ACT_VERBS, ACTS, STAGES, Procedure
from app.statute.time_limits.shape import Unit
from app.web.access import current_viewer
from app.web.clock import today as web_today
from app.web.dues import badge, by_urgency, dates, duty_words, most_urgent, notes, sentence
from app.web.forms import sentence_of
from app.web.histories import FilesOf, coming, history
from app.web.holders import whose_words
from app.web.ordered import TermLine, TermsOf
from app.web.putting_right import put_right_of
from app.web.rights import Rights, rights_of
from app.web.rules import cited
from app.web.views import Action, DueWords, TimelineEntry, Why
from app.web.whys import why_of_line
from app.web.wording import day, term

ActUrl = Callable[[str], str]
Urls = Mapping[str, str]
NO_URLS: Urls = MappingProxyType({})
NO_FILES: FilesOf = MappingProxyType({})

# The way forward, for the one primary act. What is done again and again, or what few grounds ask for, leads only while
# somebody owes it.
ROAD = (
    "referred_to_investigators", "harm_prevented", "classified", "supplemented", "report_requested", "delay_reported",
    "supervised", "lower_resolved", "accepted", "sent", "refusal_explained", "refusal_notified", "receipt_given",
    "result_sent", "carrying_out_reported", "found_carried_out", "inspection_result_sent", "report_sent",
    "report_accepted",
    "forwarder_notified", "citizen_informed", "verifying", "resumed", "expert_answered", "dialogue_held", "reported",
    "decided", "concluded", "dialogue_notified", "answered", "handled", "published", "followed_up", "in_force",
    "enforcement_directed", "enforced", "closed", "front_recommendation_answered", "information_provided",
    "mediation_accepted", "mediation_council", "mediation_held", "mediation_succeeded", "mediation_record_sent",
    "given_answered",
)  # fmt: skip
REPEATED = frozenset(
    {"sent", "forwarder_notified", "front_recommendation_answered", "information_provided",
     "referred_to_investigators", "harm_prevented", "refusal_notified",
     "mediation_record_sent", "given_answered", "report_sent"}
)  # fmt: skip
# Set up once: after a written objection the same council sits again (NĐ 102/2024 Điều 105); a changed one is corrected.
SET_UP_ONCE = frozenset({"mediation_council"})
BEGUN_AGAIN = frozenset({"mediation_objected"})  # what was done before it is to be done once more
# The acts of a petition that have a page of their own.
PETITION_PAGES = {
    "classified": "petitions.classify",
    "accepted": "petitions.accept",
    "split": "petitions.split",
    "transferred": "petitions.transfer",
}
ELSEWHERE = frozenset(
    {"second_complaint_lodged", "court_accepted", "court_discontinued", "referred_to_investigators", "taken_over"}
)
ENDED_EARLY = ("withdrawn", "discontinued")
SHOWN_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Obliged:
    """One line of the ledger. ``notes``: what cannot wait for its why; ``why`` is None: the panel has it."""

    badge: DueWords
    words: str
    line: str
    notes: tuple[str, ...] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Shut:
    """Acts the viewer is not offered: those of others, in a sentence, and those that must wait, each with why."""

    not_mine: str
    not_yet: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the macros of ``parts/_standing.html`` print."""

    stage: str
    closed: bool
    badge: DueWords | None
    sentence: str  # "Ra quyết định giải quyết, hạn thứ Hai 30/11/2026"
    why: Why | None
    terms: tuple[TermLine, ...]  # given by a superior, beside the limit of the law
    obligations: tuple[Obliged, ...]
    timeline: tuple[TimelineEntry, ...]
    wanting: str  # what the log of a case that ends early lacks
    actions: tuple[Action, ...]
    more_actions: tuple[Action, ...]
    shut: Shut
    people: tuple[str, ...]
    elsewhere: tuple[str, ...]  # where else the matter went: a second complaint, the court
    log: tuple[ActFact, ...]  # the acts that count
    rights: Rights | None  # how long the citizen has to go on; never anybody's duty
    latest: frozenset[str] = frozenset()  # codes of the acts of the last day something was recorded of
    owed: frozenset[str] = frozenset()  # … of the next act, of what is open now and owed, and of what must be sent


def standing_of(
    matter: Matter, *, act_url: ActUrl, others: Collection[int] = (), act_urls: Urls = NO_URLS,
    files: FilesOf = NO_FILES,
) -> Standing:  # fmt: skip
    """How ``matter`` stands today, for the viewer of this request. ``others``: visible matters of the same chain.

    ``act_url`` gives the address of the page that records an act; ``act_urls`` has those of acts with a page of their
    own; ``files``: what belongs to the lines of their logs.
    """
    session, ids = db.session(), [matter.id, *others]
    rows, acts = obligations_of(session, ids), acts_of(session, ids)
    reading = _Reading(web_today(), ground_of(session), _logs(acts), {matter.id: matter.stage})
    log, found = reading.own(matter)
    urgent = most_urgent(row for row in rows if row.matter_id == matter.id) or most_urgent(rows)
    following = next_act(matter, found)
    offered, given = _ways_on(matter, found, following, _addresses(act_url, act_urls), reading)
    live = _live(matter, found, reading)
    return Standing(
        stage=term(STAGES, found.stage),
        latest=frozenset(one.act for one in log if one.on == log[-1].on),
        owed=_owing(matter, found, following),
        closed=found.closed,
        badge=reading.badge(urgent),
        sentence=sentence(urgent) if urgent else "",
        why=reading.why(live, urgent, drawn=True) if urgent else None,
        terms=given.lines(rows, reading.logs),
        obligations=tuple(reading.obliged(live, row, told=row is urgent) for row in by_urgency(rows)),
        timeline=(*_coming(matter, following, rows), *_happened(matter, acts, rows, reading, files)),
        wanting=report_wanting(found.history) if any(map(found.history.has, ENDED_EARLY)) else "",
        actions=offered.actions[:SHOWN_AT_ONCE],
        more_actions=offered.actions[SHOWN_AT_ONCE:],
        shut=Shut(offered.not_mine, not_yet(matter, found, current_viewer())),
        people=tuple(_name(one.shown_as) for one in people_shown(session, [matter.id])[matter.id]),
        elsewhere=_gone(found.history),
        log=tuple(log),
        rights=rights_of(matter, found, today=reading.today, ground=reading.ground),
    )


def _live(matter: Matter, found: Assessment, reading: _Reading) -> dict[int, States]:
    own: States = {(state.duty, state.trigger.ref): state for state in found.duties}
    return {matter.id: own} | {one: reading.states(one) for one in reading.logs if one != matter.id}


def _ways_on(
    matter: Matter, found: Assessment, following: OpenAct | None, address: ActUrl, reading: _Reading
) -> tuple[Offered, TermsOf]:
    """What can be done now, and what can be said of the terms a superior gave."""
    viewer = current_viewer()
    given = TermsOf(matter, found.open_acts, viewer, address, reading.today, reading.ground.calendar)
    return offered_acts(matter, found, following, viewer, address), given


def _happened(
    matter: Matter, acts: Sequence[ActRow], rows: Sequence[ObligationRow], reading: _Reading, files: FilesOf
) -> tuple[TimelineEntry, ...]:
    ways = put_right_of(matter, reading.logs.get(matter.id, ()), today=reading.today)
    return history(acts, rows, own=matter.id, ways=ways, files=files)


def _coming(matter: Matter, following: OpenAct | None, rows: Sequence[ObligationRow]) -> tuple[TimelineEntry, ...]:
    return (coming(following, _due_of(matter, following, rows)),) if following else ()


def _gone(log: History) -> tuple[str, ...]:
    return tuple(map(_went, (one for one in log.acts if one.act in ELSEWHERE)))


def report_wanting(log: History) -> str:
    """That nobody wrote down the report of whoever was sent to verify; nothing where none was sent."""
    sent = [one for one in log.acts if one.act == "verifying" and one.data.get("how") != "alone"]
    if not sent or log.has("reported"):
        return ""
    return _("Đã giao xác minh ngày %(day)s, chưa ghi báo cáo kết quả xác minh.", day=day(sent[-1].on))


def _addresses(act_url: ActUrl, act_urls: Mapping[str, str]) -> ActUrl:
    return lambda act: act_urls.get(act) or act_url(act)


Live = Mapping[int, States]


def _logs(acts: Sequence[ActRow]) -> dict[int, list[ActRow]]:
    """The log of each matter, in the order it was typed."""
    logs: dict[int, list[ActRow]] = {}
    for act in sorted(acts, key=lambda one: one.id):
        logs.setdefault(act.matter_id, []).append(act)
    return logs


@dataclass(frozen=True, slots=True)
class _Reading:
    """The day and the ground everything on one page is told by, and the logs it is told from."""

    today: date
    ground: Ground
    logs: Mapping[int, Sequence[ActRow]]
    stages: Mapping[int, str]  # of the matter of the page

    def own(self, matter: Matter) -> tuple[list[ActFact], Assessment]:
        """The acts that count of the matter of the page, and what the law makes of them."""
        log = counted(self.logs.get(matter.id, ()))
        return log, assessed(matter, log, today=self.today, ground=self.ground)

    def badge(self, row: ObligationRow | None) -> DueWords | None:
        return self._badge(row) if row else None

    def _badge(self, row: ObligationRow) -> DueWords:
        return badge(row, self.today, self.ground.calendar, stage=self.stages.get(row.matter_id))

    def states(self, matter_id: int) -> States:
        """What the law says of another matter of the chain: what it is stands on every line of its log."""
        log = self.logs[matter_id]
        return states_of(log[0], log, today=self.today, ground=self.ground)

    def why(self, live: Live, row: ObligationRow, *, drawn: bool) -> Why:
        log = self.logs[row.matter_id]
        told = reckoned_of(row, log[0], log, live[row.matter_id], today=self.today, ground=self.ground)
        return why_of_line(row, told, today=self.today, calendar=self.ground.calendar, drawn=drawn)

    def obliged(self, live: Live, row: ObligationRow, *, told: bool) -> Obliged:
        """``told``: its why stands in the panel already."""
        return Obliged(
            badge=self._badge(row),
            words=duty_words(row.procedure, row.duty),
            line=" · ".join(part for part in (dates(row), cited(row.rule, row.rule_from, row.certainty)) if part),
            notes=tuple(notes(row, self.today)),
            why=None if told else self.why(live, row, drawn=False),
        )


def _went(act: ActFact) -> str:
    """Tòa án thụ lý ngày 16/10/2026, 5/TB-TA."""
    said = _("%(act)s ngày %(day)s", act=term(ACTS, act.act), day=day(act.on))
    return f"{said}, {act.document}" if act.document else said


def _name(shown_as: str) -> str:
    """How somebody is called on the page: under the label "Người tố cáo" the same words again say nothing."""
    return _("giữ bí mật") if shown_as in {DENOUNCER, SECRECY_ASKED} else shown_as


# --- what can be done ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offered:
    """The open acts the viewer may record, the one next act first, and a sentence about the others."""

    actions: tuple[Action, ...]
    not_mine: str


def offered_acts(
    matter: Matter, found: Assessment, following: OpenAct | None, viewer: Viewer, address: ActUrl
) -> Offered:
    """What ``viewer`` can do now."""
    open_acts = [one for one in to_do(found) if one.act not in ABOUT_ONE]  # those stand beside the term each is about
    owed = _owed_acts(matter.procedure or Procedure.TRIAGE, found)
    ordered = sorted(open_acts, key=lambda one: (one != following, *_place(one.act, found, owed)))
    mine = [one for one in ordered if may_record(viewer, matter, one.role, one.act)]
    others = [one for one in ordered if one not in mine]
    actions = tuple(Action(term(ACT_VERBS, one.act), address(one.act), primary=one == following) for one in mine)
    whose = whose_words(matter, following, viewer) if following and following in others else ""
    left = [one for one in others if not (mine and whose and one == following)]  # said once is enough
    rest = _not_mine(left, some=bool(mine)) if left else ""
    return Offered(actions, " ".join(filter(None, (whose, rest))))


def not_yet(matter: Matter, found: Assessment, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """What ``viewer`` would record in this stage, but for something the law wants first, along the road; with why."""
    possible = (one for one in found.shut_acts if one.act not in ABOUT_ONE)
    waiting = [one for one in possible if may_record(viewer, matter, one.role, one.act)]
    ordered = sorted(waiting, key=lambda one: _place(one.act, found))
    return tuple((term(ACT_VERBS, one.act), _said(one.refused)) for one in ordered)


def _said(refused: ActRefused) -> str:
    return sentence_of(OutOfOrder(refused.template, provisions=refused.provisions, **refused.values))


def _not_mine(others: Sequence[OpenAct], *, some: bool) -> str:
    heads = [term(ACT_VERBS, one.act) for one in others if one.role == "head"]
    if len(heads) == len(others):
        return _("Việc của thủ trưởng: %(acts)s.", acts=", ".join(heads))
    if some:
        return _("Việc khác do cơ quan đang giữ hồ sơ ghi.")
    return _("Chỉ xem: việc do cơ quan đang giữ hồ sơ ghi.")


def next_act(matter: Filed, found: Assessment) -> OpenAct | None:
    """The one next act: owed at once, owed, or the next step of the road not yet taken. None when all is over."""
    open_acts = to_do(found)
    if found.closed or not open_acts or found.stage in OVER_FOR_THE_CASE:
        return None  # what becomes of a petition whose acceptance was annulled, somebody says
    by_name = {one.act: one for one in open_acts}
    procedure = matter.procedure or Procedure.TRIAGE
    owed, at_once = _owed_acts(procedure, found), _owed_acts(procedure, found, unit=Unit.IMMEDIATELY)
    trodden = _trodden(found.history)
    for act in (*sorted((one.act for one in open_acts if one.act in at_once), key=_along_the_road), *ROAD):
        untrodden = act not in REPEATED and act not in trodden
        if act in by_name and (act in owed or untrodden):
            return by_name[act]
    return open_acts[0]


def to_do(found: Assessment) -> list[OpenAct]:
    """The acts open now, without what was set up once and stands."""
    return [one for one in found.open_acts if not (one.act in SET_UP_ONCE and found.history.has(one.act))]


def _trodden(log: History) -> frozenset[str]:
    """What was done, since it was last begun again."""
    again = max((place for place, one in enumerate(log.acts, 1) if one.act in BEGUN_AGAIN), default=0)
    return frozenset(one.act for one in log.acts[again:])


def _owed_acts(procedure: str, found: Assessment, unit: Unit | None = None) -> frozenset[str]:
    """The acts that would satisfy something owed; only what is counted in ``unit``, when one is given."""
    owed = {state.duty for state in found.duties if state.is_owed and unit in (None, state.unit)}
    return frozenset(act for duty in duties_of(Procedure(procedure)) if duty.id in owed for act in duty.satisfied_by)


def _owing(matter: Filed, found: Assessment, following: OpenAct | None) -> frozenset[str]:
    """The acts whose papers are wanted: the next one, those open that would do what is owed, those still to be sent."""
    procedure = Procedure(matter.procedure or Procedure.TRIAGE)
    owed = {state.duty for state in found.duties if state.is_owed}
    acts = {one.act for one in found.open_acts} & _owed_acts(procedure, found)
    sent = {duty.sends for duty in duties_of(procedure) if duty.id in owed and duty.sends}
    return frozenset(acts | sent | ({following.act} if following else set()))


def _place(act: str, found: Assessment, owed: frozenset[str] = frozenset()) -> tuple[bool, int]:
    """Along the road; after it what was done already, or is done only when something asks for it and nothing does."""
    if found.stage in OVER_FOR_THE_CASE:
        return not goes_on_with_the_petition(found.stage, act), 0
    return act in REPEATED - owed or found.history.has(act), _along_the_road(act)


def _along_the_road(act: str) -> int:
    return ROAD.index(act) if act in ROAD else len(ROAD)


def _due_of(matter: Matter, act: OpenAct, rows: Sequence[ObligationRow]) -> date | None:
    """By when an act is due: the first date among the obligations it would satisfy."""
    duties = duties_of(Procedure(matter.procedure or Procedure.TRIAGE))
    answered = {duty.id for duty in duties if act.act in duty.satisfied_by}
    return min((row.due_on for row in rows if row.open and row.due_on and row.duty in answered), default=None)
