"""Two people at one matter: who changed what while somebody else was typing, in sentences, and both versions.

    meanwhile = changed_since(matter, form, stands=lambda: {"field": matter.field, …})

``stands`` answers what stands now, by the names of the fields of the form; it is asked only when the matter changed.
Where it differs from what was typed, both are in ``meanwhile.both`` (for ``parts/_both.html``), and the field says what
now stands. The form then carries the new version: saving again goes over it knowingly. It is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field, SelectFieldBase

from app.casework.timeline import ChangeRow, changes_after, last_change
from app.extensions import db
from app.records.matters import Matter
from app.statute.terms import ACTS
from app.web.clock import ZONE
from app.web.forms import Form, VietnameseDateField
from app.web.views import NOTHING, Both, Meanwhile
from app.web.wording import day, moment, term

Standing = Callable[[list[ChangeRow]], Mapping[str, Any]]


def changed_since(matter: Matter, form: Form, stands: Standing, *, version: str = "expected_version") -> Meanwhile:
    """What changed since ``form`` was opened; nothing when nothing did. The form has a ``mark`` beside its version.

    ``stands`` is given the changes.
    """
    seen, mark = form[version], form["mark"]
    if matter.version == seen.data or seen.data is None:
        return NOTHING
    rows = changes_after(db.session(), matter.id, mark.data or 0)
    # Told once. What was sent must go too: the field would show it again.
    for field, now in ((seen, matter.version), (mark, last_change(db.session(), matter.id))):
        field.data, field.raw_data = now, [str(now)]  # as if sent: it travels with a question
    if rows:
        form.form_errors = []  # that somebody else changed it is told better below
    standing = stands(rows) if rows else {}
    last = rows[-1] if rows else None
    both = tuple(_differing(form, standing))
    for row in both:
        form.standing_beside(row.field, _beside(row, last, matter))
    return Meanwhile(tuple(change_words(row, matter) for row in rows), both)


def _when(at: datetime, matter: Matter) -> str:
    return day(at.astimezone(ZONE).date()) if matter.sealed else moment(at)


def _beside(row: Both, last: ChangeRow | None, matter: Matter) -> str:
    said = {
        "theirs": row.theirs or _("để trống"),
        "by": (last and last.by) or _("Phần mềm"),
        "when": _when(last.at, matter) if last else "",
    }
    return _("Hiện đang là: %(theirs)s (%(by)s, %(when)s)", **said)


def _differing(form: Form, standing: Mapping[str, Any]) -> Iterable[Both]:
    for name, value in standing.items():
        theirs, yours = value_words(form[name], value), typed_in(form[name])
        if theirs != yours:
            yield Both(str(form[name].label.text), theirs, yours, name)


def typed_in(field: Field) -> str:
    """What somebody typed into a field, in words; as typed when it cannot be read."""
    if isinstance(field, VietnameseDateField):
        return str(field._value())  # noqa: SLF001 - what the page shows again
    return value_words(field, field.data)


def value_words(field: Field, value: Any) -> str:
    """A value as ``field`` would say it: the words of a choice, a day, yes or no."""
    if isinstance(field, BooleanField):
        return _("Có") if value else _("Không")
    if isinstance(value, date):
        return day(value)
    if isinstance(field, SelectFieldBase):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one not in {None, ""}}
        return "; ".join(str(label) for code, label, *_more in field.iter_choices() if str(code) in chosen)
    return str(value) if value is not None else ""


def change_words(row: ChangeRow, matter: Matter) -> str:
    """One entry as a sentence: Phan Đình Khôi ghi “Giao xác minh” ngày 16/10/2026 (09:14 ngày 23/11/2026).

    Of what is sealed without the minute: it leads to what else was done then (decision 0027).
    """
    by = row.by or _("Phần mềm")
    what = ACTIONS[row.action](row.detail) if row.action in ACTIONS else _("thay đổi hồ sơ")
    return _("%(by)s %(what)s (%(when)s).", by=by, what=what, when=_when(row.at, matter))


def _act(detail: Mapping[str, Any]) -> str:
    code = str(detail.get("act", ""))
    return term(ACTS, code) if code in ACTS else _("bỏ mục đã ghi")


def _on(detail: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(str(detail["on"]))) if detail.get("on") else ""


ACTIONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "act_recorded": lambda detail: _("ghi “%(act)s” ngày %(day)s", act=_act(detail), day=_on(detail)),
    "act_corrected": lambda detail: _("sửa “%(act)s” thành ngày %(day)s", act=_act(detail), day=_on(detail)),
    "appointment_made": lambda _detail: _("ghi buổi hẹn"),
    "appointment_cancelled": lambda _detail: _("hủy buổi hẹn"),
    "mandate_added": lambda _detail: _("ghi văn bản cử người đại diện"),
    "facts_stated": lambda _detail: _("ghi tình tiết chọn thời hạn"),
    "content_added": lambda detail: _("ghi nội dung %(n)s", n=detail.get("n", "")),
    "content_changed": lambda detail: _("sửa nội dung %(n)s", n=detail.get("n", "")),
    "content_struck": lambda detail: _("bỏ nội dung %(n)s", n=detail.get("n", "")),
    "party_added": lambda _detail: _("ghi thêm người vào các bên"),
    "party_changed": lambda _detail: _("sửa một người trong các bên"),
    "party_ended": lambda _detail: _("ghi một người thôi tham gia"),
    "respondent_added": lambda _detail: _("ghi thêm bên bị khiếu nại, tố cáo"),
    "respondent_changed": lambda _detail: _("sửa bên bị khiếu nại, tố cáo"),
    "respondent_ended": lambda _detail: _("ghi một bên thôi bị khiếu nại, tố cáo"),
    "enforcement_recorded": lambda _detail: _("ghi kết quả thi hành"),
    "enforcement_corrected": lambda _detail: _("sửa kết quả thi hành"),
    "enforcement_withdrawn": lambda _detail: _("bỏ dòng kết quả thi hành"),
    "document_replaced": lambda _detail: _("thay tệp bằng bản mới"),
    "document_placed": lambda _detail: _("gắn tệp với bước của hồ sơ"),
    "document_readers": lambda _detail: _("đổi người mở được tệp"),
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
