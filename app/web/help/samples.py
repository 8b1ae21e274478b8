"""The components with sample values of every kind and state, for whoever builds pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField

from app.records.petitions import PetitionKind
from app.web.file_panel import FilesPanel, MatterFile
from app.web.forms import ChoiceField, Form, LineField, ListField, Needed, SecretField, TextField, VietnameseDateField
from app.web.views import (
    Action,
    Both,
    CalendarDay,
    CalendarWeek,
    Change,
    Confirmation,
    DayMark,
    Empty,
    FilterBar,
    FilterField,
    Link,
    TimelineEntry,
    WeekDay,
    Why,
    WhyStep,
)  # fmt: skip
from app.web.wording import choices, day, due_words, foot, short_day, short_weekday, weekday_and_day, words

SAMPLE_DAY = date(2026, 11, 23)
DUE_ON = date(2026, 11, 30)


class SampleForm(Form):
    """One field of each kind."""

    name = LineField(validators=[Needed()])
    on = VietnameseDateField(validators=[Needed()])
    kind = ChoiceField(validators=[Needed()])
    place = ListField()
    story = TextField()
    word = SecretField(validators=[Needed()])
    secret = BooleanField()


def components() -> dict[str, Any]:
    """Sample values for the page of components."""
    return {
        "badges": _badges(),
        "due_on": DUE_ON,
        "why": _why(),
        "timeline": _timeline(),
        "week": _week(),
        "bar": _filter_bar(),
        "foot": foot(25, 96, _("vụ việc"), next_url="#", first_url="#"),
        "empty": Empty(_("Không có việc quá hạn."), Link(_("Xem mọi vụ việc"), "#")),
        "actions": _actions(),
        "confirmation": _confirmation(),
        "form": _form(),
        "right_form": _form(with_errors=False),
        "both": (Both(_("Nội dung"), _("Hỗ trợ 40 triệu đồng"), _("Hỗ trợ 45 triệu đồng")),),
        "files": _files(),
    }


def _badges() -> list[Any]:
    due = SAMPLE_DAY + timedelta(days=7)
    return [
        due_words("open", due_on=due, left=8),
        due_words("due_soon", due_on=due, left=3),
        due_words("due_soon", due_on=SAMPLE_DAY, left=0),
        due_words("overdue", due_on=SAMPLE_DAY - timedelta(days=12), late=12),
        due_words("paused", paused_on=SAMPLE_DAY, suspended=True),
        due_words("met", done_on=SAMPLE_DAY),
        due_words("met_late", done_on=SAMPLE_DAY, late=4),
        due_words("ended"),
        due_words("unreckoned"),
    ]


def _why() -> Why:
    start, due = date(2026, 10, 14), DUE_ON
    steps = (
        WhyStep(_("Ngày bắt đầu %(day)s", day=day(start)), day(start), _("Ngày thứ nhất là ngày hôm sau.")),
        WhyStep(_("Cộng thời hạn"), "13/11/2026", _("Tên luật, điều, khoản.")),
        WhyStep(_("Cộng những ngày tạm dừng"), "29/11/2026", _("Tên luật, điều, khoản.")),
        WhyStep(_("Ngày nghỉ, dời sang ngày làm việc kế tiếp"), day(due), _("Tên luật, điều, khoản.")),
    )
    notes = (_("Hôm nay %(day)s. Còn 4 ngày làm việc.", day=short_day(SAMPLE_DAY)),)
    return Why(steps, WhyStep(_("Hạn"), day(due)), _weeks(start, due), notes, open=True)


def _weeks(start: date, due: date) -> tuple[CalendarWeek, ...]:
    monday = start - timedelta(days=start.weekday())
    return tuple(
        CalendarWeek(short_day(first), tuple(_cell(first + timedelta(days=n), start, due) for n in range(7)))
        for first in (monday + timedelta(weeks=w) for w in range((due - monday).days // 7 + 1))
    )


def _cell(on: date, start: date, due: date) -> CalendarDay | None:
    if not start <= on <= due:
        return None
    if on in {start, due}:
        return CalendarDay(
            on.day, (DayMark.START if on == start else DayMark.DUE,), _("bắt đầu") if on == start else _("hạn")
        )
    if date(2026, 11, 2) <= on < date(2026, 11, 18):
        return CalendarDay(on.day, (DayMark.PAUSE,), _("không tính"))
    marks = [DayMark.COUNT]
    marks += [DayMark.TODAY] if on == SAMPLE_DAY else []
    marks += [DayMark.OFF] if on == date(2026, 11, 24) else []
    return CalendarDay(on.day, tuple(marks))


def _timeline() -> list[TimelineEntry]:
    return [
        TimelineEntry(SAMPLE_DAY + timedelta(days=7), _("Việc tiếp theo của hồ sơ"), next_act=True),
        TimelineEntry(
            SAMPLE_DAY, _("Việc đã làm"), (_("Số văn bản, nội dung"),), _("Người làm"), late=(Link(_("Vụ việc"), "#"),)
        ),
        TimelineEntry(
            SAMPLE_DAY - timedelta(days=5), _("Tạm đình chỉ"), badges=(due_words("met_late", late=1),), pause=True,
            typed_late=_("nhập muộn %(n)s ngày", n=2),
        ),
        TimelineEntry(SAMPLE_DAY - timedelta(days=20), _("Nhận đơn"), badges=(due_words("met"),)),
    ]  # fmt: skip


def _week() -> list[WeekDay]:
    days = [SAMPLE_DAY + timedelta(days=n) for n in range(12) if (SAMPLE_DAY + timedelta(days=n)).weekday() < 5]  # noqa: PLR2004
    return [
        WeekDay(
            short_weekday(on), count=(on.day % 3) if n > 1 else 0, url="#",
            note={0: _("hôm nay"), 1: _("nghỉ lễ")}.get(n, ""), is_today=n == 0, is_off=n == 1,
        )
        for n, on in enumerate(days)
    ]  # fmt: skip


def _filter_bar() -> FilterBar:
    kinds = (("", _("Tất cả")), *((kind.value, words(kind)) for kind in PetitionKind))
    return FilterBar(
        action="#",
        fields=(
            FilterField("kind", _("Loại vụ việc"), kinds, chosen=PetitionKind.COMPLAINT.value, phone=True),
            FilterField("agency", _("Cơ quan"), (("", _("Toàn tỉnh")),), phone=True),
            FilterField("stage", _("Giai đoạn"), (("", _("Tất cả")),)),
        ),
        chips=(Link(_("Đất đai"), "#"), Link(_("Các sở"), "#")),
        clear="#",
    )


def _actions() -> list[Action]:
    return [
        Action(_("Ra quyết định giải quyết"), "#", primary=True),
        Action(_("Mời đối thoại"), "#"),
        Action(_("Việc khác"), "#", quiet=False),
        Action(_("Gia hạn"), "#", why_not=_("khiếu nại không có gia hạn.")),
    ]


def _confirmation() -> Confirmation:
    return Confirmation(
        question=_("Ghi quyết định tạm đình chỉ?"), verb=_("Ghi tạm đình chỉ"), back="#",
        explained=(_("Đồng hồ dừng từ ngày của quyết định."),),
        changes=(Change(_("Hạn ra quyết định"), weekday_and_day(DUE_ON), _("chưa có hạn, đang tạm đình chỉ")),),
    )  # fmt: skip


def _form(*, with_errors: bool = True) -> SampleForm:
    form = SampleForm(formdata=None, prefix="" if with_errors else "right-")
    labels = {
        "name": _("Họ và tên"), "on": _("Ngày nhận đơn"), "kind": _("Loại đơn"), "place": _("Cơ quan"),
        "story": _("Nội dung"), "word": _("Mật khẩu"), "secret": _("Xin giữ bí mật"),
    }  # fmt: skip
    for name, label in labels.items():
        form[name].label.text = label
    form.kind.choices = choices(PetitionKind)
    form.place.choices = [("", _("Chọn cơ quan"))]
    if with_errors:
        form.on.errors = [_("Nhập ngày nhận đơn không sau ngày hôm nay.")]
        form.kind.errors = [_("Chọn loại đơn.")]
    return form


def _files() -> FilesPanel:
    added = _("Thêm ngày %(day)s", day=day(SAMPLE_DAY))
    seen = MatterFile("a", _("Đơn khiếu nại.pdf"), "PDF, 1,2 MB", added, url="#", page="#", shown=True, asks=False)
    closed = MatterFile("b", _("Biên bản.jpg"), "JPEG, 640 KB", added, url="", page="#", shown=False, asks=False)
    return FilesPanel((seen, closed), upload="", accept="", largest=0, closed=True)
