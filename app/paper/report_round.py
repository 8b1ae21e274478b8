"""A round of reports as a workbook: every agency, how it stands, what it sent and the key figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from app.casework.outbox import Attachment
from app.casework.report_list import ReportLine, State
from app.casework.report_merging import Part
from app.paper.books import Heading, PrintedBook, Sheet, Value, printed
from app.records.agencies import Level
from app.statute.reporting import FIGURES

STATES = {
    State.DUE: "Chưa gửi", State.RETURNED: "Bị trả lại, chưa gửi lại", State.SENT: "Đã gửi, chờ xem",
    State.ACCEPTED: "Đã nhận", State.LIFTED: "Thôi yêu cầu",
}  # fmt: skip
LEVELS = {Level.DEPARTMENT: "Sở, ban, ngành", Level.COMMUNE: "Xã, phường, đặc khu"}
HEADINGS = (
    Heading("STT", 6), Heading("Cơ quan", 34), Heading("Cấp", 20), Heading("Hạn gửi", 12), Heading("Tình trạng", 22),
    Heading("Số ngày muộn", 10), Heading("Số báo cáo", 20), Heading("Ngày gửi", 12), Heading("Lần gửi", 8),
    *(Heading(words.vi, 12, "Số liệu chính") for words in FIGURES.values()),
)  # fmt: skip


def round_book(
    title: str, lines: Sequence[ReportLine], figures: Mapping[int, Part], *, narrowed: str, today: date, at: datetime
) -> Attachment:
    """The workbook of ``lines``. ``figures``: by matter, what was sent last; ``narrowed``: what narrows the list."""
    above = (title, *filter(None, (narrowed, f"Lập ngày {today:%d/%m/%Y}")))
    below = (f"Cộng: {len(lines)} cơ quan",)
    sheet = Sheet("Theo dõi báo cáo", above, HEADINGS, _rows(lines, figures, today), below)
    return printed(PrintedBook(title, f"theo doi {title}", (sheet,), at))


def _rows(lines: Sequence[ReportLine], figures: Mapping[int, Part], today: date) -> Iterator[Sequence[Value]]:
    for place, one in enumerate(lines, start=1):
        part = figures.get(one.matter_id)
        sent = [part.figures.get(code, "") for code in FIGURES] if part else [""] * len(FIGURES)
        yield (
            place, one.agency, LEVELS.get(one.level, ""), one.awaited_on or "", STATES[one.state],
            one.days_late(today) or "", one.document, one.last_on or "", one.turn or "", *sent,
        )  # fmt: skip
