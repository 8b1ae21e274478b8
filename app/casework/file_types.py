"""What a file is, judged by its bytes. Its name and what a browser claims of it say nothing."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from app.casework.errors import Refused

FIELD = "files"
HEAD = 64
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PHOTOS_OF_A_PHONE = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

CONTENTS = "[Content_Types].xml"
LONGEST_CONTENTS = 1_000_000
LONGEST_DIRECTORY = 1_000_000  # of an archive: some ten thousand entries, more than any letter has
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH, LONGEST_COMMENT = 22, 65_535
LOCKED_ENTRY = 0x1
# The entry of the trailer that names how a PDF is encrypted: a reference to it, or the dictionary itself.
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d{1,10}\s+\d{1,5}\s+R)")
LONGEST_ENCRYPTED, PIECE = 64, 1_048_576
MACROS = re.compile(r"vbaproject|macrosheets/|macroenabled", re.IGNORECASE)
CONTENT_TYPE = re.compile(r"\bContentType\s*=\s*[\"']([^\"']*)[\"']")
# Content types need neither entities nor a DOCTYPE: with them, a type could be spelled so that it is not found.
HIDING = ("&", "<!")
BROKEN_ARCHIVE = (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, KeyError, zlib.error)


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file we take. ``extensions``: how its name may end, the usual one first."""

    media_type: str
    extensions: tuple[str, ...]


PDF = FileType("application/pdf", (".pdf",))
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"))
PNG = FileType("image/png", (".png",))
TIFF = FileType("image/tiff", (".tif", ".tiff"))
WEBP = FileType("image/webp", (".webp",))
HEIC = FileType("image/heic", (".heic", ".heif"))
WORD = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
EXCEL = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))

TYPES = {one.media_type: one for one in (PDF, JPEG, PNG, TIFF, WEBP, HEIC, WORD, EXCEL)}
OFFICE = {f"{one.media_type}.main+xml": one for one in (WORD, EXCEL)}
BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)


def judge(file: BinaryIO) -> FileType:
    """What ``file`` is. Raises Refused on ``files`` when it is empty or nothing we take, and says what to do."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise Refused("Tệp rỗng. Chọn tệp khác.", field=FIELD)
    if head.startswith(ZIP):
        return _office(file)
    if head.startswith(OLE):
        raise Refused(
            "Không nhận tệp Word, Excel kiểu cũ (.doc, .xls) hoặc có mật khẩu. Lưu lại thành .docx, .xlsx hoặc PDF.",
            field=FIELD,
        )
    kind = _known(head) or _not_taken()
    if kind is PDF and _locked_pdf(file):
        raise Refused("Tệp có mật khẩu nên không nhận. Bỏ mật khẩu rồi chọn lại.", field=FIELD)
    return kind


def _locked_pdf(file: BinaryIO) -> bool:
    """Whether a PDF says that its content is encrypted: wherever its trailer stands, that is said in plain bytes."""
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        if ENCRYPTED.search(before + piece):
            return True
        before = piece[-LONGEST_ENCRYPTED:]
    return False


def _known(head: bytes) -> FileType | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in PHOTOS_OF_A_PHONE:
        return HEIC
    return next((kind for beginning, kind in BEGINNINGS if head.startswith(beginning)), None)


def _office(file: BinaryIO) -> FileType:
    """A Word or Excel file by what it says it contains; no other archive, nothing locked, no macro."""
    try:
        if _directory_length(file) > LONGEST_DIRECTORY:
            _not_taken()
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & LOCKED_ENTRY for entry in entries):
                raise Refused("Tệp có mật khẩu nên không nhận. Bỏ mật khẩu rồi chọn lại.", field=FIELD)
            told = _contents(archive)
    except BROKEN_ARCHIVE:
        _not_taken()
    if any(MACROS.search(words) for words in (told, *(entry.filename for entry in entries))):
        raise Refused(
            "Tệp có macro nên không nhận. Lưu lại thành .docx, .xlsx không macro hoặc PDF rồi chọn lại.", field=FIELD
        )
    kinds = [OFFICE[one] for one in CONTENT_TYPE.findall(told) if one in OFFICE]
    return kinds[0] if len(kinds) == 1 else _not_taken()


def _directory_length(file: BinaryIO) -> int:
    """How long the list of entries of an archive says it is, in bytes. Raises BadZipFile where there is none."""
    length = file.seek(0, 2)
    file.seek(max(0, length - END_LENGTH - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < END_LENGTH:
        raise zipfile.BadZipFile
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def _contents(archive: zipfile.ZipFile) -> str:
    if archive.getinfo(CONTENTS).file_size > LONGEST_CONTENTS:
        _not_taken()
    with archive.open(CONTENTS) as file:
        told = file.read(LONGEST_CONTENTS).decode("utf-8-sig")
    return told if not any(sign in told for sign in HIDING) else _not_taken()


def _not_taken() -> NoReturn:
    raise Refused(
        "Không nhận loại tệp này. Chỉ nhận PDF, ảnh (JPG, PNG, WEBP, HEIC, TIFF), Word (.docx) và Excel (.xlsx)"
        " không có macro.",
        field=FIELD,
    )
