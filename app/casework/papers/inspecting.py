"""What is written of inspections: the conclusion of one, and the report of a year's to who gathers the results.

Neither names a file. A conclusion says what was found and asked; the report of the year counts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.casework.papers.facts import Office
from app.casework.papers.shape import CELL, Look, Passage
from app.casework.papers.sides import in_full
from app.casework.papers.words import day, dotted, foot_of, head_of
from app.statute.inspections import CONTROLS, KINDS, InspectionKind
from app.statute.instruments import cite_all, cite_formally
from app.statute.papers.oversight import INSPECTION_CONCLUSION, INSPECTION_RESULT
from app.statute.words import Term

SUMMARY = "summary"  # the passage the conclusion is told in short by, on the screen too
RESULTS = ("STT", "Nội dung kiểm tra", "Đơn vị được kiểm tra", "Kết luận", "Kiến nghị")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at a unit: a code of ``CONTROLS``, and the words of the team."""

    unit: str
    control: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an agency by a day."""

    body: str
    words: str
    term_on: date


@dataclass(frozen=True, slots=True)
class ConcludingFacts:
    """What a conclusion may say. ``together``: who leads it too; ``files``: how many were looked into."""

    office: Office
    kind: InspectionKind
    subject: str
    together: tuple[str, ...]
    units: tuple[str, ...]
    decision_no: str
    decided_on: date
    leader: str
    began_on: date
    files: int
    found: tuple[Found, ...]
    asked: tuple[Wanted, ...]
    summary: str
    today: date


@dataclass(frozen=True, slots=True)
class Concluded:
    """An inspection of the year that its units know of. ``conclusion``: number and day, empty while there is none."""

    subject: str
    units: tuple[str, ...]
    conclusion: str
    controls: tuple[str, ...]
    asked: int
    done: int
    reported: int
    late: int


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What the report of a year may say. ``ahead``: how many of the plan nobody may be told of yet."""

    office: Office
    to: str
    year: int
    plan: str
    provisions: tuple[str, ...]
    inspections: tuple[Concluded, ...]
    ahead: int
    today: date


# --- the conclusion -------------------------------------------------------------------------------------------------


def conclusion_passages(it: ConcludingFacts) -> tuple[Passage, ...]:
    """The conclusion, as it is made from what was found and asked."""
    return tuple(_conclusion(it))


def _conclusion(it: ConcludingFacts) -> Iterator[Passage]:
    decision = f"Quyết định số {it.decision_no} ngày {day(it.decided_on)} thành lập đoàn kiểm tra"
    plan = cite_formally(KINDS[it.kind].provision)
    for one in head_of(INSPECTION_CONCLUSION, it, also=(f"Căn cứ {plan}", f"Căn cứ {decision}")):
        about = f"{INSPECTION_CONCLUSION.about} {_within(it.subject)}"
        yield Passage(one.name, one.label, about, one.look) if one.name == "about" else one
    yield _text("opening", "Cuộc kiểm tra", "The inspection", " ".join(_opening(it)))
    yield _heading("found_head", "I. KẾT QUẢ KIỂM TRA")
    yield _text("found", "Kết quả kiểm tra", "What was found", "\n".join(_found(it)) or "Không phát hiện vi phạm.")
    yield _heading("summary_head", "II. KẾT LUẬN")
    yield _text(SUMMARY, "Kết luận", "The conclusion", dotted(it.summary))
    yield _heading("asked_head", "III. KIẾN NGHỊ")
    yield _text("asked", "Kiến nghị", "What is asked", "\n".join(_asked(it.asked)) or "Không có kiến nghị.")
    if it.asked:
        told = f"Cơ quan được kiến nghị báo cáo kết quả thực hiện về {it.office.name} trong hạn nêu trên./."
        yield _text("closing", "Kết thúc", "Closing", told)
    yield from foot_of(INSPECTION_CONCLUSION, it)


def _opening(it: ConcludingFacts) -> Iterator[str]:
    units = "; ".join(map(in_full, it.units))
    together = f", cùng chủ trì với {', '.join(map(in_full, it.together))}," if it.together else ""
    yield f"Từ ngày {day(it.began_on)}, {it.office.name}{together} kiểm tra {_within(it.subject)} tại: {units}."
    yield f"Trưởng đoàn: {it.leader}."
    if it.files:
        yield f"Đoàn đã xem xét {it.files} hồ sơ."


def _found(it: ConcludingFacts) -> Iterator[str]:
    for place, unit in enumerate(dict.fromkeys(one.unit for one in it.found), start=1):
        yield f"{place}. {in_full(unit)}:"
        for one in it.found:
            if one.unit == unit:
                control = CONTROLS[one.control]
                yield f"- {control.term.vi} ({cite_all(control.provisions)}): {_sentence(one.words)}"


