"""What a file is, is judged by its bytes."""

from __future__ import annotations

import io

import pytest

from app.casework.errors import Refused
from app.casework.file_names import tidied
from app.casework.file_types import EXCEL, HEIC, JPEG, PDF, PNG, TIFF, TYPES, WEBP, WORD, judge
from tests import papers


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (papers.PDF, PDF), (papers.JPEG, JPEG), (papers.PNG, PNG), (papers.TIFF, TIFF), (papers.WEBP, WEBP),
        (papers.HEIC, HEIC), (papers.office(papers.WORD_MAIN), WORD), (papers.office(papers.EXCEL_MAIN), EXCEL),
    ],
)  # fmt: skip
def test_what_an_office_needs_is_taken(told: bytes, kind: object) -> None:
    assert judge(io.BytesIO(told)) is kind


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"", "Tệp rỗng"),
        (papers.EXE, "Chỉ nhận PDF"),
        (papers.HTML, "Chỉ nhận PDF"),
        (papers.SVG, "Chỉ nhận PDF"),
        (b"MZ" + papers.PDF, "Chỉ nhận PDF"),
        (b"#!/bin/sh\n", "Chỉ nhận PDF"),
        (b"PK\x03\x04 and no archive", "Chỉ nhận PDF"),
        (papers.archive({"mimetype": b"application/epub+zip"}), "Chỉ nhận PDF"),
        (papers.office(main="application/vnd.ms-powerpoint"), "Chỉ nhận PDF"),
        (papers.OLD_WORD, ".doc, .xls"),
        (papers.locked(), "mật khẩu"),
        (papers.LOCKED_PDF, "mật khẩu"),
        (papers.PDF + bytes(1_048_570) + b"/Encrypt<</Filter/Standard>>", "mật khẩu"),
        (papers.office(papers.MACRO_MAIN), "macro"),
        (papers.office(vbaProject__bin=b"x"), "macro"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_told_what_to_do(told: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        judge(io.BytesIO(told))
    assert refused.value.field == "files"
    assert sentence in refused.value.sentence


def test_a_macro_cannot_hide_behind_the_way_its_type_is_spelled() -> None:
    spelled = papers.MACRO_MAIN.replace("macroEnabled", "macro&#69;nabled").encode()
    told = papers.contents(papers.WORD_MAIN).replace(b"</Types>", b'<Override ContentType="' + spelled + b'"/></Types>')
    for hidden in (told, papers.contents(papers.WORD_MAIN).decode().encode("utf-16")):
        with pytest.raises(Refused):
            judge(io.BytesIO(papers.archive({"[Content_Types].xml": hidden})))


def test_a_small_archive_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = papers.archive({"[Content_Types].xml": papers.contents(papers.WORD_MAIN) + b" " * 50_000_000})
    with pytest.raises(Refused):
        judge(io.BytesIO(bomb))


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ("đơn khiếu nại.pdf", "đơn khiếu nại.pdf"),
        ("đơn.pdf", "đơn.pdf"),  # typed on a Mac: letters and marks apart
        (r"C:\Users\Bà Năm\đơn.PDF", "đơn.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("đơn.exe", "đơn.exe.pdf"),
        ("hóa\u202efdp.exe", "hóa fdp.exe.pdf"),
        ("hai\r\ndòng.pdf", "hai dòng.pdf"),
        (".pdf", "Tệp.pdf"),
        ("", "Tệp.pdf"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_a_name_is_tidied_and_ends_as_its_type_does(came: str, shown: str) -> None:
    assert tidied(came, PDF.media_type) == shown


def test_every_type_has_an_ending() -> None:
    assert all(one.extensions[0].startswith(".") for one in TYPES.values())
