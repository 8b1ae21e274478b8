"""Which units to inspect, as a page: each with what of it is late and the failures that shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.inspections import proposing
from app.casework.inspections.proposing import Order, Proposal, Sign
from app.casework.inspections.sight import find_plan
from app.extensions import db
from app.records.agencies import Level
from app.statute.inspections import CONTROLS, READ
from app.web.access import current_viewer
from app.web.clock import today
from app.web.drilling import LEVEL
from app.web.due_rows import kind_words
from app.web.inspections.parts import INDEX, address_with, plan_crumbs
from app.web.lists import asked, member, options
from app.web.views import Empty, FilterBar, FilterField, Link
from app.web.wording import choices, day, number, percent, spoken

ORDER, PLAN = "xep", "ke-hoach"


@dataclass(frozen=True, slots=True)
class SignLine:
    """A failure seen at a unit, by what of each kind is late. ``failure`` is empty of what shows none."""

    failure: str
    often: str
    kinds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A unit proposed."""

    id: int
    code: str
    name: str
    share: str
    late: str
    late_url: str
    running: str
    oldest: str
    signs: tuple[SignLine, ...]
    before: str


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """Who to inspect; ``plan_ref``: of the plan the chosen are added to."""

    lines: tuple[ProposalLine, ...]
    bar: FilterBar
    crumbs: tuple[Link, ...]
    plan_ref: str
    add_url: str
    empty: Empty | None


def proposals_page() -> ProposalsPage:
    """The units of the province where something is late, with the reasons to inspect each."""
    viewer = current_viewer()
    order, level = member(Order, ORDER) or Order.SHARE, member(Level, LEVEL)
    rows = proposing.proposals(db.session(), viewer, today=today(), order=order, level=level)
    ref = asked(PLAN)
    plan = find_plan(db.session(), viewer, ref) if ref else None
    crumbs = plan_crumbs(plan) if plan else (Link(_("Kiểm tra"), url_for(INDEX)),)
    return ProposalsPage(
        lines=tuple(map(_proposal_line, rows)), bar=_bar(order, ref), crumbs=(*crumbs, Link(_("Đề xuất đơn vị"), "")),
        plan_ref=ref, add_url=url_for("inspections.plan_add", ref=ref) if plan else "",
        empty=None if rows else Empty(_("Không đơn vị nào có việc quá hạn.")),
    )  # fmt: skip


def _bar(order: Order, ref: str) -> FilterBar:
    orders = (
        (Order.SHARE.value, _("Tỷ lệ quá hạn cao trước")), (Order.FAILURES.value, _("Nhiều lỗi điển hình trước")),
    )  # fmt: skip
    levels = options(choices(one for one in Level if one not in (Level.PARTY, Level.DISTRICT)))
    fields = (
        FilterField(ORDER, _("Xếp theo"), orders, order.value, phone=True),
        FilterField(LEVEL, _("Cấp"), levels, asked(LEVEL), phone=True),
    )
    here = url_for("inspections.proposals")
    return FilterBar(here, fields, clear=here, hidden=((PLAN, ref),) if ref else ())


def _proposal_line(row: Proposal) -> ProposalLine:
    return ProposalLine(
        id=row.agency_id, code=row.code, name=row.name, share=percent(row.late, row.running), late=number(row.late),
        late_url=address_with("oversight.overdue", {"co-quan": row.code}),
        running=ngettext(
            "trong %(n)s việc đang có hạn", "trong %(n)s việc đang có hạn", row.running, n=number(row.running)
        ),
        oldest=ngettext("lâu nhất %(n)s ngày", "lâu nhất %(n)s ngày", row.oldest_days, n=number(row.oldest_days)),
        signs=tuple(_sign_lines(row)), before=_before(row),
    )  # fmt: skip


def _sign_lines(row: Proposal) -> Iterator[SignLine]:
    """The commonest failure first; what shows none comes last."""
    failures = sorted({one.control for one in row.signs}, key=lambda code: -CONTROLS[code].often if code else 1)
    for code in failures:
        control = CONTROLS.get(code)
        kinds = tuple(_kind_link(row, one) for one in row.signs if one.control == code)
        often = f"{control.often}/{READ}" if control else ""
        yield SignLine(spoken(control.term) if control else "", often, kinds)


def _kind_link(row: Proposal, sign: Sign) -> Link:
    here = address_with("oversight.overdue", {"co-quan": row.code, "loai": sign.kind.value})
    return Link(f"{kind_words()[sign.kind]}: {number(sign.late)}", here)


def _before(row: Proposal) -> str:
    if row.planned:
        return _("đã có trong kế hoạch năm nay")
    return _("kiểm tra lần trước %(day)s", day=day(row.last_on)) if row.last_on else _("chưa kiểm tra lần nào")


def reason_of(row: Proposal) -> str:
    """Why a unit was chosen, with the figures of the day, as the plan keeps it: in Vietnamese."""
    failures = dict.fromkeys(CONTROLS[one.control].term.vi for one in row.signs if one.control)
    share = f"Ngày {today():%d/%m/%Y}: {row.late} trong {row.running} việc quá hạn ({row.share} %)"
    return "; ".join((share, *failures))[:500]


__all__ = ["proposals_page", "reason_of"]
