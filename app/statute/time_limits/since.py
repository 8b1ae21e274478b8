"""The days from which, and until which, the instruments behind the rows are in force, and the day they were checked."""

from __future__ import annotations

from datetime import date
from typing import Final

CHECKED_ON: Final = date(2026, 11, 23)

LAW_ON_COMPLAINTS: Final = date(2012, 7, 1)  # Luật 02/2011/QH13
DECREE_75: Final = date(2012, 11, 20)  # NĐ 75/2012/NĐ-CP, replaced by NĐ 124/2020/NĐ-CP
CIRCULAR_07_2013: Final = date(2013, 12, 16)  # TT 07/2013/TT-TTCP
BEFORE_CIRCULAR_02_2016: Final = date(2016, 12, 4)
CIRCULAR_02_2016: Final = date(2016, 12, 5)  # TT 02/2016/TT-TTCP, amends TT 07/2013/TT-TTCP
LAW_ON_ADMINISTRATIVE_PROCEDURE: Final = date(2016, 7, 1)  # Luật 93/2015/QH13
BEFORE_DECREE_124: Final = date(2020, 12, 9)  # last day of NĐ 75/2012, and of TT 07/2013 as far as we know
DECREE_124: Final = date(2020, 12, 10)  # NĐ 124/2020/NĐ-CP

LAW_ON_DENUNCIATIONS: Final = date(2019, 1, 1)  # Luật 25/2018/QH14
BEFORE_DECREE_31: Final = date(2019, 5, 27)
DECREE_31: Final = date(2019, 5, 28)  # NĐ 31/2019/NĐ-CP
CIRCULAR_145: Final = date(2021, 2, 15)  # TT 145/2020/TT-BCA

LAW_ON_RECEPTION: Final = date(2014, 7, 1)  # Luật 42/2013/QH13
DECREE_64: Final = date(2014, 8, 15)  # NĐ 64/2014/NĐ-CP
BEFORE_CIRCULARS_OF_2014: Final = date(2014, 12, 14)
CIRCULARS_OF_2014: Final = date(2014, 12, 15)  # TT 06 and 07/2014/TT-TTCP
CIRCULARS_OF_2014_LAST_DAY: Final = date(2021, 11, 14)
CIRCULARS_OF_2021: Final = date(2021, 11, 15)  # TT 04 and 05/2021/TT-TTCP

CIRCULAR_01_2024: Final = date(2024, 3, 5)  # TT 01/2024/TT-TTCP, by two press accounts

LAND_LAW: Final = date(2024, 8, 1)  # Luật 31/2024/QH15, NĐ 102/2024/NĐ-CP; from memory
LAND_CHECKED_ON: Final = date(2026, 11, 29)  # looked for, and no official text found

DISTRICTS_LAST_DAY: Final = date(2025, 6, 30)  # the district level ends; two tiers from 01/7/2025
TWO_TIERS: Final = date(2025, 7, 1)

BEFORE_REFORM: Final = date(2026, 6, 30)  # last day of the rules the reform replaced
REFORM: Final = date(2026, 7, 1)  # Luật 136/2025/QH15, NĐ 154, 155 and 156/2026/NĐ-CP
NOTARISED_MANDATES_LAST_DAY: Final = date(2026, 12, 31)  # NĐ 155/2026 Art. 21.2
NOTARISED_MANDATES_ENDED: Final = date(2027, 1, 1)

PLAN_OF_MASS_WORK: Final = date(2015, 1, 1)  # the province's plan for 2015, repeated every year
PLAN_CHECKED_ON: Final = date(2026, 11, 30)
