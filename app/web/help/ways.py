"""What the pages of a procedure show: from which stage which act leads where, who may record it, who is told, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.statute.duties import Duty, duties_of
from app.statute.instruments import cite_all
from app.statute.procedures import NOTHING, PREVIOUS, SAME, TERMINAL_STAGES, Edge, acts_of, edges_of, stages_of
from app.statute.terms import ACTS, PARTIES, PROCEDURES, STAGES, Procedure
from app.web.act_fields import label
from app.web.clock import today
from app.web.help.law_words import ROLES, length_of
from app.web.help.laws import governing
from app.web.rules import entry_url, rule_key, sure_short
from app.web.standing import ROAD as EVERY_ACT
from app.web.views import Link
from app.web.wording import day, number, spoken, term

ROAD = ("received", *EVERY_ACT)  # the way forward, of every procedure
MANY = 4  # an act open in so many stages is told once, not in each of them


@dataclass(frozen=True, slots=True)
class ActLine:
    """One edge. ``more``: what the act says, what must hold for it, from when it exists.

    ``stages``: where it is open, told of an act of many stages only.
    """

    act: str
    target: str
    target_anchor: str
    role: str
    told: str
    more: str
    cite: str
    stages: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage of the main road: the ``act`` that leads there, and where the way may end from it."""

    words: str
    anchor: str
    act: str
    exits: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StagePart:
    """A stage and what leads on from it."""

    id: str
    words: str
    over: bool
    lines: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty of the procedure with the limits behind it."""

    duty: str
    starts: str
    satisfied: str
    limits: tuple[tuple[Link, str, str], ...]  # the entry, its length, how sure


@dataclass(frozen=True, slots=True)
class WayPage:
    """One procedure."""

    title: str
    lede: str
    road: tuple[Stop, ...]
    stages: tuple[StagePart, ...]
    anywhere: tuple[ActLine, ...]  # what is open in many stages
    duties: tuple[DutyLine, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WayLine:
    """A procedure of the list."""

    words: str
    url: str
    facts: str


def ways() -> tuple[WayLine, ...]:
    """Every procedure."""
    return tuple(
        WayLine(term(PROCEDURES, one), url_for("help.procedure", procedure=one.value), _size(one)) for one in Procedure
    )


def _size(procedure: Procedure) -> str:
    counts = {
        "stages": ngettext(
            "%(n)s giai đoạn", "%(n)s giai đoạn", len(stages_of(procedure)), n=len(stages_of(procedure))
        ),
        "acts": ngettext("%(n)s việc", "%(n)s việc", len(acts_of(procedure)), n=len(acts_of(procedure))),
        "duties": ngettext(
            "%(n)s nghĩa vụ có hạn", "%(n)s nghĩa vụ có hạn", len(duties_of(procedure)), n=len(duties_of(procedure))
        ),
    }
    return ", ".join(counts.values())


def way_page(procedure: Procedure) -> WayPage:
    """One procedure: its stages in the order of the table, each with its acts."""
    stages = (NOTHING, *stages_of(procedure))
    parts = (StagePart(_anchor(one), _stage(one), one in TERMINAL_STAGES, _lines(procedure, one)) for one in stages)
    return WayPage(
        title=term(PROCEDURES, procedure),
        lede=_size(procedure),
        road=tuple(_road(procedure)),
        stages=tuple(part for part in parts if part.lines or part.over),
        anywhere=tuple(_anywhere(edge) for edge in edges_of(procedure) if len(edge.source) >= MANY),
        duties=tuple(_duty(one) for one in duties_of(procedure)),
        others=tuple(
            Link(term(PROCEDURES, one), url_for("help.procedure", procedure=one.value))
            for one in Procedure
            if one is not procedure
        ),
    )


def _road(procedure: Procedure) -> Iterator[Stop]:
    """The main road: from each stage by the act that comes first on it, until nothing leads on."""
    stage, act, passed = NOTHING, "", {NOTHING, SAME, PREVIOUS}
    while True:
        onward = [edge for edge in edges_of(procedure) if stage in edge.source and edge.open_on(today())]
        yield Stop(_stage(stage), _anchor(stage), act, _exits(onward, passed))
        leading = [edge for edge in onward if edge.target not in passed and edge.act in ROAD]
        if stage in TERMINAL_STAGES or not leading:
            return
        taken = min(leading, key=lambda edge: (edge.target in TERMINAL_STAGES, ROAD.index(edge.act)))
        stage, act = taken.target, term(ACTS, taken.act)
        passed.add(stage)


def _exits(edges: list[Edge], passed: set[str]) -> tuple[Link, ...]:
    ends = dict.fromkeys(edge.target for edge in edges if edge.target in TERMINAL_STAGES - passed)
    return tuple(Link(term(STAGES, one), f"#{_anchor(one)}") for one in ends)


def _anchor(stage: str) -> str:
    return f"giai-doan-{stage}" if stage else "bat-dau"


def _stage(stage: str) -> str:
    return term(STAGES, stage) if stage else _("Bắt đầu")


def _lines(procedure: Procedure, stage: str) -> tuple[ActLine, ...]:
    return tuple(_line(edge) for edge in edges_of(procedure) if stage in edge.source and len(edge.source) < MANY)


def _anywhere(edge: Edge) -> ActLine:
    return replace(_line(edge), stages=", ".join(_stage(one) for one in edge.source))


def _line(edge: Edge) -> ActLine:
    stays = {SAME: _("không đổi giai đoạn"), PREVIOUS: _("về giai đoạn trước khi tạm đình chỉ")}
    return ActLine(
        act=term(ACTS, edge.act),
        target=stays.get(edge.target) or term(STAGES, edge.target),
        target_anchor="" if edge.target in stays else _anchor(edge.target),
        role=str(ROLES[edge.role]),
        told=", ".join(term(PARTIES, party) for party in edge.notifies),
        more=" · ".join(_more(edge)),
        cite=spoken(cite_all(edge.provisions)),
    )


def _more(edge: Edge) -> Iterator[str]:
    if edge.document:
        yield _("có văn bản")
    if edge.fields:
        yield _("Ghi: %(fields)s", fields=", ".join(label(spec) for spec in edge.fields))
    if edge.each_content:
        yield _("Ghi từng nội dung: %(fields)s", fields=", ".join(label(spec) for spec in edge.each_content))
    if edge.needs:
        yield _("sau khi có: %(acts)s", acts=", ".join(term(ACTS, one) for one in edge.needs))
    if edge.answers:
        yield _("mỗi lần cho một việc: %(act)s", act=term(ACTS, edge.answers))
    if edge.from_on:
        yield _("từ %(day)s", day=day(edge.from_on))
    if edge.until_on:
        yield _("đến %(day)s", day=day(edge.until_on))


def _duty(duty: Duty) -> DutyLine:
    done = sorted(duty.satisfied_by or {duty.trigger}, key=list(ACTS).index)
    return DutyLine(
        duty=spoken(duty.term),
        starts=term(ACTS, duty.trigger),
        satisfied=", ".join(term(ACTS, one) for one in done),
        limits=tuple(_limit(rule) for rule in duty.limits),
    )


def _limit(rule: str) -> tuple[Link, str, str]:
    limit = governing(rule, today())
    words = f"{length_of(limit)} · {spoken(cite_all(limit.provisions))}"
    if limit.in_force_until and limit.in_force_until < today():
        words = _("%(words)s (đến %(day)s)", words=words, day=day(limit.in_force_until))
    sure = sure_short(limit.certainty, rule_key(rule, limit.in_force_from))
    return Link(words, entry_url(rule)), number(len(limit.variants)), sure
