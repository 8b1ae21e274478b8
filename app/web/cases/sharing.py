"""Sharing out the work: the list to choose from, the page that says what would change, what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework import sharing_out
from app.casework.calendars import working_calendar
from app.casework.case_files import Key
from app.casework.overdue import Holder
from app.casework.permissions import Deed
from app.casework.sharing_out import MOST, Shared, ShareRow, Worker
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import RoleKind
from app.statute.calendar import WorkingCalendar
from app.statute.terms import PROCEDURES, STAGES, Procedure
from app.web.access import current_viewer
from app.web.acting import Answer
from app.web.clock import now
from app.web.clock import today as web_today
from app.web.commits import committing
from app.web.due_rows import told_of
from app.web.dues import duty_words, explained, paused_badge, running_badge
from app.web.forms import Form, sentence_of
from app.web.holders import NO_ACCOUNT, holder_asked
from app.web.lists import asked, list_foot, page_url, place_asked
from app.web.views import DueWords, Empty, FilterBar, FilterField, Foot, Link, Mark
from app.web.wording import number, term

CHOSEN, WHOM, SEEN = "chon", "giao", "thay-"  # fields of the forms; SEEN and a ref: who held it when it was shown
NOBODY = "nobody"
ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One matter of the list. ``seen``: who held it, as it travels with the form."""

    ref: str
    badge: DueWords
    url: str
    code: str
    kind: str
    title: str
    sealed: bool
    stage: str
    duty: str
    assignee: str
    seen: str


@dataclass(frozen=True, slots=True)
class ShareListPage:
    """The list. Without ``people`` the viewer takes for themselves."""

    title: str
    lede: str
    filters: FilterBar | None
    agency: str
    lines: tuple[ShareLine, ...]
    ticked: bool
    all_url: str
    people: tuple[tuple[str, str], ...]
    verb: str
    foot: Foot
    empty: Empty | None


@dataclass(frozen=True, slots=True)
class AskLine:
    """One line of the preview. ``why_not``: why this one stays as it is."""

    line: ShareLine
    after: str
    why_not: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """The preview: every matter by name, and what changes."""

    question: str
    crumbs: tuple[Link, ...]
    lines: tuple[AskLine, ...]
    left_out: tuple[AskLine, ...]
    kept: tuple[tuple[str, str], ...]
    verb: str
    back: str


def share_page() -> Answer:
    """The answer to GET and POST of the page where work is shared out."""
    agency, form = _agency(), Form()
    if not form.validate_on_submit():
        return render_template("cases/share_out.html", page=_list(agency), form=form)
    refs = list(dict.fromkeys(request.form.getlist(CHOSEN)))[:MOST]
    if not refs:
        flash(_("Chọn ít nhất một hồ sơ."), "over")
        return redirect(_home(agency))
    if request.form.get("step") == "confirm":
        return _done(agency, refs)
    return render_template("cases/share_out_ask.html", page=_asked(agency, refs), form=form)


# ---- the list


def _agency() -> Agency:
    """The agency asked for, of those where the viewer shares out or takes work. Aborts with 403."""
    ids = sorted(current_viewer().agencies(RoleKind.HEAD, RoleKind.HANDLER))
    agencies = [db.session.get_one(Agency, one) for one in ids]
    wanted = request.form.get("co-quan") or asked("co-quan")
    if not agencies:
        abort(403)
    return next((one for one in agencies if one.code == wanted), agencies[0])


