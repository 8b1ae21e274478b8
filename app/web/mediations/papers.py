"""The papers of a mediation, in Vietnamese whatever the language of the screen; no form of the law was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, url_for
from flask_babel import gettext as _

from app.casework.identities import Person
from app.casework.mediation_list import RECORDS, MediationFile, file_of
from app.casework.papers.facts import office_of
from app.extensions import db
from app.records.matters import Matter
from app.records.mediations import Mediation
from app.statute.assessment import ActFact
from app.statute.instruments import cite
from app.statute.papers.bases import written_out
from app.statute.terms_of_mediation import NEXT_AUTHORITIES, SIDES
from app.web.access import current_viewer
from app.web.mediations.lists import unread_paper
from app.web.mediations.plots import area_printed
from app.web.views import Fact, Link

NOTICE, RECORD = "thong-bao", "bien-ban"
PAPERS = {NOTICE: "notice", RECORD: "record"}
ANSWERS = {"mediation_accepted": "thụ lý", "mediation_refused": "không thụ lý"}
RESULTS = {
    "mediation_succeeded": "HÒA GIẢI THÀNH",
    "mediation_unsettled": "HÒA GIẢI KHÔNG THÀNH",
    "mediation_absent_again": "HÒA GIẢI KHÔNG THÀNH (một bên vắng mặt lần thứ hai)",
}
DOTS = "……………………"
BASIS = "LDD 235"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A paper with its head. ``said``: its paragraphs, each under its words."""

    title: str
    crumbs: tuple[Link, ...]
    superior: str
    agency: str
    number: str
    place: str
    on: str
    basis: str
    unread: str
    answer: str
    result: str
    requesters: tuple[str, ...]
    others: tuple[str, ...]
    said: tuple[Fact, ...]
    chaired_by: str
    signers: tuple[tuple[str, tuple[str, ...]], ...]


def printable(file: MediationFile) -> Iterator[str]:
    """The papers a mediation has come to."""
    if _answer(file) is not None:
        yield NOTICE
    if _record(file) is not None:
        yield RECORD


def printed_page(matter: Matter, paper: str) -> PrintedPage:
    """A paper of a mediation. Aborts with 404 while there is nothing it could say."""
    file = file_of(db.session(), current_viewer(), matter)
    act = _answer(file) if paper == NOTICE else _record(file)
    if act is None:
        abort(404)
    office = office_of(db.session(), matter.agency_id, act.on)
    title = _("Thông báo về yêu cầu hòa giải") if paper == NOTICE else _("Biên bản hòa giải")
    return PrintedPage(
        title=title,
        crumbs=(
            Link(_("Hòa giải đất đai"), url_for("mediations.index")),
            Link(matter.code, url_for("mediations.page", ref=matter.ref)), Link(title, ""),
        ),
        superior=office.superior.upper(),
        agency=office.name.upper(),
        number=act.document or DOTS,
        place=office.place,
        on=written_out(act.on),
        basis=cite(BASIS),
        unread=unread_paper(),
        answer=ANSWERS.get(act.act, ""),
        result=RESULTS.get(act.act, ""),
        requesters=tuple(map(_person, file.requesters)),
        others=tuple(map(_person, file.others)),
        said=tuple(Fact(words, text) for words, text in _said(file, act) if text),
        chaired_by=str(act.data.get("chaired_by") or DOTS),
        signers=tuple(_signers(file)),
    )  # fmt: skip


def _answer(file: MediationFile) -> ActFact | None:
    return next((fact for fact in reversed(file.log) if fact.act in ANSWERS), None)


def _record(file: MediationFile) -> ActFact | None:
    return next((fact for fact in reversed(file.sessions) if fact.act in RECORDS), None)


def _said(file: MediationFile, act: ActFact) -> Iterator[tuple[str, str]]:
    yield "Đơn yêu cầu nhận ngày", f"{file.plot.received_on:%d/%m/%Y}"
    yield "Thửa đất tranh chấp", _plot(file.plot)
    yield "Nội dung tranh chấp", file.plot.dispute
    if act.act not in RECORDS:
        yield "Lý do", str(act.data.get("reason") or "")
        return
    yield "Địa điểm", str(act.data.get("place") or "")
    yield "Thành viên Hội đồng hòa giải", str(act.data.get("members") or "")
    yield "Bên vắng mặt", ", ".join(_named(SIDES, act.data.get("absent")))
    yield "Nội dung hòa giải", str(act.data.get("account") or "")
    yield "Các bên gửi đơn đến", ", ".join(_named(NEXT_AUTHORITIES, act.data.get("next_authority")))


def _named(terms: dict[str, tuple[str, str]], codes: object) -> Iterator[str]:
    wanted = codes if isinstance(codes, (list, tuple)) else [codes]
    yield from (terms[code][0] for code in wanted if code in terms)


def _plot(plot: Mediation) -> str:
    parts = (
        f"thửa số {plot.parcel_no}" if plot.parcel_no else "",
        f"tờ bản đồ số {plot.sheet_no}" if plot.sheet_no else "",
        f"diện tích {area_printed(plot.area)}" if plot.area else "",
        plot.land_kind,
        plot.address,
        f"Giấy chứng nhận số {plot.certificate_no}" if plot.certificate_no else "chưa ghi Giấy chứng nhận",
    )
    return ", ".join(filter(None, parts))


def _person(person: Person) -> str:
    born = f"sinh năm {person.birth_year}" if person.birth_year else ""
    paper = f"số giấy tờ {person.paper_number}" if person.paper_number else ""
    return ", ".join(filter(None, (person.full_name, born, paper, person.address)))


def _signers(file: MediationFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    for words, people in (("BÊN YÊU CẦU", file.requesters), ("BÊN KIA", file.others)):
        yield words, tuple(one.full_name for one in people)
