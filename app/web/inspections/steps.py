"""Where an inspection stands: the steps behind it as a timeline, the one that comes next, and what else can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.casework.inspections.reading import InvitationRow, RecommendationRow
from app.casework.inspections.sight import Seen
from app.casework.inspections.teams import whom_to_invite
from app.extensions import db
from app.records.inspections import InspectionStage
from app.records.matters import Matter
from app.statute.inspections import result_due_on
from app.web.clock import today
from app.web.inspections.invited import attended_words
from app.web.views import Action, TimelineEntry
from app.web.wording import number

WAITING = "recommendation_reported"


@dataclass(frozen=True, slots=True)
class Steps:
    """What stands around the next step."""

    next: Action | None
    others: tuple[Action, ...]
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be taken; ``due_on``: the day it waits for, where there is one."""

    words: str
    url: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the steps depend on."""

    seen: Seen
    files: int
    findings: int
    recommendations: Sequence[RecommendationRow]
    invited: Sequence[InvitationRow]

    def to(self, step: str) -> str:
        return url_for(f"inspections.{step}", ref=self.seen.inspection.ref)


def steps_of(
    seen: Seen, *, files: int, findings: int, recommendations: Sequence[RecommendationRow],
    invited: Sequence[InvitationRow],
) -> Steps:  # fmt: skip
    """The steps of an inspection for whoever looks at it; only who leads it has any to take."""
    ground = _Ground(seen, files, findings, recommendations, invited)
    open_steps = list(OPEN[seen.inspection.stage](ground)) if seen.own else list(_together(ground))
    first, rest = (open_steps[0], open_steps[1:]) if open_steps else (None, [])
    entries = sorted(_happened(ground), key=lambda one: one.day or date.min)
    coming = [TimelineEntry(first.due_on, first.words, next_act=True)] if first else []
    chosen = Action(first.words, first.url, primary=True) if first else None
    others = tuple(Action(one.words, one.url) for one in rest)
    return Steps(chosen, others, (*coming, *reversed(entries)))


# --- what can be done -----------------------------------------------------------------------------------------------


def _planned(it: _Ground) -> Iterator[Step]:
    plan = it.seen.plan
    if plan.approved_on is None:
        yield Step(_("Ghi phê duyệt kế hoạch"), url_for("inspections.plan_approve", ref=plan.ref))
    else:
        yield Step(_("Ghi quyết định thành lập đoàn"), it.to("team"))
    yield Step(_("Sửa trong kế hoạch"), it.to("inspection_change"))
    yield Step(_("Bỏ khỏi kế hoạch"), it.to("inspection_cancel"))


def _decided(it: _Ground) -> Iterator[Step]:
    if not it.invited:
        yield from _inviting(it)
    yield Step(_("Ghi đoàn bắt đầu làm việc"), it.to("begin"))
    if it.invited:
        yield from _inviting(it)
    yield Step(_("Ghi lại quyết định thành lập đoàn"), it.to("team"))
    yield Step(_("Bỏ khỏi kế hoạch"), it.to("inspection_cancel"))


def _working(it: _Ground) -> Iterator[Step]:
    choose, find = Step(_("Chọn hồ sơ xem xét"), it.to("files")), Step(_("Ghi điều phát hiện"), it.to("finding"))
    ask = Step(_("Soạn kiến nghị"), it.to("recommendation"))
    announce = Step(_("Công bố kết luận"), it.to("announce"))
    yield from _by_need(it, choose, find, ask, announce)


def _under_way(it: _Ground) -> Iterator[Step]:
    yield from _working(it)
    yield Step(_("Soạn văn bản kết luận"), it.to("conclusion"))
    yield from _inviting(it)


def _inviting(it: _Ground) -> Iterator[Step]:
    """The first of the bodies to invite by name: the province's plan wants Ban Dân vận there; then one more."""
    bodies = whom_to_invite(db.session(), it.seen, today=today())
    if bodies and not it.invited:
        yield Step(_("Mời %(agency)s tham gia", agency=bodies[0].name), it.to("invite"))
    elif bodies:
        yield Step(_("Mời thêm cơ quan tham gia"), it.to("invite"))


