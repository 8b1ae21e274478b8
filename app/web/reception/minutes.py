"""What somebody said, written down at the desk and read back to them (bản ghi nội dung tiếp công dân).

The law has no form for it. Whoever cannot write puts a finger on it; of a group every representative signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.casework.papers.reception import READ_BACK, when_words
from app.casework.papers.shape import DOTS
from app.casework.papers.words import group_words, people_lines
from app.statute.papers.bases import written_out
from app.web.clock import ZONE
from app.web.reception.papers import Letterhead, Opened, crumbs, letterhead, officer_part
from app.web.views import Link


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The paper."""

    code: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    head: Letterhead
    on: str
    began: str
    officer: str
    officer_part: str
    people: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    ended: str
    signers: tuple[str, ...]


def minutes_page(it: Opened) -> MinutesPage:
    """The minutes of a visit."""
    line, on = it.line, it.line.received_on
    at = it.matter.created_at.astimezone(ZONE)
    title = _("Bản ghi nội dung tiếp công dân")
    return MinutesPage(
        code=it.matter.code,
        title=title,
        lede=_("Đọc lại cho người trình bày nghe, sửa nếu cần, rồi ký hoặc điểm chỉ từng trang."),
        crumbs=crumbs(it.matter, title),
        head=letterhead(it, on),
        on=written_out(on),
        began=when_words(at, on, it.agency.name),
        officer=line.officer or DOTS,
        officer_part=officer_part(line),
        people=(
            *people_lines(it.people),
            *group_words(line),
        ),
        said=(
            ("Nội dung trình bày", it.content or DOTS),
            ("Yêu cầu, đề nghị", it.request or DOTS),
            ("Thông tin, tài liệu cung cấp", it.papers or "Không"),
        ),
        ended=f"Bản ghi kết thúc hồi …… giờ …… cùng ngày, {READ_BACK}",
        signers=tuple(one.full_name for one in it.people),
    )
