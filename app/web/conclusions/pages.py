"""What the pages of a conclusion show: the paper with its tasks, the list of tasks, one task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.casework import conclusion_tasks as read
from app.casework.calendars import working_calendar
from app.casework.conclusion_tasks import ConclusionRow, Side, TaskRow
from app.casework.papers.facts import office_of
from app.casework.papers.keeping import may_make
from app.casework.papers.sides import signature_of
from app.casework.permissions import Deed, Viewer
from app.extensions import db
from app.records.matters import Matter
from app.records.people import Account
from app.statute.calendar import WorkingCalendar
from app.statute.instruments import cite
from app.statute.papers import paper_on
from app.statute.papers.bases import written_out
from app.statute.terms import STAGES
from app.web.access import current_viewer
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.dues import running_badge
from app.web.file_panel import FilesPanel, panel_of
from app.web.holders import Holding, holding_of
from app.web.lists import asked, list_foot, member, page_url, row_number
from app.web.navigation import counts
from app.web.standing import Standing, standing_of
from app.web.views import DueWords, Empty, Fact, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import day, due_words, number, spoken, term, weekday_and_day

TASKS = "conclusions.index"
BASIS = "ND154 25.2"
PAGE_FIELD, SIDE_FIELD, STATE_FIELD = "trang", "ben", "trang-thai"
OVER = "xong"
NOTICE_TO_EACH = "reception_conclusion"
CLOSING = (
    "Cơ quan, đơn vị được giao có trách nhiệm gửi kết quả giải quyết cho công dân đúng thời hạn trên và báo "
    "cho cơ quan ban hành thông báo này."
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in a list. ``notes``: urged, extended, sealed elsewhere."""

    badge: DueWords
    url: str
    code: str
    what: str
    sealed: bool
    body: str
    giver: str
    paper: str
    paper_url: str
    contact: str
    visit: Link | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConclusionPage:
    """A conclusion as it was issued, with what became of its tasks."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    content: str
    tasks: tuple[TaskLine, ...]
    summary: str
    print_url: str
    papers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PrintedTask:
    """A task on paper."""

    what: str
    body: str
    term: str
    contact: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The paper: in Vietnamese whatever the language of the screen; the law annexes no form for it."""

    title: str
    crumbs: tuple[Link, ...]
    superior: str
    agency: str
    number: str
    place_and_day: str
    opening: str
    content: tuple[str, ...]
    tasks: tuple[PrintedTask, ...]
    closing: str
    recipients: tuple[str, ...]
    signature: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TasksPage:
    """The list of tasks of one side."""

    title: str
    lede: str
    bar: FilterBar
    lines: tuple[TaskLine, ...]
    foot: Foot
    empty: Empty | None
    given: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """The page of a task."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    links: tuple[tuple[str, Link], ...]
    standing: Standing
    holding: Holding
    files: FilesPanel
    sealed: bool
    notes: tuple[str, ...]


@counts(TASKS)
def to_do(viewer: Viewer) -> Select[int] | None:
    """Tasks somebody's agency still has to do."""
    return read.how_many_running(viewer, Side.RECEIVED) if _works(viewer) else None


def _works(viewer: Viewer) -> bool:
    return viewer.may(Deed.REGISTER_PETITION)


# --- a conclusion -------------------------------------------------------------------------------------------------


def _the_conclusion(ref: str) -> ConclusionRow:
    return read.find_conclusion(db.session(), current_viewer(), ref) or abort(404)


def conclusion_page(ref: str) -> ConclusionPage:
    """Everything the page of a conclusion shows; of its tasks, those the viewer may see."""
    it, viewer = _the_conclusion(ref), current_viewer()
    rows = read.tasks_of(db.session(), viewer, [it.id])
    lines = _lines(rows)
    done = sum(not row.open for row in rows)
    return ConclusionPage(
        title=_("Thông báo kết luận số %(no)s", no=it.document_no),
        lede=" · ".join((it.agency, _("ban hành ngày %(day)s", day=day(it.issued_on)))),
        crumbs=(*_day_crumbs(it, viewer), Link(it.document_no, "")),
        facts=(
            Fact(_("Người ký"), it.signed_by),
            Fact(_("Buổi tiếp"), weekday_and_day(it.day_on)),
        ),
        content=it.content,
        tasks=lines,
        summary=_("%(done)s trong %(all)s việc đã có kết quả.", done=number(done), all=number(len(rows))),
        print_url=url_for("conclusions.printed", ref=ref),
        papers=tuple(_papers(it, viewer)),
    )


