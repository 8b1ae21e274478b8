"""How a paper names the instruments it rests on (căn cứ): with the day each was issued, where that is known.

NĐ 30/2020 wants kind, number, who issued it, the day and the subject; a law is named without its number. A day that
was never read is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from app.statute.instruments import INSTRUMENTS, Instrument

# Of the laws and of the decrees of 2019 and 2020 from general knowledge, of those of 2026 read in their text.
ISSUED_ON: Final[dict[str, date]] = {
    "LKN": date(2011, 11, 11),
    "LTC": date(2018, 6, 12),
    "LTCD": date(2013, 11, 25),
    "ND31": date(2019, 5, 28),
    "ND124": date(2020, 10, 19),
    "ND154": date(2026, 5, 15),
    "ND155": date(2026, 5, 15),
    "ND156": date(2026, 5, 15),
}
ISSUERS: Final = {"Nghị định": "của Chính phủ", "Thông tư": "của Tổng Thanh tra Chính phủ"}


def bases_on(keys: Iterable[str], day: date) -> Iterator[str]:
    """The lines "Căn cứ …" of the instruments in force on a day, without the mark at their end."""
    for key in keys:
        one = INSTRUMENTS[key]
        if one.in_force_from <= day and (one.in_force_until is None or day <= one.in_force_until):
            yield f"Căn cứ {in_full(one)}"


def in_full(one: Instrument) -> str:
    """Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết."""
    kind = next((word for word in ISSUERS if one.title.startswith(word)), "")
    dated = f" {written_out(ISSUED_ON[one.key])}" if one.key in ISSUED_ON else ""
    if kind:
        return f"{kind} số {one.number}{dated} {ISSUERS[kind]} {one.title.removeprefix(kind).strip()}"
    return f"{one.title}{dated}"


def written_out(on: date) -> str:
    """ngày 05 tháng 8 năm 2026: a day under 10 and the months 1 and 2 have two figures (NĐ 30/2020, Phụ lục I)."""
    month = f"{on.month:02d}" if on.month <= 2 else f"{on.month}"  # noqa: PLR2004 - the rule names January and February
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"
