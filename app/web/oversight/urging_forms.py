"""Forms of urging: a letter issued, its reply, the report about it, what the agency says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Length, Optional

from app.casework.urging_issue import Issuing
from app.statute.urging import ASKED
from app.web.act_forms import TicksField
from app.web.forms import Form, LineField, Needed, TextField, VersionField, VietnameseDateField
from app.web.paper_forms import SignedForm
from app.web.wording import spoken

NUMBER = 80


class OneFileField(FileField):
    """One file, chosen in a form that is no draft."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)


class ChooseForm(Form):
    """What of a list goes into letters; what is chosen are boxes of the list itself."""


class AskForm(Form):
    """A button that does one thing."""


class IssueForm(SignedForm):
    """A letter as it is issued. ``seen``: the matters that stood in it when it was looked at."""

    expected_version = VersionField()
    seen = HiddenField()
    number = LineField(_l("Số, ký hiệu"), [Needed(_l("Nhập số, ký hiệu văn bản do văn thư cấp.")), Length(max=NUMBER)])
    issued_on = VietnameseDateField(_l("Ngày ban hành"), [Needed(_l("Nhập ngày ban hành ghi trên văn bản."))])
    reply_due_on = VietnameseDateField(_l("Hạn trả lời"), [Needed(_l("Nhập ngày cuối cùng để trả lời."))])
    asked = TicksField(_l("Yêu cầu báo cáo"), [Needed(_l("Chọn ít nhất một nội dung yêu cầu báo cáo."))])
    more = TextField(_l("Yêu cầu thêm"), [Optional(), Length(max=1000)])

    def __init__(self, *given: Any, **values: Any) -> None:
        super().__init__(*given, **values)
        self.asked.choices = [(code, _capital(spoken(words))) for code, words in ASKED.items()]

    def said(self) -> Issuing | None:
        """What was typed, once the form is valid."""
        if self.issued_on.data is None or self.reply_due_on.data is None:
            return None
        return Issuing(
            self.number.data or "", self.issued_on.data, self.reply_due_on.data, tuple(self.asked.data or ()),
            self.more.data or "", self.signer(),
        )  # fmt: skip

    def items_seen(self) -> list[int]:
        """The matters that stood in the letter when it was looked at."""
        parts = (self.seen.data or "").split(".")
        return [int(one) for one in parts if one.isascii() and one.isdecimal() and len(one) < NUMBER // 4]


class ReplyForm(Form):
    """A reply as it came."""

    number = LineField(_l("Số, ký hiệu văn bản trả lời"), [Optional(), Length(max=NUMBER)])
    replied_on = VietnameseDateField(_l("Ngày văn bản trả lời"), [Needed(_l("Nhập ngày văn bản trả lời."))])
    words = TextField(_l("Nội dung trả lời, tóm tắt"), [Needed(_l("Nhập tóm tắt nội dung trả lời.")), Length(max=4000)])
    files = OneFileField(_l("Tệp văn bản trả lời"), [Optional()])


class ReportForm(Form):
    """The report to the chairman of the province."""

    number = LineField(_l("Số, ký hiệu báo cáo"), [Needed(_l("Nhập số, ký hiệu báo cáo.")), Length(max=NUMBER)])
    reported_on = VietnameseDateField(_l("Ngày báo cáo"), [Needed(_l("Nhập ngày báo cáo."))])


class ExplainForm(Form):
    """What the agency says about one matter."""

    words = TextField(
        _l("Giải trình: quá trình, lý do chậm, bao giờ xong"), [Needed(_l("Nhập giải trình.")), Length(max=2000)]
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
