"""The forms of a mediation: a request with two sides, the plot, what is disputed; plot and sides put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, ValidationError
from wtforms.validators import Length

from app.casework.mediation_corrections import Correction, Why
from app.casework.mediations import NewMediation, Plot
from app.casework.persons import Person
from app.records.mediations import Mediation
from app.web.enclosed import EnclosedFields
from app.web.forms import ChoiceField, LineField, ListField, Needed, TextField, VersionField, VietnameseDateField
from app.web.mediations.plots import GROUPED
from app.web.people import OtherPersonForm, PeopleForm, not_later, the_day
from app.web.wording import day

LONGEST_TEXT = 20_000
MOST_ON_A_SIDE = 20
PLOT_FIELDS = ("sheet_no", "parcel_no", "area", "land_kind", "certificate_no")
LINE_FIELDS = ("full_name", "birth_year", "address", "paper_number")
AREA = re.compile(r"\d{1,9}([.,]\d{1,2})?")


class SidesForm(PeopleForm):
    """Two sides and a plot."""

    other_side = FieldList(FormField(OtherPersonForm), min_entries=1, max_entries=MOST_ON_A_SIDE)
    plot_address = LineField(_l("Địa chỉ thửa đất"), [Needed(_l("Nhập địa chỉ thửa đất.")), Length(max=200)])
    sheet_no = LineField(_l("Tờ bản đồ số"), [Length(max=20)])
    parcel_no = LineField(_l("Thửa đất số"), [Length(max=20)])
    area = LineField(_l("Diện tích (m²)"), [Length(max=20)])
    land_kind = LineField(_l("Loại đất"), [Length(max=80)])
    certificate_no = LineField(_l("Số Giấy chứng nhận"), [Length(max=80)])

    def validate_area(self, it: LineField) -> None:
        if it.data and not (AREA.fullmatch(str(it.data)) or GROUPED.fullmatch(str(it.data))):
            raise ValidationError(_("Nhập diện tích bằng số, ví dụ 125,5."))

    def validate_other_side(self, it: FieldList[Any]) -> None:
        if not self.others_named():
            line = it.entries[0].form.full_name
            line.errors = [*line.errors, _("Nhập bên kia: hòa giải cần đủ hai bên.")]
            raise ValidationError(_("Nhập bên kia: hòa giải cần đủ hai bên."))

    def problems(self) -> list[tuple[str | None, str]]:
        """As on any form; that the other side lacks a name leads to its first line."""
        first = self.other_side.entries[0].form.full_name
        own = [one for one in super().problems() if one[0] != self.other_side.id]
        return [*own, *((first.id, str(sentence)) for sentence in first.errors)]

    def others_named(self) -> list[Person]:
        """Everybody named on the other side."""
        lines = (line.form for line in self.other_side)
        return [
            Person(
                full_name=one.full_name.data, birth_year=one.birth_year.data, address=one.address.data or "",
                paper_number=one.paper_number.data or "",
            )
            for one in lines if one.full_name.data
        ]  # fmt: skip

    def plot(self) -> Plot:
        """The plot as typed."""
        return Plot(
            address=self.plot_address.data or "", sheet_no=self.sheet_no.data or "",
            parcel_no=self.parcel_no.data or "", area=self.area.data or "", land_kind=self.land_kind.data or "",
            certificate_no=self.certificate_no.data or "",
        )  # fmt: skip


class MediationForm(EnclosedFields, SidesForm):
    """Who asks, against whom, about which plot. ``visit``: the opaque id of the visit it came from."""

    agency = ListField(_l("UBND cấp xã nơi có đất"), coerce=int)
    visit = HiddenField()
    received_on = VietnameseDateField(_l("Ngày nhận đơn yêu cầu"), [Needed(_l("Nhập ngày nhận đơn yêu cầu."))])
    dispute = TextField(_l("Nội dung tranh chấp"), [Needed(_l("Nhập nội dung tranh chấp.")), Length(max=LONGEST_TEXT)])
    request = TextField(_l("Yêu cầu"), [Length(max=LONGEST_TEXT)])

    def validate_received_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày nhận không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def mediation(self) -> NewMediation:
        """What was typed into a valid form."""
        return NewMediation(
            received_on=the_day(self.received_on), plot=self.plot(), dispute=self.dispute.data or "",
            requesters=self.people(), others=self.others_named(), request=self.request.data or "",
            visit=self.visit.data or "",
        )  # fmt: skip


class CorrectionForm(SidesForm):
    """Plot and sides as they should stand, and why."""

    why = ChoiceField(_l("Vì sao sửa"), [Needed(_l("Chọn vì sao sửa."))], kind=Why)
    expected_version = VersionField()

    def fill(self, plot: Mediation, requesters: Sequence[Person], others: Sequence[Person]) -> None:
        """Put what stands there into the fields."""
        for name in PLOT_FIELDS:
            self[name].data = getattr(plot, name)
        self.plot_address.data = plot.address
        if requesters:
            self.fill_in(requesters[0])
        _fill_lines(self.others, requesters[1:])
        _fill_lines(self.other_side, others)

    def correction(self, requesters: Sequence[Person], others: Sequence[Person]) -> Correction:
        """What was typed into a valid form; what its lines do not ask of the people before stays as it was."""
        return Correction(
            plot=self.plot(), requesters=_kept(requesters, self.people(), from_place=1),
            others=_kept(others, self.others_named()), why=Why(self.why.data),
        )  # fmt: skip


def _fill_lines(lines: FieldList[Any], people: Sequence[Person]) -> None:
    while len(lines) < len(people):
        lines.append_entry()
    for line, person in zip(lines, people, strict=False):
        for name in LINE_FIELDS:
            line.form[name].data = getattr(person, name)


def _kept(before: Sequence[Person], typed: Sequence[Person], *, from_place: int = 0) -> list[Person]:
    """A line asks a person for less than is known of some: the rest stays with whoever has the same number."""
    found = []
    for place, person in enumerate(typed):
        stood = before[place] if from_place <= place < len(before) else None
        same = stood is not None and stood.paper_number == person.paper_number
        found.append(
            replace(stood, **{name: getattr(person, name) for name in LINE_FIELDS}) if same and stood else person
        )
    return found
