"""An official paper as a .docx against NĐ 30/2020, Phụ lục I: opened with python-docx and read part by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.casework.papers.shape import Heading, Look, Passage, Sheet, Signature, Table, laid_out, signing_words
from app.paper.official import CENTRE, NO_BREAK, START, made, widths_of
from app.paper.pdf import as_pdf
from app.statute.papers import Signing, paper_on
from app.statute.words import Term

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
SHEET = Sheet(
    superior="Ủy ban nhân dân tỉnh Gia Lai", agency="Ủy ban nhân dân phường Pleiku", number="Số: 05/TB-UBND",
    dated="Pleiku, ngày 05 tháng 8 năm 2026", kind="THÔNG BÁO", about="Về việc thụ lý giải quyết khiếu nại",
    to=("Ông (bà) Đinh Thị Hạnh",), bases=("Căn cứ Luật Khiếu nại;", "Căn cứ Nghị định."),
    body=("Đoạn một.", Table(("STT", "Tên"), (("1", "Đơn"), ("2", "Giấy"))), "Đoạn hai./."),
    recipients=("Như trên;", "Lưu: VT, hồ sơ."),
    signatures=(Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Quốc Bảo"),),
)  # fmt: skip
LETTER = Sheet(**{**{name: getattr(SHEET, name) for name in SHEET.__slots__}, "kind": "", "about": "đôn đốc"})


def opened(sheet: Sheet = SHEET) -> Any:
    return Document(BytesIO(made(sheet, title="Thông báo", at=AT)))


def paragraphs(document: Any) -> list[Any]:
    """Every paragraph in the order of the sheet, those in tables too."""
    return [
        part
        for block in document.iter_inner_content()
        for part in ([block] if hasattr(block, "runs") else [p for cell in block._cells for p in cell.paragraphs])
    ]


def found(document: Any, text: str) -> Any:
    return next(one for one in paragraphs(document) if one.text == text)


def look(paragraph: Any) -> tuple[float, bool, bool]:
    """Size in points, bold, italic of a paragraph."""
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def test_the_page_is_an_upright_a4_with_the_margins_of_the_decree() -> None:
    section = opened().sections[0]
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) - 700 <= section.top_margin <= Mm(25)
    assert Mm(20) - 700 <= section.bottom_margin <= Mm(25)
    assert Mm(30) - 700 <= section.left_margin <= Mm(35)
    assert Mm(15) - 700 <= section.right_margin <= Mm(20)


def test_pages_are_numbered_in_the_middle_of_the_top_margin_from_the_second_on() -> None:
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous or not section.first_page_header.paragraphs[0].text
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert number.runs[0].font.size == Pt(13)
    assert number._p.xpath(".//w:instrText")[0].text == "PAGE"


def test_every_word_is_times_new_roman_in_black() -> None:
    document = opened()
    fonts = {run.font.name for one in paragraphs(document) for run in one.runs}
    normal = document.styles["Normal"]
    assert fonts == {"Times New Roman"}
    assert {normal.element.rPr.rFonts.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "cs", "eastAsia")} == fonts
    assert str(normal.font.color.rgb) == "000000"


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("ỦY BAN NHÂN DÂN TỈNH\u00a0GIA\u00a0LAI", (12, 13), False, False),
        ("ỦY BAN NHÂN DÂN PHƯỜNG\u00a0PLEIKU", (12, 13), True, False),
        ("Số: 05/TB-UBND", (13, 13), False, False),
        ("Pleiku, ngày 05 tháng 8 năm 2026", (13, 14), False, True),
        ("THÔNG BÁO", (13, 14), True, False),
        ("Về việc thụ lý giải quyết khiếu nại", (13, 14), True, False),
        ("Kính gửi: Ông (bà) Đinh Thị Hạnh", (13, 14), False, False),
        ("Căn cứ Luật Khiếu nại;", (13, 14), False, True),
        ("Đoạn một.", (13, 14), False, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Lưu: VT, hồ sơ.", (11, 11), False, False),
        ("KT. CHỦ TỊCH", (13, 14), True, False),
        ("Trần Quốc Bảo", (13, 14), True, False),
    ],
)  # fmt: skip
def test_each_part_has_its_size_and_weight(text: str, size: tuple[int, int], bold: bool, italic: bool) -> None:  # noqa: FBT001
    points, is_bold, is_italic = look(found(opened(), text))
    assert size[0] <= points <= size[1]
    assert (is_bold, is_italic) == (bold, italic)


def test_the_parts_stand_in_the_order_of_the_decree() -> None:
    said = [one.text for one in paragraphs(opened()) if one.text]
    assert said == [
        f"ỦY BAN NHÂN DÂN {'TỈNH GIA LAI'.replace(' ', NO_BREAK)}", f"ỦY BAN NHÂN DÂN PHƯỜNG{NO_BREAK}PLEIKU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Số: 05/TB-UBND", "Pleiku, ngày 05 tháng 8 năm 2026", "THÔNG BÁO",
        "Về việc thụ lý giải quyết khiếu nại", "Kính gửi: Ông (bà) Đinh Thị Hạnh", "Căn cứ Luật Khiếu nại;",
        "Căn cứ Nghị định.", "Đoạn một.", "STT", "Tên", "1", "Đơn", "2", "Giấy", "Đoạn hai./.", "Nơi nhận:",
        "- Như trên;", "- Lưu: VT, hồ sơ.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Quốc Bảo",
    ]  # fmt: skip


def test_the_body_is_justified_indented_and_set_apart() -> None:
    shape = found(opened(), "Đoạn một.").paragraph_format
    assert found(opened(), "Đoạn một.").alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert Mm(10) <= shape.first_line_indent <= Mm(12.8)
    assert shape.space_after >= Pt(6)
    assert 1 <= shape.line_spacing <= 1.5


def test_what_is_still_to_be_written_in_does_not_tear_the_words_before_it_apart() -> None:
    dotted = "Căn cước số 000696673140, ngày cấp: …………, nơi cấp: ……………………"
    document = opened(replace(SHEET, body=("Trích… nguyên văn.", dotted)))
    assert found(document, dotted).alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert found(document, "Trích… nguyên văn.").alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert {found(document, one).paragraph_format.line_spacing for one in ("Trích… nguyên văn.", dotted)} == {1.15}


def test_an_agency_breaks_before_its_place_and_one_without_a_place_is_left_as_it_is() -> None:
    for agency, written in (
        ("Ủy ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Ủy ban nhân dân xã Đak Đoa", f"ỦY BAN NHÂN DÂN {'XÃ ĐAK ĐOA'.replace(' ', NO_BREAK)}"),
        ("Sở Nông nghiệp và Môi trường", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
    ):
        assert found(opened(replace(SHEET, agency=agency)), written)


def test_a_table_nobody_filled_in_has_rows_to_write_in() -> None:
    paper = paper_on("receipt", date(2026, 11, 23)) or pytest.fail("receipt")
    typed = Passage("papers", Term("", ""), "", Look.TABLE, ("STT", "Tên"))
    head = [Passage(one, Term("", ""), "", Look.LINE) for one in ("agency", "post", "signer_post", "signed_by")]
    (table,) = [one for one in laid_out(paper, (typed, *head)).body if isinstance(one, Table)]
    assert table.rows == (("", ""),) * 3


def test_a_letter_has_its_subject_under_its_number_and_no_kind() -> None:
    document = opened(LETTER)
    points, bold, italic = look(found(document, "V/v đôn đốc"))
    assert (12 <= points <= 13, bold, italic) == (True, False, False)
    assert found(document, "V/v đôn đốc").paragraph_format.space_before == Pt(6)
    assert "THÔNG BÁO" not in [one.text for one in paragraphs(document)]


def test_what_signs_does_not_break_over_two_pages_and_a_table_repeats_its_head() -> None:
    document = opened()
    assert document.tables[-1].rows[0]._tr.xpath("./w:trPr/w:cantSplit")
    table = document.tables[2]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [14, 151]  # the numbers need little room


def test_a_date_and_a_code_are_not_torn_in_a_table_and_long_words_get_the_room() -> None:
    """A sixth of the page for each broke every date of an urging letter in two."""
    columns = ("STT", "Mã hồ sơ", "Vụ việc", "Việc phải làm", "Hạn", "Quá hạn (ngày)")
    row = ("1", "KN-0004/2026", "Khiếu nại lần đầu, Xây dựng", "Ra quyết định giải quyết", "13/11/2026", "18")
    widths = widths_of(Table(columns, (row,)))
    assert round(sum(widths)) == 165
    number, code, what, owed, due, days = widths
    assert number == 14
    assert due >= 10 * 0.5 * 13 * 0.3528 + 4  # ten digits of half their size, and the margins of the cell
    assert code >= 12 * 0.5 * 13 * 0.3528 + 4
    assert min(what, owed) > days


def test_dots_to_write_on_are_not_torn_in_a_table() -> None:
    dots = "…" * 8
    _number, name, post, _task = widths_of(
        Table(("STT", "Họ và tên", "Chức vụ", "Nhiệm vụ"), (("1", dots, dots, "x"),))
    )
    assert min(name, post) >= 8 * 13 * 0.3528 + 4  # each as wide as it is high


def test_rows_of_people_who_sign_stay_together() -> None:
    many = tuple(Signature(("NGƯỜI KHIẾU NẠI",), f"Siu {name}") for name in "ABCDE")
    first, last = opened(replace(SHEET, recipients=(), signatures=many)).tables[-1].rows
    assert {one.paragraph_format.keep_with_next for cell in first.cells for one in cell.paragraphs} == {True}
    assert {one.paragraph_format.keep_with_next for cell in last.cells for one in cell.paragraphs} == {False}


def test_what_has_to_wrap_gets_the_room_and_a_code_or_a_long_heading_takes_none_of_it() -> None:
    """The agencies of the merged report broke into three lines beside wide columns of figures."""
    columns = ("STT", "Cơ quan", "Số lượt tiếp công dân", "Số vụ việc thuộc thẩm quyền", "Mã hồ sơ")
    row = ("1", "Sở Nông nghiệp và Môi trường", "108", "10", "KN-0004/2026")
    _number, agency, visits, cases, code = widths_of(Table(columns, (row,)))
    assert agency > 1.5 * max(visits, cases)
    assert code < 12 * 0.56 * 13 * 0.3528 + 4 + 4  # what it needs, and next to none of the rest


def test_figures_stand_in_the_middle_of_their_column_and_words_at_its_edge() -> None:
    document = opened()
    cells = document.tables[2].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in cells] == [CENTRE, START]


def test_a_table_of_many_long_words_stays_within_the_page() -> None:
    row = tuple("x" * 40 for _ in range(6))
    assert round(sum(widths_of(Table(row, (row,))))) == 165
    assert widths_of(Table(("STT",), ())) == [14]


def test_what_a_file_ends_in_begins_no_page_of_its_own() -> None:
    last = opened().paragraphs[-1]
    assert last.text == ""
    assert last.paragraph_format.line_spacing == Pt(1)
    assert last._p.xpath("./w:pPr/w:rPr/w:vanish")


def test_the_properties_say_nobody_made_it() -> None:
    about = opened().core_properties
    assert (about.author, about.last_modified_by, about.title) == ("", "", "Thông báo")


@pytest.mark.parametrize(
    ("signing", "words"),
    [
        (Signing.HEAD, ("CHỦ TỊCH",)),
        (Signing.COLLECTIVE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (Signing.DEPUTY, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Signing.BY_ORDER, ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Signing.BY_MANDATE, ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Signing.ACTING, ("Q. CHỦ TỊCH",)),
    ],
)
def test_how_it_is_signed(signing: Signing, words: tuple[str, ...]) -> None:
    own = "" if signing is Signing.COLLECTIVE else "Phó Chủ tịch"
    assert signing_words(signing, "Ủy ban nhân dân", "Chủ tịch", own) == words


def test_number_and_day_are_dots_until_it_is_issued() -> None:
    paper = paper_on("complaint_accepted", date(2026, 11, 23))
    assert paper is not None
    word = Term("", "")
    lines = {"short": "UBND", "place": "Ia Dom", "agency": "x", "post": "", "signer_post": "", "signed_by": ""}
    passages = [Passage(name, word, text, Look.LINE) for name, text in lines.items()]
    passages.append(Passage("signing", word, "head", Look.SIGNING))
    draft = laid_out(paper, passages)
    assert (draft.number, draft.dated) == ("Số: ……/TB-UBND", "Ia Dom, ngày …… tháng …… năm ……")
    issued = laid_out(paper, passages, number="15/TB-UBND", on=date(2026, 2, 5))
    assert (issued.number, issued.dated) == ("Số: 15/TB-UBND", "Ia Dom, ngày 05 tháng 02 năm 2026")


def test_the_same_pages_as_a_pdf() -> None:
    assert as_pdf(made(SHEET, title="Thông báo", at=AT)).startswith(b"%PDF-")


def test_a_decision_says_who_decides_above_what_it_rests_on_and_signs_with_its_last_words() -> None:
    sheet = replace(SHEET, kind="QUYẾT ĐỊNH", authority="Chủ tịch xã", to=("Một", "Hai"),
                    body=("Xét.", Heading("QUYẾT ĐỊNH:"), "Điều 1. Một./."))  # fmt: skip
    document = opened(sheet)
    said = [one.text for one in document.paragraphs if one.text]
    assert said.index("CHỦ TỊCH XÃ") < said.index("Căn cứ Luật Khiếu nại;") < said.index("QUYẾT ĐỊNH:")
    for line in ("CHỦ TỊCH XÃ", "QUYẾT ĐỊNH:"):
        assert found(document, line).alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert look(found(document, line)) == (14, True, False)
    assert found(document, "Điều 1. Một./.").paragraph_format.keep_with_next
    assert [(run.text, bool(run.bold)) for run in found(document, "Điều 1. Một./.").runs] == [
        ("Điều 1.", True), (" Một./.", False),
    ]  # fmt: skip
    assert found(document, "- Một;").paragraph_format.left_indent.mm > 50
