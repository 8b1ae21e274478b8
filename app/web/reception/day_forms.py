"""Forms of a day of reception: put on the schedule, what became of it, cancelled; and whose schedule to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from app.casework.reception_days import CHAIRS, Outcome, Plan
from app.records.reception import Chair, ReceptionDay, ReceptionKind
from app.web.forms import (
    ChoiceField,
    Form,
    HourField,
    LineField,
    ListField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
)
from app.web.people import the_day
from app.web.reception.day_words import kind_short
from app.web.wording import choices, day, hours, words

LONGEST_TEXT = 2000
LONGEST_PLACE = 200
LONGEST_DOCUMENT = 160
LONGEST_NAME = 120


class PlanForm(Form):
    """A day on the schedule. ``desks``: the agencies to choose from."""

    desks: list[tuple[str, str]]
    agency = ListField(_l("Đơn vị"), coerce=int)
    kind = ChoiceField(_l("Buổi tiếp"), [Needed(_l("Chọn loại buổi tiếp."))], kind=ReceptionKind)
    on = VietnameseDateField(_l("Ngày tiếp công dân"), [Needed(_l("Nhập ngày tiếp công dân."))])
    starts_at = HourField(_l("Từ giờ"), [Needed(_l("Nhập giờ bắt đầu."))])
    ends_at = HourField(_l("Đến giờ"), [Needed(_l("Nhập giờ kết thúc."))])
    chaired_by = LineField(_l("Người tiếp"), [Length(max=LONGEST_NAME)])
    place = LineField(_l("Nơi tiếp"), [Length(max=LONGEST_PLACE)])
    reason = TextField(_l("Lý do dời ngày"), [Length(max=LONGEST_TEXT)])
    expected_version = VersionField(default="1")
    warned = HiddenField()  # the date this page warned of: saved again, it is meant

    def offer(self, desks: list[tuple[str, str]]) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = self.desks = desks
        self.kind.choices = choices(ReceptionKind)

    def warned_of(self, on: object) -> bool:
        """Whether somebody read the warning about this date and saved it again."""
        return isinstance(on, date) and self.warned.data == on.isoformat()

    def plan(self) -> Plan:
        """What was typed into a valid form."""
        return Plan(
            on=the_day(self.on),
            kind=ReceptionKind(self.kind.data),
            starts_at=self.starts_at.data,
            ends_at=self.ends_at.data,
            place=self.place.data or "",
            chaired_by=self.chaired_by.data or "",
        )

    def plan_words(self) -> dict[str, str]:
        """What was typed, each field in the words of the page."""
        typed = {
            "on": day(self.on.data), "starts_at": hours(self.starts_at.data), "ends_at": hours(self.ends_at.data),
            "chaired_by": self.chaired_by.data or "", "place": self.place.data or "",
        }  # fmt: skip
        return {"kind": kind_short(self.kind.data) if self.kind.data else "", **typed}

    def fill(self, it: ReceptionDay) -> None:
        """Put a day of the schedule into the fields."""
        self.kind.data, self.on.data = it.kind, it.on
        self.starts_at.data, self.ends_at.data = it.starts_at, it.ends_at
        self.place.data, self.chaired_by.data = it.place, it.chaired_by
        self.expected_version.data = it.version


class OutcomeForm(Form):
    """Who received on a day; without a visit, what shows that nobody came."""

    chair = ChoiceField(_l("Ai đã tiếp"), [Needed(_l("Chọn ai đã tiếp."))], kind=Chair)
    chaired_by = LineField(_l("Họ tên, chức vụ"), [Length(max=LONGEST_NAME)])
    reason = TextField(_l("Lý do cấp phó tiếp thay"), [Length(max=LONGEST_TEXT)])
    document = LineField(_l("Số, ngày biên bản"), [Length(max=LONGEST_DOCUMENT)])
    note = TextField(_l("Ghi chú"), [Length(max=LONGEST_TEXT)])
    expected_version = VersionField()

    def offer(self, kind: ReceptionKind) -> None:
        """Set who may receive on a day of this kind."""
        self.chair.choices = choices(CHAIRS[kind])

    def outcome(self) -> Outcome:
        """What was typed into a valid form."""
        return Outcome(
            chair=Chair(self.chair.data),
            chaired_by=self.chaired_by.data or "",
            reason=self.reason.data or "",
            document=self.document.data or "",
            note=self.note.data or "",
        )

    def outcome_words(self) -> dict[str, str]:
        """What was typed, each field in the words of the page."""
        typed = {name: self._fields[name].data or "" for name in ("chaired_by", "reason", "document", "note")}
        return {"chair": words(self.chair.data) if self.chair.data else "", **typed}

    def fill(self, it: ReceptionDay) -> None:
        """Put what is known of a day into the fields."""
        names: Iterable[str] = ("chair", "chaired_by", "reason", "document", "note")
        for name in names:
            self._fields[name].data = getattr(it, name)
        self.expected_version.data = it.version


class CancelForm(Form):
    """Why a day is cancelled."""

    reason = TextField(_l("Lý do hủy"), [Needed(_l("Nhập lý do hủy buổi tiếp.")), Length(max=LONGEST_TEXT)])
    expected_version = VersionField()


class AgencyForm(Form):
    """Whose schedule to show: a GET form."""

    class Meta(Form.Meta):
        csrf = False

    desks: list[tuple[str, str]]
    noi = ListField(_l("Đơn vị"), coerce=int)
