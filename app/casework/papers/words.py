"""Phrases several papers share. A paper is in Vietnamese whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from app.casework.papers.facts import Facts, Office
from app.casework.papers.shape import CELL, DOTS, Look, Passage
from app.casework.papers.sides import ACTING, Sides, mandate_words
from app.casework.persons import Person
from app.casework.register import RegisterLine
from app.records.petitions import PetitionKind
from app.statute.grounds import Ground
from app.statute.groups import is_group
from app.statute.instruments import cite_formally
from app.statute.papers import OfficialPaper
from app.statute.papers.bases import bases_on
from app.statute.papers.shape import DECISION, Signing
from app.statute.procedures import edges_of
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
TWICE = "Khiếu nại "
CLOSING = "Vậy thông báo để {who} biết./."


class Issued(Protocol):
    """What any paper has, of a file or of several: whose it is, and the day it is written on."""

    @property
    def office(self) -> Office: ...

    @property
    def today(self) -> date: ...


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


def acting_lines(it: Sides) -> Iterator[str]:
    """Who acts for others, by which paper, a line a person."""
    for one in it.acting:
        if one.person is not None:
            said = ", ".join(filter(None, (paper_of(one.person), mandate_words(one))))
            who = ACTING[one.role].capitalize()
            yield f"{who}: {one.person.full_name}, {said}. Địa chỉ: {one.person.address or DOTS}."


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


def complained_of(it: Facts) -> str:
    """The same of a complaint, without the word people begin with: the paper has said it already."""
    return about_words(it).removeprefix(TWICE)


def resolver_of(it: Issued) -> str:
    """Who resolves: Chủ tịch Ủy ban nhân dân xã Ia Dom."""
    return f"{it.office.post} {it.office.name}".strip()


def articles_of(paper: OfficialPaper, it: Facts) -> str:
    """The articles of the act the paper is made for, in the procedure of this very matter; else those of its row."""
    open_now = [one for one in edges_of(it.procedure) if one.act in paper.acts[:1] and one.open_on(it.today)]
    cited = [cite_formally(one) for one in (open_now[0].provisions if open_now else paper.provisions)]
    return " và ".join(filter(None, (", ".join(cited[:-1]), cited[-1])))


# --- what stands around every paper -----------------------------------------------------------------------------------


def head_of(paper: OfficialPaper, it: Issued, *, to: str = "", also: Sequence[str] = ()) -> Iterator[Passage]:
    """From the letterhead to the instruments the paper rests on. ``also``: what else it rests on, a line each."""
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
    if paper.kind == DECISION:
        authority = Term("Thẩm quyền ban hành", "Who decides")
        yield Passage("authority", authority, resolver_of(it), Look.LINE)
    bases = "\n".join((*bases_on(paper.bases, it.today), *also))
    if bases:
        yield Passage("bases", Term("Căn cứ", "Resting on"), bases, Look.LIST)


def foot_of(paper: OfficialPaper, it: Issued, *, signers: Sequence[tuple[str, str]] = ()) -> Iterator[Passage]:
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


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and how. ``post``: their own, of who signs in the place of the head (KT., TL., TUQ.)."""

    name: str
    signing: Signing = Signing.HEAD
    post: str = ""


def signed_foot(paper: OfficialPaper, it: Issued, signer: Signer) -> Iterator[Passage]:
    """:func:`foot_of`, with who signs it filled in."""
    said = {"signing": signer.signing.value, "signer_post": signer.post, "signed_by": signer.name}
    for one in foot_of(paper, it):
        yield replace(one, text=said.get(one.name, one.text))


# --- a decision -------------------------------------------------------------------------------------------------------

DECIDES = "QUYẾT ĐỊNH:"
PROPOSED = f"Xét đề nghị của {DOTS}"
MEMBERS = ("STT", "Họ và tên", "Chức vụ, cơ quan", "Nhiệm vụ")
# A team is two at the least (NĐ 31/2019, Điều 10.1): a row each, to be filled in.
TEAM = "\n".join(
    f" {CELL} ".join((str(place), DOTS, DOTS, what)) for place, what in ((1, "Tổ trưởng"), (2, "Thành viên"))
)


def decides() -> Passage:
    """The line QUYẾT ĐỊNH:, after what the decision rests on."""
    return Passage("decides", Term("Dòng quyết định", "The line of the decision"), DECIDES, Look.HEADING)


def part(name: str, vi: str, en: str, text: str) -> Passage:
    """Paragraphs of the body under a label."""
    return Passage(name, Term(vi, en), text)


def article(name: str, number: int, vi: str, en: str, text: str) -> Passage:
    """Điều 1, Điều 2 … of a decision. ``vi``, ``en``: what the article is about."""
    return Passage(name, Term(f"Điều {number}: {vi}", f"Article {number}: {en}"), f"Điều {number}. {text}")


def ground_words(it: Facts, act: str, table: Mapping[str, Ground]) -> str:
    """The ground an act was recorded with, and its article; dots while it is not."""
    done = it.last(act)
    ground = table.get(str(done.data.get("ground", ""))) if done else None
    return f"{ground.vi} ({cite_formally(ground.provision)})" if ground else DOTS


def by_paper(it: Facts, act: str, what: str) -> tuple[str, ...]:
    """Căn cứ Thông báo thụ lý số 15/TB-UBND ngày …: nothing while the act has no number."""
    done = it.last(act)
    if done is None or not done.document_no:
        return ()
    return (f"Căn cứ {what} số {done.document_no} ngày {day(done.document_on or done.on)}",)


def suspended(it: Facts) -> tuple[str, ...]:
    """What a resumption rests on."""
    return by_paper(it, "suspended", "Quyết định tạm đình chỉ")


def day_of(it: Facts, act: str) -> str:
    """The day of the last such act; dots while there is none."""
    done = it.last(act)
    return day(done.on if done else None)
