"""Which passwords may be set, wherever one is set: on the page, by a link, at the first run, at the command line.

Refused is what somebody guesses first: too short, the user name, digits alone, and what is made of nothing but words
of this desk and of this country, runs of keys, years. So "matkhau123", "Gia Lai 2026" and "P@ssw0rd!!" are refused,
and four words that have nothing to do with each other are not.
"""

from __future__ import annotations

import re

from app.casework.errors import Refused
from app.casework.folding import fold

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # argon2 reads all of it: a megabyte of password would be work for free
FEWEST_DIFFERENT = 5
LEFT_AT_LEAST = 5  # letters and digits, when what is guessed first is taken out
LONG_ENOUGH_TO_FIND = 4  # a shorter user name stands in many words: it is refused as a word only
# Folded, without blanks.
GUESSED_FIRST = (
    "matkhaumoi", "matkhau", "matma", "matkhai", "password", "passwd", "pass", "pwd", "secret", "letmein", "changeme",
    "administrator", "admin", "root", "superuser", "user", "guest", "login", "welcome", "hello", "default", "macdinh",
    "nguoidung", "taikhoan", "dangnhap", "quantrivien", "quantri", "hethong", "server", "test", "demo", "thunghiem",
    "tiepcongdan", "tiepdan", "congdan", "congchuc", "canbo", "khieunai", "tocao", "kiennghi", "phananh", "xulydon",
    "vanphong", "uybannhandan", "uyban", "ubnd", "hdnd", "chutich", "thanhtratinh", "thanhtra", "bantiepdan",
    "vietnam", "gialai", "pleiku", "binhdinh", "quynhon", "ankhe", "tinh", "phuong", "xa", "hanoi", "saigon",
    "hochiminh", "danang", "taynguyen", "xinchao", "camon", "anhyeuem", "emyeuanh", "iloveyou", "toiyeu", "giadinh",
    "cuatoi", "nguyen", "dragon", "monkey", "football", "bongda", "superman", "master", "sunshine", "princess",
    "qwertyuiop", "qwerty", "asdfghjkl", "asdf", "zxcvbnm", "zxcv", "1q2w3e4r", "1qaz2wsx", "qazwsx", "q1w2e3r4",
)  # fmt: skip
RUNS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST_RUN = 3
YEAR = re.compile(r"(?:19|20)\d\d")
SAME = re.compile(r"(.)\1\1+")
NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
FOR_LETTERS = str.maketrans("@4$5!103", "aassiioe")


def good_password(password: str, username: str) -> str:
    """The password as it may be set. Raises :class:`Refused`, which says what to do instead."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(
            "Đặt mật khẩu từ %(least)s đến %(most)s ký tự.",
            field="password", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD,
        )  # fmt: skip
    if _holds(password, username):
        raise Refused("Đặt mật khẩu không chứa tên đăng nhập.", field="password")
    if len(set(password)) < FEWEST_DIFFERENT or _guessed_first(password):
        raise Refused(
            "Mật khẩu này dễ đoán: chỉ có chữ số, từ hay dùng, dãy phím liền nhau hoặc năm. "
            "Đặt ba, bốn từ không liên quan đến nhau.",
            field="password",
        )
    return password


def _holds(password: str, username: str) -> bool:
    name = _bare(username)
    if len(name) < LONG_ENOUGH_TO_FIND:
        return name in NEITHER_LETTER_NOR_DIGIT.split(fold(password))
    return name in _bare(password)


def _guessed_first(password: str) -> bool:
    read = {_bare(password), _bare(password.translate(FOR_LETTERS))}
    return any(one.isdigit() or len(_left_of(one)) < LEFT_AT_LEAST for one in read)


def _bare(text: str) -> str:
    """``text`` folded, its letters and digits only."""
    return NEITHER_LETTER_NOR_DIGIT.sub("", fold(text))


def _left_of(bare: str) -> str:
    """What is left of ``bare`` without what is guessed first. A blank stays where something stood."""
    for word in GUESSED_FIRST:
        bare = bare.replace(word, " ")
    bare = SAME.sub(" ", YEAR.sub(" ", bare))
    for run in RUNS:
        for length in range(len(run), SHORTEST_RUN - 1, -1):
            for start in range(len(run) - length + 1):
                bare = bare.replace(run[start : start + length], " ")
    return bare.replace(" ", "")
