"""One agency: its facts, its place in the tree, who gets its letters, its remote-area documents, who works there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.casework.agency_list import NEVER_TOLD, AgencyFile, Dated, RemoteRow, RoleRow, agency_file, agency_with_ref
from app.extensions import db
from app.records.agencies import Agency
from app.records.people import RoleKind
from app.web.access import current_viewer
from app.web.admin.agencies_list import dates_words
from app.web.clock import today
from app.web.views import Action, Fact, Link
from app.web.wording import day, number, words


@dataclass(frozen=True, slots=True)
class DatedLine:
    """Something tied to the agency from a day until a day. ``end_url``: where it is ended."""

    words: str
    dates: str
    url: str = ""
    end_url: str = ""
    running: bool = True


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Somebody's role here."""

    name: str
    url: str
    role: str
    note: str


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """The page. ``warning``: letters reach nobody, and what to do; ``left``: open matters of an agency that ended."""

    name: str
    lede: str
    crumbs: tuple[Link, ...]
    actions: tuple[Action, ...]
    warning: str
    left: str
    facts: tuple[Fact, ...]
    letters: str
    parents: tuple[DatedLine, ...]
    below: tuple[DatedLine, ...]
    remote: tuple[DatedLine, ...]
    remote_url: str
    roles: tuple[RoleLine, ...]
    roles_title: str
    successions: tuple[DatedLine, ...]


def agency_page(agency: Agency) -> AgencyPage:
    """Everything the page of an agency says."""
    on = today()
    found = agency_file(db.session(), agency, viewer=current_viewer(), on=on)
    ended = agency.until_on is not None
    unreachable = _unreachable(found)
    return AgencyPage(
        name=agency.name,
        lede=_lede(found),
        crumbs=crumbs_of(agency),
        actions=tuple(_actions(agency)),
        warning=_warning() if unreachable and agency.existed_on(on) else "",
        left=_left(found) if ended else "",
        facts=tuple(_facts(found)),
        letters=_letters(found, unreachable=unreachable),
        parents=tuple(_tied(found.parents, on)),
        below=tuple(_tied(found.below, on)),
        remote=tuple(_remote_line(agency, row, on) for row in found.remote),
        remote_url="" if ended else url_for("admin.add_remote", ref=agency.ref),
        roles=tuple(map(_role_line, found.roles)),
        roles_title=_("Người giữ vai khi kết thúc") if ended else _("Người đang giữ vai"),
        successions=(
            *(_succession(_("Kế thừa: %(name)s", name=one.name), one) for one in found.successors),
            *(_succession(_("Tiếp nhận từ: %(name)s", name=one.name), one) for one in found.predecessors),
        ),
    )


def crumbs_of(agency: Agency | None = None, here: str = "") -> tuple[Link, ...]:
    """The way to a page about an agency; ``here`` is the page itself."""
    crumbs = [Link(pgettext("danh sách", "Đơn vị"), url_for("admin.agencies"))]
    if agency is not None:
        crumbs.append(Link(agency.name, url_for("admin.agency", ref=agency.ref) if here else ""))
    return (*crumbs, Link(here, "")) if here else tuple(crumbs)


def _lede(found: AgencyFile) -> str:
    agency = found.agency
    said = [words(agency.level), _("mã %(code)s", code=agency.code), dates_words(agency.from_on, agency.until_on)]
    above = next((one.name for one in found.parents if one.until_on is None), "")
    if above and agency.until_on is None:
        said.append(_("trực thuộc %(name)s", name=above))
    return " · ".join(said)


def _actions(agency: Agency) -> Iterable[Action]:
    yield Action(_("Sửa thông tin"), url_for("admin.edit_agency", ref=agency.ref))
    if agency.until_on is None:
        yield Action(_("Đổi cấp trên"), url_for("admin.move_agency", ref=agency.ref))
        yield Action(_("Kết thúc hoạt động"), url_for("admin.end_agency", ref=agency.ref))


def _unreachable(found: AgencyFile) -> bool:
    told = any(role.has_address for role in found.roles if role.kind is RoleKind.HEAD)
    return found.agency.level not in NEVER_TOLD and not told and not found.agency.email


def _warning() -> str:
    return _(
        "Thư về việc quá hạn của đơn vị này không đến được ai. "
        "Nhập thư điện tử của đơn vị, hoặc của thủ trưởng ở trang tài khoản."
    )


def _left(found: AgencyFile) -> str:
    if not found.open_matters:
        return ""
    return _(
        "Đơn vị đã kết thúc mà còn %(n)s hồ sơ đang mở. Báo Thanh tra tỉnh để chuyển.",
        n=number(len(found.open_matters)),
    )


def _letters(found: AgencyFile, *, unreachable: bool) -> str:
    if found.agency.until_on is not None and found.agency.until_on < today():
        return _("Đơn vị đã kết thúc hoạt động, không còn nhận thư.")
    if found.agency.level in NEVER_TOLD:
        return _("Không gửi thư quá hạn cho cơ quan Đảng.")
    heads = [role.full_name for role in found.roles if role.kind is RoleKind.HEAD and role.has_address]
    if heads:
        return _("Thư gửi cho thủ trưởng: %(names)s.", names=", ".join(heads))
    if unreachable:
        return _("Chưa gửi được cho ai.")
    return _("Chưa có thủ trưởng nào có địa chỉ thư, nên thư gửi về %(email)s.", email=found.agency.email)


def _facts(found: AgencyFile) -> Iterable[Fact]:
    agency = found.agency
    said = (
        (_("Tên tiếng Anh"), agency.english),
        (_("Địa danh trên văn bản"), agency.place),
        (_("Chức danh người đứng đầu"), agency.head_title),
        (_("Thư điện tử"), agency.email),
        (_("Địa chỉ bưu chính"), agency.postal_address),
        (_("Điện thoại"), agency.phone),
        (_("Văn bản thành lập, sắp xếp"), agency.source),
        (_("Hồ sơ đang mở"), number(len(found.open_matters))),
    )
    return (Fact(name, text) for name, text in said if text)


def _tied(rows: Iterable[Dated], on: date) -> Iterable[DatedLine]:
    for row in rows:
        running = row.from_on <= on and (row.until_on is None or on <= row.until_on)
        yield DatedLine(
            row.name, dates_words(row.from_on, row.until_on), url_for("admin.agency", ref=row.ref), running=running
        )


def _remote_line(agency: Agency, row: RemoteRow, on: date) -> DatedLine:
    ended = row.until_on is not None and row.until_on < on
    end_url = "" if ended else url_for("admin.end_remote", ref=agency.ref, area=row.id)
    return DatedLine(row.document, dates_words(row.from_on, row.until_on), end_url=end_url, running=not ended)


def _role_line(row: RoleRow) -> RoleLine:
    there = "admin.account" in current_app.view_functions
    silent = row.kind is RoleKind.HEAD and not row.has_address
    return RoleLine(
        name=row.full_name,
        url=url_for("admin.account", ref=row.account_ref) if there else "",
        role=words(row.kind),
        note=_("chưa có thư điện tử") if silent else "",
    )


def _succession(said: str, one: Dated) -> DatedLine:
    by = _("từ %(day)s, %(document)s", day=day(one.from_on), document=one.document)
    return DatedLine(said, by, url_for("admin.agency", ref=one.ref))


__all__ = ["AgencyPage", "agency_page", "agency_with_ref", "crumbs_of"]
