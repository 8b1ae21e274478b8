"""The papers of a matter on its page: those its stage calls for, those being written, those issued."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.casework.identities import may_open
from app.casework.papers.keeping import PaperLine, may_make, papers_kept
from app.extensions import db
from app.records.matters import Matter
from app.records.papers import PaperState
from app.records.reception import Visit
from app.statute.grounds import refusal_ground
from app.statute.papers import PAPERS, OfficialPaper, papers_of
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.clock import now, today
from app.web.views import Link
from app.web.wording import day, moment, spoken, term


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in the list. ``asks``: its file is opened by a post."""

    words: str
    facts: str
    url: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """What ``parts/_papers.html`` prints. ``called``: what the stage calls for; ``others``: what else may be made."""

    called: tuple[Link, ...]
    others: tuple[Link, ...]
    drafts: tuple[PaperRow, ...]
    issued: tuple[PaperRow, ...]


def paper_panel(matter: Matter, latest: Collection[str], owed: Collection[str]) -> PaperPanel:
    """The papers of a matter, for the viewer of this request. A fixed number of statements.

    ``latest``: the acts recorded last; ``owed``: those whose papers are still owed. What was recorded before and is
    owed no more calls for nothing.
    """
    session, viewer, at = db.session(), current_viewer(), now()
    kept = papers_kept(session, matter)
    makes = may_make(session, matter, by=viewer, at=at)
    opens = not matter.sealed or (bool(kept) and may_open(session, matter, viewer=viewer, at=at))
    offered = papers_of(matter.kind.value, matter.procedure, today()) if makes else ()
    papers = [one for one in offered if not one.of_written_refusals or _refused_in_writing(matter)]
    called = list(_called(papers, {one.paper for one in kept if one.state is PaperState.ISSUED}, latest, owed))
    return PaperPanel(
        called=tuple(_link(matter, one) for one in called),
        others=tuple(_link(matter, one) for one in papers if one not in called),
        drafts=tuple(_draft(matter, one, papers) for one in kept if one.state is PaperState.DRAFT),
        issued=tuple(_issued(matter, one, opens=opens) for one in kept if one.state is PaperState.ISSUED),
    )


def _called(
    papers: list[OfficialPaper], issued: Collection[str], latest: Collection[str], owed: Collection[str]
) -> Iterator[OfficialPaper]:
    """What is still wanted: an act that has one of its papers (a team, or an assignment) wants no other."""
    served = {one.acts[0] for one in papers if one.code in issued and one.acts and not one.tells}
    for one in papers:
        other_made = not one.tells and bool(served & set(one.acts[:1]))
        if one.code not in issued and not other_made and set(one.acts) & {*latest, *(() if one.aside else owed)}:
            yield one


def _refused_in_writing(matter: Matter) -> bool:
    visit = db.session.get(Visit, matter.id)
    ground = refusal_ground(visit.refusal_ground) if visit and visit.refusal_ground else None
    return ground is not None and ground.written


def _link(matter: Matter, paper: OfficialPaper) -> Link:
    return Link(spoken(paper.name), url_for("papers.write", ref=matter.ref, paper=paper.slug))


def _name(code: str) -> str:
    return next((spoken(one.name) for one in PAPERS if one.code == code), code)


def _draft(matter: Matter, line: PaperLine, papers: list[OfficialPaper]) -> PaperRow:
    said = _("%(who)s lưu lúc %(when)s", who=line.changed_by, when=moment(line.changed_at))
    open_to = next((one for one in papers if one.code == line.paper), None)
    url = url_for("papers.write", ref=matter.ref, paper=open_to.slug) if open_to else ""
    return PaperRow(_name(line.paper), said, url)


def _issued(matter: Matter, line: PaperLine, *, opens: bool) -> PaperRow:
    name = " ".join(filter(None, (_name(line.paper), line.number)))
    url = url_for("files.page", ref=line.file_ref) if opens else ""
    return PaperRow(name, " · ".join(_facts(line)), url, asks=matter.sealed)


def _facts(line: PaperLine) -> Iterator[str]:
    yield _("ngày %(day)s", day=day(line.issued_on))
    yield _("của bước “%(act)s”", act=term(ACTS, line.act)) if line.act in ACTS else _("chưa gắn với bước nào")
    yield f"SHA-256 {line.sha256[:16]}…"
