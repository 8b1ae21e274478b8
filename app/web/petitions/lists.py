"""The list of petitions: what is waiting, the most urgent first; what was done with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from app.casework.calendars import working_calendar
from app.casework.inbox import UNDECIDED, Duplicates, InboxRow, Key, Page, State, Unclassified, inbox, waiting
from app.casework.long_waiting import ALARM_FROM, band_of
from app.casework.permissions import Deed, Viewer
from app.casework.timeline import ObligationRow, obligations_of
from app.extensions import db
from app.records.agencies import Agency
from app.records.petitions import PetitionKind, Source
from app.statute.calendar import WorkingCalendar
from app.statute.procedures import TERMINAL_STAGES, stages_of
from app.statute.terms import DENUNCIATIONS, FIELDS, STAGES, Procedure
from app.statute.time_limits.orders import GIVEN_TERM
from app.web.access import current_viewer
from app.web.clock import today
from app.web.dues import also_of, badge, duty_words, explained, given_badges, most_urgent
from app.web.holders import holder_options
from app.web.lists import asked, options, page_url, place_asked
from app.web.navigation import counts
from app.web.petitions import queue
from app.web.petitions.filters import HINTED, agencies_of, filters_asked
from app.web.petitions.long_waiting import MARKS
from app.web.rules import certainly_words, cited
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import choices, day, foot, number, term, words


@counts("petitions.inbox")
def waiting_here(viewer: Viewer) -> Select[int]:
    """How many petitions are open in the viewer's agencies."""
    return waiting(viewer)


