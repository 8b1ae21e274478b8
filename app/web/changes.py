"""The audit trail of a matter in sentences: who changed what while somebody else was typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.casework.timeline import ChangeRow
from app.statute.terms import ACTS
from app.web.wording import day, moment, term


def change_words(row: ChangeRow) -> str:
    """One entry as a sentence: Phan Đình Khôi ghi “Giao xác minh” ngày 16/10/2026 (09:14 ngày 23/11/2026)."""
    by = row.by or _("Phần mềm")
    what = ACTIONS[row.action](row.detail) if row.action in ACTIONS else _("thay đổi hồ sơ")
    return _("%(by)s %(what)s (%(when)s).", by=by, what=what, when=moment(row.at))


def _act(detail: Mapping[str, Any]) -> str:
    code = str(detail.get("act", ""))
    return term(ACTS, code) if code in ACTS else _("bỏ mục đã ghi")


def _on(detail: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(str(detail["on"]))) if detail.get("on") else ""


ACTIONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "act_recorded": lambda detail: _("ghi “%(act)s” ngày %(day)s", act=_act(detail), day=_on(detail)),
    "act_corrected": lambda detail: _("sửa “%(act)s” thành ngày %(day)s", act=_act(detail), day=_on(detail)),
    "assigned": lambda _detail: _("phân công người xử lý"),
    "released": lambda _detail: _("bỏ phân công"),
    "case_opened": lambda _detail: _("mở vụ việc"),
    "agency_excluded": lambda _detail: _("loại cơ quan có người đứng đầu bị tố cáo"),
    "agency_readmitted": lambda _detail: _("bỏ việc loại cơ quan"),
    "custody_moved": lambda _detail: _("chuyển hồ sơ sang cơ quan khác"),
    "sealed": lambda _detail: _("đưa hồ sơ vào diện bảo mật"),
    "identity_granted": lambda _detail: _("cấp quyền xem phần bảo mật"),
    "identity_grants_ended": lambda _detail: _("thôi quyền xem phần bảo mật"),
}
