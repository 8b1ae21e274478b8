"""A password somebody guesses first is refused, however it is dressed up; one of a few odd words is not."""

from __future__ import annotations

import pytest

from app.casework.errors import Refused
from app.casework.passwords import good_password


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123", "Mật khẩu 123", "MATKHAU@2026", "m@tkh@u1234", "matkhaumatkhau", "Mật khẩu mới 1",
        "P@ssw0rd!!", "password2026", "admin123456", "Administrator1", "tiepdan2026", "Tiếp Dân 123", "tiepcongdan",
        "gialai2026!", "Gia Lai 1975", "pleiku123456", "Việt Nam 2026", "UBND xã 2026", "thanhtratinh", "anhyeuem123",
        "qwertyuiop", "1qaz2wsx3edc", "abcdefghij", "abc123456789", "9876543210", "0905111222", "24112026241",
        "asdfghjkl1",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="dễ đoán") as refused:
        good_password(password, "thu.ha")
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    ("password", "username"),
    [("thu.ha và tôi", "thu.ha"), ("Thu-Hà và con mèo", "thu.ha"), ("con mèo THUHA", "Thu.Ha"),
     ("xx Đức Nam xx", "duc.nam"), ("con mèo của An", "an")],
)  # fmt: skip
def test_the_user_name_is_refused_however_it_is_written(password: str, username: str) -> None:
    with pytest.raises(Refused, match="tên đăng nhập"):
        good_password(password, username)


@pytest.mark.parametrize("password", ["ngắn", "x" * 201])
def test_a_short_or_endless_one_is_told_how_long(password: str) -> None:
    with pytest.raises(Refused, match="từ 10 đến 200") as refused:
        good_password(password, "thu.ha")
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    ["bảy con mèo vàng", "tám con chim xanh", "một mật khẩu khác", "mat khau dai va rieng 2026", "kX7#pQ2!vLm9",
     "cà phê Pleiku thơm"],
)  # fmt: skip
def test_a_few_odd_words_or_letters_are_taken_as_they_are(password: str) -> None:
    assert good_password(password, "an") == password
