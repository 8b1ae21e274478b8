"""Phrases several papers share. A paper is in Vietnamese whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.casework.papers.facts import Facts
from app.casework.papers.shape import DOTS, Look, Passage
from app.casework.persons import Person
from app.casework.register import RegisterLine
from app.records.petitions import PetitionKind
from app.statute.groups import is_group
from app.statute.papers import OfficialPaper
from app.statute.papers.bases import bases_on
from app.statute.terms import DENUNCIATIONS, Procedure
from app.statute.words import Term

SUBJECTS = {
    Procedure.FEEDBACK: "kiến nghị, phản ánh",
    Procedure.TRIAGE: "đơn",
    Procedure.RECEPTION: "đơn",
}
# What somebody came to do, as a paper says it; all of it where nobody has said.
CAME_TO = {
    PetitionKind.COMPLAINT: "khiếu nại",
    PetitionKind.DENUNCIATION: "tố cáo",
    PetitionKind.FEEDBACK: "kiến nghị, phản ánh",
}
CAME_FOR_ANY = "khiếu nại, tố cáo, kiến nghị, phản ánh"
CLOSING = "Vậy thông báo để {who} biết./."


def dotted(text: str) -> str:
    """``text``, or dots to write it by hand."""
    return text.strip() or DOTS


def day(on: date | None) -> str:
    """23/11/2026; dots where no day is known."""
    return f"{on:%d/%m/%Y}" if on else "……/……/………"


def kind_of(procedure: str) -> str:
    """What a petition of this procedure is called: tố cáo, khiếu nại."""
    if procedure in DENUNCIATIONS:
        return "tố cáo"
    return SUBJECTS.get(Procedure(procedure), "khiếu nại")


def petition_words(procedure: str) -> str:
    """đơn tố cáo; đơn where nobody has said of what kind."""
    kind = kind_of(procedure)
    return kind if kind == "đơn" else f"đơn {kind}"


def paper_of(person: Person) -> str:
    """căn cước số 064059001234, cấp ngày 03/08/2021, nơi cấp Cục Cảnh sát; dots for what is not known."""
    kind = person.paper if person.paper.isupper() else f"{person.paper[:1].lower()}{person.paper[1:]}"
    number = f"{kind} số {person.paper_number}" if person.paper_number else f"giấy tờ tùy thân: {DOTS}"
    issued = f"cấp ngày {day(person.paper_issued_on)}" if person.paper_issued_on else "ngày cấp: …………"
    issuer = f"nơi cấp {person.paper_issued_by}" if person.paper_issued_by else f"nơi cấp: {DOTS}"
    return f"{number}, {issued}, {issuer}"


def people_lines(people: Sequence[Person]) -> tuple[str, ...]:
    """Who they are, a line a person."""
    return tuple(f"Ông (bà) {one.full_name}: {paper_of(one)}. Địa chỉ: {one.address or DOTS}." for one in people)


def names(people: Sequence[Person]) -> str:
    """Everybody's name, or dots to write it."""
    return ", ".join(one.full_name for one in people) or DOTS


def came_to(kind: str | None) -> str:
    """khiếu nại; every kind when nobody has said."""
    return CAME_TO[PetitionKind(kind)] if kind else CAME_FOR_ANY


def group_words(line: RegisterLine) -> Iterator[str]:
    """For whom the person speaks, when they came as a group."""
    if is_group(line.people_count):
        mandate = f" (văn bản cử người đại diện: {line.mandate})" if line.mandate else ""
        yield f"Đại diện cho đoàn {line.people_count} người{mandate}."


def about_words(it: Facts) -> str:
    """What it is about, without the stop at its end; dots of a sealed matter."""
    return dotted(it.content.rstrip(". \n"))


# --- what stands around every paper -----------------------------------------------------------------------------------


def head_of(paper: OfficialPaper, it: Facts, *, to: str = "") -> Iterator[Passage]:
    """From the letterhead to the instruments the paper rests on."""
    above = Term("Cơ quan chủ quản (nếu có)", "Superior agency (if any)")
    yield Passage("superior", above, it.office.superior, Look.LINE)
    yield Passage("agency", Term("Cơ quan ban hành", "Issuing agency"), it.office.name, Look.LINE)
    if paper.numbered:
        short = Term("Chữ viết tắt tên cơ quan trong ký hiệu", "Abbreviation of the agency in the number")
        yield Passage("short", short, it.office.short, Look.LINE)
    yield Passage("place", Term("Địa danh", "Place"), it.office.place, Look.LINE)
    yield Passage("about", Term("Trích yếu", "Subject"), paper.about, Look.LINE)
    if to:
        yield Passage("to", Term("Kính gửi", "To"), to, Look.LIST)
    bases = "\n".join(bases_on(paper.bases, it.today))
    if bases:
        yield Passage("bases", Term("Căn cứ", "Resting on"), bases, Look.LIST)


def foot_of(paper: OfficialPaper, it: Facts, *, signers: Sequence[tuple[str, str]] = ()) -> Iterator[Passage]:
    """Nơi nhận and the signatures."""
    if paper.recipients:
        yield Passage("recipients", Term("Nơi nhận", "Copies to"), "\n".join(paper.recipients), Look.LIST)
    if paper.signers:
        rows = signers or [(title, "") for title in paper.signers]
        said = "\n".join(f"{title} | {name}" for title, name in rows)
        yield Passage("signers", Term("Người ký, mỗi người một dòng", "Who signs, one a line"), said, Look.LIST)
        return
    yield Passage("signing", Term("Thể thức ký", "How it is signed"), paper.signing.value, Look.SIGNING)
    yield Passage("post", Term("Chức vụ người đứng đầu", "Post of the head"), it.office.post, Look.LINE)
    own = Term("Chức vụ người ký, khi ký thay, thừa lệnh", "Post of the signer, when it is not the head")
    yield Passage("signer_post", own, "", Look.LINE)
    yield Passage("signed_by", Term("Họ và tên người ký", "Name of the signer"), "", Look.LINE)
