"""What each role finds in the navigation, in the order of its day. An entry shows only once its page exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from babel import Locale
from flask import current_app, request, url_for
from flask_babel import get_locale, lazy_pgettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, literal, select

from app.casework.permissions import ALLOWED, Deed, Viewer, like
from app.extensions import db
from app.records.people import RoleKind
from app.web.access import mediates_somewhere
from app.web.clock import today
from app.web.views import NavigationEntry
from app.web.wording import number


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A page of the navigation: words, icon, endpoint.

    It is "here" on the pages under its own address too, and on those of ``rooms`` that stand under no entry's.
    """

    words: Any
    icon: str
    endpoint: str
    rooms: tuple[str, ...] = ()


LOG_VISIT = Entry(_l("Ghi lượt tiếp"), "journal-plus", "reception.log")
REGISTER = Entry(_l("Sổ tiếp công dân"), "journal-text", "reception.register", ("reception",))
PETITION_BOOK = Entry(_l("Sổ theo dõi đơn"), "table", "reception.petitions")
APPOINTMENTS = Entry(_l("Hẹn hôm nay"), "clock-history", "reception.appointments")
ROSTER = Entry(_l("Đội ngũ tiếp công dân"), "people", "reception.roster")
DATABASE = Entry(_l("CSDL quốc gia"), "check2-square", "reception.database")
SCHEDULE = Entry(_l("Lịch tiếp công dân"), "calendar3", "reception.schedule")
MEDIATIONS = Entry(_l("Hòa giải đất đai"), "geo-alt", "mediations.index", ("mediations",))
TASKS = Entry(_l("Việc theo kết luận"), "clipboard-check", "conclusions.index", ("conclusions",))
RECEIVED = Entry(_l("Đơn đã nhận"), "inbox", "petitions.inbox", ("petitions", "cases"))
MY_WORK = Entry(_l("Việc của tôi"), "list-check", "cases.mine", ("oversight",))
NOTICES = Entry(_l("Nhắc hạn"), "bell", "cases.notices")
TRIAGE = Entry(_l("Xử lý đơn"), "inbox", "petitions.inbox", ("petitions",))
UNHANDLED = Entry(_l("Đơn để lâu"), "clock-history", "petitions.unhandled")
CASES = Entry(lazy_pgettext("danh sách", "Vụ việc"), "folder2-open", "cases.index", ("cases",))
PAPERS = Entry(_l("Văn bản"), "file-earmark-text", "papers.index", ("papers",))
UNIT = Entry(_l("Đơn vị"), "building", "cases.unit", ("oversight",))
TO_SIGN = Entry(_l("Chờ ký"), "pen", "papers.to_sign")
REPORTS = Entry(_l("Báo cáo phải nộp"), "send", "reports.index", ("reports",))
BACKLOG = Entry(_l("Tồn đọng"), "bar-chart", "oversight.backlog", ("oversight", "cases", "petitions", "reception"))
REFUSALS = Entry(_l("Từ chối tiếp"), "signpost", "oversight.refusals")
HEADS = Entry(_l("Thủ trưởng tiếp dân"), "calendar-check", "oversight.heads")
FLAGS = Entry(_l("Cờ quá hạn"), "flag", "oversight.flags")
URGING = Entry(_l("Đôn đốc"), "megaphone", "oversight.urging")
INSPECTIONS = Entry(_l("Kiểm tra"), "clipboard-check", "inspections.index", ("inspections",))
INVITED = Entry(_l("Kiểm tra được mời"), "clipboard-check", "inspections.invitations", ("inspections",))
LETTERS = Entry(_l("Thư đã gửi"), "envelope", "oversight.letters")
REPORT_DUTIES = Entry(_l("Nghĩa vụ báo cáo"), "check2-square", "reports.duties", ("reports",))
MERGED = Entry(_l("Tổng hợp báo cáo"), "table", "reports.merged")
ACCOUNTS = Entry(lazy_pgettext("danh sách", "Tài khoản"), "people", "admin.accounts")
AGENCIES = Entry(lazy_pgettext("danh sách", "Đơn vị"), "building", "admin.agencies")
DAYS_OFF = Entry(_l("Lịch nghỉ"), "calendar3", "admin.calendar")
LAW = Entry(_l("Luật"), "journal-text", "admin.law")
TERMS = Entry(_l("Hạn nội bộ"), "clock-history", "admin.internal_terms")
TEMPLATES = Entry(_l("Mẫu văn bản"), "file-earmark-text", "admin.paper_templates")
WORDINGS = Entry(_l("Lời thư"), "pen", "admin.letter_texts")
MAIL = Entry(lazy_pgettext("hệ thống", "Thư"), "envelope", "admin.mail")
JOBS = Entry(_l("Việc tự chạy"), "gear", "admin.jobs")
TRAIL = Entry(_l("Nhật ký"), "clock-history", "admin.trail")
RULES = Entry(_l("Pháp luật"), "book", "help.law")  # what every date rests on: for whoever is signed in
SEARCH = Entry(_l("Tra cứu"), "search", "search.find")
HOME = Entry(_l("Trang đầu"), "person", "accounts.home")  # of somebody whose roles have no page