def _together(it: _Ground) -> Iterator[Step]:
    """What who leads it with another records: what the team does, not its papers."""
    if it.seen.leads and it.seen.inspection.stage is InspectionStage.UNDER_WAY:
        papers = it.to("announce")
        yield from (one for one in _working(it) if one.url != papers)


def _by_need(it: _Ground, choose: Step, find: Step, ask: Step, announce: Step) -> tuple[Step, ...]:
    """The first thing that is not there yet comes first."""
    if not it.files:
        return choose, find, ask, announce
    if not it.findings:
        return find, choose, ask, announce
    return (announce, find, ask, choose) if it.recommendations else (ask, find, announce, choose)


def _announced(it: _Ground) -> Iterator[Step]:
    waiting = [one for one in it.recommendations if one.ref and one.stage == WAITING]
    late = [one for one in it.recommendations if one.ref and one.late(today())]
    for one in waiting:
        yield Step(_("Kiểm tra báo cáo thực hiện %(code)s", code=one.code), url_for("inspections.term", ref=one.ref))
    for one in late:
        said = _("Xem kiến nghị quá hạn %(code)s", code=one.code)
        yield Step(said, url_for("inspections.term", ref=one.ref), one.term_on)
    result_id = it.seen.plan.result_matter_id
    result = db.session.get(Matter, result_id) if result_id else None
    if result is not None and result.open:
        said, due_on = _("Gửi kết quả kiểm tra năm về Sở Nội vụ"), result_due_on(it.seen.plan.year)
        yield Step(said, url_for("inspections.result", ref=it.seen.plan.ref), due_on)
    for row in it.invited:
        if row.attendance is None:
            said = _("Ghi việc tham gia của %(agency)s", agency=row.agency)
            yield Step(said, url_for("inspections.attend", ref=it.seen.inspection.ref, invited=row.ref))


def _nothing(_it: _Ground) -> Iterator[Step]:
    return iter(())


OPEN = {
    InspectionStage.PLANNED: _planned,
    InspectionStage.DECIDED: _decided,
    InspectionStage.UNDER_WAY: _under_way,
    InspectionStage.ANNOUNCED: _announced,
    InspectionStage.CANCELLED: _nothing,
}


# --- what happened --------------------------------------------------------------------------------------------------


def _happened(it: _Ground) -> Iterator[TimelineEntry]:
    one, plan = it.seen.inspection, it.seen.plan
    if plan.approved_on:
        yield TimelineEntry(plan.approved_on, _("Phê duyệt kế hoạch"), (_paper(plan.number),), plan.signed_by)
    if one.decided_on:
        yield TimelineEntry(
            one.decided_on, _("Thành lập đoàn kiểm tra"), (_paper(one.decision_no),), one.decision_signed_by
        )
    for row in it.invited:
        to = _("Mời %(agency)s", agency=row.agency)
        yield TimelineEntry(row.issued_on, to, (_paper(row.number), attended_words(row)))
    if one.began_on:
        yield TimelineEntry(one.began_on, _("Đoàn bắt đầu làm việc"), tuple(_work(it)))
    if one.announced_on:
        yield TimelineEntry(
            one.announced_on, _("Kết luận được công bố"), (_paper(one.conclusion_no),), one.conclusion_signed_by
        )


def _paper(document_no: str | None) -> str:
    return _("số %(no)s", no=document_no or "")


def _work(it: _Ground) -> Iterator[str]:
    counts = (
        (it.files, ngettext("%(n)s hồ sơ xem xét", "%(n)s hồ sơ xem xét", it.files, n=number(it.files))),
        (it.findings, ngettext("%(n)s điều phát hiện", "%(n)s điều phát hiện", it.findings, n=number(it.findings))),
    )
    yield from (said for count, said in counts if count and it.seen.findings_of)
