"""Files as people bring them: real beginnings, few bytes; and what has no place in a file of a matter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 2 0 R")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
WORD_MAIN, EXCEL_MAIN = MAIN.format("wordprocessingml.document"), MAIN.format("spreadsheetml.sheet")
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def contents(main: str) -> bytes:
    """What an office file says it contains."""
    part = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Types>{part}</Types>'.encode()


def archive(entries: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, told in entries.items():
            file.writestr(name, told)
    return made.getvalue()


def office(main: str = WORD_MAIN, **others: bytes) -> bytes:
    """A Word or Excel file; ``others`` are more entries, ``__`` in a name standing for a dot."""
    more = {name.replace("__", "."): told for name, told in others.items()}
    return archive({"[Content_Types].xml": contents(main), "word/document.xml": b"<document/>", **more})


def locked() -> bytes:
    """An archive whose every entry says that it has a password."""
    plain = bytearray(office())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = plain.find(sign)
        while start >= 0:
            plain[start + at] |= 1
            start = plain.find(sign, start + 4)
    return bytes(plain)
