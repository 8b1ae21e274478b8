"""A dispute over land brought to the commune for mediation (hòa giải tranh chấp đất đai). Never a complaint."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Record


class Mediation(Record):
    """The plot and what is disputed; shares the key of its matter. Sessions and result are its acts, sides its people.

    ``visit_id``: the visit it came from; forgotten when that visit is sealed.
    """

    __tablename__ = "mediations"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.matter_id"), index=True)
    received_on: Mapped[date]
    sheet_no: Mapped[str] = mapped_column(String(20), default="")  # tờ bản đồ số
    parcel_no: Mapped[str] = mapped_column(String(20), default="")  # thửa đất số
    area: Mapped[str] = mapped_column(String(20), default="")  # in m², as the paper writes it: "125,5"
    address: Mapped[str] = mapped_column(String(200))
    land_kind: Mapped[str] = mapped_column(String(80), default="")
    certificate_no: Mapped[str] = mapped_column(String(80), default="")  # of the Giấy chứng nhận
    dispute: Mapped[str] = mapped_column(Text)
    request: Mapped[str] = mapped_column(Text, default="")
