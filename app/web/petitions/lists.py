"""The list of petitions: what is waiting, the most urgent first; what was done with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request, url_for
from flask_babel import gettext as _

from app.casework.calendars import working_calendar
from app.casework.inbox import Filters, InboxRow, Key, Page, State, Unclassified, inbox
from app.casework.permissions import Deed
from app.casework.timeline import obligations_of
from app.extensions import db
from app.records.petitions import PetitionKind, Source
from app.statute.procedures import TERMINAL_STAGES, stages_of
from app.statute.terms import FIELDS, STAGES, Procedure
from app.web.access import current_viewer
from app.web.clock import today
from app.web.dues import badge, duty_words, most_urgent
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link
from app.web.wording import choices, day, foot, term, words

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One petition of the list, every word ready."""

    due: DueWords | None
    duty: str
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


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The list of petitions."""

    lede: str
    bar: FilterBar
    lines: tuple[InboxLine, ...]
    foot: Foot
    empty: Empty
    new_url: str


def inbox_page() -> InboxPage:
    """The list as asked for in the address, for the viewer of this request."""
    viewer, filters, after = current_viewer(), filters_asked(), _after(request.args.get("sau", ""))
    page = inbox(db.session(), viewer, filters=filters, after=after)
    may_register = viewer.may(Deed.REGISTER_PETITION)
    new_url = url_for("petitions.register") if may_register else ""
    return InboxPage(
        lede=_("Đơn do cơ quan đang giữ. Việc gấp nhất đứng đầu."),
        bar=_bar(filters),
        lines=_lines(page.rows),
        foot=_foot(page, filters, after),
        empty=_empty(filters, new_url),
        new_url=new_url,
    )


# --- filters ------------------------------------------------------------------------------------------------------


def filters_asked() -> Filters:
    """The filters of the address; what is not known narrows nothing."""
    asked = request.args
    kind: PetitionKind | Unclassified | None = _member(PetitionKind, asked.get("loai"))
    stage = asked.get("giai-doan")
    return Filters(
        state=_member(State, asked.get("tinh-trang")) or State.OPEN,
        kind=kind or _member(Unclassified, asked.get("loai")),
        stage=stage if stage in STAGES else None,
        source=_member(Source, asked.get("nguon")),
    )


def _member(kind: type[E], typed: str | None) -> E | None:
    return kind(typed) if typed in {one.value for one in kind} else None


def _asked(filters: Filters) -> dict[str, str]:
    asked = {
        "tinh-trang": "" if filters.state is State.OPEN else filters.state.value,
        "loai": filters.kind.value if filters.kind else "",
        "giai-doan": filters.stage or "",
        "nguon": filters.source.value if filters.source else "",
    }
    return {name: value for name, value in asked.items() if value}


def _bar(filters: Filters) -> FilterBar:
    asked = _asked(filters)
    states = (("", _("Đang xử lý")), (State.CLOSED.value, _("Đã xong")))
    kinds = (("", _("Mọi loại")), *choices(PetitionKind), (Unclassified.YES.value, _("Chưa phân loại")))
    stages = (("", _("Mọi giai đoạn")), *_stages())
    sources = (("", _("Mọi nguồn")), *choices(Source))
    return FilterBar(
        action=url_for("petitions.inbox"),
        fields=(
            FilterField("tinh-trang", _("Tình trạng"), states, asked.get("tinh-trang", ""), phone=True),
            FilterField("loai", _("Loại đơn"), kinds, asked.get("loai", ""), phone=True),
            FilterField("giai-doan", _("Giai đoạn"), stages, asked.get("giai-doan", "")),
            FilterField("nguon", _("Nguồn"), sources, asked.get("nguon", "")),
        ),
        clear=url_for("petitions.inbox"),
    )


def _stages() -> list[tuple[str, str]]:
    """The stages a petition can stand in, those still running first."""
    found: dict[str, None] = {}
    for procedure in (Procedure.TRIAGE, Procedure.COMPLAINT_FIRST, Procedure.DENUNCIATION, Procedure.FEEDBACK):
        before_the_case = stages_of(procedure)
        accepted = before_the_case.index("accepted") if "accepted" in before_the_case else len(before_the_case)
        found |= dict.fromkeys(before_the_case[: accepted + 1])
    running = [stage for stage in found if stage not in TERMINAL_STAGES]
    return [(stage, term(STAGES, stage)) for stage in (*running, *(one for one in found if one not in running))]


# --- lines --------------------------------------------------------------------------------------------------------


def _lines(rows: tuple[InboxRow, ...]) -> tuple[InboxLine, ...]:
    session, now = db.session(), today()
    calendar = working_calendar(session)
    owed: dict[int, list[object]] = {}
    urgent = {}
    for one in obligations_of(session, [row.id for row in rows]):
        owed.setdefault(one.matter_id, []).append(one)
    for matter_id, obligations in owed.items():
        urgent[matter_id] = most_urgent(obligations)  # type: ignore[arg-type]
    badges: Mapping[int, tuple[DueWords, str]] = {
        matter_id: (badge(one, now, calendar), duty_words(one.procedure, one.duty))
        for matter_id, one in urgent.items()
        if one is not None
    }
    return tuple(_line(row, *badges.get(row.id, (None, ""))) for row in rows)


def _line(row: InboxRow, due: DueWords | None, duty: str) -> InboxLine:
    others = row.signatories - len(row.shown_as)
    names = ", ".join(dict.fromkeys(row.shown_as))
    return InboxLine(
        due=due,
        duty=duty,
        code=row.code,
        url=url_for("petitions.page", ref=row.ref),
        sealed=row.sealed,
        content=row.content,
        people=_("%(names)s và %(n)s người khác", names=names, n=others) if others > 0 else names,
        kind=words(row.kind) if row.kind else _("Chưa phân loại"),
        field=term(FIELDS, row.field),
        stage=term(STAGES, row.stage),
        source=words(row.source),
        received=day(row.received_on),
        assignee=row.assignee or "",
    )


# --- the foot -----------------------------------------------------------------------------------------------------


def _after(text: str) -> Key | None:
    on, _dot, matter_id = text.partition(".")
    try:
        return Key(date.fromisoformat(on), int(matter_id))
    except ValueError:
        return None


def _foot(page: Page, filters: Filters, after: Key | None) -> Foot:
    asked = _asked(filters)
    onward = url_for("petitions.inbox", **asked, sau=f"{page.next.on}.{page.next.id}") if page.next else None  # type: ignore[arg-type]
    first = url_for("petitions.inbox", **asked) if after else None  # type: ignore[arg-type]
    return foot(len(page.rows), page.total, _("đơn"), next_url=onward, first_url=first)


def _empty(filters: Filters, new_url: str) -> Empty:
    if _asked(filters):
        return Empty(_("Không có đơn nào như vậy."), Link(_("Xem mọi đơn đang xử lý"), url_for("petitions.inbox")))
    return Empty(_("Không có đơn chờ."), Link(_("Nhập đơn mới"), new_url) if new_url else None)
