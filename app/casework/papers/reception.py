"""What the papers of the desk say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.casework.papers.facts import Facts, NamedFacts
from app.casework.papers.shape import CELL, DOTS, Look, Passage, on_words
from app.casework.papers.sides import those_who_sign
from app.casework.papers.words import (
    CLOSING,
    about_words,
    came_to,
    day,
    dotted,
    foot_of,
    group_words,
    head_of,
    names,
    paper_of,
    people_lines,
)
from app.casework.persons import Person
from app.casework.refusals import Evidence
from app.records.reception import VisitOutcome
from app.statute.forms import Paper, form_on
from app.statute.grounds import Ground, refusal_ground
from app.statute.instruments import cite_formally
from app.statute.papers import OfficialPaper
from app.statute.words import Term

TAKEN = {VisitOutcome.PETITION_TAKEN: "Đơn", VisitOutcome.STATEMENT_TAKEN: "Bản ghi lời trình bày"}
PAGES = re.compile(r"\d+\s*(?:tờ|trang|bản)", re.IGNORECASE)
COPIED = re.compile(r"phô\s?tô|photo|công chứng|chứng thực|sao y|bản sao", re.IGNORECASE)
PAPERS_TAKEN = ("STT", "Tên thông tin, tài liệu", "Số trang", "Tình trạng", "Bản phô tô hay bản sao công chứng")
LISTED = "Các thông tin, tài liệu sau:"
COPIES = 2  # the form leaves their number free; one goes to whoever brought the papers
TASKS = ("STT", "Việc giao", "Cơ quan, đơn vị thực hiện", "Thời hạn")
READ_BACK = (
    "đã đọc lại cho người trình bày nghe; người trình bày xác nhận ghi đúng lời và ký tên hoặc điểm chỉ dưới đây. "
    "Người trình bày không biết chữ, không viết được: ☐"
)
WHEN = Term("Thời gian, địa điểm", "When and where")
OFFICER = Term("Người tiếp", "Who received")
PERSON = Term("Người được tiếp", "Who was received")
SAID = Term("Nội dung", "Content")
END = Term("Kết thúc", "Closing")


@dataclass(frozen=True, slots=True)
class TakenPaper:
    """One paper taken, by the columns of the form; what was not typed is empty and written by hand."""

    name: str
    pages: str
    condition: str
    copied: str


def taken_paper(typed: str) -> TakenPaper:
    """A line as typed, taken apart at its commas: "Đơn khiếu nại, 2 tờ, cũ, phô tô"."""
    name, *others = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    pages = [one for one in others if PAGES.fullmatch(one)]
    copied = [one for one in others if one not in pages and COPIED.search(one)]
    rest = [one for one in others if one not in pages and one not in copied]
    return TakenPaper(name, ", ".join(pages), ", ".join(rest), ", ".join(copied))


def papers_taken(outcome: VisitOutcome, papers: str) -> tuple[TakenPaper, ...]:
    """What was taken at a visit: what the officer wrote down, else what the outcome says."""
    named = [one.strip() for one in papers.splitlines() if one.strip(" ,;")]
    return tuple(map(taken_paper, named or ([TAKEN[outcome]] if outcome in TAKEN else [])))


def came_words(on: date, who: str, office: str, kind: str, about: str) -> str:
    """Who came, when, for what."""
    return f"Ngày {day(on)}, ông (bà) {who} đến {office} để {kind} về việc: {about}."


def refused_words(who: str, office: str, kind: str) -> str:
    """What is refused to whom."""
    return f"{office} từ chối tiếp nhận nội dung {kind} của ông (bà) {who}."


def when_words(written_at: datetime, on: date, office: str) -> str:
    """Hour, day, place; typed in on a later day, the hour is written by hand. ``written_at``: in Vietnam's time."""
    hour = f"{written_at:%H} giờ {written_at:%M}" if written_at.date() == on else "…… giờ ……"
    return f"Hồi {hour}, ngày {day(on)}, tại nơi tiếp công dân của {office}."


def giver_lines(people: Sequence[Person]) -> Iterator[str]:
    """Whoever handed papers over, as the form of the receipt names them."""
    for one in people:
        born = f", sinh năm {one.birth_year}" if one.birth_year else ""
        said = paper_of(one)
        yield f"Đã nhận của ông (bà): {one.full_name}{born}."
        yield f"{said[:1].upper()}{said[1:]}."
        yield f"Địa chỉ: {dotted(one.address)}."


