"""What the pages of the letters show, every word ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, String, and_, bindparam

from app.casework import letters as correspondence
from app.casework.errors import NotFound
from app.casework.letters import HeldLetter, LetterFilters, LetterRow
from app.casework.notices import mailing_list
from app.casework.outbox import is_outdated
from app.casework.overdue import is_overdue
from app.casework.permissions import Deed, Viewer, visible
from app.casework.recipients import LetterKind, Recipient, supervisors_without_address
from app.extensions import db
from app.records.notices import LetterState
from app.web.clock import today
from app.web.enclosed import size_words
from app.web.lists import asked, everything, member, row_number
from app.web.mail_words import Block, blocks_of, error_words, letter_words, state_of, state_words, to_words, when_of
from app.web.navigation import Values, counts
from app.web.views import Confirmation, Empty, FilterBar, FilterField, Foot, Link
from app.web.wording import choices, day, days_late, foot, number

MONTH, STATE, KIND, BELOW = "thang", "trang-thai", "loai", "sau"  # what the list keeps in its address


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter of the list."""

    subject: str
    url: str
    to: str
    about: str
    state: str
    when: str
    failed: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list of letters. ``waiting``: where to confirm the first ones, if some wait.

    ``previews``: where to look at letters before they go; ``warning``: supervisors no letter can go to.
    """

    lede: str
    bar: FilterBar
    lines: tuple[LetterLine, ...]
    foot: Foot | None
    empty: Empty
    waiting: Link | None
    previews: tuple[Link, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter: its facts in pairs, its words, the files to take, and whether it can be sent again."""

    ref: str
    subject: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    files: tuple[Link, ...]
    html: str
    may_send_again: bool
    unsent: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A first letter: to whom exactly, how many rows, how old the oldest, and where to look at it."""

    to: str
    holder: str
    address: str
    duties: str
    oldest: str
    preview: str


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """The question before the first letters go out. ``warnings``: who gets none of them, for want of an address."""

    confirmation: Confirmation
    lines: tuple[WaitingLine, ...]
    warnings: tuple[str, ...]


def _this_month() -> Values:
    return {"period": f"{today():%Y-%m}"}


@counts("oversight.letters", _this_month)
def waiting(viewer: Viewer) -> Select[int]:
    """Letters that wait for a person's word."""
    return correspondence.held_count(viewer, bindparam("period", type_=String))


def waiting_now(viewer: Viewer) -> int:
    """How many letters of this month wait for a person's word."""
    return db.session.scalar(waiting(viewer), _this_month()) or 0


def list_page(viewer: Viewer) -> ListPage:
    """The letters ``viewer`` may read, narrowed as the address asks."""
    filters = LetterFilters(
        period=asked(MONTH) or None, state=member(LetterState, STATE), kind=member(LetterKind, KIND)
    )
    below = row_number(asked(BELOW))
    found = correspondence.letters(db.session(), viewer, filters=filters, below=below)
    held = waiting_now(viewer)
    none = _("Chưa có thư nào.") if filters == LetterFilters() else _("Không có thư nào khớp điều kiện lọc.")
    return ListPage(
        lede=_("Mỗi thư được giữ đúng như đã gửi. Thư không nêu tên công dân."),
        bar=_bar(viewer),
        lines=tuple(_line(row) for row in found.rows),
        foot=foot(
            len(found.rows),
            found.total,
            _("thư"),
            next_url=_url(found.next) if found.next else None,
            first_url=_url(None) if below else None,
        ),
        empty=Empty(none),
        waiting=Link(_waiting_words(held), url_for("oversight.held_letters")) if held else None,
        previews=_previews() if viewer.may(Deed.RUN_LETTERS) else (),
        warning=_without_address() if viewer.may(Deed.RUN_LETTERS) else "",
    )


def _previews() -> tuple[Link, ...]:
    return (
        Link(_("Xem trước một thư"), url_for("oversight.preview")),
        Link(_("Chạy thử một đợt"), url_for("oversight.letter_round")),
    )


def letter_page(viewer: Viewer, ref: str) -> LetterPage:
    """One letter. Aborts with 404 when it does not exist or is hidden."""
    try:
        found = correspondence.letter(db.session(), viewer, ref)
    except NotFound:
        abort(404)
    row = found.row
    facts = [
        (_("Nơi nhận"), _to(row)),
        (_("Loại thư"), letter_words(row.kind)),
        (_("Số việc nêu trong thư"), number(row.duties)),
        (_("Tính đến ngày"), day(row.computed_on)),
        (_("Trạng thái"), state_words(row)),
        (_("Số lần gửi"), number(row.attempts) if row.attempts else ""),
        (_("Lỗi gần nhất"), error_words(row.last_error)),
        (_("Mã thư"), found.message_id.strip("<>")),
        *((_("Tệp kèm theo"), f"{one.name} ({size_words(one.size)})") for one in found.enclosed),
    ]
    return LetterPage(
        ref=row.ref,
        subject=row.subject,
        lede=state_words(row),
        crumbs=(Link(_("Thư đã gửi"), url_for("oversight.letters")), Link(_month(row.period), "")),
        facts=tuple((name, said) for name, said in facts if said),
        blocks=blocks_of(found.text),
        files=tuple(
            Link(_("Tải tệp .xlsx"), url_for("oversight.letter_file", ref=row.ref, position=one.position))
            for one in found.enclosed
        ),
        html=url_for("oversight.letter_html", ref=row.ref),
        may_send_again=viewer.may(Deed.RUN_LETTERS)
        and row.state is LetterState.FAILED
        and not is_outdated(row.kind, row.computed_on, today=today()),
        unsent=_unsent(row),
    )


