"""Pages of saved filters: their list, the form of a name, the question before one goes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework.calendars import soon_days
from app.casework.saved_views import LONGEST_NAME, views_of
from app.extensions import db
from app.records.saved_views import SavedView
from app.web.access import current_viewer
from app.web.forms import Form, LineField, Needed
from app.web.lists import asked
from app.web.saved import ENDPOINTS, LISTED, address_of, filters_in
from app.web.views import Confirmation, Empty, Link


class NameForm(Form):
    """The name of a saved filter."""

    name = LineField(_l("Tên bộ lọc"), [Needed(_l("Nhập tên bộ lọc.")), Length(max=LONGEST_NAME)])


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved filter."""

    name: str
    url: str
    listed: str
    link: str  # the whole address, to be sent
    rename_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """Bộ lọc đã lưu."""

    lines: tuple[SavedLine, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class NamePage:
    """The form of a name. ``link``: the address the filter stands for."""

    title: str
    verb: str
    link: str
    back: Link


def list_words() -> dict[str, str]:
    return {
        "backlog": _("Tồn đọng"),
        "overdue": _("Việc quá hạn"),
        "due_soon": _("Việc đến hạn trong %(n)s ngày làm việc", n=soon_days(db.session())),
        "cases": _("Vụ việc"),
    }


def saved_page() -> SavedPage:
    """The saved filters of the person signed in."""
    said, root = list_words(), request.url_root.rstrip("/")
    lines = tuple(
        SavedLine(
            name=one.name, url=address_of(one), listed=said.get(one.listed, ""), link=f"{root}{address_of(one)}",
            rename_url=url_for("oversight.rename_filter", ref=one.ref),
            remove_url=url_for("oversight.remove_filter", ref=one.ref),
        )
        for one in views_of(db.session(), current_viewer().account_id)
    )  # fmt: skip
    return SavedPage(lines, Empty(_("Chưa lưu bộ lọc nào. Lọc một danh sách rồi chọn “Lưu bộ lọc”.")))


def list_asked() -> str:
    """The list of a filter about to be saved."""
    return asked(LISTED) if asked(LISTED) in ENDPOINTS else "overdue"


def query_asked() -> str:
    return filters_in(request.args.items())


def new_page() -> NamePage:
    """The form that saves the filter of the address."""
    there = address_of(SavedView(listed=list_asked(), query=query_asked()))
    return NamePage(
        _("Lưu bộ lọc"), _("Lưu bộ lọc"), f"{request.url_root.rstrip('/')}{there}", Link(_("Quay lại"), there)
    )  # fmt: skip


def rename_page(view: SavedView) -> NamePage:
    """The form that gives a saved filter another name."""
    return NamePage(
        _("Đổi tên bộ lọc"), _("Lưu tên"), f"{request.url_root.rstrip('/')}{address_of(view)}",
        Link(_("Quay lại"), url_for("oversight.saved_filters")),
    )  # fmt: skip


def removal(view: SavedView) -> Confirmation:
    """The question before a saved filter goes."""
    return Confirmation(
        question=_("Xóa bộ lọc “%(name)s”?", name=view.name),
        verb=_("Xóa bộ lọc"),
        back=url_for("oversight.saved_filters"),
        explained=(_("Danh sách không đổi; đường dẫn đã gửi cho người khác vẫn mở được."),),
    )
