"""Petitions (đơn): what came in, from where, what it is, what was done with it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Record, closed_set


class PetitionKind(StrEnum):
    COMPLAINT = "complaint"  # khiếu nại
    DENUNCIATION = "denunciation"  # tố cáo
    FEEDBACK = "feedback"  # kiến nghị, phản ánh


class Source(StrEnum):
    VISIT = "visit"  # nộp tại buổi tiếp
    ORAL = "oral"  # trình bày trực tiếp, cán bộ ghi lại
    POST = "post"  # qua bưu chính
    FORWARDED = "forwarded"  # cơ quan, người có thẩm quyền chuyển đến
    PORTAL = "portal"  # cổng thông tin, cổng dịch vụ công
    EMAIL = "email"  # thư điện tử in ra


class Forwarder(StrEnum):
    """Who forwarded: the law gives some of them a right to be answered."""

    AGENCY = "agency"
    PRESS = "press"
    FRONT = "front"  # Mặt trận Tổ quốc và tổ chức thành viên
    DEPUTY = "deputy"  # đại biểu, Đoàn đại biểu Quốc hội, HĐND
    BAN_TCD = "ban_tcd"
    PERSON = "person"  # người khác: luật sư, người thân, người đã nhận nhầm


class Petition(Record):
    """A petition; shares the key of its matter."""

    __tablename__ = "petitions"
    __table_args__ = (
        Index("ix_petitions_conduct", "matter_id", postgresql_where=text("officials_conduct"),
              sqlite_where=text("officials_conduct = 1")),
    )  # fmt: skip

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.matter_id"), index=True)
    source: Mapped[Source] = mapped_column(closed_set(Source, "petition_source"))
    forwarder: Mapped[Forwarder | None] = mapped_column(closed_set(Forwarder, "forwarder"))
    forwarder_name: Mapped[str] = mapped_column(String(200), default="")
    forward_document: Mapped[str] = mapped_column(String(80), default="")
    forwarded_on: Mapped[date | None]  # of that document
    source_reference: Mapped[str] = mapped_column(String(80), default="")  # số bưu gửi, mã trên cổng
    forwarded_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("petitions.matter_id"), index=True
    )  # transferred here by another agency
    split_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("petitions.matter_id"), index=True
    )  # never of what is sealed: it would say who
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("petitions.matter_id"))
    previous_case_id: Mapped[int | None] = mapped_column(
        ForeignKey("cases.matter_id"), index=True
    )  # the earlier case it comes back about
    received_on: Mapped[date] = mapped_column(index=True)
    written_on: Mapped[date | None]
    signatories: Mapped[int] = mapped_column(default=1)
    anonymous: Mapped[bool] = mapped_column(default=False)  # không ghi tên, địa chỉ người gửi
    language: Mapped[str] = mapped_column(String(40), default="")  # empty: Vietnamese
    translation: Mapped[str] = mapped_column(Text, default="")  # empty when the matter is sealed
    translated_by: Mapped[str] = mapped_column(String(160), default="")
    translated_on: Mapped[date | None]
    kind: Mapped[PetitionKind | None] = mapped_column(closed_set(PetitionKind, "petition_kind"))
    officials_conduct: Mapped[bool] = mapped_column(default=False)  # về hành vi của cán bộ, công chức
    hint_ignored: Mapped[PetitionKind | None] = mapped_column(
        closed_set(PetitionKind, "hint_ignored")
    )  # what its words spoke for, when it was classified as something else
    classification_reason: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[str] = mapped_column(Text, default="")  # empty when the matter is sealed
    request: Mapped[str] = mapped_column(Text, default="")
    contested: Mapped[str] = mapped_column(String(200), default="")  # số, ngày quyết định bị khiếu nại


class Respondent(Record):
    """Against whom: an agency we know, or a name and ``post`` (chức vụ) as written.

    ``earlier``: what was written before it was put right, a line each; ``ended_on``: since when it is against them no
    more. None of it is shown of a sealed matter.
    """

    __tablename__ = "respondents"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(String(160), default="")
    post: Mapped[str] = mapped_column(String(160), default="")
    is_head: Mapped[bool] = mapped_column(default=False)
    earlier: Mapped[str] = mapped_column(Text, default="")
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")
