"""A refusal on the page of its visit: the ground and what it rests on, what was told, what the head still owes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.refusals import Evidence, Refusal, refusal_of
from app.extensions import db
from app.records.matters import Matter
from app.statute.grounds import refusal_ground
from app.web.act_fields import choice_words
from app.web.reception.refusal_forms import way_words
from app.web.views import Fact
from app.web.wording import day, weekday_and_day


@dataclass(frozen=True, slots=True)
class RefusalPanel:
    """What the page of a visit says of its refusal. ``owed``: what is still owed, to whom, by when."""

    facts: tuple[Fact, ...]
    owed: str
    notice_url: str


def refusal_panel(matter: Matter, *, printable: bool) -> RefusalPanel | None:
    """The refusal of a visit; None when nobody was refused. Of a sealed visit without what it rests on.

    ``printable``: the viewer may open what the paper says.
    """
    it = refusal_of(db.session(), matter)
    if it is None:
        return None
    ground = refusal_ground(it.ground)
    written = bool(ground and ground.written) and it.ordered_on is None
    return RefusalPanel(
        facts=tuple(Fact(words, said) for words, said in _facts(matter, it) if said),
        owed=_owed(it) if written else "",
        notice_url=_notice_url(matter) if written and printable else "",
    )


def _notice_url(matter: Matter) -> str:
    return url_for("reception.paper", ref=matter.ref, paper="thong-bao-tu-choi")


def _facts(matter: Matter, it: Refusal) -> Iterator[tuple[str, str]]:
    ground = refusal_ground(it.ground)
    yield _("Căn cứ từ chối"), choice_words("reception_refused", it.ground)
    yield _("Cách báo"), way_words(ground, it.on) if ground else ""
    yield _("Văn bản, cơ quan làm căn cứ"), "" if matter.sealed else evidence_words(it.evidence)
    yield _("Đã giải thích"), _explained(it)
    yield _("Ngày đủ căn cứ"), day(it.complete_on) if ground and ground.written else ""
    yield _("Thông báo từ chối"), notice_words(it)
    yield _("Thủ trưởng yêu cầu tiếp"), day(it.ordered_on)


def evidence_words(it: Evidence) -> str:
    """112/TB-UBND, ngày 03/08/2026, UBND tỉnh Gia Lai, có tệp đính kèm."""
    dated = _("ngày %(day)s", day=day(it.on)) if it.on else ""
    filed = _("có tệp đính kèm") if it.filed else ""
    return ", ".join(filter(None, (it.no, dated, it.by, filed)))


def _explained(it: Refusal) -> str:
    if it.explained_on is None:
        return _("Chưa ghi")
    if it.explained_at:
        return _("lúc %(hour)s ngày %(day)s", hour=it.explained_at, day=day(it.explained_on))
    return day(it.explained_on)


def notice_words(it: Refusal) -> str:
    """Số 15/TB-UBND ngày 24/08/2026."""
    return _("số %(no)s ngày %(day)s", no=it.notice_no, day=day(it.notice_on)) if it.notice_no else ""


def _owed(it: Refusal) -> str:
    if it.notice_no:
        return ""
    if it.due_on is None:
        return _("Thủ trưởng còn phải gửi người đến thông báo từ chối tiếp bằng văn bản.")
    due = weekday_and_day(it.due_on)
    return _("Thủ trưởng còn phải gửi người đến thông báo từ chối tiếp, hạn %(day)s.", day=due)
