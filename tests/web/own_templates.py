"""A province's own template of a paper, uploaded and put in force at the desk of templates."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework.papers.examples import example_of
from app.records.papers import PaperTemplate
from app.statute.papers import OfficialPaper
from tests.paper.test_province import template
from tests.web.conftest import THE_MORNING, Browse, Page

TODAY = THE_MORNING.date()
HOME = "/quan-tri/mau-van-ban"


def own(paper: OfficialPaper, but: str = "") -> bytes:
    """A layout of the province with every field that must be there, ``but`` one."""
    fields = [one for one in example_of(paper, TODAY).fields if one.needed and one.name != but]
    lines = ["Theo mẫu riêng của tỉnh."]
    for one in fields:
        if one.columns:
            lines += [f"{{%p for row in {one.name} %}}", "{{ row | join(' ; ') }}", "{%p endfor %}"]
        else:
            lines.append(f"{{{{ {one.name} | join('; ') }}}}" if one.is_list else f"{{{{ {one.name} }}}}")
    return template(*lines)


def upload(browse: Browse, paper: OfficialPaper, content: bytes) -> Page:
    browse.open(f"{HOME}/{paper.code}")
    file: Any = (BytesIO(content), "mẫu của tỉnh.docx")
    return browse.send(f"{HOME}/{paper.code}", file=file)


def in_force(browse: Browse, records: Session, paper: OfficialPaper) -> None:
    upload(browse, paper, own(paper))
    ref = records.scalars(select(PaperTemplate.ref).where(PaperTemplate.paper == paper.code)).one()
    records.commit()  # not rolled back: what is expired would be read again, and hold the writer's place
    use = f"{HOME}/tep/{ref}/dung"
    (seen,) = browse.open(use).all("input", name="seen")
    days: dict[str, Any] = {"from_on": "23/11/2026", "seen": seen.get("value", ""), "step": "confirm"}
    assert "từ 23/11/2026 mẫu của tỉnh.docx" in browse.send(use, **days).text()