def _papers(it: ConclusionRow, viewer: Viewer) -> Iterator[Link]:
    """The notice of the conclusion to each person received that day, where the viewer writes it."""
    session, paper = db.session(), paper_on(NOTICE_TO_EACH, web_today())
    for visit in read.visits_of(session, viewer, it) if paper else ():
        if paper and may_make(session, visit, by=viewer, at=now()):
            yield Link(f"{spoken(paper.name)} {visit.code}", url_for("papers.write", ref=visit.ref, paper=paper.slug))


def _day_crumbs(it: ConclusionRow, viewer: Viewer) -> tuple[Link, ...]:
    """Back to the day, for whoever may look at the schedule; else to the tasks."""
    if viewer.may(Deed.PLAN_RECEPTION, it.agency_id) or viewer.may(Deed.WATCH_PROVINCE):
        schedule = Link(_("Lịch tiếp công dân"), url_for("reception.schedule", noi=it.agency_id))
        return schedule, Link(day(it.day_on), url_for("reception.day", ref=it.day_ref))
    return (Link(_("Việc theo kết luận"), url_for(TASKS)),)


def printed_page(ref: str) -> PrintedPage:
    """The paper of a conclusion; it names every task its reader may see."""
    it = _the_conclusion(ref)
    office = office_of(db.session(), it.agency_id, it.issued_on)
    tasks = read.tasks_of(db.session(), current_viewer(), [it.id])
    on = it.issued_on
    bodies = tuple(dict.fromkeys(one.body for one in tasks))
    return PrintedPage(
        title=_("Bản in thông báo kết luận"),
        crumbs=(Link(it.document_no, url_for("conclusions.page", ref=ref)), Link(_("Bản in"), "")),
        superior=office.superior.upper(),
        agency=office.name.upper(),
        number=f"Số: {it.document_no}",
        place_and_day=f"{office.place}, {written_out(on)}",
        opening=(
            f"Ngày {it.day_on:%d/%m/%Y}, {it.signed_by} chủ trì buổi tiếp công dân của {office.name}. "
            f"Căn cứ {cite(BASIS)}, {office.name} thông báo kết luận như sau:"
        ),
        content=tuple(line for line in it.content.splitlines() if line.strip()),
        tasks=tuple(map(_printed, tasks)),
        closing=CLOSING,
        recipients=(*bodies, "Công dân được tiếp", "Lưu: VT, hồ sơ tiếp công dân"),
        signature=signature_of(it.signed_by, office.name),
    )


def _printed(row: TaskRow) -> PrintedTask:
    what = "Nội dung theo hồ sơ mật" if row.sealed else row.what
    return PrintedTask(what, row.body, f"{row.term_on:%d/%m/%Y}" if row.term_on else "", _contact(row))


# --- tasks --------------------------------------------------------------------------------------------------------


def tasks_page() -> TasksPage:
    """The tasks of the side and the state asked for."""
    viewer, side = current_viewer(), member(Side, SIDE_FIELD)
    side = side or (Side.RECEIVED if _works(viewer) else Side.GIVEN)
    running, page = asked(STATE_FIELD) != OVER, max(row_number(asked(PAGE_FIELD)) or 1, 1)
    rows, total = read.tasks_between(db.session(), viewer, side, running=running, page=page)
    shown = (page - 1) * read.PAGE + len(rows)
    onward = page_url(TASKS, trang=str(page + 1)) if shown < total else None
    first = page_url(TASKS, trang="") if page > 1 else None
    return TasksPage(
        title=_("Việc theo kết luận"),
        lede=_("Việc thủ trưởng giao trong thông báo kết luận tiếp công dân, hạn gần nhất trước."),
        bar=_bar(viewer, side),
        lines=_lines(rows),
        foot=list_foot(len(rows), total, _("việc"), next_url=onward, first_url=first),
        empty=None if rows else Empty(_("Không có việc nào theo điều kiện này.")),
        given=side is Side.GIVEN,
    )


