"""What a year of the calendar is, and how its days off are called.

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
SWAPPED_FOR_2012_02_04: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 04/02/2012"
SWAPPED_FOR_2013_05_04: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 04/05/2013"
SWAPPED_FOR_2014_04_26: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 26/04/2014"
SWAPPED_FOR_2014_09_06: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 06/09/2014"
SWAPPED_FOR_2014_12_27: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 27/12/2014"
SWAPPED_FOR_2015_02_14: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 14/02/2015"
SWAPPED_FOR_2015_04_25: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 25/04/2015"
SWAPPED_FOR_2019_01_05: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 05/01/2019"
SWAPPED_FOR_2019_05_04: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 04/05/2019"
SWAPPED_FOR_2024_05_04: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024"
SWAPPED_FOR_2025_04_26: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 26/04/2025"
SWAPPED_FOR_2026_01_10: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026"
SWAPPED_FOR_2026_08_22: Final = "Nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026"

FIXED_DAYS: Final = (
    (1, 1, NEW_YEAR),
    (4, 30, VICTORY_DAY),
    (5, 1, LABOUR_DAY),
    (9, 2, NATIONAL_DAY),
    (11, 24, CULTURE_DAY),
)
"""Month, day and name of what is off on the same date in every year from 2026 on, where that is a weekday."""

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
    SWAPPED_FOR_2012_02_04: "Day off swapped, made up on Saturday 04/02/2012",
    SWAPPED_FOR_2013_05_04: "Day off swapped, made up on Saturday 04/05/2013",
    SWAPPED_FOR_2014_04_26: "Day off swapped, made up on Saturday 26/04/2014",
    SWAPPED_FOR_2014_09_06: "Day off swapped, made up on Saturday 06/09/2014",
    SWAPPED_FOR_2014_12_27: "Day off swapped, made up on Saturday 27/12/2014",
    SWAPPED_FOR_2015_02_14: "Day off swapped, made up on Saturday 14/02/2015",
    SWAPPED_FOR_2015_04_25: "Day off swapped, made up on Saturday 25/04/2015",
    SWAPPED_FOR_2019_01_05: "Day off swapped, made up on Saturday 05/01/2019",
    SWAPPED_FOR_2019_05_04: "Day off swapped, made up on Saturday 04/05/2019",
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
