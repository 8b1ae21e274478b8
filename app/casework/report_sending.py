"""A report as an agency sends it: its number and day, the key figures and the parts in words; the file goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.casework import audit
from app.casework.acts import Entry, append, hold
from app.casework.errors import Refused
from app.casework.file_types import FIELD
from app.casework.permissions import Viewer
from app.records.matters import Act, Matter
from app.records.reports import ReportDuty, ReportRound, SentReport
from app.statute.reporting import FIGURES, NEVER_MORE, PARTS, Answer, answer_of

LARGEST_FIGURE = 10_000_000


@dataclass(frozen=True, slots=True)
class Sending:
    """What was typed. ``figures`` and ``parts`` by their codes; ``files``: how many go with it."""

    on: date
    document_no: str
    document_on: date | None
    files: int
    figures: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def round_of(session: Session, matter: Matter) -> ReportRound:
    """The round a report belongs to."""
    joined = select(ReportRound).join(ReportDuty, ReportDuty.round_id == ReportRound.id)
    return session.scalars(joined.where(ReportDuty.matter_id == matter.id)).one()


def send_report(
    session: Session, matter: Matter, said: Sending, *, by: Viewer, at: datetime, today: date,
    expected_version: int | None = None,
) -> SentReport:  # fmt: skip
    """Send a report, for the first time or again. Raises as ``acts.record_act``, and Refused naming the field."""
    hold(session, matter, by=by, expected_version=expected_version)
    it = round_of(session, matter)
    figures, parts = _checked(it, said)
    _check_after_return(session, matter, said.on)
    entry = Entry("report_sent", said.on, {}, said.document_no, said.document_on)
    act = append(session, matter, entry, by=by, at=at, today=today)
    turn = session.scalar(select(func.count()).where(SentReport.matter_id == matter.id)) or 0
    sent = SentReport(
        matter_id=matter.id, act_id=act.id, turn=turn + 1, figures=figures, parts=parts, sent_at=at,
        sent_by_id=by.account_id or None,
    )  # fmt: skip
    session.add(sent)
    session.flush()
    audit.note(session, by=by.account_id or None, at=at, action="report_sent", matter=matter, turn=sent.turn)
    return sent


def _check_after_return(session: Session, matter: Matter, on: date) -> None:
    """What is sent again was sent after it came back: an earlier day would stand before the return."""
    back = session.scalar(select(func.max(Act.on)).where(Act.matter_id == matter.id, Act.act == "report_returned"))
    if back is not None and on < back:
        raise Refused("Nhập ngày gửi không sớm hơn ngày bị trả lại %(day)s.", field="on", day=back)


def _checked(it: ReportRound, said: Sending) -> tuple[dict[str, int], dict[str, str]]:
    if not said.files:
        raise Refused("Đính kèm tệp báo cáo đã ký.", field=FIELD)
    if answer_of(it.form) is Answer.PLAN:
        return {}, {}
    figures = {code: said.figures.get(code) for code in FIGURES}
    for code, figure in figures.items():
        if figure is None:
            raise Refused("Nhập số này; không có thì nhập 0.", field=code)
        if not 0 <= figure <= LARGEST_FIGURE:
            raise Refused("Nhập số từ 0 đến %(most)s.", field=code, most=LARGEST_FIGURE)
    known = {code: figure for code, figure in figures.items() if figure is not None}
    for less, more in NEVER_MORE:
        if known[less] > known[more]:
            raise Refused("Số này không lớn hơn “%(more)s”.", field=less, more=FIGURES[more])
    return known, {code: said.parts[code].strip() for code in PARTS if said.parts.get(code, "").strip()}
