"""A plot in a line, and as facts."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.records.mediations import Mediation
from app.web.views import Fact


def plot_line(plot: Mediation) -> str:
    """Where the plot is, in a line: "thửa 345, tờ 12, Thôn Chư Bồ"."""
    parcel = _("thửa %(no)s", no=plot.parcel_no) if plot.parcel_no else ""
    sheet = _("tờ bản đồ %(no)s", no=plot.sheet_no) if plot.sheet_no else ""
    return ", ".join(filter(None, (parcel, sheet, plot.address)))


def plot_facts(plot: Mediation) -> Iterator[Fact]:
    """What is known of the plot and of the dispute; what is not known is left out."""
    said = (
        (_("Nội dung tranh chấp"), plot.dispute),
        (_("Yêu cầu"), plot.request),
        (_("Thửa đất"), plot_line(plot)),
        (_("Diện tích"), f"{plot.area} m²" if plot.area else ""),
        (_("Loại đất"), plot.land_kind),
        (_("Giấy chứng nhận"), plot.certificate_no),
    )
    yield from (Fact(words, text) for words, text in said if text)
