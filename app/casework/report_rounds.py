"""Rounds of reports: opened a year ahead for whoever owes them, or asked for apart by a paper.

A round is one report of one period; every agency that owes it has a matter of its own, due like any other: late in
lists, flags and letters. Whoever gathers the reports of a round owes none in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.accounts import held_on
from app.casework.acts import Entry
from app.casework.calendars import chosen_policies, working_calendar
from app.casework.errors import NotAllowed, Refused
from app.casework.following import Hand, write
from app.casework.ledger import keeping_ground
from app.casework.once import insert_once
from app.casework.permissions import COLLECTORS, SYSTEM, Viewer, collects
from app.casework.report_opening import open_at
from app.casework.settled import settled
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.records.people import Role
from app.records.reports import ReportCollector, ReportDuty, ReportRound
from app.records.settings import Mark
from app.statute.reporting import AD_HOC_FORM, AD_HOC_RULE, FORM_OF, LOWER, Period, periods_due

MARK = "report_duties_from"  # the first day whose reports are opened of themselves
AHEAD = timedelta(days=365)
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A report asked for apart: its title, what is asked, by when, by which paper."""

    title: str
    asked: str
    due_on: date
    document_no: str
    document_on: date
    collector: ReportCollector


# --- of themselves ------------------------------------------------------------------------------------------------


def periods_ahead(session: Session, today: date) -> list[Period]:
    """The reports to open by a day: from the first day this ran, to a year ahead."""
    first = max(_since(session, today), today)
    calendar, policies = working_calendar(session), chosen_policies(session)
    return list(periods_due(first, today + AHEAD, calendar=calendar, policies=policies))


@dataclass(frozen=True, slots=True)
class Kept:
    """What one run did: reports opened, and reports asked for no more."""

    opened: int
    lifted: int


def keep_up_reports(session: Session, *, today: date, at: datetime) -> Kept:
    """Bring what agencies owe up to a day. Each report is committed as a whole: a province has a thousand a year."""
    hand, opened = Hand(SYSTEM, at, today), 0
    for period in periods_ahead(session, today):
        opened += open_period(session, period, hand)
        session.commit()
    return Kept(opened, lift_of_ended(session, hand))


def open_period(session: Session, period: Period, hand: Hand, *, only: Collection[int] | None = None) -> int:
    """Open a report for whoever owes it and has no matter yet; how many. Safe to run again, and at once.

    ``only``: of these agencies alone.
    """
    it = _round_of(session, period, hand)
    with keeping_ground(session):
        owing = [one for one in _owing(session, it, hand.today) if only is None or one.id in only]
        open_at(session, it, owing, hand)
    return len(owing)


def lift_of_ended(session: Session, hand: Hand) -> int:
    """Ask no more of agencies that have ended; how many reports. Safe to run again."""
    ended = and_(Agency.until_on.is_not(None), Agency.until_on < hand.today)
    wanted = (
        select(Matter)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(Matter.kind == MatterKind.REPORT_DUTY, Matter.open, ended)
        .order_by(Matter.id)
    )
    found = list(session.scalars(wanted))
    for matter in found:
        write(session, matter, Entry("report_lifted", hand.today, {"reason": "Đơn vị kết thúc hoạt động"}), hand)
    return len(found)


def _since(session: Session, today: date) -> date:
    kept = settled(session).marks.get(MARK)
    if kept is None:
        session.execute(insert_once(session, Mark).values(name=MARK, value=today.isoformat()))
        kept = settled(session).marks[MARK]
    return date.fromisoformat(kept)


def _round_of(session: Session, period: Period, hand: Hand) -> ReportRound:
    form = period.form
    it = session.scalar(select(ReportRound).where(ReportRound.key == period.key).with_for_update())
    if it is None:
        it = ReportRound(
            key=period.key, form=form.code, rule=form.rule, collector=ReportCollector(form.collector.value),
            year=period.year, title=period.title.vi, covers_from=period.covers_from,
            covers_until=period.covers_until, due_on=period.named_on, made_at=hand.at,
            made_by_id=hand.by.account_id or None,
        )  # fmt: skip
        session.add(it)
        session.flush()
    return it


