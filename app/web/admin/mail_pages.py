"""What the pages of the mail desk show, every word ready; never what a letter says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from app.casework import mail_desk, outbox
from app.casework.errors import NotFound
from app.casework.mail_desk import Attempt, MailRow
from app.casework.outbox import is_outdated
from app.casework.permissions import Viewer
from app.casework.recipients import GRAVE, LetterKind
from app.extensions import db
from app.records.notices import AttemptResult, LetterState
from app.records.people import Account
from app.web.clock import now, today
from app.web.lists import asked, everything, list_foot, member, row_number
from app.web.mail_words import error_words, state_of, state_words, to_words, way_out, when_of
from app.web.navigation import counts_alone
from app.web.views import Empty, Fact, FilterBar, FilterField, Foot, Link
from app.web.wording import day, moment, number, words

MONTH, STATE, BELOW = "thang", "trang-thai", "sau"  # what the list keeps in its address
FIRST_STATES = (
    LetterState.FAILED,
    LetterState.QUEUED,
    LetterState.CLAIMED,
    LetterState.HELD,
    LetterState.SENT,
    LetterState.DROPPED,
)


@dataclass(frozen=True, slots=True)
class MailLine:
    """A letter of the outbox. ``trouble``: what went wrong last; ``failed``: it calls for work."""

    to: str
    url: str
    about: str
    state: str
    when: str
    attempts: str
    trouble: str
    failed: bool


@dataclass(frozen=True, slots=True)
class ServerPanel:
    """The mail server, and where a test letter would go: "" when one's own account has no address."""

    facts: tuple[Fact, ...]
    to_folder: bool
    own_address: str


