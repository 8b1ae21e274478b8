"""The province's draft on screen: what it would be now, and each one that was made, with what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.casework import report_merging as merging
from app.casework.errors import NotFound
from app.casework.file_types import WORD
from app.casework.outbox import Attachment
from app.casework.papers.province_report import province_sheet
from app.casework.papers.sides import in_full
from app.casework.permissions import collects
from app.casework.report_merging import Draft, Since
from app.extensions import db
from app.paper.official import made
from app.records.agencies import Agency, AgencyParent, Level
from app.records.people import Account
from app.records.reports import ReportMerge, ReportRound
from app.statute.reporting import FIGURES, PARTS, Answer, answer_of, merges
from app.web.access import current_viewer
from app.web.clock import now
from app.web.commits import committing
from app.web.downloads import as_file
from app.web.forms import Form
from app.web.reports.round_pages import ROUND, ROUNDS, the_round
from app.web.reports.words import state_words, title_of
from app.web.views import Empty, Link
from app.web.wording import moment, number, term


@dataclass(frozen=True, slots=True)
class PartRow:
    """An agency's part: its figures, and which sending it is."""

    agency: str
    source: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part in words, agency by agency."""

    title: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list."""

    url: str
    title: str
    made: str
    agencies: str


@dataclass(frozen=True, slots=True)
class MergePage:
    """A draft. ``changed``: since it was made; ``file_url``: of one that was made; ``make``: the button."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    headings: tuple[str, ...]
    rows: tuple[PartRow, ...]
    sums: tuple[str, ...]
    sections: tuple[Section, ...]
    missing: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    unchanged: str
    earlier: tuple[DraftRow, ...]
    file_url: str
    make: str
    make_url: str
    empty: str


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """The drafts there are."""

    title: str
    lede: str
    rows: tuple[DraftRow, ...]
    empty: Empty | None


def merge_page(round_ref: str) -> MergePage:
    """What a draft made now would be, and the earlier ones."""
    it = the_round(round_ref)
    draft = merging.as_of_now(db.session(), current_viewer(), it)
    return _page(it, draft)


def draft_page(merge_ref: str) -> MergePage:
    """One draft that was made."""
    merge, it = _found(merge_ref)
    return _page(it, merging.read(db.session(), current_viewer(), merge))


def draft_made(round_ref: str, form: Form) -> str:
    """Make a draft; its opaque id, nothing when it was refused: the form says why."""
    ref = ""
    with committing(form) as done:
        ref = merging.make(db.session(), the_round(round_ref), by=current_viewer(), at=now()).ref
    if done:
        flash(_("Đã lập dự thảo báo cáo của tỉnh."))
    return ref if done else ""


def draft_file(merge_ref: str) -> Response:
    """The draft as a .docx."""
    with committing():
        merge, it = _found(merge_ref)
        draft = merging.read(db.session(), current_viewer(), merge)
        sheet = province_sheet(it, draft, province=_province(), made_at=merge.made_at)
        content = made(sheet, title=it.title, at=merge.made_at)
        merging.taken(db.session(), merge, by=current_viewer(), at=now())
        name = f"du-thao-bao-cao-{it.form.replace('_', '-')}-{it.year}.docx"
    return as_file(Attachment(name, WORD.media_type, content))


def drafts_page() -> DraftsPage:
    """The drafts, the latest first."""
    rows = tuple(_draft_row(merge, it) for merge, it in merging.drafts(db.session(), current_viewer()))
    return DraftsPage(
        title=_("Tổng hợp báo cáo"),
        lede=_("Dự thảo báo cáo của tỉnh, lập từ báo cáo các cơ quan đã gửi."),
        rows=rows,
        empty=None if rows else Empty(_("Chưa lập dự thảo nào."), Link(_("Mở danh sách kỳ báo cáo"), url_for(ROUNDS))),
    )


def _found(merge_ref: str) -> tuple[ReportMerge, ReportRound]:
    try:
        return merging.find(db.session(), current_viewer(), merge_ref)
    except NotFound:
        abort(404)


def _province() -> str:
    """The province's committee, as a paper names it."""
    below = select(AgencyParent.agency_id)
    top = select(Agency.name).where(Agency.level == Level.PROVINCE, Agency.id.not_in(below)).order_by(Agency.id)
    return in_full(db.session.scalar(top.limit(1)) or "UBND tỉnh")