def _unsent(row: LetterRow) -> str:
    if row.state in {LetterState.SENT, LetterState.DROPPED}:
        return ""
    if row.sent_at is not None:
        return _("Thư đã gửi nhưng bị trả lại: gửi lại thì thư được tính theo ngày gửi lại.")
    return _("Chưa gửi: khi gửi, thư được tính lại theo ngày gửi.")


def waiting_page(viewer: Viewer) -> WaitingPage | None:
    """The question before the first letters go out, or None when none waits."""
    going = correspondence.held_letters(db.session(), viewer, period=f"{today():%Y-%m}")
    if not going:
        return None
    asked = Confirmation(
        question=ngettext("Gửi %(num)s thư việc quá hạn?", "Gửi %(num)s thư việc quá hạn?", len(going)),
        verb=ngettext("Gửi %(num)s thư", "Gửi %(num)s thư", len(going)),
        back=url_for("oversight.letters"),
        explained=(
            _("Đây là lần đầu hệ thống gửi thư, và có việc đã quá hạn hơn một tháng. Xem lại nơi nhận trước khi gửi."),
            _("Thư đi trong giờ làm việc, nội dung tính theo ngày gửi. Từ tháng sau thư đi mà không hỏi lại."),
        ),
    )
    warnings = tuple(filter(None, (_without_address(), _unreached(viewer))))
    return WaitingPage(asked, tuple(_waiting_line(one) for one in going), warnings)


def _waiting_line(held: HeldLetter) -> WaitingLine:
    recipient = Recipient(held.kind, held.agency_id, held.agency, held.address, account_id=held.account_id)
    return WaitingLine(
        to=to_words(held.kind, held.agency, to_account=held.account_id is not None),
        holder=held.holder,
        address=held.address,
        duties=ngettext("%(n)s việc", "%(n)s việc", held.duties, n=number(held.duties)),
        oldest=days_late((today() - held.oldest_due_on).days),
        preview=url_for("oversight.preview", to=recipient.place, day=today().isoformat()),
    )


def going_words(sent: int) -> str:
    """What the person's word set going."""
    return ngettext("%(num)s thư được gửi trong giờ làm việc.", "%(num)s thư được gửi trong giờ làm việc.", sent)


def _bar(viewer: Viewer) -> FilterBar:
    months = [(period, _month(period)) for period in correspondence.periods(db.session(), viewer)]
    kinds = [(kind.value, letter_words(kind)) for kind in correspondence.readable_kinds(viewer)]
    states = choices(LetterState)
    fields = (
        FilterField(MONTH, _("Tháng"), (everything(), *months), asked(MONTH), phone=True),
        FilterField(STATE, _("Trạng thái"), (everything(), *states), asked(STATE), phone=True),
        FilterField(KIND, _("Loại thư"), (everything(), *kinds), asked(KIND)),
    )
    return FilterBar(url_for("oversight.letters"), fields, clear=url_for("oversight.letters"))


def _url(below: int | None) -> str:
    kept: dict[str, Any] = {name: asked(name) or None for name in (MONTH, STATE, KIND)}
    return url_for("oversight.letters", **kept | {BELOW: below})


def _line(row: LetterRow) -> LetterLine:
    return LetterLine(
        subject=row.subject,
        url=url_for("oversight.letter", ref=row.ref),
        to=_to(row),
        about=_("tính đến ngày %(day)s", day=day(row.computed_on)),
        state=state_of(row),
        when=when_of(row),
        failed=row.state is LetterState.FAILED,
    )


def _to(row: LetterRow) -> str:
    return to_words(row.kind, row.agency, to_account=row.to_account)


def _without_address() -> str:
    names = supervisors_without_address(db.session(), today())
    if not names:
        return ""
    return _("Người giám sát chưa có địa chỉ thư nên không nhận được thư: %(names)s.", names=", ".join(names))


def _unreached(viewer: Viewer) -> str:
    """Late agencies the letters pass by: who lets them go must know of it. Only by what ``viewer`` may see."""
    late = and_(is_overdue(today()), visible(viewer))
    names = sorted(mailing_list(db.session(), today=today(), late=late).unreached.values())
    if not names:
        return ""
    return ngettext(
        "%(num)s cơ quan có việc quá hạn mà không có địa chỉ nhận thư: %(names)s. Báo quản trị viên nhập địa chỉ.",
        "%(num)s cơ quan có việc quá hạn mà không có địa chỉ nhận thư: %(names)s. Báo quản trị viên nhập địa chỉ.",
        len(names),
        names=", ".join(names),
    )


def _month(period: str) -> str:
    year, month = period.split("-")[:2]
    return _("tháng %(month)s", month=f"{month}/{year}")


def _waiting_words(held: int) -> str:
    return ngettext("%(num)s thư chờ xác nhận trước khi gửi", "%(num)s thư chờ xác nhận trước khi gửi", held)