def _bar(viewer: Viewer, side: Side) -> FilterBar:
    sides = ((Side.RECEIVED.value, _("Được giao")), (Side.GIVEN.value, _("Đã giao")))
    states = (("", _("Đang thực hiện")), (OVER, _("Đã xong, đã thôi giao")))
    fields = [FilterField(STATE_FIELD, _("Tình trạng"), states, asked(STATE_FIELD), phone=True)]
    if _works(viewer):
        fields.insert(0, FilterField(SIDE_FIELD, _("Đơn vị mình"), sides, side.value, phone=True))
    return FilterBar(url_for(TASKS), tuple(fields), clear=url_for(TASKS))


def _lines(rows: list[TaskRow]) -> tuple[TaskLine, ...]:
    today, calendar = web_today(), working_calendar(db.session())
    return tuple(_line(row, today, calendar) for row in rows)


def _line(row: TaskRow, today: date, calendar: WorkingCalendar) -> TaskLine:
    visit = Link(row.visit_code, url_for("reception.page", ref=row.visit_ref)) if row.visit_ref else None
    return TaskLine(
        badge=badge_of(row, today, calendar),
        url=url_for("conclusions.task", ref=row.ref),
        code=row.code,
        what=row.what,
        sealed=row.sealed,
        body=row.body,
        giver=row.giver,
        paper=_("Thông báo số %(no)s, việc %(n)s", no=row.document_no, n=row.position),
        paper_url=url_for("conclusions.page", ref=row.conclusion_ref),
        contact=_contact(row),
        visit=visit,
        notes=tuple(_notes(row)),
    )


def badge_of(row: TaskRow, today: date, calendar: WorkingCalendar) -> DueWords:
    """The badge of a task: its running term, or how it was done."""
    if row.done_on:
        late = row.days_late(today)
        return due_words("met_late" if late else "met", due_on=row.term_on, late=late, done_on=row.done_on)
    if not row.open:
        return DueWords(Mark.PAUSED, term(STAGES, row.stage))
    return running_badge(row.term_on, today, calendar) if row.term_on else DueWords(Mark.OPEN, _("chưa có hạn"))


def _notes(row: TaskRow) -> Iterator[str]:
    if row.urged:
        yield ngettext("đã đôn đốc %(n)s lần", "đã đôn đốc %(n)s lần", row.urged, n=number(row.urged))
    if row.extended:
        yield ngettext("đã gia hạn %(n)s lần", "đã gia hạn %(n)s lần", row.extended, n=number(row.extended))


def _contact(row: TaskRow) -> str:
    who = ", ".join(filter(None, (row.contact_name, row.contact_post)))
    return " · ".join(filter(None, (who, row.contact_phone)))


def task_crumbs(matter: Matter) -> tuple[Link, ...]:
    """The way back to a task."""
    return Link(_("Việc theo kết luận"), url_for(TASKS)), Link(matter.code, url_for("conclusions.task", ref=matter.ref))


def task_page(matter: Matter) -> TaskPage:
    """Everything the page of a task shows, for the viewer of this request."""
    viewer, row = current_viewer(), read.task_of(db.session(), current_viewer(), matter)
    line = _lines([row])[0]
    back, here = task_crumbs(matter)
    assignee = db.session().get(Account, matter.assignee_id) if matter.assignee_id else None
    links = [(_("Thông báo kết luận"), Link(line.paper, line.paper_url))]
    links += [(_("Lượt tiếp"), line.visit)] if line.visit else []
    return TaskPage(
        code=row.code,
        title=_("Việc %(code)s theo kết luận", code=row.code) if row.sealed else matter.title,
        lede=" · ".join((row.code, row.body, _("giao bởi %(agency)s", agency=row.giver))),
        crumbs=(back, replace(here, url="")),
        facts=tuple(_facts(row)),
        links=tuple(links),
        standing=standing_of(matter, act_url=lambda act: url_for("conclusions.act", ref=matter.ref, act=act)),
        holding=holding_of(matter, assignee.full_name if assignee else "", viewer),
        files=panel_of(matter),
        sealed=matter.sealed,
        notes=line.notes,
    )


def _facts(row: TaskRow) -> Iterator[Fact]:
    said = (
        (_("Việc giao"), row.what),
        (_("Cơ quan được giao"), row.body),
        (_("Người liên hệ"), _contact(row)),
    )
    yield from (Fact(name, text) for name, text in said if text)
