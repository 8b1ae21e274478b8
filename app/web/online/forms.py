"""Forms of online reception: the decision, and a short one for each step of the preparation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.validators import Length, Optional

from app.casework.online import Decision, Point, Preparation
from app.statute.grounds import ONLINE_DENUNCIATION
from app.web.act_fields import choices
from app.web.act_forms import TicksField
from app.web.forms import (
    ChoiceField,
    Form,
    HourField,
    LineField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
)

MOST_POINTS = 12
SUCCEEDED, FAILED = "yes", "no"


class TickField(BooleanField):
    """One tick."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, **options)


class StepForm(Form):
    """What the form of every step has: the version of the preparation it was opened with."""

    today: date
    expected_version = VersionField()

    def fill(self, it: Preparation, today: date) -> None:
        """Put what is known into the fields of a form just opened."""
        self.expected_version.data, self.today = it.version, today

    def add_block(self) -> None:
        """One more block of fields, where a step has any."""


class DecisionForm(StepForm):
    """The head's decision: on what ground, and whether the place has what it needs."""

    document_no = LineField(_l("Số, ký hiệu quyết định"), [Needed(_l("Nhập số quyết định.")), Length(max=80)])
    decided_on = VietnameseDateField(_l("Ngày quyết định"), [Needed(_l("Nhập ngày quyết định."))])
    ground = ChoiceField(_l("Căn cứ"), [Needed(_l("Chọn căn cứ."))])
    open_denouncer = TickField(_l("Người tố cáo không yêu cầu giữ bí mật"))
    secrecy = TickField(_l("Bảo đảm được bí mật"))
    conditions = TicksField(_l("Điều kiện tại nơi tiếp"), [Optional()])
    other_place = LineField(_l("Nơi khác đủ điều kiện"), [Length(max=200)])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the day it is."""
        super().fill(it, today)
        self.decided_on.data = today

    def offer(self, today: date) -> None:
        """Set the lists of the law."""
        self.ground.choices = choices("online_reception", today)
        self.conditions.choices = choices("online_conditions", today)

    def decision(self) -> Decision:
        """What was typed into a valid form."""
        return Decision(
            document_no=self.document_no.data or "",
            decided_on=self.decided_on.data or date.max,
            ground=str(self.ground.data),
            conditions=self.conditions.data or (),
            other_place=self.other_place.data or "",
            open_denouncer=bool(self.open_denouncer.data),
            secrecy=bool(self.secrecy.data),
        )

    denunciation = ONLINE_DENUNCIATION


class PointForm(Form):
    """A point."""

    class Meta(Form.Meta):
        csrf = False  # the form around it carries the token

    body = LineField(_l("Cơ quan"), [Length(max=200)])
    place = LineField(_l("Địa điểm"), [Length(max=200)])
    who = LineField(_l("Ai có mặt"), [Length(max=300)])


class PointsForm(StepForm):
    """The points, the central one first. ``own``: the agency whose day it is."""

    points = FieldList(FormField(PointForm), min_entries=2, max_entries=MOST_POINTS)
    own = ""

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the points named so far, or the agency itself at the centre."""
        super().fill(it, today)
        while len(self.points) < len(it.points):
            self.points.append_entry()
        for block, point in zip(self.blocks, it.points, strict=False):
            block.body.data, block.place.data, block.who.data = point.body, point.place, point.who
        if not it.points:
            self.blocks[0].body.data, self.blocks[0].place.data = self.own, it.day.place

    @property
    def blocks(self) -> list[PointForm]:
        """The blocks of fields, one a point."""
        return [line.form for line in self.points]

    def add_block(self) -> None:
        """One more point."""
        if len(self.points) < MOST_POINTS:
            self.points.append_entry()

    def validate(self, extra_validators: Any = None) -> bool:
        """The central point is named."""
        valid = super().validate(extra_validators)
        if not self.blocks[0].body.data:
            self.blocks[0].body.errors = [_("Nhập điểm cầu trung tâm.")]
            return False
        return valid

    def problems(self) -> list[tuple[str | None, str]]:
        """As on any form; those of a point lead to its own field."""
        others = [one for one in super().problems() if one[0] != self.points.id]
        of_points = [(field.id, str(sentence)) for block in self.blocks for field in block for sentence in field.errors]
        return [*others, *of_points]

    def named(self) -> list[Point]:
        """What was typed into a valid form; lines without a body are left out."""
        blocks = [block for block in self.blocks if block.body.data]
        return [Point(one.body.data or "", one.place.data or "", one.who.data or "") for one in blocks]


class PublishForm(StepForm):
    """The schedule of the online day was published."""

    on = VietnameseDateField(_l("Ngày công bố"), [Needed(_l("Nhập ngày công bố."))])
    where = LineField(_l("Nơi công bố"), [Needed(_l("Nhập nơi công bố.")), Length(max=200)])
    posted_by = LineField(_l("Người thực hiện"), [Length(max=120)])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the day it is."""
        super().fill(it, today)
        self.on.data = today


class TellForm(StepForm):
    """Who was told when, and when everything was ready: three things, each with its day."""

    citizen = VietnameseDateField(_l("Đã thông báo cho công dân ngày"), [Optional()])
    bodies = VietnameseDateField(_l("Đã thông báo cho cơ quan tham gia ngày"), [Optional()])
    prepared = VietnameseDateField(_l("Đã chuẩn bị xong hệ thống, điểm cầu ngày"), [Optional()])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the days written down so far."""
        super().fill(it, today)
        if it.online is not None:
            self.citizen.data, self.bodies.data = it.online.citizen_told_on, it.online.bodies_told_on
            self.prepared.data = it.online.prepared_on

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the three at least: with none, nothing is written down."""
        valid = super().validate(extra_validators)
        if valid and not any((self.citizen.data, self.bodies.data, self.prepared.data)):
            self.citizen.errors = [_("Nhập ngày của ít nhất một việc đã làm.")]
            return False
        return valid


class TrialForm(StepForm):
    """A trial of the connection."""

    on = VietnameseDateField(_l("Ngày kết nối thử"), [Needed(_l("Nhập ngày kết nối thử."))])
    result = ChoiceField(_l("Kết quả"), [Needed(_l("Chọn kết quả kết nối thử."))])
    note = LineField(_l("Điểm cầu nào chưa kết nối được, vì sao"), [Length(max=300)])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the day it is."""
        super().fill(it, today)
        self.on.data = today

    def offer(self) -> None:
        """Set the two results."""
        self.result.choices = [(SUCCEEDED, _("Mọi điểm cầu kết nối thành công")), (FAILED, _("Chưa thành công"))]


class ConnectForm(StepForm):
    """Every point is connected."""

    connected_at = HourField(_l("Lúc kết nối xong, đủ hình và tiếng"), [Needed(_l("Nhập giờ kết nối xong."))])


class IdentifyForm(StepForm):
    """Who took part, identified."""

    participants = TextField(_l("Người tham dự đã kiểm tra giấy tờ"), [Needed(), Length(max=4000)])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with what was written down so far."""
        super().fill(it, today)
        self.participants.data = it.online.participants if it.online else ""


class RecordingForm(StepForm):
    """Where the recording is kept."""

    on = VietnameseDateField(_l("Ngày lưu"), [Needed(_l("Nhập ngày lưu bản ghi."))])
    reference = LineField(_l("Nơi lưu, ký hiệu bản ghi"), [Needed(), Length(max=200)])

    def fill(self, it: Preparation, today: date) -> None:
        """As any step; with the day of reception."""
        super().fill(it, today)
        self.on.data = min(it.day.on, today)
