"""What a complaint, a denunciation or a feedback says, line by line: each content is resolved by itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record


class Content(Record):
    """One content of a petition or case (nội dung khiếu nại, tố cáo, kiến nghị). Its number is given once.

    Of a sealed matter its words are behind the sealed page. What was found of it is said by the act that resolves the
    matter, what was withdrawn by the act of withdrawing: both name it by its number.
    """

    __tablename__ = "contents"
    __table_args__ = (UniqueConstraint("matter_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    concerns: Mapped[str] = mapped_column(String(200), default="")  # whom an allegation is about
    since_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(160), default="")  # by which it was added: đơn bổ sung, biên bản
    earlier: Mapped[str] = mapped_column(Text, default="")  # what it said before, and why it was taken out
    struck: Mapped[bool] = mapped_column(default=False)  # written down by mistake
    accepted_from_id: Mapped[int | None] = mapped_column(ForeignKey("contents.id"), index=True)  # of the petition
