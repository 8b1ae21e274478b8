"""The files of a matter on its page: the last version of each with the earlier ones, and the act it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from app.casework.documents import FileLine, matter_files, may_add
from app.casework.uploads import LARGEST_FILE
from app.extensions import db
from app.records.matters import Matter
from app.statute.assessment import ActFact
from app.statute.terms import ACTS
from app.web.access import current_viewer
from app.web.clock import now
from app.web.enclosed import ACCEPTED, OF_ACT, SHOWN, facts_of
from app.web.views import Link
from app.web.wording import day, moment, term, words


@dataclass(frozen=True, slots=True)
class MatterFile:
    """A file in a list: what it is in words, where it is looked at and where it is opened.

    Of a sealed matter it is opened by a post (``asks``). ``earlier``: the versions it took the place of.
    """

    ref: str
    name: str
    facts: str
    added: str
    url: str
    page: str
    shown: bool
    asks: bool
    tags: tuple[str, ...] = ()
    earlier: tuple[MatterFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FilesPanel:
    """The files of a matter. Without ``upload`` the viewer cannot add one; ``closed``: some only a grantee opens.

    ``acts``: the lines of the log a file can be said to belong to, by number, in words.
    """

    rows: tuple[MatterFile, ...]
    upload: str
    accept: str
    largest: int
    closed: bool
    acts: tuple[tuple[int, str], ...] = ()
    of_act: str = OF_ACT


def files_of(matter: Matter) -> list[FileLine]:
    """The files of a matter and its chain, as the viewer of this request may see them."""
    return matter_files(db.session(), matter, viewer=current_viewer(), at=now())


def panel_of(matter: Matter, lines: Sequence[FileLine] | None = None, log: Sequence[ActFact] = ()) -> FilesPanel:
    """The files of a matter and its chain, as the viewer of this request may see and open them.

    ``lines``: as :func:`files_of` read them already; ``log``: the acts that count.
    """
    lines = files_of(matter) if lines is None else lines
    upload = may_add(db.session(), matter, by=current_viewer(), at=now())
    return FilesPanel(
        rows=tuple(file_rows(lines, matter)),
        upload=url_for("files.add_to_matter", ref=matter.ref) if upload else "",
        accept=ACCEPTED,
        largest=LARGEST_FILE,
        closed=not all(line.opens for line in lines if line.sealed),
        acts=tuple(acts_to_choose(log)) if upload else (),
    )


def acts_to_choose(log: Iterable[ActFact]) -> Iterator[tuple[int, str]]:
    """The acts that count, the latest first, by the number of their line."""
    for fact in sorted(log, key=lambda one: (one.on, one.ref or 0), reverse=True):
        if fact.ref is not None:
            yield fact.ref, " · ".join(filter(None, (day(fact.on), term(ACTS, fact.act), fact.document)))


def file_rows(lines: Sequence[FileLine], matter: Matter) -> Iterator[MatterFile]:
    """The last version of each file, with those before it."""
    before = {line.replaced_by: line for line in lines if line.replaced_by}
    for line in lines:
        if line.replaced_by is None:
            yield replace(file_row(line, matter), earlier=tuple(_earlier(line, before, matter)))


def _earlier(line: FileLine, before: Mapping[str, FileLine], matter: Matter) -> Iterator[MatterFile]:
    at = before.get(line.ref)
    while at is not None:
        yield file_row(at, matter)
        at = before.get(at.ref)


def file_row(line: FileLine, matter: Matter) -> MatterFile:
    """One version of a file, of ``matter`` or of its chain."""
    return MatterFile(
        ref=line.ref,
        name=line.name,
        facts=facts_of(line.media_type, line.size),
        added="" if line.sealed and not line.opens else " · ".join(_added(line, matter)),
        url=url_for("files.page", ref=line.ref) if line.opens else "",
        page=url_for("files.view", ref=line.ref),
        shown=line.media_type in SHOWN,
        asks=line.sealed,
        tags=tuple(_tags(line)),
    )


def _tags(line: FileLine) -> Iterator[str]:
    if line.version > 1 or line.replaced_by:
        yield _("bản %(n)s", n=line.version)
    if line.named:
        yield _("chỉ người được nêu tên")


def _added(line: FileLine, matter: Matter) -> Iterator[str]:
    if line.added_by:
        yield line.added_by
    yield moment(line.added_at)
    if line.act in ACTS:
        yield _("bước “%(act)s”", act=term(ACTS, line.act))
    if line.matter_id != matter.id:
        yield f"{words(line.kind)} {line.code}"


def by_act(lines: Iterable[FileLine]) -> dict[int, list[Link]]:
    """The files in their last version by the line of the log they belong to, for the timeline."""
    found: dict[int, list[Link]] = {}
    for line in lines:
        if line.act_id is not None and line.replaced_by is None:
            found.setdefault(line.act_id, []).append(Link(line.name, url_for("files.view", ref=line.ref)))
    return found