NAVIGATION: dict[RoleKind, tuple[Entry, ...]] = {
    RoleKind.OFFICER: (
        LOG_VISIT,
        APPOINTMENTS,
        REGISTER,
        SCHEDULE,
        RECEIVED,
        NOTICES,
        MEDIATIONS,
        TASKS,
        REPORTS,
        DATABASE,
    ),
    RoleKind.HANDLER: (
        MY_WORK,
        NOTICES,
        TRIAGE,
        CASES,
        URGING,
        MEDIATIONS,
        TASKS,
        INSPECTIONS,
        REPORTS,
        PETITION_BOOK,
        DATABASE,
        PAPERS,
    ),
    RoleKind.HEAD: (
        UNIT,
        NOTICES,
        TO_SIGN,
        TRIAGE,
        UNHANDLED,
        CASES,
        URGING,
        REGISTER,
        REFUSALS,
        SCHEDULE,
        MEDIATIONS,
        TASKS,
        INSPECTIONS,
        ROSTER,
        DATABASE,
        REPORTS,
    ),
    RoleKind.SUPERVISOR: (
        BACKLOG,
        FLAGS,
        UNHANDLED,
        URGING,
        INSPECTIONS,
        REPORTS,
        REPORT_DUTIES,
        MERGED,
        LETTERS,
        REFUSALS,
        HEADS,
        SCHEDULE,
        MEDIATIONS,
        TASKS,
        ROSTER,
        DATABASE,
    ),
    RoleKind.COORDINATOR: (REPORT_DUTIES, MERGED, LETTERS, INSPECTIONS),
    RoleKind.OBSERVER: (INVITED,),
    RoleKind.AUDITOR: (TRAIL,),
    RoleKind.ADMINISTRATOR: (ACCOUNTS, AGENCIES, ROSTER, DAYS_OFF, LAW, TERMS, TEMPLATES, WORDINGS, MAIL, JOBS, TRAIL),
}

