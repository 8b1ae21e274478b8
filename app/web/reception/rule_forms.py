"""Forms of the schedule as a whole: a rule its days are made of, and that it was posted."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import Length, Optional

from app.casework.postings import Posting
from app.casework.rule_days import LAST
from app.casework.schedule_rules import WEEKS, RuleDraft, draft_of
from app.records.reception import OffDay, ReceptionKind, ReceptionRule, RuleEvery
from app.web.forms import ChoiceField, Form, HourField, LineField, ListField, Needed, VersionField, VietnameseDateField
from app.web.people import the_day
from app.web.reception.day_forms import LONGEST_NAME, LONGEST_PLACE
from app.web.wording import WEEKDAYS, choices

LONGEST_NUMBER = 80
MONTH_DAY: Any = _l("Ngày trong tháng")
TIMES = ((1, _l("lần thứ nhất")), (2, _l("lần thứ hai")), (3, _l("lần thứ ba")), (WEEKS, _l("lần thứ tư")),
         (LAST, _l("lần cuối cùng")))  # fmt: skip


class RuleForm(Form):
    """A rule. ``desks``: the agencies to choose from."""

    desks: list[tuple[str, str]]
    agency = ListField(_l("Đơn vị"), coerce=int)
    kind = ChoiceField(_l("Buổi tiếp"), [Needed(_l("Chọn loại buổi tiếp."))], kind=ReceptionKind)
    every = ChoiceField(_l("Lặp lại"), [Needed(_l("Chọn cách lặp lại."))], kind=RuleEvery)
    month_day = IntegerField(MONTH_DAY, [Optional()])
    weekday = ListField(_l("Thứ"), coerce=int)
    week = ListField(_l("Lần thứ mấy trong tháng"), coerce=int)
    off = ChoiceField(_l("Trùng ngày nghỉ thì"), [Needed(_l("Chọn cách xử lý ngày nghỉ."))], kind=OffDay)
    from_on = VietnameseDateField(_l("Áp dụng từ ngày"), [Needed(_l("Nhập ngày bắt đầu."))])
    until_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])
    starts_at = HourField(_l("Từ giờ"), [Needed(_l("Nhập giờ bắt đầu."))])
    ends_at = HourField(_l("Đến giờ"), [Needed(_l("Nhập giờ kết thúc."))])
    chaired_by = LineField(_l("Người tiếp"), [Length(max=LONGEST_NAME)])
    place = LineField(_l("Nơi tiếp"), [Length(max=LONGEST_PLACE)])
    expected_version = VersionField(default="0")

    def offer(self, desks: list[tuple[str, str]]) -> None:
        """Set the lists somebody chooses from."""
        self.agency.choices = self.desks = desks
        self.kind.choices = choices((ReceptionKind.HEAD, ReceptionKind.REGULAR))
        self.every.choices, self.off.choices = choices(RuleEvery), choices(OffDay)
        self.weekday.choices = [(str(number), str(name)) for number, name in enumerate(WEEKDAYS)]
        self.week.choices = [(str(number), str(name)) for number, name in TIMES]

    def draft(self) -> RuleDraft:
        """What was typed into a valid form."""
        every = RuleEvery(self.every.data)
        return RuleDraft(
            kind=ReceptionKind(self.kind.data), every=every, off=OffDay(self.off.data),
            number=int((self.month_day.data or 0) if every is RuleEvery.MONTH_DAY else self.week.data),
            weekday=int(self.weekday.data), starts_at=self.starts_at.data, ends_at=self.ends_at.data,
            from_on=the_day(self.from_on), until_on=self.until_on.data, place=self.place.data or "",
            chaired_by=self.chaired_by.data or "",
        )  # fmt: skip

    def fill(self, rule: ReceptionRule) -> None:
        """Put a rule into the fields."""
        kept = draft_of(rule)
        for name in ("kind", "every", "off", "weekday", "starts_at", "ends_at", "from_on", "until_on", "place"):
            self[name].data = getattr(kept, name)
        self.chaired_by.data, self.expected_version.data = kept.chaired_by, rule.version
        (self.month_day if kept.every is RuleEvery.MONTH_DAY else self.week).data = kept.number


class PostingForm(Form):
    """The schedule was posted: of which days, when, where, by whom."""

    on = VietnameseDateField(_l("Ngày niêm yết"), [Needed(_l("Nhập ngày niêm yết."))])
    where = LineField(_l("Nơi niêm yết"), [Needed(_l("Nhập nơi niêm yết.")), Length(max=LONGEST_PLACE)])
    by_whom = LineField(_l("Người niêm yết"), [Length(max=LONGEST_NAME)])
    document_no = LineField(_l("Số lịch, thông báo"), [Length(max=LONGEST_NUMBER)])

    def posting(self) -> Posting:
        """What was typed into a valid form."""
        return Posting(the_day(self.on), self.where.data or "", self.by_whom.data or "", self.document_no.data or "")
