"""The forms of a petition: registering, classifying, accepting, transferring, and the filters of the list."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Length

from app.casework.persons import Person
from app.records.petitions import PetitionKind, Source
from app.web.act_forms import ActForm
from app.web.enclosed import EnclosedFields
from app.web.forms import (
    ChoiceField,
    Form,
    LineField,
    ListField,
    Needed,
    TextField,
    VersionField,
    VietnameseDateField,
)
from app.web.people import CountField, PeopleForm, RespondentFields, not_later, tick_box
from app.web.petitions.intake_forms import (
    ForwardedFields,
    LanguageFields,
    ListedField,
    NeededUnlessAnonymous,
    PlaceFields,
)
from app.web.wording import choices, day

LONGEST_TEXT = 20_000
YES, NO = "yes", "no"
FIRST, SECOND = "first", "second"
FURTHER, OVERDUE = "further", "overdue"
NOT_BY_HAND = (Source.POST, Source.PORTAL, Source.EMAIL, Source.FORWARDED)  # what is brought to the desk is a visit


class NewPetitionForm(ForwardedFields, LanguageFields, EnclosedFields, PlaceFields, RespondentFields, PeopleForm):
    """A petition that came by post, through the portal, by e-mail, or was forwarded."""

    anonymous = tick_box(_l("Đơn không ghi tên, địa chỉ người gửi"))
    full_name = LineField(_l("Họ và tên"), [NeededUnlessAnonymous(_l("Nhập họ và tên.")), Length(max=120)])
    listed = ListedField(_l("Danh sách người cùng đứng đơn"))
    several_contents = tick_box(_l("Đơn có nhiều nội dung, thuộc nhiều cơ quan"))
    agency = ListField(_l("Cơ quan nhận"), coerce=int)
    source = ChoiceField(_l("Đến bằng cách nào"), [Needed(_l("Chọn đơn đến bằng cách nào."))], kind=Source)
    received_on = VietnameseDateField(_l("Ngày nhận"), [Needed(_l("Nhập ngày nhận đơn."))])
    written_on = VietnameseDateField(_l("Ngày viết đơn"))
    signatories = CountField(_l("Số người đứng đơn"), default=1)
    content = TextField(_l("Nội dung"), [Needed(_l("Tóm tắt nội dung đơn.")), Length(max=LONGEST_TEXT)])
    lines = TextField(_l("Từng nội dung"), [Length(max=LONGEST_TEXT)])
    request = TextField(_l("Yêu cầu, đề nghị"), [Length(max=LONGEST_TEXT)])
    field = ListField(_l("Lĩnh vực"), empty=_l("Chưa rõ"))
    denunciation = tick_box(_l("Đơn tố cáo"))
    secret = tick_box(_l("Người gửi xin giữ bí mật"))

    def offer(
        self, *, own: list[tuple[str, str]], agencies: list[tuple[str, str]], fields: list[tuple[str, str]]
    ) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = own
        self.respondent_agency.choices = self.respondent_agency.with_empty(agencies)
        self.source.choices = choices(NOT_BY_HAND)
        self.offer_forwarders()
        self.field.choices = self.field.with_empty(fields)

    def validate_received_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày nhận không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def validate_written_on(self, it: VietnameseDateField) -> None:
        if it.data and self.received_on.data and it.data > self.received_on.data:
            raise ValidationError(_("Nhập ngày viết đơn không muộn hơn ngày nhận."))

    def validate_forwarded_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def validate_translated_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(self.today)))
        if it.data and self.written_on.data and it.data < self.written_on.data:
            raise ValidationError(_("Ngày dịch không được trước ngày viết đơn."))

    def validate_anonymous(self, it: Any) -> None:
        if it.data and (self.full_name.data or self.listed.data):
            raise ValidationError(_("Đơn không ghi tên thì không nhập người đứng đơn."))

    def validate_signatories(self, it: CountField) -> None:
        if it.data != 1:  # one, as the form begins with, becomes as many as are named
            self.check_named(it.data)

    def named(self) -> list[Person]:
        """Those named one by one; of an anonymous petition nobody."""
        return [] if self.anonymous.data else super().people()

    def people(self) -> list[Person]:
        """Everybody named, the list included."""
        return [*self.named(), *self.listed.people]


class ClassifyForm(RespondentFields, Form):
    """What a petition is, and why."""

    kind = ChoiceField(_l("Loại đơn"), [Needed(_l("Chọn loại đơn."))], kind=PetitionKind)
    instance = ChoiceField(_l("Lần khiếu nại"), default=FIRST)
    discipline = tick_box(_l("Khiếu nại quyết định kỷ luật cán bộ, công chức"))
    contested = LineField(_l("Quyết định, hành vi bị khiếu nại"), [Length(max=200)])
    denounced = ChoiceField(_l("Tố cáo lần này"), default=FIRST)
    previous_code = LineField(_l("Mã vụ việc trước"), [Length(max=40)])
    field = ListField(_l("Lĩnh vực"), [Needed(_l("Chọn lĩnh vực."))], empty=_l("Chọn lĩnh vực"))
    officials_conduct = ChoiceField(
        _l("Về hành vi của cán bộ, công chức"), [Needed(_l("Chọn có hoặc không về hành vi của cán bộ, công chức."))]
    )
    secret = tick_box(_l("Người đứng đơn xin giữ bí mật"))
    on = VietnameseDateField(_l("Ngày phân loại"), [Needed(_l("Nhập ngày phân loại."))])
    reason = TextField(_l("Lý do phân loại"), [Needed(_l("Ghi lý do phân loại.")), Length(max=LONGEST_TEXT)])
    version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened

    @property
    def chosen_instance(self) -> str:
        """First or again, as the kind chosen has it."""
        said = {PetitionKind.COMPLAINT: self.instance.data, PetitionKind.DENUNCIATION: self.denounced.data}
        return str(said.get(self.kind.data) or FIRST)

    @property
    def instance_not_offered(self) -> list[ChoiceField]:
        """The field of :attr:`chosen_instance` where what was sent is none of its choices."""
        asked = {PetitionKind.COMPLAINT: self.instance, PetitionKind.DENUNCIATION: self.denounced}.get(self.kind.data)
        odd = asked is not None and asked.data and not any(one.checked for one in asked)
        return [asked] if asked is not None and odd else []

    @property
    def of_discipline(self) -> bool:
        return bool(self.discipline.data) and self.kind.data is PetitionKind.COMPLAINT

    def offer(self, *, agencies: list[tuple[str, str]], fields: list[tuple[str, str]]) -> None:
        """Set the lists somebody chooses from."""
        self.kind.choices = choices(PetitionKind)
        self.instance.choices = [(FIRST, _("Lần đầu")), (SECOND, _("Lần hai"))]
        self.denounced.choices = [
            (FIRST, _("Tố cáo lần đầu")),
            (FURTHER, _("Tố cáo tiếp: cho rằng việc giải quyết trước không đúng")),
            (OVERDUE, _("Tố cáo tiếp: quá hạn mà chưa được giải quyết")),
        ]
        self.officials_conduct.choices = [(YES, _("Có")), (NO, _("Không"))]
        self.field.choices = self.field.with_empty(fields)
        self.respondent_agency.choices = self.respondent_agency.with_empty(agencies)


def accept_form(*, remote: bool) -> type[ActForm]:
    """The form of an acceptance; ``remote``: the area of the agency counts as a remote one that day."""
    tick = tick_box(_("Ở vùng sâu, vùng xa, đi lại khó khăn"), default=remote)
    return type("AcceptForm", (ActForm,), {"remote_area": tick})
