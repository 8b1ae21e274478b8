"""What the list of accounts and the page of one account show, every word ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext, pgettext

from app.casework import account_list
from app.casework.account_list import AccountRow, Filters, GivenRole, HeldFile, State
from app.casework.agencies import agencies_on
from app.casework.agency_list import placeless_count
from app.casework.invitations import LastLink, last_link
from app.casework.signing_in import Device, blocked_until, devices, last_sign_ins
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import Account, RoleKind
from app.web.access import current_viewer
from app.web.admin.agencies_list import placeless_call
from app.web.clock import now, today
from app.web.lists import AFTER, asked, list_foot, member, options, page_url
from app.web.views import Empty, Fact, FilterBar, FilterField, Foot, Link
from app.web.wording import choices, day, moment, number, part_words, words

WORDS, KIND, AGENCY, STATE = "tim", "vai", "co-quan", "trang-thai"  # what the list keeps in its address
STATES = {
    State.ACTIVE: _l("Đang dùng"),
    State.WAITING: _l("Chờ đặt mật khẩu"),
    State.LOCKED: _l("Đã khóa"),
    State.NO_ROLE: _l("Không còn vai nào"),
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of the list. ``roles``: words and agency."""

    name: str
    url: str
    username: str
    roles: tuple[tuple[str, str], ...]
    states: tuple[str, ...]
    in_use: bool
    note: str
    signed_in: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list of accounts: where an administrator begins. ``placeless``: agencies whose papers have no place."""

    lede: str
    placeless: Link | None
    bar: FilterBar
    lines: tuple[AccountLine, ...]
    foot: Foot
    empty: Empty


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role with its days; ``end_url`` while it can still be ended."""

    words: str
    agency: str
    period: str
    document: str
    end_url: str
    coming: bool


@dataclass(frozen=True, slots=True)
class WorkPart:
    """Open files left in somebody's hands, and how they come into others'."""

    words: str
    files: tuple[HeldFile, ...]
    more: str
    heads: tuple[str, ...]
    head_url: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account. ``may_…``: which doors stand open."""

    ref: str
    name: str
    lede: str
    crumbs: tuple[Link, ...]
    states: tuple[str, ...]
    in_use: bool
    facts: tuple[Fact, ...]
    roles: tuple[RoleLine, ...]
    past: tuple[RoleLine, ...]
    work: WorkPart
    link: str
    link_words: str
    blocked: str
    devices: tuple[Device, ...]
    locked: bool
    own: bool
    trail_url: str


def list_page() -> ListPage:
    """The accounts, narrowed as the address asks."""
    session, agencies = db.session(), agencies_on(db.session(), today())
    filters, after = _filters(agencies), asked(AFTER) or None
    found = account_list.accounts(session, filters=filters, on=today(), at=now(), after=after)
    tally = account_list.counts(session, on=today())
    onward = page_url("admin.accounts", sau=found.next) if found.next else None
    first = page_url("admin.accounts") if after else None
    return ListPage(
        lede=_("Ai đăng nhập được, giữ vai gì, ở cơ quan nào. Xếp theo tên đăng nhập."),
        placeless=placeless_call(placeless_count(session, today())),
        bar=_bar(agencies, tally),
        lines=tuple(map(_line, found.rows)),
        foot=list_foot(len(found.rows), found.total, _("tài khoản"), next_url=onward, first_url=first),
        empty=Empty(_("Không có tài khoản nào khớp điều kiện lọc."), _everybody()),
    )


def account_page(account: Account) -> AccountPage:
    """One account as an administrator sees it."""
    session, at = db.session(), now()
    states = account_list.state_of(session, account, on=today())
    roles = account_list.roles_given(session, account.id)
    blocked = blocked_until(session, account.username, at=at)
    return AccountPage(
        ref=account.ref,
        name=account.full_name,
        lede=account.username,
        crumbs=crumbs(account),
        states=tuple(str(STATES[state]) for state in states),
        in_use=states == (State.ACTIVE,),
        facts=_facts(account),
        roles=tuple(role_line(account, role) for role in roles if not is_over(role)),
        past=tuple(role_line(account, role) for role in roles if is_over(role)),
        work=work_part(account),
        link=_link_words(last_link(session, account.id), at),
        link_words=_("Cấp liên kết đặt lại mật khẩu")
        if account.password_hash
        else pgettext("nút", "Cấp liên kết đặt mật khẩu"),
        blocked=_("Nhập sai mật khẩu nhiều lần, bị chặn đến %(when)s.", when=moment(blocked)) if blocked else "",
        devices=devices(session, account.id, at=at),
        locked=account.locked_at is not None,
        own=account.id == current_viewer().account_id,
        trail_url=url_for("admin.trail", ai=account.username),
    )


def crumbs(account: Account, last: str = "") -> tuple[Link, ...]:
    """The way back from a page about an account; ``last``: what this page does."""
    home = Link(pgettext("danh sách", "Tài khoản"), url_for("admin.accounts"))
    if not last:
        return home, Link(account.full_name, "")
    return home, Link(account.full_name, url_for("admin.account", ref=account.ref)), Link(last, "")


def agency_choices() -> list[tuple[str, str]]:
    """The agencies of today, by code."""
    return [(one.code, one.name) for one in agencies_on(db.session(), today())]


def work_part(account: Account) -> WorkPart:
    """The open files in somebody's hands, named; and the heads who give them to others."""
    work = account_list.open_work(db.session(), account.id, on=today())
    left = work.total - len(work.files)
    total = ngettext("Đang giữ %(n)s hồ sơ mở.", "Đang giữ %(n)s hồ sơ mở.", work.total, n=number(work.total))
    base = current_app.config["SETTINGS"].base_url.rstrip("/")
    return WorkPart(
        words=total if work.total else _("Không giữ hồ sơ mở nào."),
        files=work.files,
        more=_("và %(n)s hồ sơ nữa", n=number(left)) if left else "",
        heads=tuple(f"{name}, {agency}" for agency, name in work.heads),
        head_url=base + url_for("cases.index", nguoi=account.ref),
    )


