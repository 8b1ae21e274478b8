"""What is read of a petition while deciding on it: content, people, dates, hints, petitions that may be the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from app.casework.duplicates import candidates
from app.casework.hints import signs_in
from app.casework.petition_files import PetitionFile, petition_file
from app.casework.same_content import DoneOnce, done_of, others_of
from app.extensions import db
from app.records.matters import Matter
from app.records.petitions import Petition, PetitionKind
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.petitions import queue
from app.web.petitions.deeds import crumbs
from app.web.petitions.duplicates import DuplicateLine, duplicate_line
from app.web.petitions.facts import facts_of, parties_of, sealed_url
from app.web.standing import Standing, standing_of
from app.web.views import Fact, Link
from app.web.wording import day, term, words


@dataclass(frozen=True, slots=True)
class Hint:
    """A kind the words speak for, and which words."""

    words: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Petitions of this content, linked or only alike, and what was done with them: not done twice."""

    group: tuple[Link, ...]
    lines: tuple[DuplicateLine, ...]
    done: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The left side of the pages of a triage. ``queue``: None when this petition was opened by itself."""

    code: str
    crumbs: tuple[Link, ...]
    back: str
    sealed: bool
    sealed_url: str
    content: str
    facts: tuple[Fact, ...]
    standing: Standing
    hints: tuple[Hint, ...]
    same: Same | None
    queue: queue.Queue | None


def reading_of(matter: Matter, here: str, file: PetitionFile | None = None) -> Reading:
    """What is read while deciding, for the viewer of this request; ``here``: what this page is called."""
    viewer = current_viewer()
    file = file or petition_file(db.session(), viewer, matter)
    return Reading(
        code=matter.code,
        crumbs=crumbs(matter, here),
        back=url_for("petitions.page", ref=matter.ref),
        sealed=matter.sealed,
        sealed_url=sealed_url(matter, viewer),
        content="\n".join(filter(None, (file.content, file.request))),
        facts=_facts(matter, file),
        standing=standing_of(matter, act_url=lambda act: url_for("petitions.act", ref=matter.ref, act=act)),
        hints=hints_of(file),
        same=None if matter.sealed else same_of(matter),
        queue=queue.queue_at(matter) if queue.working_through() else None,
    )


def _facts(matter: Matter, file: PetitionFile) -> tuple[Fact, ...]:
    told_apart = {_("Nội dung"), _("Yêu cầu, đề nghị"), _("Loại đơn"), _("Lý do phân loại")}
    return (*(fact for fact in facts_of(matter, file) if fact.words not in told_apart), *parties_of(file))


def hints_of(file: PetitionFile) -> tuple[Hint, ...]:
    """What the words of a petition speak for; of a sealed one there are none to read."""
    signs = signs_in(f"{file.content}\n{file.request}")
    return tuple(
        Hint(
            _("Nghi là %(kind)s", kind=words(kind).lower()),
            tuple(sign.words for sign in signs if sign.kind is kind),
        )
        for kind in PetitionKind
        if any(sign.kind is kind for sign in signs)
    )


def same_of(matter: Matter) -> Same:
    """The petitions of this content, and those that may be; never of a sealed one."""
    session = db.session()
    group = others_of(session, matter)
    linked = Same(
        group=tuple(Link(other.code, url_for("petitions.page", ref=other.ref)) for other in group),
        lines=(),
        done=tuple(map(done_words, done_of(session, group))),
        url=url_for("petitions.duplicates", ref=matter.ref),
    )
    if session.get_one(Petition, matter.id).duplicate_of_id is not None:
        return linked
    known = {link.words for link in linked.group}
    found = [one for one in candidates(session, current_viewer(), matter) if one.code not in known]
    return replace(linked, lines=tuple(map(duplicate_line, found)))


def done_words(done: DoneOnce) -> str:
    """Đơn Đ-0012/2026 đã có “Chuyển đơn” ngày 12/10/2026 đến Sở Y tế."""
    said = {"code": done.code, "act": term(ACTS, done.act), "day": day(done.on), "to": done.to or "…"}
    return _("%(code)s đã có “%(act)s” ngày %(day)s đến %(to)s: không làm lần nữa.", **said)


def ignored_words(kind: PetitionKind | None) -> str:
    """That a petition was classified as something else than its words speak for; nothing when it was not."""
    return _("Phân loại khác gợi ý: nội dung nghi là %(kind)s.", kind=words(kind).lower()) if kind else ""
