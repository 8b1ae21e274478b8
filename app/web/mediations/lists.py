"""The list of land disputes: what is open first, by its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework import mediation_list as read
from app.casework.agencies import agencies_on
from app.casework.calendars import working_calendar
from app.casework.mediation_list import MediationRow, Standing
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.agencies import Level
from app.statute.calendar import WorkingCalendar
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.clock import today as web_today
from app.web.due_rows import told_of
from app.web.dues import running_badge
from app.web.lists import asked, list_foot, member, options, page_url, row_number
from app.web.mediations.plots import plot_line
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import day, term

LIST = "mediations.index"
PAGE_FIELD, STATE_FIELD, AGENCY_FIELD = "trang", "ket-qua", "don-vi"


@dataclass(frozen=True, slots=True)
class Line:
    """A dispute in the list. Where somebody only supervises, the sides and the words of the dispute are left out."""

    badge: DueWords
    url: str
    code: str
    title: str
    plot: str
    requesters: str
    others: str
    agency: str
    stage: str
    received: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What ``mediations/index.html`` prints."""

    title: str
    lede: str
    unread: str
    new_url: str
    bar: FilterBar
    lines: tuple[Line, ...]
    foot: Foot
    empty: Empty | None
    sides: bool


def unread() -> str:
    """That the law behind these dates was not read, where it is shown."""
    return _(
        "Các thời hạn ở đây chưa đối chiếu được với văn bản gốc của Luật Đất đai và nghị định. "
        "Đối chiếu trước khi dùng làm căn cứ. Mục Pháp luật ghi rõ từng thời hạn."
    )


def unread_paper() -> str:
    """The same of a paper about to be signed: shown beside it, never printed."""
    return _(
        "Điều luật in ở căn cứ chưa đối chiếu được với văn bản gốc, và đây không phải mẫu do pháp luật quy định. "
        "Đối chiếu căn cứ trước khi ký."
    )


def list_page() -> ListPage:
    """The disputes the viewer may see, as narrowed."""
    viewer, page = current_viewer(), max(row_number(asked(PAGE_FIELD)) or 1, 1)
    agency_id = row_number(asked(AGENCY_FIELD)) if viewer.may(Deed.WATCH_PROVINCE) else None
    rows, total = read.mediations(
        db.session(), viewer, today=web_today(), standing=member(Standing, STATE_FIELD), agency_id=agency_id, page=page
    )
    shown = (page - 1) * read.PAGE + len(rows)
    onward = page_url(LIST, trang=str(page + 1)) if shown < total else None
    first = page_url(LIST, trang="") if page > 1 else None
    mine = read.communes_of(db.session(), viewer, web_today())
    new = Link(_("Nhận yêu cầu hòa giải"), url_for("mediations.new")) if mine else None
    return ListPage(
        title=_("Hòa giải tranh chấp đất đai"),
        lede=_("Việc hòa giải tại UBND cấp xã nơi có đất. Không phải khiếu nại, không tính vào số đơn, số vụ việc."),
        unread=unread(),
        new_url=new.url if new else "",
        bar=_bar(viewer),
        lines=_lines(rows),
        foot=list_foot(len(rows), total, _("việc hòa giải"), next_url=onward, first_url=first),
        empty=None if rows else Empty(_("Không có việc hòa giải nào theo điều kiện này."), new),
        sides=viewer.may(Deed.MEDIATE),
    )


def state_words() -> dict[Standing, str]:
    """How far a mediation is, for the filter."""
    return {
        Standing.RUNNING: _("Đang hòa giải"),
        Standing.LATE: _("Quá hạn"),
        Standing.SUCCEEDED: _("Hòa giải thành"),
        Standing.FAILED: _("Hòa giải không thành"),
        Standing.OVER: _("Đã xong"),
    }


def _bar(viewer: Viewer) -> FilterBar:
    states = options((one.value, words) for one, words in state_words().items())
    fields = [FilterField(STATE_FIELD, _("Tình trạng"), states, asked(STATE_FIELD), phone=True)]
    if viewer.may(Deed.WATCH_PROVINCE):
        communes = [one for one in agencies_on(db.session(), web_today()) if one.level is Level.COMMUNE]
        lines = options((str(one.id), one.name) for one in communes)
        fields.append(FilterField(AGENCY_FIELD, _("Cơ quan"), lines, asked(AGENCY_FIELD), phone=True))
    return FilterBar(url_for(LIST), tuple(fields), clear=url_for(LIST))


def _lines(rows: list[MediationRow]) -> tuple[Line, ...]:
    today, calendar = web_today(), working_calendar(db.session())
    return tuple(_line(row, today, calendar) for row in rows)


def _line(row: MediationRow, today: date, calendar: WorkingCalendar) -> Line:
    mine = row.agency_id in current_viewer().agencies()
    return Line(
        badge=_badge(row, today, calendar),
        url=url_for("mediations.page", ref=row.ref),
        code=row.code,
        title=told_of(row.title, "land", row.agency_id),
        plot=plot_line(row.plot) if mine else "",
        requesters=", ".join(row.requesters) if mine else "",
        others=", ".join(row.others) if mine else "",
        agency=row.agency,
        stage=term(STAGES, row.stage),
        received=day(row.received_on),
    )


def _badge(row: MediationRow, today: date, calendar: WorkingCalendar) -> DueWords:
    if row.open and row.due_on:
        return running_badge(row.due_on, today, calendar)
    words = term(STAGES, row.stage)
    return DueWords(Mark.OPEN, _("chưa có hạn")) if row.open else DueWords(Mark.MET, words, day(row.closed_on))
