"""Every number of the backlog counted once more: plain loops over all rows, none of the program's own questions.

Who sees what is written down here a second time, too, as the policy says it in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_low
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.permissions import Viewer
from app.records.agencies import Agency
from app.records.cases import Case, CasePetition
from app.records.matters import Act, Matter, MatterExclusion, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.petitions import Petition
from app.records.reception import Visit
from app.statute.calendar import BUILT_IN

Numbers = dict[str, Any]
BANDS = ((10, "1-10"), (30, "11-30"), (60, "31-60"), (90, "61-90"))
KINDS = {
    "complaint": "complaint", "discipline": "complaint", "denunciation": "denunciation", "feedback": "feedback",
    "triage": "petition", "reception": "visit",
}  # fmt: skip
ENDINGS = ("decided", "concluded", "answered", "handled_at_once")
WAYS = {
    "assigned": (("accepted",), ("verifying",)), "verified": (("verifying",), ("reported",)),
    "resolved": (("reported",), ENDINGS), "sent": (ENDINGS, ("sent",)),
}  # fmt: skip


AT_THE_FILES = {RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD}  # nobody else of an agency opens its matters


@dataclass
class Rows:
    """All rows there are, and what one person may see of them."""

    session: Session
    viewer: Viewer
    today: date
    matters: dict[int, Matter] = field(init=False)
    petitions: dict[int, Petition] = field(init=False)
    pairs: list[tuple[int, int]] = field(init=False)  # case, petition
    logs: dict[int, list[Act]] = field(init=False)

    def __post_init__(self) -> None:
        self.petitions = {one.matter_id: one for one in self.session.scalars(select(Petition))}
        self.pairs = [(one.case_id, one.petition_id) for one in self.session.scalars(select(CasePetition))]
        self.logs = defaultdict(list)
        for line in self.session.scalars(select(Act)):
            self.logs[line.matter_id].append(line)
        hidden = defaultdict[int, set[int]](set)
        for one in self.session.scalars(select(MatterExclusion)):
            hidden[one.matter_id].add(one.agency_id)
        every = self.session.scalars(select(Matter)).all()
        self.matters = {one.id: one for one in every if self._sees(one, hidden[one.id] | {one.excluded_agency_id or 0})}

    def _sees(self, matter: Matter, hidden_from: set[int]) -> bool:
        roles = self.viewer.roles
        if hidden_from & {role.agency_id for role in roles}:
            return False
        if any(role.kind is RoleKind.SUPERVISOR for role in roles) or matter.assignee_id == self.viewer.account_id:
            return True
        if matter.sealed:
            deciding = (RoleKind.HANDLER, RoleKind.HEAD)
            return any(role.kind in deciding and role.agency_id == matter.agency_id for role in roles)
        there = {matter.agency_id, matter.origin_agency_id}
        return any(role.kind in AT_THE_FILES and role.agency_id in there for role in roles)

    def duties(self) -> list[Obligation]:
        return [one for one in self.session.scalars(select(Obligation)) if one.matter_id in self.matters]

    def cases(self) -> list[Matter]:
        return [one for one in self.matters.values() if one.kind is MatterKind.CASE]

    def conduct(self, matter: Matter) -> bool:
        ids = [matter.id, *(petition for case, petition in self.pairs if case == matter.id)]
        return any(self.petitions[one].officials_conduct for one in ids if one in self.petitions)

    def log(self, case: Matter) -> list[tuple[str, date]]:
        lines = self.logs[case.id]
        answered = {line.corrects_id for line in lines}
        return [(line.act, line.on) for line in lines if line.id not in answered and line.act != "withdrawn_entry"]


def recounted(session: Session, viewer: Viewer, *, today: date) -> Numbers:
    """Every number of the backlog as ``viewer`` may know it."""
    rows = Rows(session, viewer, today)
    open_duties = [one for one in rows.duties() if not (one.satisfied_on or one.ended_on or one.superseded)]
    running = [one for one in open_duties if one.paused_on is None and one.due_on is not None]
    late = [one for one in running if one.due_on and one.due_on < today]
    last = _in_working_days(today, 5)
    return {
        **_told(late, rows, "all"),
        "open cases": sum(one.open for one in rows.cases()),
        "soon": sum(today <= one.due_on <= last for one in running if one.due_on),
        **_parts(rows, late),
        **_months(rows, late),
        **_ways(rows),
        **_settled(rows),
    }


def _in_working_days(today: date, days: int) -> date:
    while days:
        today += timedelta(days=1)
        days -= BUILT_IN.is_working(today)
    return today


def _days(one: Obligation, today: date) -> int:
    assert one.due_on is not None
    return (today - one.due_on).days


def _told(late: Iterable[Obligation], rows: Rows, what: str) -> Numbers:
    late = list(late)
    days = [_days(one, rows.today) for one in late]
    free = sum(rows.matters[one.matter_id].assignee_id is None for one in late)
    return {what: (len(late), median_low(days), max(days), free)} if late else {}


def _parts(rows: Rows, late: list[Obligation]) -> Numbers:
    agencies = {one.id: one for one in rows.session.scalars(select(Agency))}
    of_matter: dict[str, Callable[[Matter, int], str]] = {
        "agency": lambda _matter, agency: agencies[agency].code,
        "level": lambda _matter, agency: agencies[agency].level.value,
        "kind": lambda matter, _agency: KINDS[(matter.procedure or "triage").split("_")[0]],
        "stage": lambda matter, _agency: matter.stage,
        "field": lambda matter, _agency: matter.field or "none",
        "place": lambda matter, _agency: agencies[matter.place_id].code if matter.place_id else "none",
        "conduct": lambda matter, _agency: "yes" if rows.conduct(matter) else "no",
    }
    found: Numbers = {}
    for by, part in of_matter.items():
        groups = defaultdict[str, list[Obligation]](list)
        for one in late:
            groups[part(rows.matters[one.matter_id], one.agency_id)].append(one)
        cases = Counter(part(one, one.agency_id) for one in rows.cases() if one.open)
        for code, some in groups.items():
            found |= _told(some, rows, f"{by} {code}") | {f"cases of {by} {code}": cases[code]}
    for by, code_of in (("rule", lambda one: one.rule), ("age", lambda one: _band(_days(one, rows.today)))):
        for code in {code_of(one) for one in late}:
            found |= _told((one for one in late if code_of(one) == code), rows, f"{by} {code}")
    return found


def _band(days: int) -> str:
    return next((words for most, words in BANDS if days <= most), "over-90")


def _months(rows: Rows, late: list[Obligation]) -> Numbers:
    duties = [one for one in rows.duties() if one.due_on and not one.superseded]
    first, found = rows.today.replace(day=1), dict[str, Any]()
    for _ in range(12):
        after = (first + timedelta(days=32)).replace(day=1)
        done = [one.satisfied_on <= one.due_on for one in duties if one.due_on and one.satisfied_on
                and first <= one.satisfied_on < after and one.satisfied_on <= rows.today]  # fmt: skip
        then = len(late) if after > rows.today else sum(_was_late(one, after) for one in duties)
        found[f"month {first:%Y-%m}"] = (then, done.count(True), done.count(False))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def _was_late(one: Obligation, on: date) -> bool:
    assert one.due_on is not None
    gone = [day for day in (one.satisfied_on, one.ended_on, one.paused_on) if day is not None]
    return one.due_on < on and all(day >= on for day in gone)


def _ways(rows: Rows) -> Numbers:
    found: Numbers = {}
    for way, (begins, ends) in WAYS.items():
        days = []
        for case in rows.cases():
            log = rows.log(case)
            begun = min((on for act, on in log if act in begins), default=None)
            if "accepted" in begins:
                begun = rows.session.get_one(Case, case.id).accepted_on
            ended = min((on for act, on in log if act in ends and begun and on >= begun), default=None)
            days += [(ended - begun).days] if begun and ended else []
        found[f"way {way}"] = (len(days), median_low(days) if days else 0)
    return found


def _settled(rows: Rows) -> Numbers:
    found = Counter[str]()
    for case in rows.cases():
        log = rows.log(case)
        acts, resolved = {act for act, _on in log}, min((on for act, on in log if act in ENDINGS), default=None)
        if resolved is None:
            continue
        at_once = (case.procedure or "").startswith(("denunciation", "feedback"))
        again = _came_again(rows, case, resolved)
        found["settled again"] += again
        if not at_once and "in_force" not in acts:
            found["settled not_in_force"] += 1
        elif ("closed" if at_once else "enforced") not in acts:
            found["settled not_carried_out"] += 1
        else:
            found["settled came_again" if again else "settled for_good"] += 1
    return {name: count for name, count in found.items() if count}


def _came_again(rows: Rows, case: Matter, resolved: date) -> bool:
    visits = {one.matter_id: one for one in rows.session.scalars(select(Visit))}
    firsts = {rows.petitions[petition].visit_id for of, petition in rows.pairs if of == case.id}
    series = {visits[one].repeats_id or one for one in firsts if one}
    anew = {one.visit_id for one in rows.petitions.values() if one.previous_case_id == case.id}
    later = [one for one in visits.values() if one.received_on > resolved and one.matter_id in rows.matters]
    return any(one.repeats_id in series or one.matter_id in anew for one in later)
