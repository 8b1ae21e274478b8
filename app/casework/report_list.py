"""Report duties read back: of an agency, of a round, and how a round stands. Through the one visibility function."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from app.casework.permissions import Deed, Viewer, visible
from app.records.agencies import Agency, Level
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import RoleKind
from app.records.reports import ReportCollector, ReportDuty, ReportRound, SentReport
from app.statute.time_limits.reporting import RETURNED

MEMBERS = (RoleKind.OFFICER, RoleKind.HANDLER, RoleKind.HEAD, RoleKind.SUPERVISOR)
PAGE = 50
Owed, Again = aliased(Obligation), aliased(Obligation)


class State(StrEnum):
    """How an agency stands with a report, in the words of whoever gathers."""

    DUE = "due"  # not sent yet
    RETURNED = "returned"
    SENT = "sent"  # and not looked at yet
    ACCEPTED = "accepted"
    LIFTED = "lifted"


STATES = {
    "report_due": State.DUE, "report_returned": State.RETURNED, "report_sent": State.SENT,
    "report_accepted": State.ACCEPTED, "report_lifted": State.LIFTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An agency's part in a round. ``due_on``: of the first sending; ``again_on``: by when to send it again.

    ``turn``: how often it was sent; ``document``: the number of what was sent last.
    """

    matter_id: int
    ref: str
    code: str
    state: State
    agency_id: int
    agency: str
    level: Level
    round_ref: str
    form: str
    title: str
    collector: ReportCollector
    covers_from: date | None
    covers_until: date | None
    named_on: date | None
    due_on: date | None
    sent_on: date | None
    again_on: date | None
    obligation_id: int | None
    turn: int = 0
    document: str = ""
    last_on: date | None = None

    @property
    def awaited(self) -> bool:
        """Whether the agency must send something now."""
        return self.state in {State.DUE, State.RETURNED}

    @property
    def awaited_on(self) -> date | None:
        """By when."""
        return self.again_on if self.state is State.RETURNED else self.due_on

    def days_late(self, today: date) -> int:
        """How late what is awaited is, or the first sending was; a lifted one is not late."""
        if self.state is State.LIFTED:
            return 0
        if self.awaited:
            return max((today - self.awaited_on).days, 0) if self.awaited_on else 0
        return max((self.sent_on - self.due_on).days, 0) if self.sent_on and self.due_on else 0


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round with how its agencies stand. ``late``: not sent and overdue; ``sent_late``: sent after the day."""

    id: int
    ref: str
    form: str
    title: str
    collector: ReportCollector
    due_on: date | None
    covers_from: date | None
    covers_until: date | None
    document_no: str
    agencies: int
    due: int
    returned: int
    sent: int
    accepted: int
    late: int
    sent_late: int


# --- of an agency -------------------------------------------------------------------------------------------------


def reports_of(
    session: Session, viewer: Viewer, *, running: bool, page: int = 1
) -> tuple[list[ReportLine], int]:  # fmt: skip
    """What the agencies of ``viewer`` owe (or sent, if not ``running``), and how many there are. Three statements."""
    found = [Matter.agency_id.in_(viewer.agencies(*MEMBERS)), *_awaited(running), visible(viewer)]
    total = session.scalar(select(func.count()).select_from(ReportDuty).join(Matter).where(*found)) or 0
    awaited = func.coalesce(Again.due_on, Owed.due_on)
    order = (awaited.is_(None), awaited, Matter.id) if running else (Matter.id.desc(),)
    wanted = _lines().where(*found).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    return _with_sendings(session, [_line(row) for row in session.execute(wanted)]), total


def _awaited(running: bool) -> tuple[ColumnElement[bool], ...]:  # noqa: FBT001
    stages = ("report_due", "report_returned")
    if running:
        return Matter.open.is_(True), Matter.stage.in_(stages)
    return (Matter.stage.not_in(stages),)


@lru_cache(maxsize=256)  # asked on every page
def how_many_awaited(viewer: Viewer) -> Select[int]:
    """How many reports the agencies of ``viewer`` must send that are late or due within the days of ``:soon``."""
    soon: Any = bindparam("reports_soon", type_=Date)
    return (
        select(func.count())
        .select_from(Matter)  # its index of open ones has few of a kind; an agency may owe thousands of other things
        .join(Obligation, Obligation.matter_id == Matter.id)
        .where(Matter.agency_id.in_(viewer.agencies(*MEMBERS)), Matter.kind == MatterKind.REPORT_DUTY, Matter.open)
        .where(Obligation.open, Obligation.due_on <= soon, visible(viewer))
    )


# --- of a round ---------------------------------------------------------------------------------------------------


def find_round(session: Session, viewer: Viewer, ref: str) -> ReportRound | None:
    """A round by its opaque id, for whoever gathers reports."""
    if not viewer.may(Deed.COORDINATE_REPORTS):
        return None
    return session.scalar(select(ReportRound).where(ReportRound.ref == ref))


def round_lines(session: Session, viewer: Viewer, round_id: int) -> list[ReportLine]:
    """Every agency of a round that ``viewer`` may see, departments first, then by name. Two statements."""
    wanted = _lines().where(ReportDuty.round_id == round_id, visible(viewer))
    rows = session.execute(wanted.order_by(Agency.level.desc(), Agency.name, Matter.id))
    return _with_sendings(session, [_line(row) for row in rows])


def lines_of_matters(session: Session, matter_ids: Collection[int]) -> list[ReportLine]:
    """The reports behind matters somebody was let see already."""
    rows = session.execute(_lines().where(Matter.id.in_(matter_ids)))
    return _with_sendings(session, [_line(row) for row in rows])


def rounds(
    session: Session, viewer: Viewer, *, today: date, collector: ReportCollector | None = None, over: bool = False
) -> list[RoundLine]:
    """The rounds with how they stand: those not all is accepted of, or those that are ``over``. One statement."""
    late = and_(Owed.open, Owed.due_on < today)
    sent_late = and_(Owed.satisfied_on.is_not(None), Owed.satisfied_on > Owed.due_on)
    stages = [_how_many(Matter.stage == stage) for stage in ("report_due", "report_returned", "report_sent")]
    accepted = _how_many(Matter.stage == "report_accepted")
    first = ReportRound.due_on.desc() if over else ReportRound.due_on
    wanted: Select[*tuple[Any, ...]] = (
        select(
            ReportRound.id, ReportRound.ref, ReportRound.form, ReportRound.title, ReportRound.collector,
            func.max(Owed.due_on), ReportRound.covers_from, ReportRound.covers_until, ReportRound.document_no,
            _how_many(Matter.stage != "report_lifted"), *stages, accepted, _how_many(late), _how_many(sent_late),
        )
        .join(ReportDuty, ReportDuty.round_id == ReportRound.id)
        .join(Matter, Matter.id == ReportDuty.matter_id)
        .outerjoin(Owed, and_(Owed.matter_id == Matter.id, Owed.duty == ReportRound.rule, ~Owed.superseded))
        .where(visible(viewer))
        .group_by(ReportRound.id)
        .order_by(ReportRound.due_on.is_(None), first, ReportRound.id)
    )  # fmt: skip
    if collector is not None:
        wanted = wanted.where(ReportRound.collector == collector)
    found = [RoundLine(*row) for row in session.execute(wanted)]
    return [one for one in found if bool(one.due or one.returned or one.sent) is not over]


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


# --- rows ---------------------------------------------------------------------------------------------------------


def _lines() -> Select[*tuple[Any, ...]]:
    again = and_(Again.matter_id == Matter.id, Again.duty == RETURNED, Again.open)
    wanted: Select[*tuple[Any, ...]] = (
        select(
            Matter.id, Matter.ref, Matter.code, Matter.stage, Matter.agency_id, Agency.name, Agency.level,
            ReportRound.ref.label("round_ref"), ReportRound.form, ReportRound.title, ReportRound.collector,
            ReportRound.covers_from, ReportRound.covers_until, ReportRound.due_on.label("named_on"), Owed.due_on,
            Owed.satisfied_on, Again.due_on.label("again_on"), func.coalesce(Again.id, Owed.id).label("obligation_id"),
        )
        .select_from(ReportDuty)
        .join(Matter, Matter.id == ReportDuty.matter_id)
        .join(ReportRound, ReportRound.id == ReportDuty.round_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .outerjoin(Owed, and_(Owed.matter_id == Matter.id, Owed.duty == ReportRound.rule, ~Owed.superseded))
        .outerjoin(Again, again)
    )  # fmt: skip
    return wanted


def _line(row: Any) -> ReportLine:
    matter_id, ref, code, stage, *rest = row
    return ReportLine(matter_id, ref, code, STATES[stage], *rest)


def _with_sendings(session: Session, lines: Iterable[ReportLine]) -> list[ReportLine]:
    lines = list(lines)
    sent = (
        select(SentReport.matter_id, SentReport.turn, Act.document_no, Act.on)
        .join(Act, Act.id == SentReport.act_id)
        .where(SentReport.matter_id.in_([one.matter_id for one in lines]))
        .order_by(SentReport.turn)
    )
    found = {matter_id: (turn, number, on) for matter_id, turn, number, on in session.execute(sent)}
    return [_sent(one, *found[one.matter_id]) if one.matter_id in found else one for one in lines]


def _sent(line: ReportLine, turn: int, document: str, on: date) -> ReportLine:
    return replace(line, turn=turn, document=document, last_on=on)
