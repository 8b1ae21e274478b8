"""What a letter that urges says: one agency, its matters with what they owe, what is asked by when.

Of a sealed matter its code stands there and nothing else that tells what it is about: the letter is opened by whoever
opens the post.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.casework.papers.facts import Office
from app.casework.papers.shape import CELL, Look, Passage, Sheet, laid_out
from app.casework.papers.sides import in_full
from app.casework.papers.words import Signer, day, foot_of, head_of, signed_foot
from app.records.urgings import Track
from app.statute.instruments import cite_formally
from app.statute.papers import OfficialPaper
from app.statute.terms import FIELDS, PROCEDURES, Procedure
from app.statute.time_limits import versions
from app.statute.urging import ASKED, DUTIES
from app.statute.words import Term

LATE = ("STT", "Mã hồ sơ", "Vụ việc", "Việc phải làm", "Hạn", "Quá hạn (ngày)")
FORWARDED = ("STT", "Mã hồ sơ", "Vụ việc", "Ngày chuyển", "Số ngày đến nay")


@dataclass(frozen=True, slots=True)
class UrgedMatter:
    """One matter of a letter. ``rule`` and ``due_on`` are empty of what was forwarded."""

    code: str
    procedure: str | None
    field: str | None
    sealed: bool
    rule: str
    since_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The letter before, about the same; ``answered``: a reply came."""

    number: str
    on: date
    answered: bool


@dataclass(frozen=True, slots=True)
class UrgingFacts:
    """What the letter may say. ``asked``: codes of ``app.statute.urging``; ``more``: what else, in words."""

    office: Office
    track: Track
    to: str
    matters: tuple[UrgedMatter, ...]
    asked: tuple[str, ...]
    more: str
    reply_due_on: date
    earlier: Earlier | None
    signer: Signer
    today: date


def urging_paper(track: Track) -> OfficialPaper:
    """The kind of paper a letter of this track is."""
    return DUTIES[track.value].paper


def urging_sheet(it: UrgingFacts, *, number: str = "", on: date | None = None) -> Sheet:
    """The letter, laid out; without ``number`` and ``on`` a draft."""
    return laid_out(urging_paper(it.track), urging_passages(it), number=number, on=on)


def urging_passages(it: UrgingFacts) -> tuple[Passage, ...]:
    """The letter in its parts."""
    return tuple(_passages(urging_paper(it.track), it))


def _passages(paper: OfficialPaper, it: UrgingFacts) -> Iterator[Passage]:
    to = in_full(it.to)
    yield from head_of(paper, it, to=to)
    yield _said("opening", BEGINNING[it.track](paper, it, to))
    if it.earlier:
        yield _said("earlier", _earlier(it, it.earlier))
    yield _matters(it)
    asked = "; ".join(words.vi for code, words in ASKED.items() if code in it.asked)
    yield _said("asked", f"Đề nghị {to} báo cáo bằng văn bản, nêu rõ từng vụ việc: {asked}.")
    if it.more:
        yield _said("more", it.more)
    yield _said("by_when", f"Báo cáo gửi về {it.office.name} chậm nhất ngày {day(it.reply_due_on)}./.")
    yield from signed_foot(paper, it, it.signer)


CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh"
NAMED = {Track.INSPECTORATE: "Công văn đôn đốc", Track.BOARD: "Văn bản đề nghị giải quyết"}


def report_sheet(it: UrgingFacts) -> Sheet:
    """The draft of what the chairman of the province is told. ``earlier`` is the letter it is about."""
    return laid_out(report_paper(it.track), report_passages(it))


def report_paper(track: Track) -> OfficialPaper:
    """The kind of paper the chairman of the province is told by."""
    return DUTIES[track.value].report


def report_passages(it: UrgingFacts) -> tuple[Passage, ...]:
    """What the chairman of the province is told, in its parts."""
    return tuple(_report(it))


