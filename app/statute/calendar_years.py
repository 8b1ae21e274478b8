"""Days off and made-up Saturdays of the years 2020-2027, from the official notices (2027: provisional).

Only days that differ from the week are listed: weekdays that are off, Saturdays that are worked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

NEW_YEAR: Final = "Tết Dương lịch"
LUNAR_NEW_YEAR: Final = "Tết Nguyên đán"
HUNG_KINGS: Final = "Giỗ Tổ Hùng Vương"
VICTORY_DAY: Final = "Ngày Chiến thắng 30/4"
LABOUR_DAY: Final = "Quốc tế Lao động 1/5"
NATIONAL_DAY: Final = "Quốc khánh"
CULTURE_DAY: Final = "Ngày Văn hóa Việt Nam"
IN_LIEU_OF_NEW_YEAR: Final = "Nghỉ bù Tết Dương lịch"
IN_LIEU_OF_HUNG_KINGS: Final = "Nghỉ bù Giỗ Tổ Hùng Vương"
IN_LIEU_OF_VICTORY_DAY: Final = "Nghỉ bù Ngày Chiến thắng 30/4"
IN_LIEU_OF_LABOUR_DAY: Final = "Nghỉ bù Quốc tế Lao động 1/5"
IN_LIEU_OF_NATIONAL_DAY: Final = "Nghỉ bù Quốc khánh"
SWAPPED_FOR_2024_05_04: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024"
SWAPPED_FOR_2025_04_26: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 26/04/2025"
SWAPPED_FOR_2026_01_10: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026"
SWAPPED_FOR_2026_08_22: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026"

DAY_OFF_NAMES_EN: Final[dict[str, str]] = {
    NEW_YEAR: "New Year's Day",
    LUNAR_NEW_YEAR: "Lunar New Year (Tết)",
    HUNG_KINGS: "Hùng Kings' Commemoration Day",
    VICTORY_DAY: "Victory Day (30 April)",
    LABOUR_DAY: "International Labour Day (1 May)",
    NATIONAL_DAY: "National Day",
    CULTURE_DAY: "Vietnam Culture Day",
    IN_LIEU_OF_NEW_YEAR: "Day off in lieu of New Year's Day",
    IN_LIEU_OF_HUNG_KINGS: "Day off in lieu of Hùng Kings' Commemoration Day",
    IN_LIEU_OF_VICTORY_DAY: "Day off in lieu of Victory Day",
    IN_LIEU_OF_LABOUR_DAY: "Day off in lieu of International Labour Day",
    IN_LIEU_OF_NATIONAL_DAY: "Day off in lieu of National Day",
    SWAPPED_FOR_2024_05_04: "Day off swapped, made up on Saturday 04/05/2024",
    SWAPPED_FOR_2025_04_26: "Day off swapped, made up on Saturday 26/04/2025",
    SWAPPED_FOR_2026_01_10: "Day off swapped, made up on Saturday 10/01/2026",
    SWAPPED_FOR_2026_08_22: "Day off swapped, made up on Saturday 22/08/2026",
}


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year. ``pending`` swaps (day off, day worked, how it stands) are shown and never applied."""

    year: int
    days_off: tuple[tuple[date, str], ...]
    working_saturdays: tuple[date, ...]
    official: bool
    source: str
    pending: tuple[tuple[date, date, str], ...] = ()