MOST_SAID = 99  # beside an entry
# Left to itself PostgreSQL plans the counts of a handler anew on every page, which takes ten times as long as counting.
_PLANNED_ONCE = select(func.set_config("plan_cache_mode", "force_generic_plan", True))  # noqa: FBT003 - of this page
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted behind a page.

    ``statement`` counts for somebody :func:`~app.casework.permissions.like` the viewer; it is None where nothing is to
    be counted. ``given`` is what else it is asked with, such as the day.
    """

    statement: Callable[[Viewer], Select[int] | None]
    given: Callable[[], Values]


COUNTERS: dict[str, Counter] = {}
ASKED_ALONE: dict[str, Callable[[Viewer], int]] = {}
S = TypeVar("S", bound=Callable[[Viewer], Select[int] | None])
A = TypeVar("A", bound=Callable[[Viewer], int])


def counts(endpoint: str, given: Callable[[], Values] = dict) -> Callable[[S], S]:
    """Say how many things call for work behind a page: ``@counts("petitions.inbox")`` over a function of the viewer.

    Asked on every page, so the statement of one indexed query; all of a navigation are asked as one, which is made once
    a day for everybody with such roles. So it may know the day and nothing else that changes, such as the calendar:
    ``given`` gives that, for its parameters.
    0 shows nothing.
    """

    def register(statement: S) -> S:
        COUNTERS[endpoint] = Counter(statement, given)
        return statement

    return register


def counts_alone(endpoint: str) -> Callable[[A], A]:
    """As :func:`counts`, for what no single statement can count: asked by itself, on the pages of a few people."""

    def register(counter: A) -> A:
        ASKED_ALONE[endpoint] = counter
        return counter

    return register


def entries_for(kinds: Iterable[RoleKind]) -> list[Entry]:
    """The pages of these roles that exist, each once, with the search last for whoever reads matters."""
    wanted: Iterator[Entry] = (entry for kind in kinds for entry in (*NAVIGATION[kind], *_search(kind)))
    found: dict[str, Entry] = {}
    existing = current_app.view_functions
    for entry in wanted:
        if entry.endpoint in existing:
            found.setdefault(entry.endpoint, entry)  # two roles may call one page by two names
    return sorted(found.values(), key=lambda entry: entry is SEARCH)


def _search(kind: RoleKind) -> tuple[Entry, ...]:
    return (SEARCH,) if Deed.READ_MATTERS in ALLOWED[kind] else ()


def navigation(viewer: Viewer) -> tuple[NavigationEntry, ...]:
    """The navigation of somebody, with the page they are on marked and the counts that call for work."""
    entries = with_the_law(entries_for(role.kind for role in viewer.roles) or [HOME])
    if MEDIATIONS in entries and not mediates_somewhere(viewer):
        entries.remove(MEDIATIONS)
    addresses = _addresses(request.root_path, tuple(entries))
    here, waiting, locale = _here(addresses), _waiting(entries, viewer), get_locale()
    return tuple(
        NavigationEntry(
            _said(locale, entry), entry.icon, address, entry is here, _count(waiting.get(entry.endpoint, 0))
        )
        for entry, address in addresses.items()
    )


@lru_cache(maxsize=256)
def _addresses(_prefix: str, entries: tuple[Entry, ...]) -> dict[Entry, str]:
    return {entry: url_for(entry.endpoint) for entry in entries}


@lru_cache(maxsize=256)
def _said(_locale: Locale | None, entry: Entry) -> str:
    return str(entry.words)


def with_the_law(entries: list[Entry]) -> list[Entry]:
    """``entries`` with the law before the search, which closes every list."""
    return [*(one for one in entries if one is not SEARCH), RULES, *(one for one in entries if one is SEARCH)]


def home(viewer: Viewer) -> str | None:
    """The first page of somebody's day, or None while there is none for their roles."""
    entries = entries_for(role.kind for role in viewer.roles)
    return url_for(entries[0].endpoint) if entries else None


def _here(addresses: Mapping[Entry, str]) -> Entry | None:
    endpoint, room = request.endpoint, request.blueprint
    exact = next((entry for entry in addresses if entry.endpoint == endpoint), None)
    return exact or _above(addresses) or next((entry for entry in addresses if room in entry.rooms), None)


def _above(addresses: Mapping[Entry, str]) -> Entry | None:
    """The entry whose address this page stands under; of several, the nearest."""
    path = request.path
    above = [entry for entry, address in addresses.items() if entry is not HOME and path.startswith(f"{address}/")]
    return max(above, key=lambda entry: len(addresses[entry]), default=None)


def _waiting(entries: Sequence[Entry], viewer: Viewer) -> dict[str, int]:
    """How many things call for work behind each page, in one statement but for what is asked alone."""
    endpoints = tuple(one.endpoint for one in entries)
    known = {one: ASKED_ALONE[one](viewer) for one in endpoints if one in ASKED_ALONE}
    anybody, values = like(viewer)
    counted, statement = _counting(anybody, tuple(one for one in endpoints if one in COUNTERS), today())
    if statement is not None:
        for one in counted:
            values = values | COUNTERS[one].given()
        connection = db.session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(_PLANNED_ONCE)
        row = connection.execute(statement, values).one()
        known |= zip(counted, row, strict=True)
    return known


@lru_cache(maxsize=128)
def _counting(anybody: Viewer, endpoints: tuple[str, ...], _day: date) -> tuple[tuple[str, ...], Select[Any] | None]:
    told = {one: COUNTERS[one].statement(anybody) for one in endpoints}
    asked = {endpoint: _bounded(count).scalar_subquery() for endpoint, count in told.items() if count is not None}
    return tuple(asked), select(*asked.values()) if asked else None


def _bounded(count: Select[int]) -> Select[int]:
    """The same count, ended where it says "99+": an agency may have thousands, and this is asked on every page."""
    if not count.get_final_froms():
        return count  # a sum of counts
    rows = count.with_only_columns(literal(1), maintain_column_froms=True).limit(MOST_SAID + 1)
    return select(func.count()).select_from(rows.subquery())


def _count(waiting: int) -> str:
    if waiting > MOST_SAID:
        return f"{MOST_SAID}+"
    return number(waiting) if waiting else ""
