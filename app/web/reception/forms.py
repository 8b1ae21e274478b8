"""The form of a visit: every column of the register, and the period of the register itself."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import Length

from app.records.petitions import PetitionKind
from app.records.reception import ReceptionKind, VisitOutcome
from app.web.enclosed import EnclosedFields
from app.web.forms import ChoiceField, Form, LineField, ListField, Needed, TextField, VietnameseDateField
from app.web.people import CountField, PeopleForm, RespondentFields, not_later, tick_box
from app.web.reception.again import Again, AgainFields
from app.web.reception.refusal_forms import RefusalFields
from app.web.wording import choices, day

LONGEST_TEXT = 20_000
NOT_CLEAR = "unclear"
YES, NO = "yes", "no"
TO_AN_AGENCY = frozenset({VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED})
TAKES_A_PETITION = frozenset({VisitOutcome.PETITION_TAKEN, VisitOutcome.STATEMENT_TAKEN})
# In the order of the desk.
OUTCOMES = (
    VisitOutcome.PETITION_TAKEN, VisitOutcome.STATEMENT_TAKEN, VisitOutcome.ANSWERED, VisitOutcome.NOTED,
    VisitOutcome.GUIDED, VisitOutcome.TRANSFERRED, VisitOutcome.REFUSED,
)  # fmt: skip


class VisitForm(AgainFields, RefusalFields, EnclosedFields, RespondentFields, PeopleForm):
    """One visit. The view gives ``today`` and the lists of agencies and fields."""

    desks: list[tuple[str, str]]
    agencies: list[tuple[str, str]]
    agency = ListField(_l("Nơi tiếp"), coerce=int)
    people_count = CountField(_l("Số người cùng đến"), default=1)
    mandate = LineField(_l("Văn bản cử người đại diện"), [Length(max=300)])
    kind = ChoiceField(_l("Loại việc"), [Needed(_l("Chọn loại việc; chưa biết thì chọn “Chưa rõ”."))])
    content = TextField(_l("Nội dung"), [Needed(_l("Ghi nội dung người dân trình bày.")), Length(max=LONGEST_TEXT)])
    request = TextField(_l("Yêu cầu, đề nghị"), [Length(max=LONGEST_TEXT)])
    prior_settler = LineField(_l("Đã có cơ quan nào giải quyết"), [Length(max=200)])
    secret = tick_box(_l("Xin giữ bí mật thông tin người đến"))
    papers = TextField(_l("Giấy tờ đã nhận"), [Length(max=LONGEST_TEXT)])
    within_competence = ChoiceField(_l("Thuộc thẩm quyền giải quyết của cơ quan"), default="")
    outcome = ChoiceField(_l("Hướng xử lý"), [Needed(_l("Chọn hướng xử lý."))], kind=VisitOutcome)
    outcome_agency = LineField(_l("Cơ quan có thẩm quyền"), [Length(max=200)])
    promised_on = VietnameseDateField(_l("Hẹn trả lời ngày"))
    contact = LineField(_l("Người cần liên hệ"), [Length(max=160)])
    outcome_document = LineField(_l("Số văn bản hướng dẫn, chuyển đơn"), [Length(max=80)])
    field = ListField(_l("Lĩnh vực"), empty=_l("Chưa rõ"))
    received_on = VietnameseDateField(_l("Ngày tiếp"), [Needed(_l("Nhập ngày tiếp."))])
    reception_kind = ListField(_l("Buổi tiếp"), kind=ReceptionKind, default=ReceptionKind.REGULAR)
    note = TextField(_l("Ghi chú"), [Length(max=LONGEST_TEXT)])

    def offer(
        self, *, desks: list[tuple[str, str]], agencies: list[tuple[str, str]], fields: list[tuple[str, str]]
    ) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = self.desks = desks
        self.agencies = agencies
        self.respondent_agency.choices = self.respondent_agency.with_empty(agencies)
        self.kind.choices = [*choices(PetitionKind), (NOT_CLEAR, _("Chưa rõ"))]
        self.outcome.choices = choices(OUTCOMES)
        self.reception_kind.choices = choices(ReceptionKind)
        self.within_competence.choices = [(YES, _("Thuộc")), (NO, _("Không thuộc")), ("", _("Chưa rõ"))]
        self.offer_grounds()
        self.field.choices = self.field.with_empty(fields)

    @property
    def desk_chosen(self) -> int:
        """The id of the agency chosen, of those offered; the first of them while it is none."""
        return int(self.agency.data if str(self.agency.data) in dict(self.desks) else self.desks[0][0])

    @property
    def chosen_kind(self) -> PetitionKind | None:
        return PetitionKind(self.kind.data) if self.kind.data in set(PetitionKind) else None

    @property
    def asked_again(self) -> Again:
        """Whether this is the first visit about the matter: the question, for who is in the form."""
        return self.again(kind=self.chosen_kind, content=self.content.data or "")

    @property
    def unlinked(self) -> bool:
        """Whether the visit is sealed from the start: it stands in no series of visits."""
        return bool(self.secret.data) or self.chosen_kind is PetitionKind.DENUNCIATION

    def validate_repeats(self, _it: ChoiceField) -> None:
        if not self.unlinked:
            self.check_again()

    @property
    def competent(self) -> bool | None:
        return {YES: True, NO: False}.get(self.within_competence.data or "")

    def validate_received_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày tiếp không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def validate_promised_on(self, it: VietnameseDateField) -> None:
        received = self.received_on.data
        if self.outcome.data is VisitOutcome.NOTED and it.data and received and it.data < received:
            raise ValidationError(_("Nhập ngày hẹn không sớm hơn ngày tiếp, %(day)s.", day=day(received)))

    def validate_people_count(self, it: CountField) -> None:
        self.check_named(it.data)

    def validate_outcome_agency(self, it: LineField) -> None:
        if self.outcome.data in TO_AN_AGENCY and not it.data:
            raise ValidationError(_("Nhập cơ quan được hướng dẫn đến hoặc chuyển đơn đến."))


class PeriodForm(Form):
    """From when until when to show the register: a GET form."""

    class Meta(Form.Meta):
        csrf = False

    desks: list[tuple[str, str]]
    tu = VietnameseDateField(_l("Từ ngày"))
    den = VietnameseDateField(_l("Đến ngày"))
    noi = ListField(_l("Nơi tiếp"), coerce=int)

    def problems(self) -> list[tuple[str | None, str]]:
        """Every error with the name of its field: the two are alike, and so are their sentences."""
        labels = {field.id: field.label.text for field in self}
        return [
            (where, _("%(field)s: %(sentence)s", field=labels[where], sentence=sentence) if where else sentence)
            for where, sentence in super().problems()
        ]

    @property
    def desk(self) -> str:
        """The name of the agency chosen."""
        return dict(self.desks)[str(self.noi.data)]

    def validate_den(self, it: VietnameseDateField) -> None:
        if it.data and self.tu.data and it.data < self.tu.data:
            raise ValidationError(_("Nhập ngày cuối không sớm hơn ngày đầu."))
