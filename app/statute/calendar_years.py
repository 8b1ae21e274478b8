"""Days off and made-up Saturdays: 2020-2026 from the official notices; 2012-2019 and 2027 provisional."""

from __future__ import annotations

from datetime import date

from app.statute.calendar_days import (
    CULTURE_DAY,
    HUNG_KINGS,
    IN_LIEU_OF_HUNG_KINGS,
    IN_LIEU_OF_LABOUR_DAY,
    IN_LIEU_OF_NATIONAL_DAY,
    IN_LIEU_OF_NEW_YEAR,
    IN_LIEU_OF_VICTORY_DAY,
    LABOUR_DAY,
    LUNAR_NEW_YEAR,
    NATIONAL_DAY,
    NEW_YEAR,
    SWAPPED_FOR_2024_05_04,
    SWAPPED_FOR_2025_04_26,
    SWAPPED_FOR_2026_01_10,
    SWAPPED_FOR_2026_08_22,
    VICTORY_DAY,
    CalendarYear,
)
from app.statute.calendar_years_reckoned import RECKONED_YEARS

CALENDAR_YEARS: tuple[CalendarYear, ...] = (
    *RECKONED_YEARS,
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
