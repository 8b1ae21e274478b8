"""Whether a file may be a template: a .docx by what it holds, with nothing in it that acts, hides or leads elsewhere.

Read piece by piece under a limit, whatever the archive says of itself.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from docx.oxml import parse_xml

from app.casework.errors import Refused
from app.casework.file_types import BROKEN_ARCHIVE, OLE, WORD, ZIP, judge

FIELD: Final = "file"
LARGEST: Final = 1024 * 1024  # bytes of a template: text and a coat of arms
MOST_PARTS: Final = 200
LARGEST_UNPACKED: Final = 8 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a part may be called: no program, no control, no other document inside.
ACTING: Final = re.compile(r"vba|activex|embeddings/|afchunk|\.bin$|\.exe$|macro", re.IGNORECASE)
# Fields Word works out by itself from the page; any other could fetch, run or ask.
PAGE_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
REVISIONS: Final = ("ins", "del", "moveFrom", "moveTo", "delText", "commentReference")
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a template by their names. Raises Refused, naming the field, on anything a template may not be."""
    if not content:
        raise Refused("Chọn tệp mẫu Word (.docx).", field=FIELD)
    if len(content) > LARGEST:
        raise Refused("Tệp mẫu lớn hơn %(most)s MB. Bỏ bớt hình ảnh rồi tải lại.", field=FIELD, most=1)
    if not content.startswith((ZIP, OLE)):  # what else a file of a matter may be is of no help here
        raise Refused("Mẫu phải là tệp Word (.docx).", field=FIELD)
    try:
        kind = judge(BytesIO(content))
    except Refused as refused:
        refused.field = FIELD
        raise
    if kind is not WORD:
        raise Refused("Mẫu phải là tệp Word (.docx).", field=FIELD)
    parts = _unpacked(content)
    for name, part in parts.items():
        _check(name, part)
    return parts


def _unpacked(content: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise _too_much()
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    found[entry.filename] = part.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    raise _too_much()
    except BROKEN_ARCHIVE as error:
        raise Refused("Tệp Word bị hỏng. Mở bằng Word, lưu lại rồi tải lên.", field=FIELD) from error
    return found


def _too_much() -> Refused:
    return Refused(
        "Tệp mẫu giải nén quá %(most)s MB hoặc có quá nhiều phần nên không nhận.",
        field=FIELD, most=LARGEST_UNPACKED // MEGABYTE,
    )  # fmt: skip


def _check(name: str, part: bytes) -> None:
    if ACTING.search(name):
        raise Refused("Tệp có macro, điều khiển hoặc tệp nhúng nên không nhận (%(part)s).", field=FIELD, part=name)
    if not name.endswith((".xml", ".rels")):
        return
    root = parsed(part)
    if any(one.get("TargetMode", "").lower() == "external" for one in root.iter(f"{RELATIONS}Relationship")):
        raise Refused(
            "Tệp có liên kết ra ngoài (siêu liên kết, hình ảnh hoặc mẫu ở nơi khác). Bỏ liên kết rồi tải lại.",
            field=FIELD,
        )
    if any(next(root.iter(f"{W}{one}"), None) is not None for one in REVISIONS):
        raise Refused("Tệp còn nhận xét hoặc sửa đổi đang theo dõi. Chấp nhận hay bỏ hết rồi tải lại.", field=FIELD)
    for field in _fields(root):
        if field not in PAGE_FIELDS:
            raise Refused(
                "Tệp có trường Word “%(name)s”. Chỉ dùng được trường số trang; nội dung khác ghi bằng {{ … }}.",
                field=FIELD, name=field,
            )  # fmt: skip


def parsed(part: bytes) -> Any:
    """An XML part. Raises Refused when it is broken, or says entities of its own."""
    try:
        root: Any = parse_xml(part)  # entities stay as they are written
    except SyntaxError as error:
        raise Refused("Tệp Word bị hỏng. Mở bằng Word, lưu lại rồi tải lên.", field=FIELD) from error
    if root.getroottree().docinfo.doctype:
        raise Refused("Tệp Word có phần khai báo lạ nên không nhận.", field=FIELD)
    return root


def _fields(root: Any) -> Iterator[str]:
    """The first word of every field: PAGE, DDEAUTO …; a field may be spelled over several runs."""
    for simple in root.iter(f"{W}fldSimple"):
        yield _first_word(simple.get(f"{W}instr", ""))
    for paragraph in root.iter(f"{W}p"):
        spelled = ""
        for one in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            if one.tag == f"{W}instrText":
                spelled += one.text or ""
            elif spelled:
                yield _first_word(spelled)
                spelled = ""
        if spelled:
            yield _first_word(spelled)


def _first_word(spelled: str) -> str:
    return next(iter(spelled.split()), "").upper()
