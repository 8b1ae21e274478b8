"""The internal terms of this installation: read with who set them last, and set by an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.calendars import chosen_policies, policy_choices
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.permissions import Deed, Viewer
from app.records.audit import AuditEntry
from app.records.people import Account
from app.records.settings import PolicyChoice
from app.statute.internal_terms import INTERNAL_TERMS, InternalTerm
from app.statute.policies import DEFAULT

SET = "internal_term_set"
LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class TermNow:
    """A term as it stands. ``days``: what holds; ``source``: on what ground, empty for the default of the program."""

    term: InternalTerm
    days: int
    default: int
    source: str
    by: str = ""
    at: datetime | None = None


def terms_now(session: Session) -> list[TermNow]:
    """Every internal term, with who set it last. Three statements."""
    policies, choices = chosen_policies(session), policy_choices(session)
    last = (
        select(func.max(AuditEntry.id)).where(AuditEntry.action == SET).group_by(AuditEntry.subject).scalar_subquery()
    )
    entries = (
        select(AuditEntry.subject, AuditEntry.at, Account.full_name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.id.in_(last))
    )
    set_by = {subject: (name or "", at) for subject, at, name in session.execute(entries)}
    return [
        TermNow(
            term, getattr(policies, term.name), getattr(DEFAULT, term.name),
            choices[term.name].source if term.name in choices else "", *set_by.get(_subject(term), ()),
        )
        for term in INTERNAL_TERMS
    ]  # fmt: skip


def term_now(session: Session, name: str) -> TermNow:
    """One of them. Raises NotFound."""
    found = next((one for one in terms_now(session) if one.term.name == name), None)
    if found is None:
        raise NotFound("Không có hạn này.")
    return found


def set_term(session: Session, name: str, days: int, *, source: str, by: Viewer, at: datetime) -> TermNow:
    """Another number of days holds from now on; the default of the program is no choice any more.

    Raises NotAllowed, NotFound, and Refused (naming the field ``days`` or ``source``).
    """
    if not by.may(Deed.ADMINISTER):
        raise NotAllowed("Chỉ quản trị viên đặt hạn nội bộ.")
    now = term_now(session, name)
    least, most = now.term.least, now.term.most
    if not least <= days <= most:
        raise Refused("Nhập số ngày từ %(least)s đến %(most)s.", field="days", least=least, most=most)
    if days != now.default and not source:
        raise Refused("Nêu căn cứ: văn bản, ý kiến của ai.", field="source")
    choice = session.get(PolicyChoice, name)
    if days == now.default:
        if choice is not None:
            session.delete(choice)
    elif choice is None:
        session.add(PolicyChoice(name=name, value=str(days), source=source))
    else:
        choice.value, choice.source = str(days), source
    session.flush()
    if days != now.days:
        audit.note(
            session, by=by.account_id, at=at, action=SET, subject=_subject(now.term), term=name, was=now.days, days=days
        )
    return now


def _subject(term: InternalTerm) -> str:
    return f"term:{term.name}"