def copies_words(copies: int) -> str:
    """In how many copies the receipt is made."""
    return f"Giấy biên nhận này được lập thành {copies:02d} bản, giao cho người cung cấp 01 bản."


def receipt(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What the form of the decree asks: who took what from whom, and in what state it was."""
    visit = it.visit
    no = visit.receipt_no if visit else None
    yield from head_of(paper, it)
    numbered = f"Số: {no}/{it.received_on.year}. Lượt tiếp {it.code}." if no is not None else ""
    yield Passage("code", Term("Số", "Number"), numbered)
    yield Passage("when", WHEN, _when(it))
    yield Passage("officer", OFFICER, f"Tôi là: {dotted(it.officer)}. Chức vụ: {dotted(it.officer_post)}.")
    yield Passage("people", PERSON, "\n".join((*giver_lines(it.people), *_group(it))))
    yield Passage("listed", Term("Trước bảng", "Before the table"), LISTED)
    rows = papers_taken(visit.outcome, it.papers) if visit else ()
    lines = [
        f" {CELL} ".join((str(place), one.name, one.pages, one.condition, one.copied))
        for place, one in enumerate(rows, start=1)
    ]
    yield Passage("papers", Term("Thông tin, tài liệu", "The papers"), "\n".join(lines), Look.TABLE, PAPERS_TAKEN)
    yield Passage("end", END, copies_words(COPIES))
    yield from foot_of(paper, it, signers=(("Người cung cấp", ""), ("Người nhận", it.officer)))


def refusal_notice(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What both copies of the form ask; the article is that of the ground itself."""
    who, told = names(it.people), it.refusal
    ground = refusal_ground(told.ground) if told else None
    office, kind = it.office.name, came_to(it.visit.kind if it.visit else None)
    yield from head_of(paper, it, to=f"Ông (bà) {who}")
    came = came_words(it.received_on, who, office, kind, about_words(it))
    yield Passage("received", Term("Việc đến", "Why they came"), came)
    yield Passage("people", PERSON, "\n".join(people_lines(it.people)))
    reason = refusal_reason(ground, told.evidence) if ground and told else DOTS
    yield Passage("reason", Term("Lý do", "Reason"), f"Lý do từ chối: {reason}")
    basis = refusal_basis(ground, it.received_on) if ground else DOTS
    done = f"Căn cứ {basis}, {refused_words(who, office, kind)}"
    yield Passage("done", Term("Việc từ chối", "The refusal"), done)
    yield Passage("end", END, CLOSING.format(who="ông (bà)"))
    yield from foot_of(paper, it)


def refusal_reason(ground: Ground, evidence: Evidence) -> str:
    """The ground in words, with the paper it rests on."""
    dated = f"ngày {day(evidence.on)}" if evidence.on else ""
    by = f"của {evidence.by}" if evidence.by else ""
    said = " ".join(filter(None, (f"số {evidence.no}" if evidence.no else "", dated, by)))
    shown = f" ({ground.evidence.vi}: {said})" if ground.evidence and said else ""
    return f"{ground.vi}{shown}."


def refusal_basis(ground: Ground, on: date) -> str:
    """Generated from the ground: the copies of the form name another point than the decree does."""
    made = form_on(Paper.REFUSAL_NOTICE, on)
    law = ground.provision.partition(" ")[0]
    beside = [made.provision] if made and made.provision.partition(" ")[0] != law else []  # one instrument cited once
    return " và ".join(cite_formally(one) for one in (ground.provision, *beside))


def minutes(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """What somebody said, read back to them; of a group every representative signs."""
    yield from head_of(paper, it)
    yield Passage("when", WHEN, _when(it))
    officer = f"Người tiếp công dân: {dotted(it.officer)}. Chức vụ: {dotted(it.officer_post)}."
    yield Passage("officer", OFFICER, officer)
    yield Passage("people", PERSON, "\n".join(("Người được tiếp:", *people_lines(it.people), *_group(it))))
    yield Passage("content", SAID, f"Nội dung trình bày: {dotted(it.content)}")
    yield Passage("request", Term("Yêu cầu", "Request"), f"Yêu cầu, đề nghị: {dotted(it.request)}")
    taken = it.papers.replace("\n", "; ") or "không"
    yield Passage("papers", Term("Tài liệu", "Papers"), f"Thông tin, tài liệu cung cấp: {taken}.")
    yield Passage("opinions", Term("Ý kiến thành viên", "Opinions"), f"Ý kiến của các thành viên dự tiếp: {DOTS}")
    yield Passage("chair", Term("Kết luận của người chủ trì", "The chair"), f"Kết luận của người chủ trì: {DOTS}")
    yield Passage("answer", Term("Ý kiến công dân", "The citizen"), f"Ý kiến của người được tiếp: {DOTS}")
    end = f"Biên bản kết thúc hồi …… giờ …… cùng ngày, được lập thành 02 bản, {READ_BACK}"
    yield Passage("end", END, end)
    signing = those_who_sign(it.sides, "Người trình bày")
    yield from foot_of(paper, it, signers=(*signing, ("Người ghi", it.officer), ("Người chủ trì", "")))


def appointment(paper: OfficialPaper, it: NamedFacts) -> Iterator[Passage]:
    """When and where to come again, whom to meet, what to bring."""
    row = it.appointment
    when = f"{row.hour:%H} giờ {row.hour:%M}, {on_words(row.on)}" if row else f"…… giờ ……, {on_words(None)}"
    yield from head_of(paper, it)
    yield Passage("people", Term("Người được hẹn", "Who is to come"), "\n".join(expected_lines(it.people)))
    yield Passage("content", SAID, f"Về việc: {about_words(it)}.")
    place, whom, bring = (row.place, row.whom, row.bring) if row else ("", "", "")
    yield Passage("when", WHEN, "\n".join(arranged_lines(when, place, whom)))
    yield Passage("bring", Term("Mang theo", "To bring"), bring_words(bring))
    yield from foot_of(paper, it, signers=(("Người được hẹn", ""), ("Người tiếp công dân", it.officer)))


def expected_lines(people: Sequence[Person]) -> Iterator[str]:
    """Who is to come again."""
    yield f"Hẹn ông (bà): {names(people)}."
    yield from people_lines(people)


def arranged_lines(when: str, place: str, whom: str) -> Iterator[str]:
    """When, where, to whom."""
    yield f"Đúng {when}."
    yield f"Tại: {dotted(place)}."
    yield f"Gặp: {dotted(whom)}."


def bring_words(bring: str) -> str:
    """What to bring beside the slip and a paper of one's own; ``bring``: a thing a line."""
    more = "; ".join(line.strip() for line in bring.splitlines() if line.strip())
    return f"Mang theo phiếu này, giấy tờ tùy thân{f', {more}' if more else ''}."


def conclusion(paper: OfficialPaper, it: Facts) -> Iterator[Passage]:
    """What the head concluded after receiving, and to whom each thing is given, by when. It names nobody sealed."""
    told = it.conclusion
    who = ", ".join(it.shown_as) or "công dân"
    chaired = told.chaired_by if told else ""
    yield from head_of(paper, it)
    where = f"Ngày {day(it.received_on)}, tại nơi tiếp công dân của {it.office.name}"
    opening = f"{where}, {chaired or it.office.post} chủ trì tiếp {who}."
    yield Passage("received", Term("Buổi tiếp", "The reception"), opening)
    yield Passage("content", SAID, f"Vụ việc: {about_words(it)}.")
    said = told.content if told else ""
    yield Passage("chair", Term("Kết luận, chỉ đạo", "What was concluded"), said or f"Kết luận: {DOTS}")
    rows = [f" {CELL} ".join((str(place), *row)) for place, row in enumerate(told.tasks if told else (), start=1)]
    yield Passage("tasks", Term("Việc giao", "Tasks"), "\n".join(rows), Look.TABLE, TASKS)
    closing = "Yêu cầu cơ quan, đơn vị được giao thực hiện đúng thời hạn và gửi kết quả cho người được tiếp./."
    yield Passage("end", END, closing)
    yield from foot_of(paper, it)


def _when(it: NamedFacts) -> str:
    return when_words(it.written_at, it.received_on, it.office.name)


def _group(it: NamedFacts) -> Iterator[str]:
    if it.visit is not None:
        yield from group_words(it.visit)