def _owing(session: Session, it: ReportRound, today: date) -> Sequence[Agency]:
    """Who owes a report of a round and has no matter in it: agencies there now, without those that gather it."""
    form, known = FORM_OF[it.form], select(Matter.origin_agency_id).join(ReportDuty, ReportDuty.matter_id == Matter.id)
    owing = Agency.code == form.owed_by if form.owed_by else _lower(it, today)
    wanted = select(Agency).where(_there(today), Agency.id.not_in(known.where(ReportDuty.round_id == it.id)), owing)
    return session.scalars(wanted.order_by(Agency.id)).all()


def _lower(it: ReportRound, today: date) -> ColumnElement[bool]:
    return and_(Agency.level.in_(FORM_OF[it.form].levels), Agency.id.not_in(_gathering(it, today)))


def _there(today: date) -> ColumnElement[bool]:
    return and_(Agency.from_on <= today, or_(Agency.until_on.is_(None), Agency.until_on >= today))


def _gathering(it: ReportRound, today: date) -> Select[int]:
    return select(Role.agency_id).where(Role.kind == COLLECTORS[it.collector.value], held_on(today))


# --- asked for apart ----------------------------------------------------------------------------------------------


def may_be_asked(session: Session, by: Viewer, collector: ReportCollector, today: date) -> list[Agency]:
    """The agencies a report can be asked of, in their order: sở, ngành and communes, without who asks."""
    own = by.agencies(COLLECTORS[collector.value])
    wanted = select(Agency).where(_there(today), Agency.level.in_(LOWER), Agency.id.not_in(own))
    return list(session.scalars(wanted.order_by(Agency.level.desc(), Agency.name)))


def ask_for(session: Session, asked: Asked, agency_ids: Collection[int], hand: Hand) -> ReportRound:
    """Ask agencies for a report by a paper. Raises NotAllowed, Refused naming the field."""
    by = hand.by
    if not collects(by, asked.collector.value):
        raise NotAllowed("Chỉ nơi tổng hợp báo cáo được yêu cầu báo cáo.")
    _check(asked, hand.today)
    there = {one.id: one for one in may_be_asked(session, by, asked.collector, hand.today)}
    chosen = [there[one] for one in dict.fromkeys(agency_ids) if one in there]
    if not chosen:
        raise Refused("Chọn ít nhất một cơ quan.", field="agencies")
    asker = min(by.agencies(COLLECTORS[asked.collector.value]))
    it = ReportRound(
        key=f"{AD_HOC_FORM}/{asker}/{asked.document_no}/{asked.document_on:%d.%m.%Y}"[:120], form=AD_HOC_FORM,
        rule=AD_HOC_RULE, collector=asked.collector, year=asked.due_on.year, title=asked.title[:LONGEST_TITLE],
        due_on=asked.due_on, asked=asked.asked, document_no=asked.document_no, document_on=asked.document_on,
        by_agency_id=asker, made_at=hand.at, made_by_id=by.account_id or None,
    )  # fmt: skip
    if session.scalar(select(ReportRound.id).where(ReportRound.key == it.key)) is not None:
        raise Refused("Đã yêu cầu báo cáo theo văn bản này.", field="document_no")
    session.add(it)
    session.flush()
    with keeping_ground(session):
        open_at(session, it, chosen, hand)
    audit.note(
        session, by=by.account_id or None, at=hand.at, action="report_asked", subject=f"round:{it.ref}",
        document_no=asked.document_no, agencies=len(chosen),
    )  # fmt: skip
    return it


def _check(asked: Asked, today: date) -> None:
    if asked.document_on > today:
        raise Refused("Ngày văn bản %(day)s chưa đến.", field="document_on", day=asked.document_on)
    if asked.due_on < today:
        raise Refused("Nhập hạn gửi không sớm hơn hôm nay %(day)s.", field="due_on", day=today)
