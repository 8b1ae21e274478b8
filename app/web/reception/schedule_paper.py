"""The schedule of a month on paper, to sign and to post: in Vietnamese whatever the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.papers.facts import office_of
from app.casework.reception_schedule import DayRow, Standing
from app.extensions import db
from app.statute.instruments import cite
from app.statute.papers.bases import written_out
from app.statute.reception import POSTED
from app.web.access import current_viewer
from app.web.clock import today
from app.web.reception.day_forms import AgencyForm
from app.web.reception.day_words import hours_of
from app.web.reception.month import NOTHING, month_asked, month_url, rows_of_month
from app.web.views import Empty, Link

KINDS_POSTED = {"regular": "Thường xuyên", "head": "Định kỳ của người đứng đầu", "unscheduled": "Đột xuất"}
WEEKDAYS_POSTED = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WHO_POSTED = {"officer": "Cán bộ tiếp công dân", "head": "Thủ trưởng", "deputy": "Cấp phó tiếp thay"}


@dataclass(frozen=True, slots=True)
class PostedLine:
    """A line of the paper."""

    day: str
    hours: str
    kind: str
    who: str
    place: str


@dataclass(frozen=True, slots=True)
class PostedPage:
    """The schedule to post: in Vietnamese, without what became of the days."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    superior: str
    agency: str
    place_and_day: str
    heading: str
    lines: tuple[PostedLine, ...]
    basis: str
    empty: Empty


def posted_page(form: AgencyForm) -> PostedPage:
    """The schedule as it is posted at the seat: what is planned, with the cancelled days named as such."""
    first, agency_id = month_asked(), int(form.noi.data)
    office, rows = office_of(db.session(), agency_id, today()), rows_of_month(current_viewer(), agency_id, first)
    return PostedPage(
        title=_("Lịch tiếp công dân"),
        lede=_("In, trình thủ trưởng ký rồi niêm yết tại nơi tiếp công dân và trên trang thông tin điện tử."),
        crumbs=(
            Link(_("Lịch tiếp công dân"), month_url("reception.schedule", first, agency_id)),
            Link(_("Bản niêm yết"), ""),
        ),
        superior=office.superior.upper(),
        agency=office.name.upper(),
        place_and_day=f"{office.place}, {written_out(today())}",
        heading=f"LỊCH TIẾP CÔNG DÂN THÁNG {first.month}/{first.year}",
        lines=tuple(_posted(row) for row in rows if row.starts_at is not None),
        basis=f"Niêm yết theo {cite(POSTED)}.",
        empty=Empty(str(NOTHING)),
    )


def _posted(row: DayRow) -> PostedLine:
    cancelled = row.standing is Standing.CANCELLED
    return PostedLine(
        day=f"{WEEKDAYS_POSTED[row.on.weekday()]}, {row.on:%d/%m/%Y}",
        hours=hours_of(row),
        kind=KINDS_POSTED[row.kind],
        who=f"Không tiếp: {row.reason}" if cancelled else row.chaired_by or WHO_POSTED[row.chair],
        place="" if cancelled else row.place,
    )
