"""Forms of the accounts desk."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework.accounts import LONGEST_EMAIL, LONGEST_NAME
from app.records.people import RoleKind
from app.web.act_forms import TicksField
from app.web.forms import Form, LineField, ListField, Needed, VersionField, VietnameseDateField
from app.web.wording import choices

LONGEST_DOCUMENT = 160
LONGEST_TYPED = 200  # anything longer is no name; how long exactly is the deed's business


class AskForm(Form):
    """A button only."""


class InviteForm(Form):
    """A new account with its first roles at one agency."""

    full_name = LineField(_l("Họ và tên"), [Needed(_l("Nhập họ và tên."))])
    username = LineField(_l("Tên đăng nhập"), [Length(max=LONGEST_TYPED)])
    email = LineField(_l("Thư điện tử"), [Length(max=LONGEST_EMAIL)])
    kinds = TicksField(_l("Vai"), [Needed(_l("Chọn ít nhất một vai."))])
    agency = ListField(_l("Cơ quan"), [Needed(_l("Chọn cơ quan."))], empty=_l("Chọn cơ quan"))
    from_on = VietnameseDateField(_l("Giữ vai từ ngày"), [Needed(_l("Nhập ngày bắt đầu giữ vai."))])
    document = LineField(_l("Văn bản giao vai"), [Length(max=LONGEST_DOCUMENT)])

    def offer(self, agencies: Sequence[tuple[str, str]]) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = self.agency.with_empty(agencies)
        self.kinds.choices = choices(RoleKind)


class EditForm(Form):
    """Name and address of an account; the version is of the account as it was seen."""

    full_name = LineField(_l("Họ và tên"), [Needed(_l("Nhập họ và tên.")), Length(max=LONGEST_NAME)])
    email = LineField(_l("Thư điện tử"), [Length(max=LONGEST_EMAIL)])
    version = VersionField()


class RoleForm(Form):
    """One more role."""

    kind = ListField(_l("Vai"), [Needed(_l("Chọn vai."))], kind=RoleKind, empty=_l("Chọn vai"))
    agency = ListField(_l("Cơ quan"), [Needed(_l("Chọn cơ quan."))], empty=_l("Chọn cơ quan"))
    from_on = VietnameseDateField(_l("Từ ngày"), [Needed(_l("Nhập ngày bắt đầu giữ vai."))])
    until_on = VietnameseDateField(_l("Đến hết ngày"))
    document = LineField(_l("Văn bản giao vai"), [Length(max=LONGEST_DOCUMENT)])

    def offer(self, agencies: Sequence[tuple[str, str]]) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = self.agency.with_empty(agencies)
        self.kind.choices = self.kind.with_empty(choices(RoleKind))


class EndRoleForm(Form):
    last_on = VietnameseDateField(_l("Ngày cuối cùng giữ vai"), [Needed(_l("Nhập ngày cuối cùng giữ vai."))])
