"""The form of a conclusion: the paper, and a block of fields for each task it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import Length, Optional

from app.casework.conclusions import NewConclusion, NewTask
from app.web.forms import Form, LineField, ListField, Needed, TextField, VersionField, VietnameseDateField
from app.web.people import number_or_none

LONGEST_TEXT = 4000
MOST_TASKS = 30


class TaskForm(Form):
    """A task: what, whose, by when, whom to ask, about which visit of the day."""

    class Meta(Form.Meta):
        csrf = False  # the form around it carries the token

    what = TextField(_l("Nội dung việc giao"), [Length(max=LONGEST_TEXT)])
    body = LineField(_l("Cơ quan được giao"), [Length(max=200)])
    term_on = VietnameseDateField(_l("Hạn giao"), [Optional()])
    visit = ListField(_l("Về lượt tiếp"), coerce=number_or_none, empty=_l("Không riêng lượt nào"))
    contact_name = LineField(_l("Người liên hệ"), [Length(max=120)])
    contact_post = LineField(_l("Chức vụ"), [Length(max=120)])
    contact_phone = LineField(_l("Điện thoại"), [Length(max=40)])

    warning = ""  # what there is to know of its term
    NEEDED = {  # noqa: RUF012 - a table
        "what": _l("Nhập nội dung việc giao."),
        "body": _l("Chọn hoặc nhập cơ quan được giao."),
        "term_on": _l("Nhập hạn giao."),
    }

    @property
    def typed(self) -> bool:
        """Whether anything was written into the block."""
        return any(self[name].data or self[name].raw_data not in (None, [], [""]) for name in self.NEEDED)

    def missing(self) -> bool:
        """Name what a task lacks; an empty block lacks nothing."""
        lacking = [name for name in self.NEEDED if not self[name].data and not self[name].errors]
        for name in lacking if self.typed else ():
            self[name].errors = [*self[name].errors, str(self.NEEDED[name])]
        return self.typed and bool(lacking)

    def task(self, agencies: Mapping[str, int]) -> NewTask:
        """What was typed into a valid block; a body that is named as an agency of the register is that agency."""
        body = self.body.data or ""
        return NewTask(
            what=self.what.data or "",
            term_on=self.term_on.data or date.max,
            agency_id=agencies.get(body.casefold()),
            body=body,
            visit_id=self.visit.data,
            contact_name=self.contact_name.data or "",
            contact_post=self.contact_post.data or "",
            contact_phone=self.contact_phone.data or "",
        )


class ConclusionForm(Form):
    """The conclusion of a day. ``agencies``: those of the register, by their names as typed.

    ``warned``: the terms this person was told go beyond what the law gives; sent again, they are meant.
    """

    agencies: Mapping[str, int]
    visits: Sequence[tuple[str, str]]
    document_no = LineField(_l("Số, ký hiệu"), [Needed(_l("Nhập số, ký hiệu thông báo kết luận.")), Length(max=80)])
    issued_on = VietnameseDateField(_l("Ngày ban hành"), [Needed(_l("Nhập ngày ban hành."))])
    signed_by = LineField(_l("Người ký"), [Needed(_l("Nhập họ tên, chức vụ người ký.")), Length(max=120)])
    content = TextField(_l("Nội dung kết luận"), [Needed(_l("Nhập nội dung kết luận.")), Length(max=LONGEST_TEXT)])
    tasks = FieldList(FormField(TaskForm), min_entries=1, max_entries=MOST_TASKS)
    warned = HiddenField()
    expected_version = VersionField()

    def offer(self, *, visits: Sequence[tuple[str, str]], agencies: Mapping[str, int]) -> None:
        """Set the visits of the day and the agencies of the register."""
        self.agencies, self.visits = agencies, visits
        for block in self.blocks:
            block.visit.choices = block.visit.with_empty(visits)

    def add_block(self) -> None:
        """One more task to write down."""
        if len(self.tasks) < MOST_TASKS:
            self.tasks.append_entry()
        self.offer(visits=self.visits, agencies=self.agencies)

    @property
    def blocks(self) -> list[TaskForm]:
        """The blocks of fields, one a task."""
        return [line.form for line in self.tasks]

    def validate(self, extra_validators: Any = None) -> bool:
        """A block that was begun must be whole."""
        valid = super().validate(extra_validators)
        lacking = [block.missing() for block in self.blocks]
        return valid and not any(lacking)

    def problems(self) -> list[tuple[str | None, str]]:
        """As on any form; those of a task lead to its own field."""
        paper = [one for one in super().problems() if one[0] != self.tasks.id]
        of_tasks = [(field.id, str(sentence)) for block in self.blocks for field in block for sentence in field.errors]
        return [*paper, *of_tasks]

    def conclusion(self) -> NewConclusion:
        """What was typed into a valid form."""
        return NewConclusion(
            document_no=self.document_no.data or "",
            issued_on=self.issued_on.data or date.max,
            signed_by=self.signed_by.data or "",
            content=self.content.data or "",
            tasks=[block.task(self.agencies) for block in self.blocks if block.typed],
        )

    def refuse(self, place: int, name: str | None, sentence: str) -> None:
        """Put a refusal of one task on its field, or above the form."""
        block = [block for block in self.blocks if block.typed][place]
        if name in block._fields:
            block[name].errors = [*block[name].errors, sentence]
        else:
            self.form_errors = [*self.form_errors, _("Việc thứ %(n)s: %(why)s", n=place + 1, why=sentence)]
