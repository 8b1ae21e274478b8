"""The terms a superior gave that still run, on the page of a matter: who gave each, by which paper, what it asks.

They stand under the limit of the law, each with what may be recorded of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.casework.acts import may_record
from app.casework.ledger import counted
from app.casework.permissions import Viewer
from app.casework.timeline import ActRow, ObligationRow
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import OpenAct
from app.statute.calendar import WorkingCalendar
from app.statute.log import ActFact, in_order
from app.statute.procedures.orders import NAMED
from app.statute.running_terms import terms_of
from app.statute.terms import Procedure
from app.statute.time_limits.orders import GIVEN_TERM
from app.web.act_fields import choice_words
from app.web.dues import explained, running_badge
from app.web.views import Action, DueWords, Link
from app.web.wording import day, number

WORDS = {"given_answered": lambda: _("Ghi đã báo cáo"), "given_extended": lambda: _("Ghi gia hạn"),
         "given_withdrawn": lambda: _("Ghi thôi giao")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term. ``asked`` is empty where it is sealed; ``elsewhere``: the petition whose term it is."""

    badge: DueWords
    said: str
    asked: str
    extended: str
    actions: tuple[Action, ...]
    elsewhere: Link | None


@dataclass(frozen=True, slots=True)
class TermsOf:
    """The matter of a page, what may be recorded in it now, by whom, and where."""

    matter: Matter
    open_acts: Sequence[OpenAct]
    viewer: Viewer
    address: Callable[[str], str]
    today: date
    calendar: WorkingCalendar

    def lines(self, rows: Sequence[ObligationRow], logs: Mapping[int, Sequence[ActRow]]) -> tuple[TermLine, ...]:
        """The running terms of the matter and of those of its chain, the first one first."""
        running = [row for row in rows if row.open and row.duty == GIVEN_TERM and row.due_on]
        running.sort(key=lambda row: (row.due_on or date.max, row.id))
        others = _links({row.matter_id for row in running} - {self.matter.id})
        return tuple(self._line(row, logs[row.matter_id], others.get(row.matter_id)) for row in running)

    def _line(self, row: ObligationRow, log: Sequence[ActRow], elsewhere: Link | None) -> TermLine:
        acts = in_order(Procedure(row.procedure or Procedure.TRIAGE), counted(log))
        given, extended = _given(acts, row.trigger_act_id)
        sealed = log[0].sealed
        badge = running_badge(row.due_on or self.today, self.today, self.calendar)
        return TermLine(
            badge=explained(badge, row.id),
            said=_said(given, sealed=sealed),
            asked="" if sealed else str(given.data.get("asked", "")),
            extended=_extended(given, extended),
            actions=() if elsewhere else tuple(self._actions(given)),
            elsewhere=elsewhere,
        )

    def _actions(self, given: ActFact) -> Iterator[Action]:
        roles = {one.act: one.role for one in self.open_acts}
        for act, words in WORDS.items():
            if act in roles and may_record(self.viewer, self.matter, roles[act], act):
                yield Action(words(), f"{self.address(act)}?{NAMED}={given.ref}")


def _links(matter_ids: set[int]) -> dict[int, Link]:
    """The matters of the chain whose term it is: it is answered there."""
    if not matter_ids:
        return {}
    found = db.session.execute(select(Matter.id, Matter.code, Matter.ref).where(Matter.id.in_(matter_ids)))
    return {row.id: Link(_("Ghi ở %(code)s", code=row.code), url_for("cases.open", ref=row.ref)) for row in found}


def _given(acts: Sequence[ActFact], trigger: int) -> tuple[ActFact, int]:
    """The act that gave the term that runs since ``trigger``, and how often it was extended."""
    about = terms_of(acts)
    place = next(place for place, act in enumerate(acts) if act.ref == trigger)
    first = about[place]
    moved = sum(acts[at].act == "given_extended" for at, term in about.items() if term == first)
    return acts[first], moved


def _said(given: ActFact, *, sealed: bool) -> str:
    """Chủ tịch UBND tỉnh giao, văn bản 12/UBND-NC (03/11/2026)."""
    name = "" if sealed else str(given.data.get("giver_name", ""))
    who = choice_words("givers", str(given.data.get("giver", "")))
    told: dict[str, Any] = {"who": f"{who} ({name})" if name else who, "papers": given.document}
    return _("%(who)s giao, văn bản %(papers)s", **told)


def _extended(given: ActFact, times: int) -> str:
    if not times:
        return ""
    first = day(given.day("term_on"))
    return ngettext(
        "đã gia hạn %(n)s lần, hạn đầu %(day)s", "đã gia hạn %(n)s lần, hạn đầu %(day)s", times, n=number(times),
        day=first,
    )  # fmt: skip
