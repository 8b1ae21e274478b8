"""The list of the visits after their case was resolved: behind "somebody came again"."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.permissions import Viewer
from app.casework.visits_again import AgainList, AgainRow, visits_again
from app.extensions import db
from app.statute.terms import FIELDS, PROCEDURES
from app.web.clock import today
from app.web.lists import page_url
from app.web.oversight.dues import agencies_of, filters_asked
from app.web.views import Empty, Link
from app.web.wording import day, number, term


@dataclass(frozen=True, slots=True)
class AgainLine:
    """A visit, and the case it came back about."""

    on: str
    visit: Link
    agency: str
    case: Link
    kind: str
    resolved: str


@dataclass(frozen=True, slots=True)
class AgainPage:
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    lines: tuple[AgainLine, ...]
    foot: str
    empty: Empty | None


def again_page(viewer: Viewer) -> AgainPage:
    """The visits, the latest first, narrowed as the backlog is."""
    filters = filters_asked(agencies_of(viewer, today()))
    found = visits_again(db.session(), viewer, today=today(), filters=filters)
    title = _("Lượt tiếp lại sau khi giải quyết")
    return AgainPage(
        title=title,
        lede=_("Của các vụ việc giải quyết xong trong 12 tháng qua, với các bộ lọc của trang Tồn đọng nói về vụ việc."),
        crumbs=(Link(_("Tồn đọng"), page_url("oversight.backlog")), Link(title, "")),
        lines=tuple(map(_line, found.rows)),
        foot=_foot(found),
        empty=None if found.rows else Empty(_("Không có lượt tiếp nào sau khi vụ việc đã giải quyết.")),
    )


def _foot(found: AgainList) -> str:
    visits = ngettext("%(n)s lượt tiếp lại", "%(n)s lượt tiếp lại", found.visits, n=number(found.visits))
    if len(found.rows) == found.total:
        return visits
    return _("%(visits)s. Chỉ hiện %(n)s dòng mới nhất.", visits=visits, n=number(len(found.rows)))


def _line(row: AgainRow) -> AgainLine:
    return AgainLine(
        on=day(row.on),
        visit=Link(row.visit_code, url_for("cases.open", ref=row.visit_ref)),
        agency=row.agency,
        case=Link(row.case_code, url_for("cases.open", ref=row.case_ref)),
        kind=" · ".join(filter(None, (term(PROCEDURES, row.procedure), term(FIELDS, row.field)))),
        resolved=day(row.resolved_on),
    )
