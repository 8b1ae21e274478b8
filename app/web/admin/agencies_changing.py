"""Changing an agency: forms filled in, deeds done, and both versions when two people saved at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.agencies import agencies_on, superior_of
from app.casework.agency_changes import (
    add_agency,
    add_remote_area,
    change_agency,
    end_remote_area,
)
from app.casework.agency_list import agency_file, agency_with_ref
from app.casework.agency_tree import put_under
from app.extensions import db
from app.records.agencies import Agency, Level, RemoteArea
from app.web.access import current_viewer
from app.web.admin.agencies_forms import (
    EditForm,
    EndRemoteForm,
    NewAgencyForm,
    ParentForm,
    RemoteForm,
    choose_from,
)
from app.web.admin.agencies_pages import crumbs_of
from app.web.clock import now, today
from app.web.forms import VersionField
from app.web.views import Both, Link
from app.web.wording import choices, day


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What stands around a form: its title, what it does and does not change, and the other version if there is one."""

    title: str
    verb: str
    crumbs: tuple[Link, ...]
    back: str
    lede: str = ""
    both: tuple[Both, ...] = ()


def agency_or_404(ref: str) -> Agency:
    """The agency behind a link."""
    return agency_with_ref(db.session(), ref) or abort(404)


def others(agency: Agency | None, on: date) -> dict[str, str]:
    """The agencies of a day that could stand above (or after) this one, by ref."""
    return {one.ref: one.name for one in agencies_on(db.session(), on) if agency is None or one.id != agency.id}


def overtaken(agency: Agency, version: VersionField) -> bool:
    """Whether somebody saved the agency since the form was opened. Told once: saving again goes over it knowingly."""
    if version.data in {None, agency.version}:
        return False
    version.data = agency.version
    return True


# --- facts ----------------------------------------------------------------------------------------------------------


def facts_form(agency: Agency) -> EditForm:
    return EditForm(obj=agency, data={"expected_version": agency.version})


def facts_page(agency: Agency, form: EditForm) -> ChangePage:
    return ChangePage(
        title=_("Sửa thông tin đơn vị"),
        verb=_("Lưu thông tin"),
        crumbs=crumbs_of(agency, _("Sửa thông tin")),
        back=url_for("admin.agency", ref=agency.ref),
        both=_both(agency, form) if overtaken(agency, form.expected_version) else (),
    )


def facts_changed(agency: Agency, form: EditForm) -> None:
    """Save what was typed. Raises as agency_changes.change_agency."""
    change_agency(
        db.session(), agency, form.facts(), expected_version=form.expected_version.data, by=current_viewer(), at=now()
    )


def _both(agency: Agency, form: EditForm) -> tuple[Both, ...]:
    """The fields somebody else saved otherwise."""
    return tuple(
        Both(form[name].label.text, _said(getattr(agency, name)), _said(form[name].data))
        for name in form.FACTS
        if _said(getattr(agency, name)) != _said(form[name].data)
    )


def _said(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value or "")


# --- a new one ------------------------------------------------------------------------------------------------------


def new_form() -> NewAgencyForm:
    form = NewAgencyForm(data={"from_on": today()})
    form.level.choices = form.level.with_empty(choices(Level))
    choose_from(form, others(None, today()), "parent")
    return form


def new_page() -> ChangePage:
    return ChangePage(
        title=_("Thêm đơn vị"),
        verb=_("Thêm đơn vị"),
        crumbs=crumbs_of(here=_("Thêm đơn vị")),
        back=url_for("admin.agencies"),
        lede=_("Đơn vị đã thêm không xóa được; khi sắp xếp lại thì kết thúc hoạt động."),
    )


def agency_added(form: NewAgencyForm) -> Agency:
    """Add the agency typed. Raises as agency_changes.add_agency."""
    superior = agency_with_ref(db.session(), form.parent.data) if form.parent.data else None
    return add_agency(
        db.session(), form.facts(), code=form.code.data or "", level=form.level.data, superior=superior,
        by=current_viewer(), at=now(),
    )  # fmt: skip


