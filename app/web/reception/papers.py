"""What every paper printed from a visit has: the agency above it, the person it speaks of, and who may open it.

A paper is in Vietnamese whatever the language of the screen. Of a sealed visit it is printed by a grantee only, after
a page that asks, and the opening is written in the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.casework.errors import NotAllowed
from app.casework.identities import open_sealed
from app.casework.papers.facts import office_of
from app.casework.papers.shape import DOTS
from app.casework.persons import Person
from app.casework.register import RegisterLine, register_line
from app.extensions import db
from app.records.agencies import Agency
from app.records.matters import Matter, MatterKind
from app.statute.forms import Paper, form_on
from app.statute.instruments import cite
from app.web.access import current_person, current_viewer
from app.web.clock import now
from app.web.views import Confirmation, Link
from app.web.wording import words


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit with what a paper may say of it: of a sealed one, what its sealed page tells."""

    matter: Matter
    line: RegisterLine
    people: tuple[Person, ...]
    content: str
    request: str
    papers: str

    @property
    def agency(self) -> Agency:
        return db.session.get_one(Agency, self.matter.origin_agency_id)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Above a paper: the agency and its superior in capitals, where it is written, the number and title of its form."""

    superior: str
    agency: str
    place: str
    form_number: str


def unsealed(matter: Matter) -> Opened:
    """A visit that is not sealed. Raises NotAllowed for one that is."""
    if matter.sealed:
        raise NotAllowed("Thông tin người trong hồ sơ này chỉ xem ở trang bảo mật.")
    line = register_line(db.session(), current_viewer(), matter)
    return Opened(matter, line, line.people, line.content, line.request, line.papers)


def opened(matter: Matter) -> Opened:
    """A sealed visit, for a grantee: the opening is written in the trail. Raises NotAllowed."""
    page = open_sealed(db.session(), matter, viewer=current_viewer(), at=now())
    line = register_line(db.session(), current_viewer(), matter)
    mine = [part for part in page.parts if part.kind is MatterKind.VISIT]
    said = [(part.content, part.request) for part in mine]
    papers = "\n".join(part.papers for part in page.parts if part.papers)
    content, request = said[0] if said else ("", "")
    return Opened(matter, line, page.people, content, request, papers)


def opening_asked(matter: Matter, paper: str) -> Confirmation:
    """What stands before a paper of a sealed visit. ``paper``: its name in the language of the page."""
    return Confirmation(
        question=_("Mở thông tin bảo mật để in %(paper)s?", paper=paper[:1].lower() + paper[1:]),
        verb=_("Mở và xem bản in"),
        back=url_for("reception.page", ref=matter.ref),
        explained=(_("Người đến được giữ bí mật. Lần mở này được ghi vào nhật ký."),),
    )


def letterhead(it: Opened, on: date, paper: Paper | None = None) -> Letterhead:
    """The head of a paper of a day; ``paper``: the one the law has a form for."""
    office = office_of(db.session(), it.agency.id, on)
    made = form_on(paper, on) if paper else None
    return Letterhead(
        superior=office.superior.upper(),
        agency=office.name.upper(),
        place=office.place,
        form_number=f"Mẫu {made.number} ({cite(made.provision)})" if made else "",
    )


def crumbs(matter: Matter, words: str) -> tuple[Link, ...]:
    """The way to a paper of a visit."""
    return (
        Link(_("Sổ tiếp công dân"), url_for("reception.register")),
        Link(matter.code, url_for("reception.page", ref=matter.ref)),
        Link(words, ""),
    )


def officer_part(line: RegisterLine) -> str:
    """The post of the officer, when it is the one who prints; left to be written by hand otherwise."""
    person = current_person()
    if person is None or person.full_name != line.officer or not person.roles:
        return DOTS
    return words(person.roles[0].kind)
