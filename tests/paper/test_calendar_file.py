"""A calendar file: moments in UTC, words escaped, long lines folded without breaking a letter."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.paper.calendar_file import Appointment, calendar_file

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2026, 11, 23, 8, tzinfo=ZONE)
DAY = Appointment(
    "abc", datetime(2026, 12, 15, 7, 30, tzinfo=ZONE), datetime(2026, 12, 15, 11, tzinfo=ZONE),
    "Tiếp công dân, UBND xã Ia Dom", "Phòng 1; tầng 2\\3",
)  # fmt: skip


def lines(*days: Appointment) -> list[str]:
    text = calendar_file("Lịch", days, at=AT).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day_is_told_in_universal_time_with_its_words_escaped() -> None:
    found = lines(DAY)
    assert "DTSTART:20261215T003000Z" in found
    assert "DTEND:20261215T040000Z" in found
    assert "SUMMARY:Tiếp công dân\\, UBND xã Ia Dom" in found
    assert "LOCATION:Phòng 1\\; tầng 2\\\\3" in found
    assert "STATUS:CONFIRMED" in found


def test_a_cancelled_day_says_so_and_a_long_line_comes_back_whole() -> None:
    about = "Đường vào trụ sở bị chia cắt vì mưa lũ; " * 8
    found = lines(Appointment(DAY.key, DAY.starts_at, DAY.ends_at, DAY.summary, about=about, cancelled=True))
    assert "STATUS:CANCELLED" in found
    assert f"DESCRIPTION:{about.replace(';', chr(92) + ';')}" in found