CALENDAR_YEARS: tuple[CalendarYear, ...] = (
    CalendarYear(
        year=2020,
        days_off=(
            (date(2020, 1, 1), NEW_YEAR),
            (date(2020, 1, 23), LUNAR_NEW_YEAR),
            (date(2020, 1, 24), LUNAR_NEW_YEAR),
            (date(2020, 1, 27), LUNAR_NEW_YEAR),
            (date(2020, 1, 28), LUNAR_NEW_YEAR),
            (date(2020, 1, 29), LUNAR_NEW_YEAR),
            (date(2020, 4, 2), HUNG_KINGS),
            (date(2020, 4, 30), VICTORY_DAY),
            (date(2020, 5, 1), LABOUR_DAY),
            (date(2020, 9, 2), NATIONAL_DAY),
        ),
        working_saturdays=(),
        official=True,
        source="Bộ luật Lao động 2012, Điều 115 (Quốc khánh nghỉ 01 ngày); vietnamnet.vn/en 582674 (Tết 23-29/01)",
    ),
    CalendarYear(
        year=2021,
        days_off=(
            (date(2021, 1, 1), NEW_YEAR),
            (date(2021, 2, 10), LUNAR_NEW_YEAR),
            (date(2021, 2, 11), LUNAR_NEW_YEAR),
            (date(2021, 2, 12), LUNAR_NEW_YEAR),
            (date(2021, 2, 15), LUNAR_NEW_YEAR),
            (date(2021, 2, 16), LUNAR_NEW_YEAR),
            (date(2021, 4, 21), HUNG_KINGS),
            (date(2021, 4, 30), VICTORY_DAY),
            (date(2021, 5, 3), IN_LIEU_OF_LABOUR_DAY),
            (date(2021, 9, 2), NATIONAL_DAY),
            (date(2021, 9, 3), NATIONAL_DAY),
        ),
        working_saturdays=(),
        official=True,
        source="sggpnews.org.vn 89687 (09/12/2020)",
    ),
    CalendarYear(
        year=2022,
        days_off=(
            (date(2022, 1, 3), IN_LIEU_OF_NEW_YEAR),
            (date(2022, 1, 31), LUNAR_NEW_YEAR),
            (date(2022, 2, 1), LUNAR_NEW_YEAR),
            (date(2022, 2, 2), LUNAR_NEW_YEAR),
            (date(2022, 2, 3), LUNAR_NEW_YEAR),
            (date(2022, 2, 4), LUNAR_NEW_YEAR),
            (date(2022, 4, 11), IN_LIEU_OF_HUNG_KINGS),
            (date(2022, 5, 2), IN_LIEU_OF_VICTORY_DAY),
            (date(2022, 5, 3), IN_LIEU_OF_LABOUR_DAY),
            (date(2022, 9, 1), NATIONAL_DAY),
            (date(2022, 9, 2), NATIONAL_DAY),
        ),
        working_saturdays=(),
        official=True,
        source=(
            "en.baobinhthuan 94428; sggpnews 96166 (01-03/01); Bộ luật Lao động 2019, Điều 111 khoản 3 (11/4, "
            "02/5, 03/5)"
        ),
    ),
    CalendarYear(
        year=2023,
        days_off=(
            (date(2023, 1, 2), IN_LIEU_OF_NEW_YEAR),
            (date(2023, 1, 20), LUNAR_NEW_YEAR),
            (date(2023, 1, 23), LUNAR_NEW_YEAR),
            (date(2023, 1, 24), LUNAR_NEW_YEAR),
            (date(2023, 1, 25), LUNAR_NEW_YEAR),
            (date(2023, 1, 26), LUNAR_NEW_YEAR),
            (date(2023, 5, 1), LABOUR_DAY),
            (date(2023, 5, 2), IN_LIEU_OF_HUNG_KINGS),
            (date(2023, 5, 3), IN_LIEU_OF_VICTORY_DAY),
            (date(2023, 9, 1), NATIONAL_DAY),
            (date(2023, 9, 4), IN_LIEU_OF_NATIONAL_DAY),
        ),
        working_saturdays=(),
        official=True,
        source="en.vietnamplus.vn 244803; sggpnews 103690; Bộ luật Lao động 2019, Điều 111 khoản 3 (02/01, 02/5, 03/5)",
    ),
    CalendarYear(
        year=2024,
        days_off=(
            (date(2024, 1, 1), NEW_YEAR),
            (date(2024, 2, 8), LUNAR_NEW_YEAR),
            (date(2024, 2, 9), LUNAR_NEW_YEAR),
            (date(2024, 2, 12), LUNAR_NEW_YEAR),
            (date(2024, 2, 13), LUNAR_NEW_YEAR),
            (date(2024, 2, 14), LUNAR_NEW_YEAR),
            (date(2024, 4, 18), HUNG_KINGS),
            (date(2024, 4, 29), SWAPPED_FOR_2024_05_04),
            (date(2024, 4, 30), VICTORY_DAY),
            (date(2024, 5, 1), LABOUR_DAY),
            (date(2024, 9, 2), NATIONAL_DAY),
            (date(2024, 9, 3), NATIONAL_DAY),
        ),
        working_saturdays=(date(2024, 5, 4),),
        official=True,
        source=(
            "vietnamnews.vn 1636141; CV 2450/VPCP-KGVX ngày 12/4/2024, qua baotintuc.vn (29/4 đổi sang thứ Bảy "
            "04/5); vietnamnet 2232489"
        ),
    ),
    CalendarYear(
        year=2025,
        days_off=(
            (date(2025, 1, 1), NEW_YEAR),
            (date(2025, 1, 27), LUNAR_NEW_YEAR),
            (date(2025, 1, 28), LUNAR_NEW_YEAR),
            (date(2025, 1, 29), LUNAR_NEW_YEAR),
            (date(2025, 1, 30), LUNAR_NEW_YEAR),
            (date(2025, 1, 31), LUNAR_NEW_YEAR),
            (date(2025, 4, 7), HUNG_KINGS),
            (date(2025, 4, 30), VICTORY_DAY),
            (date(2025, 5, 1), LABOUR_DAY),
            (date(2025, 5, 2), SWAPPED_FOR_2025_04_26),
            (date(2025, 9, 1), NATIONAL_DAY),
            (date(2025, 9, 2), NATIONAL_DAY),
        ),
        working_saturdays=(date(2025, 4, 26),),
        official=True,
        source=(
            "en.sggp.org.vn post114084, post114254; en.baochinhphu.vn 111250304153250976 (02/5 đổi sang thứ Bảy 26/4)"
        ),
    ),
    CalendarYear(
        year=2026,
        days_off=(
            (date(2026, 1, 1), NEW_YEAR),
            (date(2026, 1, 2), SWAPPED_FOR_2026_01_10),
            (date(2026, 2, 16), LUNAR_NEW_YEAR),
            (date(2026, 2, 17), LUNAR_NEW_YEAR),
            (date(2026, 2, 18), LUNAR_NEW_YEAR),
            (date(2026, 2, 19), LUNAR_NEW_YEAR),
            (date(2026, 2, 20), LUNAR_NEW_YEAR),
            (date(2026, 4, 27), IN_LIEU_OF_HUNG_KINGS),
            (date(2026, 4, 30), VICTORY_DAY),
            (date(2026, 5, 1), LABOUR_DAY),
            (date(2026, 8, 31), SWAPPED_FOR_2026_08_22),
            (date(2026, 9, 1), NATIONAL_DAY),
            (date(2026, 9, 2), NATIONAL_DAY),
            (date(2026, 11, 24), CULTURE_DAY),
        ),
        working_saturdays=(date(2026, 1, 10), date(2026, 8, 22)),
        official=True,
        source=(
            "TB 9441/TB-BNV, qua vietnamnews.vn 1727514 (Tết, 02/9, 31/8 đổi sang thứ Bảy 22/8); "
            "CV 12729/VPCP-KGVX ngày 25/12/2025, qua vietnamnews.vn 1732658 (02/01 đổi sang thứ Bảy 10/01); "
            "NQ 28/2026/QH16 (24/11); Bộ luật Lao động 2019, Điều 111 khoản 3 (27/4)"
        ),
        pending=(
            (
                date(2026, 11, 23),
                date(2026, 11, 28),
                "Mới là đề xuất trên Cổng Chính phủ ngày 06/9/2026; chưa thấy văn bản chấp thuận, cần hỏi lại tỉnh",
            ),
        ),
    ),
    CalendarYear(
        year=2027,
        days_off=(
            (date(2027, 1, 1), NEW_YEAR),
            (date(2027, 2, 4), LUNAR_NEW_YEAR),
            (date(2027, 2, 5), LUNAR_NEW_YEAR),
            (date(2027, 2, 8), LUNAR_NEW_YEAR),
            (date(2027, 2, 9), LUNAR_NEW_YEAR),
            (date(2027, 2, 10), LUNAR_NEW_YEAR),
            (date(2027, 4, 16), HUNG_KINGS),
            (date(2027, 4, 30), VICTORY_DAY),
            (date(2027, 5, 3), IN_LIEU_OF_LABOUR_DAY),
            (date(2027, 9, 2), NATIONAL_DAY),
            (date(2027, 9, 3), NATIONAL_DAY),
            (date(2027, 11, 24), CULTURE_DAY),
        ),
        working_saturdays=(),
        official=False,
        source="Tạm tính theo quy tắc của thư viện holidays 0.109; chưa tìm thấy thông báo chính thức",
    ),
)