def _list(agency: Agency) -> ShareListPage:
    session, viewer, today = db.session(), current_viewer(), web_today()
    head = viewer.may(Deed.ASSIGN, agency.id)
    people = sharing_out.workers(session, agency.id, today) if head else []
    holder, place = _holder(head=head), place_asked()
    after = Key(*place) if place else None
    found = sharing_out.to_share_out(session, viewer, agency.id, holder=holder, after=after)
    onward = page_url("cases.share_out", (found.next.on, found.next.id)) if found.next else None
    first = page_url("cases.share_out") if place else None
    return ShareListPage(
        title=_("Phân công") if head else _("Nhận việc"),
        lede=agency.name,
        filters=_filters(agency, people) if head else None,
        agency=agency.code,
        lines=_lines(found.rows),
        ticked=asked(CHOSEN) == ALL,
        all_url=page_url("cases.share_out", place, **{CHOSEN: ALL}),
        people=_people(people) if head else (),
        verb=_("Xem trước việc phân công") if head else _("Xem trước việc nhận"),
        foot=list_foot(len(found.rows), found.total, _("hồ sơ"), next_url=onward, first_url=first),
        empty=None if found.rows else Empty(_("Không có hồ sơ nào theo điều kiện này.")),
    )


def _holder(*, head: bool) -> int | Holder | None:
    """Whose matters are shown: nobody's at first."""
    if not head or not asked("nguoi"):
        return Holder.NOBODY
    return None if asked("nguoi") == "moi-nguoi" else holder_asked()


def _filters(agency: Agency, people: Sequence[Worker]) -> FilterBar:
    lines = ((NOBODY, _("Chưa ai giữ")), *((one.ref, one.full_name) for one in people), ("moi-nguoi", _("Mọi người")))
    field = FilterField("nguoi", _("Người giữ"), lines, asked("nguoi") or NOBODY, phone=True)
    home = url_for("cases.share_out")
    return FilterBar(home, (field,), clear=home, hidden=(("co-quan", agency.code),))


def _people(people: Sequence[Worker]) -> tuple[tuple[str, str], ...]:
    return (*((str(one.id), one.full_name) for one in people), (NOBODY, _("Không ai (bỏ phân công)")))


def _lines(rows: Sequence[ShareRow]) -> tuple[ShareLine, ...]:
    today, calendar = web_today(), working_calendar(db.session())
    return tuple(_line(row, today, calendar) for row in rows)


def _line(row: ShareRow, today: date, calendar: WorkingCalendar) -> ShareLine:
    duty = row.urgent.get("duty")
    return ShareLine(
        ref=row.ref,
        badge=explained(_badge(row, today, calendar), row.urgent.get("obligation_id")),
        url=url_for("cases.open", ref=row.ref),
        code=row.code,
        kind=term(PROCEDURES, row.procedure or Procedure.TRIAGE),
        title=told_of(row.title, None, row.agency_id),
        sealed=row.sealed,
        stage=term(STAGES, row.stage),
        duty=duty_words(row.procedure, duty) if duty else "",
        assignee=row.assignee or _("Chưa ai giữ"),
        seen=str(row.assignee_id or ""),
    )


def _badge(row: ShareRow, today: date, calendar: WorkingCalendar) -> DueWords:
    urgent = row.urgent
    if urgent.get("paused_on"):
        return paused_badge(urgent["paused_on"], urgent["frozen_days_late"], row.stage)
    if urgent.get("due_on") is None:
        return DueWords(Mark.OPEN, _("chưa có hạn"))
    return running_badge(urgent["due_on"], today, calendar)


# ---- the preview


def _asked(agency: Agency, refs: Sequence[str]) -> AskPage:
    session, viewer = db.session(), current_viewer()
    rows, whom = sharing_out.chosen(session, viewer, agency.id, refs), _whom(agency)
    after = whom.full_name if whom else _("Chưa ai giữ")
    hidden = sharing_out.hidden_from(session, whom.id, [row.id for row in rows], web_today()) if whom else frozenset()
    told = [
        AskLine(line, after, _why_not(row, whom, hidden=row.id in hidden))
        for row, line in zip(rows, _lines(rows), strict=True)
    ]
    going = tuple(one for one in told if not one.why_not)
    sent = ((CHOSEN, one.line.ref) for one in going)
    seen = ((SEEN + one.line.ref, one.line.seen) for one in going)
    n = number(len(going))
    return AskPage(
        question=_question(len(going), whom),
        crumbs=(Link(_("Phân công"), _home(agency)), Link(_("Xem trước"), "")),
        lines=going,
        left_out=tuple(one for one in told if one.why_not),
        kept=(*sent, *seen, (WHOM, str(whom.id) if whom else NOBODY), ("co-quan", agency.code)),
        verb=ngettext("Phân công %(n)s hồ sơ", "Phân công %(n)s hồ sơ", len(going), n=n)
        if whom
        else ngettext("Bỏ phân công %(n)s hồ sơ", "Bỏ phân công %(n)s hồ sơ", len(going), n=n),
        back=_home(agency),
    )


