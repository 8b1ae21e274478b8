"""Forms of inspections. Each says how its fields stand on the page: ``rows``, several of one row side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList
from wtforms.validators import Length, Optional

from app.casework.inspections.concluding import Conclusion
from app.casework.inspections.plans import Paper
from app.casework.inspections.teams import Decision, Inviting, Member
from app.records.inspections import Attendance, TeamPart
from app.statute.inspections import CONTROLS, KINDS, InspectionKind
from app.web.forms import ChoiceField, Form, LineField, ListField, Needed, TextField, VersionField, VietnameseDateField
from app.web.paper_forms import SignedForm
from app.web.people import number_or_none, the_day
from app.web.wording import choices, spoken

NUMBER, SIGNER = 80, 160
MOST_UNITS, MOST_CO_LEADS = 12, 2
Rows = tuple[tuple[str, ...], ...]


def _number(label: Any) -> LineField:
    return LineField(label, [Needed(_l("Nhập số, ký hiệu văn bản.")), Length(max=NUMBER)])


def _signer() -> LineField:
    return LineField(_l("Người ký"), [Needed(_l("Nhập họ tên, chức vụ người ký.")), Length(max=SIGNER)])


class StepForm(Form):
    """A form of one step. ``helps``: by field, what stands between its label and the field."""

    rows: Rows = ()
    helps: ClassVar[Mapping[str, Any]] = {}


class AskForm(Form):
    """A button that does one thing."""


class PlanForm(StepForm):
    """A plan begun."""

    year = ListField(_l("Năm"), [Needed(_l("Chọn năm của kế hoạch."))], coerce=number_or_none)
    agency = ListField(_l("Đơn vị lập kế hoạch"), [Needed(_l("Chọn đơn vị."))], coerce=number_or_none)
    rows: Rows = (("year", "agency"),)


class ApproveForm(StepForm):
    """The paper by which a plan is approved."""

    expected_version = VersionField()
    number = _number(_l("Số, ký hiệu kế hoạch"))
    approved_on = VietnameseDateField(_l("Ngày phê duyệt"), [Needed(_l("Nhập ngày phê duyệt."))])
    why = _signer()
    rows: Rows = (("number", "approved_on"), ("why",))

    def paper(self) -> Paper:
        """What was typed into a valid form."""
        return Paper(self.number.data or "", the_day(self.approved_on), self.why.data or "")


class ChangeFields:
    """By what an approved plan is changed: a mixin of forms."""

    number = LineField(_l("Số văn bản điều chỉnh"), [Optional(), Length(max=NUMBER)])
    on = VietnameseDateField(_l("Ngày văn bản"), [Optional()])
    why = TextField(_l("Lý do điều chỉnh"), [Optional(), Length(max=500)])

    def change(self) -> Paper | None:
        """The paper, once it was typed."""
        if self.on.data is None:
            return None
        return Paper(self.number.data or "", self.on.data, self.why.data or "")


CHANGE_ROWS: Rows = (("number", "on"), ("why",))


class ItemForm(ChangeFields, StepForm):
    """An inspection of a plan. ``agencies``: those of the register, by their names as typed."""

    agencies: Mapping[str, int]
    expected_version = VersionField()
    kind = ListField(
        _l("Loại kiểm tra"), [Needed(_l("Chọn loại kiểm tra."))], kind=InspectionKind, empty=_l("Chọn loại")
    )
    subject = LineField(_l("Nội dung kiểm tra"), [Needed(_l("Nhập nội dung kiểm tra.")), Length(max=300)])
    first_on = VietnameseDateField(_l("Từ ngày"), [Needed(_l("Nhập ngày bắt đầu theo kế hoạch."))])
    last_on = VietnameseDateField(_l("Đến ngày"), [Needed(_l("Nhập ngày kết thúc theo kế hoạch."))])
    units = FieldList(LineField(_l("Đơn vị được kiểm tra"), [Length(max=200)]), min_entries=3, max_entries=MOST_UNITS)
    co_leads = FieldList(
        LineField(_l("Cơ quan cùng chủ trì"), [Length(max=200)]), min_entries=2, max_entries=MOST_CO_LEADS
    )
    partners = LineField(_l("Cơ quan phối hợp"), [Optional(), Length(max=300)])
    rows: Rows = (("kind",), ("subject",), ("first_on", "last_on"), ("partners",))

    def offer(self, kinds: Sequence[InspectionKind], agencies: Mapping[str, int]) -> None:
        """Set the kinds this agency leads, and the agencies of the register."""
        self.agencies = agencies
        said = [(kind.value, spoken(KINDS[kind].term)) for kind in kinds]
        self.kind.choices = self.kind.with_empty(said)

    def ids_in(self, lines: Iterable[Any]) -> list[int]:
        """The agencies typed into lines, by name; what is none is left out."""
        typed = [(one.data or "").casefold() for one in lines]
        return list(dict.fromkeys(self.agencies[name] for name in typed if name in self.agencies))

    def validate(self, extra_validators: Any = None) -> bool:
        """Every line must name an agency of the register."""
        valid = super().validate(extra_validators)
        typed = [one for one in (*self.units, *self.co_leads) if one.data]
        wrong = [one for one in typed if one.data.casefold() not in self.agencies]
        for one in wrong:
            one.errors = [*one.errors, _("Chọn một cơ quan trong danh sách.")]
        return valid and not wrong

    def problems(self) -> list[tuple[str | None, str]]:
        """As on any form; those of an agency lead to its own line."""
        lists = (self.units, self.co_leads)
        plain = [one for one in super().problems() if one[0] not in {it.id for it in lists}]
        of_lists = [(it.entries[0].id, str(said)) for it in lists for said in it.errors if isinstance(said, str)]
        return [*plain, *of_lists, *((one.id, str(said)) for it in lists for one in it for said in one.errors)]


class CancelForm(ChangeFields, StepForm):
    """An inspection that is not held."""

    rows: Rows = ()


class TeamForm(StepForm):
    """The decision that sets up a team."""

    expected_version = VersionField()
    number = _number(_l("Số, ký hiệu quyết định"))
    decided_on = VietnameseDateField(_l("Ngày quyết định"), [Needed(_l("Nhập ngày quyết định."))])
    signed_by = _signer()
    leader = LineField(_l("Trưởng đoàn"), [Needed(_l("Nhập họ tên trưởng đoàn.")), Length(max=120)])
    leader_post = LineField(_l("Chức vụ, cơ quan"), [Optional(), Length(max=160)])
    deputies = TextField(_l("Phó trưởng đoàn"), [Optional(), Length(max=1000)])
    secretary = LineField(_l("Thư ký"), [Optional(), Length(max=280)])
    members = TextField(_l("Thành viên"), [Optional(), Length(max=4000)])
    rows: Rows = (
        ("number", "decided_on"), ("signed_by",), ("leader", "leader_post"), ("deputies",), ("secretary",),
        ("members",),
    )  # fmt: skip
    helps: ClassVar[Mapping[str, Any]] = {
        "deputies": _l("Mỗi người một dòng: họ tên, chức vụ và cơ quan."),
        "secretary": _l("Họ tên, chức vụ và cơ quan."),
        "members": _l("Mỗi người một dòng: họ tên, chức vụ và cơ quan."),
    }

    def decision(self) -> Decision:
        """What was typed into a valid form."""
        people = [
            Member(TeamPart.LEADER, self.leader.data or "", self.leader_post.data or ""),
            *_people(TeamPart.DEPUTY, self.deputies.data), *_people(TeamPart.SECRETARY, self.secretary.data),
            *_people(TeamPart.MEMBER, self.members.data),
        ]  # fmt: skip
        return Decision(self.number.data or "", the_day(self.decided_on), self.signed_by.data or "", people)


def _people(part: TeamPart, text: str | None) -> list[Member]:
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    named = (line.partition(",") for line in lines)
    return [Member(part, name.strip()[:120], post.strip()[:160]) for name, _comma, post in named]


class BeginForm(StepForm):
    """The day an inspection began."""

    began_on = VietnameseDateField(_l("Ngày bắt đầu"), [Needed(_l("Nhập ngày đoàn bắt đầu làm việc."))])
    rows: Rows = (("began_on",),)


class InviteForm(StepForm, SignedForm):
    """The invitation as it is issued."""

    to = ListField(_l("Mời cơ quan"), [Needed(_l("Chọn cơ quan được mời."))], coerce=number_or_none)
    number = _number(_l("Số, ký hiệu giấy mời"))
    issued_on = VietnameseDateField(_l("Ngày giấy mời"), [Needed(_l("Nhập ngày ban hành."))])
    meets_on = VietnameseDateField(_l("Đoàn làm việc từ ngày"), [Needed(_l("Nhập ngày đoàn bắt đầu làm việc."))])
    place = LineField(_l("Địa điểm"), [Optional(), Length(max=200)])
    rows: Rows = (("to",), ("number", "issued_on"), ("meets_on", "place"), ("signing", "signer_post"), ("signed_by",))

    def inviting(self) -> Inviting:
        """What was typed into a valid form."""
        return Inviting(
            self.number.data or "", the_day(self.issued_on), self.signer(), the_day(self.meets_on),
            self.place.data or "",
        )  # fmt: skip


class AttendForm(StepForm):
    """Whether whom was invited came."""

    attendance = ChoiceField(_l("Người được mời"), [Needed(_l("Chọn có tham gia hay không."))], kind=Attendance)
    who_came = LineField(_l("Người tham gia"), [Optional(), Length(max=300)])
    rows: Rows = (("attendance",), ("who_came",))
    helps: ClassVar[Mapping[str, Any]] = {
        "who_came": _l("Họ tên, chức vụ; nhiều người thì cách nhau bằng dấu chấm phẩy.")
    }

    def __init__(self, *given: Any, **values: Any) -> None:
        super().__init__(*given, **values)
        self.attendance.choices = choices(Attendance)


class FilesForm(Form):
    """Which files are looked into; what is chosen are boxes of the list itself."""


class FindingForm(StepForm):
    """A finding."""

    unit = ListField(_l("Đơn vị"), [Needed(_l("Chọn một đơn vị được kiểm tra."))], coerce=number_or_none)
    control = ListField(_l("Quy định bị vi phạm"), [Needed(_l("Chọn quy định bị vi phạm."))], empty=_l("Chọn một dòng"))
    words = TextField(_l("Phát hiện điều gì"), [Needed(_l("Nhập điều phát hiện.")), Length(max=2000)])
    file = ListField(_l("Ở hồ sơ"), coerce=number_or_none, empty=_l("Không riêng hồ sơ nào"))
    rows: Rows = (("unit",), ("control",), ("words",), ("file",))
    helps: ClassVar[Mapping[str, Any]] = {
        "words": _l("Đơn vị và người được mời sẽ đọc sau khi kết luận: không ghi tên, nội dung của hồ sơ giữ bí mật.")
    }

    def offer(self, units: Sequence[tuple[str, str]], files: Sequence[tuple[str, str]]) -> None:
        """Set the inspected units and the files looked into that are not sealed."""
        self.unit.choices, self.file.choices = list(units), self.file.with_empty(list(files))
        said = [(code, spoken(row.term)) for code, row in CONTROLS.items()]
        self.control.choices = self.control.with_empty(said)


class RecommendationForm(StepForm):
    """What is asked of an agency. ``agencies``: those of the register, by their names as typed."""

    agencies: Mapping[str, int]
    body = LineField(_l("Cơ quan thực hiện"), [Needed(_l("Chọn cơ quan thực hiện.")), Length(max=200)])
    words = TextField(_l("Nội dung kiến nghị"), [Needed(_l("Nhập nội dung kiến nghị.")), Length(max=2000)])
    term_on = VietnameseDateField(_l("Hạn thực hiện"), [Needed(_l("Nhập hạn thực hiện."))])
    because = ListField(_l("Vì điều phát hiện"), coerce=number_or_none, empty=_l("Không riêng điều nào"))
    rows: Rows = (("body",), ("words",), ("term_on",), ("because",))
    helps: ClassVar[Mapping[str, Any]] = {"body": _l("Đơn vị được kiểm tra, hoặc cơ quan khác trong danh sách.")}

    def offer(self, agencies: Mapping[str, int], findings: Sequence[tuple[str, str]]) -> None:
        """Set the agencies of the register and what was found."""
        self.agencies = agencies
        self.because.choices = self.because.with_empty(list(findings))

    def validate(self, extra_validators: Any = None) -> bool:
        """The agency is one of the register."""
        valid = super().validate(extra_validators)
        if self.body.data and self.body.data.casefold() not in self.agencies:
            self.body.errors = [*self.body.errors, _("Chọn một cơ quan trong danh sách.")]
            return False
        return valid


class AnnounceForm(StepForm):
    """The conclusion of an inspection."""

    expected_version = VersionField()
    number = _number(_l("Số, ký hiệu kết luận"))
    announced_on = VietnameseDateField(_l("Ngày kết luận"), [Needed(_l("Nhập ngày kết luận."))])
    signed_by = _signer()
    summary = TextField(_l("Tóm tắt kết luận"), [Needed(_l("Nhập tóm tắt kết luận.")), Length(max=4000)])
    rows: Rows = (("number", "announced_on"), ("signed_by",), ("summary",))

    def conclusion(self) -> Conclusion:
        """What was typed into a valid form."""
        return Conclusion(
            self.number.data or "", the_day(self.announced_on), self.signed_by.data or "", self.summary.data or ""
        )


__all__ = [
    "CHANGE_ROWS",
    "AnnounceForm",
    "ApproveForm",
    "AskForm",
    "AttendForm",
    "BeginForm",
    "CancelForm",
    "FilesForm",
    "FindingForm",
    "InviteForm",
    "ItemForm",
    "PlanForm",
    "RecommendationForm",
    "StepForm",
    "TeamForm",
]
