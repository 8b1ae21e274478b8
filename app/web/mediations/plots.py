"""A plot in a line, and as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from app.records.mediations import Mediation
from app.web.views import Fact
from app.web.wording import decimal

GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")  # 2.040 · 1.125,5


def plot_line(plot: Mediation) -> str:
    """Where the plot is, in a line: "thửa 345, tờ 12, Thôn Chư Bồ"."""
    parcel = _("thửa %(no)s", no=plot.parcel_no) if plot.parcel_no else ""
    sheet = _("tờ bản đồ %(no)s", no=plot.sheet_no) if plot.sheet_no else ""
    return ", ".join(filter(None, (parcel, sheet, plot.address)))


def area_printed(area: str) -> str:
    """2.040 m², 1.125,5 m²: by the thousand, as Vietnamese papers write it. What is no number stays as typed."""
    plain = plain_area(area)
    return f"{f'{plain:,}'.translate(str.maketrans(',.', '.,'))} m²" if plain is not None else f"{area} m²"


def plain_area(area: str) -> Decimal | None:
    """How many square metres were typed: 2040, 2.040, 125,5 or 125.5; None when it is no number."""
    grouped = area.replace(".", "") if GROUPED.fullmatch(area) else area
    try:
        found = Decimal(grouped.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _area_shown(area: str) -> str:
    plain = plain_area(area)
    if plain is None:
        return f"{area} m²" if area else ""
    exponent = plain.as_tuple().exponent
    return f"{decimal(plain, -exponent if isinstance(exponent, int) and exponent < 0 else 0)} m²"


def plot_facts(plot: Mediation) -> Iterator[Fact]:
    """What is known of the plot and of the dispute; what is not known is left out."""
    said = (
        (_("Nội dung tranh chấp"), plot.dispute),
        (_("Yêu cầu"), plot.request),
        (_("Thửa đất"), plot_line(plot)),
        (_("Diện tích"), _area_shown(plot.area)),
        (_("Loại đất"), plot.land_kind),
        (_("Giấy chứng nhận"), plot.certificate_no),
    )
    yield from (Fact(words, text) for words, text in said if text)
