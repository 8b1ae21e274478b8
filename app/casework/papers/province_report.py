"""The province's report as a draft: the sums with each agency's part, then the words of each agency, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app.casework.papers.shape import Block, Heading, Sheet, Signature, Table, on_words
from app.casework.report_merging import Draft
from app.records.reports import ReportRound
from app.statute.reporting import FIGURES, PARTS

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NUMERALS = ("I", "II", "III", "IV", "V")


def province_sheet(it: ReportRound, draft: Draft, *, province: str, made_at: datetime) -> Sheet:
    """The draft, laid out; number, day and signature are left to whoever issues it."""
    return Sheet(
        superior="", agency=province, number="Số: ……/BC-UBND", dated=f"……………………, {on_words(None)}",
        kind="BÁO CÁO", about=_about(it.title), to=(), bases=(),
        body=tuple(_body(it, draft, made_at)), recipients=("Như trên;", "Lưu: VT."),
        signatures=(Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),),
    )  # fmt: skip


def _about(title: str) -> str:
    """What stands under BÁO CÁO: the name of the round without that word, begun with a capital."""
    about = title.removeprefix("Báo cáo ").strip()
    return about[:1].upper() + about[1:]


def _body(it: ReportRound, draft: Draft, made_at: datetime) -> Iterator[Block]:
    made = f"{made_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
    yield (
        f"DỰ THẢO, tổng hợp lúc {made} từ báo cáo của {len(draft.parts)} cơ quan. Số liệu và nội dung do các cơ quan "
        "gửi; nơi tổng hợp rà soát trước khi trình ký."
    )
    if it.covers_from and it.covers_until:
        yield f"Kỳ báo cáo: từ ngày {it.covers_from:%d/%m/%Y} đến ngày {it.covers_until:%d/%m/%Y}."
    yield Heading(f"{NUMERALS[0]}. SỐ LIỆU TỔNG HỢP")
    yield _figures(draft)
    for numeral, (code, words) in zip(NUMERALS[1:], PARTS.items(), strict=False):
        yield Heading(f"{numeral}. {words.vi.upper()}")
        yield from _said(draft, code)
    yield Heading("PHỤ LỤC: NGUỒN VÀ PHẦN CÒN THIẾU")
    if draft.missing:
        yield f"Chưa có trong dự thảo ({len(draft.missing)} cơ quan): {'; '.join(one.agency for one in draft.missing)}."
    else:
        yield "Mọi cơ quan phải gửi đều đã có trong dự thảo."
    yield (
        "Nguồn: " + "; ".join(f"{one.agency}, báo cáo số {one.document} (lần {one.turn})" for one in draft.parts) + "."
    )


def _figures(draft: Draft) -> Table:
    columns = ("STT", "Cơ quan", *(words.vi for words in FIGURES.values()))
    rows = [
        (str(place), one.agency, *(str(one.figures.get(code, 0)) for code in FIGURES))
        for place, one in enumerate(draft.parts, start=1)
    ]
    return Table(columns, (*rows, ("", "Cộng", *(str(figure) for figure in draft.sums.values()))))


def _said(draft: Draft, code: str) -> Iterator[Block]:
    said = [(one.agency, one.words[code]) for one in draft.parts if one.words.get(code)]
    if not said:
        yield "Không cơ quan nào ghi nội dung này."
    for agency, words in said:
        first, *others = [line.strip() for line in words.splitlines() if line.strip()]
        yield f"{agency}: {first}"
        yield from others
