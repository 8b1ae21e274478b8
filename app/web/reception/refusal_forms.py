"""The part of the form of a visit that refuses it: the ground, its evidence, and that it was explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import Length

from app.casework.refusals import Evidence, evidence_wanted
from app.records.reception import VisitOutcome
from app.statute.forms import Paper, form_on
from app.statute.grounds import REFUSAL_GROUNDS, Ground, evidence_missing
from app.statute.time_limits import NotInForce, limit_in_force
from app.web.act_fields import choice_words, choices
from app.web.clock import now
from app.web.forms import HourField, LineField, ListField, TextField, VietnameseDateField, sentence_of
from app.web.people import not_later, tick_box
from app.web.wording import clock_time, day, spoken

LONGEST_NO, LONGEST_BODY = 80, 200


@dataclass(frozen=True, slots=True)
class GroundHelp:
    """What one ground needs: ``way`` is "written" or "oral", ``needs`` the fields of its evidence."""

    code: str
    name: str
    way: str
    needs: str
    words: str


class RefusalFields:
    """Refusing to receive: a mixin of the form of a visit. The view sets ``filed``: a file lies beside the form."""

    outcome: Any
    received_on: Any
    note: TextField
    today: date
    filed: bool = False
    refusal_ground = ListField(_l("Căn cứ từ chối"), empty=_l("Chọn căn cứ"))
    evidence_no = LineField(_l("Số văn bản làm căn cứ, hoặc mã lượt tiếp trước"), [Length(max=LONGEST_NO)])
    evidence_on = VietnameseDateField(_l("Ngày văn bản làm căn cứ"))
    evidence_by = LineField(_l("Cơ quan ban hành văn bản hoặc đang giải quyết"), [Length(max=LONGEST_BODY)])
    ground_complete_on = VietnameseDateField(_l("Ngày đủ căn cứ từ chối"))
    explained = tick_box(_l("Đã giải thích trực tiếp lý do từ chối"))
    explained_at = HourField(_l("Giờ đã giải thích"))

    @property
    def refusing(self) -> Ground | None:
        """The ground chosen; None when the visit is not refused."""
        if self.outcome.data is not VisitOutcome.REFUSED:
            return None
        return REFUSAL_GROUNDS.get(self.refusal_ground.data or "")

    @property
    def evidence(self) -> Evidence:
        return Evidence(
            self.evidence_no.data or "", self.evidence_on.data, self.evidence_by.data or "", filed=self.filed
        )

    @property
    def hour_explained(self) -> time | None:
        """When it was explained: as typed, else the minute of saving when the person came today."""
        if not self.explained.data:
            return None
        here = self.received_on.data == self.today
        typed: time | None = self.explained_at.data
        return typed or (time.fromisoformat(clock_time(now())) if here else None)

    def offer_grounds(self) -> None:
        """Set the list of grounds: those in force on the day of the visit."""
        on = self.received_on.data or self.today
        self.refusal_ground.choices = self.refusal_ground.with_empty(choices("reception_refused", on))

    def validate_refusal_ground(self, it: ListField) -> None:
        if self.outcome.data is VisitOutcome.REFUSED and not it.data:
            raise ValidationError(_("Chọn căn cứ từ chối tiếp. Không có căn cứ thì phải tiếp."))

    def validate_evidence_no(self, it: LineField) -> None:
        self._demand(it)

    def validate_evidence_on(self, it: VietnameseDateField) -> None:
        self._demand(it)
        not_later(it.data, self.today, _("Nhập ngày văn bản không muộn hơn hôm nay, %(day)s.", day=day(self.today)))

    def validate_evidence_by(self, it: LineField) -> None:
        self._demand(it)

    def validate_ground_complete_on(self, it: VietnameseDateField) -> None:
        not_later(it.data, self.today, _("Nhập ngày đủ căn cứ không muộn hơn hôm nay, %(day)s.", day=day(self.today)))
        if it.data and self.received_on.data and it.data < self.received_on.data:
            raise ValidationError(_("Nhập ngày đủ căn cứ không sớm hơn ngày tiếp."))

    def validate_explained(self, it: Any) -> None:
        ground = self.refusing
        if ground is None or it.data:
            return
        if self.explained_at.data:
            raise ValidationError(_("Đánh dấu là đã giải thích, hoặc bỏ trống giờ đã giải thích."))
        if not ground.written and not self.note.data:
            raise ValidationError(
                _("Giải thích ngay cho người đến rồi đánh dấu. Người đến đã bỏ đi thì ghi rõ ở ghi chú.")
            )

    def _demand(self, it: Field) -> None:
        ground = self.refusing
        if ground is not None and not it.process_errors and it.name in evidence_missing(ground, self.evidence.said()):
            raise ValidationError(sentence_of(evidence_wanted(it.name, ground)))


def grounds_help(on: date) -> tuple[GroundHelp, ...]:
    """What each ground in force on a day needs, in the order of the law."""
    return tuple(
        GroundHelp(
            code, choice_words("reception_refused", code), "written" if one.written else "oral", " ".join(one.needs),
            " ".join(filter(None, (way_words(one, on), _evidence_words(one)))),
        )
        for code, one in REFUSAL_GROUNDS.items()
        if one.holds_on(on)
    )  # fmt: skip


def way_words(ground: Ground, on: date) -> str:
    """How the law wants the refusal told."""
    if not ground.written:
        return _("Giải thích trực tiếp, ngay tại chỗ.")
    made = form_on(Paper.REFUSAL_NOTICE, on)
    form = _(" (Mẫu %(no)s)", no=made.number) if made else ""
    try:
        days = limit_in_force("tcd.refusal_notice", on).length
    except NotInForce:
        return _("Thông báo bằng văn bản do thủ trưởng ký%(form)s. Vẫn giải thích ngay.", form=form)
    return _(
        "Thông báo bằng văn bản do thủ trưởng ký%(form)s, trong %(n)s ngày làm việc kể từ ngày đủ căn cứ. "
        "Vẫn giải thích ngay.", form=form, n=days,
    )  # fmt: skip


def _evidence_words(ground: Ground) -> str:
    if not ground.evidence:
        return ""
    paper = spoken(ground.evidence)
    return _("Phải kèm: %(paper)s.", paper=paper) if ground.needs else _("Nên ghi ở ghi chú: %(paper)s.", paper=paper)