def _whom(agency: Agency) -> Worker | None:
    """To whom: somebody of the agency, None for nobody; whoever is no head, to themselves. Aborts with 400."""
    session, viewer = db.session(), current_viewer()
    people = sharing_out.workers(session, agency.id, web_today())
    if not viewer.may(Deed.ASSIGN, agency.id):
        return next((one for one in people if one.id == viewer.account_id), None) or abort(403)
    wanted = request.form.get(WHOM, "")
    return None if wanted == NOBODY else next((one for one in people if str(one.id) == wanted), None) or abort(400)


def _why_not(row: ShareRow, whom: Worker | None, *, hidden: bool) -> str:
    if hidden:
        return _("người này thuộc đơn vị có người đứng đầu bị tố cáo")
    if row.assignee_id == (whom.id if whom else None):
        return _("đã như vậy rồi")
    if not current_viewer().may(Deed.ASSIGN, row.agency_id) and (row.sealed or row.assignee_id is not None):
        return _("do thủ trưởng phân công")
    return ""


# ---- doing it


def _done(agency: Agency, refs: Sequence[str]) -> Answer:
    whom = _whom(agency)
    seen = {ref: _seen(request.form.get(SEEN + ref, "")) for ref in refs}
    with committing():
        results = sharing_out.share_out(
            db.session(), current_viewer(), agency.id, seen, whom.id if whom else None, at=now(), today=web_today()
        )
    _say(results, whom)
    return redirect(_home(agency))


def _question(count: int, whom: Worker | None) -> str:
    if whom is None:
        return ngettext("Bỏ phân công %(n)s hồ sơ?", "Bỏ phân công %(n)s hồ sơ?", count, n=number(count))
    return ngettext(
        "Giao %(n)s hồ sơ cho %(who)s?", "Giao %(n)s hồ sơ cho %(who)s?", count, n=number(count), who=whom.full_name
    )


def _seen(typed: str) -> int | None:
    """Whom somebody saw holding it; what nobody can be, when it cannot be read."""
    return (int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else NO_ACCOUNT) if typed else None  # noqa: PLR2004 - digits of a key


def _done_words(codes: Sequence[str], whom: Worker | None) -> str:
    n, said = len(codes), {"n": number(len(codes)), "codes": ", ".join(codes)}
    if whom is None:
        return ngettext("Đã bỏ phân công %(n)s hồ sơ: %(codes)s.", "Đã bỏ phân công %(n)s hồ sơ: %(codes)s.", n, **said)
    return ngettext(
        "Đã giao %(n)s hồ sơ cho %(who)s: %(codes)s.", "Đã giao %(n)s hồ sơ cho %(who)s: %(codes)s.", n,
        who=whom.full_name, **said,
    )  # fmt: skip


def _say(results: Sequence[Shared], whom: Worker | None) -> None:
    """One message for what was done, and one for each that was not."""
    done = [one.code for one in results if one.refused is None]
    if done:
        flash(_done_words(done, whom))
    for one in results:
        if one.refused is not None:
            flash(f"{one.code}: {sentence_of(one.refused)}", "over")


def _home(agency: Agency) -> str:
    values: dict[str, Any] = {"co-quan": agency.code}
    return url_for("cases.share_out", **values)
