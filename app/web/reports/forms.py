"""Forms of the reports agencies owe: one sent, one asked for apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import Length, Optional

from app.casework.report_rounds import LONGEST_TITLE, Asked
from app.casework.report_sending import Sending
from app.records.agencies import Agency, Level
from app.records.reports import ReportCollector
from app.statute.reporting import FIGURES, PARTS, Answer
from app.web.act_forms import TicksField
from app.web.enclosed import EnclosedFields, FilesField
from app.web.forms import Form, LineField, Needed, TextField, VersionField, VietnameseDateField
from app.web.wording import term

NUMBER, WORDS = 80, 6000


class SendForm(EnclosedFields, Form):
    """A report as it is sent: the paper, and beside a report its key figures and its parts in words."""

    files = FilesField(_l("Tệp báo cáo"))
    expected_version = VersionField()
    on = VietnameseDateField(_l("Ngày gửi"), [Needed(_l("Nhập ngày gửi báo cáo."))])
    document_no = LineField(
        _l("Số, ký hiệu báo cáo"), [Needed(_l("Nhập số, ký hiệu ghi trên báo cáo.")), Length(max=NUMBER)]
    )
    document_on = VietnameseDateField(_l("Ngày ghi trên báo cáo"), [Needed(_l("Nhập ngày ghi trên báo cáo."))])

    figures: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def sending(self, files: int) -> Sending:
        """What was typed, once the form is valid."""
        figures = {code: self[code].data for code in self.figures if self[code].data is not None}
        parts = {code: self[code].data or "" for code in self.parts}
        return Sending(
            self.on.data or date.max, self.document_no.data or "", self.document_on.data, files, figures, parts
        )  # fmt: skip


def send_form(answer: Answer) -> type[SendForm]:
    """The form for what is sent: of a plan the paper alone."""
    if answer is Answer.PLAN:
        return SendForm
    needed = _l("Nhập số này; không có thì nhập 0.")
    fields: dict[str, Any] = {code: IntegerField(term(FIGURES, code), [Needed(needed)]) for code in FIGURES}
    fields |= {code: TextField(term(PARTS, code), [Optional(), Length(max=WORDS)]) for code in PARTS}
    return type("ReportForm", (SendForm,), {**fields, "figures": tuple(FIGURES), "parts": tuple(PARTS)})


class AskForm(Form):
    """A report asked for apart, of chosen agencies."""

    title = LineField(_l("Tên báo cáo"), [Needed(_l("Nhập tên báo cáo.")), Length(max=LONGEST_TITLE)])
    asked = TextField(_l("Nội dung yêu cầu báo cáo"), [Optional(), Length(max=2000)])
    document_no = LineField(
        _l("Số, ký hiệu văn bản yêu cầu"), [Needed(_l("Nhập số, ký hiệu văn bản yêu cầu báo cáo.")), Length(max=NUMBER)]
    )
    document_on = VietnameseDateField(_l("Ngày văn bản"), [Needed(_l("Nhập ngày của văn bản yêu cầu."))])
    due_on = VietnameseDateField(_l("Hạn gửi"), [Needed(_l("Nhập ngày cuối cùng để gửi báo cáo."))])
    agencies = TicksField(_l("Cơ quan phải gửi"), [Needed(_l("Chọn ít nhất một cơ quan."))])

    def offer(self, agencies: Sequence[Agency]) -> None:
        """The agencies one can ask, after the choice of all of a level."""
        self.levels = {one.id: one.level.value for one in agencies}
        whole = {
            Level.DEPARTMENT.value: _l("Tất cả sở, ban, ngành"), Level.COMMUNE.value: _l("Tất cả xã, phường, đặc khu"),
        }  # fmt: skip
        there = set(self.levels.values())
        found: list[tuple[Any, str]] = [(level, str(words)) for level, words in whole.items() if level in there]
        self.agencies.choices = [*found, *((str(one.id), one.name) for one in agencies)]

    def request(self, collector: ReportCollector) -> Asked:
        """What was typed, once the form is valid."""
        return Asked(
            self.title.data or "", self.asked.data or "", self.due_on.data or date.max, self.document_no.data or "",
            self.document_on.data or date.max, collector,
        )  # fmt: skip

    def chosen(self) -> list[int]:
        ticked = self.agencies.data or ()
        return [number for number, level in self.levels.items() if str(number) in ticked or level in ticked]


class DoForm(Form):
    """A button that does one thing."""