@dataclass(frozen=True, slots=True)
class MailDesk:
    """The list, with the state of the mail server beside it."""

    title: str
    bar: FilterBar
    lines: tuple[MailLine, ...]
    foot: Foot
    empty: Empty
    server: ServerPanel


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt: when, how it ended, what that means, and which process made it."""

    when: str
    result: str
    meaning: str
    by: str


@dataclass(frozen=True, slots=True)
class MailLetterPage:
    """One letter: facts, attempts, and what can be done. ``why_not``: why it cannot be sent again."""

    ref: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    attempts: tuple[AttemptLine, ...]
    no_attempts: str
    may_send_again: bool
    may_try_now: bool
    may_have_come_back: bool
    why_not: str


@counts_alone("admin.mail")
def given_up(_viewer: Viewer) -> int:
    """Letters nobody will send again by themselves."""
    return mail_desk.given_up_count(db.session())


def mail_page(viewer: Viewer) -> MailDesk:
    """The outbox, narrowed as the address asks."""
    session = db.session()
    state, period, below = member(LetterState, STATE), asked(MONTH) or None, row_number(asked(BELOW))
    found = mail_desk.outbox_page(session, viewer, state=state, period=period, below=below)
    narrowed = state is not None or period is not None
    return MailDesk(
        title=_mail(),
        bar=_bar(found.counts, mail_desk.periods(session)),
        lines=tuple(_line(row) for row in found.rows),
        foot=list_foot(
            len(found.rows), found.total, _("thư"),
            next_url=_url(found.next) if found.next else None, first_url=_url(None) if below else None,
        ),
        empty=Empty(_("Không có thư nào khớp điều kiện lọc.") if narrowed else _("Chưa có thư nào.")),
        server=_server(viewer),
    )  # fmt: skip


def mail_letter_page(viewer: Viewer, ref: str) -> MailLetterPage:
    """One letter. Aborts with 404 when there is none."""
    try:
        row, attempts = mail_desk.mail_letter(db.session(), viewer, ref)
    except NotFound:
        abort(404)
    outdated = row.state is LetterState.FAILED and is_outdated(row.kind, row.computed_on, today=today())
    waits = row.state is LetterState.QUEUED and row.next_try_at is not None and row.next_try_at > now()
    facts = [
        Fact(_("Nơi nhận"), _to(row)),
        Fact(_("Loại thư"), _kind(row)),
        Fact(_("Trạng thái"), state_words(row)),
        Fact(_("Lập lúc"), moment(row.created_at)),
        Fact(_("Gửi lúc"), moment(row.sent_at)),
        Fact(_("Lần thử tiếp theo"), moment(row.next_try_at) if row.state is LetterState.QUEUED else ""),
        Fact(_("Lỗi gần nhất"), error_words(row.last_error)),
    ]
    return MailLetterPage(
        ref=row.ref,
        title=_to(row),
        lede=f"{_kind(row)} · {state_words(row)}",
        crumbs=(Link(_mail(), url_for("admin.mail")), Link(_month(row.period), "")),
        facts=tuple(fact for fact in facts if fact.said),
        attempts=tuple(_attempt(one) for one in attempts),
        no_attempts="" if attempts else _("Chưa gửi lần nào."),
        may_send_again=row.state is LetterState.FAILED and not outdated,
        may_try_now=waits,
        may_have_come_back=row.state is LetterState.SENT,
        why_not=_("Thư của tháng trước không gửi lại được. Thư tháng này cho biết việc còn quá hạn.")
        if outdated
        else "",
    )


def own_address(viewer: Viewer) -> str:
    """Where letters to the viewer go; "" when nobody entered an address."""
    return db.session.get_one(Account, viewer.account_id).email


def _bar(found: dict[LetterState, int], months: list[str]) -> FilterBar:
    states = [(state.value, _("%(state)s (%(n)s)", state=words(state), n=number(found.get(state, 0))))
              for state in FIRST_STATES]  # fmt: skip
    all_of_them = _("Tất cả (%(n)s)", n=number(sum(found.values())))
    here = url_for("admin.mail")
    fields = (
        FilterField(STATE, _("Trạng thái"), (everything(all_of_them), *states), asked(STATE), phone=True),
        FilterField(
            MONTH, _("Tháng"), (everything(), *((one, _month(one)) for one in months)), asked(MONTH), phone=True
        ),
    )
    return FilterBar(here, fields, chips=_chips(found), clear=here)


def _chips(found: dict[LetterState, int]) -> tuple[Link, ...]:
    """The letters that call for work, or soon will, at one press."""
    return tuple(
        Link(f"{words(state)} {number(found[state])}", _narrowed_to(state))
        for state in (LetterState.FAILED, LetterState.QUEUED)
        if found.get(state)
    )


def _narrowed_to(state: LetterState) -> str:
    asked_for: dict[str, Any] = {STATE: state.value}
    return url_for("admin.mail", **asked_for)


def _mail() -> str:
    return pgettext("hệ thống", "Thư")


def _server(viewer: Viewer) -> ServerPanel:
    way, last = way_out(current_app.config["SETTINGS"]), mail_desk.server_state(db.session())
    facts = (
        Fact(_("Thư đi qua"), way.place),
        Fact(_("Bảo vệ"), way.protection),
        Fact(_("Gửi từ địa chỉ"), way.sender),
        Fact(_("Gửi được gần nhất"), moment(last.sent_at) or _("chưa có")),
        Fact(_("Không gửi được gần nhất"), moment(last.failed_at) or _("chưa có")),
        Fact(_("Vì sao"), error_words(last.error)),
    )
    return ServerPanel(tuple(fact for fact in facts if fact.said), way.to_folder, own_address(viewer))


def _url(below: int | None) -> str:
    kept: dict[str, Any] = {name: asked(name) or None for name in (MONTH, STATE)}
    return url_for("admin.mail", **kept | {BELOW: below})


def _line(row: MailRow) -> MailLine:
    return MailLine(
        to=_to(row),
        url=url_for("admin.mail_letter", ref=row.ref),
        about=_kind(row),
        state=state_of(row),
        when=when_of(row),
        attempts=_tried(row.attempts),
        trouble=error_words(row.last_error),
        failed=row.state is LetterState.FAILED,
    )


def _attempt(one: Attempt) -> AttemptLine:
    came_back = one.result is AttemptResult.GIVEN_UP and one.error.startswith(outbox.RETURNED)
    result = _("Bị trả lại sau khi gửi") if came_back else words(one.result)
    return AttemptLine(moment(one.at), result, error_words(one.error), _by(one))


def _by(one: Attempt) -> str:
    if one.error.startswith(outbox.RETURNED):
        return _("hộp thư đến")
    return _("tiến trình %(id)s", id=one.by.partition(".")[0])


def _to(row: MailRow) -> str:
    return to_words(row.kind, row.agency, to_account=row.to_account)


def _kind(row: MailRow) -> str:
    if row.kind is LetterKind.JOB_ALARM:
        return _("Thư báo việc tự chạy lỡ hẹn, %(day)s", day=day(row.computed_on))
    if row.kind is LetterKind.WEEKLY:
        return _("Thư hằng tuần, %(day)s", day=day(row.computed_on))
    if row.kind is LetterKind.REPORT_REMINDER:
        return _("Thư nhắc gửi báo cáo, %(day)s", day=day(row.computed_on))
    if row.kind in GRAVE:
        return _("Thư báo ngay, %(day)s", day=day(row.computed_on))
    return _("Thư việc quá hạn, %(month)s", month=_month(row.period))


def _month(period: str) -> str:
    year, month = period.split("-")[:2]
    return _("tháng %(month)s", month=f"{month}/{year}")


def _tried(attempts: int) -> str:
    if not attempts:
        return _("chưa thử lần nào")
    return ngettext("đã thử %(num)s lần", "đã thử %(num)s lần", attempts)
