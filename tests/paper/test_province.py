"""A province's template: what it may hold and say, where it is wrong, what comes of it filled in."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.casework.errors import Refused
from app.casework.papers.examples import Example, example_of
from app.casework.papers.fields import example_context
from app.paper.package import LARGEST, LARGEST_UNPACKED
from app.paper.province import NotATemplate, filled, tried, words_of
from app.paper.sandbox import TemplateEnvironment, TemplateRefused
from app.paper.starter import starter
from app.statute.papers import TEMPLATED, paper_on

TODAY, AT = date(2026, 11, 23), datetime(2026, 11, 23, 8, tzinfo=UTC)


def example(code: str = "complaint_team") -> Example:
    return example_of(paper_on(code, TODAY) or pytest.fail(code), TODAY)


def template(*paragraphs: str, change: Callable[[Any], None] = lambda _document: None) -> bytes:
    """A file of these paragraphs."""
    document: Any = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    change(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


WHOLE = (
    "{{ agency }}", "{{ number }}", "{{ dated }}", "{{ bases | join('; ') }}", "{{ body | join(' ') }}",
    "{% for row in members %}{{ row[1] }}{% endfor %}", "{{ signing | join(' ') }}", "{{ signed_by }}",
)  # fmt: skip
"""Everything that makes the example a paper."""


def faults(content: bytes, code: str = "complaint_team") -> list[tuple[str, int, str]]:
    """Part, paragraph and reason of each fault."""
    with pytest.raises(NotATemplate) as told:
        tried(content, example(code).fields, title="Thử", at=AT)
    return [(one.line.part, one.line.number, one.why.sentence) for one in told.value.problems]


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as told:
        tried(content, example().fields, title="Thử", at=AT)
    assert told.value.field == "file"
    return told.value.sentence


# --- a whole paper


@pytest.mark.parametrize("left_out", range(len(WHOLE)))
def test_a_template_without_what_makes_the_paper_is_refused_with_what_it_lacks(left_out: int) -> None:
    name = ("agency", "number", "dated", "bases", "done", "members", "signing", "signed_by")[left_out]
    said = refused(template(*(one for place, one in enumerate(WHOLE) if place != left_out)))
    assert said == f"Mẫu thiếu phần làm nên văn bản này: {{{{ {name} }}}}."


def test_every_part_that_lacks_is_named_and_asking_for_one_prints_nothing() -> None:
    said = refused(template("{{ agency }}", "{% if number %}Có số{% endif %}"))
    for name in ("number", "dated", "bases", "done", "members", "signing", "signed_by"):
        assert f"{{{{ {name} }}}}" in said
    assert "agency" not in said


def test_the_core_may_be_printed_part_by_part_and_every_starter_is_whole() -> None:
    parts = ["{{ done }}" if "body" in one else one for one in WHOLE]
    assert tried(template(*parts), example().fields, title="Thử", at=AT)
    for paper in TEMPLATED:
        if paper.holds_on(TODAY):
            it = example_of(paper, TODAY)
            assert tried(starter(paper, it.passages, at=AT), it.fields, title=paper.name.vi, at=AT)


# --- filled in


@pytest.mark.parametrize(
    "code",
    ["complaint_team", "dialogue_minutes", "inspection_invitation", "inspection_conclusion", "inspection_result"],
)
def test_the_starter_filled_in_says_what_the_built_in_paper_says(code: str) -> None:
    paper = next(one for one in TEMPLATED if one.code == code and one.holds_on(TODAY))
    it = example_of(paper, TODAY)
    lines = words_of(tried(starter(paper, it.passages, at=AT), it.fields, title=paper.name.vi, at=AT))
    said = "\n".join(lines)
    for value in example_context(it.fields).values():
        for line in value if isinstance(value, list) else value.splitlines():
            for cell in line if isinstance(line, list) else [line]:
                assert cell.casefold() in said.casefold(), cell
    assert "{" not in said
    made = tried(template(*WHOLE), example().fields, title="Thử", at=AT)
    about = Document(BytesIO(made)).core_properties
    assert (about.title, about.author, about.last_modified_by) == ("Thử", "", "")


@pytest.mark.parametrize(("many", "rows"), [(2, [2]), (4, [4]), (7, [4, 3])])
def test_those_who_sign_side_by_side_stand_in_as_many_rows_as_they_need(many: int, rows: list[int]) -> None:
    it, paper = example("dialogue_minutes"), paper_on("dialogue_minutes", TODAY)
    assert paper is not None
    who = [["Người đại diện", f"Người {n}"] for n in range(many)]
    content = starter(paper, it.passages, at=AT)
    said: dict[str, Any] = {**example_context(it.fields), "signers": who}
    document: Any = Document(BytesIO(filled(content, it.fields, said, title="Thử", at=AT)))
    cells = [[cell.text for cell in row.cells if "Người " in cell.text] for row in document.tables[-1].rows]
    assert [len(row) for row in cells] == rows
    assert [text.splitlines()[-1] for row in cells for text in row] == [f"Người {n}" for n in range(many)]


def test_words_are_words_whatever_they_hold() -> None:
    it = example()
    said = {**example_context(it.fields), "agency": "A & <w:b/> {{ code }} {% x %}\x07\x0b", "done": "Một.\nHai."}
    made = words_of(filled(template("{{ agency }}", "{{ done }}"), it.fields, said, title="Thử", at=AT))
    assert made == ["A & <w:b/> {{ code }} {% x %}", "Một.", "Hai."]


# --- said wrong: the paragraph is named


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ nguoi_to_cao }}", "Không có trường “nguoi_to_cao”"),
        ("{{ agency", "chưa đóng bằng }}"),
        ("{{ agency | }}", "Viết sai"),
        ("{% for one in bases %}{{ one }}", "chưa có thẻ đóng {% endfor %}"),
        ("{% endif %}", "không có thẻ mở"),
        ("{% include 'x' %}", "Không có lệnh “include”"),
        ("{% raw %}{{ agency }}{% endraw %}", "Không có lệnh “raw”"),
        ("{{ signers | rows }}", "Không có bộ lọc “rows”"),
        ("{% set x = agency %}", "Không có lệnh “set”"),
        ("{{ agency.__class__ }}", "Không đọc được “__class__”"),
        ("{{ agency['__class__'] }}", "Không đọc được “[…]”"),
        ("{{ agency.upper() }}", "không dùng được lệnh khác"),
        ("{{ ''.join(bases) }}", "không dùng được lệnh khác"),
        ("{{ range(9) }}", "không dùng được lệnh khác"),
        ("{{ agency * 999999999 }}", "không dùng được lệnh khác"),
        ("{{ agency | attr('x') }}", "Không có bộ lọc “attr”"),
        ("{{ loop }}", "Không có trường “loop”"),
        ("{{ bases }}", "là danh sách"),
        ("{% for one in agency %}{{ one }}{% endfor %}", "không phải danh sách"),
        ("{% for row in members %}{{ row[4] }}{% endfor %}", "có 4 ô"),
        ("{% for a in bases %}{% for b in bases %}{% for c in bases %}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
         "quá 2 tầng"),
        ("Trước {%p if agency %}", "đứng một mình"),
        ("{{r agency }}", "không có chữ đứng trước tên"),
        ("{%- if agency %}{% endif %}", "Bỏ dấu -"),
        ("{{ " + "(" * 190 + " }}", "quá nhiều dấu ngoặc"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_paragraph(text: str, why: str) -> None:
    told = faults(template("Một.", "", text, "Bốn."))
    assert told[0][:2] == ("document", 3)
    assert why in told[0][2]


def test_every_fault_is_told_and_those_of_the_header_too() -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ la }}"
        document.add_table(1, 1).rows[0].cells[0].text = "{{ o }}"

    told = faults(template("{{ mot }}", "{{ agency }}", change=header))
    assert sorted(one[:2] for one in told) == [("document", 1), ("document", 3), ("header", 1)]


def test_broken_tags_unknown_fields_and_what_is_missing_are_told_at_once() -> None:
    broken = template(
        "{{ agency }}", "{{ number", "{{ dated | }}", "{{ la }} {% include 'x' %} {{ bases | dem }}",
        "{% for row in la_nua %}{{ row[7] }} {{ cung_la }}{% endfor %}", "{% for one in | %}{{ one }}",
        "{% endif %}{{ signed_by }}", "{% if signing %}{{ la_nhat }}", *("{{ " + "x " * 3 + "}}" for _n in range(2)),
    )  # fmt: skip
    assert [(place, why.partition(":")[0]) for _part, place, why in faults(broken)] == [
        (2, "Thẻ {{ number chưa đóng bằng }} trong cùng đoạn."),
        (3, "Viết sai trong dấu {{ … }} hoặc {% … %}."),
        (4, "Không có lệnh “include”. Chỉ dùng for, if, elif, else và thẻ đóng của chúng."),
        (4, "Không có trường “la” ở văn bản này."),
        (4, "Không có bộ lọc “dem”."),
        (5, "“la_nua” không phải danh sách"),
        (5, "Không có trường “cung_la” ở văn bản này."),
        (6, "Thẻ {% for one in | %} chưa có thẻ đóng {% endfor %}."),
        (6, "Viết sai trong dấu {{ … }} hoặc {% … %}."),
        (7, "Thẻ {% endif %} không có thẻ mở trước nó."),
        (8, "Thẻ {% if signing %} chưa có thẻ đóng {% endif %}."),
        (8, "Không có trường “la_nhat” ở văn bản này."),
        (9, "Viết sai trong dấu {{ … }} hoặc {% … %}."),
        (10, "Viết sai trong dấu {{ … }} hoặc {% … %}."),
    ]
    with pytest.raises(NotATemplate) as told:
        tried(broken, example().fields, title="Thử", at=AT)
    # What stands in a broken tag is there, and only to be put right.
    assert told.value.lacking is not None
    assert (
        told.value.lacking.sentence == "Mẫu thiếu phần làm nên văn bản này: {{ done }}, {{ members }}, {{ signing }}."
    )


def test_a_template_broken_everywhere_is_looked_through_in_no_time() -> None:
    began = time.monotonic()
    told = faults(template(*("{{ x x }}" for _n in range(2_000))))
    assert len(told) == 20
    assert time.monotonic() - began < 30  # nothing runs away


def test_what_word_could_not_repeat_is_refused() -> None:
    def across_cells(document: Any) -> None:
        first, second = document.add_table(1, 2).rows[0].cells
        first.text, second.text = "{% for one in bases %}", "{% endfor %}"

    assert "cùng chỗ" in faults(template(change=across_cells))[0][2]
    assert "cùng kiểu" in faults(template("{%p for one in bases %}", "{{ one }} {% endfor %}"))[0][2]


def test_what_stands_in_no_paragraph_is_looked_at_too() -> None:
    with pytest.raises(TemplateRefused):
        TemplateEnvironment({}).from_string('<w:drawing descr="{{ cycler.__init__ }}"/>')

    def hidden(document: Any) -> None:
        document.paragraphs[0].paragraph_format.element.get_or_add_pPr().set(qn("w:x"), "{{ agency.x }}")

    content = template("Một.", *WHOLE, change=hidden)
    assert "Không dựng được" in refused(content)


def test_no_joint_paper_has_a_field_for_a_person_and_asking_for_one_is_refused() -> None:
    for code in ("denunciation_taken_up", "denunciation_transfer", "urging"):
        names = {one.name for one in example(code).fields}
        assert names.isdisjoint({"people", "names", "denouncer", "identity", "shown_as", "officer", "address"})
        assert "Không có trường “people”" in faults(template("{{ people }}"), code)[0][2]


# --- what a file may hold


def repacked(content: bytes, more: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, part in more.items():
            new.writestr(name, part)
    return written.getvalue()


def test_files_that_are_no_harmless_word_file_are_refused() -> None:
    plain = template("{{ agency }}")
    assert "Chọn tệp" in refused(b"")
    assert "lớn hơn 1 MB" in refused(b"PK\x03\x04" + b"0" * LARGEST)
    assert "Word" in refused(b"%PDF-1.7")
    assert "macro" in refused(repacked(plain, {"word/vbaProject.bin": b"x"}))
    assert "tệp nhúng" in refused(repacked(plain, {"word/embeddings/oleObject1.xlsx": b"x"}))
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
    )
    for encoding in ("utf-8", "utf-16"):
        assert "liên kết ra ngoài" in refused(repacked(plain, {"word/_rels/settings.xml.rels": rels.encode(encoding)}))
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "khai báo lạ" in refused(repacked(plain, {"customXml/item1.xml": entity}))
    assert "bị hỏng" in refused(repacked(plain, {"word/document.xml": b"<x>"}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(template("x"), {"word/media/image1.png": b"0" * (LARGEST_UNPACKED + 1)})
    assert len(bomb) < LARGEST
    began = time.monotonic()
    assert "giải nén quá 8 MB" in refused(bomb)
    assert time.monotonic() - began < 30  # nothing runs away


@pytest.mark.parametrize("spelled", [["DDEAUTO c:\\x"], [" INCLUDE", "TEXT x"]])
def test_fields_that_fetch_or_run_are_refused_and_a_page_number_is_not(spelled: list[str]) -> None:
    def field(document: Any) -> None:
        run = document.add_paragraph().add_run()
        for kind, text in (("begin", ""), *(("", one) for one in spelled), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)

    assert "trường Word" in refused(template("x", change=field))


def test_tracked_changes_and_comments_are_refused() -> None:
    def tracked(document: Any) -> None:
        document.paragraphs[0]._p.append(OxmlElement("w:ins"))

    assert "sửa đổi đang theo dõi" in refused(template("x", change=tracked))
