"""Plot and sides of a mediation put right: the form, what stands around it, and what was put right before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.mediation_corrections import (
    OTHER_SIDE,
    REQUESTERS,
    Why,
    correct_dispute,
    corrections_of,
)
from app.casework.mediation_list import file_of
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.mediations.forms import CorrectionForm
from app.web.views import Link
from app.web.wording import moment

WHYS = {
    Why.TYPED_WRONG: _l("Gõ nhầm khi nhập"),
    Why.BY_A_SIDE: _l("Một bên đề nghị đính chính"),
    Why.BY_PAPERS: _l("Theo giấy tờ về thửa đất, về nhân thân"),
}
FIELDS = {
    "address": _l("địa chỉ thửa đất"), "sheet_no": _l("tờ bản đồ"), "parcel_no": _l("số thửa"),
    "area": _l("diện tích"), "land_kind": _l("loại đất"), "certificate_no": _l("số Giấy chứng nhận"),
    REQUESTERS: _l("bên yêu cầu"), OTHER_SIDE: _l("bên kia"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """What stands around the form."""

    title: str
    lede: str
    crumbs: tuple[Link, ...]
    back: str


def correction_form(matter: Matter) -> CorrectionForm:
    """The form, filled with what stands there."""
    form, file = CorrectionForm(), file_of(db.session(), current_viewer(), matter)
    form.today = today()
    form.why.choices = [(one.value, str(said)) for one, said in WHYS.items()]
    if form.fresh:
        form.fill(file.plot, file.requesters, file.others)
        form.expected_version.data = matter.version
    return form


def correct_page(matter: Matter, crumbs: tuple[Link, ...]) -> CorrectPage:
    """The surroundings of the form."""
    title = _("Sửa thửa đất và các bên")
    lede = _("Nhật ký giữ bản trước khi sửa, người sửa và lý do. Giấy đã in không tự đổi.")
    return CorrectPage(title, lede, (*crumbs, Link(title, "")), url_for("mediations.page", ref=matter.ref))


def corrected(matter: Matter, form: CorrectionForm) -> None:
    """Put right what a valid form says. Raises the refusals of :func:`correct_dispute`."""
    file = file_of(db.session(), current_viewer(), matter)
    right = form.correction(file.requesters, file.others)
    correct_dispute(
        db.session(), matter, right, expected_version=form.expected_version.data, by=current_viewer(), at=now()
    )


def corrections_told(matter: Matter) -> Iterator[str]:
    """09:05 23/11/2026, Siu H'Lan: diện tích, bên kia. Gõ nhầm khi nhập."""
    for one in corrections_of(db.session(), matter):
        fields = ", ".join(str(FIELDS[name]) for name in one.fields)
        yield _("%(when)s, %(who)s: %(fields)s. %(why)s.", when=moment(one.at), who=one.who, fields=fields,
                why=str(WHYS[one.why]))  # fmt: skip