def is_over(role: GivenRole) -> bool:
    """Whether a role has ended before today."""
    return role.until_on is not None and role.until_on < today()


def role_line(account: Account, role: GivenRole) -> RoleLine:
    """A role with its days in words."""
    return RoleLine(
        words=words(role.kind),
        agency=role.agency,
        period=_period(role),
        document=role.document,
        end_url="" if is_over(role) else url_for("admin.end_role", ref=account.ref, role_id=role.id),
        coming=role.from_on > today(),
    )


def _period(role: GivenRole) -> str:
    if role.until_on is None:
        return _("từ %(day)s", day=day(role.from_on))
    if role.until_on < role.from_on:
        return _("giao nhầm, chưa giữ ngày nào")
    return _("%(first)s đến %(last)s", first=day(role.from_on), last=day(role.until_on))


def _facts(account: Account) -> tuple[Fact, ...]:
    signed_in = last_sign_ins(db.session(), [account.id]).get(account.id)
    said = [
        Fact(_("Tên đăng nhập"), account.username),
        Fact(_("Thư điện tử"), account.email or _("chưa có")),
        Fact(_("Đăng nhập gần nhất"), moment(signed_in) or _("chưa lần nào")),
        Fact(_("Tạo lúc"), moment(account.created_at)),
    ]
    if account.locked_at is not None:
        said.append(Fact(_("Khóa lúc"), moment(account.locked_at)))
    return tuple(said)


def _link_words(link: LastLink | None, at: datetime) -> str:
    if link is None:
        return ""
    made = _("%(link)s, cấp lúc %(when)s", link=words(link.purpose), when=moment(link.created_at))
    return f"{made}: {_what_became(link, at)}."


def _what_became(link: LastLink, at: datetime) -> str:
    if link.used_at is not None:
        return _("đã dùng lúc %(when)s", when=moment(link.used_at))
    if link.withdrawn_at is not None:
        return _("đã thu hồi")
    if link.usable(at):
        return _("còn dùng được đến %(when)s", when=moment(link.expires_at))
    return _("đã hết hạn")


def _filters(agencies: Sequence[Agency]) -> Filters:
    chosen = next((one.id for one in agencies if one.code == asked(AGENCY)), None)
    return Filters(asked(WORDS), member(RoleKind, KIND), chosen, member(State, STATE))


def _everybody() -> Link:
    return Link(_("Xem mọi tài khoản"), url_for("admin.accounts"))


def _bar(agencies: Sequence[Agency], tally: dict[State, int]) -> FilterBar:
    states = [(state.value, str(said)) for state, said in STATES.items()]
    calling = (state for state in State if state is not State.ACTIVE and tally[state])
    return FilterBar(
        url_for("admin.accounts"),
        (
            FilterField(WORDS, _("Tên, tên đăng nhập, cơ quan"), chosen=asked(WORDS), phone=True),
            FilterField(KIND, _("Vai"), options(choices(RoleKind)), asked(KIND)),
            FilterField(AGENCY, _("Cơ quan"), options((one.code, one.name) for one in agencies), asked(AGENCY)),
            FilterField(STATE, _("Trạng thái"), options(states), asked(STATE), phone=True),
        ),
        chips=tuple(Link(f"{STATES[state]} {number(tally[state])}", _only(state)) for state in calling),
        chips_label=_("Cần xem"),
        clear=url_for("admin.accounts"),
    )


def _only(state: State) -> str:
    asked_for: dict[str, Any] = {STATE: state.value}
    return url_for("admin.accounts", **asked_for)


def _line(row: AccountRow) -> AccountLine:
    return AccountLine(
        name=row.full_name,
        url=url_for("admin.account", ref=row.ref),
        username=row.username,
        roles=tuple((part_words(role.kind), role.agency) for role in row.roles),
        states=tuple(str(STATES[state]) for state in row.states),
        in_use=row.states == (State.ACTIVE,),
        note=_note(row),
        signed_in=moment(row.signed_in_at) or _("chưa lần nào"),
    )


def _note(row: AccountRow) -> str:
    if State.WAITING not in row.states:
        return ""
    if row.link_until is None:
        return _("không còn liên kết nào dùng được")
    return _("liên kết dùng được đến %(day)s", day=moment(row.link_until))
