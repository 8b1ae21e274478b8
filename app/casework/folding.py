"""One way to fold text for search: without diacritics, lower case, single blanks. Both sides of a comparison use it."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` without Vietnamese marks: "  Đỗ Thị  Hường " gives "do thi huong"."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    bare = "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))
    return " ".join(bare.lower().split())


APOSTROPHES = ("’", "'", "‘", "ʼ")


def fold_name(text: str) -> str:
    """A folded name in its words: "H’Đuốc", "H'Đuốc" and "h duoc" are one."""
    for mark in APOSTROPHES:
        text = text.replace(mark, " ")
    return fold(text)