def _asked(asked: Sequence[Wanted]) -> Iterator[str]:
    for place, one in enumerate(asked, start=1):
        yield f"{place}. {in_full(one.body)}: {_sentence(one.words)} Hạn thực hiện: ngày {day(one.term_on)}."


# --- the report of the year -----------------------------------------------------------------------------------------


def result_passages(it: ResultFacts) -> tuple[Passage, ...]:
    """The report of a year's inspections, as it is made from them."""
    return tuple(_result(it))


def _result(it: ResultFacts) -> Iterator[Passage]:
    for one in head_of(INSPECTION_RESULT, it, to=in_full(it.to)):
        about = f"{INSPECTION_RESULT.about} năm {it.year}"
        yield Passage(one.name, one.label, about, one.look) if one.name == "about" else one
    basis = ", ".join(cite_formally(one) for one in it.provisions)
    opening = f"Thực hiện {basis} và Kế hoạch kiểm tra số {it.plan}, {it.office.name} báo cáo kết quả như sau:"
    yield _text("opening", "Mở đầu", "Opening", opening)
    yield _heading("held_head", "I. CÁC CUỘC KIỂM TRA")
    if it.inspections:
        held = Term("Các cuộc kiểm tra", "The inspections")
        yield Passage("held", held, "\n".join(_held(it)), Look.TABLE, RESULTS)
    yield _text("counted", "Tiến độ", "How far it has come", _counted(it))
    yield _heading("found_head", "II. VI PHẠM PHÁT HIỆN QUA KIỂM TRA")
    yield _text("found", "Vi phạm", "What was found", "\n".join(_controls(it)) or _nothing_found(it))
    yield _heading("asked_head", "III. KIẾN NGHỊ VÀ VIỆC THỰC HIỆN")
    yield _text("asked", "Kiến nghị, thực hiện", "What was asked, and became of it", _followed(it))
    yield _text("proposed", "Đề xuất (nếu có)", "Proposals (if any)", "")
    yield _text("closing", "Kết thúc", "Closing", f"{it.office.name} báo cáo để {in_full(it.to)} tổng hợp./.")
    yield from foot_of(INSPECTION_RESULT, it)


def _held(it: ResultFacts) -> Iterator[str]:
    for place, one in enumerate(it.inspections, start=1):
        asked = f"{one.done} trong {one.asked} đã thực hiện" if one.asked else "không có"
        cells = (str(place), one.subject, "; ".join(map(in_full, one.units)), one.conclusion or "đang tiến hành", asked)
        yield f" {CELL} ".join(cell.replace(CELL, "/") for cell in cells)


def _counted(it: ResultFacts) -> str:
    done = sum(bool(one.conclusion) for one in it.inspections)
    every = len(it.inspections) + it.ahead
    return f"Đã kết luận {done} trong {every} cuộc kiểm tra của kế hoạch năm {it.year}, tính đến ngày {day(it.today)}."


def _nothing_found(it: ResultFacts) -> str:
    concluded = any(one.conclusion for one in it.inspections)
    return "Không phát hiện vi phạm." if concluded else "Chưa có kết luận kiểm tra."


def _controls(it: ResultFacts) -> Iterator[str]:
    seen = [code for one in it.inspections for code in one.controls]
    for code in sorted(set(seen), key=lambda one: (-seen.count(one), one)):
        control = CONTROLS[code]
        yield f"- {control.term.vi} ({cite_all(control.provisions)}): {seen.count(code)} lần."


def _followed(it: ResultFacts) -> str:
    asked, done, reported, late = (
        sum(getattr(one, name) for one in it.inspections) for name in ("asked", "done", "reported", "late")
    )
    if not asked:
        return "Chưa có kiến nghị nào."
    return (
        f"Đã kiến nghị {asked} việc: đã thực hiện {done}; đơn vị đã báo cáo, chờ xác nhận {reported}; quá hạn chưa "
        f"thực hiện {late}."
    )


# --- what they are made of ------------------------------------------------------------------------------------------


def _text(name: str, vi: str, en: str, text: str) -> Passage:
    return Passage(name, Term(vi, en), text)


def _heading(name: str, words: str) -> Passage:
    return Passage(name, Term(f"Đề mục {words.partition('.')[0]}", f"Heading {words.partition('.')[0]}"), words,
                   Look.HEADING)  # fmt: skip


def _within(subject: str) -> str:
    """The subject within a sentence: "việc tiếp nhận"; an abbreviation stays."""
    return subject if subject[:2].isupper() else subject[:1].lower() + subject[1:]


def _sentence(words: str) -> str:
    flat = " ".join(words.split()).rstrip(" ;")
    return flat if flat.endswith(".") else f"{flat}."
