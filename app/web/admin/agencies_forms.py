"""Forms of the agencies: their facts, their place in the tree, remote-area documents, and their end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.casework.accounts import good_email
from app.casework.agency_changes import AgencyFacts
from app.casework.errors import Refused
from app.casework.succession import OpenMatter
from app.records.agencies import Level
from app.web.forms import (
    Form,
    LineField,
    ListField,
    Needed,
    ValidationError,
    VersionField,
    VietnameseDateField,
    sentence_of,
)

TO = "to_"  # and the id of an open matter: who takes it
NOBODY = _l("Không có")


def line(label: Any, longest: int, *, needed: bool = False) -> LineField:
    """One line of text, as long as its column."""
    return LineField(label, [Needed() if needed else Optional(), Length(max=longest)])


class FactsForm(Form):
    """The facts of an agency, as they stand or as somebody typed them."""

    name = line(_l("Tên đơn vị"), 160, needed=True)
    english = line(_l("Tên tiếng Anh"), 160)
    place = line(_l("Địa danh trên văn bản"), 160)
    head_title = line(_l("Chức danh người đứng đầu"), 80)
    email = line(_l("Thư điện tử nhận thư của hệ thống"), 254)
    postal_address = line(_l("Địa chỉ bưu chính"), 300)
    phone = line(_l("Điện thoại"), 40)
    from_on = VietnameseDateField(_l("Hoạt động từ ngày"), [Needed()])
    source = line(_l("Văn bản thành lập, sắp xếp"), 300)

    def validate_email(self, field: LineField) -> None:
        try:
            good_email(field.data or "")
        except Refused as refused:
            raise ValidationError(sentence_of(refused)) from refused

    FACTS = ("name", "english", "place", "head_title", "email", "postal_address", "phone", "from_on", "source")

    def facts(self) -> AgencyFacts:
        """What was typed. The form must be valid."""
        typed: dict[str, Any] = {name: self[name].data or "" for name in self.FACTS}
        return AgencyFacts(**typed)


class EditForm(FactsForm):
    """The facts of an agency that is there."""

    expected_version = VersionField()


class NewAgencyForm(FactsForm):
    """A new agency."""

    code = line(_l("Mã đơn vị"), 20, needed=True)
    level = ListField(_l("Cấp"), [Needed()], kind=Level, empty=_l("Chọn cấp"))
    parent = ListField(_l("Đơn vị cấp trên"), [Optional()], empty=NOBODY)


class ParentForm(Form):
    """Another agency above, from a day."""

    expected_version = VersionField()
    parent = ListField(_l("Đơn vị cấp trên mới"), [Optional()], empty=NOBODY)
    from_on = VietnameseDateField(_l("Từ ngày"), [Needed()])


class RemoteForm(Form):
    """A document that makes the agency's area a remote one."""

    document = line(_l("Số, ngày văn bản"), 160, needed=True)
    from_on = VietnameseDateField(_l("Có hiệu lực từ ngày"), [Needed()])
    until_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])


class EndRemoteForm(Form):
    """The last day of such a document."""

    last_on = VietnameseDateField(_l("Ngày cuối còn hiệu lực"), [Needed()])


class EndForm(Form):
    """The end of an agency. With several successors each open matter has a field of its own; see :func:`pointing`."""

    expected_version = VersionField()
    last_on = VietnameseDateField(_l("Ngày hoạt động cuối cùng"), [Needed()])
    document = line(_l("Văn bản sắp xếp, giải thể"), 160, needed=True)
    successor = ListField(_l("Đơn vị kế thừa"), [Optional()], empty=_l("Không có đơn vị kế thừa"))
    successor_2 = ListField(_l("Đơn vị kế thừa thứ hai"), [Optional()], empty=NOBODY)
    successor_3 = ListField(_l("Đơn vị kế thừa thứ ba"), [Optional()], empty=NOBODY)
    successor_4 = ListField(_l("Đơn vị kế thừa thứ tư"), [Optional()], empty=NOBODY)

    def chosen(self) -> tuple[str, ...]:
        """The successors' refs, as chosen."""
        fields = (self.successor, self.successor_2, self.successor_3, self.successor_4)
        return tuple(field.data for field in fields if field.data)


def choose_from(form: Form, lines: Mapping[str, str], *names: str) -> None:
    """Give the drop-down lists ``names`` of ``form`` these agencies, by ref."""
    for name in names:
        field: Any = form[name]
        field.choices = field.with_empty(list(lines.items()))


def pointing(matters: Iterable[OpenMatter], successors: Mapping[str, str]) -> type[EndForm]:
    """The form of an end with several successors: which of them takes which open matter."""
    fields = {
        f"{TO}{one.id}": ListField(one.code, [Optional()], choices=list(successors.items()), empty=_l("Chọn đơn vị"))
        for one in matters
    }
    return type("PointingForm", (EndForm,), fields)