# --- its place in the tree ------------------------------------------------------------------------------------------


def parent_form(agency: Agency) -> ParentForm:
    form = ParentForm(data={"from_on": today(), "expected_version": agency.version})
    choose_from(form, others(agency, form.from_on.data or today()), "parent")
    return form


def parent_page(agency: Agency, form: ParentForm) -> ChangePage:
    above = superior_of(db.session(), agency.id, today())
    both: tuple[Both, ...] = ()
    if overtaken(agency, form.expected_version):
        theirs = agency_file(db.session(), agency, viewer=current_viewer(), on=today()).parents
        both = (Both(form.parent.label.text, theirs[0].name if theirs else "", _chosen(form)),)
    now_words = _("Hiện trực thuộc %(name)s.", name=above.name) if above else _("Hiện không trực thuộc đơn vị nào.")
    until = _("Cấp trên cũ giữ đến hết ngày hôm trước; các ngày đã qua không đổi.")
    return ChangePage(
        title=_("Đổi cấp trên"),
        verb=_("Đổi cấp trên"),
        crumbs=crumbs_of(agency, _("Đổi cấp trên")),
        back=url_for("admin.agency", ref=agency.ref),
        lede=f"{now_words} {until}",
        both=both,
    )


def _chosen(form: ParentForm) -> str:
    superior = agency_with_ref(db.session(), form.parent.data) if form.parent.data else None
    return superior.name if superior else ""


def moved(agency: Agency, form: ParentForm) -> None:
    """Put the agency where the form says. Raises as agency_tree.put_under."""
    superior = agency_with_ref(db.session(), form.parent.data) if form.parent.data else None
    put_under(
        db.session(), agency, superior, from_on=form.from_on.data or today(),
        expected_version=form.expected_version.data, by=current_viewer(), at=now(),
    )  # fmt: skip


# --- remote areas ---------------------------------------------------------------------------------------------------


def remote_page(agency: Agency) -> ChangePage:
    return ChangePage(
        title=_("Ghi văn bản vùng sâu, vùng xa"),
        verb=_("Ghi văn bản"),
        crumbs=crumbs_of(agency, _("Vùng sâu, vùng xa")),
        back=url_for("admin.agency", ref=agency.ref),
        lede=_(
            "Khiếu nại thụ lý từ khi ghi, trong thời gian văn bản có hiệu lực, được tính thời hạn dài hơn. "
            "Hồ sơ đã thụ lý và hạn đã tính không đổi."
        ),
    )


def remote_added(agency: Agency, form: RemoteForm) -> None:
    """Raises as agency_changes.add_remote_area."""
    add_remote_area(
        db.session(), agency, form.document.data or "", from_on=form.from_on.data or today(),
        until_on=form.until_on.data, by=current_viewer(), at=now(),
    )  # fmt: skip


def remote_area_of(agency: Agency, area_id: int) -> RemoteArea:
    """A remote-area document of this agency. Aborts with 404."""
    area = db.session.get(RemoteArea, area_id)
    return area if area is not None and area.agency_id == agency.id else abort(404)


def end_remote_page(agency: Agency, area: RemoteArea) -> ChangePage:
    return ChangePage(
        title=_("Kết thúc hiệu lực %(document)s", document=area.document),
        verb=_("Kết thúc hiệu lực"),
        crumbs=crumbs_of(agency, _("Vùng sâu, vùng xa")),
        back=url_for("admin.agency", ref=agency.ref),
        lede=_("Khiếu nại thụ lý sau ngày này tính thời hạn thường. Hồ sơ đã thụ lý và hạn đã tính không đổi."),
    )


def remote_ended(agency: Agency, area: RemoteArea, form: EndRemoteForm) -> None:
    """Raises as agency_changes.end_remote_area."""
    end_remote_area(db.session(), agency, area.id, last_on=form.last_on.data or today(), by=current_viewer(), at=now())
