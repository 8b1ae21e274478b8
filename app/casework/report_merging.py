"""The province's draft report, made of what the agencies sent: sums with every part in them, and words one by one.

A draft remembers which sendings it was made of. They never change, so it is the same whenever it is made again; what
was sent, sent again or returned since then is told beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.permissions import Deed, Viewer, collects
from app.casework.report_list import ReportLine, State, round_lines
from app.records.agencies import Agency
from app.records.matters import Act, Matter
from app.records.reports import ReportCollector, ReportMerge, ReportRound, SentReport
from app.statute.reporting import AD_HOC_FORM, FIGURES, Answer, answer_of, merges

MERGED = (State.SENT, State.ACCEPTED)  # what was returned is wrong by the word of whoever gathers


class Since(StrEnum):
    """What became of an agency's part after a draft was made."""

    SENT = "sent"  # it had sent nothing
    SENT_AGAIN = "sent_again"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part in a draft: which sending, its figures and words."""

    sent_id: int
    matter_id: int
    agency: str
    turn: int
    document: str
    figures: dict[str, int]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """An agency that is not in a draft, and how it stands now."""

    agency: str
    state: State


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it can be read: its parts, their sums, who is missing, and what changed since."""

    merge: ReportMerge | None
    parts: tuple[Part, ...]
    missing: tuple[Missing, ...]
    changed: tuple[tuple[str, Since], ...] = ()

    @property
    def sums(self) -> dict[str, int]:
        return {code: sum(one.figures.get(code, 0) for one in self.parts) for code in FIGURES}


def as_of_now(session: Session, viewer: Viewer, it: ReportRound) -> Draft:
    """What a draft made now would be; nothing is written."""
    lines = round_lines(session, viewer, it.id)
    ids = [one.matter_id for one in lines if one.state in MERGED]
    return _draft(session, None, lines, _latest(session, ids))


def gathered_for(session: Session, viewer: Viewer, it: ReportRound) -> dict[str, int]:
    """What the agencies sent for the period of a report the province itself owes, added up; empty while none did."""
    if merges(it.form) or it.covers_until is None:
        return {}
    same = (ReportRound.collector == ReportCollector.INSPECTORATE, ReportRound.covers_until == it.covers_until)
    below = session.scalar(select(ReportRound).where(*same, ReportRound.form != AD_HOC_FORM).limit(1))
    draft = as_of_now(session, viewer, below) if below is not None else None
    return draft.sums if draft is not None and draft.parts else {}


def make(session: Session, it: ReportRound, *, by: Viewer, at: datetime) -> ReportMerge:
    """Keep what was sent by now as a draft. Raises NotAllowed, Refused while nothing was sent."""
    if not collects(by, it.collector.value):
        raise NotAllowed("Chỉ nơi tổng hợp báo cáo được lập dự thảo của tỉnh.")
    if answer_of(it.form) is Answer.PLAN:
        raise Refused("Kế hoạch của từng cơ quan không tổng hợp thành báo cáo.")
    if not merges(it.form):
        raise Refused("Báo cáo của tỉnh do một cơ quan gửi: không tổng hợp.")
    sources = [one.sent_id for one in as_of_now(session, by, it).parts]
    if not sources:
        raise Refused("Chưa cơ quan nào gửi báo cáo kỳ này.")
    made = ReportMerge(round_id=it.id, sources=sources, made_at=at, made_by_id=by.account_id or None)
    session.add(made)
    session.flush()
    audit.note(
        session, by=by.account_id or None, at=at, action="report_merged", subject=f"merge:{made.ref}",
        agencies=len(sources),
    )  # fmt: skip
    return made


def find(session: Session, viewer: Viewer, ref: str) -> tuple[ReportMerge, ReportRound]:
    """A draft with its round, for whoever gathers reports. Raises NotFound."""
    joined = select(ReportMerge, ReportRound).join(ReportRound, ReportRound.id == ReportMerge.round_id)
    row = session.execute(joined.where(ReportMerge.ref == ref)).first() if viewer.may(Deed.COORDINATE_REPORTS) else None
    if row is None:
        raise NotFound("Không tìm thấy dự thảo này.")
    return row[0], row[1]


def drafts(session: Session, viewer: Viewer, *, round_id: int | None = None) -> list[tuple[ReportMerge, ReportRound]]:
    """The drafts, the latest first."""
    if not viewer.may(Deed.COORDINATE_REPORTS):
        return []
    wanted = select(ReportMerge, ReportRound).join(ReportRound, ReportRound.id == ReportMerge.round_id)
    if round_id is not None:
        wanted = wanted.where(ReportMerge.round_id == round_id)
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(ReportMerge.id.desc()))]


def read(session: Session, viewer: Viewer, merge: ReportMerge) -> Draft:
    """A draft as it was made, with what became of it since."""
    return _draft(session, merge, round_lines(session, viewer, merge.round_id), list(map(int, merge.sources)))


def taken(session: Session, merge: ReportMerge, *, by: Viewer, at: datetime) -> None:
    """Say in the trail that a draft was taken away as a file."""
    audit.note(session, by=by.account_id or None, at=at, action="report_draft_taken", subject=f"merge:{merge.ref}")


def _latest(session: Session, matter_ids: Collection[int]) -> list[int]:
    last = select(func.max(SentReport.id)).where(SentReport.matter_id.in_(matter_ids)).group_by(SentReport.matter_id)
    return sorted(session.scalars(last))


def _draft(session: Session, merge: ReportMerge | None, lines: Sequence[ReportLine], sources: Collection[int]) -> Draft:
    place = {one.matter_id: number for number, one in enumerate(lines)}
    rows = session.execute(
        select(SentReport, Act.document_no, Agency.name)
        .join(Act, Act.id == SentReport.act_id)
        .join(Matter, Matter.id == SentReport.matter_id)
        .join(Agency, Agency.id == Matter.agency_id)
        .where(SentReport.id.in_(sources))
    )
    parts = [
        Part(sent.id, sent.matter_id, agency, sent.turn, number, dict(sent.figures), dict(sent.parts))
        for sent, number, agency in rows
    ]
    parts.sort(key=lambda one: place.get(one.matter_id, len(place)))
    known = {one.matter_id: one for one in parts}
    missing = [
        Missing(one.agency, one.state) for one in lines if one.matter_id not in known and one.state is not State.LIFTED
    ]
    changed = [(one.agency, since) for one in lines if merge and (since := _since(one, known.get(one.matter_id)))]
    return Draft(merge, tuple(parts), tuple(missing), tuple(changed))


def _since(line: ReportLine, part: Part | None) -> Since | None:
    if part is None:
        return Since.SENT if line.state in MERGED else None
    if line.state is State.RETURNED:
        return Since.RETURNED
    return Since.SENT_AGAIN if line.turn > part.turn else None


__all__ = ["Draft", "Missing", "Part", "Since", "as_of_now", "drafts", "find", "make", "read", "taken"]
