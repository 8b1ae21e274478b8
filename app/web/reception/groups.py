"""A group at the desk (đoàn đông người): how many speak for it, and what is odd about it. Nothing of it blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from app.casework.mandates import LONGEST_DOCUMENT, may_add_mandate
from app.casework.permissions import Viewer
from app.casework.register import RegisterLine
from app.records.matters import Matter
from app.statute.groups import (
    GROUP_FROM,
    MOST_OF_A_SMALL_GROUP,
    MOST_REPRESENTATIVES,
    SMALL_GROUP_UNTIL,
    is_group,
    provisions_on,
    representation_of,
)
from app.statute.instruments import cite_all
from app.web.forms import Form, LineField, Needed, VietnameseDateField
from app.web.reception.day_words import group_words
from app.web.reception.forms import VisitForm
from app.web.wording import number, spoken


@dataclass(frozen=True, slots=True)
class GroupHelp:
    """What stands under the number of people: ``shown`` for the number typed, the rest for the script."""

    group_from: int
    small_until: int
    nobody: str
    small: str
    large: str
    shown: str
    warning: str


def group_help(form: VisitForm) -> GroupHelp:
    """The words about groups for what is typed into the form of a visit."""
    nobody = _("Tính cả người đứng tên. Từ %(n)s người: ghi đoàn.", n=GROUP_FROM)
    small = _(
        "Đoàn từ %(first)s đến %(last)s người: ghi 1 hoặc %(most)s người đại diện.",
        first=GROUP_FROM, last=SMALL_GROUP_UNTIL, most=MOST_OF_A_SMALL_GROUP,
    )  # fmt: skip
    large = _(
        "Đoàn trên %(n)s người: ghi nhiều nhất %(most)s người đại diện.",
        n=SMALL_GROUP_UNTIL, most=MOST_REPRESENTATIVES,
    )  # fmt: skip
    count = form.people_count.data if isinstance(form.people_count.data, int) else 1
    shown = nobody if not is_group(count) else small if count <= SMALL_GROUP_UNTIL else large
    odd = _too_many(count, len(form.people()))
    warning = _("%(odd)s. Vẫn lưu được.", odd=odd) if odd else ""
    return GroupHelp(GROUP_FROM, SMALL_GROUP_UNTIL, nobody, small, large, shown, warning)


class MandateForm(Form):
    """The paper by which a group says who speaks for it."""

    document = LineField(
        _l("Số, tên văn bản"), [Needed(_l("Nhập số, tên văn bản cử người đại diện.")), Length(max=LONGEST_DOCUMENT)]
    )
    on = VietnameseDateField(_l("Ngày văn bản"), [Needed(_l("Nhập ngày văn bản."))])


def mandate_url(matter: Matter, line: RegisterLine, viewer: Viewer) -> str:
    """Where the mandate a group still owes is written down; nothing when it owes none, or for who may not write it."""
    owed = is_group(line.people_count) and not line.mandate
    return url_for("reception.mandate", ref=matter.ref) if owed and may_add_mandate(viewer, matter) else ""


def group_notes(line: RegisterLine) -> Iterator[str]:
    """What is odd about the group of a visit; nothing when it was no group."""
    if not is_group(line.people_count):
        return
    law = _law(line.received_on)
    if odd := _too_many(line.people_count, len(line.shown_as)):
        yield f"{odd} ({law})."
    if not line.mandate and not line.sealed:
        yield _("Chưa ghi văn bản cử người đại diện của đoàn (%(law)s).", law=law)


def _too_many(count: int, named: int) -> str:
    wanted = representation_of(count)
    if wanted is None or wanted.allows(named):
        return ""
    return _(
        "%(group)s cử nhiều nhất %(most)s người đại diện, đang ghi %(n)s người",
        group=group_words(count), most=wanted.most, n=number(named),
    )  # fmt: skip


def _law(on: date) -> str:
    return spoken(cite_all(provisions_on(on)))
