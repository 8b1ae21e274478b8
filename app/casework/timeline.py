"""What a page about a matter reads of its log and its ledger: plain rows, one statement each, whatever the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.matters import Act, Matter, MatterKind
from app.records.obligations import Obligation
from app.records.people import Account


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act as it was typed, with what the law must know of its matter: kind, procedure, facts.

    ``note`` is empty in a sealed matter: it is read on the sealed page.
    """

    id: int
    matter_id: int
    act: str
    on: date
    data: Mapping[str, Any]
    document_no: str
    document_on: date | None
    note: str
    corrects_id: int | None
    typed_late_days: int
    by: str
    sealed: bool
    procedure: str | None
    typed_at: datetime
    kind: MatterKind
    facts: Mapping[str, Any]
    by_id: int | None


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """One line of the ledger, with the procedure and the agency it belongs to."""

    id: int
    matter_id: int
    procedure: str | None
    agency_id: int
    duty: str
    rule: str
    rule_from: date
    trigger_act_id: int
    started_on: date
    raw_due_on: date | None
    due_on: date | None
    also: tuple[Mapping[str, Any], ...]
    certainty: str
    open: bool
    satisfied_on: date | None
    satisfied_act_id: int | None
    ended_on: date | None
    end_reason: str | None
    paused_on: date | None
    frozen_days_late: int | None
    unreckoned: str | None
    superseded: bool
    judged_at: datetime

    @classmethod
    def of(cls, row: Any) -> Self:
        """From a row of :func:`ledger_rows`, whatever other columns it has."""
        return cls(**{name: getattr(row, name) for name in cls.__slots__ if name != "also"}, also=tuple(row.also))

    @property
    def certainly_late_after(self) -> date | None:
        """The last day under every reading of a disputed limit: past it, it is late whichever holds."""
        return latest(self.due_on, self.also)


def latest(due_on: date | None, also: Collection[Mapping[str, Any]]) -> date | None:
    """The latest of the readings of a limit, as ``Obligation.also`` keeps the others."""
    others = (date.fromisoformat(str(one["due_on"])) for one in also if one.get("due_on"))
    return max((day for day in (due_on, *others) if day), default=None)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry of the audit trail of a matter."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def acts_of(session: Session, matter_ids: Collection[int]) -> list[ActRow]:
    """Every act of these matters, the latest first; those of one day in the order they were typed, the last first."""
    columns = (
        Act.id, Act.matter_id, Act.act, Act.on, Act.data, Act.document_no, Act.document_on, Act.note, Act.corrects_id,
        Act.typed_late_days, Account.full_name, Matter.sealed, Matter.procedure, Act.typed_at, Matter.kind,
        Matter.facts, Act.by_id,
    )  # fmt: skip
    rows = session.execute(
        select(*columns)
        .join(Matter, Matter.id == Act.matter_id)
        .outerjoin(Account, Account.id == Act.by_id)
        .where(Act.matter_id.in_(matter_ids))
        .order_by(Act.on.desc(), Act.id.desc())
    )
    return [
        ActRow(
            row.id, row.matter_id, row.act, row.on, row.data, row.document_no, row.document_on,
            "" if row.sealed else row.note, row.corrects_id, row.typed_late_days, row.full_name or "", row.sealed,
            row.procedure, row.typed_at, row.kind, row.facts, row.by_id,
        )
        for row in rows
    ]  # fmt: skip


def obligations_of(session: Session, matter_ids: Collection[int]) -> list[ObligationRow]:
    """The ledger of these matters in the order it grew."""
    rows = session.execute(ledger_rows(Obligation.matter_id.in_(matter_ids)).order_by(Obligation.id))
    return [ObligationRow.of(row) for row in rows]


def ledger_rows(found: ColumnElement[bool]) -> Select[Any]:
    """Lines of the ledger, for :meth:`ObligationRow.of`; joined to their matter, and with the name of the agency."""
    return (
        select(*_LEDGER, Matter.procedure, Agency.name.label("agency"))
        .join(Matter, Matter.id == Obligation.matter_id)
        .join(Agency, Agency.id == Obligation.agency_id)
        .where(found)
    )


_LEDGER = (
    Obligation.id, Obligation.matter_id, Obligation.agency_id, Obligation.duty, Obligation.rule, Obligation.rule_from,
    Obligation.trigger_act_id, Obligation.started_on, Obligation.raw_due_on, Obligation.due_on, Obligation.also,
    Obligation.certainty, Obligation.open, Obligation.satisfied_on, Obligation.satisfied_act_id, Obligation.ended_on,
    Obligation.end_reason, Obligation.paused_on, Obligation.frozen_days_late, Obligation.unreckoned,
    Obligation.superseded, Obligation.judged_at,
)  # fmt: skip


_UNTOLD = ("sealed_opened", "note_written", "note_struck")


def last_change(session: Session, matter_id: int) -> int:
    """A mark of how far the trail of a matter has grown, for :func:`changes_after`."""
    return session.scalar(select(func.max(AuditEntry.id)).where(AuditEntry.matter_id == matter_id)) or 0


def changes_after(session: Session, matter_id: int, mark: int) -> list[ChangeRow]:
    """Who changed a matter since ``mark``, and how. Looking at it is no change, and its internal notes are nobody's."""
    rows = session.execute(
        select(AuditEntry.at, Account.full_name, AuditEntry.action, AuditEntry.subject, AuditEntry.detail)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.matter_id == matter_id, AuditEntry.id > mark, AuditEntry.action.not_in(_UNTOLD))
        .order_by(AuditEntry.id)
    )
    return [ChangeRow(row.at, row.full_name or "", row.action, row.subject, row.detail) for row in rows]