def _page(it: ReportRound, draft: Draft) -> MergePage:
    mine = collects(current_viewer(), it.collector.value) and merges(it.form)
    here = Link(_("Dự thảo"), "") if draft.merge else Link(_("Tổng hợp"), "")
    earlier = merging.drafts(db.session(), current_viewer(), round_id=it.id)
    return MergePage(
        title=_("Tổng hợp: %(title)s", title=title_of(it)),
        lede=_lede(draft),
        crumbs=(
            Link(_("Nghĩa vụ báo cáo"), url_for(ROUNDS)), Link(title_of(it), url_for(ROUND, round_ref=it.ref)), here,
        ),
        headings=tuple(term(FIGURES, code) for code in FIGURES),
        rows=tuple(_rows(draft)),
        sums=tuple(number(one) for one in draft.sums.values()),
        sections=tuple(_sections(draft)),
        missing=tuple((one.agency, state_words(one.state)) for one in draft.missing),
        changed=tuple(_changed(draft)),
        unchanged=_("Từ đó đến nay không có gì thay đổi.") if draft.merge and not draft.changed else "",
        earlier=tuple(_draft_row(merge, it) for merge, _round in earlier if merge is not draft.merge),
        file_url=url_for("reports.draft_document", merge_ref=draft.merge.ref) if draft.merge else "",
        make=_make_words(draft) if mine and (draft.parts or draft.merge) else "",
        make_url=url_for("reports.merge", round_ref=it.ref),
        empty="" if draft.parts else _nothing(it),
    )  # fmt: skip


def _nothing(it: ReportRound) -> str:
    if answer_of(it.form) is Answer.PLAN:
        return _("Kế hoạch của từng cơ quan không tổng hợp thành báo cáo.")
    if not merges(it.form):
        return _("Báo cáo của tỉnh do một cơ quan gửi: không tổng hợp.")
    return _("Chưa cơ quan nào gửi báo cáo kỳ này.")


def _make_words(draft: Draft) -> str:
    return _("Lập dự thảo mới") if draft.merge else _("Lập dự thảo của tỉnh")


def _lede(draft: Draft) -> str:
    parts = ngettext("từ báo cáo của %(num)s cơ quan", "từ báo cáo của %(num)s cơ quan", len(draft.parts))
    if draft.merge is None:
        return _("Nếu lập bây giờ: %(parts)s", parts=parts)
    who = db.session.get(Account, draft.merge.made_by_id) if draft.merge.made_by_id else None
    made_words = _("Lập lúc %(when)s", when=moment(draft.merge.made_at))
    return ", ".join(filter(None, (made_words, who.full_name if who else "", parts)))


def _rows(draft: Draft) -> Iterator[PartRow]:
    for one in draft.parts:
        source = _("số %(no)s, lần %(n)s", no=one.document, n=number(one.turn))
        yield PartRow(one.agency, source, tuple(number(one.figures.get(code, 0)) for code in FIGURES))


def _sections(draft: Draft) -> Iterator[Section]:
    for code in PARTS:
        said = tuple((one.agency, one.words[code]) for one in draft.parts if one.words.get(code))
        yield Section(term(PARTS, code), said)


def _changed(draft: Draft) -> Iterator[str]:
    said = {
        Since.SENT: _("đã gửi, chưa có trong dự thảo"),
        Since.SENT_AGAIN: _("đã gửi lại bản mới"),
        Since.RETURNED: _("đã bị trả lại"),
    }
    for agency, since in draft.changed:
        yield f"{agency}: {said[since]}"


def _draft_row(merge: ReportMerge, it: ReportRound) -> DraftRow:
    agencies = ngettext("%(num)s cơ quan", "%(num)s cơ quan", len(merge.sources))
    return DraftRow(url_for("reports.draft", merge_ref=merge.ref), title_of(it), moment(merge.made_at), agencies)
