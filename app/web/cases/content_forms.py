"""Forms about the contents of a petition or case."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from app.casework.contents import LONGEST
from app.casework.persons import LineWords
from app.web.clock import today
from app.web.forms import Form, LineField, Needed, TextField, ValidationError, VersionField, VietnameseDateField
from app.web.wording import day


class ContentForm(Form):
    """One content: what it is, whom it is about, since when, by which paper it came."""

    expected_version = VersionField()
    mark = VersionField()  # how far the trail had grown when the form was opened
    text = TextField(_l("Nội dung"), [Needed(_l("Nhập nội dung.")), Length(max=LONGEST)])
    concerns = LineField(_l("Người bị tố cáo ở nội dung này"), [Optional(), Length(max=200)])
    since_on = VietnameseDateField(_l("Có từ ngày"), [Needed(_l("Nhập ngày có nội dung này."))])
    document = LineField(_l("Theo đơn, văn bản nào"), [Optional(), Length(max=160)])

    def validate_since_on(self, it: VietnameseDateField) -> None:
        if it.data and it.data > today():
            raise ValidationError(_("Nhập ngày không muộn hơn hôm nay, %(day)s.", day=day(today())))

    def words(self, text: str | None = None) -> LineWords:
        """What was typed, of one content."""
        return LineWords(text or self.text.data or "", self.concerns.data or "", self.document.data or "")


class StrikeForm(Form):
    """Why a content is taken out."""

    expected_version = VersionField()
    mark = VersionField()
    reason = TextField(_l("Lý do bỏ"), [Needed(_l("Nhập lý do bỏ nội dung.")), Length(max=500)])