LISTED = (
    Procedure.TRIAGE, Procedure.COMPLAINT_FIRST, *(one for one in Procedure if one in DENUNCIATIONS), Procedure.FEEDBACK
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One petition of the list, every word ready."""

    due: DueWords | None
    given: tuple[DueWords, ...]  # the terms a superior gave, beside what the law asks
    duty: str
    cite: str
    certain: str
    code: str
    url: str
    sealed: bool
    content: str
    people: str
    kind: str
    field: str
    stage: str
    source: str
    received: str
    assignee: str
    marks: tuple[tuple[Mark, str], ...]  # not to be overlooked: waiting for long, a duplicate, a hint that was ignored


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The list of petitions."""

    title: str
    lede: str
    bar: FilterBar
    lines: tuple[InboxLine, ...]
    foot: Foot
    empty: Empty
    new_url: str
    first_url: str


def inbox_page() -> InboxPage:
    """The list as asked for in the address, for the viewer of this request."""
    viewer, place = current_viewer(), place_asked()
    agencies = agencies_of(viewer)
    bar = _bar(viewer, agencies)
    page = inbox(db.session(), viewer, filters=filters_asked(agencies), after=Key(*place) if place else None)
    new_url = url_for("petitions.register") if viewer.may(Deed.REGISTER_PETITION) else ""
    return InboxPage(
        title=_("Xử lý đơn") if viewer.may(Deed.TRIAGE) else _("Đơn đã nhận"),
        lede=_("Đơn do cơ quan đang giữ. Việc gấp nhất đứng đầu."),
        bar=bar,
        lines=_lines(page.rows),
        foot=_foot(page),
        empty=_empty(bar, new_url),
        new_url=new_url,
        first_url=queue.first_url() if viewer.may(Deed.TRIAGE) and page.total else "",
    )


# --- filters ------------------------------------------------------------------------------------------------------


def _bar(viewer: Viewer, agencies: list[Agency]) -> FilterBar:
    states = options([(State.CLOSED.value, _("Đã xong"))], _("Đang xử lý"))
    kinds = options([*choices(PetitionKind), (Unclassified.YES.value, _("Chưa phân loại"))], _("Mọi loại"))
    fields = [
        FilterField("tinh-trang", _("Tình trạng"), states, asked("tinh-trang"), phone=True),
        FilterField("loai", _("Loại đơn"), kinds, asked("loai"), phone=True),
        FilterField("giai-doan", _("Giai đoạn"), options(_stages(), _("Mọi giai đoạn")), asked("giai-doan")),
        FilterField("nguon", _("Nguồn"), options(choices(Source), _("Mọi nguồn")), asked("nguon")),
        FilterField("nguoi", _("Người giữ"), holder_options(viewer), asked("nguoi")),
        FilterField("trung", _("Đơn trùng"), options(_duplicates(), _("Kể cả đơn trùng")), asked("trung")),
        FilterField("goi-y", _("Gợi ý"), options([(HINTED, _("Phân loại khác gợi ý"))]), asked("goi-y")),
    ]
    if agencies:
        lines = options((one.code, one.name) for one in agencies)
        fields.insert(0, FilterField("co-quan", _("Cơ quan"), lines, asked("co-quan")))
    return FilterBar(url_for("petitions.inbox"), tuple(fields), clear=url_for("petitions.inbox"))


def _duplicates() -> list[tuple[str, str]]:
    return [(Duplicates.WITHOUT.value, _("Không kể đơn trùng")), (Duplicates.ONLY.value, _("Chỉ đơn trùng"))]


def _stages() -> list[tuple[str, str]]:
    """The stages a petition can stand in, those still running first."""
    found: dict[str, None] = {}
    for procedure in LISTED:
        before_the_case = stages_of(procedure)
        accepted = before_the_case.index("accepted") if "accepted" in before_the_case else len(before_the_case)
        found |= dict.fromkeys(before_the_case[: accepted + 1])
    running = [stage for stage in found if stage not in TERMINAL_STAGES]
    return [(stage, term(STAGES, stage)) for stage in (*running, *(one for one in found if one not in running))]


# --- lines --------------------------------------------------------------------------------------------------------


def _lines(rows: tuple[InboxRow, ...]) -> tuple[InboxLine, ...]:
    session, now = db.session(), today()
    calendar = working_calendar(session)
    owed: dict[int, list[ObligationRow]] = {}
    for one in obligations_of(session, [row.id for row in rows]):
        owed.setdefault(one.matter_id, []).append(one)
    return tuple(_line(row, owed.get(row.id, ()), now, calendar) for row in rows)


def _line(row: InboxRow, ledger: Sequence[ObligationRow], now: date, calendar: WorkingCalendar) -> InboxLine:
    owed = most_urgent(ledger)
    given = [(one.id, one.due_on) for one in ledger if one.open and one.duty == GIVEN_TERM and one.due_on]
    others = row.signatories - len(row.shown_as) if row.told else 0
    names = ", ".join(dict.fromkeys(row.shown_as))
    return InboxLine(
        due=explained(badge(owed, now, calendar), owed.id) if owed else None,
        given=given_badges(given, owed.id if owed else None, now, calendar),
        duty=duty_words(owed.procedure, owed.duty) if owed else "",
        cite=cited(owed.rule, owed.rule_from, owed.certainty) if owed else "",
        certain=certainly_words(owed.due_on, also_of(owed.also), now, running=not owed.paused_on) if owed else "",
        code=row.code,
        url=url_for("petitions.page", ref=row.ref),
        sealed=row.sealed,
        content=row.content,
        people=_("%(names)s và %(n)s người khác", names=names, n=others) if others > 0 else names,
        kind=words(row.kind) if row.kind else _("Chưa phân loại"),
        field=term(FIELDS, row.field),
        stage=term(STAGES, row.stage),
        source=words(row.source) if row.told else "",
        received=day(row.received_on) if row.told else "",
        assignee=row.assignee or "",
        marks=tuple(_marks(row, now)),
    )


def _marks(row: InboxRow, now: date) -> Iterator[tuple[Mark, str]]:
    days = (now - row.received_on).days
    if row.stage in UNDECIDED and row.received_on >= ALARM_FROM and (band := band_of(days)):
        yield MARKS[band], _waiting_words(days) if row.told else _("để lâu chưa xử lý, xem thời hạn trong hồ sơ")
    if row.duplicate:
        yield Mark.SOON, _("đơn trùng")
    if row.hint_ignored is not None:
        yield Mark.SOON, _("khác gợi ý: nghi là %(kind)s", kind=words(row.hint_ignored).lower())


def _waiting_words(days: int) -> str:
    return _("để %(n)s ngày chưa xử lý, ngày 45 là ngày cuối", n=number(days))


# --- the foot -----------------------------------------------------------------------------------------------------


def _foot(page: Page) -> Foot:
    onward = page_url("petitions.inbox", (page.next.on, page.next.id)) if page.next else None
    first = page_url("petitions.inbox") if place_asked() else None
    made = foot(len(page.rows), page.total, _("đơn"), next_url=onward, first_url=first)
    if not page.duplicates:
        return made
    apart = _("Trong đó %(n)s đơn trùng, đếm riêng.", n=number(page.duplicates))
    return replace(made, words=f"{made.words.rstrip('.')}. {apart}")


def _empty(bar: FilterBar, new_url: str) -> Empty:
    if bar.in_use:
        return Empty(_("Không có đơn nào như vậy."), Link(_("Xem mọi đơn đang xử lý"), url_for("petitions.inbox")))
    return Empty(_("Không có đơn chờ."), Link(_("Nhập đơn mới"), new_url) if new_url else None)
