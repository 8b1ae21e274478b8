"""The contents of a petition or case on its page: what is to be resolved, line by line, and what was found of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.content_lines import ContentLine, is_resolved, lines_of
from app.casework.contents import closed_because, may_write
from app.extensions import db
from app.records.matters import Matter, MatterKind
from app.statute.assessment import ActFact
from app.statute.procedures import resolutions_of
from app.statute.procedures.contents import BASIS, EVIDENCE
from app.statute.terms import DENUNCIATIONS, Procedure
from app.web.access import current_viewer
from app.web.act_fields import finding_words
from app.web.forms import sentence_of
from app.web.views import DueWords, Mark
from app.web.wording import day

TAKEN = "accepted"  # the stage of a petition that became a case
BETWEEN = re.compile(r"\n[ \t]*\n\s*")  # an empty line stands between two contents


def apart(text: str | None) -> list[str]:
    """Contents typed one after the other, an empty line between them."""
    return [one.strip() for one in BETWEEN.split((text or "").strip()) if one.strip()]


@dataclass(frozen=True, slots=True)
class ContentView:
    """One content. ``gone``: not to be resolved any more; ``urls``: where it is changed and taken out."""

    number: int
    text: str
    facts: tuple[str, ...]
    badge: DueWords | None
    found: tuple[str, ...]
    earlier: tuple[str, ...]
    gone: bool
    change_url: str
    strike_url: str


@dataclass(frozen=True, slots=True)
class ContentsPanel:
    """What ``parts/_contents.html`` prints. ``closed``: why nothing is added; ``add_url``: where it is."""

    title: str
    lines: tuple[ContentView, ...]
    sealed: bool
    add_url: str
    withdraw_url: str
    closed: str
    empty: str


def contents_of(matter: Matter, log: Sequence[ActFact], *, opens: bool, withdraw_url: str = "") -> ContentsPanel:
    """The contents of a matter for the viewer of this request. ``log``: the acts that count.

    ``opens``: whether they may open its sealed page, where it has one; ``withdraw_url``: where one of several contents
    is withdrawn, if that can be recorded now.
    """
    lines = lines_of(db.session(), matter, log)
    mine = may_write(matter, current_viewer()) and (opens or not matter.sealed)
    closed = closed_because(matter, log) if mine else None
    several = sum(line.stands for line in lines) > 1
    shown = _Shown(matter, is_resolved(matter, log), mine and closed is None)
    return ContentsPanel(
        title=title_of(matter),
        lines=tuple(shown.line(line) for line in lines),
        sealed=matter.sealed,
        add_url=url_for("cases.add_contents", ref=matter.ref) if mine and closed is None else "",
        withdraw_url=withdraw_url if several else "",
        closed=sentence_of(closed) if closed is not None and not is_resolved(matter, log) else "",
        empty=_empty(matter, over=closed is not None),
    )


def title_of(matter: Matter) -> str:
    """What the contents of a matter are called: nội dung khiếu nại, nội dung tố cáo and so on."""
    if matter.procedure in DENUNCIATIONS:
        return _("Nội dung tố cáo")
    if matter.procedure == Procedure.FEEDBACK:
        return _("Nội dung kiến nghị, phản ánh")
    resolved = matter.procedure and resolutions_of(matter.procedure)
    return _("Nội dung khiếu nại") if resolved else _("Từng nội dung")


def _empty(matter: Matter, *, over: bool) -> str:
    if matter.kind is MatterKind.PETITION and matter.open and not over:
        return _("Chưa ghi từng nội dung. Thụ lý khi chưa ghi thì cả đơn là một nội dung.")
    return _("Chưa ghi nội dung nào.")


@dataclass(frozen=True, slots=True)
class _Shown:
    """How the lines of one matter are shown. ``resolved``: its resolution was recorded."""

    matter: Matter
    resolved: bool
    changes: bool

    def line(self, it: ContentLine) -> ContentView:
        changes = self.changes and it.stands
        return ContentView(
            number=it.position,
            text=it.text,
            facts=tuple(_facts(it)),
            badge=self.badge(it),
            found=tuple(_found(it)),
            earlier=tuple(filter(None, it.earlier.split("\n"))),
            gone=not it.stands,
            change_url=self.address("cases.change_content", it) if changes else "",
            strike_url=self.address("cases.strike_content", it) if changes else "",
        )

    def address(self, endpoint: str, it: ContentLine) -> str:
        return url_for(endpoint, ref=self.matter.ref, number=it.position)

    def badge(self, it: ContentLine) -> DueWords | None:
        """The state of a content: words, then shape. None where there is nothing to say yet."""
        if it.struck:
            return DueWords(Mark.PAUSED, _("đã bỏ, ghi nhầm"))
        if it.withdrawn_on:
            return DueWords(Mark.PAUSED, _("đã rút %(day)s", day=day(it.withdrawn_on)))
        if it.finding:
            return DueWords(Mark.MET, self.finding(it))
        if self.matter.kind is MatterKind.PETITION and self.matter.stage == TAKEN:
            taken = DueWords(Mark.MET, _("thụ lý"))
            return taken if it.accepted else DueWords(Mark.PAUSED, _("không thụ lý"))
        if self.matter.kind is MatterKind.CASE:
            words = _("không ghi riêng kết quả") if self.resolved else _("chưa có kết quả")
            return DueWords(Mark.OPEN, words)
        return None

    def finding(self, it: ContentLine) -> str:
        procedure = self.matter.procedure or Procedure.TRIAGE
        act = min(resolutions_of(procedure))
        return finding_words(procedure, act, it.finding or {})


def _facts(it: ContentLine) -> Iterator[str]:
    if it.concerns:
        yield _("Người bị tố cáo: %(who)s", who=it.concerns)
    since = _("từ %(day)s", day=day(it.since_on))
    yield f"{since}, {it.document}" if it.document else since


def _found(it: ContentLine) -> Iterator[str]:
    found = it.finding or {}
    if found.get(BASIS):
        yield _("Kết quả xác minh, căn cứ: %(said)s", said=found[BASIS])
    if found.get(EVIDENCE):
        yield _("Văn bản, chứng cứ: %(said)s", said=found[EVIDENCE])
