"""Forms of the roster: an appointment, a course, and which agency and month to show."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Length, Optional

from app.casework.roster import Appointment
from app.records.roster import RosterDuty, RosterOfficer
from app.web.forms import ChoiceField, Form, LineField, Needed, VersionField, VietnameseDateField
from app.web.wording import choices


class OfficerForm(Form):
    """Who is appointed to receive citizens, by what paper."""

    full_name = LineField(_l("Họ và tên"), [Needed(_l("Nhập họ và tên.")), Length(max=120)])
    post = LineField(_l("Chức vụ"), [Length(max=120)])
    duty = ChoiceField(_l("Nhiệm vụ"), [Needed(_l("Chọn nhiệm vụ."))], kind=RosterDuty)
    document_no = LineField(_l("Số văn bản phân công"), [Needed(_l("Nhập số văn bản phân công.")), Length(max=80)])
    document_on = VietnameseDateField(_l("Ngày văn bản"), [Needed(_l("Nhập ngày văn bản."))])
    document_by = LineField(_l("Người ký"), [Needed(_l("Nhập người ký văn bản.")), Length(max=160)])
    from_on = VietnameseDateField(_l("Phân công từ ngày"), [Needed(_l("Nhập ngày bắt đầu."))])
    until_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])
    expected_version = VersionField()

    def offer(self, it: RosterOfficer | None) -> None:
        """Set the list of duties; put an appointment into the fields of a form just opened."""
        self.duty.choices = choices(RosterDuty)
        if self.is_submitted():
            return
        self.expected_version.data = it.version if it else 0
        if it is not None:
            for name in Appointment.__dataclass_fields__:
                self[name].data = getattr(it, name)

    def appointment(self) -> Appointment:
        """What was typed into a valid form."""
        typed = {name: self[name].data for name in Appointment.__dataclass_fields__}
        return Appointment(**{**typed, "post": typed["post"] or "", "duty": RosterDuty(typed["duty"])})

    def validate_until_on(self, it: VietnameseDateField) -> None:
        if it.data and self.from_on.data and it.data < self.from_on.data:
            raise ValidationError(_("Nhập ngày cuối không sớm hơn ngày đầu."))


class TrainingForm(Form):
    """A course an officer attended."""

    course = LineField(_l("Lớp tập huấn, bồi dưỡng"), [Needed(_l("Nhập tên lớp.")), Length(max=200)])
    on = VietnameseDateField(_l("Ngày"), [Needed(_l("Nhập ngày tập huấn."))])
    certificate = LineField(_l("Số chứng chỉ, chứng nhận"), [Length(max=120)])

    def held_on(self) -> date:
        """The day typed into a valid form."""
        typed: date = self.on.data or date.max
        return typed
