"""Who works on a matter and who may open its sealed page: forms filled, deeds done."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework import assignments
from app.casework.case_files import colleagues, respondents_of
from app.casework.file_notes import notes_of
from app.casework.identities import open_sealed, purposes_of
from app.casework.instance_chain import readers_of
from app.casework.permissions import Deed
from app.casework.persons import LineWords, Person, SealedPage
from app.extensions import db
from app.records.matters import Matter
from app.web.access import current_viewer
from app.web.cases.forms import AssignForm, GrantForm
from app.web.cases.pages import address_of
from app.web.clock import now, today
from app.web.file_notes import NoteView, note_view
from app.web.parties import respondent_words
from app.web.views import Link
from app.web.wording import day, words


@dataclass(frozen=True, slots=True)
class AskPage:
    """A small form about a matter: assigning, or opening its sealed page."""

    code: str
    crumbs: tuple[Link, ...]
    back: str
    explained: tuple[str, ...] = ()
    may_open: bool = False


@dataclass(frozen=True, slots=True)
class PersonLines:
    """A person on the sealed page: the name, and what else is known, a line each."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """The sealed page, opened."""

    ask: AskPage
    people: tuple[PersonLines, ...]
    respondents: tuple[str, ...]
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    notes: tuple[NoteView, ...]  # internal ones, for whoever may read them


def assign_form(matter: Matter) -> AssignForm:
    """The form that gives ``matter`` to somebody of its agency."""
    form = AssignForm(data={"seen": str(matter.assignee_id or ""), "account_id": matter.assignee_id})
    form.account_id.choices = [(one.id, one.full_name) for one in colleagues(db.session(), matter, today())]
    return form


def grant_form(matter: Matter) -> GrantForm | None:
    """The form that lets somebody open the sealed page, for whoever may say so."""
    if not current_viewer().may(Deed.ASSIGN, matter.agency_id):
        return None
    form, session = GrantForm(), db.session()
    here = [(one.id, one.full_name) for one in colleagues(session, matter, today())]
    above = readers_of(session, matter, current_viewer(), today())
    form.account_id.choices = [*here, *((one.id, f"{one.full_name} ({one.agency})") for one in above)]
    return form


def assigned(matter: Matter, form: AssignForm) -> None:
    """Give ``matter`` to whom the form names. Raises as assignments.assign."""
    assignments.assign(
        db.session(), matter, form.account_id.data, by=current_viewer(), at=now(), today=today(),
        expected_assignee=form.whom_seen(),
    )  # fmt: skip


def granted(matter: Matter, form: GrantForm) -> None:
    """Let whom the form names open the sealed page. Raises as assignments.let_see."""
    assignments.let_see(
        db.session(), matter, form.account_id.data, purpose=form.purpose.data or "", by=current_viewer(), at=now(),
        today=today(),
    )  # fmt: skip


def assign_page(matter: Matter) -> AskPage:
    """What stands around the form of assigning."""
    back = address_of(matter) or ""
    return AskPage(matter.code, (Link(matter.code, back), Link(_("Phân công"), "")), back)


def ask_page(matter: Matter) -> AskPage:
    """What stands before the sealed page: what it may be opened for, and that each opening is written down."""
    back = address_of(matter) or ""
    purposes = purposes_of(db.session(), matter, viewer=current_viewer(), at=now())
    explained = [_("Được xem để: %(purpose)s.", purpose=one) for one in purposes]
    explained.append(
        _("Mỗi lần mở được ghi vào nhật ký.") if purposes else _("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    )
    crumbs = (Link(matter.code, back), Link(_("Phần bảo mật"), ""))
    return AskPage(matter.code, crumbs, back, tuple(explained), bool(purposes))


def opened_page(matter: Matter) -> OpenedPage:
    """The sealed page; the opening is written in the trail. Raises NotAllowed without a live grant."""
    found = open_sealed(db.session(), matter, viewer=current_viewer(), at=now())
    notes = notes_of(db.session(), matter, current_viewer(), at=now(), opened=True)
    against = tuple(respondent_words(one) for one in respondents_of(db.session(), matter))
    return OpenedPage(
        ask_page(matter), tuple(map(_person, found.people)), against, _parts(found),
        tuple(note_view(matter, one) for one in notes),
    )  # fmt: skip


def _said_of(number: int, line: LineWords) -> tuple[str, str]:
    concerns = _("Người bị tố cáo: %(who)s", who=line.concerns) if line.concerns else ""
    found = _("Kết quả xác minh, căn cứ: %(said)s", said=line.found) if line.found else ""
    said = (line.text, concerns, line.document, line.earlier, found)
    return _("Nội dung %(n)s", n=number), "\n".join(part for part in said if part)


def _person(one: Person) -> PersonLines:
    paper = " ".join(part for part in (one.paper, one.paper_number) if part)
    issued = _("cấp ngày %(day)s", day=day(one.paper_issued_on)) if one.paper_issued_on else ""
    born = _("Sinh năm %(year)s", year=one.birth_year) if one.birth_year else ""
    papers = ", ".join(part for part in (paper, issued, one.paper_issued_by) if part)
    lines = (born, one.address, papers, one.phone)
    return PersonLines(one.full_name, tuple(line for line in lines if line))


def _parts(found: SealedPage) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    said = []
    for part in found.parts:
        lines = [
            (_("Nội dung"), part.content),
            (_("Đề nghị"), part.request),
            (_("Giấy tờ"), part.papers),
            (_("Ghi chú"), part.note),
            *(_said_of(number, line) for number, line in part.lines),
            *((_("Ghi chú khi làm"), note) for note in part.act_notes),
        ]
        said.append((f"{words(part.kind)} {part.code}", tuple(line for line in lines if line[1])))
    return tuple(said)
