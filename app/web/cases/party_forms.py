"""Forms about the people of a petition or case."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.casework.case_files import RespondentRow
from app.casework.parties import OFFERED
from app.casework.persons import Mandate, NewParty, PartyRow
from app.casework.respondents import NewRespondent
from app.records.matters import Matter, PersonRole
from app.statute.mandates import PAPERS
from app.web.clock import today
from app.web.forms import (
    Form,
    LineField,
    ListField,
    Needed,
    TextField,
    ValidationError,
    VersionField,
    VietnameseDateField,
)
from app.web.parties import paper_words, role_words
from app.web.people import CITIZEN_CARD, PersonFields, RespondentFields, paper_of
from app.web.wording import day


class PartyForm(PersonFields, Form):
    """Somebody: as what, who, by which paper."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    role = ListField(_l("Tư cách tham gia"), [Needed(_l("Chọn tư cách tham gia."))], kind=PersonRole, empty=_l("Chọn"))
    since_on = VietnameseDateField(_l("Tham gia từ ngày"), [Optional()])
    mandate_kind = ListField(_l("Giấy tờ ủy quyền, đại diện"), empty=_l("Không có, chưa có"))
    mandate_number = LineField(_l("Số giấy tờ ủy quyền"), [Optional(), Length(max=80)])
    mandate_given_on = VietnameseDateField(_l("Ngày lập"), [Optional()])
    mandate_until_on = VietnameseDateField(_l("Có hiệu lực đến"), [Optional()])
    mandate_scope = LineField(_l("Phạm vi ủy quyền"), [Optional(), Length(max=300)])

    def offer(self, matter: Matter, now: PersonRole | None = None) -> None:
        """Set the lists somebody chooses from. ``now``: as what they stand in the matter."""
        roles = OFFERED if now is None or now in OFFERED else (now, *OFFERED)
        self.role.choices = self.role.with_empty([(one.value, role_words(matter, one)) for one in roles])
        self.mandate_kind.choices = self.mandate_kind.with_empty([(code, paper_words(code)) for code in PAPERS])

    def validate_since_on(self, it: VietnameseDateField) -> None:
        _not_to_come(it.data)

    def validate_mandate_given_on(self, it: VietnameseDateField) -> None:
        _not_to_come(it.data)

    def typed(self) -> NewParty:
        """What was typed, once the form is valid."""
        paper = Mandate(
            kind=self.mandate_kind.data or "", number=self.mandate_number.data or "",
            given_on=self.mandate_given_on.data, until_on=self.mandate_until_on.data,
            scope=self.mandate_scope.data or "",
        )  # fmt: skip
        return NewParty(PersonRole(self.role.data), self.person(), paper, self.since_on.data)


class RespondentForm(RespondentFields, Form):
    """Against whom: an agency of the register and whether it is its head, or a name and post as written."""

    expected_version = VersionField()
    mark = VersionField()

    def offer(self, agencies: list[tuple[str, str]], now: RespondentRow | None = None) -> None:
        """Set the list somebody chooses from. ``now``: as it stands, an agency that is no more among them."""
        gone = now is not None and now.agency_id is not None and str(now.agency_id) not in dict(agencies)
        more = [(str(now.agency_id), now.agency)] if gone and now else []
        self.respondent_agency.choices = self.respondent_agency.with_empty([*agencies, *more])

    def validate_respondent_name(self, it: LineField) -> None:
        if not it.data and not self.respondent_post.data and self.respondent_agency.data is None:
            raise ValidationError(_("Chọn cơ quan, hoặc nhập người, chức vụ."))

    def typed(self) -> NewRespondent:
        """What was typed, once the form is valid."""
        return self.respondents()[0]


class EndPartyForm(Form):
    """Since when somebody has no part any more, and why."""

    expected_version = VersionField()
    mark = VersionField()
    on = VietnameseDateField(_l("Thôi từ ngày"), [Needed(_l("Nhập ngày thôi tham gia."))])
    reason = TextField(_l("Lý do"), [Needed(_l("Nhập lý do.")), Length(max=500)])

    def validate_on(self, it: VietnameseDateField) -> None:
        _not_to_come(it.data)


def _not_to_come(typed: date | None) -> None:
    if typed and typed > today():
        raise ValidationError(_("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(today())))


def filled_with(row: PartyRow) -> dict[str, object]:
    """The fields of a form, as somebody stands in the matter now."""
    who, paper = row.person, row.mandate
    if who is None:
        return {}
    return {
        "role": row.role, "since_on": row.since_on, "full_name": who.full_name, "birth_year": who.birth_year,
        "address": who.address, "paper": paper_of(who) or CITIZEN_CARD, "paper_number": who.paper_number,
        "phone": who.phone,
        "paper_issued_on": who.paper_issued_on, "paper_issued_by": who.paper_issued_by, "mandate_kind": paper.kind,
        "mandate_number": paper.number, "mandate_given_on": paper.given_on, "mandate_until_on": paper.until_on,
        "mandate_scope": paper.scope,
    }  # fmt: skip
