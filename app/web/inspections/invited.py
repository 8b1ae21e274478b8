"""What the invited see of the inspections they are invited to: the list, and when and where to be."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.inspections import lists, reading
from app.casework.inspections.reading import InvitationRow
from app.casework.inspections.sight import inviting
from app.extensions import db
from app.records.inspections import Attendance, InspectionStage
from app.web.access import current_viewer
from app.web.clock import today
from app.web.inspections.parts import ItemLine, item_line
from app.web.views import Empty
from app.web.wording import weekday_and_day


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """An inspection with its invitation."""

    item: ItemLine
    meets: str
    place: str
    paper: str
    became: str


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """The invitations: those still to come or under way, then those over."""

    coming: tuple[InvitedLine, ...]
    over: tuple[InvitedLine, ...]
    empty: Empty | None


def invitations_page() -> InvitationsPage:
    """The inspections an agency of the viewer is invited to."""
    session = db.session()
    rows = lists.items_invited(session, current_viewer(), today=today())
    ids, mine = [row.inspection.id for row in rows], inviting(current_viewer())
    papers = {one.inspection_ref: one for one in reading.invitations(session, ids, of=mine)}
    over = (InspectionStage.ANNOUNCED, InspectionStage.CANCELLED)
    lines = [(row.inspection.stage in over, _line(row, papers[row.inspection.ref])) for row in rows]
    return InvitationsPage(
        coming=tuple(line for done, line in lines if not done), over=tuple(line for done, line in lines if done),
        empty=None if rows else Empty(_("Chưa có lời mời tham gia đoàn kiểm tra nào.")),
    )  # fmt: skip


def _line(row: lists.ItemRow, it: InvitationRow) -> InvitedLine:
    return InvitedLine(item_line(row), weekday_and_day(it.meets_on), it.place, it.number, attended_words(it))


def attended_words(it: InvitationRow) -> str:
    """Who came; or that nobody did, or that it is not written down yet."""
    if it.attendance is Attendance.CAME:
        return _("đã tham gia: %(who)s", who=it.who_came)
    return _("không tham gia") if it.attendance else _("chưa ghi việc tham gia")