def _report(it: UrgingFacts) -> Iterator[Passage]:
    paper, to = report_paper(it.track), in_full(it.to)
    yield from head_of(paper, it, to=CHAIR)
    if it.earlier:
        became = "đã có trả lời, nhưng" if it.earlier.answered else "chưa nhận được báo cáo;"
        yield _said(
            "opening",
            f"Ngày {day(it.earlier.on)}, {it.office.name} đã có {NAMED[it.track]} số {it.earlier.number} gửi {to}, "
            f"yêu cầu báo cáo chậm nhất ngày {day(it.reply_due_on)}. Đến ngày {day(it.today)}, {became} "
            f"{len(it.matters)} việc sau đây vẫn chưa hoàn thành:",
        )
    yield _matters(it)
    yield _said(
        "asked",
        f"{it.office.name} báo cáo và đề nghị {CHAIR} xem xét, chỉ đạo {to} giải quyết dứt điểm; quyết định việc "
        "kiểm tra trách nhiệm của tổ chức, cá nhân liên quan./.",
    )
    yield from foot_of(paper, it)


def _matters(it: UrgingFacts) -> Passage:
    columns = LATE if it.track is Track.INSPECTORATE else FORWARDED
    lines = (f" {CELL} ".join((str(place), *_cells(one, it))) for place, one in enumerate(it.matters, start=1))
    return Passage("matters", Term("Vụ việc", "The matters"), "\n".join(lines), Look.TABLE, columns)


PARTS: Mapping[str, Term] = {
    "opening": Term("Đoạn mở đầu", "Opening"),
    "earlier": Term("Văn bản trước; trống ở lần đầu", "The letter before; empty in a first one"),
    "asked": Term("Nội dung yêu cầu báo cáo, đề nghị", "What is asked"),
    "more": Term("Yêu cầu thêm; có thể trống", "What else is asked; may be empty"),
    "by_when": Term("Nơi nhận báo cáo, hạn trả lời", "Where the answer goes, and by when"),
}


def _said(name: str, text: str) -> Passage:
    return Passage(name, PARTS[name], text)


def _of_inspectorate(paper: OfficialPaper, it: UrgingFacts, to: str) -> str:
    duty = "theo dõi, kiểm tra, đôn đốc việc tiếp công dân, giải quyết khiếu nại, tố cáo trên địa bàn tỉnh"
    law = " và ".join(map(cite_formally, paper.provisions))
    return (
        f"{it.office.name} thực hiện nhiệm vụ {duty} (đối với khiếu nại: {law}). Qua theo dõi đến ngày "
        f"{day(it.today)}, {to} có {len(it.matters)} việc sau đây đã quá hạn mà chưa hoàn thành:"
    )


def _of_board(paper: OfficialPaper, it: UrgingFacts, to: str) -> str:
    law = " và ".join(map(cite_formally, paper.provisions))
    return (
        f"Căn cứ {law}, {it.office.name} đề nghị {to} giải quyết kịp thời, đúng thời hạn {len(it.matters)} đơn đã "
        f"chuyển sau đây, đến ngày {day(it.today)} chưa nhận được kết quả:"
    )


BEGINNING = {Track.INSPECTORATE: _of_inspectorate, Track.BOARD: _of_board}


def _earlier(it: UrgingFacts, before: Earlier) -> str:
    became = "các việc dưới đây vẫn chưa hoàn thành" if before.answered else "chưa nhận được báo cáo"
    return f"Ngày {day(before.on)}, {it.office.name} đã có {NAMED[it.track]} số {before.number}; đến nay {became}."


def _cells(one: UrgedMatter, it: UrgingFacts) -> tuple[str, ...]:
    if it.track is Track.BOARD or one.due_on is None:
        return (one.code, _about(one), day(one.since_on), str((it.today - one.since_on).days))
    duty = versions(one.rule)[-1].term
    return (one.code, _about(one), duty, day(one.due_on), str((it.today - one.due_on).days))


def _about(one: UrgedMatter) -> str:
    """What kind of matter, in which field; nothing of a sealed one."""
    if one.sealed:
        return "–"
    field = FIELDS.get(one.field or "")
    said = (PROCEDURES[one.procedure or Procedure.TRIAGE].vi, field.vi if field else "")
    return ", ".join(filter(None, said))
